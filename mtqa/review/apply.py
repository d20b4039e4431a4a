"""Decisions applied to the findings of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from mtqa.model import Document, EditorVerdict, Finding, ReviewState
from mtqa.review.decisions import Decisions
from mtqa.review.events import Act, Event
from mtqa.review.fingerprint import (
    fingerprints,
    first_id,
    key_of,
    normalised,
    text_sha,
    tokens_after,
    tokens_before,
)

_ALIKE = 75  # of 100: the least likeness of other words in which a decision is remembered
_DONE = {Act.ACCEPT: ReviewState.ACCEPTED, Act.DISMISS: ReviewState.DISMISSED}


@dataclass(frozen=True)
class Reviewed:
    """A document's findings with what was decided about them.

    Attributes:
        findings: those that count, with their state.
        dismissed: those that an editor dismissed.
        editor: the editor's verdict, where there is one.
    """

    findings: tuple[Finding, ...]
    dismissed: tuple[Finding, ...] = ()
    editor: EditorVerdict | None = None


def reviewed(document: Document, findings: Sequence[Finding], decisions: Decisions) -> Reviewed:
    """Return the findings, each with the state that the decisions give it.

    A decision whose finding cannot be found again exactly is never carried over: the finding
    most like it is marked as stale, for an editor to look at again.
    """
    if not decisions:
        return Reviewed(tuple(findings))
    sha = text_sha(document.text)
    marks = fingerprints(document.text, findings)
    states = [
        _decided(
            finding, decisions.about(document.name, sha, fp, key_of(finding.rule, finding.quote))
        )
        for finding, fp in zip(findings, marks, strict=True)
    ]
    left = [event for event in decisions.of_document(document.name) if event.fp not in marks]
    states = _with_stale(document.text, states, left)
    return Reviewed(
        tuple(f for f in states if f.state is not ReviewState.DISMISSED),
        tuple(f for f in states if f.state is ReviewState.DISMISSED),
        _verdict(decisions.verdict(document.name, sha), sha),
    )


def _decided(finding: Finding, event: Event | None) -> Finding:
    state = _DONE.get(event.act) if event is not None else None
    if event is None or state is None:
        return finding
    return finding.model_copy(update={"state": state, "reason": event.reason or ""})


def _with_stale(text: str, findings: list[Finding], left: Sequence[Event]) -> list[Finding]:
    """Return the findings; those most like a decision whose place is gone are marked."""
    pairs = sorted(
        (
            (likeness, at, number)
            for number, event in enumerate(left)
            if event.act in _DONE
            for at, finding in enumerate(findings)
            if finding.state is ReviewState.OPEN
            and (likeness := _likeness(text, finding, event)) >= _ALIKE
        ),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    marked, found, used = list(findings), set[int](), set[int]()
    for _, at, number in pairs:
        if at in found or number in used:
            continue
        found.add(at)
        used.add(number)
        was = _DONE[left[number].act].value
        reason = f"was {was}" + (f": {left[number].reason}" if left[number].reason else "")
        marked[at] = findings[at].model_copy(update={"state": ReviewState.STALE, "reason": reason})
    return marked


def _likeness(text: str, finding: Finding, event: Event) -> float:
    """Return 0–100: how much a finding looks like the one that was decided about."""
    if first_id(finding.rule) != first_id(event.rule) or not event.quote:
        return 0.0
    here = (*tokens_before(text, finding.start), *tokens_after(text, finding.end))
    there = (*tokens_before(event.before, len(event.before)), *tokens_after(event.after, 0))
    around = fuzz.ratio(" ".join(here), " ".join(there))
    words, others = normalised(finding.quote), normalised(event.quote)
    if words == others:
        return 75 + around / 4
    return (around + fuzz.ratio(words, others)) / 2


def _verdict(event: Event | None, sha: str) -> EditorVerdict | None:
    if event is None or event.verdict is None:
        return None
    return EditorVerdict(
        verdict=event.verdict,
        by=event.by,
        at=event.t.isoformat(),
        note=event.note,
        expired=event.sha != sha,
    )
