"""Does the fluency score agree with people, and with pairs of a good and a spoilt sentence?

    python -m benchmarks fluency

Judged on the half of each set that taught nothing, and on sets that taught nothing at
all. The score is that of the language model alone, each text read by itself, without
findings. Intervals are 95 % by bootstrap over documents, or over source sentences
where a set has no documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from benchmarks.bigrams import Bigrams
from benchmarks.corpora import annotated, digest, half, rows
from benchmarks.ranks import rho
from mtqa.annotate.languagetool import Client
from mtqa.annotate.passages import passages, plain
from mtqa.annotate.probe import Probe, probe
from mtqa.annotate.segments import sentences
from mtqa.batch.engines import connect, shared_engines
from mtqa.config import Settings
from mtqa.score.fluency import heard, of_document, scale, with_fluency
from mtqa.words import count_words
from training.lessons import DECIDABLE, human_articles, penalty, rated_linguistic, untokenized
from training.token_states import APART, model, states, surprisal

ENGINES = ("languagetool", "model")
_DRAWS = 300
_PAIRS = 100  # of versions of one source; with fewer, no share is given
_MOST = 12  # documents of a set
DOCUMENTS = (
    *("wmt21", "wmt22-news", "gum-news", "wmt22-other", "human-translation"),
    *("mt-2022", "mt-2021", "mt-2018", "mt-weak"),
)
"""Sets of whole documents that taught nothing."""
Floats = NDArray[np.float64]
Measure = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True)
class Rated:
    """Texts that people judged.

    Attributes:
        name: of the set.
        texts: each once for each judgement.
        badness: what people held against each.
        source: what it is a version of.
        document: where that stands.
    """

    name: str
    texts: tuple[str, ...]
    badness: Floats
    source: tuple[str, ...]
    document: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A good sentence and a spoilt one; ``kind`` says how, ``source`` what it came from."""

    good: str
    bad: str
    kind: str
    source: str


def demetr() -> list[Pair]:
    """Return the pairs of DEMETR that can be decided without the source."""
    return [
        Pair(plain(row["mt"]), plain(row["pert"]), row["cat"], row["mt"])
        for row in rows("demetr")
        if row["cat"] in DECIDABLE
        and half(row["mt"]) == "judge"
        and plain(row["mt"]) != plain(row["pert"])
    ]


def blimp() -> list[Pair]:
    """Return the pairs of BLiMP."""
    return [
        Pair(plain(row["good"]), plain(row["bad"]), row["uid"], row["good"])
        for row in rows("blimp60")
        if half(row["good"]) == "judge"
    ]


def mqm(name: str, taught: bool, share: int = 1) -> Rated:
    """Return a set of MQM judgements, penalties of linguistic errors where it names families.

    Args:
        name: of the set.
        taught: half of it taught the probe, so that the other half is judged on.
        share: one in so many documents is looked at.
    """
    found = [
        row
        for row in rows(name)
        if digest(row["doc"]) % share == 0 and (not taught or half(row["doc"]) == "judge")
    ]
    return Rated(
        name,
        tuple(plain(row["target"]) for row in found),
        np.array([penalty(rated_linguistic(row)) for row in found]),
        tuple(f"{row['doc']} {row['seg']}" for row in found),
        tuple(row["doc"] for row in found),
    )


def learners() -> Iterator[Rated]:
    """Yield the sets that judge single sentences, each its own document."""
    found = list(rows("tmu_gfm"))
    texts = tuple(plain(row["output"]) for row in found)
    sources = tuple(row["source"] for row in found)
    for part in ("fluency", "grammar"):
        bad = -np.array([row[part] for row in found])
        yield Rated(f"tmu_gfm, {part}", texts, bad, sources, sources)
    found = [row for row in rows("gug") if row["split"] != "train"]
    texts = tuple(plain(row["text"]) for row in found)
    yield Rated("gug", texts, -np.array([row["avg"] for row in found]), texts, texts)
    for lp in ("ro", "et", "ne"):
        found = list(rows(f"mlqepe_{lp}-en_test"))
        texts = tuple(plain(untokenized(row["target"])) for row in found)
        bad = -np.array([row["da_mean"] for row in found])
        yield Rated(f"mlqe-pe {lp}-en", texts, bad, texts, texts)


def _unique(score: Callable[[list[str]], Sequence[float]], texts: Sequence[str]) -> Floats:
    once = list(dict.fromkeys(texts))
    known = dict(zip(once, score(once), strict=True))
    return np.array([known[text] for text in texts])


def disfluency(texts: Sequence[str], heard_by: Probe | None = None) -> Floats:
    """Return 100 less the fluency of each text."""
    listener = heard_by or probe()

    def score(once: list[str]) -> list[float]:
        read = states(once)
        found = [heard(listener(read.values[read.tokens(at)])) for at in range(len(once))]
        return [100 - scale()(one.faults, one.marked, one.nats) for one in found]

    return _unique(score, texts)


