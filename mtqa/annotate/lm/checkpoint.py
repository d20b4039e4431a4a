"""Weights of a causal language model: from a GGUF file or from a Hugging Face folder.

Both are read without torch. Names of arrays are those of GGUF
(``blk.3.attn_q.weight``), whatever the file calls them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtqa.errors import EngineError

Array = NDArray[np.float32]

_FAMILIES = {"llama": True, "qwen2": False}  # is the file's rotary embedding interleaved?
_HUGGING_FACE = ("LlamaForCausalLM", "MistralForCausalLM", "Qwen2ForCausalLM")
_HF_NAMES = {
    "input_layernorm": "attn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
_HF_OUTSIDE = {
    "model.embed_tokens": "token_embd",
    "model.norm": "output_norm",
    "lm_head": "output",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of a decoder of the LLaMA kind.

    Attributes:
        layers: how many blocks.
        heads: of attention, and ``kv_heads`` of them with keys and values of their own.
        width: length of a hidden state.
        head_width: length of a head's queries.
        rotary_base: base period of the rotary position embedding.
        interleaved: whether that embedding turns neighbours, not halves.
        epsilon: of the RMS norms.
    """

    layers: int
    heads: int
    kv_heads: int
    width: int
    head_width: int
    rotary_base: float
    interleaved: bool
    epsilon: float


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model's shape and a way to read its arrays one by one.

    Attributes:
        shape: the measures.
        names: of the arrays there are.
        array: returns an array by its name, in float32, which the caller may change.
    """

    shape: Shape
    names: frozenset[str]
    array: Callable[[str], Array]


def read_gguf(path: Path) -> Checkpoint:
    """Return the checkpoint in a GGUF file of the architecture llama or qwen2.

    Raises:
        EngineError: it is no such file.
    """
    reader, fields = open_gguf(path)
    family = str(fields("general.architecture"))
    if family not in _FAMILIES:
        raise _unsupported(path, f"GGUF of the architecture {family}")
    if fields(f"{family}.rope.scaling.type", "none") != "none":
        raise _unsupported(path, "GGUF with scaled rotary embeddings")
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    heads = int(fields(f"{family}.attention.head_count"))
    width = int(fields(f"{family}.embedding_length"))
    shape = Shape(
        layers=int(fields(f"{family}.block_count")),
        heads=heads,
        kv_heads=int(fields(f"{family}.attention.head_count_kv", heads)),
        width=width,
        head_width=int(fields(f"{family}.attention.key_length", width // heads)),
        rotary_base=float(fields(f"{family}.rope.freq_base", 10_000.0)),
        interleaved=_FAMILIES[family],
        epsilon=float(fields(f"{family}.attention.layer_norm_rms_epsilon")),
    )

    def array(name: str) -> Array:
        from gguf import dequantize

        tensor = tensors[name]
        return np.array(dequantize(tensor.data, tensor.tensor_type), np.float32)

    return Checkpoint(shape, frozenset(tensors), array)


def open_gguf(path: Path) -> tuple[Any, Callable[..., Any]]:
    """Return gguf's reader of a file, and a function from a key to its value.

    The function takes a default; without one a missing key is an error.

    Raises:
        EngineError: it is no GGUF file.
    """
    from gguf import GGUFReader

    try:
        reader = GGUFReader(path)
    except (OSError, ValueError, IndexError, KeyError) as error:
        raise EngineError(
            f"that is no GGUF file ({error})",
            where=str(path),
            remedy="check the setting model_path",
        ) from error

    def field(key: str, *default: Any) -> Any:
        entry = reader.get_field(key)
        if entry is not None:
            return entry.contents()
        if not default:
            raise _unsupported(path, f"GGUF without {key}")
        return default[0]

    return reader, field


def read_hugging_face(folder: Path) -> Checkpoint:
    """Return the checkpoint in a folder with ``config.json`` and safetensors files.

    Raises:
        EngineError: a file is missing, or the model is of another kind than LLaMA.
    """
    config = read_json(folder / "config.json")
    (kind,) = config.get("architectures") or ("no architecture",)
    if kind not in _HUGGING_FACE:
        raise _unsupported(folder, kind)
    if (config.get("rope_scaling") or {}).get("rope_type", "default") != "default":
        raise _unsupported(folder, "model with scaled rotary embeddings")
    files = _safetensors(folder)
    heads, width = int(config["num_attention_heads"]), int(config["hidden_size"])
    rotary = config.get("rope_parameters") or config
    shape = Shape(
        layers=int(config["num_hidden_layers"]),
        heads=heads,
        kv_heads=int(config.get("num_key_value_heads") or heads),
        width=width,
        head_width=int(config.get("head_dim") or width // heads),
        rotary_base=float(rotary.get("rope_theta", 10_000.0)),
        interleaved=False,
        epsilon=float(config["rms_norm_eps"]),
    )

    def array(name: str) -> Array:
        stored, file = files[name]
        return _tensor(file, stored)

    return Checkpoint(shape, frozenset(files), array)


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file.

    Raises:
        EngineError: it cannot be read or is no JSON object.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EngineError(
            "a file of the language model cannot be read",
            where=str(path),
            remedy="name a GGUF file, or a folder with config.json, tokenizer.json and safetensors",
        ) from error
    if not isinstance(found, dict):
        raise _unsupported(path, "file that holds no JSON object")
    return found


def _safetensors(folder: Path) -> Mapping[str, tuple[str, Path]]:
    """Return where each array lies: GGUF's name to the stored name and the file."""
    from safetensors import SafetensorError, safe_open

    found = {}
    for file in sorted(folder.glob("*.safetensors")):
        try:
            with safe_open(file, "numpy") as tensors:
                found.update({_gguf_name(key): (key, file) for key in tensors.keys()})  # noqa: SIM118
        except (OSError, SafetensorError) as error:
            raise _unsupported(file, f"file ({error})") from error
    if not found:
        raise EngineError(
            "the folder holds no safetensors file",
            where=str(folder),
            remedy="other formats of weights are not read; convert them to safetensors or GGUF",
        )
    return found


def _tensor(file: Path, name: str) -> Array:
    """Return an array in float32; numpy has no bfloat16, whose bits are the upper half of one."""
    from safetensors import safe_open

    with safe_open(file, "numpy") as tensors:
        if tensors.get_slice(name).get_dtype() != "BF16":
            return np.asarray(tensors.get_tensor(name), np.float32)
    with file.open("rb") as data:
        length = int.from_bytes(data.read(8), "little")
        entry = json.loads(data.read(length))[name]
        start, end = entry["data_offsets"]
        data.seek(8 + length + start)
        bits = np.frombuffer(data.read(end - start), "<u2").astype(np.uint32) << 16
    return bits.view(np.float32).reshape(entry["shape"])


def _gguf_name(name: str) -> str:
    """Return GGUF's name of an array that Hugging Face's LLaMA calls ``name``."""
    stem, _, ending = name.rpartition(".")
    if stem in _HF_OUTSIDE:
        return f"{_HF_OUTSIDE[stem]}.{ending}"
    parts = stem.split(".", 3)
    if parts[:2] == ["model", "layers"] and len(parts) == 4 and parts[3] in _HF_NAMES:
        return f"blk.{parts[2]}.{_HF_NAMES[parts[3]]}.{ending}"
    return name


def _unsupported(where: Path, what: str) -> EngineError:
    return EngineError(
        f"a {what} is not supported",
        where=str(where),
        remedy="use a model of the kind LLaMA, Mistral or Qwen2, or leave out --model",
    )
