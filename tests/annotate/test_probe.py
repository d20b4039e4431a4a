"""The token probe: a window of four tokens, faults that add up, arrays that survive storage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.annotate.lm import TokenStates
from mtqa.annotate.probe import KINDS, MODEL, Probe, Said, expected_faults, probe
from mtqa.model import Document

WIDTH, HIDDEN = 3, 2


def only(window: int) -> Probe:
    """Return a probe that hears the first number of one token of the window, in every kind."""
    into = np.zeros((WIDTH, 4 * HIDDEN), np.float32)
    into[0, window * HIDDEN] = 1
    out = np.zeros((HIDDEN, len(KINDS)), np.float32)
    out[0] = 1
    return Probe(into, np.zeros(HIDDEN, np.float32), out, np.zeros(len(KINDS), np.float32))


@pytest.mark.parametrize(
    ("window", "heard"),
    [(0, [0, 1, 2, 3]), (1, [1, 2, 3, 4]), (2, [2, 3, 4, 0]), (3, [3, 4, 0, 0])],
    ids=["the one before", "its own", "the next", "the one after"],
)
def test_a_token_is_heard_among_its_neighbours(window: int, heard: list[float]) -> None:
    states = np.zeros((4, WIDTH), np.float32)
    states[:, 0] = [1, 2, 3, 4]
    assert only(window)(states)[:, 0].tolist() == heard


@pytest.mark.parametrize("tokens", [0, 1, 2])
def test_texts_shorter_than_the_window(tokens: int) -> None:
    assert only(3)(np.ones((tokens, WIDTH), np.float32)).shape == (tokens, len(KINDS))


def test_half_precision_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "probe.npz"
    only(1).save(path)
    states = np.full((2, WIDTH), 0.5, np.float32)
    assert Probe.load(path)(states).tolist() == only(1)(states).tolist()


def test_faults_are_the_log_probability_that_there_is_none() -> None:
    even = np.zeros((1, len(KINDS)), np.float32)  # one chance in two, three kinds
    assert np.exp(-expected_faults(even).sum()) == pytest.approx(1 / 8)


def test_the_model_of_this_version_is_small_and_whole() -> None:
    assert MODEL.stat().st_size < 2_000_000
    states = np.random.default_rng(0).normal(size=(5, probe().into.shape[0]))
    assert np.isfinite(probe()(states)).all()


def read(text: str, answers: Said | None = None, *, states: bool = True) -> Annotated:
    """Return a text of one passage of two tokens, "One" and " two.", as the model reads it."""
    width = probe().into.shape[0]
    token_states = TokenStates(np.array([(0, 3), (3, 8)], np.int32), np.ones((2, width), "f4"))
    document = Document(name="x", text=text, prose=text)
    return Annotated(
        document, parse(text), states=(token_states,) if states else None, answers=answers
    )


def test_a_document_says_what_the_probe_hears_and_where() -> None:
    said = read("One two.").said
    assert said is not None
    assert (said.start.tolist(), said.end.tolist()) == ([0, 4], [3, 8])
    heard = probe()(np.ones((2, probe().into.shape[0]), np.float32))
    np.testing.assert_array_equal(said.kinds, heard)


def test_a_document_that_was_not_read_says_nothing() -> None:
    assert read("One two.", states=False).said is None


def test_answers_that_are_known_need_no_states() -> None:
    known = Said(np.array([0]), np.array([3]), np.zeros((1, len(KINDS)), np.float32))
    assert read("One two.", known, states=False).said is known
