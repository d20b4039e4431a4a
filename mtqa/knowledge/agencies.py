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
def rendered() -> Mapping[str, str]:
    """Return names of papers and broadcasters by what their words mean: "Electoral Gazette"."""
    return {
        words: name
        for kind, name, renderings in rows("agencies.tsv")
        if kind == "paper"
        for words in renderings.split("|")
    }
