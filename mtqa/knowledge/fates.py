"""What happens to people whom a text counts: "killed", "arrested", "missing"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from mtqa.knowledge.table import rows


@cache
def _fates(place: str) -> Mapping[str, str]:
    return {word: fate for word, fate, places in rows("fates.tsv") if place in places.split("|")}


def fate_behind(word: str) -> str | None:
    """Return the fate that ``word`` tells behind a count, as "dead" in "12 dead", or ``None``."""
    return _fates("behind").get(word.lower())


def fate_before(word: str) -> str | None:
    """Return the fate that ``word`` tells before a count, as "kills" in "kills 12", or ``None``."""
    return _fates("before").get(word.lower())


def is_fate(name: str) -> bool:
    """Return whether ``name`` is one of the fates."""
    return name in _fates("behind").values()
