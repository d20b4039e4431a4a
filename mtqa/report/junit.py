"""JUnit's XML: one test a document, which fails where the gate does not let it pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mtqa.config import GateSettings
from mtqa.model import Assessment, Problem
from mtqa.report.places import located
from mtqa.review.gate import failures

_UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(
    file: TextIO,
    documents: Iterable[Assessment],
    problems: Sequence[Problem],
    gate: tuple[str, GateSettings],
) -> None:
    """Write what the gate says of each document; inputs that could not be read are errors."""
    name, conditions = gate
    suite = Element("testsuite", name=f"mtqa gate {name}")
    failed = 0
    for assessment in documents:
        case = SubElement(
            suite, "testcase", classname="mtqa", name=_clean(assessment.document.name)
        )
        if why := failures(assessment, conditions):
            failed += 1
            SubElement(case, "failure", message=_clean("; ".join(why))).text = _listed(assessment)
    for problem in problems:
        case = SubElement(suite, "testcase", classname="mtqa", name=_clean(problem.name))
        SubElement(case, "error", message=_clean(problem.message)).text = _clean(problem.remedy)
    counts = {"tests": len(suite), "failures": failed, "errors": len(problems), "skipped": 0}
    for key, count in counts.items():
        suite.set(key, str(count))
    suites = Element("testsuites")
    suites.append(suite)
    indent(suites)
    file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n')


def _listed(assessment: Assessment) -> str:
    lines = [
        f"{each.place.line}:{each.place.column} {each.finding.severity} {each.finding.rule} "
        f"“{each.finding.quote}” {each.finding.message}"
        for each in located(assessment.model_copy(update={"dismissed": ()}))
    ]
    return _clean("\n".join(lines))


def _clean(text: str) -> str:
    """Return the text without characters that XML cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)
