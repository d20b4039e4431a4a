"""What is said of a rule's precision."""

from __future__ import annotations

import pytest

from mtqa.cli.pages import described
from mtqa.detect.rule import Measured


@pytest.mark.parametrize(
    ("right", "labelled", "low", "high"),
    [(10, 10, 0.72, 1.00), (8, 10, 0.49, 0.94), (0, 10, 0.00, 0.28), (90, 100, 0.83, 0.94)],
)
def test_precision_has_wilsons_interval(right: int, labelled: int, low: float, high: float) -> None:
    share = Measured(0.0, 0.0, 0.0, right, labelled).precision
    assert share is not None
    assert share[0] == right / labelled
    assert share[1:] == pytest.approx((low, high), abs=0.01)


def test_nothing_is_said_where_nobody_looked() -> None:
    measured = Measured(0.01, 0.02, 0.5)
    assert measured.precision is None
    assert "Nobody has checked" in described(measured)


def test_the_figures_are_told_as_a_sentence() -> None:
    said = described(Measured(0.01, 0.02, 0.5, 9, 10))
    assert said.endswith("Right on held-back texts: 9 of 10 findings, 0.90 (0.60–0.98).")
