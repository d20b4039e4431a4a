"""Risk and verdict: what each finding costs, and when nobody can say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.config import VerdictSettings
from mtqa.model import Severity, Verdict
from mtqa.score.risk import risk, verdict
from tests.score.test_fluency import finding


@pytest.mark.parametrize(
    ("severities", "value"),
    [([], 0.0), (["minor"], 0.03), (["major"], 0.3), (["critical"], 0.6), (["critical"] * 2, 0.84)],
)
def test_findings_add_up_as_independent_reasons(severities: list[str], value: float) -> None:
    assert risk([finding(severity) for severity in severities]) == value


@given(st.lists(st.builds(finding, st.sampled_from(Severity), st.floats(0, 1)), max_size=30))
def test_one_finding_more_never_lowers_the_risk(findings: list[object]) -> None:
    every = [risk(findings[:count]) for count in range(len(findings) + 1)]  # type: ignore[arg-type]
    assert every == sorted(every)
    assert 0 <= every[-1] <= 1


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
