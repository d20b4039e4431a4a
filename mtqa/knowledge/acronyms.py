"""Acronyms that English has for well-known names, and what other languages have instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.table import rows, values


@dataclass(frozen=True, slots=True)
class Acronym:
    """An English acronym.

    Attributes:
        expansions: what it stands for.
        foreign: the acronyms of other languages for the same thing.
    """

    text: str
    expansions: tuple[str, ...]
    foreign: tuple[str, ...]


@cache
def acronyms() -> Mapping[str, Acronym]:
    """Return the acronyms by themselves."""
    return {
        text: Acronym(text, values(expansions), values(foreign))
        for text, expansions, foreign, _ in rows("acronyms.tsv")
    }


@cache
def foreign_acronyms() -> Mapping[str, str]:
    """Return English acronyms by foreign ones that mean nothing in English."""
    return {foreign: text for text, _, _, lone in rows("acronyms.tsv") for foreign in values(lone)}


@cache
def telling_words() -> Mapping[str, frozenset[str]]:
    """Return by acronym words of which any rendering of its name has one: "CGIL", "labour"."""
    return {short: frozenset(words.split("|")) for short, words in rows("acronym_words.tsv")}


@cache
def other_names() -> Mapping[str, tuple[str, ...]]:
    """Return by acronym more of what it stands for: of these no other body's name is made."""
    return {short: values(names) for short, names in rows("acronym_names.tsv")}
