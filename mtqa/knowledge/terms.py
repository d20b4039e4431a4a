"""In which years well-known heads of states, governments and organisations were in office."""

from __future__ import annotations

from functools import cache

from mtqa.knowledge.names import fold
from mtqa.knowledge.table import rows

_LASTING = 9999
_SPELLINGS = {
    "State Secretary": "Secretary of State",
    "Defense Secretary": "Secretary of Defense",
    "Secretary of the Treasury": "Treasury Secretary",
    "Secretary General": "Secretary-General",
    "Vice-President": "Vice President",
    "Federal Chancellor": "Chancellor",
    "PM": "Prime Minister",
}

Terms = tuple[tuple[int, int], ...]


def _years(field: str) -> Terms:
    spans = (span.partition("-") for span in field.split(","))
    return tuple((int(first), int(last or _LASTING)) for first, _, last in spans)


@cache
def _terms() -> dict[tuple[str, str], Terms]:
    found = {}
    for title, _, holders in rows("head_terms.tsv"):
        for holder in holders.split("|"):
            name, _, years = holder.partition(":")
            found[title, fold(name)] = _years(years)
    return found


def terms_of(name: str, title: str) -> Terms:
    """Return the first and last years of all terms that the person had under the title.

    The last year is 9999 while a term lasts; nothing is returned for whom we do not know.
    """
    return _terms().get((_SPELLINGS.get(title, title), fold(name)), ())
