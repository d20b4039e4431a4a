"""The gate's conditions, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from mtqa.config import GateSettings
from mtqa.model import EditorVerdict, ReviewState, Severity, Verdict
from mtqa.review.gate import failures
from tests.report.samples import assessment, found

TEXT = "He met Mr. 58 Freericks on Monday."
CRITICAL = found(TEXT, "58", severity=Severity.CRITICAL)
EVERYTHING_GOES = GateSettings(max_critical=None, risk_below=None)


def said(verdict: Verdict, **more: Any) -> EditorVerdict:
    return EditorVerdict(verdict=verdict, by="ed", at="2026-03-01T12:00:00Z", **more)


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        ({}, ("1 critical (at most 0)", "risk 0.50 (below 0.2)")),
        ({"max_critical": 1, "risk_below": 0.6}, ()),
        ({"max_critical": None, "risk_below": None, "max_minor": 0, "max_major": 0}, ()),
        ({"max_critical": 1, "risk_below": None, "fluency_from": 90}, ("fluency 80 (from 90)",)),
        ({"max_critical": 1, "risk_below": None, "reviewed": True}, ("1 not reviewed",)),
        ({"max_critical": 1, "risk_below": None, "verdict": True}, ("no verdict by an editor",)),
    ],
)
def test_conditions(gate: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert failures(assessment("a.txt", TEXT, CRITICAL), GateSettings(**gate)) == expected


def test_a_stale_decision_is_not_reviewed() -> None:
    gate = GateSettings(max_critical=None, risk_below=None, reviewed=True)
    for state, expected in ((ReviewState.ACCEPTED, ()), (ReviewState.STALE, ("1 not reviewed",))):
        finding = CRITICAL.model_copy(update={"state": state})
        assert failures(assessment("a.txt", TEXT, finding), gate) == expected


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        (said(Verdict.PUBLISH), ()),
        (said(Verdict.FIX), ("the editor’s verdict is fix",)),
        (said(Verdict.REJECT, expired=True), ("the editor’s verdict has expired",)),
    ],
)
def test_the_editors_verdict(editor: EditorVerdict, expected: tuple[str, ...]) -> None:
    gate = EVERYTHING_GOES.model_copy(update={"verdict": True})
    known = assessment("a.txt", TEXT).model_copy(update={"editor": editor})
    assert failures(known, gate) == expected


def test_what_cannot_be_judged_needs_an_editor() -> None:
    known = assessment("a.txt", TEXT, verdict=Verdict.CANNOT_JUDGE, risk=None)
    assert failures(known, EVERYTHING_GOES) == ("cannot be judged",)
    vouched = known.model_copy(update={"editor": said(Verdict.PUBLISH)})
    assert failures(vouched, EVERYTHING_GOES) == ()
