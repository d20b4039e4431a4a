"""Ranks of numbers, and what can be told from them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def ranks(values: NDArray[Any]) -> Floats:
    """Return the rank of each value from 1; equal ones share the mean of their ranks."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(count) - (count - 1) / 2)[place], np.float64)


def rho(one: NDArray[Any], other: NDArray[Any], held: NDArray[Any] | None = None) -> float:
    """Return Spearman's correlation, with ``held`` constant by its ranks if it is given."""
    both = [ranks(values) for values in (one, other)]
    if held is not None:
        base = np.c_[np.ones(len(held)), ranks(held)]
        both = [rank - base @ np.linalg.lstsq(base, rank, rcond=None)[0] for rank in both]
    if min(np.std(rank) for rank in both) < 1e-9:
        return 0.0
    return float(np.corrcoef(both[0], both[1])[0, 1])


def auc(marked: NDArray[np.bool_], score: NDArray[Any]) -> float:
    """Return the chance that a marked one scores higher than another; there must be both."""
    own, hits = ranks(score), int(marked.sum())
    misses = len(marked) - hits
    return float((own[marked].sum() - hits * (hits + 1) / 2) / (hits * misses))
