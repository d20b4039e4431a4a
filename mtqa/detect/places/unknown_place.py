"""A province or city that its country does not have. Documented beside, in unknown_place.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.places._cities_elsewhere import cities_elsewhere
from mtqa.detect.places._named_divisions import (
    Named,
    located,
    mentions,
    named_divisions,
    of_another_world,
)
from mtqa.detect.places._parts_elsewhere import parts_elsewhere
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import usualness
from mtqa.knowledge.offices import countries
from mtqa.knowledge.places import (
    DivisionType,
    countries_with_city,
    countries_with_division,
    division_types,
    has_division,
    nearest_division,
)
from mtqa.model import Evidence, Severity

_WELL_KNOWN = 1.8  # Zipf


def _focus(kind: DivisionType, found: Counter[str]) -> tuple[str, ...]:
    """Return the countries that the text speaks of and whose divisions are all known."""
    known = [code for code, _ in found.most_common() if code in kind.complete]
    unsure = max((found[code] for code in kind.open), default=0)
    return tuple(known) if known and found[known[0]] > unsure else ()


def _exists(named: Named, places: Iterator[str] | tuple[str, ...]) -> bool:
    return any(has_division(country, name) for country in places for name in named.readings)


def _hit(text: Annotated, named: Named, focus: tuple[str, ...], elsewhere: str) -> Hit:
    country = countries()[focus[0]].names[0]
    near = nearest_division(named.name, focus)
    written = text.text[named.start : named.end]
    notes = [Evidence(note=f"{country} has no {named.kind} {named.name}.", source="ISO 3166-2")]
    if elsewhere:
        notes.append(Evidence(note=elsewhere, source="ISO 3166-2, GeoNames"))
    return Hit(
        named.start,
        named.end,
        f"{country} has no {named.kind} of this name.",
        confidence=0.8,
        evidence=tuple(notes),
        suggestion=written.replace(named.name, near) if near else None,
    )


def _elsewhere(name: str, divisions: frozenset[str]) -> str:
    """Return a sentence on what the name stands for, if anything."""
    for found, what in ((divisions, "division"), (countries_with_city(name), "city")):
        known = sorted(found & countries().keys())
        if len(known) == 1:
            return f"{name} is a {what} in {countries()[known[0]].names[0]}."
    return ""


def _check(text: Annotated, named: Named, found: Counter[str]) -> Hit | None:
    kind = division_types()[named.kind]
    divisions = frozenset().union(*map(countries_with_division, named.readings))
    elsewhere = _elsewhere(named.name, divisions)
    if home := _stated(text, named, kind, found, divisions):
        return _hit(text, named, (home,), elsewhere)
    if named.country in kind.complete and _exists(named, (named.country,)):
        return _odd_spelling(text, named, (named.country,)) if not divisions else None
    focus = () if named.country else _focus(kind, found)
    if not focus or divisions:
        return None
    if _exists(named, tuple(found)):
        return _odd_spelling(text, named, focus)
    return _hit(text, named, focus, elsewhere)


def _stated(
    text: Annotated,
    named: Named,
    kind: DivisionType,
    found: Counter[str],
    divisions: frozenset[str],
) -> str:
    """Return the country that phrase or sentence names, where it has no such division."""
    if named.country:
        known = named.country in kind.complete or _is_abroad(named, kind, found, divisions)
        return named.country if known and not _exists(named, (named.country,)) else ""
    home = located(text.text, named.start, named.end)
    abroad = divisions and divisions.isdisjoint((*found, "-"))
    known = home in kind.complete and bool(abroad) and not _exists(named, tuple(found))
    return home if known else ""


def _is_abroad(
    named: Named, kind: DivisionType, found: Counter[str], divisions: frozenset[str]
) -> bool:
    """Return whether the name is known, but from countries that the text does not name."""
    known = divisions.union(*map(countries_with_city, named.readings))
    unnamed = divisions.isdisjoint((*found, "-"))
    return bool(divisions) and unnamed and named.country not in known | kind.open


def _odd_spelling(text: Annotated, named: Named, focus: tuple[str, ...]) -> Hit | None:
    """Return a finding where the name is a transcription that nobody uses: "Helmund"."""
    near = nearest_division(named.name, focus)
    if near is None or usualness(named.name) > 0 or usualness(near) < _WELL_KNOWN:
        return None
    written = text.text[named.start : named.end]
    note = f"The usual spelling in English is {near}."
    return Hit(
        named.start,
        named.end,
        f"“{named.name}” is no usual spelling of {near}.",
        confidence=0.75,
        evidence=(Evidence(note=note, source="ISO 3166-2, GeoNames"),),
        suggestion=written.replace(named.name, near),
        severity=Severity.MINOR,
    )


def _divisions(text: Annotated) -> Iterator[Hit]:
    found: Counter[str] | None = None
    for named in named_divisions(text):
        if of_another_world(text.text, named.start):
            continue
        if found is None:
            found = mentions(text.text)
        hit = _check(text, named, found)
        if hit is not None:
            yield hit


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each division that no country of the text has, and places given to another country."""
    covered: list[Hit] = []
    for hit in (*_divisions(text), *cities_elsewhere(text), *parts_elsewhere(text)):
        if not any(hit.start < other.end and other.start < hit.end for other in covered):
            covered.append(hit)
            yield hit
