"""The language model against its forward pass in numpy, on a tiny one of random weights."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from mtqa.annotate.lm import LanguageModel, TokenStates
from mtqa.annotate.lm.install import install
from mtqa.annotate.lm.model import LONGEST
from mtqa.errors import EngineError
from tests.annotate.tiny_model import (
    WORDS,
    Tiny,
    normed,
    tiny,
    tokenizer,
    write_gguf,
    write_hugging_face,
)

TEXTS = ["the man in the inn", "", "a", "Then “naïve” 😀 the end.", "in the " * 30]

Written = Callable[[Tiny, Path], Path]


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LanguageModel:
    """The tiny model, converted and loaded once."""
    folder = tmp_path_factory.mktemp("model")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MTQA_CACHE", str(folder / "cache"))
        model = LanguageModel.load(write_gguf(tiny(), folder / "tiny.gguf"))
        model.states(["a"])
        model.surprisal(["a"])
    return model


def gguf(model: Tiny, folder: Path) -> Path:
    return write_gguf(model, folder / "own.gguf")


def hugging_face(model: Tiny, folder: Path) -> Path:
    return write_hugging_face(model, folder / "own")


def ids(text: str) -> list[int]:
    """Return what the model reads: the token between texts, then those of the text."""
    return [0, *tokenizer().encode(text, add_special_tokens=False).ids]


@pytest.mark.parametrize("biased", [False, True], ids=["llama", "qwen2"])
@pytest.mark.parametrize("write", [gguf, hugging_face])
def test_surprisal_is_that_of_the_forward_pass(
    write: Written, biased: bool, tmp_path: Path
) -> None:
    model = tiny(biased=biased)
    found = LanguageModel.load(write(model, tmp_path)).surprisal(TEXTS)
    for text, surprisal in zip(TEXTS, found, strict=True):
        expected = -model.log_probabilities(ids(text))
        np.testing.assert_allclose(surprisal.nats, expected, atol=1e-4)
        assert len(surprisal.offsets) == len(expected)


@pytest.mark.parametrize("write", [gguf, hugging_face])
def test_states_are_those_of_a_middle_layer(write: Written, tmp_path: Path) -> None:
    model = tiny()
    engine = LanguageModel.load(write(model, tmp_path))
    assert engine.model.layer == 3
    for text, found in zip(TEXTS, engine.states(TEXTS), strict=True):
        expected = normed(model.hidden(ids(text), 3))[1:]
        assert found.states.shape == expected.shape
        if len(expected):
            assert np.corrcoef(found.states.ravel(), expected.ravel())[0, 1] > 0.995  # int8


def test_weights_of_half_precision_are_read(tmp_path: Path) -> None:
    folder = write_hugging_face(tiny(), tmp_path / "half")
    for file in folder.glob("*.safetensors"):
        save_file({k: v.astype(np.float16) for k, v in load_file(file).items()}, file)
    whole = LanguageModel.load(write_gguf(tiny(), tmp_path / "whole.gguf"))
    (half,), (full,) = (m.surprisal(TEXTS[:1]) for m in (LanguageModel.load(folder), whole))
    np.testing.assert_allclose(half.nats, full.nats, atol=0.05)


def test_brain_floats_are_read(tmp_path: Path) -> None:
    """Numpy does not know them: the upper half of a float's bits."""
    folder = write_hugging_face(tiny(), tmp_path / "brain")
    for file in folder.glob("*.safetensors"):
        _as_bfloat16(file)
    whole = LanguageModel.load(write_gguf(tiny(), tmp_path / "whole.gguf"))
    (brain,), (full,) = (m.surprisal(TEXTS[:1]) for m in (LanguageModel.load(folder), whole))
    np.testing.assert_allclose(brain.nats, full.nats, atol=0.2)


def _as_bfloat16(file: Path) -> None:
    header, data = {}, b""
    for name, array in load_file(file).items():
        bits = (array.view(np.uint32) >> 16).astype("<u2").tobytes()
        places = [len(data), len(data) + len(bits)]
        header[name] = {"dtype": "BF16", "shape": list(array.shape), "data_offsets": places}
        data += bits
    head = json.dumps(header).encode()
    file.write_bytes(len(head).to_bytes(8, "little") + head + data)


def test_offsets_are_code_points_of_the_text(loaded: LanguageModel) -> None:
    text = "the “naïve” 😀 man"
    (read,) = loaded.states([text])
    quotes = [text[start:end] for start, end in read.offsets]
    assert quotes[0] == "the"
    assert "😀" in quotes
    assert (
        "".join(dict(zip(map(tuple, read.offsets.tolist()), quotes, strict=True)).values()) == text
    )


def test_a_text_that_names_a_control_token_does_not_mean_it(loaded: LanguageModel) -> None:
    (read,) = loaded.states(["<|endoftext|>"])
    assert len(read.states) == len("<|endoftext|>")


