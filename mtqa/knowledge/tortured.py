"""Tortured phrases: established terms whose words were exchanged for words of like meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from mtqa.knowledge.table import rows
from mtqa.knowledge.words import zipf

Pair = tuple[str, str]

_WORD = re.compile(r"[a-z0-9][a-z0-9’']*")
_FUNCTION = frozenset({
    "the", "a", "an", "of", "in", "to", "and", "or", "for", "with", "by", "on", "at", "from", "as",
    "is", "are", "be", "than", "not", "its", "their", "his", "this", "that", "into", "per", "via",
    "no", "none",
})  # fmt: skip
_PLURAL = re.compile(r"(?:ss|x|ch|sh|z)es\Z")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return ``word`` in lower case without the ending of a plural or possessive."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and _PLURAL.search(word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def stems(phrase: str) -> list[str]:
    """Return the stems of the words of ``phrase`` without function words."""
    found = _WORD.findall(phrase.lower().replace("-", " "))
    return [stem(word) for word in found if word not in _FUNCTION]


def rarity(word: str) -> int:
    """Return how rare ``word`` is, from 0 for the most frequent words to 6."""
    return min(6, max(0, round(7 - max(zipf(word), 0.0))))


def is_function_word(word: str) -> bool:
    """Return whether ``word``, in lower case, can be no part of a pair."""
    return word in _FUNCTION


def pairs(phrase: str) -> Iterator[Pair]:
    """Yield the words of ``phrase`` that stand side by side."""
    before = ""
    for word in _WORD.findall(phrase.lower().replace("-", " ")):
        if word in _FUNCTION:
            before = ""
            continue
        if before:
            yield before, stem(word)
        before = stem(word)


@dataclass(frozen=True, slots=True)
class Word:
    """What the list of tortured phrases shows about a word.

    Attributes:
        before: logarithm of how much more often it stands before another word in
            tortured phrases than in genuine ones.
        behind: the same for standing behind another word.
        stands_for: words of terms that it was put for.
    """

    before: float
    behind: float
    stands_for: tuple[str, ...]


@cache
def _words() -> Mapping[str, Word]:
    """Return the words that tortured phrases or terms hold; ``*3`` for the others of rarity 3."""
    return {
        word: Word(float(before), float(behind), tuple(filter(None, others.split("|"))))
        for word, before, behind, others in rows("tortured_words.tsv")
    }


@lru_cache(maxsize=50_000)
def known(word: str) -> Word:
    """Return what is known of the stem ``word``, or of words as rare as it."""
    return _words().get(word) or _words().get(f"*{rarity(word)}") or Word(-2.0, -2.0, ())


@cache
def phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the listed phrases as stems with their term, by the first stem."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for term, tortured in rows("tortured.tsv"):
        for phrase in tortured.split("|"):
            made = tuple(stem(word) for word in _WORD.findall(phrase.replace("-", " ")))
            found[made[0]].append((made, term))
    return {first: tuple(sorted(them, key=lambda t: -len(t[0]))) for first, them in found.items()}


@cache
def _terms() -> Mapping[Pair, str]:
    """Return the pairs of words of established terms, with a term that has them."""
    found: dict[Pair, str] = {}
    for term, _ in rows("tortured.tsv"):
        for pair in pairs(term):
            if len(term) < len(found.get(pair, term + " ")):
                found[pair] = term
    return found


@cache
def _english() -> Mapping[str, frozenset[str]]:
    return {first: frozenset(last.split("|")) for first, last in rows("word_pairs.tsv")}


def is_english(pair: Pair) -> bool:
    """Return whether English is known to say the two words side by side."""
    return pair in _terms() or pair[1] in _english().get(pair[0], ())


def attested_pairs() -> frozenset[Pair]:
    """Return the pairs that count as English although no established term has them."""
    return frozenset((first, last) for first, behind in _english().items() for last in behind)


def restored(pair: Pair) -> str | None:
    """Return an established term that the pair becomes when its words are put right."""
    first, last = ((word, *known(word).stands_for) for word in pair)
    return next(
        (_terms()[a, b] for a in first for b in last if (a, b) != pair and (a, b) in _terms()), None
    )
