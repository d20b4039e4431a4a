"""One measure in two units that do not agree. Documented beside, in wrong_conversion.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import AMOUNT, Amount, named, read_amount
from mtqa.detect.rule import Hit
from mtqa.knowledge.conversions import Unit, units
from mtqa.model import Evidence

# by how much the two may differ where both are rounded to what is easily said
_TOLERATED = 0.25
_DEGREES = 4.0  # Celsius
_EXACT = 0.12  # of a time, which nobody measures
_DAY = 86400.0  # seconds
_REACH = 30  # code points
_HEDGE = r"(?:(?:about|around|roughly|approximately|nearly|almost|just (?:over|under)|over|under"
_HEDGE += r"|some|or|more than|less than|approx\.?|ca\.?|c\.|~|≈) ?){0,2}"
_HEDGED = re.compile(r"[(,] ?(?:about|around|roughly|approximately|approx|nearly|almost)\b")
_BELOW = r"(?P<{0}minus>(?:minus |[-−–](?=\d)))?"


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern of an amount and, in brackets or behind "or", another one."""
    one, other = (
        f"{_BELOW.format(side)}{named(AMOUNT, side)}[ -]?(?P<{side}unit>{_names()})"
        for side in ("a", "b")
    )
    between = (
        rf"(?: ?(?P<open>[(\[])(?:i\.e\.,? |that is,? |equals? |= ?)?{_HEDGE}"
        rf"|(?P<says>,? (?:i\.e\.|that is|that makes|which (?:is|equals|makes|are)|equal to"
        rf"|equivalent to),? | = )"
        rf"{_HEDGE}|,? (?P<either>or) {_HEDGE}| ?/ ?)"
    )
    ends = (
        r"(?(open)(?=[)\]]| respectively[)\]])|(?(says)(?=[,.;)]| respectively)"
        r"|(?![\w²³/]|[ -](?:\d|per|an? (?:hour|day)))))"
    )
    return re.compile(rf"(?<![/-]){one}{between}{other}{ends}")


@cache
def _names() -> str:
    return "|".join(re.escape(name) for name in sorted(units(), key=len, reverse=True))


@cache
def _larger_part() -> re.Pattern[str]:
    """Return a pattern of what stands before the smaller part of one measure: "6 feet"."""
    return re.compile(rf"\d[ -]?(?:{_names()}),? (?:and )?\Z")


def _range(amount: Amount, unit: Unit, *, minus: bool) -> tuple[float, float]:
    """Return the least and the most that the amount may be, rounded as it is."""
    value = -amount.value if minus else amount.value
    ends = (unit.base(value - 2 * amount.slack), unit.base(value + 2 * amount.slack))
    if unit.dimension == "temperature":
        return ends[0] - _DEGREES, ends[1] + _DEGREES
    return ends[0] * (1 - _TOLERATED), ends[1]


def _same_time(match: re.Match[str], first: float, second: float) -> bool:
    """Return whether two times may be one, in seconds, or two: "3 days (12 hours)" of lessons."""
    one, other = units()[match["aunit"]], units()[match["bunit"]]
    if one.factor < other.factor or min(first, second) <= 0:
        return True
    ratio = second / first
    if match["either"]:  # "30 days or 60 hours" gives a choice, 3 hours are not 1,800 minutes
        return not any(abs(ratio - slip) < slip * 0.01 for slip in (0.1, 10.0, 100.0))
    hedged = _HEDGED.search(match[0]) is not None
    meant = hedged or match["says"] or match.string.startswith(" respectively", match.end())
    in_work = one.factor >= _DAY > other.factor and ratio < 1
    return (in_work and not meant) or abs(ratio - 1) <= _EXACT * (2 if hedged else 1)


def _agree(match: re.Match[str], first: Amount, second: Amount) -> bool:
    """Return whether the two amounts may be one."""
    one, other = units()[match["aunit"]], units()[match["bunit"]]
    if one.dimension == "time":
        return _same_time(match, first.value * one.factor, second.value * other.factor)
    a = _range(first, one, minus=match["aminus"] is not None)
    b = _range(second, other, minus=match["bminus"] is not None)
    if a[0] <= b[1] and b[0] <= a[1]:
        return True
    if one.dimension != "temperature":
        return False
    # "1.5 degrees Celsius (2.7 degrees Fahrenheit)" is a difference
    apart = abs(first.value * one.factor - second.value * other.factor)
    return apart <= max(1.0, _TOLERATED * first.value * one.factor)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each amount in brackets that is not the one before it in another unit."""
    for match in _pattern().finditer(text.text):
        one, other = units()[match["aunit"]], units()[match["bunit"]]
        if one.dimension != other.dimension or one == other:
            continue
        first, second = read_amount(match, "a"), read_amount(match, "b")
        if first is None or second is None or first.share or second.share:
            continue
        before = text.text[max(0, match.start() - _REACH) : match.start()]
        if _agree(match, first, second) or _larger_part().search(before):
            continue
        start, end = match.start("aminus" if match["aminus"] else "adigits"), match.end("aunit")
        place = Evidence(
            note="Both should be one measure.", quote=text.text[start:end], start=start, end=end
        )
        written = match.start("bminus" if match["bminus"] else "bdigits")
        yield Hit(
            written,
            match.end("bunit"),
            f"“{text.text[written : match.end('bunit')]}” is not what stands before it in another"
            " unit.",
            0.8,
            evidence=(place,),
        )
