"""Make the tables on people and offices under mtqa/knowledge/tables.

    python -m tools.make_people FOLDER

FOLDER holds ``officeholders.tsv``, ``people.tsv``, ``offices.tsv`` and
``demonyms.tsv`` of the collection that the tables' origins are named for in
mtqa/knowledge/README.md. ``people_by_hand.tsv`` lies beside this script.
``given_names.tsv`` is only made where the package ``names`` is installed,
which carries the name lists of the 1990 census of the United States.
"""

from __future__ import annotations

import argparse
import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from tools import wordnet

HERE = Path(__file__).parent
TABLES = HERE.parent / "mtqa" / "knowledge" / "tables"
ROLES = {
    "hos", "hog", "vp", "deputy_hog", "foreign", "finance", "defence", "interior", "justice",
    "central_bank", "org_head",
}  # fmt: skip
# countries from whose languages names come into English in more than one spelling
VARYING = """
    AE AF AM AZ BA BD BF BG BH BN BT BY CI CM CN CY DJ DZ EG EH ER ET GE GH GM GN GR GW HK ID IL
    IN IQ IR JO JP KE KG KH KM KP KR KW KZ LA LB LK LR LY MA ME MK ML MM MN MO MR MV MY NE NG NP
    OM PH PK PS QA RS RU RW SA SD SG SL SN SO SS SY TD TG TH TJ TM TN TR TW TZ UA UG UZ VN YE
"""
# "French" means France, not Saint Pierre and Miquelon
TERRITORIES = ("BQ", "HK", "IO", "PM", "SJ", "TF")
FULL_NAME = re.compile(r"[A-Z][\w'-]+(?: (?:[A-Z][\w'.-]*|de|von|van|der|la|le|di|da)){1,4}")
RANKS = frozenset({
    "Saint", "St.", "Sir", "King", "Queen", "Lord", "Lady", "Pope", "Baron", "Duke", "Prince",
    "Princess", "Count", "Emperor",
})  # fmt: skip
CONDITIONAL = re.compile(r"\s*\(.*\)\s*$")  # "(a civil servant)": right of somebody else

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(name: str, header: str, rows: Iterable[Iterable[str]]) -> None:
    """Write a table under mtqa/knowledge."""
    lines = [header.replace(" ", "\t"), *("\t".join(row) for row in rows)]
    (TABLES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def split(values: str) -> list[str]:
    """Return the values of a field."""
    return [value for value in values.split("|") if value]


def posts(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, country, post and aliases; a post is ``role:title:first year-last year``."""
    for row in read(folder / "officeholders.tsv"):
        role = row["role"] if row["role"] in ROLES else "other"
        dated = row["start"] and role != "other"
        years = f"{row['start'][:4]}-{row['end'].lstrip('~')[:4]}" if dated else ""
        title = row["office"].replace(":", ",") if dated else ""
        name = CONDITIONAL.sub("", row["name"])
        yield name, row["country"], f"{role}:{title}:{years}", row["aliases"]
    for row in read(HERE / "people_by_hand.tsv"):
        yield row["name"], row["country"], f"{row['role']}:{row['title']}:", row["aliases"]
    for row in read(folder / "people.tsv"):
        yield row["name"], row["country"], "other:member of the US Congress:", row["aliases"]


def historic(countries: Iterable[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Yield people of WordNet as ``posts`` does, those whose country it names first."""
    homes = {"English": "GB", "Scottish": "GB", "Welsh": "GB", "Soviet": "RU"}
    for row in countries:
        for word in (row["name"], *split(row["demonyms"])):
            homes.setdefault(word, row["country"])
    for names, gloss in wordnet.people():
        full = [
            name for name in names if FULL_NAME.fullmatch(name) and name.split()[0] not in RANKS
        ]
        words = re.findall(r"\b[A-Z]\w+", gloss)
        named = (*(" ".join(pair) for pair in pairwise(words)), *words)  # "United States" first
        home = next((homes[word] for word in named if word in homes), "")
        if full and home:
            yield full[0], home, "other::", "|".join(full[1:])


def plain(name: str) -> str:
    """Return ``name`` in lower case without diacritics."""
    letters = unicodedata.normalize("NFKD", name.lower().replace("ł", "l").replace("ı", "i"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def people(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield one row for each person: name, country, aliases, posts."""
    held: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    known: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    written: dict[tuple[str, str], str] = {}
    demonyms = read(folder / "demonyms.tsv")
    for name, country, post, aliases in (*posts(folder), *historic(demonyms)):
        if " " not in name.strip():
            continue
        usual = written.setdefault((plain(name), country), name)  # "Alain Juppe", "Alain Juppé"
        held[usual, country][post] = None
        known[usual, country].update(dict.fromkeys((*split(aliases), name)))
    for (name, country), their in sorted(held.items(), key=lambda item: item[0][::-1]):
        roles = {post.split(":")[0] for post in their if not post.endswith("::")}
        kept = [p for p in their if p.split(":")[0] not in roles or not p.endswith("::")]
        others = [alias for alias in known[name, country] if alias != name and " " in alias]
        yield name, country, "|".join(others), "|".join(kept)


def unconditional(titles: str) -> list[str]:
    """Return the titles without those that are right of somebody else."""
    return [title for title in split(titles) if not CONDITIONAL.search(title)]


def offices(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield the offices of the countries done by hand, then what holds for all the others.

    A country done by rule gets a row only where it has a title that would be
    wrong elsewhere. The row of country ``*`` holds what most countries share.
    """
    rows = read(folder / "offices.tsv")
    by_hand = [row for row in rows if row["src"] == "own" and row["role"] in ROLES]
    by_rule = [row for row in rows if row["src"] != "own" and row["role"] in ROLES]
    for row in by_hand:
        accepted = [CONDITIONAL.sub("", title) for title in split(row["accepted"])]
        title = CONDITIONAL.sub("", row["title"].split(";")[0])
        wrong = "|".join(
            title
            for title in unconditional(row["wrong"])
            if title.replace("-", " ") not in accepted and "seen in the seed" not in row["note"]
        )
        tolerated = "yes" if "tolerated" in row["note"] else ""
        yield row["country"], row["role"], title, "|".join(accepted), wrong, tolerated
    wrong_somewhere = {title for row in rows for title in unconditional(row["wrong"])}
    for role in sorted({row["role"] for row in by_rule}):
        same = [row for row in by_rule if row["role"] == role]
        right = Counter(title for row in same for title in split(row["accepted"]))
        foreign = Counter(title for row in same for title in unconditional(row["wrong"]))
        usual = [title for title, times in right.most_common() if times > len(same) / 3]
        shared = [title for title, times in foreign.most_common() if times > len(same) / 3]
        yield "*", role, usual[0], "|".join(usual), "|".join(shared), ""
        for row in same:
            extra = wrong_somewhere.intersection(split(row["accepted"])).difference(usual)
            if extra:
                yield row["country"], role, row["title"], "|".join(sorted(extra)), "", ""


def countries(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield code, names and adjectives of each country; the first name is the usual one."""
    for row in read(folder / "demonyms.tsv"):
        names = [row["name"], *split(row["aliases"])]
        adjectives = [
            word for word in split(row["demonyms"]) if word[-1] not in "(" and word != "NA"
        ]
        if row["country"] in TERRITORIES:
            adjectives = []
        spelling = "varies" if row["country"] in VARYING.split() else ""
        yield row["country"], "|".join(names), "|".join(adjectives), spelling


def given_names() -> Iterator[tuple[str]]:
    """Yield the first names of the census."""
    spec = find_spec("names")
    if spec is None or spec.origin is None:
        raise SystemExit("the package names is not installed")
    found = set()
    for sex in ("male", "female"):
        lines = (Path(spec.origin).parent / f"dist.{sex}.first").read_text().splitlines()
        found |= {line.split()[0].lower() for line in lines}
    return ((name,) for name in sorted(found))


def main() -> None:
    """Make the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    write("people.tsv", "name country aliases posts", people(folder))
    write("offices.tsv", "country role title accepted wrong tolerated", offices(folder))
    write("countries.tsv", "country names adjectives spelling", countries(folder))
    if find_spec("names"):
        write("given_names.tsv", "name", given_names())


if __name__ == "__main__":
    main()
