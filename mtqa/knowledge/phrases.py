"""Established phrases, and what is said instead of them by mistake."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

_TABLES = Path(__file__).parent / "tables"
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
class Collocation:
    """A verb with an object that another verb goes with.

    Attributes:
        instead: the verb or verbs that English uses.
        confidence: the probability that an editor would agree.
    """

    instead: str
    confidence: float


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (_TABLES / table).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _expanded(pattern: str) -> Iterator[str]:
    """Yield "a x" and "a y" for "a {x,y}"."""
    parts = _CHOICE.split(pattern)
    options = [part.split(",") if at % 2 else [part] for at, part in enumerate(parts)]
    yield from map("".join, product(*options))


@cache
def altered_phrases() -> Mapping[str, tuple[Altered, ...]]:
    """Return the altered phrases by their first word in lower case."""
    found: dict[str, list[Altered]] = defaultdict(list)
    for row in _rows("phrases.tsv"):
        for pattern in row["altered"].split("|"):
            for phrase in _expanded(pattern):
                words = tuple(WORD.findall(phrase))
                cased = phrase != phrase.lower()
                entry = Altered(
                    words, cased, row["established"], float(row["confidence"]), bool(row["swap"])
                )
                found[words[0].lower()].append(entry)
    return {first: tuple(entries) for first, entries in found.items()}


@cache
def collocations() -> Mapping[str, Mapping[str, Collocation]]:
    """Return by verb and object what English says instead."""
    found: dict[str, dict[str, Collocation]] = defaultdict(dict)
    for row in _rows("collocations.tsv"):
        entry = Collocation(row["instead"], float(row["confidence"]))
        found[row["verb"]] |= dict.fromkeys(row["nouns"].split("|"), entry)
    return found


@cache
def bound_words() -> Mapping[str, tuple[str, ...]]:
    """Return the words that stand before few nouns only, with these nouns, the commonest first."""
    return {row["word"]: tuple(row["nouns"].split("|")) for row in _rows("bound_words.tsv")}
