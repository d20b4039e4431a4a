"""No rule breaks on a text that is torn anywhere, and no finding lies outside of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.detect.catalog import rules
from mtqa.model import Document

BY_TEXT = [rule for rule in rules() if not rule.needs]
CASES = sorted({case.text for rule in BY_TEXT for case in rule.cases})
JOINTS = (" ", "\n", "\n\n", ".", ", ", "“", "'", " (", "-", "\u200b", "")


@st.composite
def torn(draw: st.DrawFn) -> str:
    """Return the beginning of a case, or what is left of it, without some characters within."""
    case = draw(st.sampled_from(CASES))
    start = draw(st.integers(0, len(case) - 1))
    end = draw(st.integers(start, len(case)))
    return draw(st.sampled_from((case[:end], case[start:], case[:start] + case[end:])))


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.lists(st.tuples(torn(), st.sampled_from(JOINTS)), min_size=1, max_size=8))
def test_torn_text(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + joint for piece, joint in pieces).strip() or "."
    annotated = Annotated(Document(name="torn", text=text, prose=text), parse(text))
    for rule in BY_TEXT:
        for hit in rule.find(annotated):
            assert 0 <= hit.start < hit.end <= len(text), rule.id
