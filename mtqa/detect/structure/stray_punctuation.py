"""Punctuation that belongs to no sentence. Documented beside, in stray_punctuation.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

# a mark that ends or divides a sentence, white space, and the mark once more
_TWICE = re.compile(r"(?<=[\w)\]”’\"'])([^\S\n]?[.,;:!?][”\"’)]?)[^\S\n]+[.,;:](?=\s|\Z)")
_WORD_BEFORE = re.compile(r"\S+\Z")


def find(text: Annotated) -> Iterator[Hit]:
    """Yield a mark that follows another one after a space: "the issue. ."."""
    for match in _TWICE.finditer(text.text):
        if text.text[match.end() :].lstrip(" \t")[:1] in (".", ",", ";", ":"):
            continue  # spaced dots are an ellipsis
        word = _WORD_BEFORE.search(text.text, 0, match.start())
        start = word.start() if word else match.start()
        yield Hit(
            start,
            match.end(),
            "A second punctuation mark stands alone after the end of the sentence.",
            confidence=0.95,
            suggestion=text.text[start : match.start()] + match[1].strip(),
        )
