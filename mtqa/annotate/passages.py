"""Passages: runs of whole sentences, as the language model reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

MOST_WORDS = 160

# Quotation marks and dashes tell houses apart, not translators.
_MARKS = str.maketrans("‘’‚‛“”„‟«»–—−\u00a0", '\'\'\'\'""""""--- ')


def plain(sentence: str) -> str:
    """Return the sentence with typewriter marks and single blanks."""
    return " ".join(sentence.translate(_MARKS).split())


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences as one text.

    Attributes:
        text: the sentences, made plain, a blank between them.
        first: index of the first sentence.
        ends: where each sentence ends in ``text``, its blank included.
    """

    text: str
    first: int
    ends: tuple[int, ...]


def passages(sentences: Sequence[str], most: int = MOST_WORDS) -> list[Passage]:
    """Return the sentences in evenly long runs of about ``most`` words at most.

    A sentence is never cut, so a run can be longer by part of a sentence.
    """
    lines = [plain(sentence) for sentence in sentences]
    words = [len(line.split()) for line in lines]
    runs = max(1, ceil(sum(words) / most))
    share = sum(words) / runs
    groups: list[list[int]] = [[] for _ in range(runs)]
    before = 0
    for index, number in enumerate(words):
        middle = before + number / 2
        groups[min(runs - 1, int(middle / share)) if share else 0].append(index)
        before += number
    return [_passage(lines, group) for group in groups if group]


def _passage(lines: Sequence[str], group: Sequence[int]) -> Passage:
    text, ends = "", []
    for index in group:
        text += lines[index] + " "
        ends.append(len(text))
    return Passage(text.rstrip(), group[0], tuple(ends))


def places(
    run: Passage, offsets: NDArray[np.int32], sentences: Sequence[tuple[int, str]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where in the document the tokens of a passage begin and end.

    A passage holds the same characters as its sentences in the same order; only
    blanks differ. So the n-th character that is no blank is the same in both.

    Args:
        run: the passage.
        offsets: of its tokens, in its text.
        sentences: all sentences of the document: where each begins, and its text.
    """
    inked = np.cumsum([0, *(not char.isspace() for char in run.text)])
    own = sentences[run.first : run.first + len(run.ends)]
    known = np.array([begin + at for begin, text in own for at in _inked(text)], np.int64)
    if not len(known):
        return np.zeros(len(offsets), np.int64), np.zeros(len(offsets), np.int64)
    first, last = inked[offsets[:, 0]], inked[offsets[:, 1]]
    start = known[np.minimum(first, len(known) - 1)]
    end = np.where(last > first, known[np.maximum(last - 1, 0)] + 1, start)
    return start, end


def _inked(text: str) -> Iterator[int]:
    return (at for at, char in enumerate(text) if not char.isspace())
