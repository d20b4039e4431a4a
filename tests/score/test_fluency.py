"""Fluency: learnt where the language model ran, else MQM's linear score."""

from __future__ import annotations

import numpy as np
import pytest

from mtqa.annotate.probe import KINDS, Said
from mtqa.model import Finding, Segment, Severity
from mtqa.score.fluency import Heard, fluency, heard, learnt, of_document, parts, with_fluency

CLEAN = Heard(grammar=0.05, word_choice=0.03, flow=0.05, marked=0.6, surprise=3.0, tokens=24)


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


def test_more_faults_less_fluency() -> None:
    spoilt = [Heard(faults, 0, 0, 1 + faults, 3, 24) for faults in (0.1, 0.5, 2, 8)]
    values = [learnt(one, [], 20) or 0 for one in spoilt]
    assert values == sorted(values, reverse=True)
    assert values[0] > 95 and values[-1] < 60


@pytest.mark.parametrize(
    ("severity", "most"), [("minor", 98.0), ("major", 90.0), ("critical", 60.0)]
)
def test_no_clean_sentence_with_a_finding_is_perfect(severity: str, most: float) -> None:
    before, after = learnt(CLEAN, [], 20), learnt(CLEAN, [finding(severity)], 20)
    assert before is not None and after is not None
    assert after < before and after < most


def test_what_the_model_reports_it_has_counted_already() -> None:
    reported = finding("major").model_copy(update={"engine": "model"})
    assert learnt(CLEAN, [reported], 20) == learnt(CLEAN, [], 20)


def test_a_long_sentence_is_not_excused() -> None:
    one, both = Heard(0.5, 0, 0, 2, 3, 20), Heard(1, 0, 0, 4, 3, 40)
    assert (learnt(both, [], 36) or 0) < (learnt(one, [], 18) or 0)


def test_surprise_lowers_what_is_otherwise_alike() -> None:
    plain, odd = Heard(0.5, 0, 0, 2, 3, 20), Heard(0.5, 0, 0, 2, 6, 20)
    assert (learnt(odd, [], 18) or 0) < (learnt(plain, [], 18) or 0)


def test_two_words_have_no_learnt_fluency() -> None:
    assert learnt(CLEAN, [], 2) is None


def test_the_parts_say_which_kind_of_fault() -> None:
    made = parts(
        Heard(grammar=2, word_choice=0, flow=0.1, marked=1, surprise=np.log(2), tokens=24), 20
    )
    assert made.grammar is not None and made.flow is not None
    assert made.grammar < made.flow < (made.word_choice or 0) == 100
    assert made.surprise == 1.0


def said(prose: str, logit: float) -> Said:
    """Return what a probe says that hears the same in each letter."""
    places = np.arange(len(prose))
    return Said(places, places + 1, np.full((len(prose), len(KINDS)), logit, np.float32))


def test_expected_faults_add_up() -> None:
    one = heard(said("ten tokens", 0.0).kinds)
    assert one.faults == pytest.approx(30 * np.log(2))
    assert one.marked == pytest.approx(5)


def test_a_segment_that_was_not_read_has_no_fluency() -> None:
    prose = "One two three four five. Six seven eight."
    segments = [
        Segment(index=0, start=0, end=24, text=prose[:24]),
        Segment(index=1, start=25, end=41, text=prose[25:]),
    ]
    scored = with_fluency(segments, [], prose, said(prose[:24], -6.0))
    assert scored[0].fluency is not None and scored[0].parts is not None
    assert scored[1].fluency is None and scored[1].parts is None
    assert of_document(scored, prose) == scored[0].fluency


def test_documents_weigh_segments_by_words() -> None:
    prose = "One two three. Four."
    segments = [
        Segment(index=0, start=0, end=14, text=prose[:14], fluency=100.0),
        Segment(index=1, start=15, end=20, text=prose[15:], fluency=0.0),
    ]
    assert of_document(segments, prose) == 75.0
    assert of_document([], prose) is None
