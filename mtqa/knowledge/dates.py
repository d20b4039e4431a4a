"""How English names months, weekdays and days of a month, and what the calendar says of them."""

from __future__ import annotations

from datetime import date
from functools import cache

from mtqa.knowledge.table import rows

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

LONG_MONTH = rf"(?:{'|'.join(_MONTHS)})"
SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
MONTH = rf"(?:{LONG_MONTH}|{SHORT_MONTH})"
CLEAR_MONTH = rf"(?:{'|'.join(name for name in _MONTHS if name != 'May')})"
"""Months but May, which is a verb and a name as well."""
LONG_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
SHORT_DAY = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)"
ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth"
    r"|twentieth|thirtieth)"
)


def month_number(name: str) -> int:
    """Return 1–12 for an English month, written out or abbreviated.

    Raises:
        ValueError: ``name`` begins as no month does.
    """
    return [month[:3].lower() for month in _MONTHS].index(name[:3].lower()) + 1


def month_name(number: int) -> str:
    """Return the English name of the month 1–12.

    Raises:
        IndexError: there is no such month.
    """
    return _MONTHS[number - 1]


def longest(month: int) -> int:
    """Return the number of days of ``month`` in a leap year."""
    return _LONGEST[month - 1]


def weekday(year: int, month: int, day: int) -> str | None:
    """Return the weekday of a date, ``None`` where there is no such date."""
    try:
        return WEEKDAYS[date(year, month, day).weekday()]
    except ValueError:
        return None


@cache
def _names(kind: str) -> dict[str, str]:
    return {name: calendar for name, of, calendar in rows("calendars.tsv") if of == kind}


def calendar_months() -> dict[str, str]:
    """Return the months of other calendars, as English spells them, with their calendar."""
    return _names("month")


def short_months() -> dict[str, str]:
    """Return the months of other calendars that only a year tells from other words."""
    return _names("short")


def eras() -> dict[str, str]:
    """Return the eras that other calendars count years in, with their calendar."""
    return _names("era")
