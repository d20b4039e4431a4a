"""Runs of words that the token probe takes for faulty, and how likely a machine garbled them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.probe import KINDS, Said, expected_faults

FILE = Path(__file__).parent / "models" / "garbled.json"
_SURPRISE = KINDS.index("surprise")
_ENDS = frozenset(".!?…\"”’'):;")
_USUAL = 0.3  # expected faults of a word that may be due to chance
_MOST = 3.0  # those of one word that count
_MARK = 0.6  # the same of a mark
_LEAST = 0.6  # by which a run exceeds the usual
_BEHIND = 1.2  # by which it may fall behind its best before it ends
_SHORT = 4  # words and marks of a sentence
_FEWEST = 3  # words of a run: of two, one in three is sound
_LEVEL, _WEIGHT = -5.4, 100  # of people's texts: mean log faults; what it weighs, in words
_NOTHING = 1e-3

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Run:
    """Words and marks of one sentence that sound faulty together.

    Attributes:
        start: where the first word begins in the document, in code points.
        end: one past the last word's last code point.
        words: how many words there are.
        faults: how many the probe expects in them.
        features: what tells whether a machine garbled them.
    """

    start: int
    end: int
    words: int
    faults: float
    features: Features


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a run; all but ``surprise`` are logarithms.

    Attributes:
        length: words and marks.
        grammar: expected faults of grammar.
        word_choice: expected faults of word choice.
        flow: expected faults of flow.
        surprise: mean surprisal of its words, in nats.
        sentence: mean expected faults of the sentence's other words.
        text: mean of the logarithms of the expected faults of the text's other words.
    """

    length: float
    grammar: float
    word_choice: float
    flow: float
    surprise: float
    sentence: float
    text: float

    def row(self) -> NDArray[np.float64]:
        """Return the numbers in the order of the attributes."""
        return np.array(list(asdict(self).values()), np.float64)


@dataclass(frozen=True, slots=True)
class Ear:
    """Log-odds that a run stands in a machine's text and not in a person's.

    Attributes:
        bias: of a run all of whose features are nought.
        least: from which a run is reported.
        weights: of the features.
    """

    bias: float
    least: float
    weights: Features

    def __call__(self, features: Features) -> float:
        """Return the log-odds of a run; people's runs count six times in what taught them."""
        return float(self.bias + self.weights.row() @ features.row())


@cache
def ear() -> Ear:
    """Return the coefficients of this version."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    return Ear(stored["bias"], stored["least"], Features(**stored["weights"]))


@dataclass(frozen=True, slots=True)
class _Words:
    """What the probe says of a text's words and marks, a row each.

    Attributes:
        tokens: spaCy's, without blanks.
        faults: expected faults of three kinds.
        total: of all kinds.
        surprise: in nats.
    """

    tokens: Sequence[Token]
    faults: NDArray[np.float32]
    total: NDArray[np.float32]
    surprise: NDArray[np.float32]


def runs(text: Annotated) -> Iterator[Run]:
    """Yield the runs of a text, none where the language model did not read it."""
    said = text.said
    if said is None or not len(said.kinds):
        return
    sentences = [[token for token in one if not token.is_space] for one in text.sentences]
    words = _words([token for tokens in sentences for token in tokens], said)
    levels = np.log(words.total + _NOTHING)
    known, end = float(levels.sum()) + _WEIGHT * _LEVEL, 0
    for tokens in sentences:
        rows = slice(end, end + len(tokens))
        end = rows.stop
        if len(tokens) < _SHORT or words.total[rows].max() <= _USUAL:
            continue
        for own in _stretches(words, rows, _begins_line(tokens[0], text.text)):
            others = len(words.tokens) - (own.stop - own.start) + _WEIGHT
            level = (known - float(levels[own].sum())) / others
            run = _run(words, rows, own, level)
            if run.words >= _FEWEST:
                yield run


def _words(tokens: Sequence[Token], said: Said) -> _Words:
    """Return the highest answers among the pieces of each word."""
    start = np.array([token.idx for token in tokens])
    end = start + np.array([len(token) for token in tokens])
    first = np.searchsorted(said.end, start, side="right")
    last = np.searchsorted(said.start, end, side="left")
    answers = np.hstack([expected_faults(said.kinds), said.kinds[:, [_SURPRISE]]])
    answers = np.hstack([answers, answers[:, :3].sum(axis=1, keepdims=True)])
    pairs = np.column_stack([first, np.maximum(last, first + 1)]).ravel()
    padded = np.vstack([answers, np.zeros((2, 5), np.float32)])
    highest = np.maximum.reduceat(padded, np.minimum(pairs, len(answers) + 1))[::2]
    highest[first >= last] = 0
    return _Words(tokens, highest[:, :3], highest[:, 4], highest[:, 3])


def _begins_line(token: Token, prose: str) -> bool:
    before = prose[: token.idx].rstrip(" ")
    return not before or before[-1] == "\n"


def _stretches(words: _Words, rows: slice, begins_line: bool) -> Iterator[slice]:
    """Yield the rows of a sentence's runs."""
    tokens = words.tokens[rows]
    if begins_line and _is_typed(tokens):
        return
    faults = _believable(tokens, words.total[rows], begins_line)
    above = np.minimum(faults, _MOST) - _USUAL
    at = 0
    while at < len(above):
        if above[at] <= 0:
            at += 1
            continue
        end, excess = _longest(above, at)
        count = sum(faults[i] > _USUAL and _is_word(tokens[i]) for i in range(at, end + 1))
        if excess >= _LEAST and count > 1:
            yield slice(rows.start + at, rows.start + end + 1)
        at = end + 1


