"""Teaches the network that tells tortured phrases from genuine terms by the model's states.

The phrases of the list that ``tools/make_tortured.py`` carries are put into made-up
abstracts and in the place of noun phrases that people wrote, carried terms beside
them; every other pair of words that people wrote counts as genuine. A phrase's
numbers by its words come from a model that has not seen its term, so that the
network learns how far they can be trusted. The people's texts are abstracts and news
whose licences let a publisher use the result. Nothing is learnt from the terms held out
nor from the judging half; a fifth of the building half's documents (``for_reading``)
is left for reading false alarms. ``python -m training tortured`` writes
``mtqa/detect/words/models/tortured.npz``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray
from spacy.tokens import Doc

from benchmarks.corpora import digest, half, rows
from benchmarks.tortured import LIST, Phrase, held_out, noun_runs, read_phrases
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.annotate.lm import TokenStates
from mtqa.detect.words._pairs import MODEL, Candidate, Head, candidates, kind, read, shown
from mtqa.knowledge.tortured import Pair, attested_pairs, pairs, stems
from mtqa.model import Document
from tools.make_tortured import FOLDS, Model, compounds, fit, noun_phrases
from training.lessons import human_articles
from training.token_states import states

_FRAMES = (
    "Here we introduce {} for this task.", "The role of {} remains unclear.",
    "There has been much progress in {} during the last decade.", "Let us now consider {}.",
    "{} was evaluated in two experiments.", "Recent studies have reported {} as well.",
    "Section 3 deals with {} and its limits.", "A major challenge is {}.",
    "We also considered {}, but the difference was small.", "This leads to {} in many cases.",
    "Compared with {}, the cost is much lower.", "Because of {}, the model had to be adapted.",
    "The proposed method relies on {} and a simple rule.",
    "Such systems are often combined with {} in practice.",
    "Patients were treated with regard to {}.", "{} has attracted considerable attention.",
    "For this purpose, {} was measured every week.",
    "Most of the existing work on {} was done in Europe.",
    "Several papers review {} and related questions.", "The use of {} can improve the accuracy.",
)  # fmt: skip
_IN_TEXT = 16  # phrases of an abstract
_TORTURED = (1, 4, 8, 8, 12)  # how many of them are tortured
_RATES = (0.0, 0.15, 0.5)  # share of a document's noun phrases that are exchanged
_ROUNDS = 3  # in which each phrase is met again, in other sentences and company
_SAMPLE = 5  # one in so many news articles is read
_SEED = 11
_NETWORKS = 4  # from different beginnings; their answers are averaged
_DIRECTIONS, _HIDDEN, _EPOCHS, _BATCH, _RATE, _DECAY, _DROP = 96, 64, 24, 512, 2e-3, 0.1, 0.4
_LEAST_SPREAD = 0.3  # of a number, lest what is rarely set weigh too much

Floats = NDArray[np.float32]
Params = dict[str, jax.Array]


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase that was put into a text.

    Attributes:
        start: where, in code points.
        end: one past its last code point.
        fold: part of the list that its term belongs to, -1 where it is not of the list.
        kept: the pairs of the term's own words where the phrase is tortured, else ``None``.
    """

    start: int
    end: int
    fold: int
    kept: frozenset[Pair] | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text and the phrases that were put into it."""

    doc: Doc
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """A phrase to be put into a text; of ``Mark`` what does not depend on the place."""

    words: str
    fold: int = -1
    kept: frozenset[Pair] | None = None

    def at(self, start: int) -> Mark:
        """Return the mark of the phrase at this place."""
        return Mark(start, start + len(self.words), self.fold, self.kept)


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of words: its stems, whether it is tortured, and the part of the list, or -1."""

    candidate: Candidate
    stems: Pair
    tortured: bool
    fold: int


@cache
def _carried() -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in read_phrases(LIST) if not held_out(phrase.term))


def _tortured() -> list[Filling]:
    return [
        Filling(phrase.tortured, phrase.fold(FOLDS), frozenset(pairs(phrase.term)))
        for phrase in _carried()
        if not phrase.caution
    ]


def _terms() -> list[Filling]:
    found = {p.term: p.fold(FOLDS) for p in _carried() if 2 <= len(stems(p.term)) <= 4}
    return [Filling(term, fold) for term, fold in sorted(found.items())]


def for_reading(doc: str) -> bool:
    """Return whether nothing is learnt from the document of this name."""
    return digest(f"tortured {doc}") % 5 == 0


def _people() -> Iterator[tuple[str, Doc]]:
    """Yield what people wrote, with its name."""
    abstracts: dict[str, dict[str, None]] = {}
    for languages in ("de", "es", "fr"):
        for row in rows(f"mqm_bio2021_{languages}-en"):
            if row["system"].startswith("reference") and half(row["doc"]) == "build":
                abstracts.setdefault(languages + row["doc"], {})[row["target"]] = None
    yield from ((name, parse(" ".join(lines))) for name, lines in abstracts.items())
    for name, sentences in human_articles():
        if half(name) == "build" and digest(f"sample{name}") % _SAMPLE == 0:
            yield name, parse(" ".join(sentences))


