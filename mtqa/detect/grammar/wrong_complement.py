"""Complements that a verb or adjective doesn't take. Documented in wrong_complement.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._prose import columns, is_prose, is_time
from mtqa.detect.grammar._wordings import outside, worded
from mtqa.detect.rule import Hit
from mtqa.knowledge.complements import wrong_complements
from mtqa.knowledge.sexes import means_person

_BE = {"be", "become", "seem", "remain", "feel", "get", "look"}
_OBJECTS = {"him", "her", "them", "us", "me"}
_REFLEXIVES = {"himself", "herself", "itself", "themselves"}
_PLACES = {"GPE", "LOC", "FAC"}
_ADJECTIVES = {"JJ", "VBN", "VBD"}
_ASIDE = {
    "least", "late", "all", "last", "first", "once", "times", "present", "internet", "web",
    "television", "radio", "which", "whom", "extent", "degree", "behalf", "part",
}  # fmt: skip
_BODIES = {
    "government", "party", "police", "army", "council", "company", "team", "ministry", "country",
    "parliament", "opposition", "board", "union", "family", "committee", "court", "firm", "group",
    "authority", "bank", "people", "crew", "club", "majority", "staff",
}  # fmt: skip
_FINITE = {"VBD", "VBZ", "MD"}
_GAP = 3  # words between "what" or "which" and the verb whose object it is
_NOUN_BEGINS = {"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "CD", "VBG"}
# "those forced to leave": the past tense may be a participle
_FORCING = {
    "allow", "enable", "permit", "encourage", "force", "oblige", "persuade", "convince", "urge",
    "entitle", "compel", "empower", "authorise", "authorize", "motivate", "forbid", "order",
}  # fmt: skip
# "by the work" for "at work"; an event in which something happens, and doesn't do it
_EVENTS = {
    "work", "meeting", "match", "wedding", "funeral", "concert", "dinner", "lunch", "breakfast",
    "training", "ceremony", "conference", "party", "celebration", "festival", "rehearsal", "game",
    "premiere", "interview", "visit", "hearing", "session", "rally", "demonstration", "tournament",
    "race", "exam", "harvest",
}  # fmt: skip
_BY = re.compile(
    rf"by (?<!\w...)(?:the|his|her|their|a) (?P<event>{'|'.join(sorted(_EVENTS))})(?=[.,;])"
)
_DIRECT = {"listen", "belong", "depend", "rely", "consist", "participate", "insist", "apologise",
    "apologize", "cope", "comply", "interfere", "sympathise", "sympathize", "abstain", "refrain",
    "specialise", "specialize", "succumb", "adhere", "resort", "arrive", "rejoice",
    "collaborate", "cooperate", "suffice"}  # fmt: skip
# all begin with a letter of which there are few, so that a text is soon searched
_FIXED = (
    (
        re.compile(r"[Ll](?<!\w.)ook(?:s|ed|ing)? forward to (?:the )?(?P<verb>[a-z]+)\b"),
        "VB",
        "After “look forward to” the verb ends in -ing.",
    ),
    (
        re.compile(
            r"[IiBbWwDd](?<!\w.)(?:(?:nstead|n spite|ecause) of|ithout|(?<=I)nstead|efore|espite)"
            r" to (?P<verb>[a-z]+)\b"
        ),
        "VB",
        "A preposition takes no infinitive.",
    ),
)
_PHRASES = (
    ("on", re.compile(r"[Ii](?<!\w.)n the (?:radio|television)(?=[.,;]| (?:and|that|on)\b)")),
    ("on the", re.compile(r"[IiOoAa](?<!\w.)[nt] [Ii]nternet(?=[.,;]| (?:and|that|on)\b)")),
    (
        "in",
        re.compile(
            r"[AaOo](?<!\w.)[tn] the (?:(?:morning|afternoon|evening)(?=[.,;])"
            r"|(?:1[89]|20)\d0s\b(?! ?(?:-|style)))"
            r"|[Aa](?<!\w.)t (?:winter|summer|autumn)(?=[.,;]| (?:the|he|she|it|they)\b)"
        ),
    ),
    (
        "at",
        re.compile(
            r"[IiOo](?<!\w.)n (?:(?:a|the) (?:speed|temperature|price|height) of (?=\d)"
            r"|(?:midnight|noon)\b(?! \w+ing)|\d{1,2}(?::\d\d)? ?(?:o['’]clock|[ap]\.?m)\b)"
            r"|[IiOoWw](?<!\w.)(?:n|ith) the age of (?=\d+[,. ])"
        ),
    ),
)


def _hit(first: Token, last: Token, message: str, confidence: float = 0.8) -> Hit:
    return Hit(first.idx, last.idx + len(last), message, confidence=confidence)


def _is_active(verb: Token) -> bool:
    """Return whether ``verb`` is no passive, nor a participle behind a noun."""
    if verb.tag_ == "VBN":
        return not _has_passive(verb) and any(
            child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children
        )
    return verb.tag_.startswith("VB") and not _has_passive(verb)


def _has_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


def _infinitive(token: Token) -> Token | None:
    """Return the verb of "to put" where ``token`` is its "to"."""
    if token.lower_ != "to" or token.i + 1 >= len(token.doc):
        return None
    verb = token.nbor()
    if verb.tag_ == "RB" and verb.i + 1 < len(verb.doc):
        verb = verb.nbor()
    return verb if verb.tag_ == "VB" else None


def _object_end(verb: Token) -> Token | None:
    """Return the last token of the short object directly behind the verb."""
    after = verb.nbor()
    if after.lower_ in _OBJECTS:
        return after
    children = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i]
    inner = [c for v in verb.children if v.dep_ in ("ccomp", "xcomp") for c in v.children]
    subjects = [c for c in inner if c.dep_ in SUBJECTS]
    for noun in (*children, *subjects):
        if noun.left_edge.i == after.i and noun.pos_ in ("NOUN", "PROPN"):
            edge = noun
            for child in noun.rights:
                if child.dep_ == "prep" and child.right_edge.i - child.i < 4:
                    edge = child.right_edge
            return edge
    return None


def _of_object(verb: Token, wrong: Mapping[str, str]) -> Hit | None:
    """Return "accused the government to put", "explained him that"."""
    last = _object_end(verb)
    if last is None or last.i + 2 >= len(verb.doc):
        return None
    after = last.nbor()
    short = last.lower_ in _OBJECTS
    # "criticised the plan to build": the infinitive is the noun's, where no person is meant
    someone = short or _is_someone(verb, last)
    inner = _infinitive(after)
    if inner is not None:
        key = "him to do" if "him to do" in wrong else "him! to do"
        fits = key in wrong and someone and (short or key == "him to do")
        return _hit(verb, inner, _message(verb, key, wrong)) if fits else None
    if "him that" in wrong and after.lower_ in ("that", "how", "why"):
        clause = short and last.lower_ != "her" and after.nbor().tag_ not in _FINITE
        return _hit(verb, after, _message(verb, "him that", wrong)) if clause else None
    key = f"him {after.lower_}"
    if key in wrong and someone and after.dep_ == "prep" and after.head == verb and _pobj(after):
        return _hit(verb, after, _message(verb, key, wrong))
    return None


def _is_someone(verb: Token, last: Token) -> bool:
    inner = verb.doc[verb.i + 1 : last.i + 1]
    nouns = [t for t in inner if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "poss"]
    if not nouns:
        return False
    noun = nouns[0] if nouns[0].dep_ != "compound" else nouns[-1]
    if noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    return means_person(noun.lemma_.lower()) or noun.lemma_ in _BODIES


def _message(word: Token, wrong: str, table: Mapping[str, str]) -> str:
    shown = re.sub(r"\bhim\b!?", "somebody", wrong)
    return f"“{word}” doesn't take “{shown}”; English has {table[wrong]} here."


def _pobj(preposition: Token) -> Token | None:
    """Return the noun behind a preposition, if it says neither when nor where."""
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None or is_time(noun) or noun.lower_ in _ASIDE or noun.like_num:
        return None
    if noun.ent_type_ in _PLACES and preposition.lower_ in ("at", "on", "by"):
        return None
    return noun


def _of_preposition(word: Token, wrong: Mapping[str, str], after: Token) -> Hit | None:
    """Return "discussed about", "dependent from"."""
    key = after.lower_
    if key not in wrong or after.tag_ not in ("IN", "TO") or after.dep_ == "mark":
        return None
    if key == "to" and after.nbor().tag_ not in _NOUN_BEGINS:
        return None  # "ask to separate"
    noun = _pobj(after)
    if noun is None or (key == "about" and noun.left_edge.like_num):
        return None
    return _hit(word, after, _message(word, key, wrong))


def _verb(verb: Token) -> Hit | None:
    table = wrong_complements()
    wrong = table.get((verb.lemma_, "passive")) if verb.tag_ in ("VBN", "VBD") else None
    if wrong and (_has_passive(verb) or _is_predicate(verb)) and (hit := _passive(verb, wrong)):
        return hit
    active = table.get((verb.lemma_, "verb"))
    return _active(verb, active) if active and _is_active(verb) else None


def _passive(verb: Token, wrong: Mapping[str, str]) -> Hit | None:
    """Return "was accused to lie", "is married with the singer"."""
    after = verb.nbor()
    if "to do" in wrong and (inner := _infinitive(after)):
        return _hit(verb, inner, _message(verb, "to do", wrong))
    if "with a person" in wrong and after.lower_ == "with" and _spouse(after):
        return _hit(verb, after, "One is married “to” somebody.")
    return _of_preposition(verb, wrong, after)


def _active(verb: Token, wrong: Mapping[str, str]) -> Hit | None:
    """Return "avoided to answer", "wants that", "remembered himself", or what an object follows."""
    after = verb.nbor()
    inner = _infinitive(after)
    if "to do" in wrong and inner is not None and after.head == inner:
        # "the goods that it allows to be sold", "whom it forced to go", "those forced to leave"
        before = verb.doc[max(verb.sent.start, verb.i - _GAP) : verb.i]
        gap = verb.dep_ in ("relcl", "acl") or any(t.tag_ in ("WP", "WDT") for t in before)
        gap = gap or (
            verb.lemma_ in _FORCING
            and verb.tag_ == "VBD"
            and any(t.tag_ in _FINITE for t in _rest(inner))
        )
        return None if gap else _hit(verb, inner, _message(verb, "to do", wrong))
    key = "that" if after.lower_ == "that" and after.dep_ == "mark" else "himself"
    if key in wrong and (key == "that" or after.lower_ in _REFLEXIVES):
        return _hit(verb, after, _message(verb, key, wrong))
    return _of_object(verb, wrong) or _of_preposition(verb, wrong, after)


def _rest(token: Token) -> Words:
    return token.doc[token.i + 1 : token.sent.end]


def _spouse(preposition: Token) -> bool:
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None or noun.tag_ in ("NNS", "CD"):
        return False
    if noun.ent_type_ == "PERSON":
        return True
    determined = any(child.dep_ in ("det", "poss") for child in noun.children)
    person = means_person(noun.lemma_.lower()) and noun.lemma_ not in ("child", "baby", "kid")
    return determined and person


def _is_predicate(word: Token) -> bool:
    return word.dep_ in ("acomp", "attr", "ROOT", "conj", "oprd", "relcl", "ccomp") and any(
        t.lemma_ in _BE for t in word.doc[max(word.sent.start, word.i - 3) : word.i]
    )


def _adjective(word: Token, kind: str) -> Hit | None:
    wrong = wrong_complements().get((word.lower_, kind))
    if not wrong:
        return None
    after = word.nbor()
    inner = _infinitive(after) if "to do" in wrong else None
    if inner is not None and after.head == inner and word.nbor(-1).lower_ != "too":
        return _hit(word, inner, _message(word, "to do", wrong))
    if kind == "adjective" and word.dep_ == "amod" and word.i < word.head.i:
        return None
    if kind == "noun" and after.head != word:
        return None  # "felt the lack on the way"
    return _of_preposition(word, wrong, after)


def _direct(verb: Token) -> Hit | None:
    """Return "listened the news", "arrived the airport"."""
    if verb.lemma_ not in _DIRECT or not _is_active(verb):
        return None
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if noun is None or noun.left_edge.i != verb.i + 1 or is_time(noun):
        return None
    if verb.nbor().tag_ not in ("DT", "PRP$") or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    return _hit(verb, noun, f"“{verb}” has no object without a preposition.")


def _of_token(token: Token) -> Hit | None:
    if token.pos_ == "VERB" and (hit := _verb(token) or _direct(token)):
        return hit
    if token.tag_ in _ADJECTIVES and (hit := _adjective(token, "adjective")):
        return hit
    return _adjective(token, "noun") if token.tag_ == "NN" else None


def _patterns(text: Annotated) -> Iterator[Hit]:
    for pattern, tag, why in _FIXED:
        for match in outside(text, pattern):
            verb = text.doc.char_span(*match.span("verb"))
            if verb is not None and verb[0].tag_ == tag:
                yield Hit(*match.span(), why, confidence=0.8)
    for right, pattern in _PHRASES:
        for match in outside(text, pattern):
            end = match.start() + len(match.group().rstrip())
            yield Hit(match.start(), end, f"English has “{right}” here.", confidence=0.75)
    for match in outside(text, _BY):
        by = text.doc.char_span(match.start(), match.start() + 2)
        if by is not None and by[0].head.pos_ == "VERB" and _is_active(by[0].head):
            message = f"“{match.group()}” names no doer; English has “at” or “during”."
            yield Hit(*match.span(), message, confidence=0.7)


@cache
def _watched() -> frozenset[str]:
    """Return the words that may have a wrong complement."""
    return frozenset(word for word, _ in wrong_complements()) | _DIRECT


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "accused him to lie", "discussed about", "dependent from", "avoided to say"."""
    if is_talk(text):
        return
    yield from _patterns(text)
    yield from worded(text)
    watched, read = _watched(), columns(text)
    for at, lemma in enumerate(read.lemmas[:-2]):
        if lemma not in watched and read.lower[at] not in watched:
            continue
        token = text.doc[at]
        if token.pos_ not in ("VERB", "ADJ", "NOUN") or text.in_quotation(token.idx):
            continue
        hit = _of_token(token)
        if hit is not None and is_prose(token.sent):
            yield hit
