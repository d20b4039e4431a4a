"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqa.errors import OutputError
from mtqa.report.files import atomic_write


def test_writes_text_as_given_and_makes_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "out.txt"
    with atomic_write(path) as file:
        file.write("é 🚀\r\nend\n")
    assert path.read_bytes() == "é 🚀\r\nend\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_stray_bytes_of_a_file_name_are_escaped(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "out.txt") as file:
        file.write("a\udcffb")
    assert (tmp_path / "out.txt").read_text() == "a\\udcffb"


def test_an_error_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    with pytest.raises(ValueError, match="half"), atomic_write(path) as file:
        file.write("new")
        raise ValueError("half")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to("real.txt")
    with atomic_write(link) as file:
        file.write("new")
    assert link.is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with (
        pytest.raises(OutputError, match="give the name of a file"),
        atomic_write(tmp_path / "out"),
    ):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(OutputError, match="a part of that path is a file"),
        atomic_write(tmp_path / "file" / "out.txt"),
    ):
        pass


def test_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with pytest.raises(OutputError, match="free some space"), atomic_write(path):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_a_forbidden_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with (
        pytest.raises(OutputError, match="a place that you may write to"),
        atomic_write(tmp_path / "out.txt") as file,
    ):
        file.write("x")
    assert list(tmp_path.iterdir()) == []