def _abstract(fillings: Sequence[Filling], rng: Random) -> Lesson:
    text, marks = "", []
    for filling in fillings:
        before, after = rng.choice(_FRAMES).split("{}")
        marks.append(filling.at(len(text) + len(before)))
        words = filling.words if before else filling.words[0].upper() + filling.words[1:]
        text += f"{before}{words}{after} "
    return Lesson(parse(text), tuple(marks))


def _abstracts(genuine: Iterator[Filling], rng: Random) -> Iterator[Lesson]:
    left = _tortured()
    rng.shuffle(left)
    while left:
        number = rng.choice(_TORTURED)
        mixed, left = left[:number], left[number:]
        mixed += [next(genuine) for _ in range(_IN_TEXT - len(mixed))]
        rng.shuffle(mixed)
        yield _abstract(mixed, rng)
        if rng.random() < 0.3:
            yield _abstract([next(genuine) for _ in range(_IN_TEXT)], rng)


def _exchanged(doc: Doc, fillings: Iterator[Filling], rng: Random) -> Lesson:
    """Return the document with some of its noun phrases exchanged."""
    rate, text, marks, last = rng.choice(_RATES), "", [], 0
    for run in noun_runs(doc):
        if rng.random() < rate:
            text += doc.text[last : run.start_char]
            filling = next(fillings)
            marks.append(filling.at(len(text)))
            text, last = text + filling.words, run.end_char
    return Lesson(parse(text + doc.text[last:]) if marks else doc, tuple(marks))


def lessons() -> Iterator[list[Lesson]]:
    """Yield the texts to learn from, in rounds."""
    people = [doc for name, doc in _people() if not for_reading(name)]
    written = [Filling(words) for words in sorted({r.text for d in people for r in noun_runs(d)})]
    for number in range(_ROUNDS):
        found = _round(people, written, Random(_SEED + number))
        yield [lesson for lesson in found if lesson.marks or not number]


def _round(people: Sequence[Doc], written: Sequence[Filling], rng: Random) -> Iterator[Lesson]:
    """Yield made-up abstracts that hold each tortured phrase once, and what people wrote."""
    terms, tortured = _terms(), _tortured()

    def genuine() -> Iterator[Filling]:
        while True:
            yield rng.choice(terms if rng.random() < 0.5 else written)

    def fillings() -> Iterator[Filling]:
        while True:
            yield rng.choice(tortured if rng.random() < 0.55 else terms)

    yield from _abstracts(genuine(), rng)
    yield from (_exchanged(doc, fillings(), rng) for doc in people)


def examples(lesson: Lesson) -> Iterator[Example]:
    """Yield the pairs of a text's words, without those that are tortured in part."""
    for one in candidates(lesson.doc):
        first, last = lesson.doc[one.first], lesson.doc[one.last]
        start, end, pair = first.idx, last.idx + len(last), one.stems(lesson.doc)
        mark = next((m for m in lesson.marks if start < m.end and m.start < end), None)
        if mark is None or mark.kept is None:
            yield Example(one, pair, False, -1 if mark is None else mark.fold)
        elif mark.start <= start and end <= mark.end and pair not in mark.kept:
            yield Example(one, pair, True, mark.fold)


def _read(taught: Sequence[Lesson]) -> Iterator[Annotated]:
    """Yield the texts as the language model reads them; its states are kept for the next time."""
    plain = [_annotated(lesson.doc) for lesson in taught]
    kept = states([run.text for text in plain for run in text.passages])
    number = 0
    for text in plain:
        runs = [kept.tokens(number + at) for at in range(len(text.passages))]
        number += len(runs)
        found = (TokenStates(kept.offsets[one], kept.values[one].astype("f4")) for one in runs)
        yield replace(text, states=tuple(found))


def _annotated(doc: Doc) -> Annotated:
    return Annotated(Document(name="lesson", text=doc.text, prose=doc.text), doc)


def _around(text: Annotated, found: Sequence[Candidate]) -> NDArray[np.float16]:
    seen = read(text)
    if seen is None:
        raise ValueError("a text without words")
    return seen.around(found, text.doc).astype(np.float16)


def _models() -> list[Model]:
    """Return for each part of the list a model of words that has not seen it."""
    named, glossed = sorted(compounds()), list(noun_phrases())
    attested = {*attested_pairs(), *(pair for words in (*named, *glossed) for pair in pairs(words))}
    genuine = [*Random(4).sample(named, 12_000), *glossed]
    return [
        fit([phrase for phrase in _carried() if phrase.fold(FOLDS) != fold], genuine, attested)
        for fold in range(FOLDS)
    ]


def _by_words(found: Sequence[Example], models: Sequence[Model]) -> Floats:
    """Return the rows of ``_pairs.by_words``, as a model that doesn't know the term sees them."""
    rng, english, lines = Random(_SEED), attested_pairs(), []
    for one in found:
        model = models[one.fold if one.fold >= 0 else rng.randrange(FOLDS)]
        before, behind = model.number(one.stems[0])[0], model.number(one.stems[1])[1]
        known = one.stems in english or one.stems in model.learnt.terms
        numbers = shown(before, behind, model.learnt.restores(one.stems), known, one.stems)
        lines.append((*numbers, *kind(one.candidate)))
    return np.array(lines, np.float32)


