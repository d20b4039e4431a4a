"""A headline whose number the text below contradicts. Documented beside, in headline_count.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading, line_around
from mtqa.detect.numbers._amounts import AMOUNT, named, read_amount
from mtqa.detect.numbers._counts import Count, counts
from mtqa.detect.rule import Hit
from mtqa.knowledge.fates import is_fate
from mtqa.knowledge.units import measures
from mtqa.model import Evidence

_ANY = re.compile(named(AMOUNT, "a_"))
_WORD = re.compile(r"[A-Za-z]{4,}")
_LEAD = 700  # code points below the headline, in which a news story says what happened
_STEM = 5  # letters that two forms of one word share
_MOST_PARTS = 8  # numbers of a story that a headline may add up


def _stands_below(text: str, head: Count, last: int) -> bool:
    """Return whether the number itself stands in the lead, or counts people further below.

    Far below, dates and scores happen to have the number too.
    """
    found = (read_amount(match, "a_") for match in _ANY.finditer(text, last, last + _LEAD))
    if any(amount is not None and amount.value == head.value for amount in found):
        return True
    things = {head.thing, "person"} if is_fate(head.thing) else {head.thing}
    return any(
        count.value == head.value
        and (count.thing in things or (is_fate(head.thing) and measures(count.thing) == "people"))
        for count in counts(text)
        if count.start > last
    )


def _adds_up(total: float, parts: Sequence[float]) -> bool:
    """Return whether some of the parts are ``total`` together."""
    sums = {0.0}
    for part in parts[:_MOST_PARTS]:
        sums |= {one + part for one in sums}
    return total in sums


def _stems(text: str) -> set[str]:
    return {word[0].lower()[:_STEM] for word in _WORD.finditer(text)}


def _same_matter(text: Annotated, head: Count, story: Count, last: int) -> bool:
    """Return whether headline and story share a word in the sentence besides what they count."""
    counted = {word[:_STEM] for word in (head.thing, *head.modifiers, *story.modifiers)}
    return bool(_stems(text.text[:last]) & _stems(text.sentence_at(story.start)) - counted)


def _contradicting(text: Annotated, head: Count, last: int) -> Count | None:
    """Return the number that the story gives for what ``head`` counts, where it is another one."""
    behind = (count for count in counts(text.text) if count.start > last)
    story = [count for count in behind if count.thing == head.thing and not count.fate]
    if not story or story[0].start > last + _LEAD or story[0].part or head.part:
        return None
    if any(head.allows(count) for count in story):
        return None
    if _adds_up(head.value, [count.value for count in story]):
        return None
    if is_fate(head.thing):
        return story[0]
    alone = len({count.value for count in story}) == 1
    return story[0] if alone and _same_matter(text, head, story[0], last) else None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each number of the headline for which the story has another one."""
    plain = text.text
    first, last = line_around(plain, len(plain) - len(plain.lstrip()))
    if not is_heading(plain, first):
        return
    for head in counts(plain):
        if head.start >= last:
            break
        if head.fate:
            continue  # it is there once more, by what happened
        story = _contradicting(text, head, last)
        if story is None or _stands_below(plain, head, last):
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
