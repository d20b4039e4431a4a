"""Which files are read, and what they are called."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mtqa.read.discover import discover


def tree(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    return root


def names(*paths: Path) -> list[str]:
    return [source.name for source in discover(paths)[0]]


def test_folders_are_searched_in_order_and_names_are_relative(tmp_path: Path) -> None:
    tree(tmp_path, "b.txt", "a/x.md", "a/c.TXT", "skip.csv", ".hidden/x.txt", ".x.txt")
    assert names(tmp_path) == ["b.txt", "a/c.TXT", "a/x.md"]


def test_a_file_is_called_by_its_name_and_read_once(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    assert names(tmp_path / "a.txt", tmp_path / "a.txt", tmp_path) == ["a.txt"]


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    tree(tmp_path, "en/a.txt", "de/a.txt", "de/b.txt")
    assert names(tmp_path / "en", tmp_path / "de") == [
        f"{tmp_path}/en/a.txt",
        f"{tmp_path}/de/a.txt",
        "b.txt",
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [("missing.txt", "no such file or folder"), ("empty", "no articles in this folder")],
)
def test_nothing_there_is_a_problem_with_a_name(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    sources, problems = discover([tmp_path / path])
    assert not sources
    assert [(problem.name, problem.message) for problem in problems] == [
        (str(tmp_path / path), message)
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems forbid such names")
def test_a_name_that_is_not_utf8_can_be_written_down(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("words")
    (source,), problems = discover([tmp_path])
    assert (source.path, source.name, problems) == (path, "caf\\xe9.txt", [])
