"""Subjects and adverbs in the place that another language gives them. See foreign_order.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._prose import columns, is_time
from mtqa.detect.grammar._swapped import swapped
from mtqa.detect.rule import Hit
from mtqa.knowledge.verbs import words

_BE = {"is", "was", "are", "were", "be", "been"}
_TIMES = {"DATE", "TIME"}
_KNOWN = {"the", "his", "her", "their", "its", "these", "this"}
_OBJECT_BEGINS = {"DT", "PRP$", "JJ", "JJR", "CD", "NN", "NNS", "NNP"}
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
_SHORT = 4  # words of a subject
_SPOKEN = {"said", "added", "noted", "stated", "explained", "stressed", "emphasized", "told"}
_NEXT = _KNOWN | _ADVERBS | _SPOKEN


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
    said = verb.lemma_ in words("say") and adverb.lower_ != "also"
    if verb.lemma_ == "have" or said or adverb.head != verb:
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


# behind these the verb comes before its subject: "not only has he"
_NEGATIVE = re.compile(
    r"(?:N(?:ot only|ever before|ever|o sooner|or|either|owhere)|Rarely|Seldom|Hardly|Scarcely"
    r"|Barely|At no (?:time|point|moment)|In no (?:case|way|event)|Under no circumstances?"
    r"|By no means|On no account|Only then|Only once|Only now|Only in this way|Little|nor|neither)"
    r" (?:he|she|it|they|we) (?:(?:also|ever|even) )?(?P<verb>[a-z]+)\b"
)
# "asked why did they", which is no question of its own
_ASKED = re.compile(
    r"(?:ask(?:ed|s|ing)?|explain(?:ed|s|ing)?|wonder(?:ed|s|ing)|kn(?:ow|ows|ew|own)|clear|unclear"
    r"|understand|learn(?:ed|t)?|show(?:ed|s|n)?|describ(?:ed|es)|revealed|disclosed?|investigat\w+"
    r"|s(?:aid|ay|ays)|told (?:reporters|police|them|him|her)) (?:why|how|when|where|what|whom)"
    r" (?P<verb>did|does|do|had|has|have|will|would|can|could|is|are|was|were)"
    r" (?:he|she|they|it|the [a-z]+|this [a-z]+|his [a-z]+|her [a-z]+|their [a-z]+)\b[^.?!\n]*\."
)


def _uninverted(text: Annotated) -> Iterator[Hit]:
    """Yield "not only he has"."""
    for match in _NEGATIVE.finditer(text.text):
        verb = text.doc.char_span(*match.span("verb"))
        alone = not text.text[match.start() - 1].isalpha() if match.start() else True
        if verb is None or not alone or verb[0].tag_ not in FINITE:
            continue
        if not text.in_quotation(match.start()):
            message = f"Behind these words the verb comes before its subject: “{match.group()}”."
            yield Hit(*match.span(), message, confidence=0.75)


def _inverted(text: Annotated) -> Iterator[Hit]:
    """Yield "asked why did they"."""
    for match in _ASKED.finditer(text.text):
        if match["verb"] in ("is", "are", "was", "were") and not _ends_with_subject(text, match):
            continue
        if text.in_quotation(match.start()) or (
            match.start() and text.text[match.start() - 1].isalpha()
        ):
            continue
        end = match.end("verb")
        message = "A question inside a statement has the order of a statement: “{}”."
        found = text.text[match.start() : end]
        yield Hit(match.start(), end, message.format(found), confidence=0.7)


def _ends_with_subject(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether nothing but the subject follows "is": "asked what was the reason"."""
    return len(text.text[match.end("verb") : match.end()].split()) <= _SHORT


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
    yield from swapped(text)
    yield from _uninverted(text)
    yield from _inverted(text)
    lower = columns(text).lower
    for at, after in enumerate(lower[1:-1]):
        if after not in _NEXT:
            continue
        token = text.doc[at]
        if token.pos_ not in ("VERB", "PRON", "AUX") or text.in_quotation(token.idx):
            continue
        hit = _misplaced(token)
        if hit is not None:
            yield hit
