"""What the whole pipeline reports on good human English, by set and by rule.

    python -m benchmarks false_alarms

Every finding on these texts counts as a false alarm, although some are slips
that a copy editor would mend. Intervals are 95 % by bootstrap over documents.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.corpora import GROUPS, HUMAN, NEWS
from benchmarks.heard import by_all_engines
from mtqa.annotate import segments
from mtqa.detect.catalog import detect
from mtqa.model import Finding, Severity
from mtqa.words import count_words

ENGINES = ("languagetool", "model")

SETS = (*HUMAN, "human-translation")
_SERIOUS = (Severity.MAJOR, Severity.CRITICAL)
_DRAWS = 1000


@dataclass(frozen=True)
class Counted:
    """One document: its words, its findings and the major or critical ones among them."""

    words: int
    findings: int
    serious: int


def found(corpus: str) -> Iterator[tuple[int, tuple[Finding, ...]]]:
    """Yield the words and the findings of each document.

    Those of LanguageTool are among them, and of the language model where it is installed.
    """
    for part in ("build", "judge"):
        for _, document in by_all_engines(corpus, part):
            findings = detect(document, segments.sentences(document)).findings
            yield count_words(document.text), findings


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
    for corpus in SETS:
        for words, findings in found(corpus):
            serious = sum(finding.severity in _SERIOUS for finding in findings)
            counted[corpus].append(Counted(words, len(findings), serious))
            for finding in findings:
                rule = finding.rule.split(":", maxsplit=1)[0]
                by_rule[f"{rule} {finding.name} | {finding.severity}"][corpus] += 1
    yield "| set | documents | words | findings per 1,000 words | major or critical |"
    yield "|---|---|---|---|---|"
    for corpus in SETS:
        if counted[corpus]:
            yield _row(corpus, counted[corpus])
    for group, corpora in (("**all news**", NEWS), ("**all other genres**", GROUPS["other"])):
        yield _row(group, [one for corpus in corpora for one in counted[corpus]])
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
