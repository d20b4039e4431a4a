"""How likely it is that a text was translated, and that a machine wrote it.

A text has six coordinates. Three are projections of its mean hidden state: "translated",
"by a machine" and "by a learner"; three are sums of weights of its words and pairs of
words. There, texts written in English, people's translations, machines' and learners'
are mixtures of normal distributions of one shape: what varies from article to article,
and what the choice of words adds, which shrinks with the number of tokens. The
likelihoods are the posterior probabilities; all numbers come from
``training/likelihood.py``, see docs/model-card.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtqa.annotate.annotated import Annotated
from mtqa.model import Paragraph
from mtqa.score import wording
from mtqa.words import count_words

FILE = Path(__file__).parent / "models" / "likelihood.npz"
KINDS = 4
"""English, translated by people, machines', learners'."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What the probe says of a document.

    Attributes:
        machine: probability that a machine wrote it.
        low: lower end of the interval for ``machine``.
        high: upper end. In 95 of 100 articles the likelihood of one half lies in the
            interval of the other half.
        translated: probability that it was translated, by whomever.
        paragraphs: those of the document, in order.
    """

    machine: float
    low: float
    high: float
    translated: float
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """The numbers that were learnt.

    Attributes:
        mean: the state that has the coordinates 0.
        spread: standard deviation of passages along each number of the state.
        directions: one column for each of the first coordinates.
        vocabulary: words and pairs of words that have weights, as ``wording.keys`` names them.
        weights: one row for each of them, one column for each of the other coordinates.
        kind: which of ``KINDS`` each part of the mixture is of.
        means: coordinates of the parts.
        between: covariance of the coordinates between articles of a part.
        within: covariance of one token's coordinates within an article.
        prior: how frequent the parts are taken to be.
        slope: of the calibration, on the scale of log odds.
        steeper: how much more it is above ``knee``.
        knee: log odds above which the calibration is steeper.
        offset: of the calibration.
        quantile: width of the interval in standard deviations.
        farthest: distance from ``mean`` above which a text is too strange to judge.
        min_words: words under which a document has no likelihood.
        min_paragraph: words under which a paragraph has none.
        threshold: likelihood from which a text is called machine-made, as published.
    """

    mean: Floats
    spread: Floats
    directions: Floats
    vocabulary: NDArray[np.uint32]
    weights: Floats
    kind: NDArray[np.int64]
    means: Floats
    between: Floats
    within: Floats
    prior: Floats
    slope: float
    steeper: float
    knee: float
    offset: float
    quantile: float
    farthest: float
    min_words: int
    min_paragraph: int
    threshold: float

    def save(self, path: Path) -> None:
        """Write the numbers to ``path``, rounded to what they are good for."""
        arrays = {name: np.asarray(getattr(self, name)) for name in _FIELDS}
        small = {
            name: value if value.dtype == np.uint32 else value.astype(_SIZES.get(name, np.float32))
            for name, value in arrays.items()
        }
        np.savez_compressed(path, allow_pickle=False, **small)

    @classmethod
    def load(cls, path: Path = FILE) -> Model:
        """Return the numbers in ``path``.

        Raises:
            OSError: the file cannot be read.
        """
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in _FIELDS}
        numbers = {
            name: value if value.dtype.kind in "iu" else value.astype(float)
            for name, value in arrays.items()
        }
        scalars = {name: value.item() for name, value in numbers.items() if value.ndim == 0}
        for name in ("min_words", "min_paragraph"):
            scalars[name] = int(scalars[name])
        return cls(**{**numbers, **scalars})

    def coordinates(
        self, states: NDArray[np.float32], owner: NDArray[np.int64], sentences: Sequence[str]
    ) -> Floats:
        """Return the coordinates of each token; those of a text are their mean.

        Args:
            states: of the tokens.
            owner: the sentence of each token.
            sentences: their texts. What their words weigh is spread over their tokens.
        """
        heard = (states - self.mean) @ self.directions
        said = np.array([wording.sums(one, self.vocabulary, self.weights) for one in sentences])
        tokens = np.maximum(np.bincount(owner, minlength=len(sentences)), 1)
        return np.asarray(np.hstack([heard, (said / tokens[:, None])[owner]]), float)

    def kinds(self, place: Floats, tokens: Floats | float) -> Floats:
        """Return the probabilities of ``KINDS`` for a text of so many tokens.

        Args:
            place: its coordinates; or one row each of several texts.
            tokens: their numbers of tokens.
        """
        length = np.asarray(tokens, float)[..., None, None]
        precision = np.linalg.inv(self.between + self.within / length)
        apart = place[..., None, :] - self.means
        scores = np.log(self.prior) - ((apart @ precision) * apart).sum(axis=-1) / 2
        odds = np.exp(scores - scores.max(axis=-1, keepdims=True)) @ np.eye(KINDS)[self.kind]
        return np.asarray(odds / odds.sum(axis=-1, keepdims=True))

    def log_odds(self, place: Floats, tokens: Floats | float) -> Floats:
        """Return the calibrated log odds that a machine wrote the text, as ``kinds`` does."""
        kinds = np.maximum(self.kinds(place, tokens), 1e-12)
        odds = np.log(kinds[..., 2] / (kinds[..., 0] + kinds[..., 1] + kinds[..., 3]))
        above = np.maximum(0.0, odds - self.knee)
        return np.asarray(self.slope * odds + self.steeper * above + self.offset)

    def interval(self, place: Floats, tokens: float) -> tuple[float, float]:
        """Return the interval that another part of the article, as long as this one, falls in."""
        middle, wide = self.middle_and_width(place, tokens)
        return probability(middle - wide), probability(middle + wide)

    def middle_and_width(self, place: Floats, tokens: float) -> tuple[float, float]:
        """Return the log odds and half the width of their interval."""
        step = 1e-4 * np.eye(len(place))
        moved = self.log_odds(np.concatenate([place + step, place - step, place[None]]), tokens)
        slope = (moved[: len(place)] - moved[len(place) : -1]) / 2e-4
        return float(moved[-1]), self.quantile * float(
            np.sqrt(2 * slope @ self.within @ slope / tokens)
        )

    def strange(self, state: Floats) -> bool:
        """Return whether a text with this mean state is unlike all that was learnt from."""
        return float(np.sqrt(np.mean(((state - self.mean) / self.spread) ** 2))) > self.farthest


_FIELDS = tuple(field.name for field in fields(Model))
_SIZES = {"weights": np.float16, "kind": np.uint8}


@cache
def model() -> Model:
    """Return the numbers of the package."""
    return Model.load()


@cache
def signature() -> str:
    """Return what the likelihoods depend on beside the language model."""
    return f"likelihood:{hashlib.sha256(FILE.read_bytes()).hexdigest()[:8]}"


def probability(log_odds: float) -> float:
    """Return the probability with these log odds."""
    return float(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))))


def likelihood(annotated: Annotated, learnt: Model | None = None) -> Likelihood | str:
    """Return the likelihoods of a document, or why there are none.

    Args:
        annotated: the document with the states of its passages.
        learnt: other numbers than those of the package.
    """
    learnt = learnt or model()
    if annotated.states is None:
        return "the language model did not run"
    words = count_words(annotated.text)
    if words < learnt.min_words:
        return f"fewer than {learnt.min_words} words"
    states = np.concatenate([read.states for read in annotated.states])
    if not len(states) or learnt.strange(states.mean(axis=0)):
        return "unlike any text that the model was calibrated on"
    owner = _sentence_of_each_token(annotated)
    texts = [sentence.text for sentence in annotated.sentences]
    places = learnt.coordinates(states, owner, texts)
    place, tokens = places.mean(axis=0), len(places)
    low, high = learnt.interval(place, tokens)
    return Likelihood(
        machine=round(probability(float(learnt.log_odds(place, tokens))), 4),
        low=round(low, 4),
        high=round(high, 4),
        translated=round(float(learnt.kinds(place, tokens)[1:3].sum()), 4),
        paragraphs=_paragraphs(annotated, owner, places, learnt),
    )


def _paragraphs(
    annotated: Annotated, owner: NDArray[np.int64], places: Floats, learnt: Model
) -> tuple[Paragraph, ...]:
    """Return the lines of the text that hold sentences, each with its likelihood."""
    lines = [annotated.text.count("\n", 0, s.start_char) for s in annotated.sentences]
    found = []
    for _, members in groupby(range(len(lines)), key=lines.__getitem__):
        indices = list(members)
        first, last = annotated.sentences[indices[0]], annotated.sentences[indices[-1]]
        text = annotated.text[first.start_char : last.end_char]
        mine = places[(owner >= indices[0]) & (owner <= indices[-1])]
        enough = len(mine) and count_words(text) >= learnt.min_paragraph
        found.append(
            Paragraph(
                start=first.start_char,
                end=last.end_char - len(text) + len(text.rstrip()),
                mt_likelihood=_of(mine, learnt) if enough else None,
            )
        )
    return tuple(found)


def _of(places: Floats, learnt: Model) -> float:
    return round(probability(float(learnt.log_odds(places.mean(axis=0), len(places)))), 4)


def _sentence_of_each_token(annotated: Annotated) -> NDArray[np.int64]:
    owners: Sequence[NDArray[np.int64]] = [
        run.first + np.searchsorted(np.array(run.ends), read.offsets[:, 0] + 1, side="right")
        for run, read in zip(annotated.passages, annotated.states or (), strict=False)
    ]
    return np.concatenate(owners)
