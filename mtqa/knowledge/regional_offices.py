"""Who leads a state or a province, and what no country calls its leader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqa.knowledge.offices import country_codes
from mtqa.knowledge.places import City, countries_with_division, is_first_level, large_city
from mtqa.knowledge.table import rows

# divisions of the United Kingdom with a government of their own
_BRITISH = frozenset({"Scotland", "Wales"})
# led by somebody called otherwise than their neighbours are, now or not long ago
_EXCEPTIONS = frozenset(
    {"Northern Territory", "Jammu and Kashmir", "Kashmir", "Azad Kashmir", "Sabah", "Sarawak",
     "Georgia", "Hong Kong", "Macau", "Punjab", "Victoria", "Republika Srpska", "Brittany"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegionalOffice:
    """The office of who leads a division; ``wrong`` titles are what nobody there is called."""

    country: str
    title: str
    wrong: frozenset[str]


@cache
def _offices() -> Mapping[str, RegionalOffice]:
    return {
        country: RegionalOffice(country, title, frozenset(wrong.split("|")))
        for country, title, wrong, _ in rows("regional_offices.tsv")
    }


@cache
def regional_titles() -> tuple[str, ...]:
    """Return every title that some country's divisions lack, longest first."""
    titles = {title for office in _offices().values() for title in office.wrong}
    return tuple(sorted(titles, key=lambda title: (-len(title), title)))


@cache
def _adjectives() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for *_, adjectives in rows("regional_offices.tsv"):
        for pair in filter(None, adjectives.split("|")):
            adjective, _, name = pair.partition("=")
            found[adjective] = name
    return found


def _homes(name: str) -> frozenset[str]:
    """Return the countries that have a division of the first level that is called ``name``."""
    if name in _BRITISH:
        return frozenset({"GB"})
    if name in _EXCEPTIONS or country_codes(name):
        return frozenset()
    homes = countries_with_division(name) - {"-"}
    first = frozenset(code for code in homes if is_first_level(code, name))
    return first & {"US"} or first  # Florida is in Uruguay too


def wrong_regional_office(name: str, title: str) -> tuple[str, RegionalOffice] | None:
    """Return the division that ``name`` stands for and its office, where ``title`` is none there.

    The name may be an adjective, "Bavarian". Where several countries have such a division,
    all of them must lack the title; a mayor is wrong only where no city is called so.
    """
    place = _adjectives().get(name, name)
    homes = _homes(place)
    offices = [office for code in homes if (office := _offices().get(code))]
    if not homes or len(offices) < len(homes) or any(title not in o.wrong for o in offices):
        return None
    city: City | None = large_city(place)
    return None if title == "mayor" and city is not None else (place, offices[0])
