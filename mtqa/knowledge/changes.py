"""Verbs that say how an amount changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.table import rows


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb says about an amount.

    Attributes:
        lemma: the verb.
        upward: whether the amount grows.
        factor: what it is multiplied with, ``None`` where the verb does not say.
        moves: whether it also says how a thing moves in space.
    """

    lemma: str
    upward: bool
    factor: float | None
    moves: bool


@cache
def changes() -> dict[str, Change]:
    """Return the verbs of change by each of their forms, in lower case."""
    found: dict[str, Change] = {}
    for forms, direction, factor, moves in rows("changes.tsv"):
        words = forms.split("|")
        times = float(factor) if factor else None
        change = Change(words[0], direction == "up", times, bool(moves))
        found |= dict.fromkeys(words, change)
    return found
