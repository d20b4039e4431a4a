"""What the best-known politicians have been in all their careers, and what that is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.names import fold
from mtqa.knowledge.people import name_words
from mtqa.knowledge.table import rows

_LASTING = 9999


@dataclass(frozen=True, slots=True)
class Career:
    """A politician whose offices are all known.

    Attributes:
        name: the usual name.
        country: ISO 3166-1 alpha-2.
        kinds: all kinds of offices and ranks that the person ever had.
        alone: whether the surname alone can mean nobody else in the news.
        party: the party as its members are called by, or empty.
        terms: kinds of offices of which all years are known, first and last; 9999 while
            the last one lasts.
    """

    name: str
    country: str
    kinds: frozenset[str]
    alone: bool
    party: str
    terms: tuple[tuple[str, int, int], ...] = ()


def _terms(field: str) -> tuple[tuple[str, int, int], ...]:
    found = []
    for one in filter(None, field.split("|")):
        kind, _, spans = one.partition(":")
        for span in spans.split(","):
            first, _, last = span.partition("-")
            found.append((kind, int(first), int(last or _LASTING)))
    return tuple(found)


@cache
def careers() -> Mapping[str, Career]:
    """Return the careers by first and last name, folded, and by surname where that is enough."""
    found: dict[str, Career] = {}
    for name, country, kinds, alone, party, terms in rows("careers.tsv"):
        held = frozenset(kinds.split("|")) - {""}
        career = Career(name, country, held, bool(alone), party, _terms(terms))
        words = name_words(name)
        found[f"{words[0]} {words[-1]}"] = career
        if alone:
            found[words[-1]] = career
    return found


def career(name: str) -> Career | None:
    """Return the career of the person whom ``name``, a full one or a surname, can only mean."""
    words = name_words(name)
    if not words:
        return None
    key = words[0] if len(words) == 1 else f"{words[0]} {words[-1]}"
    return careers().get(key) or _whole().get(fold(name))


@cache
def _whole() -> Mapping[str, Career]:
    return {fold(one.name): one for one in careers().values()}


@cache
def title_kinds() -> Mapping[str, str]:
    """Return the kind of office by its titles."""
    return {t: kind for kind, titles, _ in rows("career_titles.tsv") for t in titles.split("|")}


@cache
def kinds_with(kind: str) -> frozenset[str]:
    """Return the kinds of office whose holders may be given the titles of ``kind``."""
    found = next(others for name, _, others in rows("career_titles.tsv") if name == kind)
    return frozenset({kind, *found.split("|")}) - {""}


@cache
def titles_pattern() -> str:
    """Return the alternatives of a pattern for all titles, longest first."""
    return "|".join(re.escape(t) for t in sorted(title_kinds(), key=lambda t: (-len(t), t)))
