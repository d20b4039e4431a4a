"""Tortured phrases where the language model has read the text; its states are made up here."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.annotate.lm import TokenStates
from mtqa.annotate.passages import passages
from mtqa.annotate.probe import KINDS, Said
from mtqa.detect.words import _pairs, tortured_phrase
from mtqa.detect.words._pairs import Head
from mtqa.model import Document

TEXT = "We compare the wellspring of error with a savvy gadget. The green table shows nothing new."
WIDTH = 3


def annotated(text: str, odd: tuple[str, ...] = (), faults: float = 0.01) -> Annotated:
    """Return the text as read by a model that finds the words ``odd`` odd: 1 in their states.

    Args:
        text: to be read.
        odd: words of it.
        faults: that the token probe expects in each word.
    """
    plain = Annotated(Document(name="x", text=text, prose=text), parse(text))
    read = []
    for run in passages([sentence.text for sentence in plain.sentences]):
        words = list(re.finditer(r" ?[\w]+| ?[^\w\s]", run.text))
        states = np.zeros((len(words), WIDTH), np.float32)
        states[:, 0] = [word.group().strip() in odd for word in words]
        offsets = np.array([word.span() for word in words], np.int32).reshape(-1, 2)
        read.append(TokenStates(offsets, states))
    heard = np.full((sum(len(one.states) for one in read), len(KINDS)), np.log(faults / 3), "f4")
    places = np.arange(len(heard))
    said = Said(places, places + 1, heard)
    return Annotated(plain.document, plain.doc, states=tuple(read), answers=said)


@pytest.fixture(autouse=True)
def by_the_second_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take pairs for tortured by the state at the end of their second word, whatever they are."""
    states = np.zeros((3 * WIDTH, 1), np.float32)
    states[WIDTH] = 20
    words = np.zeros((_pairs.WORDS, 1), np.float32)
    fake = Head(states, words, np.zeros(1, "f4"), np.array([1, -10], "f4"))
    monkeypatch.setattr(tortured_phrase, "head", lambda: fake)


def spans(text: Annotated) -> list[str]:
    return [text.text[hit.start : hit.end] for hit in tortured_phrase.find(text)]


def test_one_phrase_alone_is_told_where_the_model_finds_it_odd() -> None:
    assert spans(annotated(TEXT, odd=("gadget",))) == ["savvy gadget"]
    assert spans(annotated(TEXT)) == []


def test_a_phrase_with_of_is_told_whole() -> None:
    assert spans(annotated(TEXT, odd=("error",))) == ["wellspring of error"]


def test_a_word_with_figures_in_it_and_a_figure_between_words_are_read_as_well() -> None:
    assert spans(annotated("She lacks nutrient b12 and iron.", odd=("b12",))) == ["nutrient b12"]
    text = "They treat sort 2 diabetes with a diet."
    assert spans(annotated(text, odd=("diabetes",))) == ["sort 2 diabetes"]


def pairs_of(text: str) -> dict[str, str]:
    """Return the candidates of the text, and what stands between their words."""
    doc = parse(text)
    return {f"{doc[c.first]} {doc[c.last]}": c.link for c in _pairs.candidates(doc)}


@pytest.mark.parametrize(
    ("text", "words", "link"),
    [
        ("They trained a brain organization.", "brain organization", ""),
        ("This is the wellspring of an error.", "wellspring error", "of"),
        ("We report precision and review for each class.", "precision review", "and"),
        ("The ratio of signal to commotion is low.", "signal commotion", "to"),
        ("It is sold as a stage as an administration.", "stage administration", "to"),
        ("She was treated for Crohn's ailment.", "Crohn ailment", "'s"),
        ("They used a covered up layer.", "covered layer", "up"),
        ("They studied energy the executives in plants.", "energy executives", "the"),
    ],
)
def test_a_word_may_stand_between(text: str, words: str, link: str) -> None:
    assert pairs_of(text)[words] == link


def test_a_clause_is_no_phrase() -> None:
    assert pairs_of("He slept and she read.") == {}
    assert pairs_of("She spoke to him in the city, and he left.") == {}


def test_a_word_of_a_kind_that_seldom_stands_there_is_marked() -> None:
    doc = parse("The antibody intervened cells were counted.")
    (pair,) = (c for c in _pairs.candidates(doc) if doc[c.first].text == "antibody")
    assert not pair.is_plain


