"""Assessments as pandas data frames, which the CSV files are written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mtqa.model import (
    Assessment,
    EditorVerdict,
    Evidence,
    Finding,
    ReferenceScores,
    ReviewState,
    Score,
    Severity,
)
from mtqa.review.fingerprint import fingerprints

DOCUMENTS = [
    "doc",
    "words",
    "segments",
    "fluency",
    "mt_likelihood",
    "mt_likelihood_low",
    "mt_likelihood_high",
    "translated",
    "risk",
    "verdict",
    "editor",
    "findings",
    "critical",
    "major",
    "minor",
    "skipped",
]
SCORES = [
    "fluency",
    "mt_likelihood",
    "mt_likelihood_low",
    "mt_likelihood_high",
    "translated",
    "risk",
]
SEGMENTS = ["doc", "segment", "start", "end", "text", "fluency"]
FINDINGS = [
    "doc",
    "segment",
    "start",
    "end",
    "quote",
    "rule",
    "name",
    "severity",
    "confidence",
    "mqm",
    "message",
    "evidence",
    "suggestion",
    "engine",
    "state",
    "reason",
    "fingerprint",
]
REFERENCE = ["bleu", "chrf", "ter"]


@dataclass(frozen=True)
class Frames:
    """Three tables; a missing value means not measured.

    Attributes:
        documents: one row a document.
        segments: one row a segment.
        findings: one row a finding.
    """

    documents: pd.DataFrame
    segments: pd.DataFrame
    findings: pd.DataFrame


def frames(
    assessments: Iterable[Assessment], reference: bool = False, dismissed: bool = False
) -> Frames:
    """Return the assessments as tables.

    Args:
        assessments: one a document.
        reference: the scores against a reference have columns too.
        dismissed: findings that an editor dismissed have rows too.
    """
    documents: list[list[Any]] = []
    segments: list[list[Any]] = []
    findings: list[list[Any]] = []
    for assessment in assessments:
        name = assessment.document.name
        documents.append(_document(assessment))
        segments += [
            [name, s.index, s.start, s.end, s.text, s.fluency, s.chrf, s.ter]
            for s in assessment.segments
        ]
        findings += _findings(assessment, dismissed)
    extra = len(REFERENCE) if reference else 0
    return Frames(
        _numbers(documents, [*DOCUMENTS, *REFERENCE], len(DOCUMENTS) + extra),
        _numbers(segments, [*SEGMENTS, "chrf", "ter"], len(SEGMENTS) + (2 if reference else 0)),
        pd.DataFrame(findings, columns=FINDINGS),
    )


def _numbers(rows: list[list[Any]], columns: list[str], wanted: int) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=columns).iloc[:, :wanted]
    scores = {*SCORES, *REFERENCE} & set(table.columns)
    return table.astype(dict.fromkeys(scores, "Float64"))


def _document(assessment: Assessment) -> list[Any]:
    scores = assessment.reference or _UNMEASURED
    return [
        assessment.document.name,
        assessment.words,
        len(assessment.segments),
        assessment.fluency.value,
        assessment.mt_likelihood.value,
        assessment.mt_likelihood.low,
        assessment.mt_likelihood.high,
        assessment.translated.value,
        assessment.risk.value,
        assessment.verdict.value,
        _editor(assessment.editor),
        len(assessment.findings),
        assessment.count(Severity.CRITICAL),
        assessment.count(Severity.MAJOR),
        assessment.count(Severity.MINOR),
        "; ".join(assessment.skipped),
        scores.bleu.value,
        scores.chrf.value,
        scores.ter.value,
    ]


_NOTHING = Score(value=None, signature="")
_UNMEASURED = ReferenceScores(bleu=_NOTHING, chrf=_NOTHING, ter=_NOTHING)


def _editor(editor: EditorVerdict | None) -> str | None:
    if editor is None:
        return None
    return f"{editor.verdict} (expired)" if editor.expired else editor.verdict.value


def _findings(assessment: Assessment, dismissed: bool) -> list[list[Any]]:
    document = assessment.document
    found = (*assessment.findings, *assessment.dismissed)
    marks = fingerprints(document.text, found)
    shown = zip(found, marks, strict=True)
    return [
        [document.name, *_finding(finding), mark]
        for finding, mark in sorted(shown, key=lambda pair: pair[0].start)
        if dismissed or finding.state is not ReviewState.DISMISSED
    ]


def _finding(finding: Finding) -> list[Any]:
    return [
        finding.segment,
        finding.start,
        finding.end,
        finding.quote,
        finding.rule,
        finding.name,
        finding.severity.value,
        finding.confidence,
        finding.mqm,
        finding.message,
        " | ".join(map(describe, finding.evidence)),
        finding.suggestion,
        finding.engine,
        finding.state.value,
        finding.reason,
    ]


def describe(evidence: Evidence) -> str:
    """Return the evidence as one line of text."""
    place = f" (“{evidence.quote}” at {evidence.start}–{evidence.end})" if evidence.quote else ""
    source = f" [{evidence.source}]" if evidence.source else ""
    return f"{evidence.note}{place}{source}"
