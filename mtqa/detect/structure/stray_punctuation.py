"""Punctuation that belongs to no sentence. Documented beside, in stray_punctuation.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import line_around
from mtqa.detect.rule import Hit

# a mark that ends or divides a sentence, white space, and the mark once more
_TWICE = re.compile(r"(?<=[\w)\]”’\"'])([^\S\n]?[.,;:!?][”\"’)]?)[^\S\n]+[.,;:](?=\s|\Z)")
_DOUBLED = re.compile(r"(?<=[\w)”\"’]),,(?!,)|(?<=[\w)]);;(?!;)")
_WORD_BEFORE = re.compile(r"\S+\Z")
# a quotation mark with space on both sides opens and closes nothing
_LONE_QUOTE = re.compile(r"(?<=[^\W\d]|[,.!?;:]) (['\"“”]) (?:(s)\b|(?=\w))")
_EMPTY_QUOTES = re.compile(r"(?<!\")\"\"(?!\")|“”|«»")
_NO_SPACE = re.compile(r"(?<=\b[a-z]{3})[a-z]*\.([A-Z][a-z]*)(?=[ ,])")
_LONGEST_WORD = 40  # code points
# a text in which that many marks stand alone was split into tokens by someone
_SPACED_MARK = re.compile(r"\w [,.;](?=\s)")
_TOKENISED = 5


def _word_start(text: str, end: int) -> int:
    """Return the first code point of the word before ``end``."""
    word = _WORD_BEFORE.search(text, max(0, end - _LONGEST_WORD), end)
    return word.start() if word else end


def _twice(text: str) -> Iterator[Hit]:
    for match in _TWICE.finditer(text):
        if text[match.end() : match.end() + 3].lstrip(" \t")[:1] in (".", ",", ";", ":"):
            continue  # spaced dots are an ellipsis
        start = _word_start(text, match.start())
        yield Hit(
            start,
            match.end(),
            "A second punctuation mark stands alone after the end of the sentence.",
            confidence=0.95,
            suggestion=text[start : match.start()] + match[1].strip(),
        )


def _doubled(text: str) -> Iterator[Hit]:
    for match in _DOUBLED.finditer(text):
        message = "The mark is written twice."
        yield Hit(match.start(), match.end(), message, 0.85, suggestion=match[0][0])


def _lone_quotes(text: str) -> Iterator[Hit]:
    for match in _LONE_QUOTE.finditer(text):
        start = _word_start(text, match.start())
        written = text[start : match.start()]
        fixed = None
        if match[2]:
            fixed = written + "’s"
        elif match[1] == "'" and written.endswith("s") and _single(text, match.start()):
            fixed = written + "'"
        message = "This quotation mark neither opens nor closes anything."
        end = match.end(2 if match[2] else 1)
        yield Hit(start, end, message, 0.75, suggestion=fixed)


def _single(text: str, offset: int) -> bool:
    """Return whether the line around ``offset`` has no other lone apostrophe to pair with."""
    start, end = line_around(text, offset)
    return text.count(" ' ", start, end) == 1


def _empty_quotes(text: str) -> Iterator[Hit]:
    for match in _EMPTY_QUOTES.finditer(text):
        yield Hit(match.start(), match.end(), "These quotation marks hold nothing.", 0.7)


def _no_space(text: Annotated) -> Iterator[Hit]:
    for match in _NO_SPACE.finditer(text.text):
        if not text.doc.vocab[match[1].lower()].is_stop:
            continue  # an address or a brand: "Gazeta.Ru"
        stop = match.start(1)
        start = _word_start(text.text, stop)
        fixed = f"{text.text[start:stop]} {match[1]}"
        message = "A space is missing after the full stop."
        yield Hit(start, match.end(), message, 0.8, suggestion=fixed)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each mark that stands doubled, alone or without its space."""
    if sum(1 for _ in islice(_SPACED_MARK.finditer(text.text), _TOKENISED)) == _TOKENISED:
        return
    yield from _twice(text.text)
    yield from _doubled(text.text)
    yield from _lone_quotes(text.text)
    yield from _empty_quotes(text.text)
    yield from _no_space(text)
