"""Paths to sources: which files to read, and what to call them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mtqa.model import Problem
from mtqa.read import SUFFIXES


@dataclass(frozen=True, slots=True)
class Source:
    r"""A file to read.

    Attributes:
        path: where it lies.
        name: what the document is called: the path relative to the folder
            given, with forward slashes, undecodable bytes written as ``\xNN``.
    """

    path: Path
    name: str


def _name(path: Path | str) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _walk(folder: Path) -> Iterator[Source | Problem]:
    failed: list[OSError] = []
    found = False
    for here, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(files):
            path = Path(here, file)
            if path.suffix.lower() in SUFFIXES and not file.startswith("."):
                found = True
                yield Source(path, _name(path.relative_to(folder)))
    for error in failed:
        yield Problem(
            name=_name(error.filename or folder),
            message=f"the folder cannot be opened ({error.strerror})",
            remedy="allow reading it (chmod u+rx)",
        )
    if not found and not failed:
        yield Problem(
            name=_name(folder),
            message="no articles in this folder",
            remedy=f"mtqa reads {' and '.join(SUFFIXES)} files",
        )


def _one(path: Path) -> Iterator[Source | Problem]:
    if path.is_dir():
        yield from _walk(path)
    elif path.exists() or path.is_symlink():
        yield Source(path, _name(path.name))
    else:
        yield Problem(name=_name(path), message="no such file or folder", remedy="check the path")


def discover(paths: Iterable[Path]) -> tuple[list[Source], list[Problem]]:
    """Return the files to read under ``paths``, and the paths that hold none.

    Folders are searched recursively for the suffixes that are read; hidden
    files and folders are left out. A file named twice is read once. Where two
    folders hold files of one name, the folders' own paths tell them apart.
    """
    sources: dict[Path, tuple[Source, Path]] = {}
    problems = []
    for path in paths:
        for item in _one(path):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                sources.setdefault(item.path.absolute(), (item, path))
    names = Counter(source.name for source, _ in sources.values())
    return [
        source if names[source.name] == 1 else replace(source, name=_name(source.path))
        for source, _ in sources.values()
    ], problems
