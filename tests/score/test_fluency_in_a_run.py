"""Fluency in a run: learnt with the language model, MQM's with the grammar check, else none."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from mtqa.annotate.annotated import GrammarMatch
from mtqa.annotate.lm import TokenStates
from mtqa.config import Settings
from mtqa.pipeline import Engines, assess_document
from mtqa.read import document
from mtqa.score.fluency import LEARNT, SIGNATURE

TEXT = "The mayor opened the new bridge on Monday. It had been closed for two years.\n" * 3
SETTINGS = Settings(languagetool=False, model=False)


class Model:
    """A language model whose states mean nothing: a token for each word."""

    model = SimpleNamespace(calibrated=True, name="fake", layer=18)
    signature = "fake"

    def states(self, texts: Sequence[str]) -> list[TokenStates]:
        draw = np.random.default_rng(0)
        found = []
        for text in texts:
            ends = np.array([at for at in range(1, len(text) + 1) if text[at : at + 1] in " "])
            offsets = np.stack([np.concatenate([[0], ends[:-1]]), ends], axis=1)
            states = draw.normal(size=(len(offsets), 576)).astype(np.float32)
            found.append(TokenStates(offsets.astype(np.int32), states))
        return found


class Grammar:
    """A grammar check that finds nothing."""

    def check(self, text: str) -> tuple[GrammarMatch, ...]:
        return ()


def run(**engines: object) -> Any:
    return assess_document(document(TEXT, "a.txt"), Engines(**cast(Any, engines)), SETTINGS)


def test_with_the_model_it_is_learnt() -> None:
    found = run(model=Model())
    assert found.fluency.signature.endswith(LEARNT)
    assert 0 <= found.fluency.value <= 100
    assert all(segment.parts is not None for segment in found.segments)
    for segment in found.segments:
        places = [(word.start, word.end) for word in segment.words]
        assert places == sorted(places)
        assert all(segment.start <= start < end <= segment.end for start, end in places)


def test_with_the_grammar_check_alone_it_is_mqm() -> None:
    found = run(grammar=Grammar())
    assert found.fluency.signature.endswith(SIGNATURE)
    assert found.fluency.value == 100
    assert all(segment.parts is None for segment in found.segments)


def test_with_neither_there_is_none_and_the_reason_is_given() -> None:
    found = run()
    assert found.fluency.value is None
    assert any(why.startswith("fluency:") for why in found.skipped)
