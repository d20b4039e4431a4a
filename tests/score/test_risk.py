"""Risk and verdict: what each finding costs, and when nobody can say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.config import VerdictSettings
from mtqa.model import Finding, Severity, Verdict
from mtqa.score.risk import evidence, risk, verdict
from tests.score.test_fluency import finding


@pytest.mark.parametrize(
    ("severities", "stopped"),
    [([], 0.0), (["minor"], 0.03), (["major"], 0.3), (["critical"], 0.6), (["critical"] * 2, 0.84)],
)
def test_findings_add_up_as_independent_reasons(severities: list[str], stopped: float) -> None:
    found = evidence([finding(severity) for severity in severities])
    assert 1 - math.exp(-found) == pytest.approx(stopped)


@given(
    st.lists(st.builds(finding, st.sampled_from(Severity), st.floats(0, 1)), max_size=30),
    st.none() | st.floats(0, 1),
)
def test_one_finding_more_never_lowers_the_risk(
    findings: list[Finding], likelihood: float | None
) -> None:
    every = [risk(findings[:count], likelihood) for count in range(len(findings) + 1)]
    assert every == sorted(every)
    assert 0 <= every[-1] <= 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_likelier_a_machine_the_higher_the_risk(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert risk([], low) <= risk([], high)


def test_what_the_model_reports_is_no_reason_of_its_own() -> None:
    reported = finding("major").model_copy(update={"engine": "model"})
    assert risk([reported], 0.5) == risk([], 0.5)


def test_a_text_without_findings_is_to_be_published_with_or_without_the_model() -> None:
    assert risk([]) < VerdictSettings().publish_below
    assert risk([], 0.3) < VerdictSettings().publish_below


def test_without_the_model_one_small_slip_keeps_no_article_back_but_a_grave_finding_does() -> None:
    assert risk([finding("minor", 0.8)]) < VerdictSettings().publish_below
    assert risk([finding("major", 0.8)]) > VerdictSettings().publish_below


def test_grave_findings_outweigh_a_low_likelihood() -> None:
    grave = [finding("critical")] * 3 + [finding("major")] * 5
    assert risk(grave, 0.3) > VerdictSettings().reject_from


def test_a_machine_translation_without_findings_needs_an_editor_but_is_not_rejected() -> None:
    settings = VerdictSettings()
    assert settings.publish_below < risk([], 0.8) < settings.reject_from


@pytest.mark.parametrize(
    ("danger", "words", "failed", "expected"),
    [
        (0.0, 500, False, Verdict.PUBLISH),
        (0.3, 500, False, Verdict.FIX),
        (0.95, 500, False, Verdict.REJECT),
        (0.0, 39, False, Verdict.CANNOT_JUDGE),
        (None, 500, False, Verdict.CANNOT_JUDGE),
        (0.0, 500, True, Verdict.CANNOT_JUDGE),  # never clean by absence of an engine
        (0.3, 500, True, Verdict.FIX),
    ],
)
def test_verdict(danger: float | None, words: int, failed: bool, expected: Verdict) -> None:
    assert verdict(danger, words, failed, VerdictSettings()) is expected
