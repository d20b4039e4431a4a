"""Dates and clock times in the words of another calendar: "2013 years 9 month 25 days"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH, longest, month_name

_YEAR = r"(?:1[89]|20)\d\d"
_CALQUES = re.compile(
    rf"(?<![\w.,-])(?:(?P<year>{_YEAR})\s+years?,?\s+)?(?P<month>1[0-2]|[1-9])\s+months?,?\s+"
    r"(?P<day>3[01]|[12]?\d)\s+days?(?![\w-])"
    rf"|\b(?:in|of|since|until|by|from)\s+(?P<alone>{_YEAR})\s+years?\b"
    r"(?!-|\s+(?:ago|old|later|earlier|before|after|when|in|end|to|of|on)\b)"
    r"|(?<![\w.,-])(?P<hour>1\d|2[0-4]|\d)\s+(?:points?|hours?|when)\s+(?P<minute>[0-5]?\d)\s+"
    r"(?:points?|parts?)\b",
    re.IGNORECASE,
)
# "2017 10 December 18": the number of the month beside the name of another one
_TWO_MONTHS = re.compile(
    rf"(?:1[89]|20)(?<![\w.,]..)(?<!\d-..)\d\d (?:1[0-2]|[1-9]) {LONG_MONTH} "
    r"(?:3[01]|[12]?\d)\b(?![.:]\d)"
)
# "since March nine this year"
_DAY_IN_WORDS = re.compile(
    r"[ADFJMNOS](?<!\w.)[a-z]{2,8} (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty)"
    rf"(?= (?:this|last|next) year\b(?!['’])|,? {_YEAR}\b)"
)
_MONTH = re.compile(LONG_MONTH)
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
# "in the month of eleven", "at the end of month 9", "in the eleventh month of 2020"
_MONTHS = re.compile(
    rf"\b(?:in|of|since|until|till|by|from|during|before|after|on) (?:the )?(?:(?:end"
    rf"|start|beginning"
    rf"|middle) of (?:the )?)?month (?:of |number )?(?:{_NUMBER}|1[0-2]|[1-9])"
    r"(?![\w:%-]|[.,]\d| (?:months?|weeks?|days?|years?|or|to|hours?|people|men|women"
    r"|of (?:the|his|her"
    r"|its|their|my|our|your|a))\b)"
    rf"|\b(?:in|since|until|till|by|from|during) the (?:{_TH}|1[0-2]th|[4-9]th|1st|2nd"
    rf"|3rd) month of"
    rf" (?:{_YEAR}|(?:this|last|next) year|the (?:same|previous|following) year)\b"
    rf"|\bon (?:the )?(?:day (?:{_NUMBER}|[12]?\d|3[01]) of (?:the )?month (?:{_NUMBER}"
    rf"|1[0-2]|[1-9])"
    r"|week (?:one|two|three|four|five|six|day)(?=[,.;)]| (?:morning|evening|afternoon|night)))\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:lunar|calendar|pregnan\w+|trial|season|contract|strike|baby|war|project|programme|diet"
    r"|moon|siege|treatment|course|plan|lease)\b",
    re.IGNORECASE,
)
_DATE_BEHIND = re.compile(
    r"\s*,?\s*(?:morning|afternoon|evening|night|noon|at\s+\d|a\.?m\b|p\.?m\b|local time)",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(
    r"(?:\b(?:on|since|until|from|today|yesterday|born|by)|\b(?:19|20)\d\d(?:\s+years?)?,?)\s*$",
    re.IGNORECASE,
)
_CERTAIN, _LIKELY = 0.9, 0.75


def find(text: Annotated) -> Iterator[Hit]:
    """Yield dates written as a count of years, months and days, and times as points."""
    for match in _CALQUES.finditer(text.text):
        if match["alone"]:
            yield _year(match)
        elif match["hour"]:
            yield _time(match)
        elif hit := _date(match, text.text):
            yield hit
    for match in _TWO_MONTHS.finditer(text.text):
        yield Hit(*match.span(), "The date has a number and a name for its month.", _CERTAIN)
    for match in _DAY_IN_WORDS.finditer(text.text):
        if _MONTH.fullmatch(match[0].partition(" ")[0]):
            yield Hit(*match.span(), "English writes the day of a date in figures.", _LIKELY)
    for match in _MONTHS.finditer(text.text) if "month" in text.text or "week" in text.text else ():
        if not _COUNTED.search(text.sentence_at(match.start())):
            yield Hit(*match.span(), "English names a month by its name.", _LIKELY)


def _date(match: re.Match[str], text: str) -> Hit | None:
    month, day = int(match["month"]), int(match["day"])
    if not 1 <= day <= longest(month):
        return None
    counted = _plural(match, "month") == (month != 1) and _plural(match, "day") == (day != 1)
    placed = _DATE_BEHIND.match(text, match.end()) or _DATE_BEFORE.search(
        text, max(0, match.start() - 20), match.start()
    )
    if match["year"] is None and not placed and (counted or not _plural(match, "day")):
        return None
    year = f", {match['year']}" if match["year"] else ""
    date = f"{month_name(month)} {day}{year}"
    sure = _CERTAIN if match["year"] or not counted else _LIKELY
    message = f"A date is counted in months and days instead of being named: {date}."
    return Hit(*match.span(), message, sure, suggestion=date)


def _plural(match: re.Match[str], unit: str) -> bool:
    return f"{unit}s" in match.group().lower()


def _year(match: re.Match[str]) -> Hit:
    start = match.start("alone")
    message = "English names a year by its number alone, without the word year."
    return Hit(start, match.end(), message, _CERTAIN, suggestion=match["alone"])


def _time(match: re.Match[str]) -> Hit:
    time = f"{int(match['hour'])}:{int(match['minute']):02}"
    message = "A time of day is told in points, as another language counts it."
    return Hit(*match.span(), message, _LIKELY, suggestion=time)
