"""News agencies and papers: their names, and what these are when read as words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from mtqa.knowledge.table import rows


@cache
def agencies(kind: str) -> tuple[str, ...]:
    """Return the names of agencies: ``words`` for names of several, ``word`` for one."""
    return tuple(name for kind_of, name, _ in rows("agencies.tsv") if kind_of == kind)


@cache
def rendered(kind: str = "paper") -> Mapping[str, str]:
    """Return names of papers and agencies by what their words mean: "Electoral Gazette".

    Args:
        kind: ``paper`` for names with capitals, ``thing`` for common nouns that
            they become: "the picture wrote".
    """
    return {
        words: name
        for kind_of, name, renderings in rows("agencies.tsv")
        if kind_of == kind
        for words in renderings.split("|")
    }
