"""``run.json``: everything about a run, from which the other outputs can be made again.

One object: ``info`` first, then ``documents``, one on each line. It is written
while the run goes on and read as a stream, so that neither needs the memory
of all documents at once.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TypeVar

import ijson
from pydantic import ValidationError

from mtqa.config import Settings
from mtqa.errors import InputError, OutputError, UsageError
from mtqa.model import Assessment, CorpusScores, Frozen, Problem
from mtqa.report.files import atomic_write

T = TypeVar("T", bound=Frozen)


class RunInfo(Frozen):
    """What holds for a whole run, beside its documents.

    Attributes:
        created: when the run ended, in UTC, ISO 8601.
        notes: what went wrong or was left out for all documents.
        problems: inputs that could not be assessed.
        corpus: scores over all documents that have a reference.
        gate: the name of the gate that was asked for, or that the page is to show.
    """

    version: str
    signature: str
    created: str
    settings: Settings
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    corpus: CorpusScores | None = None
    gate: str = "publish"


@dataclass
class RunWriter:
    """Collects the documents of a run on disk; ``finish`` makes ``run.json`` of them."""

    _path: Path
    _spool: IO[bytes]
    count: int = 0

    def add(self, assessment: Assessment) -> None:
        """Append a document.

        Raises:
            OutputError: it cannot be written.
        """
        try:
            self._spool.write(b",\n" if self.count else b"")
            self._spool.write(assessment.model_dump_json(exclude_defaults=True).encode())
        except OSError as error:
            raise _cannot_write(self._path, error) from error
        self.count += 1

    def finish(self, info: RunInfo) -> None:
        """Write the file, all or nothing.

        Raises:
            OutputError: it cannot be written.
        """
        try:
            self._spool.seek(0)
        except OSError as error:
            raise _cannot_write(self._path, error) from error
        with atomic_write(self._path) as file:
            file.write(f'{{"info": {info.model_dump_json()},\n"documents": [\n')
            file.flush()
            shutil.copyfileobj(self._spool, file.buffer)
            file.write("\n]}\n")


def _cannot_write(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot be written ({error.strerror})",
        where=str(path),
        remedy="free some space or choose another folder with --out",
    )


@contextmanager
def run_writer(path: Path) -> Iterator[RunWriter]:
    """Open a writer for the ``run.json`` at ``path``; nothing is there before ``finish``.

    Raises:
        UsageError: nothing can be written in the folder.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        spool = TemporaryFile(dir=path.parent)  # noqa: SIM115 - closed below, whatever happens
    except OSError as error:
        blocked = isinstance(error, FileExistsError | NotADirectoryError)
        raise UsageError(
            f"cannot be written ({'a file is in the way' if blocked else error.strerror})",
            where=str(path.parent),
            remedy="choose another folder with --out",
        ) from error
    try:
        yield RunWriter(path, spool)
    finally:
        with suppress(OSError):  # what a full disk did not take was told already
            spool.close()


@dataclass(frozen=True)
class RunFile:
    """A ``run.json`` on disk."""

    path: Path

    def info(self) -> RunInfo:
        """Return what holds for the whole run.

        Raises:
            InputError: the file cannot be read, or is no run of mtqa.
        """
        for info in self._items("info", RunInfo):
            return info
        raise self._not_a_run("it has no info")

    def documents(self) -> Iterator[Assessment]:
        """Yield the documents in the order of the run.

        Raises:
            InputError: the file cannot be read, or is no run of mtqa.
        """
        yield from self._items("documents.item", Assessment)

    def _items(self, prefix: str, kind: type[T]) -> Iterator[T]:
        try:
            with self.path.open("rb") as file:
                for item in ijson.items(file, prefix, use_float=True):
                    yield kind.model_validate(item)
        except OSError as error:
            raise InputError(
                f"cannot be read ({error.strerror})",
                where=str(self.path),
                remedy="give the run.json of an earlier run",
            ) from error
        except (ijson.JSONError, ValidationError) as error:
            raise self._not_a_run(str(error).splitlines()[0]) from error

    def _not_a_run(self, why: str) -> InputError:
        return InputError(
            f"no run.json of this version of mtqa ({why})",
            where=str(self.path),
            remedy="run mtqa score again",
        )
