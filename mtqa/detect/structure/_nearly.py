"""Sentences that come back with a word changed on the way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from spacy.lang.en.stop_words import STOP_WORDS

from mtqa.knowledge.words import zipf

# by ourselves: where spaCy ends a sentence depends on what stands around it
_END = re.compile(
    r"(?<!\b[DM][rs]\.)(?<!\bSt\.)(?<!\b(?:Mrs|Rep|Sen|Gen|Gov)\.)"
    r"(?<=[.!?])[\"”’')\]]*[^\S\n]+(?=[\"“‘(\[]?[^\W\d_a-z])|\n+"
)
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_LEAST = 15  # words of a sentence; shorter ones recur on purpose
_LENGTH_FOR_MORE = 20  # words for each of which one more may differ
_RUN = 4  # words in a row that two such sentences share
_ALIKE = 0.5
_NO_WORD = 1.5  # Zipf
_DENYING = frozenset({"not", "no", "never", "without", "t"})


@dataclass(frozen=True, slots=True)
class Again:
    """A sentence, and where it stood before."""

    start: int
    end: int
    first_start: int
    first_end: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    words: tuple[str, ...]


def _sentences(text: str) -> Iterator[_Sentence]:
    """Yield the long sentences of ``text``."""
    last = 0
    ends = [match.span() for match in _END.finditer(text)]
    for end, following in (*ends, (len(text), len(text))):
        words = tuple(_WORD.findall(text[last:end]))
        if len(words) >= _LEAST:
            yield _Sentence(last, end, words)
        last = following


def _may_be_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether words in place of others say the same, or were damaged.

    What differs in figures, names or sense says another thing in the same words.
    """
    words = {*map(str.lower, one), *map(str.lower, other)}
    if any(any(map(str.isdigit, word)) for word in words) and one and other:
        return False
    if not one or not other:
        return _DENYING.isdisjoint(words)
    alike = Levenshtein.normalized_similarity("".join(one), "".join(other)) >= _ALIKE
    plain = words <= STOP_WORDS and _DENYING.isdisjoint(words)
    return alike or plain or any(zipf(word) < _NO_WORD for word in words)


@lru_cache(maxsize=100)
def _same_but_for_slips(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    first, second = ([word.lower() for word in words] for words in (one, other))
    most = 1 + min(len(first), len(second)) // _LENGTH_FOR_MORE
    if first[-1] != second[-1]:
        return _is_cut(first, second)
    if Levenshtein.distance(first, second, score_cutoff=most) > most:
        return False
    blocks = Levenshtein.opcodes(first, second)
    if blocks[0].tag in ("insert", "delete"):
        return False  # "Abstract: ...", "Later, ...": the same said on purpose
    return all(
        block.tag == "equal"
        or _may_be_slip(
            one[block.src_start : block.src_end], other[block.dest_start : block.dest_end]
        )
        for block in blocks
    )


def _is_cut(first: list[str], second: list[str]) -> bool:
    """Return whether the first is the second without its last words, up to where a line ended."""
    missing = len(second) - len(first)
    return len(first) >= _LENGTH_FOR_MORE and missing in (1, 2) and second[:-missing] == first


def come_again(text: str) -> Iterator[Again]:
    """Yield long sentences that stand in ``text`` before, but for a word or two."""
    runs: dict[tuple[str, ...], list[_Sentence]] = defaultdict(list)
    for sentence in _sentences(text):
        lower = tuple(map(str.lower, sentence.words))
        keys = [lower[i : i + _RUN] for i in range(len(lower) - _RUN + 1)]
        seen = dict.fromkeys((s.start, s) for key in keys for s in runs[key])
        before = [s for _, s in seen if _same_but_for_slips(s.words, sentence.words)]
        if before and text[: sentence.end].rstrip("\"”’')] ").endswith("."):
            yield Again(sentence.start, sentence.end, before[-1].start, before[-1].end)
        for key in keys:
            runs[key].append(sentence)
