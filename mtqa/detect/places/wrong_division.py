"""A state called a province. Documented beside, in wrong_division.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.places._named_divisions import Named, located, mentions, named_divisions
from mtqa.detect.rule import Hit
from mtqa.knowledge.offices import countries
from mtqa.knowledge.places import (
    countries_with_division,
    division_word,
    is_first_level,
    is_misnamed,
)
from mtqa.model import Evidence


def _home(text: str, named: Named, found: Counter[str]) -> str:
    """Return the country whose division must be meant, or an empty string."""
    owners = countries_with_division(named.name)
    if named.country:
        return named.country if named.country in owners else ""
    if (stated := located(text, named.start, named.end)) in owners:
        return stated
    only = next(iter(owners)) if len(owners) == 1 else ""
    return only if found[only] else ""


def find(text: Annotated) -> Iterator[Hit]:
    """Yield divisions under a name that their country has for none: "Bavaria province"."""
    found: Counter[str] | None = None
    for named in named_divisions(text):
        if found is None:
            found = mentions(text.text)
        home = _home(text.text, named, found)
        if home and is_misnamed(home, named.kind) and is_first_level(home, named.name):
            right = division_word(home)
            written = text.text[named.start : named.end]
            plain = named.kind in written
            yield Hit(
                named.start,
                named.end,
                f"{named.name} is no {named.kind}.",
                confidence=0.8,
                evidence=(
                    Evidence(
                        note=f"{named.name} is a {right} of {countries()[home].names[0]}.",
                        source="ISO 3166-2",
                    ),
                ),
                suggestion=written.replace(named.kind, right) if plain else None,
            )
