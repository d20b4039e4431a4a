"""Which parts a thing has: a car its bumper, a house its roof."""

from __future__ import annotations

from functools import cache

from mtqa.knowledge.nouns import classes
from mtqa.knowledge.table import rows


@cache
def _parts() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    return {
        whole: (frozenset(own.split("|")), frozenset(shared.split("|")))
        for whole, own, shared in rows("parts.tsv")
    }


@cache
def part_nouns() -> frozenset[str]:
    """Return all nouns for parts."""
    return frozenset().union(*(own | shared for own, shared in _parts().values()))


def is_part(part: str, whole: str, *, of_nothing_else: bool = False) -> bool:
    """Return whether a thing has such a part.

    Args:
        part: the lemma of a noun.
        whole: the same.
        of_nothing_else: whether only things of this sort have it, as a car has a
            bumper, while a roof may be that of a house nearby.
    """
    for kind in (whole, *classes(whole)):
        own, shared = _parts().get(kind, (frozenset(), frozenset()))
        if part in own or (part in shared and not of_nothing_else):
            return True
    return False
