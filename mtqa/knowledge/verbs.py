"""What verbs can't take as their object or subject, and words by what they are used for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.table import members, rows


@dataclass(frozen=True, slots=True)
class Demand:
    """What a verb demands of its object or subject.

    Attributes:
        verb: the lemma.
        slot: ``object``, subjects of the passive included, ``passive`` for these
            alone, or ``subject``.
        wrong: classes of nouns, as in ``nouns.classes``, that can't be in this
            slot; ``counted`` is a number of persons.
        needs: what must be in it, in an editor's words.
        instead: verbs that go with the wrong nouns.
        in_event: whether that holds only where something violent happens,
            since a firm may kill a car and a tax hurt a building.
        alone: whether it holds only where the verb has no place, object or the like
            with it, since missiles may arrive in a country.
        confidence: the probability that an editor would agree.
    """

    verb: str
    slot: str
    wrong: frozenset[str]
    needs: str
    instead: str
    in_event: bool
    alone: bool
    confidence: float


@cache
def demands() -> Mapping[str, tuple[Demand, ...]]:
    """Return what each verb demands, by its lemma; several things where slots or nouns differ."""
    found: dict[str, tuple[Demand, ...]] = {}
    for verb, slot, wrong, needs, instead, where, confidence in rows("verb_objects.tsv"):
        demand = Demand(
            verb,
            slot,
            frozenset(wrong.split("|")),
            needs,
            instead,
            in_event=where == "yes",
            alone=where == "alone",
            confidence=float(confidence),
        )
        found[verb] = (*found.get(verb, ()), demand)
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
    return members("verb_roles.tsv", role)


@cache
def own_objects() -> Mapping[str, frozenset[str]]:
    """Return by its lemma what a subject does the verb to only where it is his or its own."""
    return {verb: frozenset(nouns.split("|")) for verb, nouns in rows("own_objects.tsv")}


@cache
def base_forms(kind: str) -> frozenset[str]:
    """Return infinitives that are no participle and no past, or words by how they look.

    ``verb`` are those that are nothing else, ``noun`` those that are nouns for what happens as
    well, ``finite`` more that can't follow "he" but with a modal before; ``same-in-past`` are
    verbs whose past is their infinitive. ``looks-inflected`` are words that end in "s" or "ed"
    as forms of verbs do, and are none, ``looks-past`` such in "ed".
    """
    return members("base_forms.tsv", kind)
