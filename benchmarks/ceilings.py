"""How much each rule may report on human English: a table that only gets better.

    python -m benchmarks.ceilings            what is over its ceiling now
    python -m benchmarks.ceilings --lower    take what is below it as the new ceiling
    python -m benchmarks.ceilings --new      give rules that are new a first ceiling

``tests/detect/test_human_text.py`` fails where a rule reports more than its
ceiling in ``ceilings.tsv``. Rules alone, without LanguageTool and the language model, all
documents of the sets written in English; human translations are left to the other benchmarks.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks.corpora import HUMAN, annotated
from mtqa.detect.catalog import rules

FILE = Path(__file__).with_name("ceilings.tsv")
Counts = Mapping[str, Mapping[str, int]]


def counted() -> dict[str, Counter[str]]:
    """Return the findings of each rule by set, on all documents."""
    found: dict[str, Counter[str]] = {rule.id: Counter() for rule in rules()}
    for part in ("build", "judge"):
        for text, document in annotated(HUMAN, part):
            for rule in rules():
                found[rule.id][text.corpus] += sum(1 for _ in rule.find(document))
    return found


def ceilings() -> dict[str, dict[str, int]]:
    """Return how many findings of each rule are allowed, by set."""
    if not FILE.exists():
        return {}
    header, *lines = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    return {rule: dict(zip(header[1:], map(int, cells), strict=True)) for rule, *cells in lines}


def excess(found: Counts) -> list[str]:
    """Return a line for each rule and set with more findings than allowed."""
    allowed = ceilings()
    return [
        f"{rule} on {corpus}: {found[rule][corpus]} findings, {ceiling} allowed"
        for rule, row in allowed.items()
        if rule in found
        for corpus, ceiling in row.items()
        if found[rule][corpus] > ceiling
    ]


def write(found: Counts, *, new: bool) -> None:
    """Lower the ceilings to what is found; ``new`` gives rules without one what they report."""
    allowed = ceilings()
    lines = ["\t".join(("rule", *HUMAN))]
    for rule, row in sorted(found.items()):
        if rule in allowed or new:
            least = allowed.get(rule, row)
            cells = (min(least[corpus], row[corpus]) for corpus in HUMAN)
            lines.append("\t".join((rule, *map(str, cells))))
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lower", action="store_true", help="take better counts as ceilings")
    parser.add_argument("--new", action="store_true", help="give new rules their first ceiling")
    options = parser.parse_args()
    found = counted()
    print("\n".join(excess(found)) or "no rule is over its ceiling")
    if options.lower or options.new:
        write(found, new=options.new)


if __name__ == "__main__":
    main()
