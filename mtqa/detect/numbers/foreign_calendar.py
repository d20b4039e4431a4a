"""Dates of a calendar that English news does not count in. Documented beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import calendar_months, eras
from mtqa.model import Evidence

# who writes about the calendar, a feast or a war of that name needs these dates
_ABOUT_IT = re.compile(
    r"\b(?:calendars?|lunar|Hijri|feast|festival|holy|fasting|era\b)", re.IGNORECASE
)
_NEAR = 160  # code points
_YEAR = r"(?:1[34]\d\d|57\d\d|25\d\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern for dates of other calendars, in brackets and without them."""
    known = sorted(map(re.escape, calendar_months()), key=len, reverse=True)
    months = "|".join(known).replace("'", "['’‘ʿ]")
    date = (
        rf"(?:{_DAY}(?: of)? )?(?:the month of )?(?P<month>{months})(?: {_DAY}(?!\d))?"
        rf"(?:,? {_YEAR}(?: AH| A\.H\.| SH| AP)?)?"
    )
    era = rf"(?P<era>{'|'.join(eras())}) (?:year )?\d{{1,3}}|{_YEAR} (?:AH|A\.H\.|SH|B\.E\.|BE)"
    return re.compile(
        rf"[(\[](?:{date}|{era})(?: ?[/,;-] ?[^)\]\n]{{0,20}})?[)\]]"
        rf"|\b(?:on|by|since|until|from|of|in)(?: the)? "
        rf"(?P<plain>{_DAY}(?: of)? (?P<of>{months})(?:,? {_YEAR})?)(?!\w)"
    )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each date of another calendar in a text that isn't about it."""
    for match in _pattern().finditer(text.text):
        around = text.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if _ABOUT_IT.search(around.replace(match[0], "")) or text.in_quotation(match.start()):
            continue
        group = "plain" if match["plain"] else 0
        name = match["month"] or match["of"] or match["era"]
        calendar = (calendar_months() | eras()).get((name or "").replace("’", "'"), "")
        note = f"{name} belongs to the {calendar} calendar." if calendar else ""
        yield Hit(
            *match.span(group),
            "A date of another calendar was left in the text.",
            0.75,
            evidence=(Evidence(note=note, source="calendars"),) if note else (),
        )
