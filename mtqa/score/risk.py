"""Risk and verdict: how badly a document needs an editor. Not yet calibrated.

Findings count as independent reasons not to publish (a noisy OR): a finding
of confidence c stops publication with probability c × weight of its severity.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from mtqa.config import VerdictSettings
from mtqa.model import Finding, Severity, Verdict

SIGNATURE = "risk:noisy-or|weights:.03/.3/.6|calibrated:no"

_WEIGHTS = {Severity.MINOR: 0.03, Severity.MAJOR: 0.3, Severity.CRITICAL: 0.6}


def risk(findings: Iterable[Finding]) -> float:
    """Return 0–1: 0 without findings, rising with each one's severity and confidence."""
    passed = math.prod(1 - _WEIGHTS[f.severity] * f.confidence for f in findings)
    return round(1 - passed, 4)


def verdict(
    risk: float | None, words: int, grammar_missing: bool, settings: VerdictSettings
) -> Verdict:
    """Return what to do with the document.

    A text that is too short or was not measured cannot be judged; neither can
    one that only looks clean because an engine failed.
    """
    if risk is None or words < settings.min_words:
        return Verdict.CANNOT_JUDGE
    if risk >= settings.reject_from:
        return Verdict.REJECT
    if risk >= settings.publish_below:
        return Verdict.FIX
    return Verdict.CANNOT_JUDGE if grammar_missing else Verdict.PUBLISH
