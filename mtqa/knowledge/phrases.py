"""Established phrases, and what is said instead of them by mistake."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise, product

from mtqa.knowledge.senses import words_of
from mtqa.knowledge.table import rows
from mtqa.knowledge.words import zipf

_CHOICE = re.compile(r"\{([^}]*)\}")
_LONG_CHOICE = re.compile(r"\{([^}]* [^}]*)\}")
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
        words: what may stand in each place, in lower case.
        open_at: index of the word that is tested.
        anchor: index of the word by which the phrase is found.
        right: the word that belongs in the tested place.
        allowed: what else may stand there; not looked at where ``wrong`` is known.
        wrong: what is wrong there; empty where all else is.
        confidence: the probability that an editor would agree.
    """

    words: tuple[frozenset[str], ...]
    open_at: int
    anchor: int
    right: str
    allowed: frozenset[str]
    wrong: frozenset[str]
    confidence: float

    def excludes(self, word: str) -> bool:
        """Return whether ``word`` is wrong in the tested place."""
        return word in self.wrong if self.wrong else word not in self.allowed


@dataclass(frozen=True, slots=True)
class Collocation:
    """A verb with an object that another verb goes with.

    Attributes:
        instead: the verb or verbs that English uses.
        confidence: the probability that an editor would agree.
    """

    instead: str
    confidence: float


def _expanded(pattern: str, choice: re.Pattern[str] = _CHOICE) -> Iterator[str]:
    """Yield "a x" and "a y" for "a {x,y}"."""
    parts = choice.split(pattern)
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


def _place(word: str) -> frozenset[str]:
    """Return what may stand in the place of ``word``: any of "{bear,bears}", "a" as "an"."""
    forms = [form.rstrip("'") for form in word.strip("*[]{}").split(",")]
    return frozenset({"a", "an"} if forms in (["a"], ["an"]) else forms)


def _set_phrase(marked: str, wrong: str, also: str, confidence: str) -> SetPhrase:
    words = marked.lower().replace("’", "'").split()
    open_at = next(at for at, word in enumerate(words) if word.startswith("["))
    right = words[open_at].strip("[]{}").split(",")[0]
    places = tuple(map(_place, words))
    anchor = next((at for at, word in enumerate(words) if word[0] == "*"), -1)
    if anchor < 0:
        others = (at for at in range(len(words)) if at != open_at)
        anchor = max(others, key=lambda at: min(map(len, places[at])))
    allowed = places[open_at] | set(also.replace("’", "'").split("|"))
    excluded = frozenset(wrong.replace("’", "'").split("|") if wrong else ())
    return SetPhrase(places, open_at, anchor, right, allowed, excluded, float(confidence))


@cache
def _swaps() -> tuple[SetPhrase, ...]:
    return tuple(_set_phrase(*row) for row in rows("swaps.tsv"))


def _all_set_phrases() -> Iterator[SetPhrase]:
    for phrase, also, confidence in rows("set_phrases.tsv"):
        for marked in _expanded(phrase, _LONG_CHOICE):
            yield _set_phrase(marked, "", also, confidence)
    yield from _swaps()


@cache
def set_phrases() -> Mapping[str, tuple[SetPhrase, ...]]:
    """Return the phrases in which a word can't be exchanged by their anchor."""
    found: dict[str, list[SetPhrase]] = defaultdict(list)
    for entry in _all_set_phrases():
        for word in entry.words[entry.anchor]:
            found[word].append(entry)
    return {anchor: tuple(entries) for anchor, entries in found.items()}


@dataclass(frozen=True, slots=True)
class Reworded:
    """A phrase with words of like meaning in the place of its own.

    Attributes:
        words: what may stand in each place, in lower case.
        near: for each place the words that are put for these by mistake.
        least: how many places must have such a word.
        confidence: the probability that an editor would agree.
    """

    words: tuple[frozenset[str], ...]
    near: tuple[frozenset[str], ...]
    least: int
    confidence: float

    def exchanged(self, said: tuple[str, ...]) -> list[int]:
        """Return the places where ``said`` has another word, none where it isn't the phrase."""
        found = []
        for at, word in enumerate(said):
            if word not in self.words[at]:
                if word not in self.near[at]:
                    return []
                found.append(at)
        if self.least > 1 and all(zipf(said[at]) > _USUAL for at in found):
            return []  # "say a word about" is no "give a speech about"
        return found if len(found) >= self.least else []


_USUAL = 5.2  # Zipf; words above it make phrases of their own
_COMMON = 6.0  # Zipf; words above it are put for nothing by their meaning
_LONG = 4  # words of a phrase in which two may be exchanged: "making use of" is no such
_TWO = 2  # words exchanged at once, which no writer does by chance


