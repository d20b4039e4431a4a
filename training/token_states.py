"""Hidden states of every token of many texts, read once and kept beside the repository."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtqa.annotate.lm import LanguageModel

CACHE = Path(__file__).parent.parent / ".training-cache" / "tokens"
APART = CACHE / "probe-without-minimal-pairs.npz"
"""A probe that was taught without the sets of minimal pairs, to judge on all their kinds."""
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class States:
    """The tokens of several texts, one after another.

    Attributes:
        offsets: start and end of each token in its text.
        values: hidden states, half precision.
        first: which token each text begins with, and at the end how many there are.
    """

    offsets: NDArray[np.int32]
    values: NDArray[np.float16]
    first: NDArray[np.int64]

    def tokens(self, text: int) -> slice:
        """Return where the tokens of a text lie."""
        return slice(int(self.first[text]), int(self.first[text + 1]))


def states(texts: Sequence[str]) -> States:
    """Return the hidden states of ``texts``, from the cache where they were read before."""
    path = CACHE / f"{_digest(texts)}.npz"
    if not path.exists():
        read = _read(texts)
        CACHE.mkdir(parents=True, exist_ok=True)
        np.savez(path, offsets=read.offsets, values=read.values, first=read.first)
        return read
    with np.load(path) as stored:
        return States(stored["offsets"], stored["values"], stored["first"])


def surprisal(texts: Sequence[str]) -> list[NDArray[np.float32]]:
    """Return how surprising each token of each text is to the whole model, in nats."""
    path = CACHE / f"{_digest(texts)}.surprisal.npz"
    if not path.exists():
        read = [one.nats for one in model().surprisal(texts)]
        CACHE.mkdir(parents=True, exist_ok=True)
        ends = np.cumsum([len(one) for one in read])[:-1]
        np.savez(path, nats=np.concatenate(read), ends=ends)
    with np.load(path) as stored:
        return list(np.split(stored["nats"], stored["ends"]))


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def _read(texts: Sequence[str]) -> States:
    offsets, values = [np.empty((0, 2), np.int32)], []
    for at in range(0, len(texts), _AT_ONCE):
        for one in model().states(texts[at : at + _AT_ONCE]):
            offsets.append(one.offsets)
            values.append(one.states.astype(np.float16))
    lengths = [0, *(len(one) for one in values)]
    return States(np.concatenate(offsets), np.concatenate(values), np.cumsum(lengths))


@cache
def model() -> LanguageModel:
    """Return the language model."""
    return LanguageModel.load(threads=2)
