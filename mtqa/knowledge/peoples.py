"""Words for countries and peoples, which English writes with a capital wherever they stand."""

from __future__ import annotations

from functools import cache

from mtqa.knowledge.table import rows

_SHORTEST = 4


@cache
def proper_words() -> frozenset[str]:
    """Return, in lower case, single words for countries, peoples and what belongs to them.

    Words that mean something else in lower case ("turkey", "polish") are left out.
    """
    named = {
        word.lower()
        for _, names, adjectives, _ in rows("countries.tsv")
        for word in (*names.split("|"), *adjectives.split("|"))
        if word.isalpha() and word.istitle() and len(word) >= _SHORTEST
    }
    more = {word for word, also in rows("peoples.tsv") if not also}
    common = {word for word, also in rows("peoples.tsv") if also}
    return frozenset((named | more) - common)
