"""The token probe: what a small network hears in the language model's hidden states.

It was taught by ``training/probe.py``; see ``docs/model-card.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

KINDS = ("grammar", "word_choice", "flow", "marked", "surprise")
"""Log-odds that a token carries a fault of three kinds, and that a person would mark
or change it; and the surprisal, in nats, that the whole model would give it."""

MODEL = Path(__file__).parent / "models" / "probe.npz"
VERSION = 1
_NOTHING = 1e-3  # what a token without a fault counts

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What the token probe says of a document's tokens, in order.

    Attributes:
        start: of each token in the document, in code points, the space before it left out.
        end: one past its last code point.
        kinds: the probe's answers, one row a token.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    kinds: NDArray[np.float32]

    def inside(self, start: int, end: int) -> Said:
        """Return what is said of the tokens that begin in a range of the document."""
        rows = slice(*np.searchsorted(self.start, (start, end)))
        return Said(self.start[rows], self.end[rows], self.kinds[rows])

    def outside(self, spans: Sequence[tuple[int, int]]) -> Said:
        """Return what is said of the tokens that begin in none of the ranges."""
        left = np.ones(len(self.start), np.bool_)
        for rows in (slice(*np.searchsorted(self.start, span)) for span in spans):
            left[rows] = False
        return Said(self.start[left], self.end[left], self.kinds[left])

    @property
    def faultiness(self) -> float:
        """Return the mean natural logarithm of the faults expected in a token, about -7 to 0."""
        return float(np.log(expected_faults(self.kinds).sum(axis=1) + _NOTHING).mean())


@dataclass(frozen=True, slots=True)
class Probe:
    """One hidden layer over the states of a token, of the one before and of the two behind.

    Attributes:
        into: from the states of the four tokens to the hidden layer, side by side.
        into_bias: of the hidden layer.
        out: from the hidden layer to ``KINDS``.
        out_bias: of those.
    """

    into: NDArray[np.float32]
    into_bias: NDArray[np.float32]
    out: NDArray[np.float32]
    out_bias: NDArray[np.float32]

    ARRAYS: ClassVar[tuple[str, ...]] = ("into", "into_bias", "out", "out_bias")

    def __call__(self, states: Floats) -> NDArray[np.float32]:
        """Return what is heard of each token, shape (tokens, kinds).

        Args:
            states: hidden states of the tokens of one text in order, one row each.
        """
        width = len(self.into_bias)
        parts = states.astype(np.float32, copy=False) @ self.into
        hidden = parts[:, width : 2 * width] + self.into_bias
        hidden[1:] += parts[:-1, :width]
        hidden[:-1] += parts[1:, 2 * width : 3 * width]
        hidden[:-2] += parts[2:, 3 * width :]
        return np.asarray(np.maximum(hidden, 0) @ self.out + self.out_bias, np.float32)

    def save(self, path: Path) -> None:
        """Write the arrays in half precision."""
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays = {one.name: getattr(self, one.name).astype(np.float16) for one in fields(self)}
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Probe:
        """Return the probe stored at ``path``."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(**{name: stored[name].astype(np.float32) for name in cls.ARRAYS})


@cache
def probe() -> Probe:
    """Return the probe of this version."""
    return Probe.load(MODEL)


def expected_faults(heard: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return for each token the expected number of faults of the three kinds.

    It is the negative logarithm of the probability that there is none, so that the
    sum over tokens tells how likely the whole is to be faultless.
    """
    return np.asarray(np.logaddexp(0, heard[:, :3]), np.float32)
