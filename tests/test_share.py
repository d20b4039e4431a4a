"""The interval of a share."""

from __future__ import annotations

import pytest

from mtqa.share import interval


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [
        (10, 40, (0.1419, 0.4019)),  # Brown, Cai and DasGupta 2001
        (10, 10, (0.7225, 1.0)),
        (0, 10, (0.0, 0.2775)),
        (0, 0, (0.0, 1.0)),
    ],
)
def test_wilsons_interval(count: int, total: int, expected: tuple[float, float]) -> None:
    assert interval(count, total) == pytest.approx(expected, abs=1e-3)
