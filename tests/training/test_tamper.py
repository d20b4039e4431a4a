"""Sentences spoilt on purpose: the marks lie on what a reader stumbles over."""

from __future__ import annotations

import random

import pytest

from training import tamper
from training.tamper import Lexicon, Word, joined, split_words

SENTENCE = "The old bridge was closed because the river rose, and nobody crossed it."
WORDS = Lexicon([SENTENCE, "Nobody closes a bridge at once."] * 2, ["Brücke gesperrt"])


def spoilt(change: tamper.Change, seed: int = 1) -> tamper.Tampered:
    words = split_words(SENTENCE)
    assert change(words, random.Random(seed), WORDS)
    return joined(words, change.__name__)


@pytest.mark.parametrize("change", [one for one, _ in tamper.CHANGES])
@pytest.mark.parametrize("seed", range(5))
def test_each_change_changes_and_marks(change: tamper.Change, seed: int) -> None:
    words = split_words(SENTENCE)
    if not change(words, random.Random(seed), WORDS):
        pytest.skip("nothing to change here")
    found = joined(words, "")
    assert found.spans
    assert all(found.text[start:end].strip() for start, end, _ in found.spans)


def test_a_gap_is_marked_behind_it() -> None:
    found = spoilt(tamper.drop_small)
    ((start, end, kind),) = found.spans
    assert kind == tamper.GRAMMAR
    assert len(found.text) < len(SENTENCE) and found.text[start:end] in SENTENCE


def test_swapped_words_are_both_marked() -> None:
    found = spoilt(tamper.swap)
    assert len(found.spans) == 2
    assert sorted(found.text.lower()) == sorted(SENTENCE.lower())


def test_nothing_changed_is_the_same_text() -> None:
    assert joined(split_words(SENTENCE), "").text == SENTENCE.removesuffix("\n")


def test_the_same_seed_spoils_the_same_way() -> None:
    once, again = (tamper.tamper(SENTENCE, random.Random(3), WORDS, 2) for _ in range(2))
    assert once == again


def test_two_words_are_left_alone() -> None:
    assert tamper.tamper("Go on", random.Random(1), WORDS) is None


def test_words_keep_their_spaces() -> None:
    assert split_words("a  b.") == [Word("", "a"), Word("  ", "b"), Word("", ".")]
