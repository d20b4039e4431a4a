"""Calibrate the risk: how findings and likelihood together tell what an editor would not publish.

What stands in for "an editor would not publish it as it is": the text is an unedited
machine translation. People's articles and translations in the same sets were published
or delivered. MQM raters cannot serve: they mark a major error in more than half of
every hundred words even of professional translations of news. ``PRIOR`` is the share
of machine translations that the probabilities are calibrated for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import CACHE, Text, half
from benchmarks.grammar import checked
from mtqa.annotate import segments
from mtqa.detect.catalog import detect
from mtqa.score.likelihood import FILE as LIKELIHOOD
from mtqa.score.risk import FILE, RiskModel, evidence
from mtqa.signature import signature
from training.corpus import SOURCES, Version
from training.likelihood import Judged, crossfit, judge, logit
from training.states import CACHE as KEPT
from training.states import read

PRIOR = 0.2
FREE = 0.03
"""Evidence that costs nothing without the language model: one minor finding. People's articles
have such slips as well, and without the model nothing else would speak for them."""

SETS = {
    "wmt21": 0,
    "wmt22-news": 0,
    "original": 0,
    "human-translation": 0,
    "mt-weak": 1,
    "mt-2018": 1,
    "mt-2021": 1,
    "mt-2022": 1,
}
_PEOPLE = {"wmt21": 0.3, "wmt22-news": 0.2, "original": 0.1, "human-translation": 0.4}
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one text.

    Attributes:
        corpus: its set.
        doc: its name.
        part: ``build`` or ``judge``.
        evidence: of its findings, with the grammar check.
        evidence_rules: of the findings of rules alone.
        log_odds: that a machine wrote it, out of fold; ``None`` where it was not measured.
    """

    corpus: str
    doc: str
    part: str
    evidence: float
    evidence_rules: float
    log_odds: float | None = None


def findings(part: str) -> Iterator[Row]:
    """Yield the evidence in each text that has a likelihood, as it was kept on disk by ``find``."""
    path = _kept(part)
    if not path.exists():
        find(part)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        yield Row(**json.loads(line))


def found_by(part: str) -> str:
    """Return which rules the findings that are kept on disk come from."""
    with _kept(part).open(encoding="utf-8") as file:
        return str(json.loads(file.readline()))


def find(part: str) -> None:
    """Run the rules of today over the texts of ``SETS``, minutes, and keep the evidence."""
    rules = next(key for key in signature().split("|") if key.startswith("rules:"))
    rows = (asdict(row) for corpus in SETS for row in _found(corpus, part))
    lines = "\n".join(json.dumps(line) for line in (rules, *rows))
    _kept(part).write_text(lines, encoding="utf-8")


def _kept(part: str) -> Path:
    return CACHE / f"risk-{part}.jsonl"


def _found(corpus: str, part: str) -> Iterator[Row]:
    odds = log_odds()
    for text, annotated in checked(corpus, part):
        if _key(_name(text), bool(SETS[corpus])) not in odds:
            continue
        found = detect(annotated, segments.sentences(annotated)).findings
        rules = [finding for finding in found if finding.engine == "rules"]
        yield Row(corpus, _name(text), half(text.doc), evidence(found), evidence(rules))


def _name(text: Text) -> str:
    """Return the article's name as ``training.corpus`` has it."""
    sets = {"wmt21": "clean_wmt21_en", "wmt22-news": "clean_wmt22_en"}
    return f"{sets[text.corpus]}.{text.doc}" if text.corpus in sets else text.doc


def weights(rows: Sequence[Row]) -> Floats:
    """Return weights: ``PRIOR`` for machine translations, and people's sets as in ``_PEOPLE``."""
    raw = np.array([1.0 for _ in rows])
    corpora = np.array([row.corpus for row in rows])
    for corpus, machine in SETS.items():
        share = PRIOR / 4 if machine else (1 - PRIOR) * _PEOPLE[corpus]
        raw[corpora == corpus] = share / max(1, (corpora == corpus).sum())
    return raw


def _fit(design: Floats, machine: Floats, weight: Floats) -> Floats:
    """Return the coefficients of a weighted logistic regression, none below zero but the last."""
    found = np.zeros(design.shape[1])
    found[-1] = -1.0
    for _ in range(4000):
        expected = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        found = found - 2.0 * design.T @ (weight * (expected - machine))
        found[:-1] = np.maximum(found[:-1], 0)
    return found


def fit(rows: Sequence[Row]) -> tuple[RiskModel, RiskModel]:
    """Return the models with and without the likelihood, learnt from the rows that have both."""
    chosen = [row for row in rows if row.log_odds is not None]
    machine = np.array([float(SETS[row.corpus]) for row in chosen])
    weight = weights(chosen)
    one = np.ones(len(chosen))
    found = np.array([row.evidence for row in chosen])
    odds = np.array([row.log_odds for row in chosen])
    counted = np.sqrt(np.maximum(0, found - FREE))
    both = _fit(np.stack([np.sqrt(found), odds, one], axis=1), machine, weight)
    alone = _fit(np.stack([counted, one], axis=1), machine, weight)
    evidence_both, likelihood, offset_both = (round(float(number), 3) for number in both)
    evidence_alone, offset_alone = (round(float(number), 3) for number in alone)
    return (
        RiskModel(evidence_both, 0.0, likelihood, offset_both),
        RiskModel(evidence_alone, FREE, 0.0, offset_alone),
    )


def log_odds() -> dict[str, float]:
    """Return the log odds out of fold by ``_key``, from the disk where this model was judged."""
    digest = hashlib.sha256(LIKELIHOOD.read_bytes()).hexdigest()[:12]
    path = KEPT / f"log-odds-{digest}.json"
    if not path.exists():
        sentences = read(tuple(SOURCES))
        judged = judge(sentences.versions, crossfit(sentences))
        path.write_text(json.dumps(_by_key(sentences.versions, judged)), encoding="utf-8")
    kept: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _by_key(versions: Sequence[Version], judged: Sequence[Judged]) -> dict[str, float]:
    # Of several systems of an article the first one counts, whose text the findings are of.
    latest_first = sorted(judged, key=lambda one: -one.placed.version)
    made = [(versions[one.placed.version], one.machine) for one in latest_first]
    return {_key(one.article, one.kind.machine): logit(share) for one, share in made}


def _key(article: str, machine: bool) -> str:
    return f"{article} by {'a machine' if machine else 'a person'}"


def measured(part: str) -> list[Row]:
    """Return the rows of a half that have a likelihood, out of fold, with its log odds."""
    odds = log_odds()
    keys = [(row, _key(row.doc, bool(SETS[row.corpus]))) for row in findings(part)]
    return [replace(row, log_odds=odds[key]) for row, key in keys if key in odds]


def train(rows: Sequence[Row]) -> None:
    """Write the models that are learnt from the rows into the package."""
    both, alone = fit(rows)
    text = json.dumps({"with": asdict(both), "without": asdict(alone)}, indent=2)
    FILE.write_text(text + "\n", encoding="utf-8")
