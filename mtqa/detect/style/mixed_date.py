"""Dates with the day before and behind the month. Documented beside, in mixed_date.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.detect.style._variants import Use, in_house_style, mixed
from mtqa.knowledge.dates import LONG_DAY, LONG_MONTH, SHORT_MONTH, month_number
from mtqa.model import Evidence

_MONTH = rf"(?:{LONG_MONTH}\b|{SHORT_MONTH}\b\.?)"
_DATE = re.compile(
    rf"(?<![\w.,/-])(?:(?P<british>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?! \d{{1,2}}\b)"
    rf"|(?<!\d )(?<!th )(?<!of )(?!(?<![a-z] )May){_MONTH} "
    rf"(?P<american>\d{{1,2}})(?:st|nd|rd|th)?)(?![\w:%/-]"
    rf"|[.,]\d)"
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
_SPELT = re.compile(r"[A-Z][a-z]{2}")
_YEAR = re.compile(r",? (?:1[5-9]|20)\d\d\b")
_NAMED = {(7, 4), (9, 11)}
# "on 11-Jul", "between 24.1 and", "on May. 25th": no date of any English text
_TORN = re.compile(
    rf"(?<![\w.,/-])(?:0?[1-9]|[12]\d|3[01])[-.](?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    rf"|{LONG_MONTH})\b(?![-’'])"
    r"|(?:(?<=\bon )|(?<=\bOn )|(?<=ince )|(?<=ntil ))(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]"
    r"|[12]\d|3[01])(?![\w:-]| \d)|(?<![\w.,/-])[0-3]?\d[./](?:0?[1-9]|1[0-2])\.?(?:st|nd|rd|th)\b"
    rf"|\bMay\. (?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b"
    r"|(?:(?<=\bon )|(?<=\bOn )|(?<=ince )|(?<=ntil )|(?<=\bby )|(?<=\b[Tt]he ))(?!24/7|9/11|7/7)"
    r"(?:(?:1[3-9]|2\d|3[01])(?P<mark>[/.])(?:0?[1-9]"
    r"|1[0-2])(?:\.(?=[\s,;])(?!\s[A-Z]))?)(?![\w/%]|[.,:-]\d|(?<=\.\d) (?:million|percent|m\b))"
    r"(?=[.,;)]|\s*(?:\Z|\n)|\s(?:death|killing|attack|vote|election|at|in|by|and|when|after|the"
    r"|he|she|it)\b|th\b)"
)
_TORN_QUICK = re.compile(
    r"\d-\d\d-\d|\d[./]\d\d?\.?(?:st|nd|rd|th)|\d[-.][JFMASOND][a-z]{2}|May\. \d|\b(?:on|On|the"
    r"|The|by|ince|until) [123]\d[/.]\d"
)


def _uses(text: Annotated) -> Iterator[Use]:
    for match in _DATE.finditer(text.text):
        day = int(match["british"] or match["american"])
        named = _SPELT.search(match[0])
        known = named is not None and (month_number(named[0]), day) in _NAMED
        if 1 <= day <= 31 and not known and in_house_style(text, match.start()):
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


def _torn(text: Annotated) -> Iterator[Hit]:
    """Yield each date in a notation of tables: "on 11-Jul", "the 25/5 death"."""
    for match in _TORN.finditer(text.text) if _TORN_QUICK.search(text.text) else ():
        if in_house_style(text, match.start()):
            yield Hit(*match.span(), "English news names the month of a date in words.", 0.7)


def _turned(written: str) -> str:
    first, _, second = written.partition(" ")
    return f"{second} {first}"


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the first date whose day stands on the other side of its month, or in figures."""
    yield from _in_figures(text)
    yield from _torn(text)
    for hit in mixed(text, _uses(text), confidence=0.7):
        written = text.text[hit.start : hit.end]
        dated = _YEAR.match(text.text, hit.end)  # its comma would have to go or come too
        plain = re.fullmatch(r"\d+ [A-Z][a-z]+|[A-Z][a-z]+ \d+", written) is not None
        kept = dated or hit.suggestion is None or not plain
        yield replace(hit, suggestion=None if kept else _turned(written))
