"""What a language model of the user's own says of segments."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mtqa.annotate import language, segments
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.lm import TokenSurprisal
from mtqa.annotate.passages import passages
from mtqa.read import document
from mtqa.score.surprise import with_surprise

TEXT = "The  man went home.\n\nHe “slept” there."


def read(nats: float, first: float) -> Annotated:
    """Return the text as a model of one token a character reads it."""
    text = document(TEXT, "text")
    plain = Annotated(text, language.parse(TEXT))
    found = []
    for run in passages([sentence.text for sentence in plain.sentences]):
        places = [(at, at + 1) for at, char in enumerate(run.text) if not char.isspace()]
        values = np.full(len(places), nats, np.float32)
        values[0] = first
        found.append(TokenSurprisal(np.array(places, np.int32), values))
    return Annotated(text, plain.doc, surprisal=tuple(found))


def test_each_segment_has_its_mean_in_bits() -> None:
    annotated = read(nats=math.log(2), first=math.log(2))
    found = with_surprise(segments.sentences(annotated), annotated)
    assert [one.parts and one.parts.surprise for one in found] == [1.0, 1.0]
    assert all(one.parts and one.parts.grammar is None for one in found)


@pytest.mark.parametrize("first", [math.nan, 16 * math.log(2)])
def test_a_token_counts_for_its_own_segment_alone(first: float) -> None:
    """A model without a token that texts begin with says nothing of the first one."""
    annotated = read(nats=math.log(2), first=first)
    one, other = with_surprise(segments.sentences(annotated), annotated)
    assert other.parts and other.parts.surprise == 1.0
    assert one.parts and one.parts.surprise == (1.0 if math.isnan(first) else 2.0)


def test_what_was_not_read_stays_empty() -> None:
    annotated = Annotated(document(TEXT, "text"), language.parse(TEXT), surprisal=())
    found = with_surprise(segments.sentences(annotated), annotated)
    assert [one.parts for one in found] == [None, None]
