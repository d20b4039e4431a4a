"""Which kinds of words English puts side by side, and which it keeps apart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache

from spacy.tokens import Token

from mtqa.knowledge.table import rows

_MOST, _LEAST = 5.0, -3.0


@cache
def function_words() -> frozenset[str]:
    """Return the words, in lower case, that are a kind of their own; others go by their tag."""
    return frozenset(kind for kind, _ in rows("sequences.tsv") if kind.islower())


def kind_of(token: Token) -> str:
    """Return the kind of a word: itself where it is a function word or a mark, else its tag.

    A noun goes by its tag: "the will of the people", "in May".
    """
    word = token.lower_.replace("’", "'")
    if word == "n't":
        return "not"
    own = word in function_words() and not token.tag_.startswith("NN")
    return word if own or token.is_punct else token.tag_


@cache
def avoided() -> Mapping[tuple[str, str], float]:
    """Return how far English avoids that one kind of word stands right before another.

    In bits: positive where it says so more rarely than chance would put the two side by
    side, negative where more often. Pairs of kinds that the table doesn't know are 0.
    """
    pairs = {
        (first, second): int(times)
        for first, after in rows("sequences.tsv")
        for second, _, times in (pair.rpartition("=") for pair in after.split(" "))
    }
    firsts, seconds = Counter[str](), Counter[str]()
    for (first, second), times in pairs.items():
        firsts[first] += times
        seconds[second] += times
    total = firsts.total()
    return {
        (first, second): _bits(
            firsts[first] * seconds[second] / total, pairs.get((first, second), 0)
        )
        for first in firsts
        for second in seconds
    }


def _bits(by_chance: float, times: int) -> float:
    return max(_LEAST, min(_MOST, math.log2((by_chance + 1) / (times + 1))))