@cache
def _near() -> Mapping[str, frozenset[str]]:
    """Return the words of like meaning that never stand in a phrase for another."""
    return {word: frozenset(near.split("|")) for word, near in rows("near_words.tsv")}


def _idioms() -> Iterator[Reworded]:
    """Yield the phrases in which one exchanged word is enough."""
    for phrase, confidence in rows("idioms.tsv"):
        for marked in _expanded(phrase, _LONG_CHOICE):
            words = marked.split()
            near = (_near()[w.strip("*")] if w[0] == "*" else frozenset() for w in words)
            yield Reworded(tuple(map(_place, words)), tuple(near), 1, float(confidence))


def _twice_swapped() -> Iterator[Reworded]:
    """Yield the phrases of ``swaps.tsv``, in which two words may be exchanged at once."""
    wrong: dict[tuple[frozenset[str], ...], dict[int, frozenset[str]]] = defaultdict(dict)
    any_phrase: dict[str, set[str]] = defaultdict(set)
    for entry in _swaps():
        put = frozenset(word for word in entry.wrong if zipf(word) < _COMMON)
        wrong[entry.words][entry.open_at] = put
        for word in entry.words[entry.open_at]:
            any_phrase[word] |= put
    for words, places in wrong.items():
        near = []
        for at, place in enumerate(words):
            others = (any_phrase.get(word, set()) | _near().get(word, set()) for word in place)
            near.append((places.get(at, frozenset()).union(*others)) - place)
        if len(words) >= _LONG and sum(map(bool, near)) >= _TWO:
            yield Reworded(words, tuple(near), _TWO, 0.75)


@cache
def reworded() -> Mapping[str, tuple[tuple[int, Reworded], ...]]:
    """Return the phrases by the words of their rarest place, with its index."""
    found: dict[str, list[tuple[int, Reworded]]] = defaultdict(list)
    for entry in chain(_idioms(), _twice_swapped()):
        places = [one | other for one, other in zip(entry.words, entry.near, strict=True)]
        at = min(range(len(places)), key=lambda at: max(map(zipf, places[at])))
        for word in places[at]:
            found[word].append((at, entry))
    return {word: tuple(entries) for word, entries in found.items()}


@cache
def collocations() -> Mapping[str, Mapping[str, Collocation]]:
    """Return by verb and object what English says instead."""
    found: dict[str, dict[str, Collocation]] = defaultdict(dict)
    for verbs, nouns, instead, confidence in rows("collocations.tsv"):
        entry = Collocation(instead, float(confidence))
        for verb in verbs.split("|"):
            found[verb] |= dict.fromkeys(words_of(nouns.split("|")), entry)
    return found


@cache
def bound_words() -> Mapping[str, tuple[str, ...]]:
    """Return the words that stand before few nouns only, with these nouns, the commonest first."""
    return {word: tuple(nouns.split("|")) for word, nouns in rows("bound_words.tsv")}


@dataclass(frozen=True, slots=True)
class Tautology:
    """Words that say one thing twice.

    Attributes:
        words: in lower case; ``#`` for figures, ``*`` for any word.
        ends: whether the clause must end behind them.
        enough: what would do.
        confidence: the probability that an editor would agree.
    """

    words: tuple[str, ...]
    ends: bool
    enough: str
    confidence: float


def _is_doubled(words: tuple[str, ...]) -> bool:
    """Return whether the words are some words twice: "about about" is another slip."""
    half = len(words) // 2
    beside = any(one == other for one, other in pairwise(words))
    return beside or (half > 1 and words[:half] == words[-half:])


def _all_tautologies() -> Iterator[Tautology]:
    for said, enough, confidence in rows("tautologies.tsv"):
        for pattern in said.split("|"):
            for phrase in _expanded(pattern):
                words = tuple(phrase.removesuffix(" $").split())
                if not _is_doubled(words):
                    yield Tautology(words, phrase.endswith(" $"), enough, float(confidence))


@cache
def tautologies() -> Mapping[str, Mapping[str, tuple[Tautology, ...]]]:
    """Return the tautologies of ``tautologies.tsv`` by their first word and their second."""
    found: dict[str, dict[str, list[Tautology]]] = defaultdict(lambda: defaultdict(list))
    for entry in _all_tautologies():
        found[entry.words[0]][entry.words[1]].append(entry)
    return {
        first: {second: tuple(entries) for second, entries in some.items()}
        for first, some in found.items()
    }


@cache
def synonyms() -> Mapping[str, frozenset[tuple[str, int]]]:
    """Return by word the groups of ``synonyms.tsv`` that it is in: their kind and number."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for number, (kind, words) in enumerate(rows("synonyms.tsv")):
        for word in words.split("|"):
            found[word].add((kind, number))
    return {word: frozenset(groups) for word, groups in found.items()}
