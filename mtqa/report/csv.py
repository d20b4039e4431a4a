"""CSV for machines: three files, RFC 4180, UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import pandas as pd

from mtqa.model import Assessment
from mtqa.report.files import atomic_write
from mtqa.report.frames import Frames, frames

NAMES = ("documents.csv", "segments.csv", "findings.csv")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_AT_ONCE = 500


def _chunks(assessments: Iterable[Assessment]) -> Iterator[Sequence[Assessment]]:
    rest = iter(assessments)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk


def _harmless(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with an apostrophe before cells that a spreadsheet would run.

    See https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return table.map(
        lambda cell: "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
    )


def _tables(found: Frames) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return found.documents, found.segments, found.findings


def write_csv(
    folder: Path, assessments: Iterable[Assessment], *, reference: bool, dismissed: bool = False
) -> None:
    """Write ``documents.csv``, ``segments.csv`` and ``findings.csv`` into ``folder``.

    Each file appears whole or not at all. With ``dismissed`` the findings that an editor
    dismissed are listed as well.

    Raises:
        OutputError: a file cannot be written.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(atomic_write(folder / name)) for name in NAMES]
        for table, file in zip(_tables(frames([], reference)), files, strict=True):
            table.to_csv(file, index=False, lineterminator="\n")
        for chunk in _chunks(assessments):
            for table, file in zip(
                _tables(frames(chunk, reference, dismissed)), files, strict=True
            ):
                _harmless(table).to_csv(file, index=False, header=False, lineterminator="\n")
