"""How sure a share is that was counted on few."""

from __future__ import annotations

import math

_Z = 1.96


def interval(count: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of ``count`` in ``total``, 0–1 each.

    After Wilson (1927), "Probable inference, the law of succession, and
    statistical inference". From 0 to 1 where ``total`` is 0.
    """
    if not total:
        return 0.0, 1.0
    share, square = count / total, _Z**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = (
        _Z / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    )
    return max(0.0, middle - half), min(1.0, middle + half)
