"""run.json holds everything: what is read back is what was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mtqa.config import Settings
from mtqa.errors import InputError, OutputError
from mtqa.model import Assessment, Problem
from mtqa.report.run_file import RunFile, RunInfo, run_writer

INFO = RunInfo(
    version="1",
    signature="mtqa:1",
    created="2026-01-01T00:00:00+00:00",
    settings=Settings(reference=Path("ref")),
    notes=("a note",),
    problems=(Problem(name="a.txt", message="broken", remedy="mend it"),),
)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_round_trip(tmp_path: Path, assess: Callable[[str], Assessment], count: int) -> None:
    written = [assess(f"Mr. {n} Smith had ignored the issue. .") for n in range(11, 11 + count)]
    with run_writer(tmp_path / "run.json") as writer:
        for assessment in written:
            writer.add(assessment)
        writer.finish(INFO)
    run = RunFile(tmp_path / "run.json")
    assert run.info() == INFO
    assert list(run.documents()) == written
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_an_earlier_run_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text("old")
    with pytest.raises(RuntimeError), run_writer(path):
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"info": {"version": 1}}', '{"documents": [{"x": 1}]}', "no json"]
)
def test_other_files_are_refused_with_their_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(content)
    with pytest.raises(InputError, match=r"run\.json: no run\.json of this version of mtqa"):
        RunFile(path).info()


def test_a_missing_run_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        RunFile(tmp_path / "nowhere.json").info()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told(tmp_path: Path, assess: Callable[[str], Assessment]) -> None:
    with run_writer(tmp_path / "run.json") as writer, Path("/dev/full").open("wb", 0) as spool:
        writer._spool = spool
        with pytest.raises(OutputError, match="No space left"):
            writer.add(assess("Some words."))
