"""Assessments made by hand, for the reports to show."""

from __future__ import annotations

import re

from mtqa.model import (
    Assessment,
    Document,
    Evidence,
    Finding,
    Score,
    Segment,
    Severity,
    Verdict,
)
from mtqa.report.html import ReportHeader, RulePage

HEADER = ReportHeader(version="1.2.3", signature="mtqa|v:1.2.3", created="2025-01-01T10:00:00")

PAGES = {
    "STR01": RulePage("STR01", "stray-punctuation", "A stop `. .`", "Copied.", "Ellipses."),
    "NAM01": RulePage("NAM01", "split-name", "A *name*.", "Torn.", "None <b>known</b>."),
}


def found(
    text: str,
    quote: str,
    *,
    severity: Severity = Severity.MAJOR,
    rule: str = "STR01",
    name: str = "stray-punctuation",
    confidence: float = 0.9,
    evidence: tuple[Evidence, ...] = (),
    suggestion: str | None = None,
    message: str = "The words do not fit.",
) -> Finding:
    """Return a finding on the first place where ``text`` has ``quote``."""
    start = text.index(quote)
    return Finding(
        segment=text[:start].count("\n"),
        start=start,
        end=start + len(quote),
        quote=quote,
        rule=rule,
        name=name,
        severity=severity,
        confidence=confidence,
        mqm="linguistic-conventions/punctuation",
        message=message,
        evidence=evidence,
        suggestion=suggestion,
    )


def place(text: str, quote: str) -> Evidence:
    """Return evidence that points to the last place where ``text`` has ``quote``."""
    start = text.rindex(quote)
    return Evidence(note="There it is.", quote=quote, start=start, end=start + len(quote))


def score(value: float | None) -> Score:
    return Score(value=value, signature="" if value is None else "score|v:1")


def assessment(
    name: str,
    text: str,
    *findings: Finding,
    risk: float | None = 0.5,
    fluency: float | None = 80.0,
    verdict: Verdict = Verdict.FIX,
    skipped: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Assessment:
    """Return an assessment of ``text`` in which each line is a segment."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    segments = tuple(
        Segment(index=index, start=start, end=end, text=text[start:end], fluency=fluency)
        for index, (start, end) in enumerate(lines)
    )
    return Assessment(
        document=Document(name=name, text=text, prose=text, notes=notes),
        words=len(text.split()),
        segments=segments,
        findings=findings,
        fluency=score(fluency),
        mt_likelihood=score(risk),
        risk=score(risk),
        verdict=verdict,
        skipped=skipped,
    )
