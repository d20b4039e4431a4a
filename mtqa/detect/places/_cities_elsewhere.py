"""Where a text puts a large city into a country that has no town of this name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.places._named_divisions import mentions, of_another_world
from mtqa.detect.rule import Hit
from mtqa.knowledge.continents import is_capital_of
from mtqa.knowledge.names import is_given_name, usualness
from mtqa.knowledge.offices import countries, country_codes
from mtqa.knowledge.places import (
    City,
    countries_with_city,
    countries_with_division,
    large_cities,
    large_city,
    share_cities,
)
from mtqa.model import Evidence

_KNOWN = 2.0  # Zipf
_SHORT = 3  # letters
_MANY = 150  # thousand people
_WORD = r"[^\W\d_a-zà-öø-ÿ][\w’-]+"
_CITY = rf"(?P<city>{_WORD}(?: (?:de |del |of )?{_WORD}){{0,2}})"
_LAND = r"(?P<land>[A-Z][a-z]+(?: (?:and |of )?[A-Z][a-z]+){0,2})"
_SIDE = (
    r"(?:the )?(?:(?:far |very )?(?:north|south|east|west|centre|center|heart|middle|interior)"
    r"(?:-?(?:east|west))? of )?(?:the )?"
    r"(?:(?:(?:north|south)-?)?(?:north|south|east|west)ern |central )?"
)
_KIND = (
    r"(?:[Cc]apital|[Cc]ity|town|port|metropolis|province|region|district|[Mm]unicipality|seaport"
    r"|port city|capital city)"
)
_THERE = rf"(?: in|, in|,) {_SIDE}|,? \((?:in )?(?:the )?"
_SAID = rf"(?:,? which is|,| is| was) (?:an?|the) (?:[a-z-]+ ){{0,4}}?{_KIND} (?:in|of|on) {_SIDE}"
_BEHIND = re.compile(rf"(?<![\w’'&.-]){_CITY}(?P<link>{_SAID}|{_THERE}){_LAND}")
# "the Kenyan city of Denver", "Portugal's capital, Seattle"
_OWNED = re.compile(
    rf"(?<![\w’'-]){_LAND}(?:[’']s)? (?:[a-z-]+ )?{_KIND}(?: of|,)? {_CITY}(?![\w’'&-])"
)
_OF_LAND = re.compile(rf"\b{_KIND} (?:of|in) (?:the )?{_LAND}, {_CITY}(?![\w’'&-])")
_PLACED = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]round|[Aa]cross|[Tt]hroughout|into|from|to|at|via"
    r"|of|for|[Ff]rom|[Aa]t|reach(?:ed|es)?|visit(?:ed|s|ing)?|left|leaves?|between|towards?"
    rf"|{_KIND} of) \Z"
)
_INSIDE = re.compile(rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|[Ii]nside|into|{_KIND} of) \Z")
_FRONTED = re.compile(r"(?:\A|[.!?\n“\"(—–:] ?)\w+ \Z|, (?:in|from|at|near) \Z")
_LISTED = re.compile(rf"{_WORD}(?:,| and| or|, and) \Z")
_DATELINE = re.compile(r"(?:\A|\n)[“\"(]?\Z")
_DASH = re.compile(r" ?(?:\(|[-–—])")
_FINAL = re.compile(r"[.;:!?)”\"]|\Z|\n")
_GOES_ON = re.compile(
    r" (?:on|for|at|after|before|since|during|last|this|next|where|when|until|by|as|with|to)\b"
    r"|, (?!and |or |but )(?:[a-z]|\d)"
)
_OWNS = re.compile(r"[’']s|-|[’']| [A-Z]")
_SPORT = re.compile(
    r"\b(?:\d+[-–]\d+|match(?:es)?|league|cup|goals?|coach|striker|midfielder|defender|keeper|club"
    r"|season|champions?|final|semi-?finals?|quarter-?finals?|squad|fans?|stadium|tournament"
    r"|playoffs?|scored|concert|album|band|tour)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:1[0-9]\d\d|born|centur(?:y|ies)|empire|medieval|ancient|colonial|occupied|annexed"
    r"|historic\w*|emigrat\w+|fictional|imaginary|namesakes?|nicknamed|dubbed|sister|twin(?:ned)?)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\b(?:now|then|little|tiny|named|called|village of|hamlet of)(?: \w+)? \Z")
_LABELS = frozenset({"PERSON", "WORK_OF_ART", "PRODUCT"})
# settled by people who took the names of their towns along: many small ones are in no table
_SETTLED = frozenset(
    {"US", "CA", "AU", "NZ", "ZA", "IE", "GB", "JM", "TT", "BZ", "GY", "PH", "MX", "GT", "HN", "SV",
     "NI", "CR", "PA", "CO", "VE", "EC", "PE", "BO", "CL", "AR", "UY", "PY", "BR", "CU", "DO", "PR",
     "HT", "AO", "MZ", "CV", "GQ", "IL", "SR", "RU"}
)  # fmt: skip
# whose towns few settlers came from, but for those that the Bible and old papers made known
_NOT_TAKEN = frozenset(
    {"CN", "JP", "KR", "KP", "TW", "VN", "TH", "KH", "LA", "MM", "MY", "ID", "IN", "PK", "BD", "NP",
     "LK", "AF", "IR", "IQ", "SA", "AE", "QA", "KW", "BH", "OM", "YE", "TR", "AZ", "AM", "KZ", "UZ",
     "TM", "KG", "TJ", "MN", "NG", "GH", "KE", "TZ", "UG", "RW", "ET", "SO", "SD", "SS", "SN", "ML",
     "BF", "NE", "TD", "CM", "CD", "CI", "ZM", "ZW", "MW", "MG", "DZ", "LY"}
)  # fmt: skip
_TAKEN = frozenset(
    {"Delhi", "Bombay", "Canton", "Peking", "Shanghai", "Lahore", "Lucknow", "Calcutta", "Madras",
     "Baghdad", "Mecca", "Medina", "Tokyo", "Algiers", "Tripoli", "Smyrna", "Kandahar", "Kabul",
     "Khartoum", "Rangoon", "Manila", "Ankara", "Oran", "Salem", "Hyderabad", "Aden", "Mandalay",
     "Agra", "Mysore", "Cologne", "Constantine", "Antioch", "Troy", "Ephesus", "Babylon"}
)  # fmt: skip
_NO_LAND = frozenset(
    {"Georgia", "Jordan", "Chad", "Korea", "Congo", "America", "Guinea", "Ireland"}
)


@dataclass(frozen=True, slots=True)
class Located:
    """A city and the country where the text puts it.

    Attributes:
        city: the city of this name, the largest.
        land: the country's code.
        start: first code point of the city's name.
        end: one past the phrase.
        said: whether the text calls it a city or capital.
    """

    city: City
    land: str
    start: int
    end: int
    said: bool


@cache
def _with_cities() -> frozenset[str]:
    """Return the countries with a large city; names in the smallest ones are in no table."""
    return frozenset(home for city in large_cities() for home in city.countries)


def _land(words: str) -> tuple[str, int]:
    """Return the country that ``words`` begin with and the length of its name."""
    found = words.split(" ")
    for count in range(len(found), 0, -1):
        name = " ".join(found[:count])
        codes = country_codes(name)
        if len(codes) == 1 and name not in _NO_LAND:
            return next(iter(codes)), len(name)
    return "", 0


def _city(words: str) -> tuple[City, int] | None:
    """Return the large city that ends ``words``, and where its name begins in them."""
    found = words.split(" ")
    for first in range(len(found)):
        name = " ".join(found[first:])
        if city := large_city(name.title() if name.isupper() and len(name) > _SHORT else name):
            alone = not first or found[first - 1].lower() in _BEFORE_CITY
            return (city, len(words) - len(name)) if alone else None
    return None


_BEFORE_CITY = frozenset({"in", "near", "from", "at", "outside", "to", "for", "and", "of"})


def _behind(text: str) -> Iterator[Located]:
    """Yield "Denver, Kenya", "Milan in Canada", "Seattle, the capital of Portugal"."""
    match = _BEHIND.search(text)
    while match:
        yield from _read(text, match)
        match = _BEHIND.search(text, match.end("city"))  # "Macron in Paris, Peru"


def _read(text: str, match: re.Match[str]) -> Iterator[Located]:
    """Yield the city and country of a match, where nothing else can be meant."""
    land, length = _land(match["land"])
    found = _city(match["city"]) if land else None
    if found is None:
        return
    said = _IS_SAID.search(match["link"]) is not None
    start = match.start("city") + found[1]
    end = match.start("land") + length
    end += text.startswith(")", end) and "(" in match["link"]
    if _stands_so(text, match["link"], start, end, said=said):
        named = said or _CITY_OF.search(text[max(0, start - 30) : start]) is not None
        yield Located(found[0], land, start, end, named)


_IS_SAID = re.compile(rf"\b{_KIND}\b")
_CITY_OF = re.compile(rf"\b{_KIND} of \Z")


def _stands_so(text: str, link: str, start: int, end: int, *, said: bool) -> bool:
    """Return whether the country behind can only say where the city lies."""
    before, behind = text[max(0, start - 60) : start], text[end : end + 30]
    if _OWNS.match(behind) or (_LISTED.search(before) and not said):
        return False
    if said or "(" in link:
        return True
    if _DATELINE.search(before):
        return link == ", " and _DASH.match(behind) is not None
    return _PLACED.search(before) is not None and _located(text, link, start, end)


def _located(text: str, link: str, start: int, end: int) -> bool:
    """Return whether words behind "in Denver, Kenya" and "to Denver in Kenya" end the place."""
    before = text[max(0, start - 60) : start]
    if not link.startswith(","):
        around = text[max(0, start - 200) : end + 100]
        return _INSIDE.search(before) is not None or _SPORT.search(around) is None
    ends = _GOES_ON.match(text, end) is not None and not _FRONTED.search(before)
    return _FINAL.match(text, end) is not None or ends


def _owned(text: str) -> Iterator[Located]:
    """Yield "the Kenyan city of Denver", "the capital of Portugal, Seattle"."""
    for pattern in (_OWNED, _OF_LAND):
        for match in pattern.finditer(text):
            words = match["land"].split(" ")
            land = next(
                filter(None, (_land(" ".join(words[i:]))[0] for i in range(len(words)))), ""
            )
            name = re.sub(r"['’]s\Z", "", match["city"])
            if land and (city := large_city(name)):
                start = match.start("city")
                yield Located(city, land, start, start + len(name), said=True)


def _lies_there(found: Located, name: str) -> bool:
    """Return whether the country has or may have a town called so."""
    homes = {*found.city.countries, *countries_with_city(name), *countries_with_division(name)}
    if found.land in homes or found.land not in _with_cities():
        return True
    home = found.city.countries[0]
    capital = is_capital_of(name, home) and {home, found.land}.isdisjoint(_DISPUTED)
    return share_cities(home, found.land) and not capital


# whose capitals others claim
_DISPUTED = frozenset({"IL", "PS", "TW", "XK", "CY", "HK", "MO"})


def _is_taken_along(city: City) -> bool:
    """Return whether settlers may have named a town after the city."""
    return city.countries[0] not in _NOT_TAKEN or city.name in _TAKEN


def _is_famous(text: Annotated, found: Located, name: str) -> bool:
    """Return whether the city alone can be meant, where small towns may be called like it.

    Settlers took names along: there the text must speak of the city's own country, and
    say nothing else of the other.
    """
    if found.city.people < _MANY or usualness(name) < _KNOWN or bool(country_codes(name)):
        return False
    if found.land == "RU" and is_capital_of(name, found.city.countries[0]):
        return True
    if found.land not in _SETTLED or not _is_taken_along(found.city):
        return True
    said = mentions(text.text)
    return bool(said[found.city.countries[0]]) and said[found.land] == 1


def _is_person(text: Annotated, found: Located, name: str) -> bool:
    """Return whether the name may be that of a person or a work."""
    before = text.text[max(0, found.start - 30) : found.start]
    comma = text.text.startswith(", ", found.start + len(name))
    if found.said or comma or _INSIDE.search(before):
        return False
    words = text.doc.char_span(found.start, found.start + len(name), alignment_mode="expand")
    labels = {token.ent_type_ for token in words} if words is not None else set()
    return is_given_name(name) or not labels.isdisjoint(_LABELS)


def cities_elsewhere(text: Annotated) -> Iterator[Hit]:
    """Yield large cities that the text puts into a country without such a city."""
    for found in (*_behind(text.text), *_owned(text.text)):
        name = found.city.name
        if _lies_there(found, name) or not _is_famous(text, found, name):
            continue
        if _is_person(text, found, name) or of_another_world(text.text, found.start):
            continue
        small = _SMALL.search(text.text[max(0, found.start - 30) : found.start])
        if not small and not _PAST.search(text.sentence_at(found.start)):
            yield _hit(found, name)


def _hit(found: Located, name: str) -> Hit:
    home = countries()[found.city.countries[0]].names[0]
    note = Evidence(note=f"{name} is a city in {home}.", source="GeoNames")
    message = f"{name} does not lie in {countries()[found.land].names[0]}."
    return Hit(found.start, found.end, message, 0.8, (note,))