def test_a_phrase_with_a_word_between_is_told_whole_where_the_text_has_several() -> None:
    text = "The ratio of signal to commotion is low."
    more = " A savvy gadget, a green table, a profound brain and a calm engine were bought."
    odd = ("commotion", "gadget", "table", "brain", "engine")
    assert "signal to commotion" in spans(annotated(text + more, odd=odd))
    assert spans(annotated(text, odd=odd)) == []


def test_pairs_that_share_a_word_are_one_phrase() -> None:
    text = "They trained a profound brain organization."
    assert spans(annotated(text, odd=("brain", "organization"))) == ["profound brain organization"]


def test_without_the_model_an_unlisted_phrase_alone_is_not_told() -> None:
    read = annotated(TEXT, odd=("gadget",))
    assert spans(Annotated(read.document, read.doc)) == []


def test_a_listed_phrase_is_told_once() -> None:
    text = "Every year, thousands of women are treated for bosom malignancy."
    assert spans(annotated(text, odd=("malignancy",))) == ["bosom malignancy"]


def test_what_the_model_did_not_read_is_not_judged() -> None:
    read = annotated(TEXT, odd=("gadget",))
    cut = tuple(TokenStates(one.offsets[:4], one.states[:4]) for one in read.states or ())
    assert spans(replace(read, states=cut)) == []


def test_where_every_phrase_sounds_odd_only_listed_ones_are_told() -> None:
    text = f"{TEXT} Every year, thousands of women are treated for bosom malignancy."
    odd = ("gadget", "malignancy")
    assert sorted(spans(annotated(text, odd))) == ["bosom malignancy", "savvy gadget"]
    assert spans(annotated(text, odd, faults=0.2)) == ["bosom malignancy"]


def test_a_text_without_words_has_none() -> None:
    assert spans(annotated("")) == []


def test_several_odd_pairs_make_a_less_odd_one_believed() -> None:
    others = np.full(40, -6.0, np.float32)
    alone = tortured_phrase._believed(np.array([2.5, *others], np.float32), 0)
    among = tortured_phrase._believed(np.array([2.5, *[6.0] * 8, *others], np.float32), 0)
    listed = tortured_phrase._believed(np.array([2.5, *others], np.float32), 8)
    assert alone[0] < 0.2
    assert among[0] > 0.5
    assert listed[0] > alone[0]


def test_the_states_are_those_at_the_ends_of_both_words_and_behind() -> None:
    text = annotated("A savvy gadget broke.")
    states = np.arange(5 * WIDTH, dtype=np.float32).reshape(5, WIDTH)
    numbered = Annotated(
        text.document, text.doc, states=(TokenStates((text.states or ())[0].offsets, states),)
    )
    seen = _pairs.read(numbered)
    assert seen is not None
    (pair,) = (c for c in _pairs.candidates(text.doc) if text.doc[c.first].text == "savvy")
    np.testing.assert_array_equal(seen.around([pair], text.doc)[0], states[1:4].ravel())


def test_a_network_survives_being_stored(tmp_path: Path) -> None:
    path = tmp_path / "head.npz"
    kept = Head(np.ones((6, 2), "f4"), np.ones((9, 2), "f4"), np.ones(2, "f4"), np.ones(3, "f4"))
    kept.save(path)
    around, words = np.ones((1, 6), np.float32), np.ones((1, 9), np.float32)
    assert Head.load(path)(around, words) == kept(around, words) == 33


def test_the_network_that_ships_is_small_and_of_the_models_width() -> None:
    assert _pairs.MODEL.stat().st_size < 900_000
    assert _pairs.head().states.shape[0] == 3 * 576
    assert _pairs.head().words.shape[0] == _pairs.WORDS


def test_a_text_that_is_odd_in_its_phrases_alone_is_not_broken() -> None:
    read = annotated("We compare a savvy gadget, a savvy gadget and a savvy gadget.", ("gadget",))
    start, end = read.token_places
    words = [read.text[at:to] for at, to in zip(start, end, strict=True)]
    odd = np.array([word in ("savvy", "gadget") for word in words])[:, None]
    said = Said(start, end, np.where(odd, 1.0, np.full((len(odd), len(KINDS)), -6)).astype("f4"))
    assert said.faultiness > tortured_phrase._BROKEN
    assert spans(replace(read, answers=said)) == ["savvy gadget"] * 3
