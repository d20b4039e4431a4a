"""Days that no calendar has, by whatever slip: "July 321", "June 0", "the fifth quarter"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY, LONG_MONTH, MONTH

_LED = (
    rf"(?:(?:{LONG_DAY},? |\b(?:[Oo]n|[Uu]ntil|[Ss]ince|[Ff]rom|[Bb]y|[Bb]efore|[Aa]fter|[Dd]ated"
    r"|[Tt]hrough|[Bb]etween|and|to|of) )(?:the )?)"
)
_ENDS = (
    r"(?=,? (?:19|20)\d\d\b|[,.;:)](?!\d)|\s*(?:\Z|\n)|\s(?:to|at|in|by|when|after|before|and"
    r"|but|as|for"
    r"|the|he|she|it|they|with|because|during|where|which|that|this|were|was|is|will|had|has)\b)"
)
_DAY = re.compile(
    # three digits, a minus or nothing: "July 321, 2017", "June 0", "May -3"
    rf"{_LED}{MONTH}\.? (?P<day>0{{1,2}}|[-–]\d{{1,2}}|0?(?:3[2-9]|[4-9]\d)|[1-9]\d\d)(?:st|nd"
    rf"|rd|th)?{_ENDS}"
    rf"|\b{LONG_MONTH} (?P<dated>0{{1,2}}|[-–]\d{{1,2}}|[1-9]\d\d)(?:st|nd|rd|th)?, (?:19|20)\d\d\b"
    rf"|{_LED}(?P<first>0{{1,2}}|[-–]\d{{1,2}}|[1-9]\d\d)(?:st|nd|rd"
    rf"|th)?(?: of)? {LONG_MONTH}\b(?!’|')"
    rf"|\b[Tt]he (?P<of>0|[1-9]\d\d|3[2-9]|[4-9]\d)(?:st|nd|rd|th) (?:day )?of {LONG_MONTH}\b"
)
_COUNTS = re.compile(
    r"\b(?:thirty-(?:second|third|fourth|fifth|sixth)|forty-\w+|fortieth|fiftieth) (?:day )?of "
    rf"{LONG_MONTH}\b"
    r"|\b(?:fifth|sixth|seventh|eighth|ninth|tenth|5th|6th|7th|8th|9th) quarter of (?:the year"
    r"|last year"
    r"|this year|next year|(?:19|20)\d\d|the (?:fiscal|financial) year)\b"
    r"|\b(?:third|fourth|fifth|3rd|4th|5th) half of (?:the year|last year|this year|next year"
    r"|(?:19|20)\d\d)\b"
    r"|\b(?:fifth|sixth|seventh|5th|6th|7th) season of the year\b"
    r"|\b(?:thirteenth|fourteenth|fifteenth|13th|14th|15th) month of (?:the|this|last|next) year\b"
    r"|\b(?:eighth|ninth|tenth|8th|9th|10th) day of the week\b"
    r"|\b(?:5[4-9]|[6-9]\d)(?:st|nd|rd|th) week of (?:the year|(?:19|20)\d\d)\b"
    r"|\b(?:twenty-(?:fifth|sixth|seventh|eighth)|25th|26th|27th|28th) hour of the day\b"
    r"|\bQ[5-9](?: of)? (?:19|20)\d\d\b"
)
_FIGURES = re.compile(
    rf"{_LED}(?:(?:[0-3]?\d)\.(?:1[3-9]|[2-9]\d)\.(?=[\s,;)])(?!\s[A-Z])"
    r"|(?:1[3-9]|[2-9]\d|00?)[/](?:1[3-9]|[2-9]\d|00?)(?:/(?:(?:19|20)?\d\d))?(?![\w/])(?= (?:at"
    r"|in|and|the|he|she|it|by)\b|[,.;)]))"
)
# a month that is none, beside a day
_ROOT = r"[A-Z][a-z]*(?:e?mber|tober|n?uary|gust|pril)"
_NO_MONTH = re.compile(
    rf"(?:{_LED}|\b(?:[Ii]n|of|early|late|mid-|last|next|this) )(?P<name>(?!{LONG_MONTH}\b"
    rf"|Remember|Member"
    r"|Obituary|Estuary|Sanctuary|Statuary|Tober\b|Ember\b|Kember|Bamber|Timber|Amber|Umber"
    r"|Chamber|Camber|Gust"
    rf"|Number|Lumber|Cucumber|Limber){_ROOT})(?= \d{{1,2}}\b|,? (?:19|20)\d\d\b)"
    rf"|\b(?P<behind>(?!{LONG_MONTH}\b|Remember|Member|Number|Chamber|Timber|Amber|Estuary"
    rf"|Sanctuary|Obituary|Statuary)"
    rf"{_ROOT}) (?:[12]?\d|3[01])(?:st|nd|rd|th)?(?=[,.;)](?!\d)|\s(?:by|at|in|to|and|with|when"
    rf"|the)\b)"
)


_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_QUICK = (
    re.compile(rf"{_MONTHS}[a-z]*\.? (?:[-–]\d|\d{{3}}\b|0|3[2-9]|[4-9]\d)"),
    re.compile(rf"\d(?:st|nd|rd|th)?(?: day)?(?: of)? {_MONTHS}"),
)
_QUICK_FIGURES = re.compile(r"\d\.\d\d\.|\d/\d")
_QUICK_MONTH = re.compile(r"(?:ber|ary|ril|ust),? \d")
_REAL = ("Septem", "Octo", "Novem", "Decem", "Janu", "Febru", "Ap", "Aug")
_KEYS = (
    *(" quarter of ", " half of ", " season of ", "th month of ", "th day of ", "week of "),
    *("hour of ", " Q", "day of the week"),
    *(" of Jan", " of Feb", " of Mar", " of Apr", " of May", " of Ju", " of Aug", " of Sep"),
    *(" of Oct", " of Nov", " of Dec"),
)


def _has_odd_month(text: str) -> bool:
    """Return whether a word that ends as months do, and is none, stands before a number."""
    found = _QUICK_MONTH.finditer(text)
    return any(not text.endswith(_REAL, 0, match.start()) for match in found)


def find_no_days(text: str) -> Iterator[Hit]:
    """Yield each day, month or quarter that the calendar does not count up to."""
    message = "There is no such day."
    for match in _DAY.finditer(text) if any(one.search(text) for one in _QUICK) else ():
        group = next(name for name in ("day", "dated", "first", "of") if match[name])
        if match[group].strip("0") or match[group].startswith("0"):
            yield Hit(match.start(), match.end(), message, 0.75)
    for match in _FIGURES.finditer(text) if _QUICK_FIGURES.search(text) else ():
        yield Hit(match.start(), match.end(), message, 0.7)
    for match in _COUNTS.finditer(text) if any(key in text for key in _KEYS) else ():
        yield Hit(match.start(), match.end(), "The calendar does not count this far.", 0.75)
    for match in _NO_MONTH.finditer(text) if _has_odd_month(text) else ():
        group = "name" if match["name"] else "behind"
        yield Hit(*match.span(group), "There is no such month.", 0.7)
