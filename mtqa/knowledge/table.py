"""Reading the tables of facts: tab-separated, one header row, no quoting."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each row of the table ``name``, without its header."""
    path = files("mtqa.knowledge") / "tables" / name
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split("\t")


def values(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several; none of an empty one."""
    return tuple(cell.split("|")) if cell else ()


def members(name: str, group: str) -> frozenset[str]:
    """Return the values of the row ``group`` of a table of two columns: group and values.

    Raises:
        LookupError: the table has no such row.
    """
    for key, cell in rows(name):
        if key == group:
            return frozenset(values(cell))
    raise LookupError(f"{name} has no row “{group}”")
