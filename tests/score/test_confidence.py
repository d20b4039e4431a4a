"""Findings of grammar and wording are as sure as rule and model make them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.annotate.probe import KINDS, Said
from mtqa.model import Finding, Segment, Severity, WordScore
from mtqa.score.confidence import Eye, doubt, eye, weighed

CONFIDENCE = st.floats(0.5, 0.97)
DOUBT = st.floats(-4, 4)


@given(CONFIDENCE, DOUBT, DOUBT)
def test_more_doubt_never_makes_a_finding_less_sure(
    confidence: float, one: float, other: float
) -> None:
    assert eye()(confidence, min(one, other)) <= eye()(confidence, max(one, other))


@given(CONFIDENCE, DOUBT)
def test_no_confidence_moves_further_than_the_bound(confidence: float, heard: float) -> None:
    assert abs(eye()(confidence, heard) - confidence) <= eye().most + 0.005


@pytest.mark.parametrize(
    ("heard", "expected"), [(-4.0, 0.60), (0.0, 0.80), (4.0, 0.97)], ids=["none", "even", "much"]
)
def test_what_doubt_does_to_a_confidence_of_eight_in_ten(heard: float, expected: float) -> None:
    assert Eye(offset=0.0, confidence=1.0, doubt=1.0, most=0.2)(0.8, heard) == expected


def test_the_words_of_a_finding_are_those_that_it_touches() -> None:
    words = [
        WordScore(start=0, end=3, score=0.9),
        WordScore(start=4, end=8, score=0.5),
        WordScore(start=9, end=12, score=0.5),
    ]
    assert doubt(5, 11, words) == 0
    assert doubt(12, 20, words) is None


@pytest.mark.parametrize(("engine", "changed"), [("rules", True), ("model", False)])
def test_what_the_model_reports_is_not_weighed_by_it_again(engine: str, changed: bool) -> None:
    prose = "These words sound odd."
    finding = Finding(
        segment=0,
        start=6,
        end=15,
        quote=prose[6:15],
        rule="GRA20",
        name="garbled-passage",
        severity=Severity.MINOR,
        confidence=0.8,
        mqm="linguistic-conventions/unintelligible",
        message="x",
        engine=engine,
    )
    said = Said(np.array([6]), np.array([11]), np.full((1, len(KINDS)), 9, np.float32))
    segment = Segment(index=0, start=0, end=len(prose), text=prose)
    (found,) = weighed([finding], [segment], said, prose)
    assert (found.confidence != 0.8) == changed
