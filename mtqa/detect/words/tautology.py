"""One thing said twice. Documented beside, in tautology.md."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Doc, Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.phrases import Tautology, tautologies

_OVER = {
    "boil", "carry", "fall", "hand", "knock", "pull", "push", "roll", "run", "sign", "take", "tip",
    "turn", "win",
}  # fmt: skip
_ABOUT = {"about", "around"}
_NEXT = {"CCONJ", "AUX", "VERB", "SPACE"}  # what may follow a clause that has ended


def _fits(token: Token, word: str) -> bool:
    if word == "*":
        return token.is_alpha
    return token.lower_ == word or (word == "#" and token.text[0].isdigit())


def _goes_on(doc: Doc, end: int) -> bool:
    """Return whether a name or time follows, and no number: "roughly about April"."""
    return end < len(doc) and (doc[end].pos_ == "PROPN" or doc[end].ent_type_ in ("DATE", "PERSON"))


def _closes(doc: Doc, end: int) -> bool:
    """Return whether a clause ends before the token ``end``: no object follows "cannot see"."""
    return end == len(doc) or doc[end].is_punct or doc[end].pos_ in _NEXT


def _stands(entry: Tautology, doc: Doc, at: int) -> bool:
    """Return whether the words stand at the token ``at``, the last no part of "two-year-old"."""
    end = at + len(entry.words)
    if end > len(doc) or (end < len(doc) and doc[end].text == "-"):
        return False
    if entry.ends and not _closes(doc, end):
        return False
    if entry.words[0] == "over" and at and doc[at - 1].lemma_ in _OVER:
        return False  # "handed over more than 500"
    if entry.words[-1] in _ABOUT and _goes_on(doc, end):
        return False
    return all(map(_fits, doc[at:end], entry.words))


def _said(doc: Doc, at: int) -> Tautology | None:
    """Return the tautology that stands at the token ``at``."""
    by_second = tautologies().get(doc[at].lower_)
    if by_second is None or at + 1 == len(doc):
        return None
    second = doc[at + 1]
    some = chain.from_iterable(by_second.get(word, ()) for word in (second.lower_, "*", "#"))
    return next((entry for entry in some if _stands(entry, doc, at)), None)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield words of which one says what the other says: "about around ten"."""
    end = 0
    for token in text.doc:
        if token.i < end or (found := _said(text.doc, token.i)) is None:
            continue
        if text.in_quotation(token.idx):
            continue
        end = token.i + len(found.words)
        last = text.doc[end - 1] if found.words[-1] != "#" else text.doc[end - 2]
        said = text.text[token.idx : last.idx + len(last)]
        why = f"“{said}” says one thing twice; {found.enough} is enough."
        yield Hit(token.idx, last.idx + len(last), why, found.confidence)
