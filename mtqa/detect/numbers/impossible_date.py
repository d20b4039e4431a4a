"""Dates, times and ages that do not exist. Documented beside, in impossible_date.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY, LONG_MONTH, MONTH, longest, month_number, weekday
from mtqa.knowledge.units import measures
from mtqa.model import Evidence, Severity

_YEAR = r"(?P<{0}year>1[89]\d\d|20\d\d)"
_MONTH_DAY = (
    rf"(?P<a_month>{MONTH})\.? (?P<a_day>\d{{1,2}})(?P<a_ord>st|nd|rd|th)?(?![\w:%$€£]|[.,]\d)"
)
_DAY_MONTH = rf"(?P<b_day>\d{{1,2}})(?P<b_ord>st|nd|rd|th)? (?:of )?(?P<b_month>{LONG_MONTH})\b"
_DATE = re.compile(
    rf"(?:\b(?P<name>{LONG_DAY}),? (?:the )?)?(?<![\w.,:$€£/-])(?:"
    rf"{_MONTH_DAY}(?:,? {_YEAR.format('a_')}(?![\w,]\d))?"
    rf"|{_DAY_MONTH}(?:,? {_YEAR.format('b_')}(?![\w,]\d))?)"
)
# only behind these is "April 31" a date: "In April 31 people died."
_LEADS_TO_DAY = re.compile(
    r"\b(?:on|until|till|since|before|after|from|to|through|by|dated|of|between)"
    r",? \Z|[(,–-] ?\Z",
    re.IGNORECASE,
)
# "since March 45 people have died" counts people; "on March 45, they" is a date
_ENDS_DATE = re.compile(
    r"[,.;:)]?(?:\s*\Z|\n|\s+(?:at|when|after|before|during|because|as|and|but|they|the|it|he|she)\b)"
)
_CLOCK = re.compile(
    r"\b(?:at|until|till|since|around|about|before|after|by) "
    r"(?P<time>(?P<hour>\d{1,2}):(?P<minute>\d\d))(?![\d:]|[.,]\d|-\d)"
    r"(?P<half>\s?(?:[ap]\.?m\b\.?|o[’']clock|GMT|UTC|local time|hours))?",
    re.IGNORECASE,
)
_HALF_DAY = re.compile(
    r"(?<![\w.,:$€£/-])(?<![:.] )(?P<hour>1[3-9]|2[0-4]|00?|[3-9]\d)(?P<minute>[:.]\s?[0-5]\d)?"
    r"\s?(?P<half>[ap]\.m\.|[ap]m|[AP]M|[AP]\.M\.)(?!\w)"
)
_AGE = re.compile(
    r"\b(?P<first>\d{3,4})-year-old (?P<noun>[a-z]+)|\b(?:aged|at the age of) (?P<second>\d{3,4})\b"
    r"(?! (?:days|weeks|months|hours|minutes|million|billion|to)|[.,]\d)"
)
_OLDEST = 123  # the longest human life on record is 122 years


def _days(text: str) -> Iterator[Hit]:
    for match in _DATE.finditer(text):
        form = "a_" if match["a_month"] else "b_"
        month, day = month_number(match[form + "month"]), int(match[form + "day"])
        year = match[form + "year"]
        if day > longest(month) or (year and weekday(int(year), month, day) is None):
            sure = year or match[form + "ord"] or match["name"]
            before = text[max(0, match.start() - 12) : match.start()]
            led = _LEADS_TO_DAY.search(before) is not None
            plain = form == "a_" and day < 32
            if sure or (led and (plain or _ENDS_DATE.match(text, match.end()))):
                yield Hit(match.start(), match.end(), "There is no such day.", 0.8)
        elif year and match["name"] and (hit := _weekday(match, int(year), month, day)):
            yield hit


def _weekday(match: re.Match[str], year: int, month: int, day: int) -> Hit | None:
    right = weekday(year, month, day)
    if right in (None, match["name"]):
        return None
    date = match[0].removeprefix(match["name"]).lstrip(", ")
    return Hit(
        match.start("name"),
        match.end(),
        f"This day was a {right}, not a {match['name']}.",
        confidence=0.8,
        evidence=(Evidence(note=f"{date} is a {right}.", source="Gregorian calendar"),),
    )


def _times(text: str) -> Iterator[Hit]:
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"])
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            if hour < 60 and not match["half"] and minute < 60:
                continue  # minutes and seconds of a race or a film
            yield Hit(*match.span("time"), "There is no such time of day.", 0.7)
    for match in _HALF_DAY.finditer(text):
        hour, morning = int(match["hour"]), match["half"][0] in "aA"
        if hour == 0 and morning:
            continue  # "00:30 a.m." is odd, but clear
        clear = 12 < hour < 24 and not morning
        message = "Hours count to 12 only before a.m. and p.m."
        severity = Severity.MINOR if clear else None
        yield Hit(match.start(), match.end(), message, 0.75, severity=severity)


def _ages(text: str) -> Iterator[Hit]:
    for match in _AGE.finditer(text):
        age = match["first"] or match["second"]
        person = match["second"] or measures(match["noun"]) == "people"
        if int(age) >= _OLDEST and person:
            yield Hit(match.start(), match.end(), "Nobody gets this old.", 0.8)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each day, time of day and age that cannot be."""
    for part in (_days, _times, _ages):
        yield from part(text.text)
