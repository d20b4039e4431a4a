"""Likelihoods: three kinds of text on a plane, and when nobody can say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.annotate import language
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.lm import TokenStates
from mtqa.annotate.passages import passages
from mtqa.model import Document
from mtqa.score.likelihood import Likelihood, Model, likelihood, model
from mtqa.score.wording import keys, sums

TOY = Model(
    mean=np.zeros(3),
    spread=np.ones(3),
    directions=np.eye(3),
    vocabulary=np.zeros(1, np.uint32),
    weights=np.zeros((1, 0)),
    kind=np.arange(4),
    means=np.array([[-1.0, 0, 0], [1, -1, 0], [1, 1, 0], [0, 0, 3]]),
    between=np.eye(3) / 4,
    within=np.eye(3) * 40,
    prior=np.array([0.25, 0.25, 0.45, 0.05]),
    slope=1.0,
    steeper=0.0,
    knee=0.5,
    offset=0.0,
    quantile=2.0,
    farthest=4.0,
    min_words=20,
    min_paragraph=10,
    threshold=0.7,
)
PLACES = st.tuples(*[st.floats(-3, 3)] * 3).map(np.array)
SENTENCE = "The minister said on Monday that the bridge would be opened to traffic in May."


def read(text: str, state: tuple[float, float, float]) -> Annotated:
    """Return the text as if the language model had the same state at each of its letters."""
    document = Document(name="a", text=text, prose=text)
    annotated = Annotated(document, language.parse(text))
    runs = passages([sentence.text for sentence in annotated.sentences])
    states = tuple(
        TokenStates(
            np.array([(at, at + 1) for at in range(len(run.text))], np.int32),
            np.tile(np.array(state, np.float32), (len(run.text), 1)),
        )
        for run in runs
    )
    return replace(annotated, states=states)


def judged(text: str, state: tuple[float, float, float]) -> Likelihood:
    found = likelihood(read(text, state), TOY)
    assert isinstance(found, Likelihood)
    return found


def test_a_text_is_the_kind_that_it_stands_by() -> None:
    article = f"{SENTENCE} {SENTENCE} {SENTENCE}"
    machine, people = judged(article, (1, 1, 0)), judged(article, (1, -1, 0))
    english, learner = judged(article, (-1, 0, 0)), judged(article, (0, 0, 3))
    assert machine.machine > 0.8
    assert people.machine < 0.3
    assert machine.translated > 0.8 and people.translated > 0.8
    assert english.translated < 0.2 and learner.translated < 0.2
    assert english.machine < 0.2 and learner.machine < 0.2


def test_each_paragraph_has_its_own_likelihood_where_it_is_long_enough() -> None:
    found = judged(f"A headline\n{SENTENCE}\n{SENTENCE} {SENTENCE}", (1, 1, 0))
    assert [paragraph.mt_likelihood is None for paragraph in found.paragraphs] == [
        True,
        False,
        False,
    ]
    short, long = (paragraph.mt_likelihood for paragraph in found.paragraphs[1:])
    assert short is not None and long is not None and short < long


def test_paragraphs_lie_where_they_stand_in_the_text() -> None:
    text = f"A headline\n{SENTENCE}\n\n{SENTENCE} {SENTENCE} \n"
    places = [(paragraph.start, paragraph.end) for paragraph in judged(text, (1, 1, 0)).paragraphs]
    assert [text[start:end] for start, end in places] == [
        "A headline",
        SENTENCE,
        f"{SENTENCE} {SENTENCE}",
    ]


@pytest.mark.parametrize(
    ("annotated", "why"),
    [
        (replace(read(SENTENCE * 3, (0, 0, 0)), states=None), "did not run"),
        (read(SENTENCE, (0, 0, 0)), "fewer than 20 words"),
        (read(f"{SENTENCE} {SENTENCE}", (9, 9, 9)), "unlike any text"),
    ],
)
def test_without_grounds_there_is_a_reason_and_no_number(annotated: Annotated, why: str) -> None:
    found = likelihood(annotated, TOY)
    assert isinstance(found, str)
    assert why in found


@given(PLACES, st.floats(10, 5000))
def test_the_likelihood_lies_in_its_interval(place: np.ndarray, tokens: float) -> None:
    low, high = TOY.interval(place, tokens)
    odds = TOY.log_odds(place, tokens)
    assert 0 <= low <= 1 / (1 + np.exp(-odds)) <= high <= 1


@given(PLACES, st.floats(10, 2000))
def test_more_text_narrows_the_interval(place: np.ndarray, tokens: float) -> None:
    few = replace(TOY, between=TOY.between * 1e3)  # the slope is then the same for any length
    (low, high), (lower, higher) = few.interval(place, 4 * tokens), few.interval(place, tokens)
    assert high - low <= higher - lower + 1e-9


@given(PLACES, st.floats(1, 5000))
def test_kinds_are_probabilities(place: np.ndarray, tokens: float) -> None:
    kinds = TOY.kinds(place, tokens)
    assert kinds.sum() == pytest.approx(1)
    assert (kinds >= 0).all()


def test_a_model_survives_its_file(tmp_path: Path) -> None:
    TOY.save(tmp_path / "toy.npz")
    again = Model.load(tmp_path / "toy.npz")
    assert again.min_words == TOY.min_words
    assert again.log_odds(np.ones(3), 50) == pytest.approx(TOY.log_odds(np.ones(3), 50), abs=1e-5)


def test_the_likelihoods_of_several_texts_are_those_of_each() -> None:
    places, tokens = np.array([[1.0, 1, 0], [-1, 0, 0]]), np.array([50.0, 400])
    together = TOY.log_odds(places, tokens)
    alone = [TOY.log_odds(*one) for one in zip(places, tokens, strict=True)]
    assert together.tolist() == pytest.approx([float(odds) for odds in alone])


def test_what_words_weigh_is_spread_over_the_tokens_of_their_sentence() -> None:
    vocabulary = np.unique(keys("Bridge."))
    learnt = replace(TOY, vocabulary=vocabulary, weights=np.ones((len(vocabulary), 1)))
    owner = np.array([0, 0, 1, 1, 1])
    places = learnt.coordinates(np.zeros((5, 3), np.float32), owner, ["Water!", "A bridge."])
    once = sums("A bridge.", vocabulary, learnt.weights)[0]
    assert places[2:, 3].tolist() == pytest.approx([once / 3] * 3)
    assert places[:2, 3].sum() < once


def test_the_model_of_the_package_separates_its_own_kinds() -> None:
    learnt = model()
    odds = learnt.log_odds(learnt.means, 500)
    english, people, machine, learners = (odds[learnt.kind == kind].mean() for kind in range(4))
    assert machine > people > english
    assert machine > learners
