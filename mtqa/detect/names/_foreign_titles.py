"""Titles of other countries before a name: an akim where nobody speaks of Kazakhstan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.places._named_divisions import mentions
from mtqa.detect.rule import Hit
from mtqa.knowledge.offices import country_codes
from mtqa.knowledge.table import rows
from mtqa.model import Evidence

_WORD = r"[A-Z][\w’'-]+"
_NOW = r"(?:former|current|new|outgoing|then|acting|ex|late|a|the)"
# without which, and without a country, a tale may be told
_NEWS = re.compile(r"\b(?:[Pp]olice|[Pp]residents?|[Mm]inisters?|Congress|[Mm]ayors?|COVID-19)\b")


@cache
def _titles() -> Mapping[str, frozenset[str]]:
    """Return the countries that have or had each of the titles."""
    return {title: frozenset(lands.split("|")) for title, lands in rows("foreign_titles.tsv")}


@cache
def _pattern() -> re.Pattern[str]:
    """Return what matches a title before a full name, or with a word before it that shows it."""
    titles = "|".join(re.escape(t).replace("'", "['’]") for t in sorted(_titles(), reverse=True))
    return re.compile(
        rf"(?:(?<![\w-])(?P<before>{_NOW}|{_WORD}) )?(?<![\w’'-])(?P<title>{titles})"
        rf"(?![\w’'-])(?P<name> {_WORD}(?: {_WORD})?)?"
    )


def titles_elsewhere(text: Annotated) -> Iterator[Hit]:
    """Yield titles of which the text names none of the countries, though it names others."""
    for match in _pattern().finditer(text.text):
        before, name = match["before"] or "", (match["name"] or "").split()
        adjective = bool(country_codes(before))
        shown = adjective or before in ("former", "current", "outgoing", "acting", "new", "then")
        if not (len(name) > 1 or (shown and (name or len(match["title"]) > len("Pashas")))):
            continue
        found = mentions(text.text)
        title = match["title"].replace("’", "'")
        lands = _titles()[title]
        if not lands.isdisjoint(found) or text.in_quotation(match.end()):
            continue
        local = title.startswith("Minister")  # of states, whose country nobody may name
        if not found and (local or not _NEWS.search(text.text)):
            continue
        note = Evidence(note="The text names no country that has it.", source="mtqa’s table")
        message = f"“{match['title']}” is a title of other countries."
        yield Hit(*match.span("title"), message, confidence=0.75, evidence=(note,))
