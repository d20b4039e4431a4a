"""Words that a person may well mark or change: what the token probe says, word by word.

The scores rank the words of a text for the report's heat map. They make no
findings: see the precision in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from wordfreq import zipf_frequency

from mtqa.annotate.probe import KINDS, Said, expected_faults
from mtqa.model import Segment, WordScore

WEIGHTS = Path(__file__).parent / "models" / "spans.json"
_WORD = re.compile(r"\w+(?:['’\-.]\w+)*|[^\w\s]")
_MARKED = KINDS.index("marked")
_SURPRISE = KINDS.index("surprise")


@dataclass(frozen=True, slots=True)
class Weights:
    """How the probe's answers for a word's tokens make one probability.

    A word is compared with the others of its segment; ``level`` weighs what the
    segment is like as a whole.

    Attributes:
        bias: log-odds of a word of which nothing is said.
        marked: weight of the highest log-odds that a person marks one of its tokens.
        faults: weight of the logarithm of its expected faults.
        surprise: weight of its highest surprisal in nats.
        rarity: weight of how rare it is in English.
        level: weight of the mean ``marked`` of the segment's words.
        shown: the probability from which a word is worth showing.
    """

    bias: float
    marked: float
    faults: float
    surprise: float
    rarity: float
    level: float
    shown: float

    def __call__(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each word of one segment, by ``compared`` features."""
        weights = np.array([self.marked, self.faults, self.surprise, self.rarity, self.level])
        return np.asarray(1 / (1 + np.exp(-(self.bias + compared(features) @ weights))))


@cache
def weights() -> Weights:
    """Return the weights of this version."""
    return Weights(**json.loads(Path(WEIGHTS).read_text(encoding="utf-8")))


def words(text: str) -> list[tuple[int, int]]:
    """Return the spans of the words and marks of a text."""
    return [match.span() for match in _WORD.finditer(text)]


def word_features(
    spans: Sequence[tuple[int, int]],
    forms: Sequence[str],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    said: NDArray[np.float32],
) -> NDArray[np.float64]:
    """Return for each word what the probe says of its tokens, and its rarity, shape (words, 4).

    Args:
        spans: of the words, in order.
        forms: the words themselves.
        start: where each token begins, in order.
        end: where each token ends.
        said: the probe's answers, one row a token.
    """
    found = np.zeros((len(spans), 4))
    if not len(said):
        return found
    first = np.searchsorted(end, [begin for begin, _ in spans], side="right")
    last = np.searchsorted(start, [stop for _, stop in spans], side="left")
    faults = np.log(expected_faults(said).sum(axis=1) + 1e-4)
    for row, (a, b) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        if a < b:
            top = faults[a:b].max()
            found[row, :3] = said[a:b, _MARKED].max(), top, said[a:b, _SURPRISE].max()
    found[:, 3] = [-zipf_frequency(form, "en") for form in forms]
    return found


def compared(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how the words of a segment differ from their mean, and its first mean, (words, 5)."""
    if not len(features):
        return np.zeros((0, 5))
    mean = features.mean(axis=0)
    level = np.full((len(features), 1), mean[0])
    return np.hstack([features - mean, level])


def doubts(said: Said, segment: Segment, prose: str) -> tuple[WordScore, ...]:
    """Return every word of a segment with the probability that a person would mark it.

    Args:
        said: what the probe says of the document.
        segment: of the document.
        prose: the document's text.
    """
    own = said.inside(segment.start, segment.end)
    text = prose[segment.start : segment.end]
    places = [(segment.start + a, segment.start + b) for a, b in words(text) if text[a].isalnum()]
    forms = [prose[start:end] for start, end in places]
    scores = weights()(word_features(places, forms, own.start, own.end, own.kinds))
    return tuple(
        WordScore(start=start, end=end, score=round(float(score), 3))
        for (start, end), score in zip(places, scores, strict=True)
    )


def doubted(said: Said, segment: Segment, prose: str) -> tuple[WordScore, ...]:
    """Return the words of a segment that are worth showing, in order.

    The parameters are those of ``doubts``.
    """
    return tuple(word for word in doubts(said, segment, prose) if word.score >= weights().shown)
