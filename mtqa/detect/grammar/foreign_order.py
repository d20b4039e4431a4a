"""Subjects and adverbs in the place that another language gives them. See foreign_order.md."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._prose import is_time
from mtqa.detect.rule import Hit
from mtqa.knowledge.verbs import words

_BE = {"is", "was", "are", "were", "be", "been"}
_TIMES = {"DATE", "TIME"}
_KNOWN = {"the", "his", "her", "their", "its", "these", "this"}
_OBJECT_BEGINS = {"DT", "PRP$", "JJ", "CD", "NN", "NNS", "NNP"}
# behind a passive of these a noun with "the" is no subject: "was given the prize"
_TWO_OBJECTS = {
    "give", "offer", "tell", "award", "show", "send", "pay", "ask", "deny", "promise", "elect",
    "name", "call", "deem", "consider", "appoint", "leave", "grant", "teach", "make", "dub",
    "declare", "hand", "lend", "owe", "refuse", "allow", "serve", "assign", "accord", "afford",
    "spare", "fine", "charge", "cost", "vote", "crown", "bring", "feed", "judge", "term", "think",
    "style", "designate", "proclaim", "label", "christen", "nickname", "title", "rank", "rate",
    "forgive", "keep", "find", "believe", "bequeath", "issue", "choose", "read", "deal", "assure",
    "allocate", "guarantee", "do", "sentence",
}  # fmt: skip
# verbs without an object; what looks like one is their subject
_NO_OBJECT = {
    "arrive", "appear", "disappear", "occur", "happen", "arise", "emerge", "exist", "vanish",
}  # fmt: skip
# behind these the subject may follow: "nowhere was heard the sound of a bell"
_INVERTING = {
    "so", "only", "nowhere", "never", "nor", "neither", "thus", "hardly", "scarcely", "not", "than",
    "such", "little",
}  # fmt: skip
_ADVERBS = {"also", "now", "again", "already", "still", "recently", "often", "always", "currently"}
_BEFORE_VERB = {"also", "now", "still", "already", "often", "always"}
_SPOKEN = {"said", "added", "noted", "stated", "explained", "stressed", "emphasized", "told"}


def _passive(participle: Token) -> Hit | None:
    """Return "is registered the project": a passive has no object, its subject stands before it."""
    if participle.lemma_ in _TWO_OBJECTS:
        return None
    doc, after = participle.doc, participle.i + 1
    forms = [child for child in participle.children if child.dep_ == "auxpass"]
    nouns = [child for child in participle.children if child.dep_ == "dobj"]
    if not forms or forms[0].i > participle.i or forms[0].lower_ not in _BE:
        return None
    noun = next((one for one in nouns if one.left_edge.i == after), None)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or is_time(noun):
        return None
    first = forms[0].i
    while first and doc[first - 1].dep_ == "aux" and doc[first - 1].head == participle:
        first -= 1
    if _INVERTING & {participle.sent[0].lower_, doc[max(0, first - 1)].lower_}:
        return None
    verb = doc[first:after]
    return Hit(
        verb.start_char,
        noun.idx + len(noun),
        f"“{doc[after : noun.i + 1]}” follows a passive, which has no object; "
        f"as its subject it stands before “{verb}”.",
        confidence=0.8,
    )


def _arrived(verb: Token) -> Hit | None:
    """Return "occurred the attack"."""
    objects = (child for child in verb.children if child.dep_ == "dobj")
    noun = next((one for one in objects if one.left_edge.i == verb.i + 1), None)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in _TIMES:
        return None
    return Hit(
        verb.idx,
        noun.idx + len(noun),
        f"“{verb}” has no object; its subject “{noun.doc[verb.i + 1 : noun.i + 1]}” "
        "stands before it.",
        confidence=0.8,
    )


def _adverb(verb: Token) -> Hit | None:
    """Return "plays also the", where the adverb parts the verb from its object."""
    adverb = verb.nbor()
    objects = (child for child in verb.children if child.dep_ == "dobj")
    if verb.is_sent_start or not any(child.left_edge.i == adverb.i + 1 for child in objects):
        return None
    if verb.lemma_ == "have" or verb.lemma_ in words("say") or adverb.head != verb:
        return None
    swapped = adverb.text in _BEFORE_VERB and verb.tag_ in ("VBD", "VBZ") and verb.is_lower
    return Hit(
        verb.idx,
        adverb.idx + len(adverb),
        f"“{adverb}” can't stand between “{verb}” and its object.",
        confidence=0.75,
        suggestion=f"{adverb} {verb}" if swapped else None,
    )


def _doubled(pronoun: Token) -> Hit | None:
    """Return "it added" where the name of the speaker follows."""
    doc, name = pronoun.doc, pronoun.i + 2
    if doc[name].ent_type_ != "PERSON":
        return None
    end = name
    while end < len(doc) and doc[end].tag_ == "NNP":
        end += 1
    if end == name or end == len(doc) or doc[end].text not in ".,":
        return None
    return Hit(
        pronoun.idx,
        doc[name].idx - 1,
        f"The subject is said twice: “{pronoun}” and “{doc[name:end]}”.",
        confidence=0.75,
    )


def _misplaced(token: Token) -> Hit | None:
    after = token.nbor()
    if token.tag_ == "VBN" and after.lower_ in _KNOWN and (hit := _passive(token)):
        return hit
    if token.lemma_ in _NO_OBJECT and after.lower_ in _KNOWN:
        return _arrived(token)
    if token.pos_ == "VERB" and after.lower_ in _ADVERBS:
        return _adverb(token) if token.nbor(2).tag_ in _OBJECT_BEGINS else None
    if token.lower_ == "it" and after.lower_ in _SPOKEN:
        return _doubled(token)
    return None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "is registered the project", "visit also", "it added" before a name."""
    if is_talk(text):
        return
    for token in text.doc[:-2]:
        if token.pos_ not in ("VERB", "PRON", "AUX") or text.in_quotation(token.idx):
            continue
        hit = _misplaced(token)
        if hit is not None:
            yield hit
