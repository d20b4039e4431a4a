"""Ranks, correlations with length held constant, and choices within one source."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.bigrams import Bigrams
from benchmarks.ranks import auc, ranks, rho

LENGTH = np.arange(40.0)


def test_equal_values_share_their_rank() -> None:
    assert ranks(np.array([3, 1, 3, 2])).tolist() == [3.5, 1, 3.5, 2]


def test_what_length_explains_is_taken_out() -> None:
    draw = np.random.default_rng(2)
    one, other = LENGTH + draw.normal(size=40), LENGTH + draw.normal(size=40)
    assert rho(one, other) > 0.95
    assert abs(rho(one, other, LENGTH)) < 0.4
    assert rho(LENGTH, other, LENGTH) == 0


def test_auc_counts_ties_half() -> None:
    marked = np.array([True, False, True, False])
    assert auc(marked, np.array([2.0, 1.0, 3.0, 2.0])) == pytest.approx(0.875)


def test_bigrams_know_the_usual_order() -> None:
    counts = Bigrams(["The dog barks.", "The dog sleeps.", "A dog barks."] * 5)
    assert counts.surprisal("The dog barks.") < counts.surprisal("Dog the barks.")
    assert np.isfinite(counts.surprisal("Unseen words"))
