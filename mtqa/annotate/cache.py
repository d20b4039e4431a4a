"""The user's cache folder: what mtqa downloads or prepares once lies there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_dir

Tell = Callable[[str], None]


def cache_folder() -> Path:
    """Return the folder for what mtqa downloads: ``MTQA_CACHE``, or the user's cache folder."""
    return Path(os.environ.get("MTQA_CACHE") or user_cache_dir("mtqa", appauthor=False))


@contextmanager
def alone(path: Path, what: str, tell: Tell) -> Iterator[None]:
    """Hold a lock that ends with the process; to do the same twice at once would only be slow.

    Args:
        path: of the file to lock.
        what: is done by whoever holds the lock, ``downloading LanguageTool``.
        tell: is given a line where another process has it.
    """
    with path.open("a") as file:
        if not _lock(file.fileno(), wait=False):
            tell(f"waiting for another mtqa that is {what}")
            _lock(file.fileno(), wait=True)
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> bool:
        """Lock the file; return whether that was possible."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> bool:
        """Lock the file; return whether that was possible."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
