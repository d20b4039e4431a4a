"""One word in British and in American spelling. Documented beside, in mixed_spelling.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading
from mtqa.detect.rule import Hit
from mtqa.knowledge.spelling import Spelling, pattern, spelling
from mtqa.model import Evidence

_HOUSE = 3  # words in one spelling, from which on the text keeps to it
# British English writes programs for computers like this
_COMPUTING = re.compile(
    r"\b(?:software|computers?|cod(?:e|ing)|apps?|algorithms?|virus|hackers?)\b"
)
_TITLE = 60  # code points; a quotation that is as short may be a title or a term


@dataclass(frozen=True, slots=True)
class _Use:
    spelt: Spelling
    start: int
    end: int
    quote: str


def _in_house_spelling(text: Annotated, offset: int) -> bool:
    """Return whether a house spells the word at ``offset``, as it does in what people said."""
    if is_heading(text.text, offset):
        return False
    around = (end - start for start, end in text.quotations if start <= offset < end)
    return next(around, _TITLE) >= _TITLE


def find(text: Annotated) -> Iterator[Hit]:
    """Yield, for each word spelt in both ways, its first use in the later spelling.

    The spelling that stands more often is proposed. Where no word is spelt in both ways
    and several are in one, the single word in the other is yielded.
    """
    by_stem: dict[str, list[_Use]] = defaultdict(list)
    for match in pattern().finditer(text.text):
        spelt = spelling(match[0], match["stem"])
        if spelt is not None and _in_house_spelling(text, match.start()):
            by_stem[spelt.stem].append(_Use(spelt, *match.span(), match[0]))
    if "program" in by_stem and _COMPUTING.search(text.text):
        del by_stem["program"]
    mixed = [uses for uses in by_stem.values() if len({use.spelt.british for use in uses}) > 1]
    yield from map(_hit, mixed)
    if not mixed:
        yield from _against_house(by_stem)


def _against_house(by_stem: Mapping[str, list[_Use]]) -> Iterator[Hit]:
    """Yield the one word that is spelt in another way than several others."""
    # Oxford writes "organize" beside "colour", and names of programs keep their spelling
    own = (stem for stem in by_stem if not stem.endswith("iz") and stem != "program")
    words = [by_stem[stem][0] for stem in own]
    british = [use for use in words if use.spelt.british]
    american = [use for use in words if not use.spelt.british]
    few, many = sorted((british, american), key=len)
    if len(few) == 1 and len(many) >= _HOUSE:
        lone, other = few[0], many[0]
        house, land = ("American", "British") if lone.spelt.british else ("British", "American")
        place = Evidence(note="One of them.", quote=other.quote, start=other.start, end=other.end)
        why = f"“{lone.quote}” is {land} spelling; {len(many)} words of the text have {house} one."
        yield Hit(lone.start, lone.end, why, 0.7, (place,), suggestion=lone.spelt.other)


def _hit(uses: list[_Use]) -> Hit:
    first = uses[0]
    second = next(use for use in uses if use.spelt.british != first.spelt.british)
    as_second = sum(use.spelt.british == second.spelt.british for use in uses)
    rarer = 2 * as_second <= len(uses)
    land = {True: "British", False: "American"}
    note = "The other spelling." if rarer else "The other spelling, which stands less often."
    return Hit(
        second.start,
        second.end,
        f"“{second.quote}” is {land[second.spelt.british]}, “{first.quote}” "
        f"{land[first.spelt.british]} spelling: keep to one.",
        confidence=0.7,
        evidence=(Evidence(note=note, quote=first.quote, start=first.start, end=first.end),),
        suggestion=second.spelt.other if rarer else None,
    )
