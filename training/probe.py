"""Teaches the token probe: one hidden layer over a token, the one before and the two behind.

It learns three things at once: which tokens carry a fault (labels), which of two
texts is worse (the sum of expected faults decides), and how surprising a token is
to the whole model. ``python -m training.probe`` writes ``mtqa/annotate/models/probe.npz``.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from mtqa.annotate.probe import KINDS, MODEL, Probe, expected_faults
from training.lessons import Lessons, everything
from training.token_states import APART, States, states, surprisal

HIDDEN = 128
SURPRISE = len(KINDS) - 1
_FAULTS = 3  # the first kinds, whose expected number decides between two texts
_TOKENS = 6144  # in a step
_PAIRS = 400
_GAP = 2  # rows of nothing between texts, for the neighbours
_EPOCHS, _RATE, _SEED = 3, 1.5e-3, 0
_BY_TOKEN, _BY_PAIR, _BY_SURPRISE = 4.0, 0.5, 0.05
_SURPRISING = 1200  # texts of the first set whose surprisal is learnt
# A pair of one set counts so much; raters of MQM agree little, and their pairs are many.
_PAIR_WEIGHT = {"demetr": 1.0, "blimp": 1.0, "spoilt": 1.0, "edited": 0.7, "round_trips": 0.7}
_RATED_WEIGHT = 0.4

MINIMAL_PAIRS = ("demetr", "blimp")

Params = dict[str, jax.Array]
Batch = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Taught:
    """A set with the states of its texts and the labels of their tokens."""

    lessons: Lessons
    states: States
    weight: float
    task: int
    labels: dict[int, NDArray[np.float32]] = field(default_factory=dict)
    known: NDArray[np.float32] = field(default_factory=lambda: np.zeros(len(KINDS), np.float32))
    nats: Mapping[int, NDArray[np.float32]] = field(default_factory=dict)

    def length(self, text: int) -> int:
        """Return the number of tokens of a text."""
        return int(self.states.first[text + 1] - self.states.first[text])


@dataclass(frozen=True, slots=True)
class Item:
    """A pair of texts of a set, or one text alone."""

    taught: Taught
    worse: int
    better: int | None

    @property
    def texts(self) -> tuple[int, ...]:
        """Return the numbers of its texts."""
        return (self.worse,) if self.better is None else (self.worse, self.better)

    @property
    def rows(self) -> int:
        """Return how many rows of a step it takes."""
        return sum(self.taught.length(text) + _GAP for text in self.texts)


def taught(lessons: Lessons, task: int) -> Taught:
    """Return a set with all that the steps need."""
    read = states(lessons.texts)
    known = np.zeros(len(KINDS), np.float32)
    known[list(lessons.kinds)] = 1
    labels = {text: _labels(lessons, read, text) for text in lessons.faults if read.tokens(text)}
    nats: dict[int, NDArray[np.float32]] = {}
    if lessons.name == "spoilt":
        nats = dict(enumerate(surprisal(lessons.texts[:_SURPRISING])))
    weight = _PAIR_WEIGHT.get(lessons.name, _RATED_WEIGHT)
    return Taught(lessons, read, weight, task, labels, known, nats)


def _labels(lessons: Lessons, read: States, text: int) -> NDArray[np.float32]:
    """Return a row for each token, a one where it lies in a fault of the kind."""
    offsets, written = read.offsets[read.tokens(text)], lessons.texts[text]
    labels = np.zeros((len(offsets), len(KINDS)), np.float32)
    blank = np.array([written[start : start + 1].isspace() for start in offsets[:, 0]], bool)
    starts = offsets[:, 0] + (blank if len(blank) else 0)
    for start, end, kind in lessons.faults[text]:
        labels[(starts < end) & (offsets[:, 1] > start), kind] = 1
    return labels


def items(sets: Sequence[Taught]) -> list[Item]:
    """Return all pairs, and the labelled texts that are in none."""
    found = []
    for one in sets:
        found += [Item(one, worse, better) for worse, better in one.lessons.pairs]
        paired = {text for pair in one.lessons.pairs for text in pair}
        found += [Item(one, text, None) for text in one.labels if text not in paired]
    return [item for item in found if item.rows < _TOKENS - 2 * _GAP]


def steps(found: list[Item], draw: random.Random) -> Iterator[Batch]:
    """Yield the items in random order, as many as fit into each step."""
    draw.shuffle(found)
    group: list[Item] = []
    rows = 0
    for item in found:
        if rows + item.rows > _TOKENS - 2 * _GAP or len(group) == _PAIRS:
            yield _batch(group)
            group, rows = [], 0
        group.append(item)
        rows += item.rows


def _batch(group: Sequence[Item]) -> Batch:
    width = group[0].taught.states.values.shape[1]
    batch = {
        "states": np.zeros((_TOKENS, width), np.float32),
        "labels": np.zeros((_TOKENS, len(KINDS)), np.float32),
        "known": np.zeros((_TOKENS, len(KINDS)), np.float32),
        "text": np.full(_TOKENS, 2 * _PAIRS, np.int32),
        "real": np.zeros(_TOKENS, np.float32),
        "weight": np.zeros(_PAIRS, np.float32),
        "task": np.zeros(_PAIRS, np.int32),
    }
    at = _GAP
    for number, item in enumerate(group):
        batch["task"][number] = item.taught.task
        batch["weight"][number] = 0 if item.better is None else item.taught.weight
        for place, text in enumerate(item.texts):
            rows = slice(at, at + item.taught.length(text))
            _fill(batch, rows, item.taught, text)
            batch["text"][rows] = 2 * number + place
            at = rows.stop + _GAP
    return batch


def _fill(batch: Batch, rows: slice, one: Taught, text: int) -> None:
    batch["states"][rows] = one.states.values[one.states.tokens(text)]
    batch["real"][rows] = 1
    if text in one.labels:
        batch["labels"][rows] = one.labels[text]
        batch["known"][rows] = one.known
    if text in one.nats:
        batch["labels"][rows, SURPRISE] = one.nats[text]
        batch["known"][rows, SURPRISE] = 1


def begin(width: int, key: jax.Array) -> Params:
    """Return untaught parameters."""
    first, last = jax.random.split(key)
    return {
        "into": jax.random.normal(first, (width, 4 * HIDDEN)) * 0.02,
        "into_bias": jnp.zeros(HIDDEN),
        "out": jax.random.normal(last, (HIDDEN, len(KINDS))) * 0.1,
        "out_bias": jnp.full(len(KINDS), -3.0),
        "scale": jnp.zeros(16),
    }


def outputs(params: Params, rows: jax.Array, keep: jax.Array) -> jax.Array:
    """Return what the probe says of each token; ``keep`` thins out the hidden layer."""
    before, own, next_, after = jnp.split(rows @ params["into"], 4, axis=1)
    nothing = jnp.zeros((1, HIDDEN))
    near = jnp.concatenate([nothing, before[:-1]]) + jnp.concatenate([next_[1:], nothing])
    far = jnp.concatenate([after[2:], nothing, nothing])
    hidden = jax.nn.relu(near + own + far + params["into_bias"])
    said: jax.Array = hidden * keep @ params["out"] + params["out_bias"]
    return said


def loss(params: Params, batch: Mapping[str, jax.Array], key: jax.Array) -> jax.Array:
    """Return what is wrong with the probe's answers on one step."""
    keep = jax.random.bernoulli(key, 0.8, (_TOKENS, HIDDEN)) / 0.8
    said = outputs(params, batch["states"], keep)
    known = batch["known"][:, :SURPRISE]
    wrong = optax.sigmoid_binary_cross_entropy(said[:, :SURPRISE], batch["labels"][:, :SURPRISE])
    by_token = (wrong * known).sum() / jnp.maximum(known.sum(), 1)
    heard = batch["known"][:, SURPRISE]
    off = optax.huber_loss(said[:, SURPRISE], batch["labels"][:, SURPRISE]) * heard
    by_surprise = off.sum() / jnp.maximum(heard.sum(), 1)
    faults = jax.nn.softplus(said[:, :_FAULTS]).sum(axis=1) * batch["real"]
    total = jax.ops.segment_sum(faults, batch["text"], num_segments=2 * _PAIRS + 1)[:-1]
    apart = (total[0::2] - total[1::2]) * jnp.exp(params["scale"][batch["task"]])
    by_pair = (jax.nn.softplus(-apart) * batch["weight"]).sum()
    by_pair /= jnp.maximum(batch["weight"].sum(), 1)
    wrong_by_all: jax.Array = _BY_TOKEN * by_token + _BY_PAIR * by_pair + _BY_SURPRISE * by_surprise
    return wrong_by_all


