"""Offices rendered word by word. Documented beside, in literal_office.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.literal_offices import LiteralOffice, literal_offices
from mtqa.model import Evidence

_LINE = re.compile(r"[^\n]+")
_SOURCE = "mtqa’s table of offices rendered literally"


def _renderings(prose: str) -> Iterator[tuple[int, int, LiteralOffice]]:
    """Yield where renderings start and end, line by line, since most lines name no office."""
    whole = prose.lower()
    offices = [one for one in literal_offices() if any(key in whole for key in one.keys)]
    for line in _LINE.finditer(prose) if offices else ():
        lowered = line[0].lower()
        for office in offices:
            if any(key in lowered for key in office.keys):
                for match in office.pattern.finditer(prose, *line.span()):
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