def length(texts: Sequence[str]) -> Floats:
    """Return the number of words of each text."""
    return np.array([count_words(text) for text in texts], float)


@cache
def _bigrams() -> Bigrams:
    return Bigrams([one for _, article in human_articles() for one in article])


def rarity(texts: Sequence[str]) -> Floats:
    """Return how improbable each text is to a bigram model of human articles, by word."""
    return np.array([_bigrams().surprisal(text) for text in texts])


def whole_model(texts: Sequence[str]) -> Floats:
    """Return the mean surprisal of each text to the whole language model, in nats."""
    return _unique(lambda once: [float(one.mean()) for one in surprisal(once)], texts)


BASELINES: dict[str, Measure] = {"length": length, "bigrams": rarity}


def _groups(keys: Sequence[str]) -> list[NDArray[np.int64]]:
    found: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        found.setdefault(key, []).append(index)
    return [np.array(group) for group in found.values()]


def within(score: Floats, badness: Floats, source: Sequence[str]) -> tuple[float, int]:
    """Return how often the worse of two versions of one source scores worse, and of how many."""
    right = total = 0.0
    for group in _groups(source):
        worse = np.subtract.outer(badness[group], badness[group]) > 0
        apart = np.subtract.outer(score[group], score[group])[worse]
        right += float((apart > 0).sum() + 0.5 * (apart == 0).sum())
        total += len(apart)
    return right / max(total, 1), int(total)


