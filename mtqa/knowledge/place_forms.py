"""Well-known places: their names in English, in other languages, and which comes near."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from wordfreq import zipf_frequency

from mtqa.knowledge.names import derived, fold, heard
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.offices import countries
from mtqa.knowledge.places import division_names, large_cities, without_marks
from mtqa.knowledge.table import rows

_WELL_KNOWN = 2.1  # Zipf
_MANY = 1000  # thousand people
_SHORTEST = 5  # letters
_LONG = 8
_SOUNDING = 7
_FAMOUS = 3.3
_VERY_FAMOUS = 3.9  # from here on five letters that nobody writes are enough
_COMMON = 4.3
_ENGLISH = frozenset({"US", "CA", "AU", "GB"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place.

    Attributes:
        name: its name in English.
        countries: those that it lies in, none for a sea.
        is_country: whether it is one itself.
        articled: whether "the" stands before it.
        is_division: whether it is a division of a country's first level.
    """

    name: str
    countries: frozenset[str]
    is_country: bool = False
    articled: bool = False
    is_division: bool = False


def _by_hand() -> Iterator[tuple[Place, tuple[str, ...]]]:
    for name, homes, forms in rows("place_forms.tsv"):
        codes = frozenset(homes.split("|")) - {"-"}
        country = any(name in countries()[code].names for code in codes)
        plain = name.removeprefix("the ")
        place = Place(plain, codes, country, articled=plain != name)
        yield place, tuple(filter(None, forms.split("|")))


@cache
def known_places() -> dict[str, Place]:
    """Return well-known places by their folded names in English."""
    found: dict[str, Place] = {}
    for city in large_cities():
        name = without_marks(city.name)
        known = city.people >= _MANY or zipf_frequency(name, "en") >= _WELL_KNOWN
        if len(name) >= _SHORTEST and known:
            found[fold(name)] = Place(name, frozenset(city.countries))
    for country, division in division_names():
        often = zipf_frequency(division, "en")
        word = often >= _COMMON and country not in _ENGLISH  # "Rivers" is a state of Nigeria
        if fold(division) not in found and often >= _FAMOUS and not word:
            found[fold(division)] = Place(division, frozenset({country}), is_division=True)
    for land in countries().values():
        for name in land.names[:1]:
            if len(name) >= _SHORTEST:
                found[fold(name)] = Place(name, frozenset({land.code}), is_country=True)
    for place, _ in _by_hand():
        found[fold(place.name)] = place
    return found


@cache
def foreign_forms() -> dict[str, Place]:
    """Return well-known places by names that only other languages have for them."""
    return {form: place for place, forms in _by_hand() for form in forms}


@cache
def city_forms() -> dict[str, Place]:
    """Return large cities by what other languages call them, as rare as names of people may be."""
    return {
        form: Place(name, frozenset({country}))
        for name, country, forms in rows("city_forms.tsv")
        for form in forms.split("|")
    }


def _key(name: str) -> str:
    """Return how ``name`` sounds; "w" as a "v", "que" at its end as a "k"."""
    plain = name.replace("w", "v")
    return heard(plain[:-3] + "k" if name.endswith("que") else plain)


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in known_places():
        key = _key(name)
        found[key] = (*found.get(key, ()), name)
    return found


@cache
def _searched() -> tuple[str, ...]:
    things = (name for name in known_places() if classes(name) or classes(name.removesuffix("s")))
    left_out = {*things, *(name for name in known_places() if name.endswith(" city"))}
    return tuple(name for name in known_places() if name not in left_out)


@lru_cache(maxsize=10_000)
def misspelt_place(written: str) -> Place | None:
    """Return the only well-known place whose name ``written`` comes near, if any."""
    name = fold(written)
    if name.startswith("america"):  # "Americania" is a joke
        return None
    if len(name) < _SHORTEST or any(derived(name, known) for known in _begins(name)):
        return None
    found = process.extract(name, _searched(), scorer=OSA.distance, score_cutoff=_most(name))
    near = [(apart, one) for one, apart, _ in found if _meant(name, one, int(apart))]
    sounding = _by_sound().get(_key(name), ()) if len(name) >= _SOUNDING else ()
    near += [(apart, one) for one in sounding if (apart := _heard_apart(name, one))]
    if not near:
        return None
    least = min(apart for apart, _ in near)
    nearest = {known_places()[one] for apart, one in near if apart == least}
    return nearest.pop() if len(nearest) == 1 else None


def _heard_apart(name: str, known: str) -> int:
    """Return how many letters tell two names apart that sound alike; 0 for too many."""
    apart = int(OSA.distance(name, known))
    begun = name[0] == known[0] or len(name) >= _LONG
    return apart if begun and apart <= len(name) // 3 else 0


def _begins(name: str) -> Iterator[str]:
    """Yield the known places that ``name`` begins with, but for a few letters."""
    for end in range(max(_SHORTEST - 1, len(name) - 4), len(name)):
        if name[:end] in known_places():
            yield name[:end]


def _most(name: str) -> int:
    return 3 if " " in name else 2 if len(name) >= _LONG else 1


def _meant(name: str, known: str, apart: int) -> bool:
    """Return whether ``name``, so many letters from ``known``, can only be this name misspelt."""
    if apart == 0 or name[0] != known[0] or name.count(" ") != known.count(" "):
        return False
    place = known_places()[known]
    famous = zipf_frequency(known, "en") >= _VERY_FAMOUS and not zipf_frequency(name, "en")
    return len(name) > _SHORTEST or place.is_country or famous
