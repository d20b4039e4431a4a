"""The decisions file: lines are only ever added, so that nothing that was decided is lost.

Its order does not matter: of two decisions about one thing the later wins by its time, and by
its text where the times are equal. So git may merge two editors' files line by line
(``*.jsonl merge=union``), and lines that stand there twice count once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from mtqa.errors import InputError, OutputError
from mtqa.review.events import Event

try:
    import fcntl
except ImportError:  # Windows has no such locks; a single write at the end is what protects there
    fcntl = None  # type: ignore[assignment]

FILE = "mtqa-decisions.jsonl"


@dataclass(frozen=True)
class Line:
    """A line of the file.

    Attributes:
        text: as it stands there.
        event: ``None`` where it cannot be read: torn by a crash, or of a later version.
    """

    text: str
    event: Event | None


@dataclass(frozen=True)
class Log:
    """What a decisions file holds, each line once.

    Attributes:
        lines: the events in the order of their times, behind them what cannot be read.
    """

    lines: tuple[Line, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """Return the events, the oldest first."""
        return tuple(line.event for line in self.lines if line.event is not None)

    @property
    def unreadable(self) -> int:
        """Return how many lines cannot be read."""
        return sum(line.event is None for line in self.lines)


def parse(text: str) -> Log:
    """Return the log that ``text`` holds."""
    return _ordered(_line(each) for each in text.split("\n") if each.strip())


def _line(text: str) -> Line:
    text = text.strip().strip("\ufeff\0")
    try:
        return Line(text, Event.model_validate_json(text))
    except ValidationError:
        return Line(text, None)


def _ordered(lines: Iterable[Line]) -> Log:
    unique: dict[object, Line] = {}
    for line in sorted(lines, key=lambda line: line.text):
        if line.text:  # one event may have been written down in two ways
            unique.setdefault(line.event or line.text, line)
    readable = [
        (line.event.t, line.text, line) for line in unique.values() if line.event is not None
    ]
    lost = [line for line in unique.values() if line.event is None]
    return Log((*(line for *_, line in sorted(readable, key=lambda each: each[:2])), *lost))


def read(path: Path) -> Log:
    """Return the log in the file ``path``; an empty one where there is no such file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return parse(path.read_text(encoding="utf-8", errors="replace"))
    except FileNotFoundError:
        return Log()
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check --decisions"
        ) from error


def merge(logs: Iterable[Log]) -> Log:
    """Return what stands in any of the logs, each line once."""
    return _ordered(line for log in logs for line in log.lines)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes from changing the decisions file ``path`` meanwhile.

    Raises:
        OutputError: nothing can be written beside it.
    """
    lock = path.with_name(f".{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = lock.open("a")
    except OSError as error:
        raise _cannot_write(path, error) from error
    with file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def append(path: Path, lines: Iterable[str]) -> None:
    """Add lines to the end of the file ``path``; they are on the disk when this returns.

    A line that an earlier crash has torn is ended first, so that it costs nothing but itself.

    Raises:
        OutputError: it cannot be written.
    """
    data = "".join(f"{line}\n" for line in lines).encode("utf-8")
    with locked(path):
        try:
            with path.open("ab+") as file:
                if file.seek(0, os.SEEK_END):
                    file.seek(-1, os.SEEK_END)
                    data = data if file.read(1) == b"\n" else b"\n" + data
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot be written ({error.strerror})",
        where=str(path),
        remedy="choose a place that you may write to with --decisions",
    )
