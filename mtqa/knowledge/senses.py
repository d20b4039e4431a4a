"""Words that stand for another sense of the word that the source has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.table import rows


@dataclass(frozen=True, slots=True)
class WrongSense:
    """A word that is wrong beside some words.

    Attributes:
        near: words that show what the sentence is about.
        unless: words beside which it may be right all the same.
        meant: the word that English uses there.
        confidence: the probability that an editor would agree.
    """

    near: frozenset[str]
    unless: frozenset[str]
    meant: str
    confidence: float


@cache
def wrong_senses() -> Mapping[str, tuple[WrongSense, ...]]:
    """Return what each word, in lower case, stands for by mistake."""
    found: dict[str, list[WrongSense]] = defaultdict(list)
    for said, near, unless, meant, confidence in rows("wrong_senses.tsv"):
        words = frozenset(near.split("|")), frozenset(unless.split("|"))
        for word in said.split("|"):
            found[word].append(WrongSense(*words, meant, float(confidence)))
    return {word: tuple(senses) for word, senses in found.items()}
