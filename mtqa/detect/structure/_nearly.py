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
    r"(?<=[.!?])(?<!\b[DM][rs]\.)(?<!\bSt\.)(?<!\b(?:Mrs|Rep|Sen|Gen|Gov)\.)"
    r"[\"”’')\]]*[^\S\n]+(?=[\"“‘(\[]?[^\W\d_a-z])|\n+"
)
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_LEAST = 15  # words of a sentence; shorter ones recur on purpose
_LENGTH_FOR_MORE = 20  # words for each of which one more may differ
_LEAST_NEXT = 8  # words of a sentence that comes again at once
_MOST = 0.2  # of its words may be others then
_LEAST_TAIL = 6  # words of a sentence's end that comes again as a sentence
_RUN = 4  # words in a row that two such sentences share
_ALIKE = 0.5
_NO_WORD = 1.5  # Zipf
_DENYING = frozenset({"not", "no", "never", "without", "t"})
# small words that make another statement of it
_TELLING = _DENYING | {
    "he", "she", "it", "they", "we", "you", "his", "her", "their", "our", "who", "first", "second",
    "third", "two", "three", "more", "less", "all", "some", "other", "up", "down", "in", "out",
    "over", "under", "before", "with",
}  # fmt: skip


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


def _sentences(text: str, least: int = _LEAST) -> Iterator[_Sentence]:
    """Yield the sentences of ``text`` that have ``least`` words or more."""
    return (sentence for sentence in _all(text) if len(sentence.words) >= least)


@lru_cache(maxsize=2)
def _all(text: str) -> tuple[_Sentence, ...]:
    return tuple(_split(text))


def _split(text: str) -> Iterator[_Sentence]:
    last = 0
    ends = [match.span() for match in _END.finditer(text)]
    for end, following in (*ends, (len(text), len(text))):
        words = tuple(_WORD.findall(text[last:end]))
        if len(words) >= _LEAST_TAIL:
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


_OPENING = 4  # words in which a sentence says what it is about


def comes_at_once(text: str) -> Iterator[Again]:
    """Yield sentences that say at once what the one before said, or its end, in the same words."""
    before: _Sentence | None = None
    for sentence in _sentences(text, _LEAST_TAIL):
        if before is not None and text[before.end : sentence.start].strip("\"”’' \n") == "":
            first, second = ([w.lower() for w in s.words] for s in (before, sentence))
            if _is_tail(first, second) or _is_copy(before.words, sentence.words):
                yield Again(sentence.start, sentence.end, before.start, before.end)
        before = sentence


def _is_tail(first: list[str], second: list[str]) -> bool:
    return len(first) > len(second) and first[-len(second) :] == second


def _is_copy(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether so few plain words differ that nobody says both sentences in a row."""
    if min(len(one), len(other)) < _LEAST_NEXT:
        return False
    first, second = ([word.lower() for word in words] for words in (one, other))
    most = int(len(first) * _MOST)
    if first == second or Levenshtein.distance(first, second, score_cutoff=most) > most:
        return False
    changed = [b for b in Levenshtein.opcodes(first, second) if b.tag != "equal"]
    opening = sum(b.src_end - b.src_start for b in changed if b.src_start < _OPENING)
    if opening > 1:
        return False  # the same is said of something else
    if len(changed) == 1 and min(len(first), len(second)) < _LEAST:
        pair = changed[0]
        words = {*first[pair.src_start : pair.src_end], *second[pair.dest_start : pair.dest_end]}
        return words <= STOP_WORDS - _TELLING
    return not any(
        _tells(word)
        for block in changed
        for word in (
            *one[block.src_start : block.src_end],
            *other[block.dest_start : block.dest_end],
        )
    )


def _tells(word: str) -> bool:
    """Return whether the word makes another statement of it: a figure, a name, a denial."""
    lower = word.lower()
    known = word[0].isupper() and lower not in STOP_WORDS
    return known or lower in _TELLING or any(map(str.isdigit, word))
