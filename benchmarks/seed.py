"""The findings on the seed article against its gold spans: ``python -m benchmarks seed``.

A finding is right when it touches a gold span; a gold span is found when a
finding touches it. The article is the one that the rules were begun with.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from benchmarks.corpora import DATA, ROOT
from mtqa.api import assess
from mtqa.model import Finding, Frozen

GOLD = DATA.parent / "gold" / "seed.jsonl"


class Gold(Frozen):
    """A span that people marked as wrong."""

    doc: str
    start: int
    end: int
    quote: str
    kind: str
    severity: str
    correction: str
    note: str


@cache
def gold() -> tuple[Gold, ...]:
    """Return the gold spans, none where they are not present."""
    if not GOLD.exists():
        return ()
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    return tuple(Gold.model_validate_json(line) for line in lines)


def overlap(finding: Finding, span: Gold) -> bool:
    """Return whether the finding touches the gold span."""
    return finding.start < span.end and span.start < finding.end


def table() -> Iterator[str]:
    """Yield the lines of a Markdown table of the findings, and the counts."""
    findings = assess(ROOT / "seeds" / gold()[0].doc).findings
    right = [f for f in findings if any(overlap(f, span) for span in gold())]
    found = [span for span in gold() if any(overlap(f, span) for f in findings)]
    yield (
        f"{len(found)} of {len(gold())} gold spans found; "
        f"{len(right)} of {len(findings)} findings touch one."
    )
    yield ""
    yield "| finding | rule | severity | confidence | right |"
    yield "|---|---|---|---|---|"
    for f in findings:
        mark = "yes" if f in right else "no"
        yield f"| {f.quote} | {f.rule} {f.name} | {f.severity} | {f.confidence:.2f} | {mark} |"
    missed = " · ".join(span.quote for span in gold() if span not in found)
    yield ""
    yield f"Missed: {missed}"
