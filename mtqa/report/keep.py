"""Keeping the riskiest of a stream without holding the stream."""

from __future__ import annotations

import heapq
from typing import Generic, TypeVar

T = TypeVar("T")


class Riskiest(Generic[T]):
    """The entries of the highest risk whose sizes add up to at most ``budget``.

    Once an entry had to go, none of its risk or below comes in again: what is
    kept is always the top of the queue, without holes. An entry that is larger
    than the whole budget is passed over.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._size = 0
        self._floor = float("-inf")
        self._heap: list[tuple[float, int, int, T]] = []

    def wants(self, risk: float) -> bool:
        """Return whether an entry of this risk may still come in."""
        return risk > self._floor

    def add(self, risk: float, order: int, size: int, entry: T) -> None:
        """Take in ``entry``; of equal risks the one of the lower ``order`` stays longer.

        ``order`` must differ from that of every other entry.
        """
        if size > self._budget or not self.wants(risk):
            return
        heapq.heappush(self._heap, (risk, -order, size, entry))
        self._size += size
        while self._size > self._budget:
            self._floor, _, gone, _ = heapq.heappop(self._heap)
            self._size -= gone

    def entries(self) -> list[T]:
        """Return what was kept, the riskiest first, equal risks in their order."""
        return [entry for *_, entry in sorted(self._heap, key=lambda item: item[:2], reverse=True)]
