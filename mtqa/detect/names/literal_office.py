"""Offices rendered word by word. Documented beside, in literal_office.md."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.literal_offices import LiteralOffice, literal_offices
from mtqa.model import Evidence

_SOURCE = "mtqa’s table of offices rendered literally"


def _lowered(prose: str) -> str:
    """Return the prose in lower case, with every code point at its place."""
    lowered = prose.lower()
    if len(lowered) == len(prose):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in prose)


def _lines(lowered: str, keys: tuple[str, ...]) -> set[tuple[int, int]]:
    """Return where the lines with one of the keys start and end; most have none."""
    found = set()
    for key in keys:
        at = lowered.find(key)
        while at >= 0:
            start = lowered.rfind("\n", 0, at) + 1
            end = lowered.find("\n", at)
            end = len(lowered) if end < 0 else end
            found.add((start, end))
            at = lowered.find(key, end)
    return found


def _renderings(prose: str) -> Iterator[tuple[int, int, LiteralOffice]]:
    """Yield where renderings start and end, line by line, since most lines name no office."""
    lowered = _lowered(prose)
    for office in literal_offices():
        for start, end in _lines(lowered, office.keys):
            for match in office.pattern.finditer(prose, start, end):
                yield match.start(), match.start() + len(match[0].rstrip()), office


def find(text: Annotated) -> Iterator[Hit]:
    """Yield names of offices, ministries and ranks that no country uses in English."""
    covered = 0
    for start, end, office in sorted(_renderings(text.text), key=lambda found: found[:2]):
        right = office.unless and office.unless.search(text.sentence_at(start))
        if start < covered or right:
            continue
        covered = end
        why = f"An office rendered word by word; English says: {office.meant}."
        evidence = Evidence(note=f"What seems to be meant: {office.meant}.", source=_SOURCE)
        yield Hit(start, end, why, office.confidence, (evidence,))
