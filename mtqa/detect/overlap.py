"""Findings that share words become one, with the best explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtqa.detect.rule import Hit
from mtqa.model import Evidence, Finding, Severity

_RANK = {Severity.MINOR: 0, Severity.MAJOR: 1, Severity.CRITICAL: 2}
_BEHIND = {"languagetool": 1, "model": 2}  # engines that explain less than a rule
_FAR_LARGER = 60


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in the order of the text, with those that overlap made one.

    The most severe one explains, then the surest; a rule goes before the
    grammar engine, which does not know the document, and both before what the language
    model hears, which explains nothing. It keeps its own span
    and says as evidence what the others saw, except what an engine repeats. A
    finding inside one that is longer by more than a clause (a repeated
    sentence, say) is another fault and stays.
    """
    kept = [one for group in _touching(findings) for one in _explained(group)]
    return sorted(kept, key=lambda finding: (finding.start, finding.end, finding.rule))


def outside(hits: Iterable[Hit], taken: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits that share no code point with those ``taken``."""
    others = tuple(taken)
    return (hit for hit in hits if not _shares(hit, others))


def first_come(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits that share no code point with one yielded before."""
    kept: list[Hit] = []
    for hit in hits:
        if not _shares(hit, kept):
            kept.append(hit)
            yield hit


def _shares(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _touching(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Yield groups of findings that hang together by shared words, from the left."""
    group: list[Finding] = []
    end = 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        if group and finding.start >= end:
            yield group
            group = []
        group.append(finding)
        end = max(end, finding.end)
    if group:
        yield group


def _explained(group: list[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(group, key=_preference):
        rival = next((i for i, better in enumerate(kept) if _same_words(better, finding)), None)
        if rival is None:
            kept.append(finding)
        elif finding.engine == "rules":
            kept[rival] = _with_witness(kept[rival], finding)
    return kept


def _preference(finding: Finding) -> tuple[object, ...]:
    return (
        _BEHIND.get(finding.engine, 0),
        -_RANK[finding.severity],
        -finding.confidence,
        finding.start,
        finding.end,
        finding.rule,
    )


def _same_words(one: Finding, other: Finding) -> bool:
    if one.end <= other.start or other.end <= one.start:
        return False
    outer, inner = (one, other) if one.end - one.start >= other.end - other.start else (other, one)
    within = outer.start <= inner.start and inner.end <= outer.end
    return not (within and (outer.end - outer.start) - (inner.end - inner.start) > _FAR_LARGER)


def _with_witness(better: Finding, other: Finding) -> Finding:
    witness = Evidence(
        note=other.message,
        quote=other.quote,
        start=other.start,
        end=other.end,
    )
    return better.model_copy(update={"evidence": (*better.evidence, witness)})
