"""How well ``mt_likelihood`` tells machines from people: held-out articles and held-out systems.

    python -m benchmarks likelihood

Every version is judged by a model that has seen neither its article, in any version or
set, nor its system, in any year or language pair (``training/splits.py``). Articles of
WMT are read whole, to 420 words, and judged once more by their first passage. Intervals
are 95 % by bootstrap over articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from scipy.stats import rankdata

from benchmarks.likelihood_baselines import Scores, languagetool, ngrams, surprisal
from training import likelihood as learn
from training.corpus import SOURCES, Kind, Version
from training.likelihood import Judged, Placed
from training.splits import places
from training.states import Sentences, read

ENGINES = ("languagetool", "model")
_DRAWS = 300
_STRONG = 0.1  # direct assessment, standardised, of a system of WMT18


@dataclass(frozen=True, slots=True)
class Case:
    """A version with its likelihood.

    Attributes:
        version: the text.
        group: the articles that share text with it.
        half: of systems that its model has not seen.
        machine: the likelihood that a machine wrote it.
        called: whether that reaches the published threshold.
        translated: the likelihood that it was translated.
        low: lower end of the interval.
        high: upper end.
        index: of the version in the corpus.
    """

    version: Version
    group: str
    half: int
    machine: float
    called: bool
    translated: float
    low: float
    high: float
    index: int


Measure = Callable[[Sequence[Case]], float]


@cache
def _placed() -> tuple[Sentences, list[Placed]]:
    sentences = read(tuple(SOURCES))
    return sentences, learn.crossfit(sentences)


@cache
def judged(*, begun: bool = False) -> tuple[Sentences, list[Judged]]:
    """Return the corpus and the likelihoods of its versions, out of fold.

    Args:
        begun: whether only the first passage of each is judged.
    """
    sentences, known = _placed()
    return sentences, learn.judge(sentences.versions, known, begun=begun)


@cache
def cases(*, begun: bool = False) -> tuple[Case, ...]:
    """Return all versions of the corpus with their likelihoods, out of fold."""
    sentences, found = judged(begun=begun)
    versions = sentences.versions
    where = places(versions)
    return tuple(
        Case(
            versions[one.placed.version],
            where[one.placed.version].group,
            one.placed.half,
            one.machine,
            one.called,
            one.translated,
            one.low,
            one.high,
            one.placed.version,
        )
        for one in found
    )


def area(people: Sequence[float], machines: Sequence[float]) -> float:
    """Return the area under the ROC curve, nan where one side is empty."""
    if not people or not machines:
        return float("nan")
    ranks = rankdata([*people, *machines])
    upper = ranks[len(people) :].sum() - len(machines) * (len(machines) + 1) / 2
    return float(upper / (len(people) * len(machines)))


def auc(chosen: Sequence[Case]) -> float:
    """Return the area under the curve, people against machines."""
    return area(
        [case.machine for case in chosen if not case.version.kind.machine],
        [case.machine for case in chosen if case.version.kind.machine],
    )


def auc_within_sets(chosen: Sequence[Case]) -> float:
    """Return the mean over sets of the area under the curve in each."""
    by_set = defaultdict(list)
    for case in chosen:
        by_set[case.version.source].append(case)
    return float(np.nanmean([auc(some) for some in by_set.values()]))


def pairwise(chosen: Sequence[Case]) -> float:
    """Return how often a machine's version is likelier than the human one of its article."""
    people = {
        (case.version.article, case.half): case.machine
        for case in chosen
        if not case.version.kind.machine
    }
    right = [
        np.sign(case.machine - people[key]) / 2 + 0.5
        for case in chosen
        if case.version.kind.machine and (key := (case.version.article, case.half)) in people
    ]
    return float(np.mean(right)) if right else float("nan")


def called(chosen: Sequence[Case]) -> float:
    """Return the share that is called machine-made at the published threshold."""
    return float(np.mean([case.called for case in chosen])) if chosen else float("nan")


def interval(chosen: Sequence[Case], measure: Measure) -> tuple[float, float]:
    """Return the 95 % interval by bootstrap over groups of articles."""
    groups = defaultdict(list)
    for case in chosen:
        groups[case.group].append(case)
    names = sorted(groups)
    draw = np.random.default_rng(1)
    found = []
    for _ in range(_DRAWS):
        some: list[Case] = []
        for pick in draw.integers(0, len(names), len(names)):
            some += groups[names[pick]]
        found.append(measure(some))
    low, high = np.nanquantile(found, [0.025, 0.975])
    return float(low), float(high)


def told(chosen: Sequence[Case], measure: Measure) -> str:
    """Return the measure with its interval."""
    low, high = interval(chosen, measure)
    return f"{measure(chosen):.3f} ({low:.3f}–{high:.3f})"


def of_translated(chosen: Sequence[Case]) -> float:
    """Return the area under the curve by the likelihood of a translation, by whomever."""
    return auc([replace(case, machine=case.translated) for case in chosen])


