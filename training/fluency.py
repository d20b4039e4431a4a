"""Puts what the probe hears on people's scales; run after ``training/probe.py``.

``python -m training.fluency`` writes ``fluency.json``, from expected faults to 0–100,
and ``spans.json``, from the probe's answers to the probability that a word is marked,
both in ``mtqa/score/models``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares
from sklearn.linear_model import LogisticRegression

from benchmarks.corpora import half, rows
from mtqa.annotate.passages import plain
from mtqa.score import spans
from mtqa.score.fluency import SCALE, Scale, heard
from mtqa.score.probe import Probe, probe
from mtqa.words import count_words
from training.lessons import Lessons, human_articles, rated, taught, untokenized
from training.token_states import states

_HUMAN, _SHUFFLED = 95.0, 10.0
_LONGEST = 45  # words: runs of sentences are no sentences
_SHOWN_RECALL = 0.1  # of the words that people mark

Floats = NDArray[np.float64]


def judged() -> list[tuple[str, list[str], list[float]]]:
    """Return texts with the score that a reader would give, in three groups of equal weight.

    Direct assessments are of machine translation by people who saw the source, and say
    little of what is perfect or hopeless: so sentences by people, of articles that the
    probe has not seen, are put at 95, and sentences whose words are all shuffled at 10.
    """
    assessed = [row for lp in ("ro", "et", "ne") for row in rows(f"mlqepe_{lp}-en_dev")]
    human = [
        plain(text)
        for article, found in human_articles()
        if not taught(article)
        for text in found[1:4]
        if count_words(text) <= _LONGEST
    ]
    shuffled = [
        plain(row["pert"])
        for row in rows("demetr")
        if row["cat"] == "critical_id20_shuffled" and half(row["mt"]) == "build"
    ]
    return [
        (
            "direct assessment",
            [plain(untokenized(row["target"])) for row in assessed],
            [row["da_mean"] for row in assessed],
        ),
        ("by people", human, [_HUMAN] * len(human)),
        ("shuffled", shuffled, [_SHUFFLED] * len(shuffled)),
    ]


def fit_scale(model: Probe) -> Scale:
    """Return the scale that fits people's scores best, by least squares."""
    rows_, wanted, weight = [], [], []
    for _, texts, scores in judged():
        read = states(texts)
        for number, text in enumerate(texts):
            one = heard(model(read.values[read.tokens(number)]))
            rows_.append((one.faults + 0.05, one.marked + 0.05, max(1, count_words(text)) + 3))
        wanted += scores
        weight += [len(texts) ** -0.5] * len(texts)
    logs, goal, part = np.log(np.array(rows_)), np.array(wanted) / 100, np.array(weight)

    def miss(at: Floats) -> Floats:
        height = at[0] + logs @ at[1:]
        return np.asarray((1 / (1 + np.exp(-height)) - goal) * part)

    level, faults, marked, words = least_squares(miss, [0.0, -1.0, -1.0, 1.0]).x
    return Scale(float(level), -float(faults), -float(marked), float(words))


def marked_words(model: Probe, lessons: Lessons) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
    """Yield for each text the features of its words, and which of them a person marked."""
    read = states(lessons.texts)
    for number, faults in lessons.faults.items():
        text, rows_ = lessons.texts[number], read.tokens(number)
        places = [(a, b) for a, b in spans.words(text) if text[a].isalnum()]
        offsets = read.offsets[rows_].astype(np.int64)
        forms = [text[a:b] for a, b in places]
        features = spans.compared(
            spans.word_features(
                places, forms, offsets[:, 0], offsets[:, 1], model(read.values[rows_])
            )
        )
        marked = [any(a < end and b > start for start, end, _ in faults) for a, b in places]
        yield features, np.array(marked, bool)


def fit_words(model: Probe) -> spans.Weights:
    """Return the weights that tell marked words from others, by logistic regression.

    On documents that the probe was not taught with, whose answers it would know by heart.
    """
    found = [
        one
        for lp in ("de", "es", "fr")
        for one in marked_words(model, rated(f"mqm_bio2021_{lp}-en", third=1))
        if len(one[1])
    ]
    inputs = np.concatenate([features for features, _ in found])
    labels = np.concatenate([marked for _, marked in found])
    fitted = LogisticRegression(C=1e6).fit(inputs, labels)
    chance = fitted.predict_proba(inputs)[labels, 1]
    shown = float(np.quantile(chance, 1 - _SHOWN_RECALL))
    bias = float(fitted.intercept_[0])
    marked, faults, surprise, rarity, level = map(float, fitted.coef_[0])
    return spans.Weights(bias, marked, faults, surprise, rarity, level, round(shown, 2))


def main() -> None:
    """Fit both and write them."""
    found = fit_scale(probe())
    SCALE.write_text(json.dumps(asdict(found), indent=1) + "\n", encoding="utf-8")
    words = fit_words(probe())
    spans.WEIGHTS.write_text(json.dumps(asdict(words), indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"{found}\n{words}\n")


if __name__ == "__main__":
    main()
