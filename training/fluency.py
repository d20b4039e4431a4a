"""Puts what the probe hears on people's scales; run after ``training/probe.py``.

``python -m training.fluency`` writes ``fluency.json``, from expected faults to 0–100,
and ``spans.json``, from the probe's answers to the probability that a word is marked,
both in ``mtqa/score/models``.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares, nnls
from sklearn.linear_model import LogisticRegression

from benchmarks.corpora import digest, half, rows
from benchmarks.ranks import ranks
from mtqa.annotate.passages import plain
from mtqa.annotate.probe import Probe, probe
from mtqa.score import spans
from mtqa.score.fluency import SCALE, Scale, heard, logs
from mtqa.words import count_words
from training.lessons import (
    Lessons,
    human_articles,
    penalty,
    rated,
    rated_linguistic,
    taught,
    untokenized,
)
from training.token_states import states

_HUMAN, _SHUFFLED = 95.0, 10.0
# Alone, people's sentences sound worse than in their articles, which fluency is mostly
# asked of: they count for more, so that whole articles by people come to about 92.
_WEIGHT = {"by people": 1.5}
_LONGEST = 45  # words: runs of sentences are no sentences
_SHOWN_RECALL = 0.1  # of the words that people mark

Floats = NDArray[np.float64]


def judged() -> list[tuple[str, list[str], list[float]]]:
    """Return texts with the score that a reader would give, in three groups.

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


def held_against() -> Iterator[tuple[list[str], Floats]]:
    """Yield openly licensed sets: texts, and what people held against each.

    Direct assessments, and the penalties of abstracts that taught the probe nothing.
    """
    for lp in ("ro", "et", "ne"):
        found = list(rows(f"mlqepe_{lp}-en_dev"))
        texts = [plain(untokenized(row["target"])) for row in found]
        yield texts, -np.array([row["da_mean"] for row in found])
    for lp in ("de", "es", "fr"):
        penalties = defaultdict(list)
        for row in rows(f"mqm_bio2021_{lp}-en"):
            if half(row["doc"]) == "build" and digest(row["doc"]) % 3 == 1:
                penalties[plain(row["target"])].append(penalty(rated_linguistic(row)))
        yield list(penalties), np.array([np.mean(each) for each in penalties.values()])


def heard_logs(model: Probe, texts: Sequence[str]) -> Floats:
    """Return for each text the logarithms that the scale weighs, shape (texts, 3)."""
    read = states(texts)
    found = [heard(model(read.values[read.tokens(at)])) for at in range(len(texts))]
    return np.array([logs(one.faults, one.marked, one.nats) for one in found])


def fit_weights(model: Probe) -> Floats:
    """Return how faults, marks and surprisal weigh against each other, none below zero.

    By least squares on the ranks of ``held_against``, within each set, so that sets with
    other raters and other units count alike and no set's level is learnt.
    """
    inputs, wanted = [], []
    for texts, badness in held_against():
        found, rank = heard_logs(model, texts), ranks(badness)
        part = len(texts) ** -0.5
        inputs.append((found - found.mean(axis=0)) * part)
        wanted.append((rank - rank.mean()) / rank.std() * part)
    return np.asarray(nnls(np.concatenate(inputs), np.concatenate(wanted))[0])


def fit_scale(model: Probe) -> Scale:
    """Return the scale: weights by ``fit_weights``, level and spread by ``judged``."""
    weights = fit_weights(model)
    inputs, wanted, part = [], [], []
    for name, texts, scores in judged():
        inputs.append(heard_logs(model, texts) @ weights)
        wanted += scores
        part += [_WEIGHT.get(name, 1.0) * len(texts) ** -0.5] * len(texts)
    cost, goal, weight = np.concatenate(inputs), np.array(wanted) / 100, np.array(part)

    def miss(at: Floats) -> Floats:
        return np.asarray((1 / (1 + np.exp(at[1] * cost - at[0])) - goal) * weight)

    level, spread = least_squares(miss, [1.0, 1.0]).x
    faults, marked, nats = (float(spread * one) for one in weights)
    return Scale(float(level), faults, marked, nats)


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
