"""Offices rendered word by word, as nobody calls them in English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.offices import Country, countries
from mtqa.knowledge.table import rows

_OF_COUNTRIES = re.compile(r"<(adj|country):([^>]*)>")
_BODIES = frozenset({"EU", "NATO", "UN"})


@dataclass(frozen=True, slots=True)
class LiteralOffice:
    """Literal renderings of one office.

    Attributes:
        meant: what English calls it.
        keys: a text without any of these, in lower case, has no such rendering.
        pattern: matches a rendering.
        unless: matches sentences in which the words are right; ``None`` where none are.
        confidence: the probability that an editor would agree.
    """

    meant: str
    keys: tuple[str, ...]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    confidence: float


def _chosen(codes: str) -> list[Country]:
    """Return the countries that "FR,IT" lists, or for "*-GB" all but those."""
    every = {code: one for code, one in countries().items() if code not in _BODIES}
    if codes.startswith("*"):
        without = codes.removeprefix("*-").split(",")
        return [one for code, one in every.items() if code not in without]
    return [every[code] for code in codes.split(",")]


def _alternatives(found: re.Match[str]) -> str:
    """Return the pattern that ``<adj:FR>`` (French, France's) or ``<country:FR>`` stands for."""
    words: list[str] = []
    for country in _chosen(found[2]):
        names = map(re.escape, country.names)
        if found[1] == "country":
            words += names
        else:
            words += [*map(re.escape, country.adjectives), *(f"{name}['’]s" for name in names)]
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


@cache
def literal_offices() -> tuple[LiteralOffice, ...]:
    """Return the offices of ``literal_offices.tsv``."""
    return tuple(
        LiteralOffice(
            meant,
            tuple(keys.split("|")),
            re.compile(
                rf"(?<![\w-])(?:{_OF_COUNTRIES.sub(_alternatives, said)})(?:(?<=\s)|\b)",
                re.MULTILINE,
            ),
            re.compile(rf"\b(?:{unless})\b", re.IGNORECASE) if unless else None,
            float(confidence),
        )
        for meant, keys, said, unless, confidence in rows("literal_offices.tsv")
    )
