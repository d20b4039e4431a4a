"""The catalogue of rules, and findings out of what the rules report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit, Rule, load_rule
from mtqa.model import Finding, Segment

_ROOM = Path(__file__).parent


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules in the order of their ids; a rule is a page beside a module."""
    pages = (page for page in _ROOM.glob("*/*.md") if page.with_suffix(".py").exists())
    return tuple(sorted(map(load_rule, pages), key=lambda rule: rule.id))


def find_rule(wanted: str) -> Rule | None:
    """Return the rule of this id or name; an engine's check finds the rule that carries it."""
    key = wanted.split(":", maxsplit=1)[0].casefold()
    return next((rule for rule in rules() if key in (rule.id.casefold(), rule.name)), None)


def _segment_of(offset: int, starts: Sequence[int]) -> int:
    return max(0, bisect_right(starts, offset) - 1)


def _finding(rule: Rule, hit: Hit, text: str, starts: Sequence[int]) -> Finding:
    return Finding(
        segment=_segment_of(hit.start, starts),
        start=hit.start,
        end=hit.end,
        quote=text[hit.start : hit.end],
        rule=f"{rule.id}:{hit.check}" if hit.check else rule.id,
        name=rule.name,
        severity=hit.severity or rule.severity,
        confidence=hit.confidence,
        mqm=hit.mqm or rule.mqm,
        message=hit.message,
        evidence=hit.evidence,
        suggestion=hit.suggestion,
        engine=hit.engine,
    )


def _without_echoes(findings: Iterable[Finding]) -> list[Finding]:
    """Drop what the grammar engine says about words that a rule explains better."""
    kept = list(findings)
    explained = [(f.start, f.end) for f in kept if f.engine == "rules"]
    return [
        f
        for f in kept
        if f.engine == "rules"
        or not any(f.start < end and start < f.end for start, end in explained)
    ]


def detect(
    annotated: Annotated, segments: Sequence[Segment], chosen: Sequence[Rule] | None = None
) -> tuple[Finding, ...]:
    """Return the findings of all rules, or of those ``chosen``, in the order of the text."""
    text = annotated.document.text
    starts = [segment.start for segment in segments]
    found = (
        _finding(rule, hit, text, starts)
        for rule in (rules() if chosen is None else chosen)
        for hit in rule.find(annotated)
    )
    return tuple(sorted(_without_echoes(found), key=lambda f: (f.start, f.end, f.rule)))
