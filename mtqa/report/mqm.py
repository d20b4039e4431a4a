"""The TSV of WMT's MQM ratings: an error a line, its words in ``<v>…</v>``.

Columns: system, doc, doc_id, seg_id, rater, source, target, category, severity. A segment
without findings has one line that says so; of one with many, the five weightiest stay.
WMT knows no critical severity: such findings are major there.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TextIO

from mtqa.model import Assessment, Finding, Segment, Severity

COLUMNS = (
    *("system", "doc", "doc_id", "seg_id", "rater"),
    *("source", "target", "category", "severity"),
)
MOST = 5  # errors a segment

_SEVERITIES = {Severity.MINOR: "Minor", Severity.MAJOR: "Major", Severity.CRITICAL: "Major"}
_ORDER = tuple(reversed(Severity))
_TYPES = {
    "accuracy/omission": "Accuracy/Omission",
    "accuracy/addition": "Accuracy/Addition",
    "accuracy/untranslated": "Accuracy/Untranslated text",
    "accuracy": "Accuracy/Mistranslation",
    "linguistic-conventions/punctuation": "Fluency/Punctuation",
    "linguistic-conventions/unpaired-marks": "Fluency/Punctuation",
    "linguistic-conventions/whitespace": "Fluency/Punctuation",
    "linguistic-conventions/spelling": "Fluency/Spelling",
    "linguistic-conventions/capitalization": "Fluency/Spelling",
    "linguistic-conventions/inconsistency": "Fluency/Inconsistency",
    "linguistic-conventions": "Fluency/Grammar",
    "style/inconsistent-style": "Fluency/Inconsistency",
    "style/register": "Fluency/Register",
    "style": "Style/Awkward",
    "terminology/inconsistency": "Terminology/Inconsistent use of terminology",
    "terminology/term-inconsistency": "Terminology/Inconsistent use of terminology",
    "terminology": "Terminology/Inappropriate for context",
    "locale-conventions/name-format": "Locale convention/Name format",
    "locale-conventions/date-format": "Locale convention/Date format",
}


def category(mqm: str) -> str:
    """Return WMT's name of an error type: of the type itself, or of its dimension."""
    return _TYPES.get(mqm) or _TYPES.get(mqm.partition("/")[0]) or "Other"


def write_mqm(file: TextIO, documents: Iterable[Assessment], system: str = "article") -> None:
    """Write the findings as ratings of one system."""
    writer = csv.writer(
        file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n"
    )
    writer.writerow(COLUMNS)
    number = 0
    for assessment in documents:
        by_segment: dict[int, list[Finding]] = defaultdict(list)
        for finding in assessment.findings:
            by_segment[finding.segment].append(finding)
        for place, segment in enumerate(assessment.segments, start=1):
            number += 1
            name = _cell(assessment.document.name)
            head = (system, name, f"{name}:{place}", number, "mtqa", "")
            for row in _rows(segment, by_segment[segment.index]):
                writer.writerow((*head, *row))


def _rows(segment: Segment, findings: list[Finding]) -> Iterator[tuple[str, str, str]]:
    if not findings:
        yield _cell(segment.text), "No-error", "No-error"
    weightiest = sorted(findings, key=lambda f: (_ORDER.index(f.severity), -f.confidence))[:MOST]
    for finding in sorted(weightiest, key=lambda f: f.start):
        start = max(0, finding.start - segment.start)
        end = min(len(segment.text), finding.end - segment.start)
        text = segment.text
        parts = (text[:start], "<v>", text[start:end], "</v>", text[end:])
        marked = "".join(_cell(part) if at % 2 == 0 else part for at, part in enumerate(parts))
        yield marked, category(finding.mqm), _SEVERITIES[finding.severity]


def _cell(text: str) -> str:
    """Return the text in one line, and without marks that it brings itself."""
    plain = text.replace("<v>", "< v>").replace("</v>", "< /v>")
    return "".join(
        " " if char in "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029" else char for char in plain
    )
