"""Words that a person may well mark: from tokens to words, and which are shown."""

from __future__ import annotations

import numpy as np
import pytest

from mtqa.annotate.probe import KINDS, Said
from mtqa.model import Segment
from mtqa.score import spans

PROSE = "A short sentence."


def said(marked: list[float]) -> Said:
    """Return what a probe says that marks the tokens A, sh, ort, sentence and the stop."""
    kinds = np.full((5, len(KINDS)), -5.0, np.float32)
    kinds[:, KINDS.index("marked")] = marked
    return Said(np.array([0, 2, 4, 8, 16]), np.array([1, 4, 7, 16, 17]), kinds)


def test_a_word_is_as_doubtful_as_its_worst_token() -> None:
    one = said([-5, -5, 2, -5, -5])
    forms = ["A", "short", "sentence", "."]
    features = spans.word_features(spans.words(PROSE), forms, one.start, one.end, one.kinds)
    assert features[:, 0].tolist() == [-5, 2, -5, -5]


def test_no_tokens_no_words() -> None:
    nothing = np.empty(0, np.int64)
    none = np.empty((0, 5), np.float32)
    features = spans.word_features([(0, 1)], ["A"], nothing, nothing, none)
    assert features[:, :3].tolist() == [[0, 0, 0]]
    assert spans.compared(features[:0]).shape == (0, 5)


def test_only_doubtful_words_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = spans.Weights(bias=0, marked=1, faults=0, surprise=0, rarity=0, level=0, shown=0.5)
    monkeypatch.setattr(spans, "weights", lambda: plain)
    segment = Segment(index=0, start=0, end=17, text=PROSE)
    (word,) = spans.doubted(said([-5, -5, 2, -5, 3]), segment, PROSE)
    assert (PROSE[word.start : word.end], word.score) == ("short", 0.991)
