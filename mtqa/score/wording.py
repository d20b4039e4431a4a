"""Words and pairs of words, by which translations differ from texts written in English.

Only how things are put may count, not what a text is about: names, numbers and the like
are one word each, whatever they say.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mtqa.annotate.passages import plain

_WORD = re.compile(r"\d[\d.,]*|\w+(?:['-]\w+)*|[^\w\s]")
_NUMBER, _NAME, _START, _END = "0", "N", "^", "$"


def keys(sentence: str) -> NDArray[np.uint32]:
    """Return a number for each word and each pair of words, the same for the same ones."""
    return np.array([zlib.crc32(gram.encode()) for gram in _grams(sentence)], np.uint32)


def _grams(sentence: str) -> Iterator[str]:
    words = [_START, *_words(sentence), _END]
    yield from words
    yield from (f"{before} {word}" for before, word in pairwise(words))


def _words(sentence: str) -> Iterator[str]:
    """Yield words in lower case, a name of several words once."""
    before, begins = "", True
    for match in _WORD.finditer(plain(sentence)):
        word = match.group()
        if word[0].isdigit():
            shown = _NUMBER
        elif word[0].isupper() and not begins and word != "I":
            shown = _NAME
        else:
            shown = word.lower()
        begins = word in ".!?" or (begins and not word[0].isalnum())
        if shown != before or shown != _NAME:
            yield shown
        before = shown


def sums(
    sentence: str, vocabulary: NDArray[np.uint32], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the sum of the weights of a sentence's words and pairs.

    Args:
        sentence: the text.
        vocabulary: the numbers that have weights, in ascending order.
        weights: one row for each of them.
    """
    found = keys(sentence)
    places = np.minimum(np.searchsorted(vocabulary, found), len(vocabulary) - 1)
    return np.asarray(weights[places[vocabulary[places] == found]].sum(axis=0))
