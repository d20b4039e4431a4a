"""Do the doubted words lie where people mark errors?

    python -m benchmarks spans

Each text is read by itself. ``AUC`` is the chance that a marked word of a text is
doubted more than one of its other words, over texts that have both; ``AP`` is average
precision over all words of the set. Precision and recall are those of the words that
are shown, each counted by its characters that lie in a marked span. Intervals are
95 % by bootstrap over documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import DATA, ROOT, digest, half, rows
from benchmarks.ranks import auc
from mtqa.annotate.passages import plain
from mtqa.annotate.probe import KINDS, probe
from mtqa.score import spans
from training.lessons import changed, rated_linguistic, untokenized
from training.token_states import states

ENGINES = ("model",)
_DRAWS = 300
_SURPRISE = KINDS.index("surprise")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the spans that people marked in it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    document: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text.

    Attributes:
        share: how much of each word lies in a marked span, by characters.
        score: the probability that is shown.
        surprise: highest surprisal of its tokens as the probe hears it.
        rare: how rare the word is in English.
        document: where the text stands.
    """

    share: Floats
    score: Floats
    surprise: Floats
    rare: Floats
    document: str


def rated(name: str, taught: bool, share: int = 1) -> list[Marked]:
    """Return the outputs of an MQM set, on the half that taught nothing."""
    found = []
    for row in rows(name):
        kept = digest(row["doc"]) % share == 0 and (not taught or half(row["doc"]) == "judge")
        text = plain(row["target"])
        if kept and len(text) == len(row["target"]):
            errors = [one for one in rated_linguistic(row) if one["start"] is not None]
            places = tuple((one["start"], one["end"]) for one in errors)
            found.append(Marked(text, places, row["doc"]))
    return found


def post_edited() -> list[Marked]:
    """Return the outputs of mlqe-pe's test files with the words that editors changed."""
    found = []
    for lp in ("ro", "et", "ne"):
        for row in rows(f"mlqepe_{lp}-en_test"):
            text, edit = plain(untokenized(row["target"])), plain(untokenized(row["postedit"]))
            places = tuple((start, end) for start, end, _ in changed(text, edit))
            found.append(Marked(text, places, text))
    return found


def seed() -> list[Marked]:
    """Return the paragraphs of the seed article with the spans known to be wrong."""
    gold = DATA.parent / "gold" / "seed.jsonl"
    known = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    (path,) = sorted((ROOT / "seeds").glob("*.txt"))
    text, found, at = path.read_text(encoding="utf-8"), [], 0
    for line in text.split("\n"):
        places = tuple(
            (max(one["start"], at) - at, min(one["end"], at + len(line)) - at)
            for one in known
            if one["start"] < at + len(line) and one["end"] > at
        )
        if line.strip() and len(plain(line)) == len(line):
            found.append(Marked(plain(line), places, f"line {at}"))
        at += len(line) + 1
    return found


def read(texts: Sequence[Marked]) -> Iterator[Words]:
    """Yield what the probe says of the words of each text that has any."""
    once = list(dict.fromkeys(one.text for one in texts))
    known, number = states(once), {text: at for at, text in enumerate(once)}
    for one in texts:
        rows_ = known.tokens(number[one.text])
        offsets = known.offsets[rows_].astype(np.int64)
        places = [(a, b) for a, b in spans.words(one.text) if one.text[a].isalnum()]
        if not places:
            continue
        forms = [one.text[a:b] for a, b in places]
        features = spans.word_features(
            places, forms, offsets[:, 0], offsets[:, 1], probe()(known.values[rows_])
        )
        yield Words(
            np.array([_share(place, one.spans) for place in places]),
            spans.weights()(features),
            features[:, 2],
            features[:, 3],
            one.document,
        )


def _share(place: tuple[int, int], marked: Sequence[tuple[int, int]]) -> float:
    start, end = place
    inside = {at for a, b in marked for at in range(max(a, start), min(b, end))}
    return len(inside) / (end - start)


def average_precision(marked: NDArray[np.bool_], score: Floats) -> float:
    """Return the mean precision at each marked word, the highest score first."""
    order = np.argsort(-score, kind="stable")
    hits = marked[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def inside(texts: Sequence[Words], column: str) -> list[tuple[str, float]]:
    """Return the AUC within each text that has marked words and others, with its document."""
    found = []
    for one in texts:
        marked = one.share > 0.5
        if 0 < marked.sum() < len(marked):
            found.append((one.document, auc(marked, getattr(one, column))))
    return found


def interval(figures: Sequence[tuple[str, float]]) -> str:
    """Return the 95 % interval of the mean over draws of documents."""
    groups: dict[str, list[float]] = {}
    for document, value in figures:
        groups.setdefault(document, []).append(value)
    totals = np.array([(sum(group), len(group)) for group in groups.values()])
    draw = np.random.default_rng(1)
    drawn = [totals[draw.integers(0, len(totals), len(totals))].sum(axis=0) for _ in range(_DRAWS)]
    low, high = np.quantile([total / count for total, count in drawn], (0.025, 0.975))
    return f"{low:.2f}–{high:.2f}"


def row(name: str, texts: Sequence[Marked]) -> str:
    """Return the row of one set."""
    found = list(read(texts))
    own = inside(found, "score")
    share = np.concatenate([one.share for one in found])
    score = np.concatenate([one.score for one in found])
    marked, shown = share > 0.5, score >= spans.weights().shown
    right = float(share[shown].sum())
    others = " / ".join(
        f"{np.mean([value for _, value in inside(found, column)]):.2f}"
        for column in ("surprise", "rare")
    )
    return (
        f"| {name} | {len(found):,} | {len(share):,} | {marked.mean():.3f} "
        f"| {np.mean([value for _, value in own]):.2f} ({interval(own)}) | {others} "
        f"| {average_precision(marked, score):.3f} "
        f"| {right / max(1, shown.sum()):.2f} / {right / share.sum():.2f} |"
    )


def table() -> list[str]:
    """Return the section of the page, as lines of Markdown."""
    sets = {
        "mqm_ted2021_zh-en": rated("mqm_ted2021_zh-en", taught=True),
        "mqm_news2021_zh-en": rated("mqm_news2021_zh-en", taught=False, share=5),
        "mqm_general2022_zh-en": rated("mqm_general2022_zh-en", taught=False),
        **{
            f"mqm_bio2021_{lp}-en": rated(f"mqm_bio2021_{lp}-en", taught=True, share=3)
            for lp in ("de", "es", "fr")
        },
        "mlqe-pe, words changed": post_edited(),
        "the seed article": seed(),
    }
    return [
        f"Words are shown from a probability of {spans.weights().shown:.2f}.",
        "",
        "| set | texts | words | marked | AUC in a text (95 %) | surprise / rarity alone "
        "| AP | shown: precision / recall |",
        "|---|---|---|---|---|---|---|---|",
        *(row(name, texts) for name, texts in sets.items() if texts),
    ]
