"""Learn whether a text was translated, and whether by a machine.

Two directions in the language model's state space answer the two questions. Each is
learnt from differences between versions of one article, which share its topic: from
an original to its round trip (translated), and from a person's translation to a
machine's (by a machine). Shrunken linear discriminant analysis turns the mean
differences into directions, so that what varies from article to article counts little.

On the two coordinates the three kinds of text — original, translated by a person, by a
machine — are normal distributions. Their spread shrinks with the number of words down to
what differs between articles, so that the likelihood of a short text stays near even.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.corpus import Kind, Licence, Version
from training.splits import Place, places, splits
from training.states import Sentences

Floats = NDArray[np.float64]
SHRINKAGE = 0.1
PAIRED = 0.7
CLASSES = (Kind.ORIGINAL, Kind.TRANSLATOR, Kind.MACHINE)


@dataclass(frozen=True, slots=True)
class Units:
    """Passages or other runs of sentences, one row each.

    Attributes:
        version: index of the version that the run belongs to.
        tokens: how many it has.
        mean: of its hidden states.
    """

    version: NDArray[np.int64]
    tokens: Floats
    mean: Floats


@dataclass(frozen=True, slots=True)
class Probe:
    """Two directions.

    Attributes:
        mean: the state between the kinds, which has the coordinates (0, 0).
        directions: one column for "translated", one for "by a machine".
    """

    mean: Floats
    directions: Floats

    def __call__(self, states: NDArray[Any]) -> Floats:
        """Return the two coordinates of each row of ``states``."""
        return np.asarray((states - self.mean) @ self.directions)


def units(sentences: Sentences, tokens: int | None = None) -> Units:
    """Return the passages, or pieces of them of about ``tokens`` tokens each."""
    key = sentences.passage.astype(np.int64)
    if tokens is not None:
        before = np.cumsum(sentences.tokens) - sentences.tokens
        first = np.concatenate([[True], key[1:] != key[:-1]])
        start = np.maximum.accumulate(np.where(first, before, 0))
        key = key * 1000 + (before - start) // tokens
    first_sentence, number, mean = sentences.pooled(key)
    return Units(
        sentences.version[first_sentence].astype(np.int64),
        number.astype(np.float64),
        mean.astype(np.float64),
    )


def by_version(rows: Units, values: Floats, number: int) -> Floats:
    """Return the mean of ``values`` over each version's rows, weighted by tokens; else nan."""
    total = np.bincount(rows.version, rows.tokens, number)
    columns = [np.bincount(rows.version, rows.tokens * v, number) for v in values.T]
    with np.errstate(invalid="ignore"):
        return np.stack(columns, axis=1) / total[:, None]


def question_class(kind: Kind) -> int:
    """Return 0 for texts written in English, 1 for people's translations, 2 for machines'."""
    return 2 if kind.machine else 1 if kind is Kind.TRANSLATOR else 0


def fit_probe(
    versions: Sequence[Version], rows: Units, shrinkage: float = SHRINKAGE, paired: float = PAIRED
) -> Probe:
    """Return the probe that is learnt from these rows.

    Args:
        versions: that ``rows.version`` counts in.
        rows: what to learn from.
        shrinkage: share of a sphere in the covariance.
        paired: share of the differences within articles, the rest between sets.
    """
    states = by_version(rows, rows.mean, len(versions))
    present = np.flatnonzero(~np.isnan(states[:, 0]))
    cells: dict[tuple[str, Kind], list[int]] = defaultdict(list)
    for index in present:
        cells[versions[index].source, versions[index].kind].append(int(index))
    means = {cell: states[members].mean(axis=0) for cell, members in cells.items()}
    centre = np.mean([_class_mean(means, cells, number) for number in range(3)], axis=0)
    translated, machine = _differences(versions, states, present)
    original, translator, made = (_class_mean(means, cells, number) for number in range(3))
    contrasts = np.stack(
        [
            paired * translated + (1 - paired) * ((translator + made) / 2 - original),
            paired * machine + (1 - paired) * (made - translator),
        ],
        axis=1,
    )
    spread = _covariance(versions, rows, means, cells)
    size = len(spread)
    shrunk = (1 - shrinkage) * spread + shrinkage * np.trace(spread) / size * np.eye(size)
    directions = np.linalg.solve(shrunk, contrasts)
    scale = np.sqrt(np.einsum("ij,ik,kj->j", directions, shrunk, directions))
    return Probe(centre, directions / scale)


def _class_mean(
    means: Mapping[tuple[str, Kind], Floats], cells: Mapping[tuple[str, Kind], list[int]], number: int
) -> Floats:
    """Return the mean of a class, its sets weighted by the root of their sizes."""
    chosen = [cell for cell in means if question_class(cell[1]) == number]
    weights = np.sqrt([len(cells[cell]) for cell in chosen])
    return np.average([means[cell] for cell in chosen], axis=0, weights=weights)


def _differences(
    versions: Sequence[Version], states: Floats, present: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Return the mean differences original → round trip and person → machine."""
    human = {versions[i].article: int(i) for i in present if not versions[i].kind.machine}
    found: dict[Kind, dict[str, list[Floats]]] = {
        Kind.ROUND_TRIP: defaultdict(list),
        Kind.MACHINE: defaultdict(list),
    }
    for index in present:
        version = versions[index]
        if version.kind.machine and version.article in human:
            difference = states[index] - states[human[version.article]]
            found[version.kind][version.source].append(difference)
    return _balanced(found[Kind.ROUND_TRIP]), _balanced(found[Kind.MACHINE])


def _balanced(found: Mapping[str, list[Floats]]) -> Floats:
    weights = np.sqrt([len(differences) for differences in found.values()])
    means = [np.mean(differences, axis=0) for differences in found.values()]
    return np.average(means, axis=0, weights=weights)


def _covariance(
    versions: Sequence[Version],
    rows: Units,
    means: Mapping[tuple[str, Kind], Floats],
    cells: Mapping[tuple[str, Kind], list[int]],
) -> Floats:
    """Return the covariance of rows within sets and kinds, all of which count alike by root."""
    owner = [(versions[index].source, versions[index].kind) for index in rows.version]
    number = Counter(owner)
    weight = np.array([1 / np.sqrt(number[cell]) for cell in owner])
    apart = rows.mean - np.array([means[cell] for cell in owner])
    return np.asarray((apart * weight[:, None]).T @ apart / weight.sum())
