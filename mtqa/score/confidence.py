"""The model's eye: how sure a finding is where the language model has heard its words.

Readers of findings agreed more often where the token probe doubts the
words, as far as grammar and choice of words go; names, numbers and consistency it
cannot hear, and what it reports itself has been heard already. So the confidence of
those families is raised or lowered, never by more than a bound. No finding is made or
dropped here. The numbers come from ``training/confidence.py``; ``docs/model-card.md``
has the figures.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mtqa.annotate.probe import Said
from mtqa.model import Finding, Segment, WordScore
from mtqa.score.spans import doubts

FILE = Path(__file__).parent / "models" / "confidence.json"
FAMILIES = ("GRA", "WRD")
_LEAST, _SUREST = 0.01, 0.97


@dataclass(frozen=True, slots=True)
class Eye:
    """Coefficients on the scale of log odds.

    Attributes:
        offset: of a finding of even odds on words of even odds.
        confidence: for the log odds of the rule's own confidence.
        doubt: for the mean log odds that a person would mark the finding's words.
        most: the largest change of a confidence.
    """

    offset: float
    confidence: float
    doubt: float
    most: float

    def __call__(self, confidence: float, doubt: float) -> float:
        """Return the confidence of a finding, 0–1.

        Args:
            confidence: what the rule says, 0–1.
            doubt: mean log odds that a person would mark the finding's words.
        """
        odds = self.offset + self.confidence * log_odds(confidence) + self.doubt * doubt
        seen = 1 / (1 + math.exp(-odds))
        bounded = max(confidence - self.most, min(confidence + self.most, seen))
        return round(min(bounded, max(confidence, _SUREST)), 2)


@cache
def eye() -> Eye:
    """Return the coefficients of this version."""
    return Eye(**json.loads(FILE.read_text(encoding="utf-8")))


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, which is taken to be no nearer than .01 to 0 or 1."""
    kept = min(1 - _LEAST, max(_LEAST, probability))
    return math.log(kept / (1 - kept))


def doubt(start: int, end: int, words: Iterable[WordScore]) -> float | None:
    """Return the mean log odds that a person would mark the words between two offsets.

    ``None`` where none of ``words`` lies there.
    """
    inside = [log_odds(word.score) for word in words if word.start < end and start < word.end]
    return sum(inside) / len(inside) if inside else None


def weighed(
    findings: Sequence[Finding], segments: Sequence[Segment], said: Said, prose: str
) -> tuple[Finding, ...]:
    """Return the findings, those of ``FAMILIES`` as sure as rule and model make them.

    Args:
        findings: of the document, in order.
        segments: of the document, by index.
        said: what the probe says of the document.
        prose: the document's text.
    """
    heard = {finding.segment for finding in findings if _is_heard(finding)}
    words = {index: doubts(said, segments[index], prose) for index in heard}
    return tuple(
        _weighed(finding, words[finding.segment]) if _is_heard(finding) else finding
        for finding in findings
    )


def _is_heard(finding: Finding) -> bool:
    return finding.rule.startswith(FAMILIES) and finding.engine != "model"


def _weighed(finding: Finding, words: Sequence[WordScore]) -> Finding:
    heard = doubt(finding.start, finding.end, words)
    if heard is None:
        return finding
    return finding.model_copy(update={"confidence": eye()(finding.confidence, heard)})
