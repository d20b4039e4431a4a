"""Words that number and measure: what a unit measures, and what is counted by rank."""

from __future__ import annotations

from functools import cache

from mtqa.knowledge.table import rows

_COUNTED = "counted"


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    return tuple((word, kind) for word, kind in rows("units.tsv"))


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for word, kind in _rows() if kind != _COUNTED}


@cache
def _counted() -> frozenset[str]:
    return frozenset(word for word, kind in _rows() if kind == _COUNTED)


def _singular(word: str, known: dict[str, str] | frozenset[str]) -> str:
    if word in known or not word.endswith("s"):
        return word
    return word[:-3] + "y" if word.endswith("ies") and word[:-3] + "y" in known else word[:-1]


def measures(word: str) -> str | None:
    """Return what the unit ``word`` measures (``length``, ``currency``), ``None`` for no unit."""
    lower = word.lower()
    return _kinds().get(_singular(lower, _kinds()))


def same_unit(one: str, other: str) -> bool:
    """Return whether two units are one, apart from number and case."""
    first, second = (_singular(word.lower(), _kinds()) for word in (one, other))
    return first == second


def is_counted(word: str) -> bool:
    """Return whether the noun is numbered by rank: "19th century", "5th floor"."""
    lower = word.lower()
    return _singular(lower, _counted()) in _counted()
