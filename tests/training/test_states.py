"""States of sentences: each token belongs to the sentence that its word stands in."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mtqa.annotate.lm import TokenStates
from mtqa.annotate.passages import passages
from training.states import _by_sentence

WORDS = st.text("abc,.", min_size=1, max_size=5)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=8)


@given(SENTENCES)
def test_the_first_word_of_a_sentence_belongs_to_it(sentences: list[list[str]]) -> None:
    (run,) = passages([" ".join(words) for words in sentences])
    # As the language model's tokens do, each takes the blank before it along.
    offsets = [match.span() for match in re.finditer(r" ?\S+", run.text)]
    owner = [number for number, words in enumerate(sentences) for _ in words]
    states = TokenStates(np.array(offsets, np.int32), np.array(owner, np.float32)[:, None])
    assert [(number, mean.tolist()) for number, mean in _by_sentence(run, states)] == [
        (len(words), [float(number)]) for number, words in enumerate(sentences)
    ]
