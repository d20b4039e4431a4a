"""Which names, nouns and titles only men or only women bear."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from mtqa.knowledge.names import fold
from mtqa.knowledge.table import rows

Sex = Literal["m", "f"]

PRONOUNS: dict[str, Sex] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
"""The sex of a person whom a pronoun, in lower case, means."""
OTHER_SEX = {
    "he": "she", "him": "her", "his": "her", "himself": "herself",
    "she": "he", "hers": "his", "herself": "himself",
}  # fmt: skip
"""What such a pronoun is for the other sex; "her" may be "him" or "his"."""
GENDERED = re.compile(rf"\b(?:{'|'.join(PRONOUNS)})\b", re.IGNORECASE | re.ASCII)
"""Finds these pronouns in a text."""


def sex_of_name(first_name: str) -> Sex | None:
    """Return the sex of those who bear ``first_name``, ``None`` where both do or nothing is known.

    A name that men bear in one country and women in another ("Andrea", "Jan")
    belongs to both.
    """
    return _of_one_sex("name", fold(first_name))


def sex_of_noun(lemma: str) -> Sex | None:
    """Return the sex of a person whom the noun names: "daughter", "spokesman"."""
    return _of_one_sex("noun", lemma.lower())


def sex_of_title(title: str) -> Sex | None:
    """Return the sex of a person with this title before the name: "Mrs.", "King"."""
    return _of_one_sex("title", title.lower())


def surnames_of_either() -> frozenset[str]:
    """Return surnames, as written, whose bearers' first names don't tell the sex."""
    return frozenset(_words("surname"))


def means_person(noun: str) -> bool:
    """Return whether ``noun``, a lemma in lower case, may mean a person: "driver", "star"."""
    return noun in _words("noun")


def _of_one_sex(kind: str, word: str) -> Sex | None:
    sex = _words(kind).get(word)
    return sex if sex != "x" else None


@cache
def _words(kind: str) -> dict[str, Sex | Literal["x"]]:
    sexes: dict[str, Sex | Literal["x"]] = {"m": "m", "f": "f", "x": "x"}
    return {
        word: sexes[sex]
        for row_kind, sex, words in rows("sexes.tsv")
        if row_kind == kind
        for word in words.split("|")
    }
