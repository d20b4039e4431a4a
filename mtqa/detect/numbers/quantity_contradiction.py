"""Amounts that do not fit what their sentence says of them. Documented beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.detect.numbers._amounts import AMOUNT, FRACTION, HEDGE, named, read_amount, read_fraction
from mtqa.detect.numbers._changes import (
    OTHER_SCALE,
    Statement,
    compared,
    factors,
    statements,
)
from mtqa.detect.numbers._counts import amounts
from mtqa.detect.numbers._halves import find_halves
from mtqa.detect.numbers._ratios import find_ratios
from mtqa.detect.overlap import first_come, outside
from mtqa.detect.rule import Hit
from mtqa.knowledge.changes import changes
from mtqa.knowledge.units import measures, same_unit
from mtqa.model import Evidence

_UP_OR_DOWN = re.compile(
    rf"\b(?:to|was|were|is|are|at|of|hit|reached|totall?ed|stands|stood|had|has|have|with) {HEDGE}"
    rf"{named(AMOUNT, 'after_')}(?:(?! and | came| went)[^\d.;:!?\n]){{0,30}}?,? "
    rf"(?P<direction>up|down) from {HEDGE}{named(AMOUNT, 'before_')}"
)
_PART = re.compile(
    rf"\b(?:a |one )?{named(FRACTION, 'first_')}"
    r"(?P<of> of (?:the |its |all |those )?(?:[a-z]+ ){0,2}[a-z]+)?"
    rf"(?:,| \(|,? that is,?)\s?(?:or |some )?{HEDGE}{named(AMOUNT, 'second_')}(?(of)(?=[),]))"
)
_PART_OF_WHOLE = re.compile(
    rf"{named(FRACTION, 'first_')} of (?:the |its |their |his |her |all )?(?:total |other )?"
    rf"{named(AMOUNT, 'whole_')} (?P<noun>[a-z]+)(?:,| \()\s?(?:or |that is,? )?{HEDGE}"
    rf"{named(AMOUNT, 'second_')}(?: (?P<other>[a-z]+))?(?=[,.;)])"
)
# "half, or 900", of what the text has counted before
_BARE_PART = re.compile(
    rf"\b{named(FRACTION, 'first_')}"
    r"(?: of (?:them|these|those|(?:the|its|all) (?:[a-z]+ )?[a-z]+))?"
    rf"(?:, (?:or|that is,?|i\.e\.) | \((?:or )?){HEDGE}{named(AMOUNT, 'second_')}"
)
_NEARLY = (0.75, 1.35)  # of what the fraction comes to
_REACH = 500  # code points
_LEAST = 8  # of fewer, a part is no round number
_ADVERBS = {"up", "down"}  # changes only before their extent: "up 20 percent"
_EXTENT = {"length", "volume"}  # people climb 20 feet, rain falls in litres

Range = tuple[float, float]


def _ratio(said: Statement) -> Range:
    """Return the lowest and the highest quotient of the amounts, rounding allowed for."""
    after, before = said.after, said.before
    return (
        (after.value - after.slack) / (before.value + before.slack),
        (after.value + after.slack) / max(before.value - before.slack, 1e-9),
    )


def _expected_by_factor(said: Statement) -> Range | None:
    """Return what quotients the verb itself allows: "halved", "more than doubled"."""
    factor = said.change.factor
    if factor is None:
        return (1.0, float("inf")) if said.change.upward else (0.0, 1.0)
    if said.verb_hedge in ("more than", "over"):
        return (factor * 0.93, factor * 3) if factor > 1 else (0.0, factor * 1.1)
    if said.verb_hedge:
        return factor * 0.7, factor * 1.35
    return factor * 0.8, factor * 1.3


def _expected_by_step(said: Statement) -> Range | None:
    """Return what quotients the stated part allows: "by a third", "20 percent"."""
    if said.step is None or said.change.factor is not None or said.before.share:
        return None
    middle = 1 + said.step if said.change.upward else 1 - said.step
    loose = max(0.05, 0.3 * said.step) * (2 if said.step_hedge else 1)
    return middle - loose, middle + loose


def _contradicts(said: Statement) -> tuple[str, float] | None:
    low, high = _ratio(said)
    for expected, what, confidence in (
        (_expected_by_factor(said), f"“{said.change.lemma}”", 0.85),
        (_expected_by_step(said), "the part that is named", 0.75),
    ):
        if expected and (high < expected[0] or low > expected[1]):
            return what, confidence
    return None


def _is_change(text: Annotated, said: Statement) -> bool:
    if said.change.lemma in _ADVERBS:
        return said.step is not None and said.before.comparable(said.after)
    verb = text.doc.char_span(said.start, said.start + 1, alignment_mode="expand")
    allowed = ("VERB", "NOUN") if said.change.factor is None else ("VERB",)
    if verb is None or verb[0].pos_ not in allowed or not said.before.comparable(said.after):
        return False
    kinds = {measures(amount.unit) for amount in (said.before, said.after)}
    return not (said.change.moves and kinds & _EXTENT)


def _share(times: float) -> str:
    """Return how much of an amount another is: "5% of", "3 times", "as much as"."""
    percent = round(times * 100)
    if times < 1:
        return f"{percent}% of" if percent else "less than 1% of"
    return "as much as" if times == 1 else f"{times:.2g} times"


def _changes(text: Annotated) -> Iterator[Hit]:
    for said in statements(text.text):
        wrong = _contradicts(said) if _is_change(text, said) else None
        if wrong:
            what, confidence = wrong
            times = said.after.value / said.before.value if said.before.value else 0
            start, end = said.before.start, said.before.end
            after = text.text[said.after.start : said.after.end]
            note = f"{after} is {_share(times)} this amount."
            yield Hit(
                said.start,
                said.end,
                f"These amounts contradict {what}.",
                confidence,
                evidence=(Evidence(note=note, quote=text.text[start:end], start=start, end=end),),
            )


def _directions(text: Annotated) -> Iterator[Hit]:
    for match in _UP_OR_DOWN.finditer(text.text):
        before, after = read_amount(match, "before_"), read_amount(match, "after_")
        if before is None or after is None or not before.comparable(after):
            continue
        line = text.text.rfind("\n", 0, match.start()) + 1
        if OTHER_SCALE.search(text.text, max(line, match.start() - 120), match.end()):
            continue
        rose = after.value - after.slack > before.value + before.slack
        fell = after.value + after.slack < before.value - before.slack
        if (match["direction"] == "up" and fell) or (match["direction"] == "down" and rose):
            message = f"The amounts do not go {match['direction']}."
            yield Hit(after.start, before.end, message, 0.85)


def _parts(text: Annotated) -> Iterator[Hit]:
    for match in _PART.finditer(text.text):
        part, share = read_fraction(match, "first_"), read_amount(match, "second_")
        if part is None or share is None or not share.share or share.points:
            continue
        if abs(part - share.value / 100) > 0.1:
            yield Hit(match.start(), share.end, "These two shares are not the same.", 0.8)


def _parts_of_wholes(text: Annotated) -> Iterator[Hit]:
    """Yield "half of the 40 passengers, 25 people"."""
    for match in _PART_OF_WHOLE.finditer(text.text):
        part = read_fraction(match, "first_")
        whole, said = read_amount(match, "whole_"), read_amount(match, "second_")
        if part is None or whole is None or said is None or whole.share or said.share:
            continue
        other = match["other"] or match["noun"]
        people = measures(match["noun"]) == measures(other) == "people"
        if not (people or match["noun"] == other) or whole.value < _LEAST:
            continue
        expected = part * whole.value
        if not expected * _NEARLY[0] - 1 <= said.value <= expected * _NEARLY[1] + 1:
            message = f"“{match['first_part']}” of {whole.value:,.0f} are {expected:,.0f}."
            yield Hit(match.start(), match.end(), message, 0.75)


def _fits(part: float, whole: float, said: float) -> bool:
    return part * whole * _NEARLY[0] - 1 <= said <= part * whole * _NEARLY[1] + 1


def _alike(one: str, other: str) -> bool:
    """Return whether two units may be of one thing, empty ones of any."""
    people = measures(one) == measures(other) == "people"
    return not (one and other) or people or same_unit(one, other)


def _parts_of_earlier(text: Annotated) -> Iterator[Hit]:
    """Yield "half, or 900" where the text counts 3,600 and nothing of which this is a half."""
    for match in _BARE_PART.finditer(text.text):
        part, said = read_fraction(match, "first_"), read_amount(match, "second_")
        if part is None or said is None or said.share or said.sign or said.value < _LEAST:
            continue
        others = [one for one in amounts(text.text) if not match.start() <= one.start < match.end()]
        bare = [one for one in others if not (one.share or one.sign or one.may_be_year)]
        if any(_fits(part, one.value, said.value) for one in bare):
            continue
        before = [one for one in bare if one.start < match.start() and one.value > said.value]
        if len(before) != 1 or match.start() - before[0].end > _REACH:
            continue
        if not _alike(said.unit, before[0].unit):
            continue
        start, end = before[0].start, before[0].end
        note = "There are so many of them."
        place = Evidence(note=note, quote=text.text[start:end], start=start, end=end)
        message = f"“{match['first_part']}” of {before[0].value:,.0f} are another number."
        yield Hit(match.start(), said.end, message, 0.7, (place,))


_UNREAL = frozenset({"would", "could", "may", "might", "will", "to", "should", "must", "not"})
# the doubling may be of another time than the figures
_LONG = re.compile(
    r"\b(?:since|decades?|over|within|until|years|between|than|almost|nearly|about"
    r"|than|ago|from (?:an?|the|its|this)"
    r"|(?:1[89]|20)\d\d)\b"
)
_NEXT = 2  # sentences behind the factor in which its figures may stand


def _things(verb: Token) -> set[str]:
    """Return the lemmas of what is said to have doubled: of subject and object, and of "of"."""
    heads = [one for one in verb.children if one.dep_ in ("nsubj", "nsubjpass", "dobj")]
    inner = [word for one in heads for word in one.subtree if word.head.lower_ == "of"]
    words = inner if inner and heads[0].lemma_ == "number" else heads
    return {word.lemma_.lower() for word in words if word.pos_ == "NOUN"} - {"number", "year"}


def _elsewhere(verb: Token, said: str) -> bool:
    """Return whether the subject is told apart by words that ``said`` does not have."""
    subjects = (one for one in verb.children if one.dep_ in SUBJECTS)
    behind = (word for one in subjects for word in one.subtree if word.dep_ == "pobj")
    return any(word.text not in said for word in behind)


def _is_factor(text: Annotated, verb: Token) -> bool:
    """Return whether the verb tells that something doubled, in a time that is not named."""
    others = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    told = verb.pos_ == "VERB" and verb.tag_ in ("VBD", "VBN") and not others & _UNREAL
    return told and not _LONG.search(text.sentence_at(verb.idx))


def _factors_told_apart(text: Annotated) -> Iterator[Hit]:
    """Yield "Profits doubled … Net profit rose to 46 million from 41 million"."""
    found = list(factors(text.text))
    if not found:
        return
    moves = list(statements(text.text))
    done = {said.start for said in moves}
    for match in found:
        span = text.doc.char_span(*match.span(), alignment_mode="expand")
        if match.start() in done or span is None or not _is_factor(text, span[0]):
            continue
        things, sentence = _things(span[0]), span[0].sent
        behind = [one for one in text.sentences if one.start_char >= sentence.end_char][:_NEXT]
        for said in moves:
            near = any(one.start_char <= said.start < one.end_char for one in behind)
            verb = text.doc.char_span(said.start, said.start + 1, alignment_mode="expand")
            if not near or verb is None or said.change.factor is not None:
                continue
            if not things & _things(verb[0]) or _elsewhere(verb[0], sentence.text):
                continue
            if not said.before.comparable(said.after):
                continue
            change = changes()[match[0]]
            low, high = _ratio(said)
            factor = change.factor or 1.0
            if high < factor * 0.75 or low > factor * 1.4:
                note = "These are the amounts."
                quote = text.text[said.start : said.end]
                place = Evidence(note=note, quote=quote, start=said.start, end=said.end)
                message = f"The amounts contradict “{match[0]}”."
                yield Hit(*match.span(), message, 0.7, evidence=(place,))
                break
        else:
            yield from _factor_beside(text, match, sentence.end_char)


def _factor_beside(text: Annotated, match: re.Match[str], end: int) -> Iterator[Hit]:
    """Yield "doubled its profit, earning 90 million compared with 60 million"."""
    pair = compared(text.text, match.end(), end)
    before = read_amount(pair, "before_") if pair else None
    after = read_amount(pair, "after_") if pair else None
    if pair is None or before is None or after is None or not before.comparable(after):
        return
    if before.share or not before.value or OTHER_SCALE.search(text.text, match.end(), end):
        return
    factor = changes()[match[0]].factor or 1.0
    if not factor * 0.75 <= after.value / before.value <= factor * 1.4:
        message = f"These amounts contradict “{match[0]}”."
        yield Hit(match.start(), pair.end(), message, 0.7)


def _found(text: Annotated) -> Iterator[Hit]:
    stated = list(_changes(text))
    yield from stated
    yield from outside(_directions(text), stated)
    yield from _parts(text)
    wholes = list(_parts_of_wholes(text))
    yield from wholes
    yield from outside(_parts_of_earlier(text), wholes)
    yield from outside((*_factors_told_apart(text), *find_ratios(text)), stated)
    yield from find_halves(text)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each statement whose numbers contradict each other or its words."""
    yield from first_come(_found(text))
