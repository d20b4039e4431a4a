"""A headline whose number the text below contradicts. Documented beside, in headline_count.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading, line_around
from mtqa.detect.numbers._amounts import AMOUNT, HEDGE, named, read_amount
from mtqa.detect.rule import Hit
from mtqa.knowledge.units import measures
from mtqa.model import Evidence

_NUMBER = named(AMOUNT, "a_")
_FATES = {
    "killed": r"(?:killed|kills|killing|dead|die|dies|died|deaths|fatalities|lives)",
    "hurt": r"(?:injured|injures|wounded|wounds|hurt|hurts|injuries)",
    "held": r"(?:arrested|detained|arrests|detains)",
}
_PLACE = r"(?:in|at|near|after|as|on) (?!\d|one\b|two\b|ten\b)"  # "kills 7 in valley", no share
_PLACED = rf"(?!{_PLACE})"
_NOUNS = r"(?:(?:[a-z]+ )?(?P<noun>(?!(?:is|are|was|were|have|has) )[a-z]+) )?"
_SAID = {
    fate: re.compile(
        rf"{_NUMBER} {_NOUNS}(?:(?:is|are|were|was|have been|has been|people) )?{words}\b"
        rf"|\b{words} {HEDGE}{named(AMOUNT, 'b_')}"
        rf"(?:(?= (?P<who>{_PLACED}[a-z]+))|(?=\s*$)|(?= {_PLACE}))",
        re.IGNORECASE | re.MULTILINE,
    )
    for fate, words in _FATES.items()
}
_ANY = re.compile(_NUMBER)
_LEAD = 700  # code points below the headline, in which a news story says what happened


@dataclass(frozen=True, slots=True)
class _Count:
    """How many people something happened to, and where the text says so."""

    value: float
    start: int
    end: int


def _counts(text: str, fate: str, start: int, end: int) -> Iterator[_Count]:
    """Yield the numbers of people between ``start`` and ``end`` who met the fate."""
    for match in _SAID[fate].finditer(text, start, end):
        group = "a_" if match["a_digits"] else "b_"
        amount = read_amount(match, group)
        if amount is None or amount.may_be_year or amount.share or amount.sign:
            continue
        who = match["noun"] if group == "a_" else match["who"]
        if who is None or measures(who) == "people":
            yield _Count(amount.value, amount.start, amount.end)


def _stands_below(text: str, value: float, start: int) -> bool:
    """Return whether the number itself stands anywhere behind ``start``."""
    found = (read_amount(match, "a_") for match in _ANY.finditer(text, start))
    return any(amount is not None and amount.value == value for amount in found)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the headline's number of dead, hurt or arrested where the story has another one."""
    plain = text.text
    first, last = line_around(plain, len(plain) - len(plain.lstrip()))
    if not is_heading(plain, first):
        return
    for fate in _FATES:
        above = list(_counts(plain, fate, first, last))
        below = list(_counts(plain, fate, last, len(plain))) if len(above) == 1 else []
        if len({count.value for count in below}) != 1:
            continue
        head, story = above[0], below[0]
        if story.start > last + _LEAD or _stands_below(plain, head.value, last):
            continue
        quote = plain[story.start : story.end]
        note = "The story gives this number."
        yield Hit(
            head.start,
            head.end,
            "The headline and the story give two numbers.",
            0.7,
            evidence=(Evidence(note=note, quote=quote, start=story.start, end=story.end),),
        )
