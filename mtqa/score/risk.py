"""Risk and verdict: how badly a document needs an editor.

The risk is the probability that an editor would not publish the text as it is. Its log
odds are linear in the root of the evidence of the findings and in the log odds that a
machine wrote the text. Where the language model did not run, evidence counts from what
one small slip makes, so that such a slip alone keeps no article back. The coefficients come
from ``training/risk.py``; docs/model-card.md says what stands in for the editor.

Findings are taken for independent reasons (a noisy OR): one of confidence c stops
publication with probability c × weight of its severity, and the evidence is the negative
logarithm of the probability that none does. What the language model reports itself is no
reason of its own: the likelihood hears the same states.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mtqa.config import VerdictSettings
from mtqa.model import Finding, Severity, Verdict

FILE = Path(__file__).parent / "models" / "risk.json"

_WEIGHTS = {Severity.MINOR: 0.03, Severity.MAJOR: 0.3, Severity.CRITICAL: 0.6}


@dataclass(frozen=True, slots=True)
class RiskModel:
    """Coefficients on the scale of log odds.

    Attributes:
        evidence: for the root of the findings' evidence.
        free: how much evidence costs nothing.
        likelihood: for the log odds of ``mt_likelihood``, 0 where the model did not run.
        offset: of a text without findings that count.
    """

    evidence: float
    free: float
    likelihood: float
    offset: float

    def risk(self, evidence: float, log_odds: float = 0.0) -> float:
        """Return the probability, 0–1."""
        found = self.evidence * math.sqrt(max(0.0, evidence - self.free))
        total = self.offset + found + self.likelihood * log_odds
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def models() -> dict[str, RiskModel]:
    """Return the models by name: ``with`` and ``without`` the language model."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return {name: RiskModel(**numbers) for name, numbers in kept.items()}


def signature(likelihood: float | None) -> str:
    """Return what the risk depends on beside findings and likelihood."""
    return f"risk:{'findings+likelihood' if likelihood is not None else 'findings'}|calibrated:yes"


def evidence(findings: Iterable[Finding]) -> float:
    """Return 0 and up: how much the findings speak against publishing."""
    others = (finding for finding in findings if finding.engine != "model")
    return -sum(math.log(1 - _WEIGHTS[f.severity] * f.confidence) for f in others)


def risk(findings: Iterable[Finding], likelihood: float | None = None) -> float:
    """Return 0–1, rising with each finding and with the likelihood of a machine.

    Args:
        findings: of the whole document.
        likelihood: ``mt_likelihood``; ``None`` where it was not measured.
    """
    found = evidence(findings)
    if likelihood is None:
        return round(models()["without"].risk(found), 4)
    share = min(max(likelihood, 1e-6), 1 - 1e-6)
    return round(models()["with"].risk(found, math.log(share / (1 - share))), 4)


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
