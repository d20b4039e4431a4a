"""Fluency: what a reader would say of the English, 0–100, of segments and documents.

With the language model it is learnt: the token probe (``annotate/probe.py``) expects so many
faults of grammar, of word choice and of flow, findings of rules and grammar check
add theirs, and what they come to is weighed as people's judgements do
(``training/fluency.py``; figures in ``docs/model-card.md``). Without the
model it is the overall quality score of MQM's raw scoring model,
100 × (1 − penalty per word), with its default severity weights
(https://themqm.org/error-types-2/, "The MQM scoring models").
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtqa.annotate.probe import KINDS, VERSION, Said, expected_faults
from mtqa.model import Finding, FluencyParts, Segment, Severity
from mtqa.score.spans import doubted
from mtqa.words import count_words

SIGNATURE = "fluency:mqm-linear|weights:1/5/25|calibrated:no"
LEARNT = f"fluency:probe-{VERSION}|scale:2|findings:.5/2/8|anchors:shuffled-10/people-95"
FEWEST_WORDS = 3
"""A segment of fewer words has no learnt fluency: there is nothing to read."""

_WEIGHTS = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
_FAULTS = {Severity.MINOR: 0.5, Severity.MAJOR: 2.0, Severity.CRITICAL: 8.0}
_MARKED, _SURPRISE = KINDS.index("marked"), KINDS.index("surprise")
_WORDS = 20  # the parts tell of a sentence of this length
SCALE = Path(__file__).parent / "models" / "fluency.json"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the token probe heard in one segment.

    Attributes:
        grammar: expected faults of grammar.
        word_choice: expected faults of word choice.
        flow: expected faults of flow.
        marked: expected number of tokens that a person would mark or change.
        surprise: mean surprisal of its tokens, in nats.
        tokens: how many there are.
    """

    grammar: float
    word_choice: float
    flow: float
    marked: float
    surprise: float
    tokens: int

    @property
    def nats(self) -> float:
        """Return the surprisal of all its tokens together."""
        return max(0.0, self.surprise * self.tokens)

    @property
    def faults(self) -> float:
        """Return the expected faults of all kinds."""
        return self.grammar + self.word_choice + self.flow


def heard(said: NDArray[np.float32]) -> Heard:
    """Return what the probe's answers for the tokens of a segment amount to."""
    grammar, word_choice, flow = (float(kind) for kind in expected_faults(said).sum(axis=0))
    marked = float((1 / (1 + np.exp(-said[:, _MARKED]))).sum())
    surprise = float(said[:, _SURPRISE].mean()) if len(said) else 0.0
    return Heard(grammar, word_choice, flow, marked, surprise, len(said))


@dataclass(frozen=True, slots=True)
class Scale:
    """From what is heard in a segment to what people say of such sentences.

    The score is 100 × sigmoid(level − a × log(faults + 0.5) − b × log(marked + 0.05)
    − c × log(nats + 1)). All three are sums over the segment, as readers' penalties
    are: a long sentence has more room for faults and is not excused for it.

    Attributes:
        level: what the scale begins with.
        faults: a, what expected faults cost, those of findings included.
        marked: b, what tokens cost that a person would mark.
        nats: c, what surprisal costs, and with it length.
    """

    level: float
    faults: float
    marked: float
    nats: float

    def __call__(self, faults: float, marked: float, nats: float) -> float:
        """Return the fluency of a segment, 0–100."""
        cost = np.array([self.faults, self.marked, self.nats]) @ logs(faults, marked, nats)
        return 100 / (1 + math.exp(float(cost) - self.level))


def logs(faults: float, marked: float, nats: float) -> NDArray[np.float64]:
    """Return the logarithms that the scale weighs."""
    return np.log([faults + 0.5, marked + 0.05, nats + 1])


@cache
def scale() -> Scale:
    """Return the scale of this version."""
    stored = json.loads(Path(SCALE).read_text(encoding="utf-8"))
    return Scale(**stored)


def learnt(one: Heard, findings: Iterable[Finding], words: int) -> float | None:
    """Return a segment's fluency, 0–100; ``None`` below ``FEWEST_WORDS`` words.

    Faults that the language model reports are among those that the probe expects.
    """
    if words < FEWEST_WORDS:
        return None
    others = (finding for finding in findings if finding.engine != "model")
    added = sum(_FAULTS[finding.severity] * finding.confidence for finding in others)
    return round(scale()(one.faults + added, one.marked + added, one.nats), 1)


def parts(one: Heard, words: int) -> FluencyParts:
    """Return what made a segment's fluency."""

    def chance(faults: float) -> float:
        return round(100 * math.exp(-faults * _WORDS / max(words, FEWEST_WORDS)), 1)

    return FluencyParts(
        grammar=chance(one.grammar),
        word_choice=chance(one.word_choice),
        flow=chance(one.flow),
        surprise=round(one.surprise / math.log(2), 2),
    )


def _penalty(findings: Iterable[Finding]) -> float:
    return sum(_WEIGHTS[finding.severity] * finding.confidence for finding in findings)


def fluency(findings: Iterable[Finding], words: int) -> float | None:
    """Return MQM's linear score: 100 where nothing was found, ``None`` where there are no words.

    The value is linear in the penalty for each word, so it can be averaged
    over documents when weighted by words.
    """
    if words == 0:
        return None
    return round(max(0.0, 100 * (1 - _penalty(findings) / words)), 1)


def with_fluency(
    segments: Sequence[Segment],
    findings: Sequence[Finding],
    prose: str,
    said: Said | None = None,
) -> tuple[Segment, ...]:
    """Return ``segments``, each with its fluency.

    Args:
        segments: of the document.
        findings: in it.
        prose: its text.
        said: what the token probe says of it; ``None`` where the language model did
            not run, for the MQM score.
    """
    by_segment = defaultdict(list)
    for finding in findings:
        by_segment[finding.segment].append(finding)
    if said is None:
        return tuple(
            segment.model_copy(
                update={"fluency": fluency(by_segment[segment.index], _words(segment, prose))}
            )
            for segment in segments
        )
    return tuple(_learnt(one, by_segment[one.index], prose, said) for one in segments)


def _words(segment: Segment, prose: str) -> int:
    return count_words(prose[segment.start : segment.end])


def _learnt(segment: Segment, findings: Sequence[Finding], prose: str, said: Said) -> Segment:
    words, own = _words(segment, prose), said.inside(segment.start, segment.end)
    if words < FEWEST_WORDS or not len(own.kinds):
        return segment
    one = heard(own.kinds)
    return segment.model_copy(
        update={
            "fluency": learnt(one, findings, words),
            "parts": parts(one, words),
            "words": doubted(said, segment, prose),
        }
    )


def of_document(segments: Sequence[Segment], prose: str) -> float | None:
    """Return the mean fluency of the segments that have one, weighted by words."""
    weighed = [
        (segment.fluency, _words(segment, prose))
        for segment in segments
        if segment.fluency is not None
    ]
    words = sum(count for _, count in weighed)
    return round(sum(value * count for value, count in weighed) / words, 1) if words else None
