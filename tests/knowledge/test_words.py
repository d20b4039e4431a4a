"""What is known of words: other languages' words, tortured phrases, set phrases."""

from __future__ import annotations

import pytest

from mtqa.knowledge.foreign import language_of
from mtqa.knowledge.phrases import altered_phrases, set_phrases
from mtqa.knowledge.senses import ANY, sense_phrases, wrong_senses
from mtqa.knowledge.tortured import is_english, known, pairs, restored, stem
from mtqa.knowledge.words import broken, without_echo
from mtqa.knowledge.words import is_english as is_english_word


@pytest.mark.parametrize(
    ("word", "language"),
    [("empresa", "Spanish"), ("trotzdem", "German"), ("belediye", "Turkish")],
)
def test_frequent_words_of_other_languages_are_known(word: str, language: str) -> None:
    assert language_of(word) == language


@pytest.mark.parametrize("word", ["plaza", "kindergarten", "table", "espresso", "junta"])
def test_words_that_english_has_borrowed_are_english(word: str) -> None:
    assert language_of(word) is None


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("Networks", "network"), ("studies", "study"), ("analysis", "analysis"), ("boxes", "box")],
)
def test_stems_lack_the_plural(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_pairs_end_at_function_words() -> None:
    assert list(pairs("profound neural organization of the brain")) == [
        ("profound", "neural"),
        ("neural", "organization"),
    ]


def test_a_tortured_pair_is_put_right() -> None:
    assert restored(("profound", "learning")) is not None
    assert not is_english(("profound", "learning"))
    assert known("profound").before > known("small").before


def test_braces_in_phrases_are_expanded() -> None:
    entries = altered_phrases()["limping", "duck"]
    assert [entry.established for entry in entries] == ["lame duck"]


def test_set_phrases_are_found_by_a_word_that_stays() -> None:
    entries = [entry for entry in set_phrases()["achilles"] if entry.right == "heel"]
    assert entries
    assert all(entry.excludes("foot") and not entry.excludes("heel") for entry in entries)


def test_every_wrong_sense_says_what_is_meant() -> None:
    assert all(sense.meant for senses in wrong_senses().values() for sense in senses)


def test_every_group_that_a_table_of_senses_names_is_known() -> None:
    beside = {
        word
        for senses in wrong_senses().values()
        for sense in senses
        for word in sense.near | sense.hints | sense.unless | sense.before | sense.behind
    }
    phrases = [phrase for found in sense_phrases().values() for _, phrase in found]
    placed = {word for phrase in phrases for place in phrase.words for word in place}
    silencing = {word for phrase in phrases for word in phrase.unless}
    assert {word for word in beside | placed | silencing if word.startswith("@")} <= ANY


def test_a_place_with_a_question_mark_may_be_absent() -> None:
    lengths = {len(phrase.words) for _, phrase in sense_phrases()["commotion"]}
    assert len(lengths) > 1


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("govern", "ment", "government"),
        ("unbel", "ievable", "unbelievable"),
        ("ad", "hoc", None),
        ("mega", "watt", None),
        ("to", "day", None),
    ],
)
def test_pieces_of_a_frequent_word_are_put_together(
    first: str, second: str, whole: str | None
) -> None:
    assert broken(first, second) == whole


@pytest.mark.parametrize(
    ("word", "once"), [("hospipital", "hospital"), ("bananana", "banana"), ("qqqq", None)]
)
def test_a_piece_that_stands_twice_is_taken_out(word: str, once: str | None) -> None:
    assert without_echo(word) == once


@pytest.mark.parametrize("word", ["keyworker", "underfunded", "fluororesin", "ideologized"])
def test_words_made_of_english_words_are_english(word: str) -> None:
    assert is_english_word(word)


@pytest.mark.parametrize("word", ["wirter", "offiers", "nededed"])
def test_a_slip_that_could_come_from_a_rare_word_is_not(word: str) -> None:
    assert not is_english_word(word)
