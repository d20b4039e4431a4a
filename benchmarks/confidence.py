"""Are findings as often right as their confidence says?

    python -m benchmarks.confidence --sample 300    findings nobody labelled yet, to read
    python -m benchmarks.confidence --add FILE      take in lines of ``id right|wrong|unsure``
    python -m benchmarks confidence                 the table

The findings are those that the whole pipeline shows, language model and LanguageTool
included, drawn by a hash of their place: two thirds out of machine versions that stand in
no other benchmark of findings, one third out of human text. Kept are places, not words.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import DATA, HUMAN, Text, digest, half, rows, texts
from benchmarks.labels import SHOWN, Label, Place, judged, read, shown, write
from benchmarks.systems import assessed
from mtqa.config import Settings
from mtqa.model import Finding
from mtqa.share import interval

ENGINES = ("languagetool", "model")

BANDS = ((0.0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))
_MACHINE, _TRANSLATOR, _WRITER = 5, 7, 3  # one document in so many is read


@dataclass(frozen=True, slots=True)
class Version:
    """A text, and the human version of the same article where a machine made it."""

    text: Text
    human: str


def versions() -> Iterator[Version]:
    """Yield the texts of the judging half that findings are drawn from."""
    for path in sorted(DATA.glob("docs_wmt*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        for row in rows(name):
            doc = f"{name}.{row['doc']}"
            if half(doc) != "judge":
                continue
            systems, human = sorted(row["sys"]), "\n".join(next(iter(row["ref"].values())))
            at = digest(f"{doc} confidence")
            if at % _MACHINE == 0:
                others = [
                    one for one in systems if one != systems[digest(doc + "system") % len(systems)]
                ]
                system = (others or systems)[at // _MACHINE % len(others or systems)]
                yield Version(Text(name, doc, system, "\n".join(row["sys"][system])), human)
            if at % _TRANSLATOR == 0:
                yield Version(Text(name, doc, "", human), "")
    for text in texts(HUMAN, "judge"):
        if digest(f"{text.doc} confidence") % _WRITER == 0:
            yield Version(text, "")


def found() -> Iterator[tuple[Place, Version, Finding]]:
    """Yield every finding on these texts."""
    chosen = {version.text: version for version in versions()}
    for text, assessment in assessed(chosen, Settings()):
        for one in assessment.findings:
            at = Place(text.corpus, text.doc, text.system, one.start, one.end, one.base_rule)
            yield at, chosen[text], one


def sample(size: int) -> Iterator[str]:
    """Yield ``size`` findings to label, two thirds of them on machine versions."""
    every = sorted(found(), key=lambda one: one[0].id)
    known = read(SHOWN)
    machine = [one for one in every if one[0].system]
    human = [one for one in every if not one[0].system]
    drawn = (*machine[: size * 2 // 3], *human[: size // 3])
    yield from (
        shown(at, version.text, one, version.human) for at, version, one in drawn if at not in known
    )


def add(path: Path) -> int:
    """Take in the labels of a file with lines of ``id verdict``; return how many.

    Raises:
        ValueError: a line names a verdict that there is not.
    """
    said = judged(path)
    fresh = {at: Label(said[at.id], one.confidence) for at, _, one in found() if at.id in said}
    write(SHOWN, {**read(SHOWN), **fresh})
    return len(fresh)


def _row(name: str, labels: Sequence[Label]) -> str:
    decided = [label for label in labels if label.verdict != "unsure"]
    right = sum(label.verdict == "right" for label in decided)
    if not decided:
        return f"| {name} | 0 | – | – |"
    low, high = interval(right, len(decided))
    mean = sum(label.confidence for label in decided) / len(decided)
    share = f"{right / len(decided):.2f} ({low:.2f}–{high:.2f})"
    return f"| {name} | {len(decided)} | {mean:.2f} | {share} |"


def table() -> list[str]:
    """Return the section of the page, as lines of Markdown."""
    labels = read(SHOWN)
    lines = ["| findings | decided | mean confidence | right (95 %) |", "|---|---|---|---|"]
    for low, high in BANDS:
        band = [label for label in labels.values() if low <= label.confidence < high]
        lines.append(_row(f"confidence {low:.2f}–{min(high, 1):.2f}", band))
    for name, of_machine in (("on machine versions", True), ("on human text", False)):
        lines.append(_row(name, [x for at, x in labels.items() if bool(at.system) == of_machine]))
    return [*lines, _row("all", list(labels.values()))]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=int, default=300, help="findings to draw")
    parser.add_argument("--add", type=Path, help="a file of labels to take in")
    options = parser.parse_args()
    if options.add:
        print(f"{add(options.add)} labels taken in")
        return
    print("\n".join(sample(options.sample)))


if __name__ == "__main__":
    main()
