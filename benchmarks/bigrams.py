"""A bigram model, interpolated with its unigrams: what counts of words alone can tell."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

_TOKEN = re.compile(r"\w+|[^\w\s]")
_DISCOUNT = 0.75


class Bigrams:
    """Absolute discounting over ``sentences``.

    Args:
        sentences: to count.
    """

    def __init__(self, sentences: Iterable[str]) -> None:
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._before: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        for sentence in sentences:
            words = ["", *_words(sentence), ""]
            self._words.update(words[1:])
            self._before.update(words[:-1])
            self._pairs.update(pairwise(words))
        self._kinds.update(before for before, _ in self._pairs)
        self._total = self._words.total() + len(self._words) + 1

    def surprisal(self, text: str) -> float:
        """Return the mean surprisal of the words and marks of a text, in nats."""
        words = ["", *_words(text), ""]
        pairs = pairwise(words)
        return sum(-math.log(self._chance(*pair)) for pair in pairs) / (len(words) - 1)

    def _chance(self, before: str, word: str) -> float:
        alone = (self._words[word] + 1) / self._total
        seen = self._before[before]
        if not seen:
            return alone
        kept = max(self._pairs[before, word] - _DISCOUNT, 0) / seen
        return kept + _DISCOUNT * self._kinds[before] / seen * alone


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text)
