"""Pronouns that don't go with a person named: "Rowe said he/she would", "Rowe and its children"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.annotate.lookup import tokens_of
from mtqa.detect.names._mentions import Mention, mentions
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes, nouns
from mtqa.knowledge.sexes import PRONOUNS, means_person, sex_of_name, sex_of_noun, sex_of_title

_EITHER = re.compile(
    r"\b(?:he ?/ ?she|she ?/ ?he|s/he|\(s\)he|his ?/ ?hers?|hers? ?/ ?his|him ?/ ?her|her ?/ ?him"
    r"|himself ?/ ?herself|herself ?/ ?himself)\b",
    re.IGNORECASE,
)
# who may be a man or a woman, and whose pronouns people write so
_ANYBODY = re.compile(
    r"\b(?:any|every|each|some|no|whoever|someone|somebody|anyone|anybody|everyone|everybody|nobody"
    r"|pronouns?|gender|non-?binary|transgender|trans|unnamed|unidentified|anonymous)\b",
    re.IGNORECASE,
)
_KIN = nouns("kin")
_ITS = re.compile(r"\bits (?:[a-z-]+ ){0,2}(?:wi[fv]e|husband|child|sons?\b|daughter|boyfr|girlfr)")
_FEW = 2  # pronouns of a sex that stray into a text about the other
_MANY = 2


def _subject_before(token: Token) -> Token | None:
    """Return the nearest subject of the clauses around the pronoun that stands before it."""
    for verb in token.ancestors:
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.i < token.i:
                return child
    return None


def _names(text: Annotated, sentence: Words, end: int) -> list[Mention]:
    return [m for m in mentions(text) if sentence.start_char <= m.start < end]


def _is_open(token: Token) -> bool:
    """Return whether a common noun may mean a person, an animal or a body that pronouns mean."""
    if token.tag_ != "NN":
        return False
    kinds = classes(token.lemma_.lower())
    return means_person(token.lemma_.lower()) or not kinds.isdisjoint({"person", "animal"})


def _either(text: Annotated) -> Iterator[Hit]:
    """Yield "he/she" of somebody who is named in the sentence."""
    for match in _EITHER.finditer(text.text) if "/" in text.text or "(s)" in text.text else ():
        span = text.doc.char_span(*match.span(), alignment_mode="expand")
        if span is None or text.in_quotation(match.start()):
            continue
        sentence = span[0].sent
        before = text.text[sentence.start_char : match.start()]
        named = _names(text, sentence, match.start())
        near = named[-1].end if named else 0
        between = text.doc.char_span(near, match.start(), alignment_mode="contract")
        if not named or between is None or _ANYBODY.search(before):
            continue
        if not any(map(_is_open, between)) and len(_EITHER.findall(text.text)) <= _FEW:
            name = text.text[named[-1].start : named[-1].end]
            yield _hit(*match.span(), f"“{match[0]}” means {name}, of whom it is known which.")


def _its_kin(text: Annotated) -> Iterator[Hit]:
    """Yield "its" of "Rowe raises its children"."""
    if not _ITS.search(text.text):
        return
    for token in tokens_of(text.doc, ("its",)):
        subject = _subject_before(token) if token.head.lemma_.lower() in _KIN else None
        if subject is None or text.in_quotation(token.idx):
            continue
        if any(m.start <= subject.idx < m.end for m in mentions(text)):
            yield _hit(token.idx, token.idx + 3, "Only a person has such kin; “its” is a thing’s.")


def _sex_of(token: Token) -> str | None:
    """Return the sex that a word of the text tells, ``x`` where it may be a person of any."""
    if token.lower_ in PRONOUNS:
        return PRONOUNS[token.lower_]
    if token.tag_ == "NNP":
        return sex_of_title(token.text) or (sex_of_name(token.text) if token.i else None)
    if token.tag_ in ("NN", "NNS"):
        lemma = token.lemma_.lower()
        return sex_of_noun(lemma) or ("x" if token.tag_ == "NN" and _is_open(token) else None)
    return None


def _stray(text: Annotated) -> Iterator[Hit]:
    """Yield the only pronouns of a sex of which the text has no name, title, noun or other word."""
    found = [t for t in tokens_of(text.doc, PRONOUNS) if not text.in_quotation(t.idx)]
    for sex, other in (("m", "f"), ("f", "m")):
        mine = [t for t in found if PRONOUNS[t.lower_] == sex]
        if not 0 < len(mine) <= _FEW or len(found) - len(mine) < _MANY:
            continue
        at = {t.i for t in mine}
        strays = [t for t in mine if _means_other(text, t, other)]
        if strays and not any(_sex_of(t) == sex for t in text.doc if t.i not in at):
            for token in strays:
                message = f"Nobody is spoken of whom “{token}” could mean."
                yield _hit(token.idx, token.idx + len(token), message)


def _means_other(text: Annotated, token: Token, other: str) -> bool:
    """Return whether all who are named in this sentence and the last are of the other sex."""
    start = token.sent.start
    begin = text.doc[start - 1].sent.start if start else 0
    if any(t.ent_type_ in ("GPE", "PRODUCT") for t in text.doc[begin : token.i]):
        return False
    near = [m for m in mentions(text) if text.doc[begin].idx <= m.start < token.sent.end_char]
    firsts = {m.words[-1]: m.words[0] for m in mentions(text) if len(m.words) > 1}
    sexes = {sex_of_title(m.title) or sex_of_name(firsts.get(m.words[-1], "")) for m in near}
    nouns = {_sex_of(t) for t in text.doc[begin : token.sent.end] if t.tag_ == "NN"}
    return sexes == {other} and "x" not in nouns


def person_pronouns(text: Annotated) -> Iterator[Hit]:
    """Yield pronouns of either sex, of a thing, or of a sex that nobody has, for people named."""
    yield from _either(text)
    yield from _its_kin(text)
    yield from _stray(text)


def _hit(start: int, end: int, message: str) -> Hit:
    return Hit(start, end, message, confidence=0.72)
