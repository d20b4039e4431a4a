"""Where findings lie in files, as other programs count: lines and columns from 1."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtqa.model import Assessment, Finding, Severity
from mtqa.report.keep import Riskiest
from mtqa.review.fingerprint import fingerprints

_WEIGHTS = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}


@dataclass(frozen=True)
class Place:
    """A range in a file; columns count code points, and the end is behind the last one."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """Turns offsets into ``text`` into lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def place(self, start: int, end: int) -> Place:
        """Return where the range lies."""
        return Place(*self._at(start), *self._at(end))

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@dataclass(frozen=True)
class Located:
    """A finding with where it lies.

    Attributes:
        doc: the document's name.
        fingerprint: what knows it again, see ``mtqa.review.fingerprint``.
        lines: for other places of the same document.
    """

    doc: str
    finding: Finding
    place: Place
    fingerprint: str
    lines: Lines


def located(assessment: Assessment) -> Iterator[Located]:
    """Yield the findings of a document, dismissed ones behind the others."""
    text = assessment.document.text
    lines = Lines(text)
    found = (*assessment.findings, *assessment.dismissed)
    for finding, mark in zip(found, fingerprints(text, found), strict=True):
        place = lines.place(finding.start, finding.end)
        yield Located(assessment.document.name, finding, place, mark, lines)


def strongest(documents: Iterable[Assessment], most: int) -> tuple[list[Located], int]:
    """Return the findings that weigh most by severity and confidence, and how many there are."""
    keep: Riskiest[Located] = Riskiest(most)
    count = 0
    for assessment in documents:
        for each in located(assessment):
            weight = _WEIGHTS[each.finding.severity] * each.finding.confidence
            keep.add(weight, count, 1, each)
            count += 1
    return keep.entries(), count
