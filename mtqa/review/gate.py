"""The gate: what must hold of a document before it may pass."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.config import GateSettings
from mtqa.model import Assessment, ReviewState, Severity, Verdict

_DECIDED = (ReviewState.ACCEPTED, ReviewState.DISMISSED)


def failures(assessment: Assessment, gate: GateSettings) -> tuple[str, ...]:
    """Return why the document does not pass, a phrase for each condition; empty when it does."""
    return tuple(_failures(assessment, gate))


def _failures(assessment: Assessment, gate: GateSettings) -> Iterator[str]:
    for severity, most in (
        (Severity.CRITICAL, gate.max_critical),
        (Severity.MAJOR, gate.max_major),
        (Severity.MINOR, gate.max_minor),
    ):
        count = assessment.count(severity)
        if most is not None and count > most:
            yield f"{count} {severity} (at most {most})"
    risk = assessment.risk.value
    if gate.risk_below is not None and risk is not None and risk >= gate.risk_below:
        yield f"risk {risk:.2f} (below {gate.risk_below:g})"
    fluency = assessment.fluency.value
    if gate.fluency_from is not None and fluency is not None and fluency < gate.fluency_from:
        yield f"fluency {fluency:.0f} (from {gate.fluency_from:g})"
    yield from _by_people(assessment, gate)


def _by_people(assessment: Assessment, gate: GateSettings) -> Iterator[str]:
    undecided = sum(finding.state not in _DECIDED for finding in assessment.findings)
    if gate.reviewed and undecided:
        yield f"{undecided} not reviewed"
    editor = assessment.editor
    valid = editor is not None and not editor.expired
    if editor is not None and valid and editor.verdict is not Verdict.PUBLISH:
        yield f"the editor’s verdict is {editor.verdict}"
    if gate.verdict and not valid:
        yield "the editor’s verdict has expired" if editor else "no verdict by an editor"
    if assessment.verdict is Verdict.CANNOT_JUDGE and not valid:
        yield "cannot be judged"
