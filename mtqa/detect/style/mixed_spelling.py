"""One word in British and in American spelling. Documented beside, in mixed_spelling.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading
from mtqa.detect.rule import Hit
from mtqa.knowledge.spelling import Spelling, pattern, spelling
from mtqa.model import Evidence

_HOUSE = 3  # words in one spelling, from which on the text keeps to it
_MARKED = 2  # of these and of other marks together
# words that houses of either side spell in their own way
_UNSURE = {
    "aging", "archeolog", "artifact", "counselor", "gray", "initialed", "meters", "plow", "program",
    "theater", "yogurt", "encyclopedi", "leukemia", "specter", "checkered", "defense", "pedaled",
}  # fmt: skip
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_MARKS = {
    False: (
        r"\d percent\b",
        r"\bU\.S\.",
        r"\b(?:Mr|Ms|Mrs|Dr)\. [A-Z]",
        rf"\b(?:{_MONTH}|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.) \d\d?\b(?! [12]\d{{3}})",
        r"\b(?:gotten|toward|sidewalks?|downtown|freeway|airplanes?|attorneys?|sheriff|Mom)\b",
    ),
    True: (
        r"\d per cent\b",
        r"\b(?:Mr|Ms|Mrs|Dr) [A-Z]",
        rf"\b\d\d?(?:st|nd|rd|th)? {_MONTH}\b",
        r"\b(?:towards|whilst|mum|holidaymakers?|motorway|MPs|licence|learnt|amongst|maths)\b|£\d",
    ),
}
"""What else but spelling shows British (``True``) or American English, each counted once."""
# British English writes programs for computers like this
_COMPUTING = re.compile(
    r"\b(?:software|computers?|cod(?:e|ing)|apps?|algorithms?|virus|hackers?)\b"
)
_STOP = re.compile(r"[.!?\n]")
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

    The spelling that stands more often is proposed. Where no word is spelt in both ways,
    the single word is yielded that is not in the spelling of the text.
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
        yield from _against_house(text.text, by_stem)


def _marks(text: str, british: bool) -> int:
    """Return how many other signs there are that the text keeps to that English."""
    return sum(re.search(mark, text) is not None for mark in _MARKS[british])


def _against_house(text: str, by_stem: Mapping[str, list[_Use]]) -> Iterator[Hit]:
    """Yield the one word, or the first of one sentence, that goes against all the text."""
    words = sorted((uses[0] for uses in by_stem.values()), key=lambda use: use.start)
    yield from islice(chain(_lone_word(text, words), _lone_sentence(text, words)), 1)


def _lone_sentence(text: str, words: Sequence[_Use]) -> Iterator[Hit]:
    """Yield the first of two words or more that only one sentence spells in another way."""
    sure = [use for use in words if use.spelt.stem not in _UNSURE]
    for british in (True, False):
        odd = [use for use in sure if use.spelt.british == british and not _is_oxford(use)]
        others = [use for use in sure if use.spelt.british != british]
        if len(odd) <= 1 or _STOP.search(text, odd[0].end, odd[-1].start):
            continue
        if len(others) + _marks(text, not british) >= _MARKED and not _marks(text, british):
            yield _lone(odd[0], others)


def _lone_word(text: str, words: Sequence[_Use]) -> Iterator[Hit]:
    """Yield the one word that is spelt in another way than all the text is written."""
    for use in words:
        british, stem = use.spelt.british, use.spelt.stem
        # Oxford writes "organize" beside "colour", and names of programs keep their spelling
        if stem in _UNSURE or (stem.endswith("iz") and not british):
            continue
        others = [other for other in words if other is not use and other.spelt.stem != "program"]
        if any(other.spelt.british == british for other in others if not _is_oxford(other)):
            continue
        against = [other for other in others if not _is_oxford(other) or british]
        marks = _marks(text, not british)
        enough = len(against) + marks >= (_MARKED if marks else _HOUSE)
        if enough and not _marks(text, british):
            yield _lone(use, against)
            return


def _is_oxford(use: _Use) -> bool:
    return use.spelt.stem.endswith("iz") and not use.spelt.british


def _lone(lone: _Use, against: list[_Use]) -> Hit:
    house, land = ("American", "British") if lone.spelt.british else ("British", "American")
    places = tuple(
        Evidence(note="One of them.", quote=other.quote, start=other.start, end=other.end)
        for other in against[:1]
    )
    why = f"“{lone.quote}” is {land} spelling, in a text that is otherwise {house}."
    return Hit(lone.start, lone.end, why, 0.65, places, suggestion=lone.spelt.other)


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
