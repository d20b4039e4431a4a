"""Fluency: the MQM linear score over findings, not yet calibrated on people's judgements.

The overall quality score of MQM's raw scoring model, 100 × (1 − penalty per
word), with its default severity weights (https://themqm.org/error-types-2/,
"The MQM scoring models"), each finding weighted by its confidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mtqa.model import Finding, Segment, Severity
from mtqa.words import count_words

SIGNATURE = "fluency:mqm-linear|weights:1/5/25|calibrated:no"

_WEIGHTS = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}


def _penalty(findings: Iterable[Finding]) -> float:
    return sum(_WEIGHTS[finding.severity] * finding.confidence for finding in findings)


def fluency(findings: Iterable[Finding], words: int) -> float | None:
    """Return 0–100, 100 where nothing was found, ``None`` where there are no words.

    The value is linear in the penalty for each word, so it can be averaged
    over documents when weighted by words.
    """
    if words == 0:
        return None
    return round(max(0.0, 100 * (1 - _penalty(findings) / words)), 1)


def with_fluency(
    segments: Sequence[Segment], findings: Sequence[Finding], prose: str
) -> tuple[Segment, ...]:
    """Return ``segments``, each with the fluency of its own findings and words."""
    by_segment = defaultdict(list)
    for finding in findings:
        by_segment[finding.segment].append(finding)
    return tuple(
        segment.model_copy(
            update={
                "fluency": fluency(
                    by_segment[segment.index], count_words(prose[segment.start : segment.end])
                )
            }
        )
        for segment in segments
    )
