"""Decisions made by hand, for the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from mtqa.model import Assessment, Document, Finding, Verdict
from mtqa.review.events import Act, Event
from mtqa.review.fingerprint import fingerprints, key_of, text_sha
from tests.report.samples import assessment

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def document(text: str, name: str = "a.txt") -> Document:
    return Document(name=name, text=text, prose=text)


def decision(
    text: str, finding: Finding, act: Act = Act.DISMISS, *, minute: int = 0, **more: Any
) -> Event:
    """Return a decision about the finding, as the page would write it."""
    known = assessment("a.txt", text, finding)
    (fp,) = fingerprints(text, known.findings)
    values: dict[str, Any] = {
        "t": NOON + timedelta(minutes=minute),
        "by": "ed",
        "doc": "a.txt",
        "sha": text_sha(text),
        "act": act,
        "fp": fp,
        "key": key_of(finding.rule, finding.quote),
        "rule": finding.rule,
        "quote": finding.quote,
        "before": text[max(0, finding.start - 60) : finding.start],
        "after": text[finding.end : finding.end + 60],
        "confidence": finding.confidence,
    }
    return Event(**{**values, **more})


def verdict(text: str, said: Verdict | None, *, minute: int = 0, doc: str = "a.txt") -> Event:
    return Event(
        t=NOON + timedelta(minutes=minute),
        by="ed",
        doc=doc,
        sha=text_sha(text),
        act=Act.VERDICT,
        verdict=said,
    )


def assessed(text: str, *findings: Finding) -> Assessment:
    return assessment("a.txt", text, *findings)
