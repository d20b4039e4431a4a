"""A print version for the author of an article: the text, numbered marks, and notes below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TextIO

from mtqa.model import Assessment, Finding
from mtqa.report.html import page_environment, page_style, source_of


@dataclass(frozen=True)
class Piece:
    """A stretch of text that no mark begins or ends in.

    Attributes:
        severity: of the weightiest finding on it; empty where there is none.
        ends: the numbers of the findings that end with it.
    """

    text: str
    severity: str
    ends: tuple[int, ...]


def write_author(file: TextIO, documents: Iterable[Assessment], created: str) -> None:
    """Write a page without scripts, an article on each sheet; dismissed findings are left out."""
    style = page_style("author.css")
    template = page_environment().get_template("author.html")
    file.writelines(
        template.generate(
            style=style,
            policy=f"default-src 'none'; style-src {source_of(style)}; base-uri 'none'",
            created=created,
            articles=((each, list(paragraphs(each))) for each in documents),
        )
    )


def paragraphs(assessment: Assessment) -> Iterator[list[Piece]]:
    """Yield the article's lines that hold text, cut where marks begin and end."""
    text, at = assessment.document.text, 0
    for line in text.split("\n"):
        if line.strip():
            yield list(_pieces(text, at, at + len(line), assessment.findings))
        at += len(line) + 1


def _pieces(text: str, start: int, end: int, findings: tuple[Finding, ...]) -> Iterator[Piece]:
    here = [(n, f) for n, f in enumerate(findings, start=1) if f.start < end and f.end > start]
    inside = {border for _, f in here for border in (f.start, f.end) if start < border < end}
    borders = [start, *sorted(inside), end]
    for left, right in pairwise(borders):
        over = [(n, f) for n, f in here if f.start < right and f.end > left]
        severity = max((f.severity for _, f in over), key=_weight, default="")
        ends = tuple(n for n, f in over if f.end == right)
        yield Piece(text[left:right], str(severity), ends)


def _weight(severity: str) -> int:
    return ("minor", "major", "critical").index(severity)
