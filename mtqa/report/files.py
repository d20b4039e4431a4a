"""Writing a result so that a reader never meets half of it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TextIO

from mtqa.errors import OutputError

_REMEDIES = {
    errno.ENOSPC: "free some space or write to another disk",
    errno.EDQUOT: "free some space or write to another disk",
    errno.ENOTDIR: "a part of that path is a file: choose another place",
    errno.EEXIST: "a part of that path is a file: choose another place",
    errno.EISDIR: "that is a folder: give the name of a file",
    errno.ENAMETOOLONG: "choose a shorter name",
}
_ELSE = "choose a place that you may write to, or close the file in other programs"


@contextmanager
def atomic_write(path: Path) -> Iterator[TextIO]:
    r"""Open a text file that appears at ``path`` only when the block has ended well.

    It is written beside ``path`` under a scratch name and renamed at the end, so
    that an older file of that name stays whole until then. Missing folders are
    made. The file is UTF-8 with line ends as they are given; what UTF-8 cannot
    hold (a file name's stray bytes) is written as an escape, ``\udcff``.

    Raises:
        OutputError: the file cannot be written there; the scratch file is gone.
    """
    target = path.resolve()
    scratch = target.with_name(f".{target.name}.{token_hex(4)}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch.open("x", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        scratch.replace(target)
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror or error})",
            where=str(path),
            remedy=_REMEDIES.get(error.errno or 0, _ELSE),
        ) from error
    finally:
        with suppress(OSError):
            scratch.unlink()