def _longest(above: Floats, at: int) -> tuple[int, float]:
    """Return where the run that begins ``at`` ends, and by how much it exceeds the usual."""
    total = best = float(above[at])
    end = at
    for i in range(at + 1, len(above)):
        total += float(above[i])
        if total > best:
            best, end = total, i
        if total <= 0 or best - total > _BEHIND:
            break
    return end, best


def _believable(
    tokens: Sequence[Token], faults: NDArray[np.float32], begins_line: bool
) -> NDArray[np.float32]:
    """Return expected faults, the usual at most where the probe often errs.

    Names and figures are rare rather than wrong; marks count little; a headline ends without
    a mark and the next line begins anew, while the model reads on.
    """
    kept = faults.copy()
    for i, token in enumerate(tokens):
        if not _is_word(token):
            kept[i] = min(kept[i], _MARK)
        if _is_name(token) or (i and token.text[0].isupper()):
            kept[i] = min(kept[i], _USUAL)
    last = len(tokens) - 1
    while last and not _is_spoken(tokens[last]):
        kept[last] = min(kept[last], _USUAL)
        last -= 1
    if tokens[-1].text[-1] not in _ENDS:
        kept[last] = min(kept[last], _USUAL)
    if begins_line:
        kept[0] = min(kept[0], _USUAL)
    return kept


def _is_word(token: Token) -> bool:
    return any(char.isalpha() for char in token.text)


def _is_name(token: Token) -> bool:
    known = token.pos_ == "PROPN" or bool(token.ent_type_)
    return known or any(char.isdigit() for char in token.text)


def _is_typed(tokens: Sequence[Token]) -> bool:
    """Return whether the first word of a line is in lower case, as one types in a hurry."""
    first = next((token.text for token in tokens if token.text[0].isalpha()), "")
    return first[:1].islower()


def _run(words: _Words, rows: slice, own: slice, level: float) -> Run:
    spoken = [i for i in range(own.start, own.stop) if _is_spoken(words.tokens[i])]
    size = own.stop - own.start
    grammar, word_choice, flow = np.log(words.faults[own].sum(axis=0) + 0.01).tolist()
    others = float(words.total[rows].sum() - words.total[own].sum())
    features = Features(
        length=math.log(size),
        grammar=grammar,
        word_choice=word_choice,
        flow=flow,
        surprise=float(words.surprise[spoken].mean()),
        sentence=math.log(max(0.0, others) / max(1, rows.stop - rows.start - size) + 0.02),
        text=level,
    )
    last = words.tokens[spoken[-1]]
    return Run(
        words.tokens[spoken[0]].idx,
        last.idx + len(last),
        len(spoken),
        float(words.total[own].sum()),
        features,
    )


def _is_spoken(token: Token) -> bool:
    return any(char.isalnum() for char in token.text)
