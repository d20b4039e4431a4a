"""Dates, times and years that do not exist. Documented beside, in impossible_date.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._no_days import find_no_days
from mtqa.detect.numbers._weekdays import find_weekdays
from mtqa.detect.numbers._years import find_years
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import (
    LONG_DAY,
    LONG_MONTH,
    MONTH,
    SHORT_MONTH,
    longest,
    month_number,
    weekday,
)
from mtqa.model import Evidence, Severity

_YEAR = r"(?P<{0}year>1[89]\d\d|20\d\d)"
_MONTH_DAY = (
    rf"(?P<a_month>{MONTH})\.? (?:the (?=\d+[a-z]))?"
    r"(?P<a_day>\d{1,2})(?P<a_ord>st|nd|rd|th)?(?![\w:%$€£]|[.,]\d)"
)
_DAY_MONTH = (
    r"(?P<b_day>\d{1,2})(?P<b_ord>st|nd|rd|th|\.)? (?:of )?"
    rf"(?P<b_month>{LONG_MONTH}\b|{SHORT_MONTH}(?:\.|\b(?=,? (?:19|20)\d\d\b)))"
)
_DATE = re.compile(
    rf"(?:\b(?P<name>{LONG_DAY})(?:,? (?:the )?| \())?(?<![\w.,:$€£/-])(?:"
    rf"{_MONTH_DAY}(?:,? {_YEAR.format('a_')}(?![\w,]\d))?"
    rf"|{_DAY_MONTH}(?:,? {_YEAR.format('b_')}(?![\w,]\d))?)"
)
_LAST_OF_RANGE = re.compile(
    rf"\b(?P<month>{LONG_MONTH}|{SHORT_MONTH}\.) \d{{1,2}}"
    r"(?: ?[-–] ?| (?P<words>to|through|until) )(?P<day>\d\d)(?![\w:%/-]|[.,]\d)"
)
_FIGURES = re.compile(
    r"(?<![\w./:,-])(?:(?P<one>\d{1,2})(?P<mark>[./])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19"
    r"|20)\d\d)"
    r"|(?P<iso>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d))(?![\w/-]|[.,:]\d)"
)
_LATEST = 40  # the day of a slip; higher numbers count something
# only behind these is "April 31" a date: "In April 31 people died."
_LEADS_TO_DAY = re.compile(
    r"\b(?:on|until|till|since|before|after|from|to|through|by|dated|as of|of|between|for|and)"
    r",? \Z|[(,–-] ?\Z|(?:\A|\n) *\Z",
    re.IGNORECASE,
)
_COUNTS_AFTER = re.compile(
    r"\b(?:in|during|since|this|last|next|every|the|early|mid|late) \Z", re.IGNORECASE
)
_DATES = re.compile(
    r"\b(?:as of|by|from|dated|on|until|till|since|before|after|through)\b", re.IGNORECASE
)
_WORD_BEFORE = re.compile(r"[a-z]{2,} \Z")  # "reopens December 36"; "J. April 36" is somebody
_IS = re.compile(r"\b(?:is|was|be) \Z")
# "since March 45 people have died" counts people; "on March 45, they" is a date
_ENDS_DATE = re.compile(
    r"[,.;:)]?[”\"]?(?:\s*\Z|\n|\s+(?:at|when|after|before|during|because|as|and|but|they|the|it"
    r"|he|she"
    r"|by|in|due|to|for|with|until|through|on|there|this|next|which|where|said|says|showed|found"
    r"|will|would|has|had|was|is)\b)"
)
# no line of the calendar has these, whatever stands around them
_NO_MONTH = re.compile(
    r"\bthe (?:1[3-9]|[2-9]\d)(?:st|nd|rd|th) month of (?:the (?:year|calendar)|(?:1[89]"
    r"|20)\d\d)\b"
    r"|\b(?:thirteenth|fourteenth|fifteenth) month of (?:the year|(?:1[89]|20)\d\d)\b"
    r"|\bmonth 1[3-9] of (?:the year|(?:1[89]|20)\d\d)\b"
    r"|\bthe (?:2[5-9]|[3-9]\d)(?:st|nd|rd|th) hour of the day\b"
    r"|\bthe (?:[89]|[1-9]\d)(?:st|nd|rd|th) day of the week\b"
)
_CLOCK = re.compile(
    r"\b(?P<lead>at|until|till|since|around|about|before|after|by|from|between|and|to) "
    r"(?P<time>(?P<hour>\d{1,2}):(?P<minute>\d\d))(?![\d:]|[.,]\d|-\d)"
    r"(?P<half>\s?(?:[ap]\.?m\b\.?|o[’']clock|GMT|UTC|local time|hours))?",
    re.IGNORECASE,
)
# what says that "at 27:30" is a time of day, not of a race or a film
_OF_DAY = re.compile(
    rf" (?:on (?:{LONG_DAY}|{LONG_MONTH}|the (?:morning|evening|night|day))|in the (?:morning"
    r"|evening|afternoon)|at night|local time|(?:this|yesterday|tomorrow|last) (?:morning|evening"
    r"|night)|today|yesterday|tomorrow|every (?:day|night|evening))\b"
)
_SCHEDULED = re.compile(
    r"\b(?:(?:open|clos|depart|arriv|board|land|occurr|happen|start|schedul)(?:s|es|ed|e|ing)?"
    r"|beg[aiu]n(?:s|ning)?"
    r"|(?:took|takes?|taking) place|held|planned|closing|due) (?:daily |only )?\Z",
    re.IGNORECASE,
)
_HALF_DAY = re.compile(
    r"(?<![\w.,:$€£/-])(?<![:.] )(?P<hour>1[3-9]|2\d|00?|[3-9]\d)(?P<minute>[:.]\s?[0-5]\d)?"
    r"\s?(?P<half>[ap]\.m\.|[ap]m|[AP]M|[AP]\.M\.|o[’']clock)(?!\w)"
)
_NO_MINUTE = re.compile(
    r"(?<![\w.,:$€£/-])\d{1,2}[:.][6-9]\d ?(?:[ap]\.m\.|[ap]m|[AP]M|o[’']clock)(?!\w)"
)
# a year that is far ahead of every text there is, where something has happened already
_AHEAD = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Oo]f) (?P<year>20[5-9]\d|2[1-9]\d\d)(?=[,.;)]|\s+[a-z(])"
)
_PLANNED = re.compile(
    r"\b(?:will|would|shall|could|may|might|should|set|fiction|film|movie|novel|series"
    r"|game|book|future|scenario|projected|expected|predicted|forecast|plan\w*|goal|target|to be"
    r"|\d+ (?:meters|metres|feet|people|points|votes|cases))\b"
)


def _days(text: str) -> Iterator[Hit]:
    for match in _DATE.finditer(text):
        form = "a_" if match["a_month"] else "b_"
        month, day = month_number(match[form + "month"]), int(match[form + "day"])
        year = match[form + "year"]
        if day > longest(month) or (year and weekday(int(year), month, day) is None):
            if _is_date(text, match, form, day):
                yield Hit(match.start(), match.end(), "There is no such day.", 0.8)
        elif year and match["name"] and (hit := _weekday(match, int(year), month, day)):
            yield hit


def _is_date(text: str, match: re.Match[str], form: str, day: int) -> bool:
    """Return whether the number belongs to the month, and counts nothing behind it."""
    before = text[max(0, match.start() - 12) : match.start()]
    stop = match[form + "ord"] == "."  # "He is 31. April is over"
    if match[form + "year"] or (match[form + "ord"] and not stop) or match["name"]:
        return True
    if stop:
        return re.search(r"\b(?:[Oo]n|the) \Z", before) is not None
    stopped = text[match.end() : match.end() + 2].strip()[:1] in tuple(",.;)(")
    ends = _ENDS_DATE.match(text, match.end()) is not None
    lead = _LEADS_TO_DAY.search(before)
    if lead is not None:
        return _is_date_behind(lead[0].strip(" ,"), form, day, ends=ends, stopped=stopped)
    if day >= _LATEST:
        return False
    if form == "b_":
        alone = day > 31 or _IS.search(before) is not None
        worded = alone and (ends or stopped) and _WORD_BEFORE.search(before) is not None
        return worded or before.lower().endswith("the ")
    alone = day < 32 or _WORD_BEFORE.search(before) is not None
    return alone and (ends or stopped) and _COUNTS_AFTER.search(before) is None


def _is_date_behind(lead: str, form: str, day: int, *, ends: bool, stopped: bool) -> bool:
    """Return whether the number belongs to the month, both behind such a word as "on"."""
    if day < 32:
        loose = lead.lower() in ("for", "and")  # "for April 31 fans"
        return ends or stopped or not loose
    always = lead.lower() in ("on", "until", "since")
    dated = day < _LATEST and (form == "b_" or _DATES.fullmatch(lead) is not None)
    return ends or (stopped and (always or dated))


def _ranges(text: str) -> Iterator[Hit]:
    for match in _LAST_OF_RANGE.finditer(text):
        if match["words"] and not _ENDS_DATE.match(text, match.end()):
            continue  # "from June 20 to 35 people"
        if (
            31 < int(match["day"]) < 60
            or longest(month_number(match["month"])) < int(match["day"]) < 32
        ):
            yield Hit(match.start(), match.end(), "There is no such day.", 0.7)


def _figures(text: str) -> Iterator[Hit]:
    for match in _FIGURES.finditer(text):
        if match["iso"]:
            orders = [(int(match["iso"]), int(match["month"]), int(match["day"]))]
        else:
            year, one, two = int(match["year"]), int(match["one"]), int(match["two"])
            orders = [(year, one, two), (year, two, one)]
        if all(weekday(*order) is None for order in orders):
            yield Hit(match.start(), match.end(), "There is no such day.", 0.75)
    for match in _NO_MONTH.finditer(text):
        yield Hit(match.start(), match.end(), "The calendar does not count this far.", 0.75)


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


def _is_time_of_day(text: str, match: re.Match[str]) -> bool:
    """Return whether the figures can't be the minutes and seconds of a race or a film."""
    if match["half"] or _OF_DAY.match(text, match.end()):
        return True
    return _SCHEDULED.search(text, max(0, match.start() - 24), match.start()) is not None


