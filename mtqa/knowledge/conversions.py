"""Units that are converted into one another, and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.table import rows


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes:
        dimension: what it measures: ``length``, ``temperature``.
        factor: how many of the dimension's base unit one of it is.
        offset: what is added after that; only degrees have one.
    """

    dimension: str
    factor: float
    offset: float

    def base(self, value: float) -> float:
        """Return ``value`` of this unit in the dimension's base unit."""
        return value * self.factor + self.offset


@cache
def units() -> Mapping[str, Unit]:
    """Return the units by their names and signs, plurals as well."""
    found: dict[str, Unit] = {}
    for word, dimension, factor, offset in rows("conversions.tsv"):
        found[word] = Unit(dimension, float(factor), float(offset or 0))
        if len(word) > 3 and word.isascii() and word[-1].islower() and word[-1] not in "sr":
            found.setdefault(f"{word}s", found[word])
        if word.endswith(("metre", "meter", "litre", "liter")):
            found.setdefault(f"{word}s", found[word])
    return found
