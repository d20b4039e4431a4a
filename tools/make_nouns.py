"""Make mtqa/knowledge/tables/nouns.tsv: what kind of thing a noun names.

    python -m tools.make_nouns

Frequent nouns are taken from ``nouns_by_hand.tsv`` beside this script, since
WordNet lists rare senses of nearly all of them ("van": the avant-garde). The
rest comes from WordNet 3.1, a noun only where all its senses agree.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from wordfreq import zipf_frequency

from tools.wordnet import Noun, read_nouns

HERE = Path(__file__).parent
OUT = HERE.parent / "mtqa" / "knowledge" / "tables" / "nouns.tsv"
NONE = "none"  # of words that WordNet calls things and that mostly are something else
RARE = 2.4  # Zipf; below it a noun costs more room than it will ever find

# the first class whose root is among a sense's hypernyms is the sense's class
ROOTS = (
    ("aircraft", "aircraft%1:06:00::"),
    ("aircraft", "spacecraft%1:06:00::"),
    ("ship", "vessel%1:06:00::"),
    ("vehicle", "vehicle%1:06:00::"),
    ("weapon", "weaponry%1:06:00::"),
    ("weapon", "weapon%1:06:00::"),
    ("furniture", "furniture%1:06:00::"),
    ("clothing", "garment%1:06:00::"),
    ("clothing", "footwear%1:06:00::"),
    ("building", "dwelling%1:06:00::"),
    ("building", "room%1:06:00::"),
    ("institution", "building%1:06:00::"),
    ("container", "container%1:06:00::"),
    ("tool", "implement%1:06:00::"),
    ("device", "machine%1:06:00::"),
    ("device", "electronic_equipment%1:06:00::"),
    ("valuables", "jewelry%1:06:00::"),
)


def kind(noun: Noun) -> str:
    """Return the class on which all senses of ``noun`` agree, or ``""``."""
    kinds = {
        next((name for name, root in ROOTS if root in sense.hypernyms), "") for sense in noun.senses
    }
    return kinds.pop() if len(kinds) == 1 else ""


def by_hand() -> dict[str, set[str]]:
    """Return the classes of the nouns sorted by hand."""
    classes: dict[str, set[str]] = defaultdict(set)
    with (HERE / "nouns_by_hand.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for noun in row["nouns"].split():
                classes[noun].add(row["class"])
    return classes


def main() -> None:
    """Write the table."""
    own = by_hand()
    rows = [
        (noun, "|".join(sorted(kinds)), "own") for noun, kinds in own.items() if NONE not in kinds
    ]
    for noun in read_nouns():
        word = noun.lemma
        if word in own or not word.replace("-", "").isalpha():
            continue
        if zipf_frequency(word, "en") >= RARE and (name := kind(noun)):
            rows.append((word, name, "wn"))
    lines = ["noun\tclasses\torigin", *("\t".join(row) for row in sorted(rows))]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
