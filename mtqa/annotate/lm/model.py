"""The language model at work: hidden states of every token, and how surprising each is."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from mtqa.annotate.lm import tokens
from mtqa.annotate.lm.convert import Weights
from mtqa.annotate.lm.install import Model, install
from mtqa.errors import EngineError

if TYPE_CHECKING:
    from ctranslate2 import Generator

LONGEST = 512
"""Tokens that are read in one go; what is longer is read in pieces that do not see each other."""

_BATCH = 256  # tokens in one call: more leave the processor's cache and are slower


@dataclass(frozen=True, slots=True, eq=False)
class TokenStates:
    """What the model makes of a text, token by token.

    Attributes:
        offsets: start and end of each token in code points of the text, shape (n, 2).
            A token may begin with the space before a word.
        states: hidden states behind the model's ``layer``, RMS-normalised, shape (n, width).
    """

    offsets: NDArray[np.int32]
    states: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class TokenSurprisal:
    """How surprising each token of a text is, given those before it.

    Attributes:
        offsets: as in ``TokenStates``.
        nats: negative natural logarithms of the probabilities, shape (n,).
    """

    offsets: NDArray[np.int32]
    nats: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a text as the model reads it.

    Attributes:
        text: which one.
        at: which of the text's tokens is the first of the piece.
        ids: the tokens, before them the one that texts begin with where there is one.
    """

    text: int
    at: int
    ids: tuple[int, ...]


class LanguageModel:
    """A model for one process.

    Args:
        model: what ``install`` returned.
        threads: how many calculations run at once, each on one thread.

    Attributes:
        model: which one it is.
    """

    def __init__(self, model: Model, threads: int = 1) -> None:
        self.model = model
        self._threads = threads
        self._tokenizer = tokens.from_file(model.tokenizer())
        self._tokenizer.encode_special_tokens = True  # a text that names one does not mean it
        self._start = tokens.start(self._tokenizer)
        self._generators: dict[int | None, Generator] = {}
        self._one_at_a_time = threading.Lock()

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 1) -> Self:
        """Return the model, which is fetched and converted where that was not done yet.

        Args:
            path: the user's own model; else that of the package index.
            threads: how many calculations run at once, each on one thread.

        Raises:
            EngineError: it cannot be fetched, read or written.
        """
        return cls(install(path), threads)

    @property
    def signature(self) -> str:
        """Return the name of the model and what else its numbers depend on."""
        return self.model.signature

    def states(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return the hidden states of each text, the same in whatever company it is read.

        Raises:
            EngineError: the model cannot be read or written.
        """
        offsets, pieces = self._pieces(texts)
        generator = self._generator(self.model.layer)
        width = self._width()
        found = [np.empty((len(places), width), np.float32) for places in offsets]

        def read(group: Sequence[_Piece]) -> NDArray[np.float32]:
            ids = [list(piece.ids) for piece in group]
            return np.array(generator.forward_batch(ids, return_log_probs=False))

        # float sums depend on what else is in a call, integer sums don't
        groups = list(_groups(pieces, _BATCH if _has_wide_registers() else 0))
        with ThreadPoolExecutor(self._threads) as pool:
            for group, read_group in zip(groups, pool.map(read, groups), strict=True):
                for piece, states in zip(group, read_group, strict=True):
                    own = states[len(self._start) :]
                    found[piece.text][piece.at : piece.at + len(own)] = own
        return [TokenStates(*both) for both in zip(offsets, found, strict=True)]

    def surprisal(self, texts: Sequence[str]) -> list[TokenSurprisal]:
        """Return how surprising each token of each text is; the whole model is needed for it.

        The first token of a text has no surprisal (``nan``) in a model that has no
        token for texts to begin with.

        Raises:
            EngineError: the model cannot be read or written.
        """
        offsets, pieces = self._pieces(texts)
        generator = self._generator(None)
        rows: list[list[NDArray[np.float32]]] = [[] for _ in texts]
        for piece in pieces:
            (scored,) = generator.score_batch([[str(number) for number in piece.ids]])
            nats = -np.array(scored.log_probs, np.float32)
            if not self._start:
                nats = np.concatenate([np.full(1, np.nan, np.float32), nats])
            rows[piece.text].append(nats)
        return [
            TokenSurprisal(places, np.concatenate(parts) if parts else np.empty(0, np.float32))
            for places, parts in zip(offsets, rows, strict=True)
        ]

    def _pieces(self, texts: Sequence[str]) -> tuple[list[NDArray[np.int32]], list[_Piece]]:
        room = LONGEST - len(self._start)
        offsets, pieces = [], []
        for number, coded in enumerate(
            self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        ):
            offsets.append(np.array(coded.offsets, np.int32).reshape(-1, 2))
            for at in range(0, len(coded.ids), room):
                pieces.append(_Piece(number, at, (*self._start, *coded.ids[at : at + room])))
        return offsets, pieces

    @cache  # noqa: B019 - there is one model in a process
    def _width(self) -> int:
        generator = self._generator(self.model.layer)
        return int(np.array(generator.forward_batch([[0]], return_log_probs=False)).shape[-1])

    def _generator(self, layer: int | None) -> Generator:
        with self._one_at_a_time:
            if layer not in self._generators:
                from ctranslate2 import Generator

                weights: Weights = "float32" if layer is None else "int8"
                folder = self.model.converted(layer, weights)
                try:
                    self._generators[layer] = Generator(
                        str(folder),
                        compute_type=weights if _has_wide_registers() else "float32",
                        inter_threads=self._threads,
                        intra_threads=1,
                    )
                except (RuntimeError, ValueError) as error:
                    raise EngineError(
                        f"the language model cannot be loaded ({' '.join(str(error).split())})",
                        where=str(folder),
                        remedy="delete that folder and run mtqa again",
                    ) from error
            return self._generators[layer]


@cache
def _has_wide_registers() -> bool:
    """Return whether eight-bit sums are exact here, and faster than floats.

    On processors of the x86 family without AVX-512 the kernels for eight bits saturate and
    are no faster; the weights stay in eight bits, the sums are made in floats.
    """
    extensions = np.show_config(mode="dicts")["SIMD Extensions"]
    x86 = any(name.startswith(("X86", "SSE")) for name in extensions["baseline"])
    wide = [name for name in extensions["found"] if name.startswith(("X86_V4", "AVX512"))]
    return not x86 or bool(wide)


def _groups(pieces: Sequence[_Piece], room: int) -> Iterator[list[_Piece]]:
    """Yield pieces of the same length together, of ``room`` tokens at most, or each by itself."""

    def length(piece: _Piece) -> int:
        return len(piece.ids)

    for tokens_each, same in groupby(sorted(pieces, key=length), key=length):
        alike = list(same)
        most = max(1, room // tokens_each)
        yield from (alike[at : at + most] for at in range(0, len(alike), most))
