"""Tokens are read in passages of plain text and found again in the document."""

from __future__ import annotations

import numpy as np
import pytest

from mtqa.annotate.passages import passages, places
from mtqa.annotate.probe import Said

DOCUMENT = "“So — it  is\u00a0so.”\n\n  Then nobody’s there."
SENTENCES = [(0, DOCUMENT[:17]), (21, DOCUMENT[21:])]


def test_marks_and_blanks_are_mapped_back() -> None:
    (run,) = passages([text for _, text in SENTENCES])
    words = ["So", "it", "so", '."', "Then", "nobody's", "."]
    spans = [(run.text.index(word), run.text.index(word) + len(word)) for word in words[:-1]]
    spans.append((len(run.text) - 1, len(run.text)))
    start, end = places(run, np.array(spans, np.int32), SENTENCES)
    found = [DOCUMENT[a:b] for a, b in zip(start, end, strict=True)]
    assert found == ["So", "it", "so", ".”", "Then", "nobody’s", "."]


def test_the_space_before_a_token_is_left_out() -> None:
    (run,) = passages(["One two."])
    start, end = places(run, np.array([(3, 7)], np.int32), [(5, "One two.")])
    assert (start.tolist(), end.tolist()) == ([9], [12])


def test_a_token_of_blanks_alone_is_empty() -> None:
    (run,) = passages(["One two."])
    start, end = places(run, np.array([(3, 4)], np.int32), [(0, "One two.")])
    assert start.tolist() == end.tolist()


@pytest.mark.parametrize(("span", "tokens"), [((0, 4), 1), ((0, 5), 2), ((20, 30), 0)])
def test_what_is_said_inside(span: tuple[int, int], tokens: int) -> None:
    said = Said(np.array([0, 4, 8]), np.array([3, 7, 9]), np.zeros((3, 5), np.float32))
    assert len(said.inside(*span).kinds) == tokens
