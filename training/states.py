"""The mean hidden state of each sentence of the corpus, kept on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import ROOT
from mtqa.annotate.lm import LanguageModel, TokenStates
from mtqa.annotate.passages import Passage, passages
from training.corpus import Version, versions

CACHE = ROOT / ".training-cache"
_AT_ONCE = 240
Floats = NDArray[np.float32]
Integers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences of many versions, one entry each, in order.

    Attributes:
        versions: what the sentences belong to.
        version: index into ``versions``.
        passage: number of the passage that it was read in.
        tokens: how many it has.
        mean: of its tokens' hidden states.
    """

    versions: tuple[Version, ...]
    version: Integers
    passage: Integers
    tokens: Integers
    mean: Floats

    def pooled(self, key: NDArray[np.int64]) -> tuple[NDArray[np.intp], Floats, Floats]:
        """Return first sentence, tokens and mean state of each run of sentences of one key."""
        first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        tokens = np.add.reduceat(self.tokens, first).astype(np.float32)
        total = np.add.reduceat(self.mean * self.tokens[:, None], first, axis=0)
        return first, tokens, (total / tokens[:, None]).astype(np.float32)


def read(parts: Sequence[str], model: LanguageModel | None = None) -> Sentences:
    """Return the sentences of these parts of the corpus, from the cache where they are there.

    Args:
        parts: names in ``corpus.SOURCES``.
        model: what reads; the one of the package index where ``None``.
    """
    found = [_part(part, model) for part in parts]
    before = np.cumsum([0, *(len(part.versions) for part in found)])
    passages_before = np.cumsum([0, *(int(part.passage[-1]) + 1 for part in found)])
    return Sentences(
        tuple(version for part in found for version in part.versions),
        np.concatenate([p.version + at for p, at in zip(found, before, strict=False)]),
        np.concatenate([p.passage + at for p, at in zip(found, passages_before, strict=False)]),
        np.concatenate([p.tokens for p in found]),
        np.concatenate([p.mean for p in found]),
    )


def cache_name(part: str, texts: Sequence[Passage]) -> str:
    """Return the name of the file in the cache, which changes with the texts."""
    digest = hashlib.sha256("\n".join(passage.text for passage in texts).encode())
    return f"{part}-{digest.hexdigest()[:12]}.npz"


def _part(part: str, model: LanguageModel | None) -> Sentences:
    made = tuple(versions(part))
    owned = [(index, run) for index, one in enumerate(made) for run in passages(one.sentences)]
    path = CACHE / cache_name(part, [run for _, run in owned])
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        scratch = path.with_suffix(".part.npz")
        measured = _measure(owned, model or LanguageModel.load(threads=2))
        np.savez(scratch, allow_pickle=False, **measured)
        scratch.replace(path)
    with np.load(path) as kept:
        return Sentences(
            made, kept["version"], kept["passage"], kept["tokens"], kept["mean"].astype(np.float32)
        )


def _measure(owned: list[tuple[int, Passage]], model: LanguageModel) -> dict[str, Integers]:
    columns: list[tuple[int, int, int]] = []
    means: list[Floats] = []
    for at in range(0, len(owned), _AT_ONCE):
        some = owned[at : at + _AT_ONCE]
        read = model.states([run.text for _, run in some])
        for number, ((version, run), states) in enumerate(zip(some, read, strict=True), at):
            for tokens, mean in _by_sentence(run, states):
                columns.append((version, number, tokens))
                means.append(mean)
    version, passage, tokens = np.array(columns, np.int32).T
    return {
        "version": version,
        "passage": passage,
        "tokens": tokens,
        "mean": np.array(means, np.float16),
    }


def _by_sentence(run: Passage, states: TokenStates) -> list[tuple[int, Floats]]:
    # A token may begin with the blank before its word, which counts to the sentence before.
    owner = np.searchsorted(np.array(run.ends), states.offsets[:, 0] + 1, side="right")
    first = np.flatnonzero(np.concatenate([[True], owner[1:] != owner[:-1]]))
    number = np.diff(np.append(first, len(owner)))
    total = np.add.reduceat(states.states, first, axis=0)
    return list(zip(number.tolist(), total / number[:, None], strict=True))
