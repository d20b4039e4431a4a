"""Fluency: MQM's linear score, measured only where there is something to measure."""

from __future__ import annotations

import pytest

from mtqa.model import Finding, Segment, Severity
from mtqa.score.fluency import fluency, with_fluency


def finding(severity: str, confidence: float = 1.0, segment: int = 0) -> Finding:
    return Finding(
        segment=segment,
        start=0,
        end=1,
        quote="x",
        rule="X01",
        name="x",
        severity=Severity(severity),
        confidence=confidence,
        mqm="x",
        message="x",
    )


@pytest.mark.parametrize(
    ("severities", "words", "value"),
    [
        ([], 100, 100.0),
        (["minor"], 100, 99.0),
        (["major"], 100, 95.0),
        (["critical"], 100, 75.0),
        (["minor", "major", "critical"], 100, 69.0),
        (["critical"], 10, 0.0),
        ([], 0, None),
    ],
)
def test_severity_weighs(severities: list[str], words: int, value: float | None) -> None:
    assert fluency([finding(severity) for severity in severities], words) == value


def test_doubt_weighs_less() -> None:
    assert fluency([finding("major", 0.5)], 100) == 97.5


def test_a_finding_costs_its_own_segment_alone() -> None:
    prose = "One two three four five. Six seven."
    segments = [
        Segment(index=0, start=0, end=24, text=prose[:24]),
        Segment(index=1, start=25, end=35, text=prose[25:]),
    ]
    scored = with_fluency(segments, [finding("minor", segment=0)], prose)
    assert [segment.fluency for segment in scored] == [80.0, 100.0]
