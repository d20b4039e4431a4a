"""The language model's forward pass in numpy: what the engine is measured against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from mtqa.annotate.lm.checkpoint import Checkpoint, Shape

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Forward:
    """A model as dictionaries of arrays, one for each layer.

    Attributes:
        shape: its measures.
        words: the embeddings, also the output projection.
        gain: of the last norm.
        layers: the arrays of each layer by their names in GGUF.
    """

    shape: Shape
    words: Array
    gain: Array
    layers: tuple[dict[str, Array], ...]

    @classmethod
    def of(cls, checkpoint: Checkpoint, layers: int) -> Forward:
        """Return the first ``layers`` layers of a checkpoint."""
        found: list[dict[str, Array]] = [{} for _ in range(layers)]
        for name in checkpoint.names:
            parts = name.split(".")
            if parts[0] == "blk" and int(parts[1]) < layers:
                found[int(parts[1])][parts[2]] = checkpoint.array(name)
        words, gain = (
            checkpoint.array(name) for name in ("token_embd.weight", "output_norm.weight")
        )
        return cls(checkpoint.shape, words, gain, tuple(found))

    def states(self, ids: list[int]) -> Array:
        """Return the RMS-normalised states behind the last layer there is."""
        states = self.words[ids]
        for layer in self.layers:
            states = states + self._attended(self._normed(states) * layer["attn_norm"], layer)
            given = self._normed(states) * layer["ffn_norm"]
            gate = given @ layer["ffn_gate"].T
            inner = gate / (1 + np.exp(-gate)) * (given @ layer["ffn_up"].T)
            states = states + inner @ layer["ffn_down"].T
        return self._normed(states)

    def surprisal(self, ids: list[int]) -> Array:
        """Return nats for each token but the first; the layers must be all there are."""
        scores = (self.states(ids)[:-1] * self.gain) @ self.words.T
        scores -= scores.max(1, keepdims=True)
        total = np.log(np.exp(scores).sum(1))
        return np.asarray(total - scores[np.arange(len(ids) - 1), ids[1:]], np.float32)

    def _normed(self, states: Array) -> Array:
        spread = np.sqrt((states**2).mean(-1, keepdims=True) + self.shape.epsilon)
        return np.asarray(states / spread, np.float32)

    def _attended(self, given: Array, layer: dict[str, Array]) -> Array:
        groups = self.shape.heads // self.shape.kv_heads
        queries, keys, values = (
            self._heads(given @ layer[f"attn_{part}"].T, part) for part in "qkv"
        )
        keys, values = (np.repeat(part, groups, axis=0) for part in (keys, values))
        scores = queries @ keys.swapaxes(1, 2) / np.sqrt(self.shape.head_width)
        scores += np.triu(np.full(scores.shape[1:], -1e9, np.float32), 1)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (shares / shares.sum(-1, keepdims=True)) @ values
        together = mixed.swapaxes(0, 1).reshape(len(given), -1)
        return np.asarray(together @ layer["attn_output"].T, np.float32)

    def _heads(self, given: Array, part: str) -> Array:
        """Return the heads apart, queries and keys turned by their place."""
        heads = given.reshape(len(given), -1, self.shape.head_width).swapaxes(0, 1)
        if part == "v":
            return heads
        cos, sin = _turns(len(given), self.shape.head_width, self.shape.rotary_base)
        one, other = heads[..., ::2], heads[..., 1::2]
        turned = np.stack([one * cos - other * sin, other * cos + one * sin], axis=-1)
        return turned.reshape(heads.shape)


@cache
def _turns(length: int, width: int, base: float) -> tuple[Array, Array]:
    turns = base ** (-np.arange(0, width, 2) / width)
    angle = np.arange(length)[:, None] * turns
    return np.cos(angle).astype(np.float32), np.sin(angle).astype(np.float32)
