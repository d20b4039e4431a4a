"""Make the table of names, nouns and titles that only men or only women bear, and both.

    python -m tools.make_sexes CENSUS FOLDER

CENSUS is the folder of the package ``names``, which carries the first names of
the 1990 census of the United States with their shares by sex; FOLDER holds
``officeholders.tsv``. ``sexes_by_hand.tsv`` lies beside this script; its
names under ``x`` are borne by both in some country, or are words or places.
Nouns for persons of either sex come from WordNet 3.1.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from wordfreq import zipf_frequency

from mtqa.knowledge.names import fold
from tools.make_people import HERE, read, write
from tools.wordnet import Noun, read_nouns

PERSON = "person%1:03:00::"
RARE = 2.7  # Zipf, below which a noun is left out
SHARE = 0.15  # of a noun's uses in WordNet's corpus
TIMES = 60  # how much oftener one sex must bear the name
LEAST = 0.002  # percent of the people of that sex


def census(folder: Path) -> dict[str, str]:
    """Return the sex of each name that hardly anybody of the other one bears."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for sex, file in (("f", "dist.female.first"), ("m", "dist.male.first")):
        for line in (folder / file).read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            shares[fold(name)][sex] = float(share)
    return {
        name: sex
        for name, of in shares.items()
        for sex, other in (("f", "m"), ("m", "f"))
        if of.get(sex, 0) > max(LEAST, TIMES * of.get(other, 0))
    }


def holders(folder: Path) -> dict[str, str]:
    """Return the sex of the first names of those who hold offices."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read(folder / "officeholders.tsv"):
        if row["gender"] and row["country"] not in ("CN", "KR", "KP", "TW", "VN", "JP", "HU", "KH"):
            found[fold(row["name"].split()[0])].add(row["gender"])
    return {
        name: min(sexes)
        for name, sexes in found.items()
        if len(sexes) == 1 and len(name) > 3 and name.isalpha()
    }


def by_hand() -> dict[str, str]:
    """Return the sexes of the names in the list made by hand, ``x`` for both."""
    return {
        fold(name): row["sex"]
        for row in read(HERE / "sexes_by_hand.tsv")
        for name in row["words"].split("|")
        if row["kind"] == "name"
    }


def persons() -> list[str]:
    """Return the nouns that mean a person in their first sense or often."""
    return sorted(
        noun.lemma
        for noun in read_nouns()
        if noun.lemma.isalpha() and zipf_frequency(noun.lemma, "en") > RARE and _means_person(noun)
    )


def _means_person(noun: Noun) -> bool:
    tagged = sum(sense.tagged for sense in noun.senses)
    # a word in capitals names one person or people: "Lincoln", "Apache"
    of_person = [PERSON in sense.hypernyms and noun.lemma in sense.words for sense in noun.senses]
    often = sum(s.tagged for s, is_one in zip(noun.senses, of_person, strict=True) if is_one)
    return often > SHARE * tagged if tagged else any(of_person)


def agreed(*lists: Mapping[str, str]) -> dict[str, str]:
    """Return the names on whose sex all lists agree that know them."""
    names = {name for known in lists for name in known}
    sexes = {name: {known[name] for known in lists if name in known} for name in names}
    return {name: min(them) for name, them in sexes.items() if len(them) == 1}


def main() -> None:
    """Make the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("census", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    sexes = agreed(census(options.census), holders(options.folder), by_hand())
    names = [
        ("name", sex, "|".join(sorted(name for name, one in sexes.items() if one == sex)))
        for sex in ("f", "m")
    ]
    others = [
        (row["kind"], row["sex"], row["words"])
        for row in read(HERE / "sexes_by_hand.tsv")
        if row["kind"] != "name"
    ]
    either = [("noun", "x", "|".join(persons()))]
    write("sexes.tsv", "kind sex words", names + either + others)


if __name__ == "__main__":
    main()
