"""What readers say of single findings, by place alone: right, wrong or unsure.

    python -m benchmarks.labels --sample 15 [NAM02 …]   findings nobody labelled yet, to read
    python -m benchmarks.labels --add FILE              take in lines of ``id right|wrong|unsure``

The findings are those on the judging half, drawn by a hash of their place out
of all sets, human and machine as they come. A label holds for these words and
this rule. The texts themselves are not kept here. ``python -m benchmarks rules`` counts the labels.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.corpora import HUMAN, MACHINE, TRANSLATED, Text, digest, texts
from benchmarks.heard import by_all_engines
from mtqa.detect.catalog import rules
from mtqa.detect.rule import Hit, Rule
from mtqa.model import Finding

FILE = Path(__file__).with_name("labels.tsv")
SHOWN = Path(__file__).with_name("confidence.tsv")
"""Labels of findings as the whole pipeline shows them, see ``benchmarks/confidence.py``."""
VERDICTS = ("right", "wrong", "unsure")
_COLUMNS = ("corpus", "doc", "system", "start", "end", "rule", "confidence", "verdict")
_PEERS = {"roundtrip": "original"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands, and which rule reports it."""

    corpus: str
    doc: str
    system: str
    start: int
    end: int
    rule: str

    @property
    def id(self) -> str:
        """Return a name for it that is the same on every machine."""
        return f"{digest(repr(self)):012x}"


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader says of a finding, and how sure the rule was when it was drawn."""

    verdict: str
    confidence: float


@cache
def labels() -> dict[Place, Label]:
    """Return all labels."""
    return read(FILE)


def read(path: Path) -> dict[Place, Label]:
    """Return the labels of a table; none where it is not there."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            Place(
                row["corpus"],
                row["doc"],
                row["system"],
                int(row["start"]),
                int(row["end"]),
                row["rule"],
            ): Label(row["verdict"], float(row["confidence"]))
            for row in csv.DictReader(lines, delimiter="\t")
        }


def labelled(rule: str) -> tuple[int, int]:
    """Return how many findings of a rule readers call right, of so many that they could decide.

    Every label counts, also of findings that a later version no longer makes: what was
    mended because a label said so must not count as held back.
    """
    every = (*labels().items(), *read(SHOWN).items())
    said = [label.verdict for at, label in every if at.rule == rule]
    return said.count("right"), said.count("right") + said.count("wrong")


def place(text: Text, rule: Rule, hit: Hit) -> Place:
    """Return where the rule's finding stands."""
    return Place(text.corpus, text.doc, text.system, hit.start, hit.end, rule.id)


def found(chosen: Sequence[Rule]) -> Iterator[tuple[Place, Text, Hit]]:
    """Yield all findings of ``chosen`` on the judging half."""
    for corpus in (*MACHINE, *TRANSLATED, *HUMAN):
        for text, document in by_all_engines(corpus, "judge"):
            for rule in chosen:
                for hit in rule.find(document):
                    yield place(text, rule, hit), text, hit


@cache
def _peers(corpus: str) -> dict[str, str]:
    """Return the human versions of the documents of a machine set, by name."""
    return {text.doc: text.text for text in texts((corpus,), "judge")}


def _peer(text: Text) -> str:
    if not text.system:
        return ""
    return _peers(_PEERS.get(text.corpus, "human-translation")).get(text.doc, "")


def shown(at: Place, text: Text, hit: Hit | Finding, human: str) -> str:
    """Return a finding as a reader needs it.

    Args:
        at: where it stands.
        text: what it stands in.
        hit: the finding.
        human: the human version of the same document, empty where there is none.
    """
    before, after = text.text[max(0, hit.start - 160) : hit.start], text.text[hit.end :][:120]
    quote = f"{before}[[{text.text[hit.start : hit.end]}]]{after}".replace("\n", " / ")
    lines = [f"{at.id} {at.rule} {text.corpus} {hit.confidence:.2f}", f"    {quote}"]
    lines += [f"    {hit.message}"]
    lines += [f"    evidence: {e.note} {e.quote}" for e in hit.evidence]
    if human:
        peer, line = human.split("\n"), text.text.count("\n", 0, hit.start)
        lines.append(f"    human: {peer[line][:400] if line < len(peer) else ''}")
    return "\n".join(lines)


def sample(chosen: Sequence[Rule], size: int) -> Iterator[str]:
    """Yield findings to label, of each rule as many as bring its labels to ``size``."""
    by_rule: dict[str, list[tuple[Place, Text, Hit]]] = defaultdict(list)
    for one in found(chosen):
        by_rule[one[0].rule].append(one)
    for rule in chosen:
        drawn = sorted(by_rule[rule.id], key=lambda one: one[0].id)[:size]
        yield from (shown(*one, _peer(one[1])) for one in drawn if one[0] not in labels())


def judged(path: Path) -> dict[str, str]:
    """Return the verdicts of a file with lines of ``id verdict``, by id.

    Raises:
        ValueError: a line names a verdict that there is not.
    """
    said = dict(line.split()[:2] for line in path.read_text(encoding="utf-8").splitlines() if line)
    if wrong := set(said.values()) - set(VERDICTS):
        raise ValueError(f"{path}: {', '.join(sorted(wrong))} is none of {', '.join(VERDICTS)}")
    return said


def add(path: Path) -> int:
    """Take in the labels of a file with lines of ``id verdict``; return how many.

    Raises:
        ValueError: a line names a verdict that there is not.
    """
    said = judged(path)
    fresh = {
        at: Label(said[at.id], hit.confidence) for at, _, hit in found(rules()) if at.id in said
    }
    write(FILE, {**labels(), **fresh})
    return len(fresh)


def write(path: Path, known: Mapping[Place, Label]) -> None:
    """Write a table of labels, by rule and place."""
    every = sorted(known.items(), key=lambda item: (item[0].rule, item[0].id))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(_COLUMNS)
        for at, label in every:
            where = (at.corpus, at.doc, at.system, at.start, at.end, at.rule)
            writer.writerow((*where, f"{label.confidence:.2f}", label.verdict))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rule", nargs="*", help="rule ids; all where none is given")
    parser.add_argument("--sample", type=int, default=15, help="labels wanted of each rule")
    parser.add_argument("--add", type=Path, help="a file of labels to take in")
    options = parser.parse_args()
    if options.add:
        print(f"{add(options.add)} labels taken in")
        return
    wanted = {word.upper() for word in options.rule}
    chosen = [rule for rule in rules() if not wanted or rule.id in wanted]
    print("\n".join(sample(chosen, options.sample)))


if __name__ == "__main__":
    main()
