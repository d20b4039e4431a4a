"""Quotation marks that have no partner in their paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„]")
_BEFORE = frozenset(" \t([{—–-/…")
_BEHIND = frozenset(" \t)]}—–-/,.;:!?…'’")
_SENTENCE = re.compile(r"[a-z\d][.!?][\"”’)]* [A-Z\"“]")
_INTRODUCED = re.compile(
    r"\b(?:said|says|saying|stating|adding|that|as follows|follows|wrote|added)\Z"
)
_FRAGMENT = 12  # words
_SPANNED = 8  # lines
_SPEECH = frozenset("\"“„«'‘")


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A mark without its partner, at ``offset``; ``opens`` where the closing one is missing."""

    offset: int
    opens: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    offset: int
    inches: bool
    side: int  # 1 where it opens, -1 where it closes, 0 where its spaces don't say


def _side(text: str, offset: int, start: int, end: int) -> int:
    """Return 1 for a mark that opens, -1 for one that closes, 0 where nobody can say."""
    if text[offset] != '"':
        german = text[offset] == "“" and text[offset - 1 : offset].strip()  # „so“
        return 1 if text[offset] in "“„" and not german else -1
    free = offset == start or text[offset - 1] in _BEFORE
    loose = offset + 1 == end or text[offset + 1] in _BEHIND
    if free and not loose:
        return 1
    return -1 if loose and not free else 0


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """Return the marks of a line, in order."""
    return [
        _Mark(
            found.start(),
            text[max(start, found.start() - 1) : found.start()].isdigit(),
            _side(text, found.start(), start, end),
        )
        for found in _MARK.finditer(text, start, end)
    ]


def _lonely(marks: list[_Mark]) -> list[Unpaired] | None:
    """Return the marks of a line that have no partner in it, None where that cannot be told."""
    lonely: list[Unpaired] = []
    opened: int | None = None
    for mark in marks:
        if mark.side == 0:
            return None
        if mark.side > 0:
            if opened is not None:
                lonely.append(Unpaired(opened, True))
            opened = mark.offset
        elif opened is None:
            if mark.inches:
                continue  # 5'10"
            lonely.append(Unpaired(mark.offset, False))
        else:
            opened = None
    if opened is not None:
        lonely.append(Unpaired(opened, True))
    return lonely


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _begins_inside(text: str, offset: int, start: int, end: int) -> bool:
    """Return whether a quotation of a few words begins inside a sentence, which then ends."""
    before, behind = text[start:offset].rstrip(), text[offset:end]
    fragment = before[-1:].isalpha() and not _INTRODUCED.search(before)
    short = len(behind.split()) <= _FRAGMENT and _SENTENCE.search(behind) is None
    return fragment and (short or behind[1:2].islower())


def _ends_inside(text: str, offset: int, start: int, end: int) -> bool:
    """Return whether a quotation that nothing opens ends in a later sentence of its line."""
    return _SENTENCE.search(text, start, offset) is not None and offset + 1 < end


def _near(two: list[tuple[Unpaired, int]]) -> bool:
    """Return whether the lines of two marks are so near that one quotation may span them."""
    return two[1][1] - two[0][1] <= _SPANNED


def unpaired(text: str) -> Iterator[Unpaired]:
    """Yield the marks that lack a partner, in lines that lack one only.

    A quotation may go on in the next paragraph, which then begins with a mark,
    and what is opened in one line may be closed in a later one.
    """
    lines = list(_lines(text))
    alone: list[tuple[Unpaired, int]] = []
    for number, (start, end) in enumerate(lines):
        found = _lonely(_marks(text, start, end))
        if found is None or len(found) > 1:
            return  # a text that is typed in another way
        alone += [(one, number) for one in found]
    for index, (one, number) in enumerate(alone):
        follows = alone[index + 1][0] if index + 1 < len(alone) else None
        before = alone[index - 1][0] if index else None
        if one.opens:
            after = text[lines[number + 1][0] :].lstrip()[:1] if number + 1 < len(lines) else ""
            goes_on = after in _SPEECH if after else False
            closed = follows is not None and not follows.opens and _near(alone[index : index + 2])
            if not goes_on and not closed and _begins_inside(text, one.offset, *lines[number]):
                yield one
        elif not (before and before.opens) and _ends_inside(text, one.offset, *lines[number]):
            yield one
