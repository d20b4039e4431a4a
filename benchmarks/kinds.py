"""Tables of how many artifacts of each kind are found, where rules are built and where judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from mtqa.share import interval

PARTS = ("build", "judge")


def share(found: int, total: int) -> str:
    """Return ``found`` of ``total`` with the share and its 95 % interval, ``–`` of none."""
    if not total:
        return "–"
    low, high = interval(found, total)
    return f"{found} of {total}, {found / total:.2f} ({low:.2f}–{high:.2f})"


def by_kind(parts: Mapping[str, Iterable[tuple[str, bool]]]) -> Iterator[str]:
    """Yield the lines of a Markdown table.

    Args:
        parts: of ``build`` and ``judge``, the kind of each artifact and whether it is found.
    """
    found: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for part in PARTS:
        for kind, is_found in parts[part]:
            found[kind][part].append(is_found)
            found["all"][part].append(is_found)
    found["all"] = found.pop("all")
    yield "| kind | found where rules were built | found where they are judged |"
    yield "|---|---|---|"
    for kind, seen in found.items():
        cells = (share(sum(seen[part]), len(seen[part])) for part in PARTS)
        yield f"| {kind} | {' | '.join(cells)} |"