def _of(*kinds: Kind, source: str = "", genre: str = "", begun: bool = False) -> list[Case]:
    return [
        case
        for case in cases(begun=begun)
        if case.version.kind in kinds
        and case.version.source.startswith(source)
        and genre in (case.version.genre, "")
    ]


def _goals() -> Iterator[tuple[str, str, Sequence[Case], Measure]]:
    """Yield what is asked for: name, goal, cases, measure."""
    multi = _of(Kind.ORIGINAL, Kind.ROUND_TRIP, source="roundtrip_wmt18")
    strong = [case for case in multi if (case.version.strength or 1.0) > _STRONG]
    recent = _of(Kind.ORIGINAL, Kind.ROUND_TRIP, source="roundtrip_en-de-en")
    german = _of(Kind.TRANSLATOR, Kind.MACHINE, source="ht-vs-mt")
    articles = _of(Kind.TRANSLATOR, Kind.MACHINE, source="articles")
    yield "round trips of WMT18 (500 words), pairwise", ".985", multi, pairwise
    yield "the same, strong systems", ".975", strong, pairwise
    yield "the same, area under the curve", ".95", multi, auc
    yield "the same, by the likelihood of a translation", "", multi, of_translated
    yield "round trips by Google and DeepL 2021 (135 words), pairwise", "", recent, pairwise
    yield "the same, area under the curve", "", recent, auc
    yield from _news(begun=False)
    yield "people against machines, `articles` (320 words)", ".80", articles, auc
    long = [c for c in articles if c.version.kind.machine]
    yield "the same, called machine: systems", "", long, called
    yield "people against machines, German, Google and DeepL 2021 (135 words)", "", german, auc
    tripped = _of(Kind.ROUND_TRIP, source="roundtrip_wmt18")
    yield "called machine: round trips of WMT18", "", tripped, called
    yield from _news(begun=True)


def _news(*, begun: bool) -> Iterator[tuple[str, str, Sequence[Case], Measure]]:
    """Yield the figures of people's against machines' translations, and what is called."""
    news = _of(Kind.TRANSLATOR, Kind.MACHINE, source="docs_wmt", begun=begun)
    read_to = "first passage (80–160 words)" if begun else "whole articles, to 420 words"
    yield f"people against machines, WMT, {read_to}, within sets", ".80", news, auc_within_sets
    yield "the same, pairwise", "", news, pairwise
    native = _of(Kind.ORIGINAL, genre="news", begun=begun)
    english = [case for case in native if "liv" not in case.version.source]
    yield "the same, called machine: English news of all sets", "≤ .03", english, called
    people = _of(Kind.TRANSLATOR, begun=begun)
    yield "the same, called machine: people's translations of all sets", "≤ .15", people, called
    weak = [c for c in news if c.version.kind.machine and c.version.year == 2018]
    yield "the same, called machine: systems of WMT18", ".90", weak, called
    late = [c for c in news if c.version.kind.machine and c.version.year > 2018]
    yield "the same, called machine: systems of WMT21 and WMT22", ".60", late, called


def _genres() -> Iterator[str]:
    yield "| set | genre | texts | called machine | mean likelihood |"
    yield "|---|---|---|---|---|"
    found = defaultdict(list)
    for case in cases():
        if not case.version.kind.machine:
            source = case.version.source
            name = "docs_wmt" if source.startswith("docs_wmt") else source
            if case.version.kind is Kind.TRANSLATOR:
                name += " (translators)"
            found[name, case.version.genre].append(case)
    for (source, genre), some in sorted(found.items()):
        mean = np.mean([case.machine for case in some])
        number = len({(c.version.article, c.version.sentences) for c in some})
        yield f"| {source} | {genre} | {number} | {called(some):.2f} | {mean:.2f} |"


def by_length(chosen: Sequence[Case], measure: Measure) -> float:
    """Return the measure by the number of words alone, shorter for machines."""
    return measure([replace(case, machine=-float(case.version.words)) for case in chosen])


def by_scores(chosen: Sequence[Case], measure: Measure, scores: Scores) -> float:
    """Return the measure by other scores, of the texts that have one."""
    return measure(
        [
            replace(case, machine=scores[case.index, case.half])
            for case in chosen
            if (case.index, case.half) in scores
        ]
    )


def table() -> Iterator[str]:
    """Yield the lines of two Markdown tables."""
    versions = judged()[0].versions
    baselines = (ngrams(versions), surprisal(versions), languagetool(versions))
    yield (
        "| figure | goal | measured | words alone | n-grams | surprisal | LanguageTool | texts |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for name, goal, chosen, measure in _goals():
        cells = [""] * 4
        if measure not in (called, of_translated):
            found = (
                by_length(chosen, measure),
                *(by_scores(chosen, measure, scores) for scores in baselines),
            )
            cells = ["" if np.isnan(value) else f"{value:.2f}" for value in found]
        yield f"| {name} | {goal} | {told(chosen, measure)} | {' | '.join(cells)} | {len(chosen)} |"
    yield ""
    yield "False calls by genre at the same threshold:"
    yield ""
    yield from _genres()
    yield ""
    counts = Counter(case.version.kind.value for case in cases())
    yield "Texts judged: " + ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items())) + "."
