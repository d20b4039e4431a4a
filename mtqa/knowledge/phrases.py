"""Established phrases, and what is said instead of them by mistake."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from mtqa.knowledge.table import rows

_CHOICE = re.compile(r"\{([^}]*)\}")
WORD = re.compile(r"[\w/]+(?:[-’'][\w/]+)*")


@dataclass(frozen=True, slots=True)
class Altered:
    """A phrase that stands for an established one.

    Attributes:
        words: its words, in lower case unless ``cased``.
        cased: whether capitals matter: "White Home" is wrong, "white home" is not.
        confidence: the probability that an editor would agree.
        swaps: whether the established phrase can stand in its place as it is.
    """

    words: tuple[str, ...]
    cased: bool
    established: str
    confidence: float
    swaps: bool


@dataclass(frozen=True, slots=True)
class SetPhrase:
    """A phrase in which one word can't be another one.

    Attributes:
        words: its words in lower case.
        open_at: index of the word that is tested.
        anchor: index of the word by which the phrase is found.
        allowed: what else may stand in the place of that word.
        confidence: the probability that an editor would agree.
    """

    words: tuple[str, ...]
    open_at: int
    anchor: int
    allowed: frozenset[str]
    confidence: float


@dataclass(frozen=True, slots=True)
class Collocation:
    """A verb with an object that another verb goes with.

    Attributes:
        instead: the verb or verbs that English uses.
        confidence: the probability that an editor would agree.
    """

    instead: str
    confidence: float


def _expanded(pattern: str) -> Iterator[str]:
    """Yield "a x" and "a y" for "a {x,y}"."""
    parts = _CHOICE.split(pattern)
    options = [part.split(",") if at % 2 else [part] for at, part in enumerate(parts)]
    yield from map("".join, product(*options))


@cache
def altered_phrases() -> Mapping[tuple[str, ...], tuple[Altered, ...]]:
    """Return the altered phrases by their first two words in lower case, or their only one."""
    found: dict[tuple[str, ...], list[Altered]] = defaultdict(list)
    for established, altered, confidence, swap in rows("phrases.tsv"):
        for pattern in altered.split("|"):
            for phrase in _expanded(pattern):
                words = tuple(WORD.findall(phrase))
                cased = phrase != phrase.lower()
                entry = Altered(words, cased, established, float(confidence), bool(swap))
                found[tuple(word.lower() for word in words[:2])].append(entry)
    return {first: tuple(entries) for first, entries in found.items()}


def _set_phrase(marked: str, also: str, confidence: str) -> SetPhrase:
    words = marked.lower().replace("’", "'").split()
    open_at = next(at for at, word in enumerate(words) if word.startswith("["))
    words[open_at] = words[open_at].strip("[]")
    others = (at for at in range(len(words)) if at != open_at)
    allowed = frozenset({words[open_at], *also.replace("’", "'").split("|")})
    anchor = max(others, key=lambda at: len(words[at]))
    return SetPhrase(tuple(words), open_at, anchor, allowed, float(confidence))


@cache
def set_phrases() -> Mapping[str, tuple[SetPhrase, ...]]:
    """Return the phrases of ``set_phrases.tsv`` by their longest word but the one tested."""
    found: dict[str, list[SetPhrase]] = defaultdict(list)
    for phrase, also, confidence in rows("set_phrases.tsv"):
        for marked in _expanded(phrase):
            entry = _set_phrase(marked, also, confidence)
            found[entry.words[entry.anchor]].append(entry)
    return {anchor: tuple(entries) for anchor, entries in found.items()}


@cache
def collocations() -> Mapping[str, Mapping[str, Collocation]]:
    """Return by verb and object what English says instead."""
    found: dict[str, dict[str, Collocation]] = defaultdict(dict)
    for verb, nouns, instead, confidence in rows("collocations.tsv"):
        entry = Collocation(instead, float(confidence))
        found[verb] |= dict.fromkeys(nouns.split("|"), entry)
    return found


@cache
def bound_words() -> Mapping[str, tuple[str, ...]]:
    """Return the words that stand before few nouns only, with these nouns, the commonest first."""
    return {word: tuple(nouns.split("|")) for word, nouns in rows("bound_words.tsv")}


@dataclass(frozen=True, slots=True)
class Tautology:
    """Words that say one thing twice.

    Attributes:
        words: in lower case; ``#`` for figures.
        enough: what would do.
        confidence: the probability that an editor would agree.
    """

    words: tuple[str, ...]
    enough: str
    confidence: float


@cache
def tautologies() -> Mapping[str, tuple[Tautology, ...]]:
    """Return the tautologies of ``tautologies.tsv`` by their first word."""
    found: dict[str, list[Tautology]] = defaultdict(list)
    for said, enough, confidence in rows("tautologies.tsv"):
        for pattern in said.split("|"):
            for phrase in _expanded(pattern):
                words = tuple(phrase.split())
                if len(set(words)) == len(words):  # "about about" is another slip
                    found[words[0]].append(Tautology(words, enough, float(confidence)))
    return {first: tuple(entries) for first, entries in found.items()}
