"""Who may learn from what: folds of articles, halves of systems, years.

A version is judged by a model that has seen neither its article (in any
version, in any set) nor its system (in any year or language pair). So there are
``FOLDS`` × 2 models; a model for fold ``k`` and half ``h`` learns from versions
outside fold ``k`` whose system is not in half ``h``, and judges the machine
versions of fold ``k`` made by systems of half ``h``, and the human versions of fold ``k``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.corpora import digest
from training.corpus import Version

FOLDS = 5
HALVES = 2
_SHINGLE = 8
_SHARED = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a version stands in the splits.

    Attributes:
        group: name of the group of articles that share text; never divided.
        fold: of the group, 0 to ``FOLDS`` − 1.
        half: of the system, 0 or 1; ``None`` for people.
    """

    group: str
    fold: int
    half: int | None


@dataclass(frozen=True, slots=True)
class Split:
    """Indices of versions that a model learns from and of those that it judges."""

    fold: int
    half: int
    learn: tuple[int, ...]
    judge: tuple[int, ...]


def system_family(system: str) -> str:
    """Return the system's name without language pair, number of the run or submission."""
    name = system.rpartition("/")[2].lower()
    return re.sub(r"([._]?(run)?\d+)+$|\.\d+$", "", name)


def places(versions: Sequence[Version]) -> list[Place]:
    """Return the place of each version, in order."""
    group = _groups(versions)
    return [
        Place(
            group[version.article],
            digest("fold " + group[version.article]) % FOLDS,
            digest("of system " + system_family(version.system)) % HALVES
            if version.system
            else None,
        )
        for version in versions
    ]


def splits(where: Sequence[Place]) -> Iterator[Split]:
    """Yield the ``FOLDS`` × ``HALVES`` splits."""
    for fold in range(FOLDS):
        for half in range(HALVES):
            learn = (i for i, p in enumerate(where) if p.fold != fold and p.half != half)
            judge = (i for i, p in enumerate(where) if p.fold == fold and p.half in (None, half))
            yield Split(fold, half, tuple(learn), tuple(judge))


def _groups(versions: Sequence[Version]) -> dict[str, str]:
    """Return the group of each article: those linked by shared text, after one of them."""
    parent = {version.article: version.article for version in versions}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for (one, other), number in _shared(versions).items():
        if number >= _SHARED:
            first, second = sorted((root(one), root(other)))
            parent[second] = first
    return {name: root(name) for name in parent}


def _shared(versions: Sequence[Version]) -> Counter[tuple[str, str]]:
    """Return how many runs of ``_SHINGLE`` words two articles share."""
    holders: dict[str, set[str]] = defaultdict(set)
    for version in versions:
        words = re.findall(r"\w+", " ".join(version.sentences).lower())
        for start in range(0, len(words) - _SHINGLE + 1):
            holders[" ".join(words[start : start + _SHINGLE])].add(version.article)
    found: Counter[tuple[str, str]] = Counter()
    for articles in holders.values():
        found.update(pairwise(sorted(articles)))
    return found
