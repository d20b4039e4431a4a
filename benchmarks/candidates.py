"""Sentences mined from system outputs by pattern, and what the rules see in them.

    python -m benchmarks candidates

``candidates.tsv`` says of some of the ``signature_candidates``, by the hash of
a record, whether a person who reads the sentence beside its reference sees an
artifact at the match. The sentence stands alone here, so that rules which
compare two places of a document have nothing to compare.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.corpora import digest, rows
from mtqa.annotate import segments
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.detect.catalog import detect
from mtqa.read import document

FILE = Path(__file__).with_name("candidates.tsv")


def name(row: dict[str, Any]) -> str:
    """Return the record's id: a hash of what it is and what it says."""
    parts = (row[key] for key in ("set", "lp", "doc", "system", "target"))
    return f"{digest('|'.join(parts)):012x}"


@cache
def labels() -> dict[tuple[str, str], str]:
    """Return ``artifact`` or ``none`` by id and type of the record."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            (row["id"], row["type"]): row["label"] for row in csv.DictReader(lines, delimiter="\t")
        }


def _seen(row: dict[str, Any]) -> bool:
    """Return whether a finding of the rules touches the record's match."""
    text: str = row["target"]
    annotated = Annotated(document(text, "candidate"), parse(text))
    start = text.index(row["match"])
    end = start + len(row["match"])
    findings = detect(annotated, segments.sentences(annotated)).findings
    return any(finding.start < end and start < finding.end for finding in findings)


def table() -> Iterator[str]:
    """Yield the lines of a Markdown table: by type, labelled, artifacts and found."""
    labelled: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for row in rows("signature_candidates"):
        label = labels().get((name(row), row["type"]))
        if label is not None:
            labelled[row["type"], label] += 1
            found[row["type"], label] += _seen(row)
    yield "| type | artifacts | found | no artifact | found |"
    yield "|---|---|---|---|---|"
    for kind in sorted({kind for kind, _ in labelled}):
        cells = (
            f"{counts[kind, label]}"
            for label in ("artifact", "none")
            for counts in (labelled, found)
        )
        yield f"| {kind} | {' | '.join(cells)} |"
