"""Tokenizers: byte-level BPE built from a GGUF's vocabulary, or Hugging Face's own file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtqa.annotate.lm.checkpoint import open_gguf
from mtqa.errors import EngineError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

START = ("<|endoftext|>", "<s>", "<|begin_of_text|>", "<bos>")
"""What a text begins with, the first that there is: what stood between texts in training.

A GGUF's own ``bos`` may be another (SmolLM2's is the mark of a chat's turn), after
which a model expects something else than an article.
"""

_CONTROL = 3  # a token's type in GGUF

_LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_PATTERNS = {"llama-bpe": _LLAMA3, "qwen2": _LLAMA3.replace("{1,3}", "")}


def from_gguf(path: Path) -> Tokenizer:
    """Return the tokenizer that a GGUF file describes.

    Raises:
        EngineError: it is of a kind that is not byte-level BPE, or cuts words in an unknown way.
    """
    from tokenizers import AddedToken, Tokenizer, decoders, models

    _, field = open_gguf(path)
    kind, words = field("tokenizer.ggml.model"), field("tokenizer.ggml.tokens")
    if kind != "gpt2":
        raise _unknown(path, f"tokenizer {kind}")
    vocabulary = {word: number for number, word in enumerate(words)}
    merges = [tuple(merge.split(" ")) for merge in field("tokenizer.ggml.merges")]
    tokenizer = Tokenizer(models.BPE(vocabulary, merges))
    tokenizer.pre_tokenizer = _words(path, field("tokenizer.ggml.pre", "default"))
    tokenizer.decoder = decoders.ByteLevel()
    types = field("tokenizer.ggml.token_type", [])
    control = [word for word, type_ in zip(words, types, strict=False) if type_ == _CONTROL]
    tokenizer.add_special_tokens([AddedToken(word, normalized=False) for word in control])
    return tokenizer


def from_file(path: Path) -> Tokenizer:
    """Return the tokenizer in a ``tokenizer.json``, which will add no tokens of its own.

    Raises:
        EngineError: it cannot be read.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the package raises no narrower one
        raise EngineError(
            f"the tokenizer cannot be read ({error})",
            where=str(path),
            remedy="it has to be the model's tokenizer.json; one in mtqa's cache can be deleted",
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def start(tokenizer: Tokenizer) -> tuple[int, ...]:
    """Return the number of the token that a text begins with; nothing where there is none."""
    numbers = (tokenizer.token_to_id(word) for word in START)
    return tuple(number for number in numbers if number is not None)[:1]


def _words(path: Path, name: str) -> Any:
    """Return what cuts a text into words, by the name that GGUF gives it."""
    from tokenizers import Regex, pre_tokenizers

    if name in ("default", "gpt-2"):
        return pre_tokenizers.ByteLevel(add_prefix_space=False)
    if name == "smollm":
        digits = pre_tokenizers.Digits(individual_digits=True)
        return pre_tokenizers.Sequence([digits, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    if name in _PATTERNS:
        split = pre_tokenizers.Split(Regex(_PATTERNS[name]), "isolated")
        level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
        return pre_tokenizers.Sequence([split, level])
    raise _unknown(path, f"way to cut words {name}")


def _unknown(path: Path, what: str) -> EngineError:
    return EngineError(
        f"the {what} of this GGUF is not supported",
        where=str(path),
        remedy="name the model's Hugging Face folder, which holds a tokenizer.json",
    )
