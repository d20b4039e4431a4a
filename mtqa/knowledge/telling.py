"""Surnames that are words, and what these words mean in English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from mtqa.knowledge.names import fold
from mtqa.knowledge.table import members, rows

# women's endings, and how much of them is theirs alone
_WOMENS = (("ova", 1), ("eva", 1), ("ina", 1), ("ova", 3), ("ska", 1))


@cache
def meanings() -> Mapping[str, frozenset[str]]:
    """Return the English nouns and adjectives that a surname, folded, may be put as: "vogel"."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for meaning, names in rows("telling_names.tsv"):
        for name in names.split("|"):
            found[fold(name)].add(meaning)
    return {name: frozenset(words) for name, words in found.items()}


def meanings_of(surname: str) -> frozenset[str]:
    """Return what the folded surname means, that of a woman too: "orlova", "holubova"."""
    for ending, cut in _WOMENS:
        if surname.endswith(ending) and (found := meanings().get(surname[:-cut])):
            return found
    return meanings().get(surname, frozenset())


@cache
def things(kind: str) -> frozenset[str]:
    """Return the beasts (``beast``), plants, food and tools (``thing``) or trades of surnames."""
    return members("thing_names.tsv", kind)
