"""Statements of change: a verb, what it says, and the amounts before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mtqa.detect.numbers._amounts import (
    AMOUNT,
    FRACTION,
    HEDGE,
    Amount,
    named,
    read_amount,
    read_fraction,
)
from mtqa.knowledge.changes import Change, changes

# the rest of the clause; points inside numbers and the U.S. do not end it
_CLAUSE = re.compile(r"(?:[^.;:!?\n()“”\"]|\.(?=\d)|(?<=\bU)\.(?=S)|(?<=U\.S)\.){3,220}")
_BEFORE, _AFTER = named(AMOUNT, "before_"), named(AMOUNT, "after_")
_FROM_TO = re.compile(rf"\bfrom {HEDGE}{_BEFORE}[^,]{{0,40}}? to {HEDGE}{_AFTER}")
_TO_FROM = re.compile(
    rf"\bto {HEDGE}{_AFTER}[^\d]{{0,30}}?,? (?:(?P<direction>up|down) )?from {HEDGE}{_BEFORE}"
)
# "to 80 million, compared with 40 million a year earlier"; what was expected is no state before
_TO_AFTER = re.compile(
    rf"\bto {HEDGE}{_AFTER}[^\d]{{0,40}}?,? (?:as )?(?:compared (?:with|to)|against|versus|after)"
    rf" {HEDGE}{_BEFORE}(?= (?:[a-z]+ ){{0,3}}(?:a (?:year|month|week|quarter|decade) (?:earlier"
    r"|before|ago)|(?:the|in the|in) (?:same (?:period|month|quarter)|previous|year before|(?:1[89]"
    r"|20)\d\d)|last (?:year|month|week|season)|in (?:the )?(?:1[89]|20)\d\d))"
)
# what may stand behind a verb with a factor alone: "doubled, earning 9 million against 5 million"
_COMPARED = re.compile(
    rf"{_AFTER}[^\d.;:()“”]{{0,40}}?,? (?:compared (?:with|to)|as against|versus|(?:up|down) from)"
    rf" {HEDGE}{_BEFORE}"
)
_BY = re.compile(
    rf"(?<!\w)(?:by |of )?(?P<hedge>{HEDGE})"
    rf"(?:(?:a |one )?{named(FRACTION, 'by_')}|(?:a factor of )?{named(AMOUNT, 'by_')})"
)
_FOLD = re.compile(
    r"[^,\d]{0,20}?\b(?P<factor>a factor of )?(?P<times>two|three|four|five|six|eight|ten)"
    r"(?(factor)\b|[ -]?fold\b)"
)
_FOLDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_FARTHEST = 90  # code points that the object of the verb may take
_SCALE_BEHIND = 25  # code points: "from 12 to 15 in the world ranking"
_HEDGED_VERB = re.compile(r"\b(more than|over|nearly|almost|about|roughly|less than)\W+\Z")
# ranks, odds and negative amounts run the other way round
OTHER_SCALE = re.compile(
    r"\b(?:[Rr]ank\w*|[Ss]eed(?:ed)?|positions?|spots?|standings|handicap|par|odds|minus|negative"
    r"|below zero|overdraft)\b|\b[Nn]o\. ?\d|\b[Nn]umber (?:\d|one\b|two\b)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A change as a clause states it.

    Attributes:
        change: what the verb says.
        verb_hedge: "nearly" or "more than" before the verb, or empty.
        start: first code point of the verb.
        end: one past the last amount.
        before: the amount before the change, with its place in the text.
        after: the amount after it.
        step: by how much, as a part of the amount before, ``None`` where not said.
        step_hedge: "about" or "at least" before the step, or empty.
    """

    change: Change
    verb_hedge: str
    start: int
    end: int
    before: Amount
    after: Amount
    step: float | None
    step_hedge: str


@cache
def _verbs() -> re.Pattern[str]:
    forms = sorted(changes(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


def _step(text: str, start: int, end: int, upward: bool) -> tuple[float | None, str]:
    """Return the part stated by "by a third" or "threefold" after the verb, and its hedge."""
    if fold := _FOLD.match(text, start, end):
        times = _FOLDS[fold["times"]]
        return (times - 1 if upward else 1 - 1 / times), ""
    by = text.find(" by ", start, end)
    found = _BY.match(text, start + 1 if by < 0 else by + 1, end)
    if found is None:
        return None, ""
    part = read_fraction(found, "by_")
    if part is None:
        amount = read_amount(found, "by_")
        part = amount.value / 100 if amount and amount.share and not amount.points else None
    return part, found["hedge"].strip()


def _reaches(text: str, start: int, end: int) -> bool:
    """Return whether the verb before ``start`` may govern the amounts behind ``end``."""
    between = text[start:end].rstrip(" ,")
    return len(between) <= _FARTHEST and "," not in between and not _verbs().search(between)


def _amounts(text: str, clause: re.Match[str]) -> re.Match[str] | None:
    """Return the amounts before and after a change that ``clause`` tells of."""
    start, end = clause.span()
    if " from " in clause[0]:
        found = _FROM_TO.search(text, start, end) or _TO_FROM.search(text, start, end)
        if found is not None:
            return found
    return _TO_AFTER.search(text, start, end) if " to " in clause[0] else None


def statements(text: str) -> Iterator[Statement]:
    """Yield each change in ``text`` with an amount before and an amount after it."""
    for verb in _verbs().finditer(text):
        clause = _CLAUSE.match(text, verb.end())
        found = _amounts(text, clause) if clause is not None else None
        if clause is None or found is None:
            continue
        start, end = clause.span()
        if not _reaches(text, start, found.start()):
            continue
        before, after = read_amount(found, "before_"), read_amount(found, "after_")
        if (
            before is None
            or after is None
            or OTHER_SCALE.search(text, start, min(end, found.end() + _SCALE_BEHIND))
        ):
            continue
        change = changes()[verb[0]]
        step, step_hedge = _step(text, start, found.start(), change.upward)
        hedge = _HEDGED_VERB.search(text, max(0, verb.start() - 15), verb.start())
        yield Statement(
            change=change,
            verb_hedge=hedge[1] if hedge else "",
            start=verb.start(),
            end=found.end(),
            before=before,
            after=after,
            step=step,
            step_hedge=step_hedge,
        )


def factors(text: str) -> Iterator[re.Match[str]]:
    """Yield the verbs that tell a factor: "doubled", "halving"."""
    for verb in _verbs().finditer(text):
        if changes()[verb[0]].factor is not None:
            yield verb


def compared(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first two amounts that are compared between two places."""
    return _COMPARED.search(text, start, end)
