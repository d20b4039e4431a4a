"""A part that is larger than its whole, a range that runs backwards. Documented beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import AMOUNT, HEDGE, Amount, named, read_amount
from mtqa.detect.numbers._backwards import find_backwards
from mtqa.detect.numbers._counts import Count, counts
from mtqa.detect.numbers._glosses import larger_parts, said_shares
from mtqa.detect.numbers._of_wholes import find_of_wholes
from mtqa.detect.numbers._percents import find_percents
from mtqa.detect.numbers._ranges import find_ranges
from mtqa.detect.numbers._shares import above_all, below_all
from mtqa.detect.numbers._wholes import kinds, parts_of_earlier, sums, together
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH
from mtqa.knowledge.fates import is_fate
from mtqa.knowledge.units import measures
from mtqa.model import Evidence

_PART, _WHOLE = named(AMOUNT, "part_"), named(AMOUNT, "whole_")
# "30 of the 20 passengers"; "5 of 3" alone may be a page, a score or a size
_OF_THE = re.compile(
    rf"(?<!\bNo\. )(?<!\bday )(?<!\bpage )(?<!\bnumber ){_PART} (?:of "
    r"(?=the|its|their|his|her|our|all|a total)|out of )"
    r"(?:(?:the|its|their|his|her|our|all|all the|a total of) )?(?:total |other |original )?"
    rf"{_WHOLE} (?P<noun>[a-z]+)(?P<more>(?: [a-z]+){{0,3}})"
)
_INCLUDING = re.compile(
    rf"{_WHOLE} (?P<noun>[a-z]+)[^.,;:!?\n\d]{{0,30}}, (?:including|among them|of whom) {HEDGE}"
    rf"{_PART} (?:were |was |are |is )?(?P<other>[a-z]+)"
)
# "injured 5 people, 8 of them seriously"
_OF_THEM_BEHIND = re.compile(
    rf"{_WHOLE} (?P<noun>[a-z]+)[^.,;:!?\n\d]{{0,30}}, {HEDGE}{_PART} of (?:them|whom)\b"
)
_SHARE = (
    r"(?<![\w.,$€£:/-])(?P<share>\d+(?:,\d{3})*(?:\.\d+)?) ?(?:%|percent\b|per cent\b)(?! points?)"
)
_SHARE_OF = re.compile(
    rf"{_SHARE} of (?:(?:all|the|its|their|our|those|these|[A-Z]\w+) )?"
    r"(?:(?:\w+ed|young|older|adult|eligible|total|local|entire|whole|\w+[’']s) )?"
    r"(?P<noun>[A-Za-z]+)"
)
# what can't be more than there is of it
_WHOLES = frozenset(
    {"population", "vote", "votes", "voters", "ballots", "electorate", "seats", "territory"}
    | {"surveyed", "asked", "polled", "questioned", "interviewed", "voting", "cases", "deaths"}
    | {"time", "households", "shareholders", "precincts", "stations", "women", "men"}
)
# a rate that has a whole, and a fall that can't go below nothing
_RATE = re.compile(
    r"\b(?:turnout|(?:unemployment|jobless|literacy|illiteracy|poverty|mortality|approval|survival"
    r"|employment|divorce|dropout|enrol?lment|homeownership)(?: rate)?)"
    rf"(?: (?!than|by|up|more|increase|gr[eo]w|rose|rise)\w+){{0,4}} {_SHARE}"
    rf"|{_SHARE.replace('share', 'other')} (?:turnout|(?:(?:un)?employment|literacy"
    rf"|approval) rat)",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"\b(?P<verb>fell|fallen|falls?|dropped|drops?|declined|decreased|plunged|plummeted|shrank"
    r"|shrunk"
    r"|tumbled|reduced|cut|lowered|slashed|lost)(?: (?!from|to|of)[a-z’']+){0,5}? (?:by )?"
    rf"(?:(?:about|around|nearly|almost|some|more than|over|roughly) )?{_SHARE}"
)
_MAY_GO_BELOW = re.compile(
    r"\b(?:profits?|earnings|income|loss|losses|margin|growth)\b", re.IGNORECASE
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
_OF_THOSE = re.compile(
    rf"(?:^|(?<=[.!?] )){HEDGE}(?:{named(AMOUNT, 'part_')} of (?:them|these|those)\b"
    rf"|Of (?:them|these|those),? {HEDGE}{named(AMOUNT, 'of_')})",
    re.MULTILINE,
)
_SENTENCE_BEFORE = 160  # code points in which the whole must have been counted
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s|\n")
_REACH = 400  # and in which nothing may stand that is as many
_MAY_BE_HIGHER = re.compile(
    r"\b(?:increase|rise|grow|more|(?<!make )(?<!makes )(?<!made )(?<!making )up|capacity|target"
    r"|quota|previous|equivalent|equal)[^.!?]*\Z"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_YEARS = re.compile(
    rf"\b(?:[Bb]etween (?P<first>{_YEAR}) and|[Ff]rom (?P<from>{_YEAR}) (?:to|until|till)) "
    rf"(?P<last>{_YEAR})(?=[,.;:)\n]|\Z| (?:the|he|she|it|they|in|when|his|her|its|their"
    r"|and|but|as|under|at|by|until|while|before|had)\b)"
)
# "fell from 2000 to 1500" counts something
_COUNTING = re.compile(
    r"\b(?:f[ae]ll\w*|drop\w*|decreas\w+|reduc\w+|cut\w*|lower\w*|declin\w+|shrank|shrunk|down"
    r"|prices?|numbers?|amounts?|costs?|back|levels?|altitude|metres|feet|points)\b[^.!?\n]*\Z"
)
_DAYS = re.compile(
    r"\b(?:[Bb]etween|[Ff]rom) (?:the )?(?P<first>\d{1,2})(?:st|nd|rd|th)? (?:to|until|and) "
    rf"(?:the )?(?P<last>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{LONG_MONTH}\b"
    rf"|\b(?:[Bb]etween|[Ff]rom) {LONG_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:to|until|and) "
    r"(?P<until>\d{1,2})(?:st|nd|rd|th)?(?=[,.;)]| (?:in|at|the)\b)"
)
_NO_RANGE = re.compile(
    r"\b(?:choos|differ|distinguish|gap|match|game|score|vote|route|road|gate|line|page|o’clock"
    r"|o'clock|[ap]\.?m\b|clock|ages|odds|temperature|minus|degree)\w*",
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
        noun, *more = (match["noun"] + match["more"]).split()
        last = next((word for word in (noun, *more) if word.endswith("s")), noun)
        plural = last.endswith("s") or measures(last) == "people"
        if plural and _larger(match) and {measures(noun), measures(last)} <= {None, "people"}:
            yield Hit(match.start(), match.end("noun"), "The part is larger than the whole.", 0.8)


def _including(text: str) -> Iterator[Hit]:
    if not any(key in text for key in (", including", ", among them", ", of whom")):
        return
    for match in _INCLUDING.finditer(text):
        people = all(measures(match[group]) == "people" for group in ("noun", "other"))
        if people and _larger(match):
            yield Hit(match.start(), match.end(), "The part is larger than the whole.", 0.8)


def _of_them(text: str) -> Iterator[Hit]:
    behind = " of them" in text or " of whom" in text
    for match in _OF_THEM_BEHIND.finditer(text) if behind else ():
        if measures(match["noun"]) == "people" and _larger(match):
            yield Hit(match.start(), match.end(), "The part is larger than the whole.", 0.8)
    for match in _OF_THEM.finditer(text):
        if measures(match["noun"]) == "people" and _larger(match):
            end = match.end("part_digits")
            yield Hit(match.start(), end, "The part is larger than the whole.", 0.8)


def _may_be_whole(text: str, other: Count, before: list[Count], start: int) -> bool:
    """Return whether "40 of them", at ``start``, may be of what ``other`` counts.

    Where the sentence before counts but one of the things ``before``, only more of the
    same, or people, may be meant over its head.
    """
    last = before[-1]
    sentence = _SENTENCE_END.split(text[:start].rstrip())[-1]
    first = start - len(sentence) - 2
    alone = sum(count.end > first for count in before) == 1
    return not alone or is_fate(last.thing) or other.thing in (last.thing, "person")


def _of_those_before(text: Annotated) -> Iterator[Hit]:
    """Yield "40 of them" at a sentence's start behind smaller numbers alone."""
    for match in _OF_THOSE.finditer(text.text):
        part = read_amount(match, "part_") or read_amount(match, "of_")
        first = match.start() - _REACH
        before = [
            count
            for count in counts(text.text)
            if first < count.end < match.start() and not (count.amount.sign or count.amount.share)
        ]
        near = before and match.start() - before[-1].end <= _SENTENCE_BEFORE
        if part is None or not near or part.share:
            continue
        if any(
            count.value >= part.value and _may_be_whole(text.text, count, before, match.start())
            for count in before
        ):
            continue
        if not before[-1].hedge and not text.in_quotation(match.start()):
            quote = text.text[before[-1].start : before[-1].end]
            note = "The text counts so many of them."
            whole = Evidence(note=note, quote=quote, start=before[-1].start, end=before[-1].end)
            message = "The part is larger than the whole."
            yield Hit(part.start, part.end, message, 0.7, evidence=(whole,))


