"""Words that a layout glued together or tore apart. Documented beside, in joined_words.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from wordfreq import zipf_frequency

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

_OPENERS = (
    "The|This|That|These|Those|There|He|She|It|They|We|But|And|When|While|After|Before|According"
    "|However|Although|His|Her|Their|Its|Our|Many|Some|Most|Several|President|Prime|Minister|Mr"
)
_LABELS = (
    "[Pp]hoto(?:graph)?s?|[Ii]mages?|[Ii]llustration|[Vv]ideo|[Cc]aption|[Cc]redit|[Ss]creenshot"
    "|[Aa]dvertisement"
)
_GLUED = re.compile(
    rf"(?<![\w@./#_-])(?:({_LABELS})([A-Z][a-z]{{2,}})|([A-Z]?[a-z]{{2,20}})({_OPENERS}))"
    r"(?= [A-Za-z])"
)
_PLACED = re.compile(
    r"(?<![\w@./#_-])([A-Z]{4,})(The|In|On|At|He|She|It|They|We|After|When)(?= [a-z])"
)
_FUSED = re.compile(r"(?<!\w)([A-Z])(\1[a-z]{2,})(?= [a-z])")
_TORN = re.compile(r"(?:^|(?<=[.!?] )|(?<=[.!?][”\"] ))([B-HJ-NP-Z]) ([a-z]+)(?= [a-z])", re.M)
_TYPED_SO = 2.5  # Zipf frequency of brands that people know; slips of the pen are below it
_COMMON = 4.0  # Zipf frequency of words that everybody knows
_OPENING = 5.5  # and of those that sentences begin with


def _frequency(word: str) -> float:
    return zipf_frequency(word.lower(), "en")


def _glued(text: str) -> Iterator[Hit]:
    found = list(_GLUED.finditer(text))
    times = Counter(match[0] for match in found)
    for match in found:
        first, second = match[1] or match[3], match[2] or match[4]
        if times[match[0]] > 1 or _frequency(match[0]) >= _TYPED_SO:
            continue  # a brand
        if (match[1] or _frequency(first) >= _COMMON) and _frequency(second) >= _COMMON:
            fixed = f"{first} {second}"
            message = "Two words are glued together."
            yield Hit(match.start(), match.end(), message, 0.8, suggestion=fixed)


def _datelines(text: str) -> Iterator[Hit]:
    for match in _PLACED.finditer(text):
        fixed = f"{match[1]} {match[2]}"
        message = "Two words are glued together."
        yield Hit(match.start(), match.end(), message, 0.75, suggestion=fixed)


def _capitals(text: str) -> Iterator[Hit]:
    for match in _FUSED.finditer(text):
        if _frequency(match[2]) >= _OPENING and _frequency(match[0]) < _TYPED_SO:
            message = "The first letter is written twice."
            yield Hit(match.start(), match.end(), message, 0.8, suggestion=match[2])
    for match in _TORN.finditer(text):
        word = match[1] + match[2]
        if _frequency(word) >= max(_OPENING, _frequency(match[2])):
            message = "The first letter is torn off its word."
            yield Hit(match.start(1), match.end(), message, 0.8, suggestion=word)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each pair of words in one, and each first letter doubled or torn off."""
    yield from _glued(text.text)
    yield from _datelines(text.text)
    yield from _capitals(text.text)