def _loss(params: Params, rows: jax.Array, wanted: jax.Array, key: jax.Array) -> jax.Array:
    first, second = jax.random.split(key)
    rows *= jax.random.bernoulli(first, 1 - _DROP / 2, rows.shape) / (1 - _DROP / 2)
    hidden = jax.nn.relu(rows @ params["into"] + params["bias"])
    hidden *= jax.random.bernoulli(second, 1 - _DROP, hidden.shape) / (1 - _DROP)
    odds = hidden @ params["out"] + params["constant"]
    return jnp.mean(optax.sigmoid_binary_cross_entropy(odds, wanted))


def _teach(rows: Floats, wanted: Floats, seed: int) -> dict[str, Floats]:
    key = jax.random.PRNGKey(seed)
    into, out, key = jax.random.split(key, 3)
    params: Params = {
        "into": jax.random.normal(into, (rows.shape[1], _HIDDEN)) * 0.05,
        "bias": jnp.zeros(_HIDDEN),
        "out": jax.random.normal(out, (_HIDDEN,)) * 0.1,
        "constant": jnp.zeros(()),
    }
    steps = len(rows) // _BATCH
    rate = optax.cosine_decay_schedule(_RATE, steps * _EPOCHS)
    learner = optax.adamw(rate, weight_decay=_DECAY)
    memory = learner.init(params)

    @jax.jit
    def step(params, memory, rows, wanted, key):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        slope = jax.grad(_loss)(params, rows, wanted, key)
        change, memory = learner.update(slope, memory, params)
        return optax.apply_updates(params, change), memory

    draw = np.random.default_rng(seed)
    for _ in range(_EPOCHS):
        for at in draw.permutation(len(rows))[: steps * _BATCH].reshape(steps, _BATCH):
            key, own = jax.random.split(key)
            params, memory = step(params, memory, rows[at], wanted[at], own)
    return {name: np.asarray(value, np.float32) for name, value in params.items()}


def _directions(values: NDArray[np.float16]) -> tuple[Floats, Floats]:
    """Return the mean, and the directions of most variance, scaled to one on average."""
    mean = values.mean(axis=0, dtype=np.float32)
    _, vectors = np.linalg.eigh(np.cov((values[::4] - mean).T))
    chosen = vectors[:, ::-1][:, :_DIRECTIONS].astype(np.float32)
    scale = ((values[::4] - mean) @ chosen).std(axis=0).mean()
    return mean, (chosen / scale).astype(np.float32)


def _joined(rows: Floats, wanted: Floats) -> dict[str, Floats]:
    """Return several networks side by side as one that gives the mean of their answers."""
    each = [_teach(rows, wanted, _SEED + number) for number in range(_NETWORKS)]
    return {
        "into": np.hstack([one["into"] for one in each]),
        "bias": np.concatenate([one["bias"] for one in each]),
        "out": np.concatenate([one["out"] for one in each]) / np.float32(_NETWORKS),
        "constant": np.array(np.mean([one["constant"] for one in each]), np.float32),
    }


def teach(around: NDArray[np.float16], words: Floats, tortured: NDArray[np.bool_]) -> Head:
    """Return the network; what it makes of the states is folded into one matrix."""
    mean, spread = words.mean(axis=0), np.maximum(words.std(axis=0), _LEAST_SPREAD)
    width = around.shape[1] // 3
    parts = [around[:, at : at + width] for at in range(0, 3 * width, width)]
    bases = [_directions(part) for part in parts]
    rows = [(part - mean) @ base for part, (mean, base) in zip(parts, bases, strict=True)]
    taught = _joined(np.hstack([(words - mean) / spread, *rows]), tortured.astype(np.float32))
    by_words, *by_states = np.split(
        taught["into"], [words.shape[1] + _DIRECTIONS * number for number in range(3)]
    )
    own = by_words / spread[:, None]
    by_state = [base @ into for (_, base), into in zip(bases, by_states, strict=True)]
    share = tortured.mean()
    constant = taught["constant"] - np.log(share / (1 - share))
    bias = taught["bias"] - mean @ own
    for (centre, _), into in zip(bases, by_state, strict=True):
        bias = bias - centre @ into
    return Head(np.vstack(by_state), own, bias, np.append(taught["out"], constant))


def main() -> None:
    """Read the lessons, teach the network and write it."""
    found: list[Example] = []
    around = []
    for taught in lessons():
        for lesson, text in zip(taught, _read(taught), strict=True):
            if some := list(examples(lesson)):
                found += some
                around.append(_around(text, [one.candidate for one in some]))
    tortured = np.array([one.tortured for one in found])
    sys.stderr.write(f"{len(found)} pairs, {tortured.sum()} of them tortured\n")
    teach(np.concatenate(around), _by_words(found, _models()), tortured).save(MODEL)


if __name__ == "__main__":
    main()
