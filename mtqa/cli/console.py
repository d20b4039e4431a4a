"""What a person sees while a run goes on: on a terminal a bar, elsewhere plain lines."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

ERRORS = Console(stderr=True, highlight=False, soft_wrap=True)
OUTPUT = Console(highlight=False, soft_wrap=True)

_EVERY_SECONDS = 10.0


def say(line: str, *, error: bool = False) -> None:
    """Print a line; ``error`` goes to standard error."""
    (ERRORS if error else OUTPUT).print(Text(line))


class Reporter(Protocol):
    """Where a run tells how far it is."""

    def tell(self, line: str) -> None:
        """Say what is being done."""

    def advance(self) -> None:
        """Count one document more as done."""


class _Silent:
    def tell(self, line: str) -> None:
        pass

    def advance(self) -> None:
        pass


class _Plain:
    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._last = time.monotonic()

    def tell(self, line: str) -> None:
        say(line, error=True)

    def advance(self) -> None:
        self._done += 1
        now = time.monotonic()
        if self._total > 1 and (self._done == self._total or now - self._last > _EVERY_SECONDS):
            self._last = now
            self.tell(f"scored {self._done} of {self._total} documents")


class _Bar:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("scoring", total=total)

    def tell(self, line: str) -> None:
        self._progress.console.print(Text(line))

    def advance(self) -> None:
        self._progress.advance(self._task)


@contextmanager
def reporter(total: int, *, quiet: bool) -> Iterator[Reporter]:
    """Yield what shows the progress of ``total`` documents on standard error."""
    if quiet:
        yield _Silent()
    elif sys.stderr.isatty():
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=ERRORS, transient=True) as progress:
            yield _Bar(progress, total)
    else:
        yield _Plain(total)
