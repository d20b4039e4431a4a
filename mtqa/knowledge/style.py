"""Names that keep their own spelling, whatever the house style is."""

from __future__ import annotations

from functools import cache

from mtqa.knowledge.table import rows


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    return tuple((kind, value) for kind, value in rows("house_style.tsv"))


@cache
def fixed_titles() -> frozenset[str]:
    """Return brands, works and figures that begin with an honorific, in lower case without dots."""
    return frozenset(value.casefold() for kind, value in _rows() if kind == "title")


@cache
def offices_after_country() -> frozenset[str]:
    """Return capitalised words that follow a country without making one name with it.

    "US President" follows the house style, "US Open" is a name of its own.
    """
    return frozenset(value for kind, value in _rows() if kind == "follower")
