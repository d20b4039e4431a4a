"""A well-known place under a name that nobody writes. Documented beside, in misspelt_place.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wordfreq import zipf_frequency

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import full_names
from mtqa.detect.places._named_divisions import mentions
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import fold, is_given_name, is_pinyin, usualness
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.offices import countries, country_codes
from mtqa.knowledge.place_forms import (
    Place,
    city_forms,
    foreign_forms,
    known_places,
    misspelt_place,
)
from mtqa.knowledge.places import (
    city_names,
    countries_with_city,
    countries_with_division,
    large_city,
)
from mtqa.model import Evidence

_UNKNOWN = 1.4  # Zipf; rarer names are hardly anybody's
_MISSPELT = 2.7  # as often is a usual misspelling of a place written,
_RARER = 1.2  # and by so much less than its name
_LONG = 6  # letters
_WELL_KNOWN = 2.6
_FOREIGN = 3.0  # Zipf up to which a foreign name is one that English doesn't use
_FAMOUS = 4.0
_FAMED = 3.0
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_WORD = rf"{_CAPITAL}\w+(?:-{_CAPITAL}\w+)?"
_NAME = re.compile(rf"(?<![\w’'&.-])(?<!{_CAPITAL}\. )({_WORD}(?: {_WORD})?)(?![\w&-])")
# what stands before places alone
_IN = re.compile(
    r"\b(?:[Ii]n|[Ii]nto|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]cross|[Tt]hroughout|around"
    r"|(?:north|south|east|west|centr|northeast|northwest|southeast|southwest)(?:ern|al)"
    r"|(?:port|city|capital|streets?|outskirts|suburbs?|coast|north|south|east|west|centre|center"
    r"|airport|mayor|university|border|embassy|government|invasion|people|republic|Republic"
    r"|University|gulf|island|Gulf|Sea) of|visit(?:ed|s|ing)? to|fl(?:ew|y|ies|ight|ights) to"
    r"|travell?(?:ed|s|ing)? to|moved to|return(?:ed|s|ing)? to|back to|back from"
    r"|arriv\w+ (?:in|from)"
    r"|between|via|towards?) \Z"
)
_MAY_BE_IN = re.compile(
    r"\b(?:[Ff]rom|[Tt]o|[Aa]t|through|of|and|or|than|over|with|against|for|by"
    r"|leave|left|reach(?:ed)?) \Z"
)
_LISTED = re.compile(rf"({_WORD}(?: {_WORD})?)(?:, (?:and |or )?| and | or )\Z")
_LISTED_ON = re.compile(rf"(?:, (?:and |or )?| and | or )({_WORD}(?: {_WORD})?)")
# "the village of", "a town called"
_SMALL = re.compile(
    r"\b(?:village|hamlet|town|township|commune|settlement|parish|municipality|suburb|street|station"
    r"|called|named|neighbou?rhood|resort|square|district)s?(?: of| called| named)? (?:the )?\Z"
)
_SMALL_BEHIND = re.compile(
    r",? (?:a|the) (?:\w+ ){0,3}(?:village|hamlet|town|suburb)"
    r"|,? (?:village|town|street|district|road)\b| (?:airlines?|airways|company|group|bank)\b"
    r"|,? (?:GmbH|AG|SA|FC|BC|SC|FK)\b"
)
# "near Shirley, ": what follows is the state or country of the town
_TOWN_BEFORE = re.compile(
    rf"\b(?:in|near|of|from|at|to|outside|through|between|and|[A-Za-z]+-based)"
    rf" {_WORD}(?: {_WORD})?, \Z"
)
_USED = re.compile(
    r" (?:area|region|agreement|accords?|airport|suburbs?|summit|talks|metro|office|governor"
    r"|senator|Republican|Democrat|Governor|Senator|native|government|authorities|police)\b"
)
_GOES_ON = re.compile(rf" (?:{_CAPITAL}|\d)")
_GOES_BEFORE = re.compile(rf"{_CAPITAL}[\w’'.-]* \Z")
_LOCATED = re.compile(rf"(?:,| in| of) (?:the )?({_WORD}(?: {_WORD})?|[A-Z][a-z]{{1,5}}\.)")
_VOWELS = re.compile("[aeiou]+")
_CAMEL = re.compile("[a-z][A-Z]")  # "AstanaTV"
_OFFICIAL = frozenset({"Türkiye"})  # names that countries ask for in English
_PLACES = frozenset({"GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class Written:
    """A capitalised name that may be a place's, and where it stands."""

    name: str
    start: int
    end: int