def _periods(text: str) -> Iterator[Hit]:
    """Yield the years and days of a month between which no time can pass."""
    message = "This range runs backwards."
    for match in _YEARS.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        backwards = int(match["first"] or match["from"]) > int(match["last"])
        if backwards and not _COUNTING.search(before):
            yield Hit(match.start(), match.end(), message, 0.75)
    for match in _DAYS.finditer(text):
        if int(match["first"] or match["day"]) > int(match["last"] or match["until"]):
            yield Hit(match.start(), match.end(), message, 0.75)


def _shares(text: str) -> Iterator[Hit]:
    for match in _SHARE_OF.finditer(text):
        share = float(match["share"].replace(",", ""))
        before = text[max(0, match.start() - 40) : match.start()]
        whole = measures(match["noun"]) == "people" or match["noun"].lower() in _WHOLES
        if share > 100 and whole and not _MAY_BE_HIGHER.search(before):
            yield Hit(match.start(), match.end(), "No share exceeds 100 percent.", 0.8)
    for match in _RATE.finditer(text):
        share = float((match["share"] or match["other"]).replace(",", ""))
        if share > 100:
            yield Hit(match.start(), match.end(), "No rate of this kind exceeds 100 percent.", 0.75)
    for match in _FALL.finditer(text):
        share = float(match["share"].replace(",", ""))
        around = text[max(0, match.start() - 60) : match.end()]
        if share > 100 and not _MAY_GO_BELOW.search(around.rpartition(". ")[2]):
            yield Hit(match.start(), match.end(), "Nothing falls by more than 100 percent.", 0.7)


def _backwards(text: str) -> Iterator[Hit]:
    for match in _BETWEEN.finditer(text):
        amounts = _amounts(match)
        if amounts is None or not amounts[0].comparable(amounts[1]):
            continue
        lower, upper = amounts
        before = text[max(0, match.start() - 40) : match.start()]
        around = _SENTENCE_END.split(before)[-1] + text[match.start() : match.end() + 25]
        measured = lower.sign or lower.share or lower.sized or upper.unit
        if measured and lower.value > upper.value and not _NO_RANGE.search(around):
            yield Hit(match.start(), upper.end, "This range runs backwards.", 0.7)


def _found(text: Annotated) -> Iterator[Hit]:
    counted = (_of_the, _of_them, _including, sums, together, kinds, _shares)
    for part in (*counted, _backwards, _periods, larger_parts, said_shares):
        yield from part(text.text)
    yield from find_ranges(text.text)
    yield from find_backwards(text.text)
    yield from find_of_wholes(text.text)
    yield from find_percents(text)
    yield from _of_those_before(text)
    yield from parts_of_earlier(text)
    yield from above_all(text)
    yield from below_all(text)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each part above its whole and each range from a higher to a lower amount."""
    yield from first_come(_found(text))
