"""What the whole pipeline reports on good human English, by set and by rule.

    python -m benchmarks false_alarms

Every finding on these texts counts as a false alarm, although some are slips
that a copy editor would mend. Intervals are 95 % by bootstrap over documents.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.corpora import HUMAN, Text, texts
from mtqa.batch.engines import connect, load_language, shared_engines
from mtqa.config import Settings
from mtqa.errors import InputError
from mtqa.model import Assessment, Severity
from mtqa.pipeline import assess_document
from mtqa.read import document

SETS = (*HUMAN, "human-translation")
_SERIOUS = (Severity.MAJOR, Severity.CRITICAL)
_DRAWS = 1000


@dataclass(frozen=True)
class Counted:
    """One document: its words, its findings and the major or critical ones among them."""

    words: int
    findings: int
    serious: int


def assessed(chosen: Iterable[Text]) -> Iterator[tuple[Text, Assessment]]:
    """Yield every text with its assessment, LanguageTool included.

    The language model stays out: it makes no findings.
    """
    settings = Settings(model=False)
    with shared_engines(settings, print, load_language) as shared:
        for text in chosen:
            try:
                read = document(text.text, text.doc)
            except InputError:
                continue
            yield text, assess_document(read, connect(shared), settings)


def rate(documents: Sequence[Counted], attribute: str) -> float:
    """Return findings per 1,000 words."""
    words = sum(one.words for one in documents)
    count: int = sum(getattr(one, attribute) for one in documents)
    return 1000 * count / max(1, words)


def interval(documents: Sequence[Counted], attribute: str) -> tuple[float, float]:
    """Return the 95 % interval of the rate by bootstrap over documents."""
    draw = random.Random(1)
    rates = sorted(
        rate(draw.choices(documents, k=len(documents)), attribute) for _ in range(_DRAWS)
    )
    return rates[int(0.025 * _DRAWS)], rates[int(0.975 * _DRAWS) - 1]


def table() -> Iterator[str]:
    """Yield the lines of two Markdown tables: by set, and by rule."""
    counted: dict[str, list[Counted]] = defaultdict(list)
    by_rule: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for text, assessment in assessed(texts(SETS, "all")):
        serious = sum(assessment.count(level) for level in _SERIOUS)
        counted[text.corpus].append(Counted(assessment.words, len(assessment.findings), serious))
        for finding in assessment.findings:
            rule = finding.rule.split(":", maxsplit=1)[0]
            by_rule[f"{rule} {finding.name} | {finding.severity}"][text.corpus] += 1
    yield "| set | documents | words | findings per 1,000 words | major or critical |"
    yield "|---|---|---|---|---|"
    for corpus in SETS:
        if counted[corpus]:
            yield _row(corpus, counted[corpus])
    yield ""
    present = [corpus for corpus in SETS if counted[corpus]]
    yield f"| rule | severity | {' | '.join(present)} |"
    yield f"|---|---|{'---|' * len(present)}"
    for rule in sorted(by_rule):
        cells = " | ".join(str(by_rule[rule][corpus]) for corpus in present)
        yield f"| {rule} | {cells} |"


def _row(corpus: str, documents: Sequence[Counted]) -> str:
    cells = []
    for attribute in ("findings", "serious"):
        low, high = interval(documents, attribute)
        cells.append(f"{rate(documents, attribute):.2f} ({low:.2f}–{high:.2f})")
    words = sum(one.words for one in documents)
    return f"| {corpus} | {len(documents)} | {words:,} | {cells[0]} | {cells[1]} |"
