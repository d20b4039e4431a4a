"""Parts, multiples and changes whose two numbers do not go with the word between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import AMOUNT, HEDGE, integer, named, read_amount
from mtqa.detect.numbers._counts import amounts, counts
from mtqa.detect.rule import Hit
from mtqa.knowledge.units import measures

_QUICK = re.compile(
    r"\b(?:each|apiece)\b|\b(?:twice|half|double|triple|times) (?:as|the)\b|(?:doubled|tripled"
    r"|trebled|quadrupled|halved)\W",
    re.IGNORECASE,
)
_MANY = "two|three|four|five|six"
_SHARES = re.compile(
    rf"\b(?P<many>{_MANY}) (?:equal |even )?(?:halves|thirds|quarters|fifths|parts|shares"
    rf"|portions) of (?P<share>\d{{1,3}}"
    r"(?:\.\d+)?) ?(?:%|percent|per cent) (?:each|apiece)\b",
    re.IGNORECASE,
)
_DIVIDED = re.compile(
    rf"{named(AMOUNT, 'whole_')} (?P<noun>[a-z]+)[^.;:!?\n\d“”]{{0,60}}\b(?:divid|split|shar"
    rf"|separat|distribut|assign)\w*"
    rf"[^.;:!?\n\d“”]{{0,25}} (?:into|among|between|to|in) (?:the )?(?P<many>{_MANY}"
    rf"|\d+) (?:[a-z]+ ){{1,3}}(?:of|with) "
    rf"{HEDGE}{named(AMOUNT, 'part_')}(?: (?P<other>[a-z]+))? (?:each|apiece)\b"
)
_FACTORS = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5}
_CHANGED = re.compile(
    r"\b(?P<hedge>more than |nearly |almost |about |roughly |over )?"
    r"(?P<verb>doubled|tripled|trebled|quadrupled|halved)"
    r"(?:[:;,]| [-–—(]|,? (?:that is|i\.e\.),?) ?"
    rf"(?:up |down )?from {HEDGE}{named(AMOUNT, 'before_')}"
    rf"(?: [a-z]+){{0,3}}? to {HEDGE}{named(AMOUNT, 'after_')}"
)
_TIMES = {
    "twice": 2.0,
    "double": 2.0,
    "half": 0.5,
    "three times": 3.0,
    "four times": 4.0,
    "five times": 5.0,
    "ten times": 10.0,
    "triple": 3.0,
    "a third": 1 / 3,
    "a quarter": 0.25,
}
_AS_MANY = re.compile(
    rf"\b(?P<times>{'|'.join(_TIMES)}) as (?:many|much|high|large|big)\b", re.IGNORECASE
)
_HEDGED = re.compile(
    r"\b(?:more than|over|nearly|almost|about|around|roughly|less than|at least|up to)\b"
)
_EARLIER = re.compile(
    r"\b(?:[Cc]ompared|earlier|ago|before|last (?:year|month|week)|previous\w*|counted)\b"
)
_NEAR = (0.75, 1.35)


def _off(quotient: float, factor: float) -> bool:
    return not factor * _NEAR[0] <= quotient <= factor * _NEAR[1]


def _equal_parts(text: str) -> Iterator[Hit]:
    """Yield "two halves of 60 percent each", "14 games … into two equal parts of 10 each"."""
    for match in _SHARES.finditer(text):
        total = integer(match["many"]) * float(match["share"])
        if "." not in match["share"] and abs(total - 100) > 3:
            yield Hit(*match.span(), f"Together these are {total:g} percent.", 0.75)
    for match in _DIVIDED.finditer(text):
        whole, part = read_amount(match, "whole_"), read_amount(match, "part_")
        many = integer(match["many"])
        if whole is None or part is None or whole.sign != part.sign or whole.share or part.share:
            continue
        other = match["other"] or match["noun"]
        same = other == match["noun"] or measures(other) == measures(match["noun"]) is not None
        if same and not whole.may_be_year and abs(many * part.value - whole.value) > many:
            message = f"{many} times {part.value:g} are {many * part.value:g}."
            yield Hit(match.start(), match.end(), message, 0.75)


def _changed(text: str) -> Iterator[Hit]:
    for match in _CHANGED.finditer(text):
        before, after = read_amount(match, "before_"), read_amount(match, "after_")
        if before is None or after is None or not before.comparable(after) or not before.value:
            continue
        factor, quotient = _FACTORS[match["verb"]], after.value / before.value
        wrong = (
            quotient < factor
            if (match["hedge"] or "").strip() in ("more than", "over")
            else _off(quotient, factor)
        )
        if wrong:
            yield Hit(
                match.start("verb"), after.end, f"These amounts contradict “{match['verb']}”.", 0.8
            )


def _multiples(text: Annotated) -> Iterator[Hit]:
    """Yield "Compared with 88 earlier, the 22 are twice as many" and what recalls a count."""
    plain = text.text
    for match in _AS_MANY.finditer(plain):
        sentence = next(
            (one for one in text.sentences if one.start_char <= match.start() < one.end_char), None
        )
        if sentence is None or not _EARLIER.search(sentence.text) or _HEDGED.search(sentence.text):
            continue
        found = [
            one for one in amounts(plain) if sentence.start_char <= one.start < sentence.end_char
        ]
        told = [
            one
            for one in found
            if not (one.may_be_year or measures(one.unit) == "time")
            and not match.start() <= one.start < match.end()
        ]
        factor = _TIMES[match["times"].lower()]
        message = f"“{match['times']}” does not lead from the one amount to the other."
        if len(told) == 2 and told[0].comparable(told[1]) and min(told[0].value, told[1].value) > 0:
            quotient = told[0].value / told[1].value
            compared = sentence.text.startswith(("Compared", "Against", "After"))
            ways = (1 / quotient,) if compared else (quotient, 1 / quotient)
            if all(_off(one, factor) for one in ways):
                yield Hit(told[0].start, max(told[1].end, match.end()), message, 0.7)
        elif len(told) == 1 and sentence.text.startswith(
            ("This is", "That is", "It is", "These are", "This was", "That was")
        ):
            things = {one.thing for one in counts(plain) if one.start == told[0].start}
            before = [
                one
                for one in counts(plain)
                if one.end <= sentence.start_char and one.thing in things
            ]
            if before and all(
                _off(one.value / told[0].value, factor) for one in before if told[0].value
            ):
                yield Hit(match.start(), told[0].end, message, 0.7)


def find_halves(text: Annotated) -> Iterator[Hit]:
    """Yield each part, multiple and change that its numbers contradict."""
    if _QUICK.search(text.text):
        yield from _equal_parts(text.text)
        yield from _changed(text.text)
        yield from _multiples(text)
