"""Learns how much the model's doubt of its words says of a finding, from labelled findings.

``python -m training confidence`` writes ``mtqa/score/models/confidence.json``. The
labels are those of ``benchmarks/labels.tsv``; before the last fit on all of them, the
fit is tried across documents, ten folds, and the figures of the model card printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

from benchmarks.corpora import digest, texts
from benchmarks.labels import Place, labels
from mtqa.annotate import segments
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.annotate.lm import LanguageModel
from mtqa.pipeline import Engines, read_by_model
from mtqa.read import document
from mtqa.score.confidence import FAMILIES, FILE, Eye, doubt, log_odds
from mtqa.score.spans import doubts

_MOST = 0.25
_FOLDS = 10
_AROUND = 1000  # code points to either side: what the model hears of a word lies near it

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Looked:
    """A finding that a person looked at.

    Attributes:
        doc: the document it stands in.
        odds: log odds of the rule's confidence.
        doubt: mean log odds that a person would mark its words.
        right: whether the person agrees with it.
    """

    doc: str
    odds: float
    doubt: float
    right: bool


def looked_at() -> Iterator[Looked]:
    """Yield the labelled findings of ``FAMILIES`` with what the model hears of their words."""
    wanted: dict[tuple[str, str, str], list[Place]] = {}
    for at, label in labels().items():
        if at.rule.startswith(FAMILIES) and label.verdict != "unsure":
            wanted.setdefault((at.corpus, at.doc, at.system), []).append(at)
    model = Engines(model=LanguageModel.load())
    for text in texts(tuple({corpus for corpus, _, _ in wanted}), "judge"):
        for at in wanted.get((text.corpus, text.doc, text.system), ()):
            heard = _heard(text.text, at, model)
            if heard is not None:
                label = labels()[at]
                yield Looked(at.doc, log_odds(label.confidence), heard, label.verdict == "right")


def _heard(text: str, at: Place, model: Engines) -> float | None:
    """Return the doubt of a labelled finding's words, read with the lines around them."""
    first = max(text.rfind("\n", 0, at.start) + 1, at.start - _AROUND)
    last = text.find("\n", at.end)
    passage = text[first : min(len(text) if last < 0 else last, at.end + _AROUND)]
    annotated, _ = read_by_model(Annotated(document(passage, at.doc), parse(passage)), model)
    heard = annotated.said
    if heard is None:
        return None
    units = segments.sentences(annotated)
    words = [word for unit in units for word in doubts(heard, unit, passage)]
    return doubt(at.start - first, at.end - first, words)


def _fitted(features: Floats, right: NDArray[np.bool_]) -> tuple[float, Floats]:
    """Return offset and coefficients; shrunk on the scale of standard deviations."""
    mean, spread = features.mean(axis=0), features.std(axis=0)
    found = LogisticRegression().fit((features - mean) / spread, right)
    weights = found.coef_[0] / spread
    return float(found.intercept_[0] - weights @ mean), weights


def _across_documents(
    docs: list[str], features: Floats, right: NDArray[np.bool_]
) -> tuple[float, float]:
    """Return area under the curve and Brier score of predictions for documents left out."""
    fold = np.array([digest(doc) % _FOLDS for doc in docs])
    odds = np.zeros(len(right))
    for left_out in range(_FOLDS):
        taught = fold != left_out
        offset, weights = _fitted(features[taught], right[taught])
        odds[~taught] = offset + features[~taught] @ weights
    return roc_auc_score(right, odds), brier_score_loss(right, 1 / (1 + np.exp(-odds)))


def main() -> None:
    """Fit, print the figures across documents, and write the file."""
    found = list(looked_at())
    docs = [one.doc for one in found]
    features = np.array([(one.odds, one.doubt) for one in found])
    right = np.array([one.right for one in found])
    print(f"{len(found)} findings, {right.mean():.3f} right")
    for name, columns in (("rule alone", [0]), ("rule and model", [0, 1])):
        area, brier = _across_documents(docs, features[:, columns], right)
        print(f"{name}: area under the curve {area:.3f}, Brier score {brier:.4f}")
    offset, weights = _fitted(features, right)
    confidence, doubted = (round(float(weight), 4) for weight in weights)
    learnt = Eye(round(offset, 4), confidence, doubted, _MOST)
    FILE.write_text(json.dumps(asdict(learnt)) + "\n", encoding="utf-8")
