"""One thing said twice. Documented beside, in tautology.md."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.phrases import Tautology, tautologies


def _fits(token: Token, word: str) -> bool:
    return token.lower_ == word or (word == "#" and token.text[0].isdigit())


def _stands(entry: Tautology, doc: Doc, at: int) -> bool:
    """Return whether the words stand at the token ``at``, the last no part of "two-year-old"."""
    end = at + len(entry.words)
    if end > len(doc) or (end < len(doc) and doc[end].text == "-"):
        return False
    return all(map(_fits, doc[at:end], entry.words))


def find(text: Annotated) -> Iterator[Hit]:
    """Yield words of which one says what the other says: "about around ten"."""
    entries, end = tautologies(), 0
    for token in text.doc:
        some = entries.get(token.lower_)
        if some is None or token.i < end:
            continue
        found = next((entry for entry in some if _stands(entry, text.doc, token.i)), None)
        if found is None or text.in_quotation(token.idx):
            continue
        end = token.i + len(found.words)
        last = text.doc[end - 1] if found.words[-1] != "#" else text.doc[end - 2]
        said = text.text[token.idx : last.idx + len(last)]
        why = f"“{said}” says one thing twice; {found.enough} is enough."
        yield Hit(token.idx, last.idx + len(last), why, found.confidence)
