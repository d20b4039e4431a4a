"""What verbs can't take as their object, and words by what they are used for."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Demand:
    """What a verb demands of its object or subject.

    Attributes:
        verb: the lemma.
        slot: ``object``, subjects of the passive included, or ``subject``.
        wrong: classes of nouns, as in ``nouns.classes``, that can't be in this
            slot; ``counted`` is a number of persons.
        needs: what must be in it, in an editor's words.
        instead: verbs that go with the wrong nouns.
        in_event: whether that holds only where something violent happens,
            since a firm may kill a car and a tax hurt a building.
        confidence: the probability that an editor would agree.
    """

    verb: str
    slot: str
    wrong: frozenset[str]
    needs: str
    instead: str
    in_event: bool
    confidence: float


@cache
def demands() -> Mapping[str, tuple[Demand, ...]]:
    """Return what each verb demands, by its lemma; several things where slots or nouns differ."""
    found: dict[str, tuple[Demand, ...]] = {}
    with (_TABLES / "verb_objects.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            demand = Demand(
                row["verb"],
                row["slot"],
                frozenset(row["wrong"].split("|")),
                row["needs"],
                row["instead"],
                bool(row["event"]),
                float(row["confidence"]),
            )
            found[demand.verb] = (*found.get(demand.verb, ()), demand)
    return found


def _participles(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e")
    return (f"{stem}ed", f"{verb}{verb[-1]}ed", f"{verb.removesuffix('y')}ied")


@cache
def participles() -> Mapping[str, str]:
    """Return the lemma behind each regular participle of a verb in ``demands``."""
    return {form: verb for verb in demands() for form in _participles(verb)}


@cache
def words(role: str) -> frozenset[str]:
    """Return the lemmas with this role in the table ``verb_roles.tsv``."""
    with (_TABLES / "verb_roles.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return frozenset(next(row["words"].split("|") for row in rows if row["role"] == role))
