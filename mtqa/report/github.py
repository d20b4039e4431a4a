"""Annotations of GitHub Actions: lines of the log that the host shows beside the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from mtqa.model import Assessment, ReviewState, Severity
from mtqa.report.places import Located, strongest

MOST = 50  # a step shows ten errors, ten warnings and ten notices

_LEVELS = {Severity.MINOR: "notice", Severity.MAJOR: "warning", Severity.CRITICAL: "error"}


def write_github(file: TextIO, documents: Iterable[Assessment], prefix: str = "") -> None:
    """Write the weightiest findings as annotations, and how many more there are."""
    counting = (each.model_copy(update={"dismissed": ()}) for each in documents)
    found, count = strongest(counting, MOST)
    for each in found:
        file.write(f"{_annotation(each, prefix)}\n")
    if count > len(found):
        file.write(f"::notice title=mtqa::{count - len(found)} more findings: see the report\n")


def _annotation(each: Located, prefix: str) -> str:
    finding, place = each.finding, each.place
    path = f"{prefix.rstrip('/')}/{each.doc}" if prefix else each.doc
    again = " (look again)" if finding.state is ReviewState.STALE else ""
    values = {
        "file": path,
        "line": place.line,
        "endLine": place.end_line,
        "title": f"{finding.rule} {finding.name}{again}",
    }
    if place.line == place.end_line:  # columns are ignored where the lines differ
        values |= {"col": place.column, "endColumn": place.end_column}
    told = ",".join(f"{key}={_value(str(value))}" for key, value in values.items())
    return f"::{_LEVELS[finding.severity]} {told}::{_data(f'“{finding.quote}”: {finding.message}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
