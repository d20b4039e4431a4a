"""The findings on the seed article against its gold spans: ``python -m benchmarks.seed``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.corpora import DATA, ROOT
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.detect.catalog import detect
from mtqa.model import Document, Finding

GOLD = DATA.parent / "gold" / "seed.jsonl"


def overlap(finding: Finding, gold: dict[str, Any]) -> bool:
    """Return whether the finding touches the gold span."""
    return finding.start < gold["end"] and gold["start"] < finding.end


def main() -> None:
    path = next(Path(ROOT / "seeds").glob("*.txt"))
    text = path.read_text(encoding="utf-8")
    document = Document(name=path.name, text=text, prose=text)
    findings = detect(Annotated(document, parse(text)), segments=())
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    for finding in findings:
        right = any(overlap(finding, span) for span in gold)
        print("right" if right else "WRONG", finding.rule, finding.severity, repr(finding.quote))
    found = [span for span in gold if any(overlap(f, span) for f in findings)]
    right = [f for f in findings if any(overlap(f, span) for span in gold)]
    print(
        f"\n{len(found)} of {len(gold)} gold spans found, {len(right)} of {len(findings)} findings right"
    )


if __name__ == "__main__":
    main()
