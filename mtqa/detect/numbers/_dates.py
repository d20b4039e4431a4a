"""How English writes dates: pieces of patterns, and what the calendar says of them."""

from __future__ import annotations

from datetime import date

SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
LONG_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
MONTH = rf"(?:{LONG_MONTH}|{SHORT_MONTH})"
SHORT_DAY = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)"
LONG_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth"
    r"|twentieth|thirtieth)"
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_number(name: str) -> int:
    """Return 1–12 for an English month, written out or abbreviated."""
    return _MONTHS.index(name[:3].lower()) + 1


def longest(month: int) -> int:
    """Return the number of days of ``month`` in a leap year."""
    return _LONGEST[month - 1]


def weekday(year: int, month: int, day: int) -> str | None:
    """Return the weekday of a date, ``None`` where there is no such date."""
    try:
        return _WEEKDAYS[date(year, month, day).weekday()]
    except ValueError:
        return None
