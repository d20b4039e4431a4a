"""The table of bad inputs: a clear message, the rest of the batch goes on, the right exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from mtqa.cli import main
from mtqa.model import Problem
from mtqa.read.discover import Source, discover
from tests.cli.one_article import GOOD

GERMAN = (
    "Der Ausschuss traf sich am Dienstag und sprach über den Haushalt des nächsten Jahres. " * 3
)


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed to standard error."""

    returncode: int
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the given arguments; the reports go to ``tmp_path/out``."""

    def call(*arguments: object, out: Path = tmp_path / "out") -> Done:
        words = ["mtqa", "score", "--fast", "--jobs", "1", "--out", str(out), *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, capsys.readouterr().err)

    return call


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


def empty(path: Path) -> None:
    path.write_text("")


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 10)


def huge(path: Path) -> None:
    path.write_bytes(b"word " * 4_000_000)


def markup(path: Path) -> None:
    path.write_text("<html><body><img src='x.png'></body></html>")


BROKEN = [
    (empty, "bad.txt: the file is empty"),
    (binary, "bad.txt: the file is not text"),
    (huge, "bad.txt: the file has 20.0 MB, more than the 5.0 MB of an article; split it"),
    (markup, "bad.txt: no text in it but markup or symbols"),
]


@pytest.mark.parametrize(("make", "message"), BROKEN, ids=lambda v: getattr(v, "__name__", ""))
def test_a_broken_file_is_named_and_the_rest_goes_on(
    run: Run, articles: Path, tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    make(articles / "bad.txt")
    done = run(articles)
    assert done.returncode == 3
    assert message in done.stderr
    assert list(pd.read_csv(tmp_path / "out" / "documents.csv").doc) == ["good.txt"]
    info = json.loads((tmp_path / "out" / "run.json").read_text())["info"]
    assert [problem["name"] for problem in info["problems"]] == ["bad.txt"]


def test_a_file_that_vanishes_during_the_run_is_named(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles / "bad.txt").write_text(GOOD)

    def discover_and_remove(paths: list[Path]) -> tuple[list[Source], list[Problem]]:
        found = discover(paths)
        (articles / "bad.txt").unlink()
        return found

    monkeypatch.setattr("mtqa.cli.score.discover", discover_and_remove)
    done = run(articles)
    assert done.returncode == 3
    assert "bad.txt: the file is not there (any more); check the path" in done.stderr


def test_an_unreadable_file_is_named(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = articles / "bad.txt"
    bad.write_text(GOOD)
    bad.chmod(0)
    read_bytes = Path.read_bytes

    def as_for_any_user_but_root(path: Path) -> bytes:
        if path == bad:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", as_for_any_user_but_root)
    done = run(articles)
    assert done.returncode == 3
    assert "bad.txt: no permission to read the file; allow reading it (chmod u+r)" in done.stderr


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file or folder; check the path"),
        (["empty"], "empty: no articles in this folder; mtqa reads .txt and .md files"),
    ],
)
def test_nothing_to_score_is_a_usage_error(
    run: Run, tmp_path: Path, paths: list[str], message: str
) -> None:
    (tmp_path / "empty").mkdir()
    done = run(*(tmp_path / path for path in paths))
    assert done.returncode == 2
    assert message in done.stderr
    assert "nothing to score" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_path_beside_a_good_one_does_not_stop_it(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    done = run(tmp_path / "nowhere", articles)
    assert done.returncode == 3
    assert "nowhere: no such file or folder" in done.stderr
    assert len(pd.read_csv(tmp_path / "out" / "documents.csv")) == 1


def test_a_guessed_encoding_is_told_and_the_text_is_read(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    (articles / "old.txt").write_bytes(
        (GOOD + "The café’s façade – “naïve” – stayed.\n").encode("cp1252")
    )
    done = run(articles)
    assert done.returncode == 0
    assert "old.txt: not UTF-8 (byte" in done.stderr
    rows = pd.read_csv(tmp_path / "out" / "documents.csv").set_index("doc")
    assert "a guess" in rows.loc["old.txt"].skipped
    segments = pd.read_csv(tmp_path / "out" / "segments.csv")
    assert "The café’s façade – “naïve” – stayed." in list(segments.text)


def test_another_language_cannot_be_judged(run: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "german.txt").write_text(GERMAN)
    done = run(articles)
    assert done.returncode == 0
    row = pd.read_csv(tmp_path / "out" / "documents.csv").set_index("doc").loc["german.txt"]
    assert row.verdict == "cannot-judge"
    assert "not English (looks like de)" in row.skipped
    assert pd.isna(row.fluency)
    assert pd.isna(row.risk)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems forbid such names")
def test_a_name_that_is_not_utf8(run: Run, articles: Path, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(articles) + b"/caf\xe9.txt")).write_text(GOOD)
    done = run(articles)
    assert done.returncode == 0
    assert list(pd.read_csv(tmp_path / "out" / "documents.csv").doc) == ["caf\\xe9.txt", "good.txt"]


@pytest.mark.parametrize("obstacle", ["a file", "a folder without permission"])
def test_an_output_folder_that_cannot_be_written_is_told_before_the_work(
    run: Run, articles: Path, tmp_path: Path, obstacle: str
) -> None:
    out = tmp_path / "blocked" / "out"
    if obstacle == "a file":
        (tmp_path / "blocked").write_text("in the way")
    elif os.geteuid() == 0:
        out = Path("/proc/out")
    else:
        (tmp_path / "blocked").mkdir(mode=0o500)
    done = run(articles, out=out)
    assert done.returncode == 2
    assert f"error: {out}: cannot be written" in done.stderr
    assert "--out" in done.stderr


ON_A_FULL_DISK = """
import resource, signal, sys
from mtqa.annotate.identify import language
from mtqa.batch.engines import load_language
from mtqa.cli import main
from mtqa.model import Problem
from mtqa.read.discover import Source, discover
from tests.cli.one_article import GOOD
load_language(), language("models unpack themselves into scratch files")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_leaves_the_earlier_reports_alone(
    articles: Path, tmp_path: Path, run: Run
) -> None:
    assert run(articles).returncode == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    (articles / "long.txt").write_text(GOOD * 30)
    arguments = ["score", str(articles), "--out", str(tmp_path / "out"), "--fast", "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISK, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "cannot be written (File too large)" in done.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--jobs", "0"], "--jobs"),
        (["--refrence", "x"], "--refrence"),
        (["--reference", "nowhere"], "no such folder of references"),
    ],
)
def test_a_wrong_flag_is_a_usage_error(
    run: Run, articles: Path, flags: list[str], message: str
) -> None:
    done = run(articles, *flags)
    assert done.returncode == 2
    assert message in done.stderr


def test_different_numbers_of_lines_are_told_and_the_rest_goes_on(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    references = tmp_path / "references"
    references.mkdir()
    (articles / "short.txt").write_text(GOOD * 2)
    for name in ("good.txt", "short.txt"):
        (references / name).write_text(GOOD)
    done = run(articles, "--reference", references)
    assert done.returncode == 3
    rows = pd.read_csv(tmp_path / "out" / "documents.csv").set_index("doc")
    assert rows.loc["good.txt"].bleu == 100
    assert pd.isna(rows.loc["short.txt"].bleu)
    assert "2 lines here, 1 in the reference" in rows.loc["short.txt"].skipped
