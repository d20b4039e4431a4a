"""How long something took, and the years or days between which it did."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.numbers._amounts import AMOUNT, HEDGE, Amount, named, read_amount
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH

_YEAR = r"(?:1[5-9]|20)\d\d"
_N = named(AMOUNT, "n_")
_FROM_TO = (
    rf"(?:from|between) (?P<first>{_YEAR}) (?:to|until|till|and) (?P<last>{_YEAR})(?!\d|[-–/])"
)
_HELD = (
    r"(?:reign|rule|term|career|marriage|stint|spell|war|occupation|tenure|presidency|papacy|exile"
    r"|imprisonment|captivity|ban|absence|partnership|collaboration|dictatorship|siege|mandate)"
)
_PERIODS = (
    # "for 20 years, from 1990 to 2005"
    re.compile(rf"\bfor {HEDGE}{_N} years,? (?:[a-z]+ ){{0,2}}{_FROM_TO}"),
    # "from 1990 to 2005, for 20 years", "a period of 20 years"
    re.compile(
        rf"\b[Ff]rom (?P<first>{_YEAR}) (?:to|until|till) (?P<last>{_YEAR})"
        rf"(?:, | \(|, or | [-–—] )(?:for |a (?:period|span|total) of |that is |or"
        rf" ){HEDGE}{_N} years\b"
    ),
    re.compile(rf"{_N}[- ]year(?:-long)? (?:[a-z]+ )?{_HELD},? (?:[a-z]+ ){{0,3}}{_FROM_TO}"),
)
# "in 1990 and closed 20 years later, in 2005"; "in 2004, 20 years after it opened in 1990"
_LATER = re.compile(
    rf"\b[Ii]n (?P<first>{_YEAR})\b(?P<between>[^.;:!?\n\d“”]{{0,110}}?\b){HEDGE}{_N}"
    rf" years later,? "
    rf"(?:[a-z]+ )?in (?P<last>{_YEAR})(?!\d|[-–/])"
)
_AFTER = re.compile(
    rf"\b[Ii]n (?P<one>{_YEAR}),? {HEDGE}{_N} years (?P<side>after|before)"
    rf"(?P<between>[^.;:!?,\n\d“”]{{2,80}}?) in (?P<other>{_YEAR})(?!\d|[-–/])"
)
_FOUNDED = re.compile(
    rf"\b(?:founded|established|built|opened|created|set up|launched|born|died) in "
    rf"(?P<first>{_YEAR})\b"
    r"[^.;!?\n\d]{0,90}? (?P<n>\d{2,3})(?:th|st|nd|rd) (?:anniversary|birthday|jubilee)"
    rf"[^.;!?\n\d]{{0,25}} in (?P<last>{_YEAR})(?!\d|[-–/])"
)
_DAYS = re.compile(
    rf"(?:{_N}[- ]day (?:[a-z]+ ){{1,2}}?(?:(?:will )?(?:be )?(?:held|runs?|ran|lasts?"
    rf"|lasted|takes? place|took place|is|was) )?|\bfor {_N.replace('n_', 'm_')} days,? )"
    rf"from (?:(?P<one>\d{{1,2}}) (?:to|until) (?P<two>\d{{1,2}}) {LONG_MONTH}"
    rf"|{LONG_MONTH} (?P<three>\d{{1,2}}) (?:to|until) (?P<four>\d{{1,2}}))(?![\d-])"
)
_ROUND = 0.1  # of a long time, by which a round number may be off


def _apart(years: int, said: Amount) -> bool:
    return abs(years - said.value) > max(1, _ROUND * years)


def _hit(start: int, end: int, first: int, last: int) -> Hit:
    return Hit(start, end, f"From {first} to {last} are {last - first} years.", 0.75)


def _has_year(text: str, end: int) -> bool:
    """Return whether the sentence names another year before ``end``."""
    start = max(text.rfind(". ", 0, end), text.rfind("\n", 0, end), 0)
    return re.search(rf"\b{_YEAR}\b", text[start:end]) is not None


def periods(text: str) -> Iterator[Hit]:
    """Yield "for 20 years, from 1990 to 2005" and "in 1990 … ten years later, in 1995"."""
    if " years" not in text and "-year" not in text:
        return
    for pattern in (*_PERIODS, _LATER):
        for match in pattern.finditer(text):
            said, first, last = read_amount(match, "n_"), int(match["first"]), int(match["last"])
            several = pattern is _LATER and _has_year(text, match.start())
            if said is not None and last > first and _apart(last - first, said) and not several:
                yield _hit(*match.span(), first, last)
    for match in _AFTER.finditer(text):
        said, one, other = read_amount(match, "n_"), int(match["one"]), int(match["other"])
        gap = one - other if match["side"] == "after" else other - one
        if said is not None and (gap <= 0 or _apart(gap, said)):
            yield _hit(*match.span(), min(one, other), max(one, other))


def anniversaries(text: str) -> Iterator[Hit]:
    """Yield "founded in 1950 … its 100th anniversary in 2020"."""
    for match in _FOUNDED.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        if abs(last - first - int(match["n"])) > 1:
            yield _hit(*match.span(), first, last)


def days(text: str) -> Iterator[Hit]:
    """Yield "a three-day festival from 4 to 9 July"."""
    for match in _DAYS.finditer(text) if "day" in text else ():
        said = read_amount(match, "n_") or read_amount(match, "m_")
        numbers = [int(match[name]) for name in ("one", "two", "three", "four") if match[name]]
        if said is None or numbers[1] < numbers[0]:
            continue
        lasted = numbers[1] - numbers[0] + 1
        if not lasted - 1 <= said.value <= lasted:
            message = f"From the one day to the other are {lasted} days."
            yield Hit(match.start(), match.end(), message, 0.7)


def find_spans(text: str) -> Iterator[Hit]:
    """Yield each time that is longer or shorter than its dates say."""
    for part in (periods, anniversaries, days):
        yield from part(text)
