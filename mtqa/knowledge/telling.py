"""Surnames that are words, and what these words mean in English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from mtqa.knowledge.names import fold
from mtqa.knowledge.table import rows


@cache
def meanings() -> Mapping[str, frozenset[str]]:
    """Return the English nouns and adjectives that a surname, folded, may be put as: "vogel"."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for meaning, names in rows("telling_names.tsv"):
        for name in names.split("|"):
            found[fold(name)].add(meaning)
    return {name: frozenset(words) for name, words in found.items()}
