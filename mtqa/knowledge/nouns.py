"""What a noun names (a vehicle, a building, a person) and whether it can be counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.table import members, rows


@cache
def _nouns() -> dict[str, frozenset[str]]:
    return {noun: frozenset(kinds.split("|")) for noun, kinds, _ in rows("nouns.tsv")}


def classes(lemma: str) -> frozenset[str]:
    """Return the classes of the noun ``lemma``, empty where it is unknown or means many things."""
    return _nouns().get(lemma, frozenset())


@cache
def nouns(role: str) -> frozenset[str]:
    """Return the lemmas with this role in the table ``noun_roles.tsv``."""
    return members("noun_roles.tsv", role)


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
    for lemma, plural, wrong_with, piece in rows("mass_nouns.tsv"):
        noun = MassNoun(lemma, plural, frozenset(wrong_with.split("|")), piece)
        found |= {form: noun for form in (noun.lemma, noun.plural) if form}
    return found


@cache
def count_nouns() -> frozenset[str]:
    """Return nouns that can't stand in the singular without an article or the like."""
    return frozenset(noun for (noun,) in rows("count_nouns.tsv"))