def _names(text: Annotated) -> Iterator[Written]:
    """Yield the words, and pairs of words, that stand capitalised and alone."""
    for match in _NAME.finditer(text.text):
        words = match[1].split()
        if any(word.isupper() or _CAMEL.search(word) for word in words):
            continue
        if len(words) == 2 and (
            words[0].lower() in _FUNCTION or text.doc.vocab[words[0].lower()].is_stop
        ):
            start = match.start() + len(words[0]) + 1
            yield Written(words[1], start, match.end())
        else:
            yield Written(match[1], *match.span(1))
        if "-" in match[1] and len(words) == 1:
            yield from _pair(match[1], match.start())


def _pair(name: str, start: int) -> Iterator[Written]:
    """Yield one place of "Athens-Paris" where the other is known."""
    one, other = name.split("-", 1)
    if fold(other) in known_places():
        yield Written(one, start, start + len(one))
    if fold(one) in known_places():
        yield Written(other, start + len(one) + 1, start + len(name))


_FUNCTION = frozenset({"southern", "northern", "eastern", "western", "central"})


def _is_rare(name: str) -> bool:
    return any(usualness(word) < _MISSPELT for word in name.split())


def _much_rarer(name: str, known: str) -> bool:
    """Return whether hardly anybody calls a place ``name`` where ``known`` may be meant."""
    if " " in name:
        return any(usualness(word) < _UNKNOWN for word in name.split())
    return usualness(name) < max(_UNKNOWN, min(_MISSPELT, usualness(known) - _RARER))


def _foreign(text: Annotated, written: Written) -> Place | None:
    """Return the place whose name in another language stands there, English having its own."""
    place = foreign_forms().get(written.name) or city_forms().get(written.name)
    if place is None:
        return None
    bare = fold(place.name) == fold(written.name)  # "Pákistán", of which some write the marks
    often = zipf_frequency(written.name, "en") if bare else usualness(written.name)
    if often > (0 if bare else _FOREIGN) or place.name == written.name:
        return None
    if written.name in city_names():
        return None
    named = _said_rightly(text, written, place)
    if named or (written.name not in city_forms() and not bare and _of_place(text, written, place)):
        return place
    return None


def _garbled(text: Annotated, written: Written) -> Place | None:
    name = written.name
    if not _is_rare(name) or fold(name) in known_places() or name in _OFFICIAL:
        return None
    place = misspelt_place(name)
    if place is None or not _much_rarer(name, place.name) or _means_another(text, name, place):
        return None
    if not (_said_rightly(text, written, place) or _of_place(text, written, place)):
        return None
    long = len(name) > _LONG + 1
    strange = usualness(name) == 0 and (long or usualness(place.name) >= _WELL_KNOWN)
    return place if strange or " " in name or _expected(text, place) else None


def _means_another(text: Annotated, name: str, place: Place) -> bool:
    """Return whether the name is right for somebody or something, if not for the place."""
    if fold(name).startswith(fold(place.name)) or _transcribed(name, place):
        return True  # "Serbians"
    if classes(name.lower()) or is_given_name(name) or text.people.has_word(name):
        return True
    said = place.is_country and place.name in text.text
    chinese = is_pinyin(name) and not _is_clear(name, place) and not said
    return chinese or name in city_names() or bool(countries_with_division(name))


def _is_famous(place: Place) -> bool:
    return usualness(place.name) >= _FAMED


def _is_clear(name: str, place: Place) -> bool:
    """Return whether nobody writes a name so long and so near to that of a famous place."""
    return len(name) > _LONG and usualness(name) == 0 and _is_famous(place)


def _transcribed(name: str, place: Place) -> bool:
    """Return whether the names transcribe one name of a script that English writes in many ways.

    "Chornobyl" differs by vowels; GeoNames has "Qandahar" among the names of Kandahar. Names
    in China have one spelling today, and older ones that are still used are no rare words.
    """
    if place.countries == {"CN"}:
        return usualness(name) > 0
    if place.is_country or not any(countries()[code].varies for code in place.countries):
        return False
    one, other = (_VOWELS.sub("", fold(word)) for word in (name, place.name))
    listed = bool(countries_with_city(name))
    return one == other or (listed and not (usualness(name) == 0 and _is_famous(place)))


def _expected(text: Annotated, place: Place) -> bool:
    """Return whether the text speaks of where the place lies, or everybody does."""
    if place.is_country or not place.countries or usualness(place.name) >= _FAMOUS:
        return True
    return place.name in text.text or not place.countries.isdisjoint(_countries_of(text))


def _countries_of(text: Annotated) -> set[str]:
    """Return the countries that the text names, or names a large city or a division of."""
    found: set[str] = set()
    for entity in text.doc.ents:
        if entity.label_ in ("GPE", "NORP", "LOC", "ORG"):
            name = entity.text.removeprefix("the ")
            city = large_city(name)
            home = countries_with_division(name)
            found |= country_codes(name)
            found |= set(city.countries[:1]) if city else home if len(home) == 1 else set()
    return found


