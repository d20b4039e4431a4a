"""Since when there is what people have invented."""

from __future__ import annotations

from functools import cache

from mtqa.knowledge.table import rows


@cache
def first_years() -> dict[str, int]:
    """Return the first year in which there was each thing, by its name in English."""
    return {word: int(since) for word, since in rows("inventions.tsv")}
