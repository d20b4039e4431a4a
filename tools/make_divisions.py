"""Make ``mtqa/knowledge/tables/divisions.tsv``: python -m tools.make_divisions PLACES.

PLACES is a table with the columns level, name, aliases, country and src, of
which the rows of level admin1 are taken; ``divisions_by_hand.tsv`` beside
this file adds names that English texts use or used.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
TABLE = HERE.parent / "mtqa" / "knowledge" / "tables" / "divisions.tsv"
_ADDED_WORDS = (
    *(" Sheng", " Shi", " Zizhiqu", " Province", " Republic", " Respublikası", " oblast'"),
    *(" Kray", " kray", " Krai", " Respublika", " Governorate", " Region", " Voivodship"),
    *(" Oblast", " oblast", " Autonomous Okrug"),
)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _plain(name: str) -> str:
    """Return ``name`` without the word for the kind of division."""
    for word in _ADDED_WORDS:
        name = name.removesuffix(word)
    return name.strip()


def _divisions(places: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in _rows(places):
        if row["level"] == "admin1" and row["src"] != "pycountry":  # LGPL, read at run time instead
            names = (row["name"], *filter(None, row["aliases"].split("|")))
            yield row["country"], tuple(dict.fromkeys(map(_plain, names)))
    for row in _rows(HERE / "divisions_by_hand.tsv"):
        for name in row["names"].split("|"):
            yield row["country"], (name,)


def main() -> None:
    """Write the table."""
    divisions = sorted(set(_divisions(Path(sys.argv[1]))))
    lines = [f"{country}\t{'|'.join(names)}\n" for country, names in divisions]
    TABLE.write_text("country\tnames\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
