"""Titles before names, the offices that countries have, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.names import fold
from mtqa.knowledge.table import rows, values

_ANYWHERE = "*"
# titles of the US and Britain, which hardly any other country has
_PECULIAR = {
    "finance": ("Treasury Secretary", "Secretary of the Treasury", "Chancellor of the Exchequer"),
    "interior": ("Secretary of the Interior",),
    "defence": ("Secretary of Defense",),
}


def _key(title: str) -> str:
    """Return what spellings of one title share: case, hyphens, Defence and Defense."""
    return fold(title).replace("-", " ").replace("defence", "defense").replace(" for ", " of ")


@cache
def title_words(*kinds: str) -> frozenset[str]:
    """Return words that stand before names, of the kinds ``honorific``, ``rank`` and ``office``."""
    return frozenset(
        word for kind, words in rows("person_titles.tsv") if kind in kinds for word in values(words)
    )


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a country.

    Attributes:
        country: ISO 3166-1 alpha-2, or EU, UN, NATO, XK.
        role: ``hos`` head of state, ``hog`` head of government, ``foreign``, ``finance`` …
        title: what it is usually called.
        accepted: all that it may be called.
        wrong: what it is not called, though other countries call theirs so.
        tolerated: whether the press gives it a general name, "British interior minister".
    """

    country: str
    role: str
    title: str
    accepted: tuple[str, ...]
    wrong: tuple[str, ...]
    tolerated: bool

    def accepts(self, title: str) -> bool:
        """Return whether the office may be called ``title``."""
        return _key(title) in map(_key, self.accepted)

    def refuses(self, title: str) -> bool:
        """Return whether ``title`` is a wrong name of the office."""
        return _key(title) in map(_key, self.wrong)


@cache
def _offices() -> Mapping[tuple[str, str], Office]:
    found = {}
    for country, role, title, accepted, wrong, tolerated in rows("offices.tsv"):
        known = set(map(_key, (title, *values(accepted), *values(wrong))))
        peculiar = _PECULIAR.get(role, ()) if wrong and country != "US" else ()
        also = tuple(t for t in peculiar if _key(t) not in known)
        refused = (*values(wrong), *also)
        found[country, role] = Office(
            country, role, title, values(accepted), refused, bool(tolerated)
        )
    return found


@cache
def office(country: str, role: str) -> Office | None:
    """Return the office of this role; ``None`` where the country has none that we know of."""
    own, usual = _offices().get((country, role)), _offices().get((_ANYWHERE, role))
    if own is not None and own.wrong:
        return own
    if usual is None:
        return own
    also = own.accepted if own else ()
    right = set(map(_key, also))
    wrong = tuple(title for title in usual.wrong if _key(title) not in right)
    title = own.title if own else usual.title
    return Office(country, role, title, (*usual.accepted, *also), wrong, tolerated=False)


@cache
def wrong_titles() -> tuple[str, ...]:
    """Return every title that some country lacks, longest first."""
    titles = {title for found in _offices().values() for title in found.wrong}
    return tuple(sorted(titles, key=lambda title: (-len(title), title)))


@cache
def _heads() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    return {
        title: (frozenset(values(have)), frozenset(values(lack)))
        for title, have, lack in rows("heads.tsv")
    }


def head_titles() -> tuple[str, ...]:
    """Return titles of heads of state and others that only some countries have."""
    return tuple(_heads())


def has_no(country: str, title: str) -> bool:
    """Return whether ``country`` has nobody called ``title``, since about 1990 at least."""
    have, lack = _heads().get(title, (frozenset(), frozenset()))
    return country in lack or (bool(have) and country in countries() and country not in have)


@dataclass(frozen=True, slots=True)
class Country:
    """A country.

    Attributes:
        code: ISO 3166-1 alpha-2, or EU, UN, NATO, XK.
        names: the usual name first.
        adjectives: "Afghan", and the people's names, "Afghans".
        varies: whether English spells its people's names in more than one way.
    """

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    varies: bool

    @property
    def words(self) -> frozenset[str]:
        """Return all names and adjectives."""
        return frozenset((*self.names, *self.adjectives))


@cache
def countries() -> Mapping[str, Country]:
    """Return the countries by their codes."""
    return {
        code: Country(code, values(names), values(adjectives), varies=bool(spelling))
        for code, names, adjectives, spelling in rows("countries.tsv")
    }


@cache
def countries_by_name() -> Mapping[str, Country]:
    """Return the countries by each of their names."""
    return {name: country for country in countries().values() for name in country.names}


@cache
def countries_by_adjective() -> Mapping[str, Country]:
    """Return the countries by each of their adjectives, the last one for "Korean"."""
    return {word: country for country in countries().values() for word in country.adjectives}


@cache
def _codes() -> Mapping[str, frozenset[str]]:
    codes: dict[str, set[str]] = {}
    for country in countries().values():
        for word in (*country.names, *country.adjectives):
            codes.setdefault(fold(word), set()).add(country.code)
    return {word: frozenset(them) for word, them in codes.items()}


def country_codes(word: str) -> frozenset[str]:
    """Return the countries that ``word`` names or is the adjective of; several for "Korean"."""
    return _codes().get(fold(word), frozenset())