def _of_place(text: Annotated, written: Written, place: Place) -> bool:
    """Return whether the words around say that the name is a place's, and no small one's."""
    before = text.text[max(0, written.start - 60) : written.start]
    behind = text.text[written.end : written.end + 40]
    used = _is_famous(place) and _USED.match(behind)  # "the Dalas area"
    goes_on = _GOES_ON.match(behind) and not used
    other = _SMALL.search(before) or _SMALL_BEHIND.match(behind) or goes_on
    longer = _GOES_BEFORE.search(before) and not _IN.search(before)
    if other or longer or (before.endswith("the ") and not (place.articled or used)):
        return False
    labels = _labels(text, written)
    if ("NAME" in labels and not used) or _lies_elsewhere(behind, place):
        return False
    listed, on = _LISTED.search(before), _LISTED_ON.match(behind)
    if any(found and fold(found[1]) in known_places() for found in (listed, on)):
        return True
    once = "PERSON" not in labels or text.text.count(written.name) == 1
    if (place.is_country or place.is_division) and _TOWN_BEFORE.search(before):
        return once
    if _IN.search(before) or before.endswith("the "):
        return once
    person = is_given_name(place.name) and not place.is_country  # "explained to Marharyta"
    known = not person and (place.is_country or usualness(place.name) >= _WELL_KNOWN)
    sure = known and len(written.name) > _LONG and usualness(written.name) < _UNKNOWN
    placed = not person and not labels.isdisjoint(_PLACES)
    return (placed or (sure and once)) if _MAY_BE_IN.search(before) else sure and once and placed


def _said_rightly(text: Annotated, written: Written, place: Place) -> bool:
    """Return whether the text speaks of the place elsewhere, so that nobody else can be meant.

    Of a country its people count too. Names of people and firms, and of smaller places that
    were called so, stay possible.
    """
    elsewhere = place.name in text.text or (
        place.is_country and any(mentions(text.text)[code] for code in place.countries)
    )
    if not elsewhere or "NAME" in _labels(text, written):
        return False
    before = text.text[max(0, written.start - 60) : written.start]
    behind = text.text[written.end : written.end + 40]
    longer = _GOES_BEFORE.search(before) and not (
        _IN.search(before) or _MAY_BE_IN.search(before) or _OPENS.search(before)
    )
    small = _SMALL.search(before) or _SMALL_BEHIND.match(behind)
    if longer or small or _LONGER.match(behind) or _lies_elsewhere(behind, place):
        return False
    return not any(fold(written.name) in m.words for m in full_names(text))


# what stands before a name with a capital of its own
_OPENS = re.compile(r"(?:\A|[.!?:\n“\"(] ?)(?:The|A|An|But|And|Then|Since|While|As|When|If) \Z")
# a longer name, but for words of the party, people or kind that a place may stand before
_LONGER = re.compile(
    rf" (?!(?:Republican|Democrat|Gov|Governor|Senator|Sen|Mayor|Airport|City|State|University)\b)"
    rf"(?:{_CAPITAL}|\d)"
)


def _lies_elsewhere(behind: str, place: Place) -> bool:
    """Return whether the state or country behind the name is none of the place's: ", Wis."."""
    found = _LOCATED.match(behind)
    if not found or not place.countries:
        return False
    if found[1].endswith("."):
        return "US" not in place.countries
    homes = country_codes(found[1]) or countries_with_division(found[1])
    return bool(homes) and place.countries.isdisjoint(homes)


def _labels(text: Annotated, written: Written) -> set[str]:
    """Return what the analysis takes the name for; ``NAME`` where it is part of a full one."""
    words = text.doc.char_span(written.start, written.end, alignment_mode="expand")
    labels = {token.ent_type_ for token in words} if words is not None else set()
    if any(m.start < written.end and written.start < m.end for m in full_names(text)):
        labels.add("NAME")
    return labels


def find(text: Annotated) -> Iterator[Hit]:
    """Yield names of well-known places as nobody writes them: "Luxemburk", "in Moskau"."""
    for written in _names(text):
        foreign = _foreign(text, written)
        if text.in_quotation(written.start) and foreign:
            continue
        place = foreign or _garbled(text, written)
        if place is not None:
            yield _hit(written, place, foreign=foreign is not None)


def _hit(written: Written, place: Place, *, foreign: bool) -> Hit:
    homes = ", ".join(countries()[code].names[0] for code in sorted(place.countries))
    note = f"{place.name} lies in {homes}." if homes and not place.is_country else place.name
    how = "is the name in another language of" if foreign else "looks like a misspelling of"
    return Hit(
        written.start,
        written.end,
        f"“{written.name}” {how} {place.name}.",
        confidence=0.85 if foreign or place.is_country else 0.8,
        evidence=(Evidence(note=note, source="GeoNames, ISO 3166"),),
        suggestion=place.name,
    )
