"""Learn which words and pairs of words tell translations, and machines' from people's.

Three logistic regressions on how often a text has each of them: machine translations
against people's, all translations against English texts, round trips against English
texts. In two of them, half of the weight lies on differences between versions of one
article, which share its topic. The figures are linear, so that those of a text are the sums of its
sentences'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, vstack

from mtqa.score.wording import keys
from training.corpus import Kind, Version
from training.states import Sentences

ARTICLES = 6
"""Articles that a word or pair must stand in to have a weight."""

RARE = 0.4
"""How much rare words count: 0 as their frequency does, .5 as much as frequent ones."""

PENALTY = 10.0
"""Inverse of the strength of regularisation."""

_TRANSLATED = frozenset({Kind.MACHINE, Kind.ROUND_TRIP, Kind.TRANSLATOR})
_QUESTIONS: tuple[tuple[frozenset[Kind], frozenset[Kind], float], ...] = (
    (frozenset({Kind.MACHINE}), frozenset({Kind.TRANSLATOR}), 0.5),
    (_TRANSLATED, frozenset({Kind.ORIGINAL}), 0.0),
    (frozenset({Kind.ROUND_TRIP}), frozenset({Kind.ORIGINAL}), 0.5),
)
"""What each regression tells from what, and the share of differences within articles in it."""

COLUMNS = len(_QUESTIONS)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """Words and pairs of a corpus.

    Attributes:
        vocabulary: their keys, in ascending order.
        sentences: how often each stands in each row of ``Sentences``, times ``scale``.
        rates: of each version, by token, times ``scale``.
        scale: one number for each word and pair.
    """

    vocabulary: NDArray[np.uint32]
    sentences: csr_matrix
    rates: csr_matrix
    scale: Floats


def count(sentences: Sentences) -> Counts:
    """Return the words and pairs of all versions that stand in ``ARTICLES`` or more."""
    found = [keys(text) for version in sentences.versions for text in version.sentences]
    owner = np.repeat(
        np.arange(len(sentences.versions)), [len(v.sentences) for v in sentences.versions]
    )
    ends = np.cumsum([0, *(len(one) for one in found)])
    known, column = np.unique(np.concatenate(found), return_inverse=True)
    frequent = _articles(sentences.versions, owner, ends, column, len(known)) >= ARTICLES
    ones = np.ones(len(column), np.float32)
    counted = csr_matrix((ones, column, ends), shape=(len(found), len(known)))[:, frequent]
    tokens = np.bincount(sentences.version, sentences.tokens, len(sentences.versions))
    of_version = _summing(owner, len(tokens)) @ counted
    share = np.asarray(of_version.sum(axis=0)).ravel()
    scale = (share / share.sum()) ** -RARE
    rates = diags(1 / tokens) @ of_version @ diags(scale)
    # Rows of the mean length 1 make the strength of regularisation comparable.
    size = np.sqrt(rates.multiply(rates).sum() / len(tokens))
    scale = scale / size
    return Counts(
        known[frequent],
        (_rows(sentences, owner) @ counted @ diags(scale)).tocsr(),
        (rates / size).tocsr(),
        scale,
    )


def _articles(
    versions: Sequence[Version],
    owner: NDArray[np.int64],
    ends: NDArray[np.int64],
    column: NDArray[np.int64],
    columns: int,
) -> NDArray[np.int64]:
    """Return in how many articles each word or pair stands."""
    names, article = np.unique([version.article for version in versions], return_inverse=True)
    of_gram = np.repeat(article[owner], np.diff(ends))
    return np.bincount(np.unique(column * len(names) + of_gram) // len(names), minlength=columns)


def _summing(owner: NDArray[np.int64], number: int) -> csr_matrix:
    """Return the matrix that adds up rows of one owner."""
    return csr_matrix(
        (np.ones(len(owner), np.float32), (owner, np.arange(len(owner)))),
        shape=(number, len(owner)),
    )


def _rows(sentences: Sentences, owner: NDArray[np.int64]) -> csr_matrix:
    """Return the matrix that brings sentences into the rows of ``Sentences``.

    A sentence of a single mark has no row where its only token counts to its neighbour.
    The words of such a text are spread over its rows by their tokens.
    """
    number = len(sentences.versions)
    rows = np.bincount(sentences.version, minlength=number)
    texts = np.bincount(owner, minlength=number)
    tokens = np.bincount(sentences.version, sentences.tokens, number)
    first_row, first_text = np.cumsum(rows) - rows, np.cumsum(texts) - texts
    at, of, share = [], [], []
    for version in range(number):
        own = np.arange(first_row[version], first_row[version] + rows[version])
        parts = np.arange(first_text[version], first_text[version] + texts[version])
        if len(own) == len(parts):
            at.append(own)
            of.append(parts)
            share.append(np.ones(len(own)))
        else:
            at.append(np.repeat(own, len(parts)))
            of.append(np.tile(parts, len(own)))
            share.append(np.repeat(sentences.tokens[own] / tokens[version], len(parts)))
    return csr_matrix(
        (np.concatenate(share), (np.concatenate(at), np.concatenate(of))),
        shape=(len(sentences.version), len(owner)),
    )


def fit(counts: Counts, versions: Sequence[Version], learn: Sequence[int]) -> Floats:
    """Return weights, one row for each word and pair, one column for each question.

    Args:
        counts: of all versions.
        versions: what was counted in.
        learn: indices of the versions to learn from.
    """
    from sklearn.linear_model import LogisticRegression

    found = []
    for machines, people, paired in _QUESTIONS:
        chosen = [i for i in learn if versions[i].kind in machines | people]
        made = np.array([versions[i].kind in machines for i in chosen])
        weight = _weights(versions, chosen, made)
        one, other, share = _pairs(versions, chosen)
        # Turned around every other time, as a regression needs both sides.
        way = np.where(np.arange(len(one)) % 2, -1.0, 1.0)
        apart = diags(way) @ (counts.rates[one] - counts.rates[other])
        model = LogisticRegression(
            C=PENALTY, solver="liblinear", dual=True, max_iter=200, tol=1e-3, random_state=0
        )
        model.fit(
            vstack([counts.rates[chosen], apart]).tocsr(),
            np.concatenate([made, way > 0]),
            sample_weight=np.concatenate([(1 - paired) * weight, paired * len(chosen) * share]),
        )
        found.append(model.coef_[0])
    return np.stack(found, axis=1)


def _pairs(
    versions: Sequence[Version], chosen: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Return machines' versions, the human ones of the same articles, and weights that sum to 1."""
    human = {versions[i].article: i for i in chosen if not versions[i].kind.machine}
    made = [i for i in chosen if versions[i].kind.machine and versions[i].article in human]
    one = np.array(made, np.int64)
    other = np.array([human[versions[i].article] for i in made], np.int64)
    sources = [versions[i].source for i in made]
    _, cell, number = np.unique(sources, return_inverse=True, return_counts=True)
    share = 1 / np.sqrt(number[cell])
    return one, other, share / share.sum()


def _weights(versions: Sequence[Version], chosen: Sequence[int], made: NDArray[np.bool_]) -> Floats:
    """Return weights by which both sides count alike, and sets by the root of their size."""
    names = [f"{versions[index].source} {versions[index].kind}" for index in chosen]
    _, cell, number = np.unique(names, return_inverse=True, return_counts=True)
    weight = 1 / np.sqrt(number[cell])
    for side in (made, ~made):
        weight[side] *= len(chosen) / 2 / weight[side].sum()
    return np.asarray(weight)
