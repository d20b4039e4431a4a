"""Words and pairs of words: how things are put counts, not what a text is about."""

from __future__ import annotations

import numpy as np
import pytest

from mtqa.score.wording import keys, sums


def same(one: str, other: str) -> bool:
    return list(keys(one)) == list(keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Then Ann Lee spoke.", "Then Robert spoke."),
        ("It cost 1,200 crowns.", "It cost 7 crowns."),
        ("“It is late,” she said.", '"It is late," she said.'),
        ("The bridge  is open.", "The bridge is open."),
    ],
)
def test_names_numbers_and_marks_of_houses_are_all_alike(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("She goes often.", "She often goes."),
        ("They want a bridge.", "They want the bridge."),
        ("It rained. He left.", "It rained, he left."),
    ],
)
def test_order_articles_and_marks_count(one: str, other: str) -> None:
    assert not same(one, other)


def test_a_word_at_the_beginning_of_a_sentence_is_no_name() -> None:
    assert keys("The sea. Bridges fell.")[4] == keys("bridges")[1]


def test_only_what_has_a_weight_counts() -> None:
    vocabulary = np.unique(keys("the bridge"))
    weights = np.arange(2.0 * len(vocabulary)).reshape(-1, 2)
    nothing = sums("Quite another matter", np.array([7], np.uint32), np.ones((1, 2)))
    assert nothing.tolist() == [0, 0]
    assert sums("the bridge", vocabulary, weights).tolist() == weights.sum(axis=0).tolist()
