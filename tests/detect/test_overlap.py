"""Findings that overlap become one, and nothing that a rule saw is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.detect.overlap import merged
from mtqa.model import Finding, Severity

TEXT = (
    "They will halve the number of troops by about half to 2,500, "
    "down from 50,000 in the spring, he said."
)


def finding(
    quote: str, rule: str = "NUM02", severity: str = "minor", confidence: float = 0.8
) -> Finding:
    start = TEXT.index(quote)
    return at(start, start + len(quote), rule, severity, confidence)


def at(start: int, end: int, rule: str, severity: str, confidence: float) -> Finding:
    return Finding(
        segment=0,
        start=start,
        end=end,
        quote=TEXT[start:end],
        rule=rule,
        name=rule.lower(),
        severity=Severity(severity),
        confidence=confidence,
        mqm="accuracy/number",
        message=f"{rule} says so.",
        engine={"GRA01:X": "languagetool", "GRA20": "model"}.get(rule, "rules"),
    )


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        pytest.param(
            finding("halve the number of troops by about half", "NUM03", "minor"),
            finding("about half to 2,500, down from 50,000", "NUM02", "major"),
            ["NUM02"],
            id="the more severe one explains",
        ),
        pytest.param(
            finding("about half", "NUM03", confidence=0.7),
            finding("by about half", "WRD05", confidence=0.9),
            ["WRD05"],
            id="then the surer one",
        ),
        pytest.param(
            finding("halve the", "GRA01:X", "major", 0.95),
            finding("the number", "GRA03", "minor", 0.7),
            ["GRA03"],
            id="a rule goes before the grammar engine",
        ),
        pytest.param(
            finding("halve the", "GRA20", "major", 0.95),
            finding("the number", "GRA01:X", "minor", 0.7),
            ["GRA01:X"],
            id="both before what the language model hears",
        ),
        pytest.param(
            finding("2,500", "NUM02"),
            finding("down from 50,000", "NUM02"),
            ["NUM02", "NUM02"],
            id="side by side are two",
        ),
        pytest.param(
            finding(TEXT, "STR03", "major"),
            finding("50,000", "NUM05"),
            ["STR03", "NUM05"],
            id="a fault inside a repeated sentence is another one",
        ),
    ],
)
def test_two_findings(one: Finding, other: Finding, kept: list[str]) -> None:
    assert [f.rule for f in merged([one, other])] == kept
    assert [f.rule for f in merged([other, one])] == kept


def test_what_the_other_rule_saw_is_evidence() -> None:
    weaker = finding("halve the number of troops by about half", "NUM03")
    stronger = finding("about half to 2,500", "NUM02", "major")
    (one,) = merged([weaker, stronger])
    (witness,) = one.evidence
    assert (witness.note, witness.quote) == ("NUM03 says so.", weaker.quote)
    assert TEXT[witness.start : witness.end] == weaker.quote


def test_what_the_grammar_engine_repeats_is_dropped() -> None:
    (one,) = merged([finding("halve the", "GRA01:X"), finding("the number", "GRA03")])
    assert one.evidence == ()


SPANS = st.builds(
    lambda start, length, rule, severity, confidence: at(
        start, min(len(TEXT), start + length), rule, severity, confidence
    ),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 100),
    st.sampled_from(["NAM01", "NUM02", "STR03", "GRA01:X", "GRA20"]),
    st.sampled_from([*Severity]),
    st.sampled_from([0.6, 0.8, 0.95]),
)


@given(st.lists(SPANS, max_size=8))
def test_every_rule_is_still_heard_and_no_two_short_findings_overlap(found: list[Finding]) -> None:
    kept = merged(found)
    heard: set[tuple[int | None, int | None]] = {(f.start, f.end) for f in kept}
    heard |= {(e.start, e.end) for f in kept for e in f.evidence}
    assert {(f.start, f.end) for f in found if f.engine == "rules"} <= heard
    assert kept == sorted(kept, key=lambda f: (f.start, f.end, f.rule))
    short = [f for f in kept if f.end - f.start <= 60]
    assert all(a.end <= b.start for a, b in pairwise(short))


@given(st.lists(SPANS, max_size=8), st.randoms())
def test_the_order_of_the_rules_does_not_matter(found: list[Finding], draw: object) -> None:
    shuffled = list(found)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [f.model_copy(update={"evidence": ()}) for f in merged(shuffled)] == [
        f.model_copy(update={"evidence": ()}) for f in merged(found)
    ]
