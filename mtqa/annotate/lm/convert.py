"""From a checkpoint to CTranslate2: cut behind a layer for hidden states, or whole for surprisal.

CTranslate2 gives back only what its output projection makes. A model that ends
behind a middle layer, with ones as its last norm and the identity as its
projection, therefore gives back that layer's hidden states, RMS-normalised.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import numpy as np

from mtqa.annotate.lm.checkpoint import Array, Checkpoint

VERSION = 1
"""Changes with what is written; part of the name of the folder in the cache."""

Weights = Literal["int8", "float32"]


def convert(checkpoint: Checkpoint, folder: Path, layer: int | None, weights: Weights) -> None:
    """Write a CTranslate2 model into ``folder``, which must not exist.

    Args:
        checkpoint: the weights.
        folder: is made.
        layer: behind which the model is cut; ``None`` keeps the whole with its projection.
        weights: how they are stored and calculated with.
    """
    from ctranslate2.specs import TransformerDecoderModelSpec
    from ctranslate2.specs.common_spec import Activation

    shape = checkpoint.shape
    spec = TransformerDecoderModelSpec.from_config(
        shape.layers if layer is None else layer,
        shape.heads,
        pre_norm=True,
        activation=Activation.SWISH,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        rotary_interleave=shape.interleaved,
        rotary_base=shape.rotary_base,
        num_heads_kv=None if shape.kv_heads == shape.heads else shape.kv_heads,
        head_dim=shape.head_width,
    )
    decoder = spec.decoder
    decoder.scale_embeddings = False
    decoder.embeddings.weight = checkpoint.array("token_embd.weight")
    for index, block in enumerate(decoder.layer):
        _fill(block, checkpoint, f"blk.{index}.")
    _end(decoder, checkpoint, layer)
    words = len(decoder.embeddings.weight)
    spec.register_vocabulary([str(number) for number in range(words)])  # ids are given as such
    spec.config.bos_token = spec.config.eos_token = "0"  # noqa: S105 - it needs some
    spec.config.unk_token = "0"  # noqa: S105
    spec.config.layer_norm_epsilon = shape.epsilon
    spec.validate()
    spec.optimize(quantization=None if weights == "float32" else weights)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def _fill(block: Any, checkpoint: Checkpoint, prefix: str) -> None:
    """Put the arrays of one block into its place; queries, keys and values are one matrix."""
    attention, forward = block.self_attention, block.ffn
    attention.layer_norm.gamma = checkpoint.array(f"{prefix}attn_norm.weight")
    forward.layer_norm.gamma = checkpoint.array(f"{prefix}ffn_norm.weight")
    parts = [f"{prefix}attn_{part}" for part in "qkv"]
    attention.linear[0].weight = _joined(checkpoint, [f"{part}.weight" for part in parts])
    if f"{parts[0]}.bias" in checkpoint.names:
        attention.linear[0].bias = _joined(checkpoint, [f"{part}.bias" for part in parts])
    attention.linear[1].weight = checkpoint.array(f"{prefix}attn_output.weight")
    forward.linear_0.weight = checkpoint.array(f"{prefix}ffn_gate.weight")
    forward.linear_0_noact.weight = checkpoint.array(f"{prefix}ffn_up.weight")
    forward.linear_1.weight = checkpoint.array(f"{prefix}ffn_down.weight")


def _joined(checkpoint: Checkpoint, names: list[str]) -> Array:
    return np.concatenate([checkpoint.array(name) for name in names])


def _end(decoder: Any, checkpoint: Checkpoint, layer: int | None) -> None:
    if layer is None:
        decoder.layer_norm.gamma = checkpoint.array("output_norm.weight")
        tied = "output.weight" not in checkpoint.names
        decoder.projection.weight = checkpoint.array(
            "token_embd.weight" if tied else "output.weight"
        )
    else:
        width = checkpoint.shape.width
        decoder.layer_norm.gamma = np.ones(width, np.float32)
        decoder.projection.weight = np.eye(width, dtype=np.float32)
