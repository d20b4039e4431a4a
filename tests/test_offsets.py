"""Whatever the text holds, every offset points at its quote, in code points."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtqa.model import Assessment

PIECES = (
    "The minister had ignored the issue. .",
    "In March he met Mr. 58 Schneider in Vienna.",
    "Mr Brown and Mr. Green left the U.S. for the US.",
    "Nov. On the 2nd, three men were seen.",
    "👍🏽 👩‍👩‍👧 🇦🇫",
    "e\u0301a\u0308 Zu\u0308rich",
    "שלום עולם",
    "مرحبا بالعالم",
    "\u202bright to left\u202c",
    "\u200b\ufeff",
    "𝕳𝖊𝖑𝖑𝖔",
    "“Quoted,” he said.",
    "\t\n\n",
    "a\u2028b\x0bc",
)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=12), min_size=1, max_size=12),
    joint=st.sampled_from([" ", "\n", ""]),
)
def test_text_between_the_offsets_is_the_quote(
    assess: Callable[[str], Assessment], pieces: list[str], joint: str
) -> None:
    text = "The committee met again on Tuesday. " + joint.join(pieces).replace("\r", " ")
    assessment = assess(text)
    for finding in assessment.findings:
        assert text[finding.start : finding.end] == finding.quote != ""
        for evidence in finding.evidence:
            if evidence.start is not None:
                assert text[evidence.start : evidence.end] == evidence.quote
    for segment in assessment.segments:
        assert text[segment.start : segment.end] == segment.text
    ends = [segment.end for segment in assessment.segments]
    assert all(
        end <= segment.start for end, segment in zip(ends, assessment.segments[1:], strict=False)
    )
