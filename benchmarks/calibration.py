"""Do the probabilities mean what they say? Reliability, calibration error, coverage.

    python -m benchmarks calibration

Likelihoods are out of fold (``benchmarks/likelihood.py``); the risk is calibrated on the
building half of the articles and judged on the other one. Texts are weighted as in the
training: half by machines for the likelihood, a fifth for the risk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.likelihood import judged
from mtqa.config import VerdictSettings
from mtqa.score.risk import RiskModel, models
from training import likelihood as learn
from training import risk

ENGINES = ("languagetool", "model")
_DRAWS = 500
_BINS = 10
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Forecasts:
    """Probabilities with what came of them.

    Attributes:
        share: the probabilities.
        machine: 1 where a machine wrote the text, else 0.
        weight: of each text.
        group: number of its article, for the bootstrap.
    """

    share: Floats
    machine: Floats
    weight: Floats
    group: NDArray[np.int64]

    def of(self, rows: NDArray[np.int64]) -> Forecasts:
        """Return these rows, which may recur."""
        return Forecasts(self.share[rows], self.machine[rows], self.weight[rows], self.group[rows])


def error(forecasts: Forecasts) -> float:
    """Return the expected calibration error over bins of equal width."""
    at = np.minimum((forecasts.share * _BINS).astype(int), _BINS - 1)
    apart = forecasts.weight * (forecasts.share - forecasts.machine)
    return float(np.abs(np.bincount(at, apart, _BINS)).sum() / forecasts.weight.sum())


def interval(forecasts: Forecasts) -> tuple[float, float]:
    """Return the 95 % interval of the error by bootstrap over articles."""
    draw = np.random.default_rng(1)
    order = np.argsort(forecasts.group, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(forecasts.group[order])) + 1)
    found = [
        error(
            forecasts.of(
                np.concatenate([parts[i] for i in draw.integers(0, len(parts), len(parts))])
            )
        )
        for _ in range(_DRAWS)
    ]
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def reliability(forecasts: Forecasts) -> Iterator[str]:
    """Yield a row for each bin: what was said and what was seen."""
    at = np.minimum((forecasts.share * _BINS).astype(int), _BINS - 1)
    for number in range(_BINS):
        rows = at == number
        if rows.any():
            said = np.average(forecasts.share[rows], weights=forecasts.weight[rows])
            seen = np.average(forecasts.machine[rows], weights=forecasts.weight[rows])
            span = f"{number / _BINS:.1f}–{(number + 1) / _BINS:.1f}"
            yield f"| {span} | {said:.2f} | {seen:.2f} | {rows.sum()} |"


def _groups(names: Sequence[str]) -> NDArray[np.int64]:
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def likelihoods() -> Forecasts:
    """Return the likelihoods of the texts of sets that teach, out of fold."""
    sentences, found = judged()
    versions = sentences.versions
    some = [one for one in found if learn.teaches(versions[one.placed.version])]
    return Forecasts(
        np.array([one.machine for one in some]),
        np.array([float(versions[one.placed.version].kind.machine) for one in some]),
        learn.weights(versions, [one.placed for one in some]),
        _groups([versions[one.placed.version].article for one in some]),
    )


def risks(rows: Sequence[risk.Row], model: RiskModel) -> Forecasts:
    """Return the risks of these texts."""
    return Forecasts(
        np.array([model.risk(row.evidence, row.log_odds or 0.0) for row in rows]),
        np.array([float(risk.SETS[row.corpus]) for row in rows]),
        risk.weights(rows),
        _groups([row.doc for row in rows]),
    )


def _lines(name: str, forecasts: Forecasts) -> Iterator[str]:
    low, high = interval(forecasts)
    yield f"**{name}**: calibration error {error(forecasts):.3f} ({low:.3f}–{high:.3f}), goal ≤ .05"
    yield ""
    yield "| said | mean | machine-made | texts |"
    yield "|---|---|---|---|"
    yield from reliability(forecasts)
    yield ""


def _verdicts(rows: Sequence[risk.Row]) -> Iterator[str]:
    settings = VerdictSettings()
    yield "| set | texts | publish | fix | reject | publish, no model | reject, no model |"
    yield "|---|---|---|---|---|---|---|"
    for corpus in risk.SETS:
        some = [row for row in rows if row.corpus == corpus]
        if some:
            cells = [f"{corpus} | {len(some)}"]
            for name in ("with", "without"):
                found = risks(some, models()[name]).share
                publish = np.mean(found < settings.publish_below)
                reject = np.mean(found >= settings.reject_from)
                fix = f"{1 - publish - reject:.2f} | " if name == "with" else ""
                cells.append(f"{publish:.2f} | {fix}{reject:.2f}")
            yield f"| {' | '.join(cells)} |"


def coverage() -> Iterator[str]:
    """Yield how often the likelihood of one half lies in the interval of the other."""
    sentences, found = judged()
    kinds = [learn.question_class(sentences.versions[one.placed.version].kind) for one in found]
    for name, number in (("all", None), ("English", 0), ("translators", 1), ("machines", 2)):
        inside = [
            one.covers
            for one, kind in zip(found, kinds, strict=True)
            if one.covers is not None and number in (None, kind)
        ]
        yield f"| {name} | {np.mean(inside):.3f} | {len(inside)} |"


def table() -> Iterator[str]:
    """Yield the lines of several Markdown tables."""
    yield from _lines("mt_likelihood", likelihoods())
    yield "The likelihood of the second half of a text in the interval of the first, goal .93–.97:"
    yield ""
    yield "| texts | inside | number |"
    yield "|---|---|---|"
    yield from coverage()
    yield ""
    rows = risk.measured("judge")
    yield f"Findings by `{risk.found_by('judge')}` and LanguageTool."
    yield ""
    yield from _lines("risk, with the language model", risks(rows, models()["with"]))
    yield from _lines("risk, findings alone", risks(rows, models()["without"]))
    yield "Verdicts on the judging half (likelihood of the first 420 words, findings of all):"
    yield ""
    yield from _verdicts(rows)