def _times(text: str) -> Iterator[Hit]:
    message = "There is no such time of day."
    for match in _NO_MINUTE.finditer(text):
        yield Hit(match.start(), match.end(), message, 0.8)
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"])
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            race = hour < 60 and minute < 60
            listed = minute > 59 and match["lead"] in ("and", "to", "about")
            if _is_time_of_day(text, match) or not (race or listed):
                yield Hit(*match.span("time"), message, 0.7)


def _half_days(text: str) -> Iterator[Hit]:
    for match in _HALF_DAY.finditer(text):
        hour, morning = int(match["hour"]), match["half"][0] in "aA"
        if hour == 0 and morning:
            continue  # "00:30 a.m." is odd, but clear
        clear = 12 < hour < 24 and not morning
        message = "Hours count to 12 only before a.m., p.m. and o’clock."
        severity = Severity.MINOR if clear else None
        yield Hit(match.start(), match.end(), message, 0.75, severity=severity)


def _years(text: Annotated) -> Iterator[Hit]:
    for match in _AHEAD.finditer(text.text):
        words = text.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is None or text.in_quotation(match.start()):
            continue
        verb = words[0].head
        past = verb.tag_ == "VBD" or (
            verb.tag_ == "VBN" and any(child.tag_ == "VBD" for child in verb.children)
        )
        if past and not _PLANNED.search(words.sent.text):
            message = "This year lies far ahead, but the sentence speaks of the past."
            yield Hit(match.start("year"), match.end("year"), message, 0.7)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each day, time of day and year that cannot be."""
    found: list[Hit] = []
    for part in (_days, _ranges, _figures, _times, _half_days):
        found += part(text.text)
    found += find_no_days(text.text)
    found += find_weekdays(text.text)
    found += _years(text)
    found += find_years(text)
    for index, hit in enumerate(found):
        if not any(hit.start < other.end and other.start < hit.end for other in found[:index]):
            yield hit
