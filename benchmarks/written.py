"""News passages written for this benchmark, each with one artifact or none, and what is found.

    python -m benchmarks.written [--part build] [--kind KIND] [--show]

``written-build.jsonl`` and ``written-judge.jsonl`` hold passages as ``{"kind", "text",
"bad"}``: all of ``text`` is invented, ``bad`` quotes what is wrong in it, and of the kind
``clean``, which has nothing wrong, every finding is a false alarm. They were
written from the catalogue of kinds alone, by writers who saw neither the rules nor the cases
of ``benchmarks.injection``. Rules are built with the one file and measured on the other, which
nobody who writes rules reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.kinds import PARTS, by_kind
from mtqa.annotate import segments
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.detect.catalog import detect
from mtqa.model import LEAST_CONFIDENCE, Finding
from mtqa.read import document

HERE = Path(__file__).parent
CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and what is found in it.

    Attributes:
        kind: of its artifact, or ``clean``.
        text: the passage.
        bad: the ranges that are wrong, in code points.
        findings: of all rules, without LanguageTool and the language model.
    """

    kind: str
    text: str
    bad: tuple[tuple[int, int], ...]
    findings: tuple[Finding, ...]

    @property
    def right(self) -> tuple[Finding, ...]:
        """Return the findings that touch what is wrong."""
        return tuple(
            one
            for one in self.findings
            if any(one.start < end and start < one.end for start, end in self.bad)
        )

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """Return the findings in good English."""
        return tuple(one for one in self.findings if one not in self.right)


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _read(line: str) -> Passage:
    row = json.loads(line)
    text = row["text"]
    annotated = Annotated(document(text, "written"), parse(text))
    found = detect(annotated, segments.sentences(annotated)).findings
    findings = [one for one in found if one.confidence >= LEAST_CONFIDENCE]
    bad = tuple(place for quote in row["bad"] for place in _places(text, quote))
    return Passage(row["kind"], text, bad, tuple(findings))


@cache
def passages(part: str) -> tuple[Passage, ...]:
    """Return the passages of ``build`` or ``judge``, in the order of the file."""
    lines = (HERE / f"written-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_read(line) for line in lines if line)


def table() -> Iterator[str]:
    """Yield the lines of a Markdown table: by kind, how many are found in either part."""
    yield from by_kind(
        {
            part: [(one.kind, bool(one.right)) for one in passages(part) if one.kind != CLEAN]
            for part in PARTS
        }
    )
    for name, only in (("clean passages", True), ("good English of the others", False)):
        cells = (
            _alarms([one for one in passages(part) if (one.kind == CLEAN) is only])
            for part in PARTS
        )
        yield f"| false alarms: {name} | {' | '.join(cells)} |"


def _alarms(read: list[Passage]) -> str:
    wrong = sum(len(one.wrong) for one in read)
    words = sum(len(one.text.split()) for one in read)
    return f"{wrong} in {len(read)} passages, {1000 * wrong / words:.2f} per 1,000 words"


def main() -> None:
    """Print the table, and of one part what is missed and what is found in good English."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="build")
    parser.add_argument("--kind", default="", help="only passages of this kind")
    parser.add_argument("--show", action="store_true", help="misses and false alarms to read")
    options = parser.parse_args()
    for one in passages(options.part) if options.show else ():
        if options.kind not in ("", one.kind):
            continue
        if one.kind != CLEAN and not one.right:
            quotes = " … ".join(one.text[start:end] for start, end in one.bad)
            print(f"missed {one.kind}: {quotes} | {one.text!r}")
        for finding in one.wrong:
            print(f"false {one.kind}: {finding.rule} {finding.quote} | {finding.message}")
    for line in table():
        print(line)


if __name__ == "__main__":
    main()