def test_an_empty_text_has_no_tokens(loaded: LanguageModel) -> None:
    (states,), (surprisal,) = loaded.states([""]), loaded.surprisal([""])
    assert states.offsets.shape == (0, 2) == surprisal.offsets.shape
    assert states.states.shape == (0, 32)
    assert surprisal.nats.shape == (0,)
    assert loaded.states([]) == []


def test_a_long_text_is_read_in_pieces(loaded: LanguageModel) -> None:
    room = LONGEST - 1
    text = "n" * (2 * room + 7)
    (read,) = loaded.states([text])
    assert len(read.states) == len(text)
    (rest,) = loaded.states(["n" * 7])
    np.testing.assert_array_equal(read.states[-7:], rest.states)


def equal(some: list[TokenStates], others: list[TokenStates]) -> bool:
    return all(
        np.array_equal(one.states, other.states) and np.array_equal(one.offsets, other.offsets)
        for one, other in zip(some, others, strict=True)
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.sampled_from("the in aĠ“é😀.\n"), max_size=60), max_size=12))
def test_company_and_order_change_nothing(loaded: LanguageModel, texts: list[str]) -> None:
    alone = [loaded.states([text])[0] for text in texts]
    assert equal(loaded.states(texts), alone)
    assert equal(loaded.states(texts[::-1]), alone[::-1])


def test_the_number_of_threads_changes_nothing(loaded: LanguageModel) -> None:
    assert equal(LanguageModel(loaded.model, threads=2).states(TEXTS), loaded.states(TEXTS))


def test_another_model_is_not_calibrated(loaded: LanguageModel) -> None:
    assert not loaded.model.calibrated
    assert loaded.signature == f"tiny {loaded.model.sha256[:8]} float32"


def test_the_same_weights_have_the_same_name_wherever_they_lie(tmp_path: Path) -> None:
    one = write_gguf(tiny(), tmp_path / "one.gguf")
    (tmp_path / "other").mkdir()
    other = write_gguf(tiny(), tmp_path / "other" / "one.gguf")
    assert install(one).signature == install(other).signature
    assert install(one).signature != install(gguf(tiny(biased=True), tmp_path)).signature


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda folder: (folder / "config.json").unlink(), "config.json: a file"),
        (lambda folder: (folder / "config.json").write_text("[]"), "no JSON object"),
        (lambda folder: (folder / "tokenizer.json").write_text("{}"), "tokenizer cannot be read"),
        (lambda folder: (folder / "model-0.safetensors").write_bytes(b"x" * 40), "not supported"),
        (
            lambda folder: (folder / "config.json").write_text('{"architectures": ["OtherLM"]}'),
            "a OtherLM is not supported; use a model of the kind LLaMA",
        ),
    ],
)
def test_what_is_no_model_is_named(
    spoil: Callable[[Path], object], message: str, tmp_path: Path
) -> None:
    folder = write_hugging_face(tiny(), tmp_path / "spoilt")
    spoil(folder)
    with pytest.raises(EngineError) as caught:
        LanguageModel.load(folder)
    assert message in str(caught.value)
    assert str(folder) in str(caught.value)


def test_a_damaged_conversion_is_named(tmp_path: Path) -> None:
    path = write_gguf(tiny(), tmp_path / "tiny.gguf")
    folder = install(path).converted(None, "float32")
    (folder / "model.bin").write_bytes(b"cut off")
    with pytest.raises(EngineError, match=r"cannot be loaded .* delete that folder"):
        LanguageModel.load(path).surprisal(["a"])


def test_a_file_that_is_no_gguf_is_named(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF but not really")
    with pytest.raises(EngineError, match="no GGUF file"):
        LanguageModel.load(path)
    with pytest.raises(EngineError, match="no language model is there"):
        LanguageModel.load(tmp_path / "nowhere")


def test_words_cut_in_an_unknown_way_are_refused(tmp_path: Path) -> None:
    path = write_gguf(tiny(), tmp_path / "own.gguf", pre="another")
    with pytest.raises(EngineError, match=r"cut words another .* tokenizer\.json"):
        LanguageModel.load(path)


@pytest.mark.parametrize(
    ("pre", "words"),
    [
        ("gpt-2", ["the", " year", " 2026"]),
        ("smollm", ["the", " year", " ", "2", "0", "2", "6"]),
        ("llama-bpe", ["the", " year", " ", "202", "6"]),
        ("qwen2", ["the", " year", " ", "2", "0", "2", "6"]),
    ],
)
def test_words_are_cut_as_the_file_says(pre: str, words: list[str], tmp_path: Path) -> None:
    from mtqa.annotate.lm.tokens import from_gguf

    cutter = from_gguf(write_gguf(tiny(), tmp_path / "own.gguf", pre=pre)).pre_tokenizer
    assert [cut.replace("Ġ", " ") for cut, _ in cutter.pre_tokenize_str("the year 2026")] == words


def test_the_vocabulary_holds_every_byte() -> None:
    assert len(WORDS) == len(set(WORDS)) == 2 + 256 + 5
