"""Learns which runs of faulty words stand in machines' texts rather than in people's (GRA20).

``python -m training garbled`` writes ``mtqa/detect/grammar/models/garbled.json``: a logistic
regression over the runs that ``mtqa/detect/grammar/_garble.py`` finds. What teaches are the
building halves of openly licensed sets that did not teach the token probe
(references and one output an article of ``docs_wmt18_*``, round trips, two fifths of
the articles of HT-vs-MT). Who wrote the text is all that is known of a run; whether its
words are wrong a reader says (``benchmarks/labels-build.tsv``, 142 runs of the building
half), by which the rule's confidence is set.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.corpora import digest, half, rows
from benchmarks.heard import heard
from benchmarks.labels import FILE as LABELS
from benchmarks.labels import VERDICTS, read
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.annotate.lm import LanguageModel
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._garble import FILE, Features, runs
from mtqa.pipeline import Engines, read_by_model
from mtqa.read import document
from mtqa.words import count_words
from training.lessons import taught

_SETS = ("human-translation", "original", "mt-weak", "mt-2018", "roundtrip")
_PEOPLE = ("human-translation", "original")
_FOLDS = 5
_COUNTS = 6.0  # what a person's run counts, a machine's being 1
_SHRUNK = 0.3
_LEVEL = 2.0  # weight of what the rest of the text is like
_LEAST = 1.5  # log-odds from which a run is reported

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heard:
    """A text and its runs.

    Attributes:
        article: shared by all versions.
        machine: whether a machine made it.
        words: of the text.
        runs: their features.
    """

    article: str
    machine: bool
    words: int
    runs: tuple[Features, ...]


def texts() -> Iterator[Heard]:
    """Yield what teaches."""
    for corpus in _SETS:
        for text, known in heard(corpus, "build"):
            if corpus in ("original", "roundtrip") or text.doc.startswith("docs_wmt18"):
                article = text.doc.partition(".")[2] or text.doc
                yield _heard(article, corpus not in _PEOPLE, known)
    model = Engines(model=LanguageModel.load())
    for name, article in articles():
        known, _ = read_by_model(Annotated(document(article, name), parse(article)), model)
        yield _heard(name, False, known)


def articles() -> Iterator[tuple[str, str]]:
    """Yield names and texts of people's articles that did not teach the token probe."""
    for row in rows("roundtrip_en-de-en_docs"):
        if not taught("rt." + row["id"]) and half(row["id"]) == "build":
            yield "rt." + row["id"], row["original"]
    for row in rows("ht-vs-mt_de-en_docs"):
        if not taught("ht." + row["id"]) and half(row["id"]) == "build":
            yield "ht." + row["id"], row["human_translation"]


def _heard(article: str, machine: bool, known: Annotated) -> Heard:
    found = () if is_talk(known) else tuple(run.features for run in runs(known))
    return Heard(article, machine, count_words(known.text), found)


def _fitted(features: Floats, machine: NDArray[np.bool_]) -> tuple[float, Floats]:
    """Return bias and weights; shrunk on the scale of standard deviations.

    The weight of the text's level, the last one, is held. Left free it becomes 3.8, which
    finds no more in machines' texts and takes more of what people type in a hurry for garbled.
    """
    own, level = features[:, :-1], _LEVEL * features[:, -1]
    mean, spread = own.mean(axis=0), own.std(axis=0)
    counts, sign = np.where(machine, 1.0, _COUNTS), np.where(machine, 1.0, -1.0)
    known = np.column_stack([np.ones(len(own)), (own - mean) / spread])

    def loss(weights: Floats) -> float:
        wrong = np.logaddexp(0, -sign * (known @ weights + level))
        return float(counts @ wrong + (weights[1:] ** 2).sum() / (2 * _SHRUNK))

    found = minimize(loss, np.zeros(known.shape[1])).x
    weights = found[1:] / spread
    return float(found[0] - weights @ mean), np.append(weights, _LEVEL)


def _held_out(features: Floats, machine: NDArray[np.bool_], fold: NDArray[np.int64]) -> Floats:
    """Return the log-odds of each run by a fit on the other folds."""
    odds = np.zeros(len(machine))
    for left_out in range(_FOLDS):
        rest = fold != left_out
        bias, weights = _fitted(features[rest], machine[rest])
        odds[~rest] = bias + features[~rest] @ weights
    return odds


def precision() -> Iterator[str]:
    """Yield how many of the labelled runs are right, by how sure the rule was of them."""
    known = list(read(LABELS.with_name("labels-build.tsv")).values())
    for low, high in ((0.0, 0.82), (0.82, 0.9), (0.9, 0.95), (0.95, 1.0)):
        said = [one.verdict for one in known if low <= one.confidence < high]
        count = ", ".join(f"{said.count(verdict)} {verdict}" for verdict in VERDICTS)
        yield f"confidence {low}–{high}: {count}"


def main() -> None:
    """Fit, print the rates on articles left out, and write the file."""
    found = list(texts())
    features = np.array([run.row() for one in found for run in one.runs])
    machine = np.array([one.machine for one in found for _ in one.runs])
    fold = np.array([digest(one.article) % _FOLDS for one in found for _ in one.runs])
    size = {kind: sum(one.words for one in found if one.machine == kind) for kind in (False, True)}
    odds = _held_out(features, machine, fold)
    print(f"{size[False]} words by people, {size[True]} by machines; runs reported in 1,000 words:")
    for least in (0.0, 0.5, _LEAST, 2.0, 4.0):
        people, machines = (
            1000 * (odds[machine == kind] >= least).sum() / size[kind] for kind in (False, True)
        )
        print(f"from {least}: people {people:.3f}, machines {machines:.2f}")
    bias, weights = _fitted(features, machine)
    names = [one.name for one in fields(Features)]
    learnt = Features(**dict(zip(names, weights.round(4).tolist(), strict=True)))
    stored = {"bias": round(bias, 4), "least": _LEAST, "weights": asdict(learnt)}
    print("\n".join(precision()))
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
