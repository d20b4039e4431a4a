"""What a noun names (a vehicle, a building, a person) and whether it can be counted."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLES = Path(__file__).parent / "tables"


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (_TABLES / table).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def _nouns() -> dict[str, frozenset[str]]:
    return {row["noun"]: frozenset(row["classes"].split("|")) for row in _rows("nouns.tsv")}


def classes(lemma: str) -> frozenset[str]:
    """Return the classes of the noun ``lemma``, empty where it is unknown or means many things."""
    return _nouns().get(lemma, frozenset())


@dataclass(frozen=True, slots=True)
class MassNoun:
    """A noun that English doesn't count.

    Attributes:
        lemma: the noun as it should be used.
        plural: its wrong plural, empty where that form is some other word.
        wrong_with: ``one``: words for a single one ("a", "every") are wrong
            with it; ``few``: words for several ("many", "these") are.
        piece: how one of it is said, "a piece of", or empty.
    """

    lemma: str
    plural: str
    wrong_with: frozenset[str]
    piece: str


@cache
def mass_nouns() -> Mapping[str, MassNoun]:
    """Return the mass nouns by each form, the wrong plural included."""
    found: dict[str, MassNoun] = {}
    for row in _rows("mass_nouns.tsv"):
        noun = MassNoun(
            row["noun"], row["plural"], frozenset(row["wrong_with"].split("|")), row["piece"]
        )
        found |= {form: noun for form in (noun.lemma, noun.plural) if form}
    return found


@cache
def count_nouns() -> frozenset[str]:
    """Return nouns that can't stand in the singular without an article or the like."""
    return frozenset(row["noun"] for row in _rows("count_nouns.tsv"))
