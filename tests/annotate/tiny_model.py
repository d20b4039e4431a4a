"""A language model of random weights, small enough to be made in a test, in both formats.

Its forward pass is written out here in numpy, as what the engine must agree with.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

LAYERS, HEADS, KV_HEADS, HEAD = 5, 4, 2, 8
WIDTH, INNER, BASE, EPSILON = HEADS * HEAD, 48, 10_000.0, 1e-5

Array = NDArray[np.float32]


def _alphabet() -> list[str]:
    return sorted(pre_tokenizers.ByteLevel.alphabet())


MERGES = [("t", "h"), ("th", "e"), ("Ġ", "the"), ("i", "n"), ("Ġ", "a")]
WORDS = ["<|endoftext|>", "<|im_start|>", *_alphabet(), *("".join(pair) for pair in MERGES)]


@dataclass(frozen=True)
class Tiny:
    """Weights by GGUF's names, rotary embedding by halves as Hugging Face has it."""

    arrays: dict[str, Array]
    biased: bool = False

    def hidden(self, ids: list[int], layers: int) -> Array:
        """Return the hidden states behind a layer, before any norm."""
        states = self.arrays["token_embd.weight"][ids]
        for layer in range(layers):
            states = self._block(states, f"blk.{layer}.")
        return states

    def log_probabilities(self, ids: list[int]) -> Array:
        """Return the log-probability of each token but the first."""
        states = normed(self.hidden(ids, LAYERS)) * self.arrays["output_norm.weight"]
        scores = states @ self.arrays["token_embd.weight"].T
        scores -= scores.max(1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        return np.array([logs[at, number] for at, number in enumerate(ids[1:])], np.float32)

    def _linear(self, name: str, given: Array) -> Array:
        made: Array = given @ self.arrays[f"{name}.weight"].T
        bias = self.arrays.get(f"{name}.bias")
        return made if bias is None else np.asarray(made + bias, np.float32)

    def _block(self, states: Array, name: str) -> Array:
        given = normed(states) * self.arrays[f"{name}attn_norm.weight"]
        heads = {part: _turned(self._linear(f"{name}attn_{part}", given), part) for part in "qkv"}
        group = HEADS // KV_HEADS
        keys, values = (np.repeat(heads[part], group, axis=0) for part in "kv")
        scores = heads["q"] @ keys.transpose(0, 2, 1) / np.sqrt(HEAD)
        scores += np.triu(np.full((len(given), len(given)), -1e9, np.float32), 1)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (shares / shares.sum(-1, keepdims=True)) @ values
        together = mixed.transpose(1, 0, 2).reshape(len(given), WIDTH)
        states = states + self._linear(f"{name}attn_output", together)
        given = normed(states) * self.arrays[f"{name}ffn_norm.weight"]
        gate = self._linear(f"{name}ffn_gate", given)
        inner = gate / (1 + np.exp(-gate)) * self._linear(f"{name}ffn_up", given)
        return np.asarray(states + self._linear(f"{name}ffn_down", inner))


def normed(states: Array) -> Array:
    return np.asarray(states / np.sqrt((states**2).mean(-1, keepdims=True) + EPSILON))


def _turned(given: Array, part: str) -> Array:
    """Return the heads, turned by place where they are queries or keys."""
    heads = given.reshape(len(given), -1, HEAD).transpose(1, 0, 2)
    if part == "v":
        return heads
    turns = BASE ** (-np.arange(0, HEAD, 2) / HEAD)
    angle = np.arange(len(given))[:, None] * turns
    first, second = heads[..., : HEAD // 2], heads[..., HEAD // 2 :]
    cos, sin = np.cos(angle), np.sin(angle)
    turned = [first * cos - second * sin, second * cos + first * sin]
    return np.concatenate(turned, axis=-1).astype(np.float32)


def tiny(*, biased: bool = False) -> Tiny:
    """Return the same random model every time; ``biased`` as Qwen2 is."""
    draw = np.random.default_rng(5)

    def matrix(rows: int, columns: int) -> Array:
        return draw.normal(0, 0.3, (rows, columns)).astype(np.float32)

    def gains() -> Array:
        return draw.normal(1, 0.2, WIDTH).astype(np.float32)

    arrays = {"token_embd.weight": matrix(len(WORDS), WIDTH), "output_norm.weight": gains()}
    for layer in range(LAYERS):
        name = f"blk.{layer}."
        for part, rows in (("q", WIDTH), ("k", KV_HEADS * HEAD), ("v", KV_HEADS * HEAD)):
            arrays[f"{name}attn_{part}.weight"] = matrix(rows, WIDTH)
            if biased:
                arrays[f"{name}attn_{part}.bias"] = draw.normal(0, 0.3, rows).astype(np.float32)
        arrays[f"{name}attn_norm.weight"], arrays[f"{name}ffn_norm.weight"] = gains(), gains()
        arrays[f"{name}attn_output.weight"] = matrix(WIDTH, WIDTH)
        arrays[f"{name}ffn_gate.weight"] = matrix(INNER, WIDTH)
        arrays[f"{name}ffn_up.weight"] = matrix(INNER, WIDTH)
        arrays[f"{name}ffn_down.weight"] = matrix(WIDTH, INNER)
    return Tiny(arrays, biased)


def tokenizer() -> Tokenizer:
    """Return the byte-level tokenizer that both formats describe."""
    made = Tokenizer(models.BPE({word: n for n, word in enumerate(WORDS)}, MERGES))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(word, normalized=False) for word in WORDS[:2]])
    return made


