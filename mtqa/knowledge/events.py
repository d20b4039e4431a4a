"""What happens on a day, as verbs and as nouns: "was abducted", "the abduction"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.table import rows


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens on a day.

    Attributes:
        name: the first of its words.
        theme: whose event it is, the verb's ``subject`` or ``object``; empty where
            the day alone does not say that two are one.
        once: whether it happens to nobody twice.
        returns: whether it happens again only to somebody who came back before.
    """

    name: str
    theme: str
    once: bool
    returns: bool


@cache
def _happenings() -> tuple[Mapping[str, Happening], Mapping[str, Happening]]:
    by_verb: dict[str, Happening] = {}
    by_noun: dict[str, Happening] = {}
    for verbs, nouns, theme, repeats in rows("events.tsv"):
        happening = Happening(
            (verbs or nouns).split("|")[0], theme, repeats == "once", repeats == "back"
        )
        by_verb |= {verb: happening for verb in verbs.split("|") if verb}
        by_noun |= {noun: happening for noun in nouns.split("|") if noun}
    return by_verb, by_noun


def by_verb() -> Mapping[str, Happening]:
    """Return what happens, by the lemmas of the verbs that tell of it."""
    return _happenings()[0]


def by_noun() -> Mapping[str, Happening]:
    """Return what happens, by the lemmas of the nouns for it."""
    return _happenings()[1]
