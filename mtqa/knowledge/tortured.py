"""Tortured phrases: established terms whose words were exchanged for words of like meaning."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product

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


_LONG_TERM = 3  # words; two exchanged ones beside each other people may have chosen
_SEEN = 2  # times that a word was put for another, from which on it may be anywhere
_BOTH = 2  # words that must be exchanged at once where the phrase itself isn't listed


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _WORD.findall(phrase.replace("-", " ")))


@cache
def _exchanges() -> Mapping[str, frozenset[str]]:
    """Return by stem what is put for it in several of the listed phrases, word by word."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for term, tortured in rows("tortured.tsv"):
        right = _stems(term)
        for made in map(_stems, tortured.split("|")):
            if len(made) == len(right) and set(made) - set(right):
                for word, put in zip(right, made, strict=True):
                    if put not in right:
                        found[word][put] += 1
    return {
        word: frozenset(put for put, times in counts.items() if times >= _SEEN)
        for word, counts in found.items()
    }


@cache
def likely() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return what becomes of terms of three words with two or three exchanged, as ``phrases``.

    None of it is listed, but each word is put for the term's in other phrases of the list.
    """
    found: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for term in (row[0] for name in ("tortured.tsv", "phrases.tsv") for row in rows(name)):
        right = _stems(term)
        if len(right) == _LONG_TERM:
            for made in product(*({word, *_exchanges().get(word, ())} for word in right)):
                kept = [word for word in made if word in right]
                usual = any(map(is_english, pairwise(made)))
                if len(right) - len(kept) >= _BOTH and not usual and len(set(made)) == len(made):
                    found[made[0]].setdefault(made, term)
    return {first: tuple(made.items()) for first, made in found.items()}


@cache
def phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the listed phrases as stems with their term, by the first stem."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for term, tortured in rows("tortured.tsv"):
        for phrase in tortured.split("|"):
            made = _stems(phrase)
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
