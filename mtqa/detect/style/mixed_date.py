"""Dates with the day before and behind the month. Documented beside, in mixed_date.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.detect.style._variants import Use, in_house_style, mixed
from mtqa.knowledge.dates import CLEAR_MONTH, LONG_DAY
from mtqa.model import Evidence

_DATE = re.compile(
    rf"(?<![\w.,/-])(?:(?P<british>\d{{1,2}}) {CLEAR_MONTH}\b(?! \d{{1,2}}\b)"
    rf"|(?<!\d ){CLEAR_MONTH} (?P<american>\d{{1,2}}))(?![\w:%/-]|[.,]\d)"
    r"(?! (?:of|people|percent|per|million|thousand)\b)"
)
# a date in figures alone, in running text: as other languages and machines write it
_FIGURES = re.compile(
    r"(?<![\d.])(?<!ersion )(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:1[5-9]|20)\d\d"
    r"(?![\d.]?\d)"
    r"|(?:(?<=\bon )|(?<=\bOn )|(?<=ince )|(?<=ntil )|(?<=rom )|(?<=\bby )|(?<=ough )"
    r"|(?<=efore )|(?<=fter )|(?<=and )"
    r"|(?<=\bto )|(?<=day, )|(?<=day ))"
    r"(?:(?:19|20)\d\d(?P<mark>[-/.])(?:0[1-9]|1[0-2])(?P=mark)(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])(?P<stroke>[/.])(?:0?[1-9]|[12]\d|3[01])(?P=stroke)(?:(?:19"
    r"|20)?\d\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.(?=[\s,]))(?![\w/%]|[.,:-]\d)"
)
_POINTS = re.compile(r"\d([-./])\d\d?(?:\1\d|\.\s)")
_WEEKDAY_LINE = re.compile(rf"(?:\A|\n){LONG_DAY},? \Z")
_YEAR = re.compile(r",? (?:1[5-9]|20)\d\d\b")
_NAMED = {"July 4", "4 July", "September 11", "11 September"}


def _uses(text: Annotated) -> Iterator[Use]:
    for match in _DATE.finditer(text.text):
        day = int(match["british"] or match["american"])
        if 1 <= day <= 31 and match[0] not in _NAMED and in_house_style(text, match.start()):
            form = "day first" if match["british"] else "month first"
            yield Use("date", form, match.start(), match.end(), match[0])


def _in_figures(text: Annotated) -> Iterator[Hit]:
    """Yield the first date in figures, in a text that names months."""
    if not _POINTS.search(text.text):
        return
    named = next((m for m in _DATE.finditer(text.text) if in_house_style(text, m.start())), None)
    found = next(_FIGURES.finditer(text.text), None)
    if found is None or named is None:
        return
    dateline = _WEEKDAY_LINE.search(text.text[max(0, found.start() - 12) : found.start()])
    if dateline or in_house_style(text, found.start()):
        place = Evidence(
            note="A month by its name.", quote=named[0], start=named.start(), end=named.end()
        )
        why = f"“{found[0]}” here, “{named[0]}” elsewhere in the text: keep to one notation."
        yield Hit(*found.span(), why, 0.7, evidence=(place,))


def _turned(written: str) -> str:
    first, _, second = written.partition(" ")
    return f"{second} {first}"


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the first date whose day stands on the other side of its month, or in figures."""
    yield from _in_figures(text)
    for hit in mixed(text, _uses(text), confidence=0.7):
        written = text.text[hit.start : hit.end]
        dated = _YEAR.match(text.text, hit.end)  # its comma would have to go or come too
        kept = dated or hit.suggestion is None
        yield replace(hit, suggestion=None if kept else _turned(written))
