"""SARIF 2.1.0, for code hosts and editors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TextIO
from urllib.parse import quote

from mtqa.model import Assessment, Finding, ReviewState, Severity
from mtqa.report.html import RulePage
from mtqa.report.places import Located, Place, strongest

MOST = 25_000  # results that code hosts take of one run

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.MINOR: "note", Severity.MAJOR: "warning", Severity.CRITICAL: "error"}


@dataclass(frozen=True)
class SarifInfo:
    """What holds for the whole file.

    Attributes:
        version: of mtqa.
        signature: what the findings depend on.
        prefix: the folder, from the root of the sources, in which the documents lie.
        pages: the rules' pages by id.
        problems: what could not be assessed.
    """

    version: str
    signature: str = ""
    prefix: str = ""
    pages: Mapping[str, RulePage] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def write_sarif(file: TextIO, documents: Iterable[Assessment], info: SarifInfo) -> None:
    """Write the findings as SARIF, the weightiest first; dismissed ones as suppressed."""
    found, _ = strongest(documents, MOST)
    bases = list(dict.fromkeys(each.finding.base_rule for each in found))
    rules = {base: number for number, base in enumerate(bases)}
    names = {each.finding.base_rule: each.finding for each in reversed(found)}
    driver = {
        "name": "mtqa",
        "version": info.version,
        "rules": [_rule(base, names[base], info.pages.get(base)) for base in bases],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not info.problems,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": text}} for text in info.problems
                ],
            }
        ],
        "properties": {"signature": info.signature},
        "results": [_result(each, rules, info.prefix) for each in found],
    }
    json.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, file, indent=1)
    file.write("\n")


def _rule(base: str, finding: Finding, page: RulePage | None) -> dict[str, Any]:
    texts = page and "\n\n".join(filter(None, (page.what, page.why, page.false_alarms)))
    return {
        "id": base,
        "name": finding.name,
        "shortDescription": {"text": finding.name.replace("-", " ")},
        **({"fullDescription": {"text": page.what}} if page and page.what else {}),
        **({"help": {"text": texts, "markdown": texts}} if texts else {}),
        "properties": {"mqm": finding.mqm},
    }


def _result(each: Located, rules: Mapping[str, int], prefix: str) -> dict[str, Any]:
    finding = each.finding
    result = {
        "ruleId": finding.rule.replace(":", "/"),
        "ruleIndex": rules[finding.base_rule],
        "level": _LEVELS[finding.severity],
        "rank": round(finding.confidence * 100, 1),
        "message": {"text": finding.message},
        "locations": [_location(each, each.place, finding.quote, prefix)],
        "partialFingerprints": {"mtqa/v1": each.fingerprint},
        "properties": {"mqm": finding.mqm, "state": finding.state},
    }
    related = [
        {
            "id": number,
            "message": {"text": evidence.note},
            **_location(
                each, each.lines.place(evidence.start, evidence.end), evidence.quote, prefix
            ),
        }
        for number, evidence in enumerate(finding.evidence, start=1)
        if evidence.start is not None and evidence.end is not None
    ]
    if related:
        result["relatedLocations"] = related
    if finding.suggestion is not None:
        result["fixes"] = [_fix(each, finding.suggestion, prefix)]
    if finding.state is ReviewState.DISMISSED:
        why = finding.reason or "dismissed by an editor"
        result["suppressions"] = [{"kind": "external", "justification": why}]
    return result


def _artifact(doc: str, prefix: str) -> dict[str, str]:
    path = f"{prefix.rstrip('/')}/{doc}" if prefix else doc
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _region(place: Place) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _location(each: Located, place: Place, words: str, prefix: str) -> dict[str, Any]:
    region = {**_region(place), **({"snippet": {"text": words}} if words else {})}
    return {"physicalLocation": {"artifactLocation": _artifact(each.doc, prefix), "region": region}}


def _fix(each: Located, suggestion: str, prefix: str) -> dict[str, Any]:
    change = {"deletedRegion": _region(each.place), "insertedContent": {"text": suggestion}}
    return {
        "description": {"text": "The suggestion"},
        "artifactChanges": [
            {"artifactLocation": _artifact(each.doc, prefix), "replacements": [change]}
        ],
    }
