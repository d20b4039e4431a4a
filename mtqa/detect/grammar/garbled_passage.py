"""Words that make no sense together, by ear. Documented beside, in garbled_passage.md."""

from __future__ import annotations

import math
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._garble import Run, ear, runs
from mtqa.detect.rule import Hit
from mtqa.model import Evidence, Severity

_LONG = 6  # words from which a run spoils the sentence
_LOUD = 4.0  # log-odds from which it surely does
_SHOWN = 8  # words of the run in the message
_BIAS, _SLOPE = 0.5, 0.7  # by readers' labels: from four in five right at the threshold
_SUREST = 0.95


def find(text: Annotated) -> Iterator[Hit]:
    """Yield runs of words that the language model hears as garbled; none without that model."""
    if text.said is None or is_talk(text):
        return
    for run in runs(text):
        odds = ear()(run.features)
        if odds >= ear().least:
            yield _hit(text.text, run, odds)


def _hit(prose: str, run: Run, odds: float) -> Hit:
    words = prose[run.start : run.end].split()
    quote = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
    severe = run.words >= _LONG and odds >= _LOUD
    return Hit(
        run.start,
        run.end,
        f"“{quote}” reads as garbled: these words do not fit together in English.",
        confidence=_confidence(odds),
        severity=Severity.MAJOR if severe else Severity.MINOR,
        evidence=(Evidence(note=_note(run)),),
        engine="model",
    )


def _note(run: Run) -> str:
    faults = max(1, round(run.faults))
    several = f"{faults} faults" if faults > 1 else "a fault"
    return f"The language model expects {several} in these {run.words} words."


def _confidence(odds: float) -> float:
    return round(min(_SUREST, 1 / (1 + math.exp(-_BIAS - _SLOPE * odds))), 2)
