"""Weekdays that cannot be those of one day: "on Wednesday, Friday", "Monday (the Thursday)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY, WEEKDAYS, weekday

_QUICK = re.compile(rf"\b{LONG_DAY}\W+(?:\w+\W+){{0,5}}?{LONG_DAY}\b|\b{LONG_DAY},? (?:the )?\(?\d")
_ONE, _TWO = rf"(?P<one>{LONG_DAY})", rf"(?P<two>{LONG_DAY})"
# "on Friday, Saturday and Sunday" lists, "on Monday, Friday's hero" goes on
_NO_LIST = rf"(?![’'/&-]|,? (?:and|or|to|through|until|till) (?:\w+ )?{LONG_DAY}|, {LONG_DAY})"
_NO_CLAUSE = r"(?! (?:night|is|was|will|has|had|would|saw|came|took|went|\w+ed|\w+ought)\b)"
_TWO_DAYS = (
    re.compile(rf"\b{_ONE} \((?:the |a )?{_TWO}\)"),
    # side by side, behind "on" or the like
    re.compile(
        rf"\b[Oo]n(?: (?:the|next|last|this|early|late))*? {_ONE}(?: {_TWO}\b{_NO_LIST}"
        rf"|, {_TWO.replace('two', 'apart')}\b{_NO_LIST}{_NO_CLAUSE})"
    ),
    re.compile(rf"(?<![A-Z]\w )(?<!day, )(?<!, )\b{_ONE}(?:,? \(|, )the {_TWO}\)?(?=[,.;)]|\Z)"),
    re.compile(rf"\b[Oo]n (?:the )?{_ONE} of (?:the )?{_TWO}\b(?![’'])"),
    re.compile(rf"(?<!\w, )\b{_ONE}/{_TWO}\b(?!/)"),
)
# "in the Friday evening of Monday", "on Sunday, in the Friday day", "on Sunday on Friday"
_PART = r"(?:day|morning|evening|night|afternoon|date|noon|midday)"
_CHAINED = (
    re.compile(rf"\b(?:[Ii]n|[Oo]n|[Aa]t) (?:the )?{_ONE} {_PART} of (?:the )?{_TWO}\b"),
    re.compile(rf"\b[Oo]n (?:the )?{_ONE},? (?:in|on|at|of) the {_TWO} {_PART}\b"),
    re.compile(rf"\b[Oo]n (?:last |next )?{_ONE} (?:on|at|in) (?:last |next )?{_TWO}\b(?![’'])"),
    re.compile(rf"\b[Oo]n {_ONE} (?:day )?(?:of|in) (?:the )?{_TWO}\b(?![’'])"),
)
_SAME_TWICE = re.compile(
    rf"\b[Oo]n (?:the |next |last )*{_ONE}(?: to| until| on| of|) (?P=one)\b(?![’'])"
)
_STEPS = {
    "a": 1,
    "the": 1,
    "one": 1,
    "first": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_APART = re.compile(
    rf"\b{_ONE}(?:,| \(|, that is,?) (?:(?P<many>one|two|three|four|five|six) days?|(?:a|the"
    rf"|one)(?: (?:first|next"
    rf"|very))? day) (?P<side>before|after|following|preceding) (?:the )?(?:last "
    rf"|next )?{_TWO}\b(?![’'])"
)
_FIGURES = re.compile(
    rf"\b{_ONE}(?:, | \(|, the | the | )(?:(?P<a>\d{{1,2}})(?P<mark>[./])(?P<b>\d{{1,2}})(?P=mark)"
    r"(?P<year>(?:19|20)\d\d)|(?P<iso>(?:19"
    r"|20)\d\d)[-/.](?P<month>\d\d)[-/.](?P<day>\d\d))(?![\w/-]|[.,:]\d)"
)


_HABITUAL = re.compile(r"\b(?:every|each|any|either)(?: \w+)? \Z", re.IGNORECASE)
_BEFORE = 20  # code points


def _pairs(text: str) -> Iterator[Hit]:
    message = "Of these weekdays it can only have been one."
    for pattern in (*_TWO_DAYS, *_CHAINED):
        for match in pattern.finditer(text):
            days = [day for day in match.groups() if day]
            if days[0] != days[1] and not _HABITUAL.search(
                text, max(0, match.start() - _BEFORE), match.start()
            ):
                yield Hit(match.start("one"), match.end(), message, 0.75)
    for match in _SAME_TWICE.finditer(text):
        yield Hit(match.start("one"), match.end(), "This weekday stands here twice.", 0.75)


def _apart(text: str) -> Iterator[Hit]:
    """Yield "Saturday, the day before Thursday"."""
    for match in _APART.finditer(text):
        one, two = WEEKDAYS.index(match["one"]), WEEKDAYS.index(match["two"])
        step = _STEPS[match["many"] or "a"]
        right = two + (step if match["side"] in ("after", "following") else -step)
        if right % 7 != one:
            message = f"That day would be a {WEEKDAYS[right % 7]}, not a {match['one']}."
            yield Hit(match.start(), match.end(), message, 0.8)


def _figures(text: str) -> Iterator[Hit]:
    """Yield the weekdays that a date in figures does not have, whichever way it is read."""
    for match in _FIGURES.finditer(text):
        if match["iso"]:
            orders = [(int(match["iso"]), int(match["month"]), int(match["day"]))]
        else:
            year, one, two = int(match["year"]), int(match["a"]), int(match["b"])
            orders = [(year, two, one), (year, one, two)]
            if match["mark"] == "." and weekday(*orders[0]):
                orders.pop()  # whoever writes points writes the day first
        days = {weekday(*order) for order in orders} - {None}
        if days and match["one"] not in days:
            right = " or a ".join(sorted(day for day in days if day))
            message = f"This day was a {right}, not a {match['one']}."
            yield Hit(match.start(), match.end(), message, 0.8)


def find_weekdays(text: str) -> Iterator[Hit]:
    """Yield each weekday that another word, or the date beside it, contradicts."""
    if _QUICK.search(text):
        for part in (_apart, _pairs, _figures):
            yield from part(text)
