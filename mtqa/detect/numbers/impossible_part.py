"""A part that is larger than its whole, a range that runs backwards. Documented beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import AMOUNT, HEDGE, Amount, named, read_amount
from mtqa.detect.rule import Hit
from mtqa.knowledge.units import measures

_PART, _WHOLE = named(AMOUNT, "part_"), named(AMOUNT, "whole_")
# "30 of the 20 passengers"; "5 of 3" alone may be a page, a score or a size
_OF_THE = re.compile(
    rf"(?<!\bNo\. )(?<!\bday )(?<!\bpage )(?<!\bnumber ){_PART} (?:out )?of "
    rf"(?:the|its|their|his|her|our|all|all the|a total of) (?:total |other |original )?"
    rf"{_WHOLE} (?P<noun>[a-z]+)"
)
_INCLUDING = re.compile(
    rf"{_WHOLE} (?P<noun>[a-z]+)[^.,;:!?\n\d]{{0,30}}, (?:including|among them|of whom) {HEDGE}"
    rf"{_PART} (?:were |was )?(?P<other>[a-z]+)"
)
_SHARE_OF = re.compile(
    r"(?<![\w.,$€£:/-])(?P<share>\d+(?:,\d{3})*(?:\.\d+)?) ?(?:%|percent|per cent) of "
    r"(?:(?:all|the|its|their|our|those|these|[A-Z]\w+) )?(?:(?:surveyed|young|older|adult) )?"
    r"(?P<noun>[A-Za-z]+)"
)
_BETWEEN = re.compile(
    rf"\b[Bb]etween {HEDGE}{named(AMOUNT, 'part_')} and {HEDGE}{named(AMOUNT, 'whole_')}"
)
# "Of the 20 passengers, 35 were hurt"
_OF_THEM = re.compile(
    rf"\b[Oo]f (?:the|its|their|his|her|our|all|all the) (?:total |other )?{_WHOLE} "
    r"(?P<noun>[a-z]+)"
    rf"[^.,;:!?\n\d]{{0,40}}, {HEDGE}{_PART} "
    r"(?P<next>were|was|are|have|had|will|said|died|survived|left|voted|(?:of them|people) \w+)\b"
)
_AGES = re.compile(
    r"\b(?:[Aa]ges|[Aa]ged(?: between)?|between the ages of) (\d{1,2}) (?:to|and) (\d{1,2})\b"
)
_MAY_BE_HIGHER = re.compile(r"\b(?:increase|rise|grow|more|up|capacity|target|quota|previous)")
_NO_RANGE = re.compile(
    r"\b(?:choos|differ|distinguish|gap|match|game|score|vote|route|road|gate|line|page|o’clock"
    r"|o'clock|a\.?m|p\.?m|clock|ages|odds|temperature|minus|degree)\w*",
    re.IGNORECASE,
)


def _amounts(match: re.Match[str]) -> tuple[Amount, Amount] | None:
    part, whole = read_amount(match, "part_"), read_amount(match, "whole_")
    if part is None or whole is None or part.may_be_year or whole.may_be_year:
        return None
    if (part.sign, part.share) != (whole.sign, whole.share):
        return None
    return part, whole


def _larger(match: re.Match[str]) -> bool:
    amounts = _amounts(match)
    return amounts is not None and amounts[0].value > amounts[1].value and not amounts[0].share


def _of_the(text: str) -> Iterator[Hit]:
    for match in _OF_THE.finditer(text):
        plural = match["noun"].endswith("s") or measures(match["noun"]) == "people"
        if plural and _larger(match) and measures(match["noun"]) in (None, "people"):
            yield Hit(match.start(), match.end(), "The part is larger than the whole.", 0.8)


def _including(text: str) -> Iterator[Hit]:
    for match in _INCLUDING.finditer(text):
        people = all(measures(match[group]) == "people" for group in ("noun", "other"))
        if people and _larger(match):
            yield Hit(match.start(), match.end(), "The part is larger than the whole.", 0.8)


def _of_them(text: str) -> Iterator[Hit]:
    for match in _OF_THEM.finditer(text):
        if measures(match["noun"]) == "people" and _larger(match):
            end = match.end("part_digits")
            yield Hit(match.start(), end, "The part is larger than the whole.", 0.8)


def _ages(text: str) -> Iterator[Hit]:
    for match in _AGES.finditer(text):
        counted = match[0].startswith(("Aged", "aged")) and " and " in match[0]
        siblings = counted and "between" not in match[0]
        if int(match[1]) > int(match[2]) and not siblings:
            yield Hit(match.start(), match.end(), "This range runs backwards.", 0.7)


def _shares(text: str) -> Iterator[Hit]:
    for match in _SHARE_OF.finditer(text):
        share = float(match["share"].replace(",", ""))
        before = text[max(0, match.start() - 40) : match.start()]
        if share <= 100 or measures(match["noun"]) != "people" or _MAY_BE_HIGHER.search(before):
            continue
        yield Hit(match.start(), match.end(), "No share of people exceeds 100 percent.", 0.8)


def _backwards(text: str) -> Iterator[Hit]:
    for match in _BETWEEN.finditer(text):
        amounts = _amounts(match)
        if amounts is None or not amounts[0].comparable(amounts[1]):
            continue
        lower, upper = amounts
        around = text[max(0, match.start() - 40) : match.end() + 25]
        measured = lower.sign or lower.share or lower.sized or upper.unit
        if measured and lower.value > upper.value and not _NO_RANGE.search(around):
            yield Hit(match.start(), upper.end, "This range runs backwards.", 0.7)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each part above its whole and each range from a higher to a lower amount."""
    for part in (_of_the, _of_them, _including, _shares, _backwards, _ages):
        yield from part(text.text)