def teach(sets: Sequence[Taught]) -> Probe:
    """Return a probe that was taught with ``sets``."""
    found, draw = items(sets), random.Random(_SEED)
    key = jax.random.PRNGKey(_SEED)
    params = begin(sets[0].states.values.shape[1], key)
    count = _EPOCHS * sum(item.rows for item in found) // _TOKENS + 1
    learner = optax.adam(optax.cosine_decay_schedule(_RATE, count))
    memory = learner.init(params)

    @jax.jit
    def step(params, memory, batch, key):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        value, slope = jax.value_and_grad(loss)(params, batch, key)
        change, memory = learner.update(slope, memory)
        return optax.apply_updates(params, change), memory, value

    for epoch in range(_EPOCHS):
        values = []
        for batch in steps(found, draw):
            key, own = jax.random.split(key)
            params, memory, value = step(params, memory, batch, own)
            values.append(float(value))
        sys.stderr.write(f"epoch {epoch}: loss {np.mean(values):.4f}\n")
    arrays = {name: np.asarray(params[name], np.float32) for name in Probe.ARRAYS}
    return Probe(**arrays)


def pair_accuracy(probe: Probe, one: Taught) -> float:
    """Return how often the worse text of a set's pairs has more expected faults."""
    texts = sorted({text for pair in one.lessons.pairs for text in pair})
    faults = {
        text: float(expected_faults(probe(one.states.values[one.states.tokens(text)])).sum())
        for text in texts
    }
    return float(np.mean([faults[worse] > faults[better] for worse, better in one.lessons.pairs]))


def main() -> None:
    """Teach the probe, and one without the sets of minimal pairs; write both."""
    sets = [taught(lessons, task) for task, lessons in enumerate(everything())]
    teach([one for one in sets if one.lessons.name not in MINIMAL_PAIRS]).save(APART)
    probe = teach(sets)
    probe.save(MODEL)
    for one in sets:
        sys.stderr.write(f"{one.lessons.name}: {pair_accuracy(probe, one):.3f} of its pairs\n")


if __name__ == "__main__":
    main()