def interval(document: Sequence[str], figure: Callable[[NDArray[np.int64]], float]) -> str:
    """Return the 95 % interval of ``figure`` over draws of documents, as text."""
    groups, draw = _groups(document), np.random.default_rng(1)
    drawn = [
        figure(np.concatenate([groups[at] for at in draw.integers(0, len(groups), len(groups))]))
        for _ in range(_DRAWS if len(document) < 2000 else _DRAWS // 3)
    ]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"{low:.2f}–{high:.2f}"


def _held(score: Floats, bad: Floats, words: Floats, at: NDArray[np.int64]) -> float:
    return rho(score[at], bad[at], words[at])


def _beside(one: Rated, value: Floats, words: Floats | None) -> str:
    """Return a baseline's ρ, with the number of words held constant where given, and within."""
    share, pairs = within(value, one.badness, one.source)
    sourced = f"{share:.3f}" if pairs > _PAIRS else "–"
    return f"{rho(value, one.badness, words):.2f} / {sourced}"


def rated_table(sets: Sequence[Rated], baselines: dict[str, Measure]) -> list[str]:
    """Return the rows of the sets that people rated, the baselines beside the score."""
    names = "".join(f"| {name}: ρ, length held constant / within " for name in baselines)
    lines = [
        "| set | texts | ρ | ρ, length held constant (95 %) | within a source (pairs) "
        f"| length: ρ / within {names}|",
        "|---" * (6 + len(baselines)) + "|",
    ]
    for one in sets:
        score, words = disfluency(one.texts), length(one.texts)
        held = rho(score, one.badness, words)
        span = interval(one.document, partial(_held, score, one.badness, words))
        own, pairs = within(score, one.badness, one.source)
        cells = [_beside(one, words, None)]
        cells += [_beside(one, measure(one.texts), words) for measure in baselines.values()]
        lines.append(
            f"| {one.name} | {len(one.texts):,} | {rho(score, one.badness):.2f} "
            f"| {held:.2f} ({span}) | {f'{own:.3f} ({pairs:,})' if pairs > _PAIRS else '–'} "
            f"| {' | '.join(cells)} |"
        )
    return lines


def right(pairs: Sequence[Pair], measure: Measure) -> Floats:
    """Return 1 for each pair whose spoilt sentence measures higher, ½ for a tie."""
    bad = measure([pair.bad for pair in pairs])
    good = measure([pair.good for pair in pairs])
    return np.asarray((bad > good) + 0.5 * (bad == good), float)


def by_kind(pairs: Sequence[Pair], won: Floats) -> dict[str, float]:
    """Return the share of each kind."""
    kinds = np.array([pair.kind for pair in pairs])
    return {kind: float(won[kinds == kind].mean()) for kind in sorted(set(kinds))}


def pair_tables(name: str, pairs: Sequence[Pair], some: int) -> list[str]:
    """Return the accuracy on pairs: the mean over kinds, and each kind.

    Args:
        name: of the set.
        pairs: of it.
        some: one pair in so many is read by the whole language model, which is slow.
    """
    apart = Probe.load(APART) if APART.exists() else None
    won = {"fluency": right(pairs, disfluency)}
    if apart is not None:
        won["taught without this set"] = right(pairs, lambda texts: disfluency(texts, apart))
    won |= {base: right(pairs, measure) for base, measure in BASELINES.items()}
    drawn = [at for at, pair in enumerate(pairs) if digest(pair.source) % some == 0]
    few = [pairs[at] for at in drawn]
    kinds = {column: by_kind(pairs, values) for column, values in won.items()}
    surprised = float(right(few, whole_model).mean())

    def mean(at: NDArray[np.int64]) -> float:
        return float(np.mean(list(by_kind([pairs[i] for i in at], won["fluency"][at]).values())))

    span = interval([pair.source for pair in pairs], mean)
    lines = [
        f"**{name}**, {len(pairs):,} pairs of {len(kinds['fluency'])} kinds; the fluency's mean "
        f"over kinds has the interval {span}. Mean surprisal by the whole model is right on "
        f"{surprised:.3f} of {len(few):,} pairs drawn by hash, the fluency on "
        f"{won['fluency'][drawn].mean():.3f} of the same.",
        "",
        "| kind | pairs | " + " | ".join(kinds) + " |",
        "|---|---|" + "---|" * len(kinds),
        f"| **mean** | {len(pairs):,} | "
        + " | ".join(f"**{np.mean(list(one.values())):.3f}**" for one in kinds.values())
        + " |",
    ]
    for kind in sorted(kinds["fluency"], key=lambda one: kinds["fluency"][one]):
        count = sum(pair.kind == kind for pair in pairs)
        cells = " | ".join(f"{one[kind]:.2f}" if kind in one else "–" for one in kinds.values())
        lines.append(f"| {kind} | {count} | {cells} |")
    return [*lines, ""]


def matches(client: Client, texts: Sequence[str]) -> Floats:
    """Return LanguageTool's matches per 100 words of each text, asked as in a run."""

    def score(once: list[str]) -> list[float]:
        return [100 * len(client.check(text)) / max(1, count_words(text)) for text in once]

    return _unique(score, texts)


def grammar_table(checked: Measure) -> list[str]:
    """Return the accuracy of LanguageTool's matches beside the fluency, on samples of pairs."""
    lines = ["| sample | n | LanguageTool | fluency |", "|---|---|---|---|"]
    for name, pairs, some in (("DEMETR", demetr(), 25), ("BLiMP", blimp(), 5)):
        few = [pair for pair in pairs if digest(pair.source) % some == 0]
        both = [right(few, measure).mean() for measure in (checked, disfluency)]
        lines.append(f"| {name}, pairs right | {len(few)} | {both[0]:.3f} | {both[1]:.3f} |")
    return [*lines, ""]


def documents(corpus: str, most: int) -> Iterator[float]:
    """Yield the fluency of a set's first documents, read as in a run, without findings."""
    for _, one in islice(annotated((corpus,), "judge"), most):
        texts = [run.text for run in passages([sentence.text for sentence in one.sentences])]
        known = replace(one, states=tuple(model().states(texts)))
        units = with_fluency(sentences(known), (), one.text, known.said)
        value = of_document(units, one.text)
        if value is not None:
            yield value


def document_table() -> list[str]:
    """Return the rows of whole documents."""
    lines = [
        "| documents | n | fluency: mean | lowest tenth | highest tenth |",
        "|---|---|---|---|---|",
    ]
    for corpus in DOCUMENTS:
        found = np.array(list(documents(corpus, _MOST)))
        if len(found):
            low, high = np.quantile(found, (0.1, 0.9))
            lines.append(
                f"| {corpus} | {len(found)} | {found.mean():.1f} | {low:.1f} | {high:.1f} |"
            )
    return lines


def _rated() -> list[Rated]:
    return [
        mqm("mqm_ted2021_zh-en", taught=True),
        mqm("mqm_news2021_zh-en", taught=False, share=5),
        mqm("mqm_general2022_zh-en", taught=False),
        *(mqm(f"mqm_bio2021_{lp}-en", taught=True, share=3) for lp in ("de", "es", "fr")),
        *learners(),
    ]


def table() -> list[str]:
    """Return the section of the page, as lines of Markdown."""
    baselines: dict[str, Measure] = {"bigrams": rarity, "surprisal": whole_model}
    with shared_engines(Settings(model=False), print, lambda: None) as shared:
        client = connect(shared).grammar
        checked = None if client is None else partial(matches, client)
        if checked is not None:
            baselines["LanguageTool"] = checked
        lines = [*rated_table(_rated(), baselines), ""]
        if checked is None:
            lines += [f"LanguageTool was not measured: {shared.failed}", ""]
        else:
            lines += grammar_table(checked)
    return [
        *lines,
        *pair_tables("DEMETR", demetr(), 25),
        *pair_tables("BLiMP", blimp(), 5),
        *document_table(),
    ]
