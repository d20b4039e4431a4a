"""Ordinals with a full stop, in whatever follows them: "a 20. assist", "From 6. To 9. May"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH, MONTH, SHORT_MONTH
from mtqa.knowledge.units import is_counted

_QUICK = re.compile(
    r"\d(?:st|nd|rd|th)?\.(?:\.|\s+(?:[a-z]|And|Or|To|Until|[A-Z][a-z]))|[a-z]\. (?:On|The"
    r"|In) (?:the )?\d"
)
_DAY = r"(?:[12]?\d|3[01])"
_CERTAIN = (
    # "December 16. And 26. are", "From 6. To 9. February"
    re.compile(rf"\b{MONTH}\.? {_DAY}\.\s(?:[Aa]nd|[Oo]r|[Tt]o|[Uu]ntil) {_DAY}\.(?=\s[a-z])"),
    re.compile(
        rf"\b(?:[Ff]rom|[Bb]etween|[Oo]n)(?: the)? {_DAY}\.\s(?:[Aa]nd|[Tt]o|[Uu]ntil"
        rf"|[Oo]r)(?: the)? {_DAY}\b\.?\s"
        rf"(?:of )?{LONG_MONTH}\b"
    ),
    # "January 2.., then"; two points end nothing
    re.compile(rf"\b{MONTH}\.? (?:the )?{_DAY}\.\.(?!\.)"),
    # a line that is nothing but a torn date
    re.compile(
        rf"(?:(?<=\n)|(?<=\A)){MONTH}\. (?:On|The|In) (?:the )?{_DAY}(?:st|nd|rd|th)?\.(?=\s|\Z)"
    ),
    re.compile(
        rf"\b{_DAY}(?:st|nd|rd|th)\. (?:of )?(?:(?!May\b){MONTH})\b(?=\.?\s*(?:\Z|\n)|[.,;)]"
        rf"|,? \d{{4}}\b)"
    ),
)
# no sentence begins in lower case: "Nov. 24. by the firm", "the 12. in eight years"
_DATE = re.compile(
    rf"\b(?:{LONG_MONTH}|{SHORT_MONTH}\.?) (?:the )?(?P<number>{_DAY}\.)(?=[^\S\n][a-z]{{2,}}\b)"
)
_NUMBERED = re.compile(
    r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Tt]his|[Tt]hat|[Aa]n?|[Ii]n"
    r"|[Ee]very|[Oo]n)"
    r" (?:(?!is |was |are |were |be |at |to |than |by |had |has )"
    r"[a-z][\w’'-]* ){0,2}(?P<number>\d{1,3}\.)(?=[^\S\n](?P<next>[a-z]{2,})\b)"
)
_NO_ORDINAL = re.compile(
    r"\b(?:[Nn]o|[Vv]ol|pp?|[Ff]ig|version|number|chapter|page|step|point)\.? \d+\.\Z"
)
_SMALL_START = re.compile(r"[a-z]{3,}[.?!] [a-z]{2,}")
# "the 16. Century", "the 33." and on the next line "Floor"
_CAPITAL = re.compile(
    r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Ii]n) (?:(?!top|best|first|page"
    r"|over)[a-z][\w’'-]* ){0,2}"
    r"(?P<number>\d{1,3}\.)\s+(?P<noun>[A-Z][a-z]+)\b"
)


def find_stops(text: Annotated) -> Iterator[Hit]:
    """Yield each number that a full stop makes an ordinal, or a date that it tears apart."""
    plain = text.text
    if not _QUICK.search(plain):
        return
    for pattern in _CERTAIN:
        for match in pattern.finditer(plain):
            yield Hit(*match.span(), "A full stop tears this date apart.", 0.8)
    message = "English forms no ordinal number with a full stop."
    for match in _CAPITAL.finditer(plain):
        if is_counted(match["noun"].lower()):
            yield Hit(match.start("number"), match.end(), message, 0.8)
    if _SMALL_START.search(plain):
        return  # this writer begins sentences with small letters
    for pattern in (_DATE, _NUMBERED):
        for match in pattern.finditer(plain):
            if not _NO_ORDINAL.search(plain, max(0, match.start() - 4), match.end("number")):
                yield Hit(*match.span("number"), message, 0.75)
