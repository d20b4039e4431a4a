"""What only people have, such as a citizenship, and what only things have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.nouns import classes
from mtqa.knowledge.table import rows

_GOVERNMENTS = {"government", "administration", "regime", "ministry", "parliament", "cabinet"}
_BODIES = {
    *_GOVERNMENTS, "army", "company", "corporation", "enterprise", "city", "town", "village",
    "province", "republic", "firm", "navy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribute:
    """A word for what only some have.

    Attributes:
        where: ``of``: it stands behind their noun and "of"; ``with``: behind "with";
            ``before``: it is an adjective.
        wrong: classes of nouns, as in ``nouns.classes``, that can't have it;
            ``@body`` for cities, companies and the like, ``@government``.
        needs: who or what has it, in an editor's words.
        confidence: the probability that an editor would agree.
    """

    where: str
    wrong: frozenset[str]
    needs: str
    confidence: float


@cache
def attributes() -> Mapping[str, Attribute]:
    """Return the attributes by their word."""
    found: dict[str, Attribute] = {}
    for where, words, wrong, needs, confidence in rows("attributes.tsv"):
        kinds = frozenset(wrong.split("|"))
        found |= dict.fromkeys(words.split("|"), Attribute(where, kinds, needs, float(confidence)))
    return found


def bearer_classes(lemma: str) -> frozenset[str]:
    """Return the classes of a noun, those of bodies of people included."""
    kinds = classes(lemma)
    if lemma in _BODIES:
        kinds |= {"@body"}
    return kinds | {"@government"} if lemma in _GOVERNMENTS else kinds
