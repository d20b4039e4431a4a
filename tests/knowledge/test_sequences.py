"""Which kinds of words English keeps apart."""

from __future__ import annotations

import pytest

from mtqa.annotate.language import parse
from mtqa.knowledge.sequences import avoided, kind_of


@pytest.mark.parametrize(
    ("first", "second"), [("the", "of"), ("a", "is"), ("their", "the"), ("of", "VBD")]
)
def test_kinds_that_english_keeps_apart(first: str, second: str) -> None:
    assert avoided()[first, second] > 3


@pytest.mark.parametrize(("first", "second"), [("of", "the"), ("the", "NN"), ("has", "VBN")])
def test_kinds_that_english_puts_side_by_side(first: str, second: str) -> None:
    assert avoided()[first, second] < -1


def test_function_words_are_their_own_kind_and_others_go_by_their_tag() -> None:
    assert [kind_of(token) for token in parse("She didn’t sell the boats")] == [
        "she", "did", "not", "VB", "the", "NNS",
    ]  # fmt: skip
