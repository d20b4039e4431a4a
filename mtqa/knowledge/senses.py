"""Words and phrases in another sense than the source has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from mtqa.knowledge.table import rows
from mtqa.knowledge.words import zipf
from mtqa.model import Severity


@dataclass(frozen=True, slots=True)
class WrongSense:
    """A word that is wrong beside some words.

    Attributes:
        near: words that show what the sentence is about.
        hints: words of which two different ones, a little farther off too, show it.
        unless: words beside which it may be right all the same.
        before: words that make it right where they stand directly before it.
        behind: where they stand directly behind it.
        meant: the word that English uses there.
        confidence: the probability that an editor would agree.
    """

    near: frozenset[str]
    hints: frozenset[str]
    unless: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]
    meant: str
    confidence: float


@cache
def groups() -> Mapping[str, frozenset[str]]:
    """Return the words that ``@`` and a name stand for in the tables of senses."""
    return {f"@{name}": frozenset(words.split("|")) for name, words in rows("sense_groups.tsv")}


def words_of(names: Iterable[str]) -> frozenset[str]:
    """Return the words, with those of a group in place of its name."""
    return frozenset(word for name in names for word in groups().get(name, (name,)))


def _wrong_sense(near: str, unless: str, meant: str, confidence: str) -> WrongSense:
    words: dict[str, set[str]] = {"<": set(), ">": set(), "": set()}
    shown = near.split("|")
    for word in unless.split("|"):
        mark = word[:1] if word[:1] in ("<", ">") else ""
        words[mark].add(word.removeprefix(mark))
    return WrongSense(
        near=words_of(word for word in shown if word[0] != "+"),
        hints=words_of(word[1:] for word in shown if word[0] == "+"),
        unless=words_of(words[""]),
        before=words_of(words["<"]),
        behind=words_of(words[">"]),
        meant=meant,
        confidence=float(confidence),
    )


@cache
def wrong_senses() -> Mapping[str, tuple[WrongSense, ...]]:
    """Return what each word, in lower case, stands for by mistake."""
    found: dict[str, list[WrongSense]] = defaultdict(list)
    for said, *rest in rows("wrong_senses.tsv"):
        sense = _wrong_sense(*rest)
        for word in said.split("|"):
            found[word].append(sense)
    return {word: tuple(senses) for word, senses in found.items()}


ANY = frozenset({"*", "#", "@person"})  # what stands for words that no table lists


@dataclass(frozen=True, slots=True)
class SensePhrase:
    """A phrase in which a word is wrong.

    Attributes:
        words: for each place the words that may stand there, lemmas or forms in lower
            case; ``*`` for any word, ``#`` for figures, ``@person`` for a person.
        first: index of the first word that is wrong.
        last: index of the last.
        ends: whether a comma, a full stop or the like must follow.
        unless: words that make it right when they stand in the same sentence.
        meant: what English says there.
        confidence: the probability that an editor would agree.
        severity: where it differs from the rule's own.
    """

    words: tuple[frozenset[str], ...]
    first: int
    last: int
    ends: bool
    unless: frozenset[str]
    meant: str
    confidence: float
    severity: Severity | None


def _variants(pattern: str) -> Iterator[list[str]]:
    """Yield the places of ``pattern`` with and without each that ends in ``?``."""
    places = pattern.removesuffix(" $").split(" ")
    choices = ((place[:-1], "") if place[-1] == "?" else (place,) for place in places)
    for chosen in product(*choices):
        yield [place for place in chosen if place]


def _sense_phrase(places: list[str], ends: bool, rest: list[str]) -> SensePhrase:
    unless, meant, confidence, severity = rest
    marked = [at for at, place in enumerate(places) if place[0] == "[" or place[-1] == "]"]
    return SensePhrase(
        words=tuple(words_of(place.strip("[]").split("/")) for place in places),
        first=marked[0] if marked else 0,
        last=marked[-1] if marked else len(places) - 1,
        ends=ends,
        unless=words_of(unless.split("|")) if unless else frozenset(),
        meant=meant,
        confidence=float(confidence),
        severity=Severity(severity) if severity else None,
    )


def _rarest(phrase: SensePhrase) -> tuple[int, frozenset[str]]:
    """Return the place with the rarest words, and these words."""
    places = ((at, words) for at, words in enumerate(phrase.words) if not words & ANY)
    return min(places, key=lambda place: max(map(zipf, place[1])))


@cache
def sense_phrases() -> Mapping[str, tuple[tuple[int, SensePhrase], ...]]:
    """Return the phrases of ``sense_phrases.tsv`` by the words at one of their places.

    That is the place with the rarest words; its index comes with each phrase.
    """
    found: dict[str, list[tuple[int, SensePhrase]]] = defaultdict(list)
    for patterns, *rest in rows("sense_phrases.tsv"):
        for pattern in patterns.split("|"):
            for places in _variants(pattern):
                phrase = _sense_phrase(places, pattern.endswith(" $"), rest)
                at, words = _rarest(phrase)
                for word in words:
                    found[word].append((at, phrase))
    return {word: tuple(phrases) for word, phrases in found.items()}