def write_gguf(model: Tiny, path: Path, pre: str = "gpt-2") -> Path:
    """Write the model as llama.cpp stores it: queries and keys permuted to neighbours."""
    family = "qwen2" if model.biased else "llama"
    writer = gguf.GGUFWriter(path, family)
    writer.add_block_count(LAYERS)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_rope_freq_base(BASE)
    writer.add_layer_norm_rms_eps(EPSILON)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre)
    writer.add_token_list(WORDS)
    writer.add_token_types([3, 3, *[1] * (len(WORDS) - 2)])
    writer.add_token_merges([" ".join(pair) for pair in MERGES])
    writer.add_bos_token_id(1)
    for name, array in model.arrays.items():
        turned = name.endswith(("attn_q.weight", "attn_k.weight")) and not model.biased
        writer.add_tensor(name, _neighbours(array) if turned else array)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _neighbours(array: Array) -> Array:
    rows = array.reshape(-1, 2, HEAD // 2, WIDTH).swapaxes(1, 2)
    return np.ascontiguousarray(rows.reshape(array.shape))


_HF_NAMES = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
    "token_embd": "model.embed_tokens",
    "output_norm": "model.norm",
}


def _hf_name(name: str) -> str:
    part, ending = name.split(".")[-2:]
    inside = f"model.layers.{name.split('.')[1]}." if name.startswith("blk.") else ""
    return f"{inside}{_HF_NAMES[part]}.{ending}"


def write_hugging_face(model: Tiny, folder: Path) -> Path:
    """Write the model as transformers stores it, in two files of weights."""
    folder.mkdir()
    config = {
        "architectures": ["Qwen2ForCausalLM" if model.biased else "LlamaForCausalLM"],
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "num_key_value_heads": KV_HEADS,
        "hidden_size": WIDTH,
        "rms_norm_eps": EPSILON,
        "rope_theta": BASE,
    }
    (folder / "config.json").write_text(json.dumps(config))
    tokenizer().save(str(folder / "tokenizer.json"))
    named = {_hf_name(name): array for name, array in model.arrays.items()}
    names = sorted(named)
    for number, part in enumerate((names[::2], names[1::2])):
        save_file({name: named[name] for name in part}, folder / f"model-{number}.safetensors")
    return folder
