"""A fingerprint is the same after edits elsewhere and after a rule was reworded or renamed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtqa.model import Severity
from mtqa.review.fingerprint import TOKENS, fingerprints, first_id, key_of, normalised
from tests.report.samples import found

WORDS = st.lists(
    st.one_of(
        st.sampled_from(["Kabul", "said", "the", "U.S.", "“yes”", "🚀", "naïve", "."]),
        st.text("abcdefgåé", min_size=1, max_size=8),
    ),
    max_size=25,
)
BESIDE = st.lists(st.text("klmnop", min_size=1, max_size=8), min_size=TOKENS, max_size=TOKENS)
QUOTE = "Mr. 58 Freericks"
SPACE = st.sampled_from([" ", "\n", "\n\n", "  "])


def fingerprint(text: str, quote: str = QUOTE, **more: object) -> str:
    return fingerprints(text, [found(text, quote, **more)])[0]  # type: ignore[arg-type]


@given(st.tuples(WORDS, WORDS), st.tuples(WORDS, WORDS), BESIDE, BESIDE, SPACE)
def test_edits_elsewhere_change_nothing(
    around: tuple[list[str], list[str]],
    edited: tuple[list[str], list[str]],
    left: list[str],
    right: list[str],
    space: str,
) -> None:
    core = " ".join([*left, QUOTE, *right])
    before, behind = map(" ".join, around)
    edited_before, edited_behind = map(" ".join, edited)
    text = space.join([before, core, behind])
    assert fingerprint(text) == fingerprint(f"{edited_before} {core} {edited_behind}")


@given(st.sampled_from(Severity), st.floats(0, 1), st.text(), st.none() | st.text(), st.text())
def test_a_new_version_of_a_rule_changes_nothing(
    severity: Severity, confidence: float, message: str, suggestion: str | None, name: str
) -> None:
    text = f"He met {QUOTE} on Monday."
    reworded = fingerprint(
        text,
        severity=severity,
        confidence=confidence,
        message=message,
        suggestion=suggestion,
        name=name,
    )
    assert reworded == fingerprint(text)


def test_what_is_close_matters() -> None:
    text = f"He met {QUOTE} on Monday."
    assert fingerprint(text) != fingerprint(text.replace("met", "saw"))
    assert fingerprint(text) != fingerprint(text, rule="NAM01")
    assert fingerprint(text) != fingerprint(text, "58 Freericks")


def test_typography_does_not() -> None:
    straight = "He said: \"No. 'Nov. On the 2nd' - it's late."
    curly = "He  said: “No.\n‘Nov. On the 2nd’ – it’s late."
    assert fingerprint(straight, "Nov. On") == fingerprint(curly, "Nov. On")
    assert normalised("cafe\u0301") == "café"


def test_equal_places_are_told_apart_by_their_order() -> None:
    text = "one two three bad four five six one two three bad four five six"
    first = found(text, "bad")
    second = first.model_copy(update={"start": text.rindex("bad"), "end": text.rindex("bad") + 3})
    marks = fingerprints(text, [second, first])
    assert len(set(marks)) == 2
    assert fingerprints(text, [first, second]) == marks[::-1]
    assert key_of(first.rule, first.quote) == key_of(second.rule, second.quote)


def test_a_renamed_rule_keeps_its_first_id() -> None:
    renamed = {"NAM07": "NAM03", "NAM03": "NAM01", "LOO1": "LOO2", "LOO2": "LOO1"}
    assert first_id("NAM07", renamed) == first_id("NAM01", renamed) == "NAM01"
    assert first_id("NAM07:CHECK", renamed) == "NAM01:CHECK"
    assert first_id("LOO1", renamed) in ("LOO1", "LOO2")


def test_the_table_of_renamed_rules_can_be_read() -> None:
    assert first_id("STR01") == "STR01"
