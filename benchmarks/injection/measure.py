"""Injects, runs the rules and counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from benchmarks.corpora import TRANSLATED, annotated, digest
from benchmarks.injection import grammar, layout, names, numbers, offices, senses, wording
from benchmarks.injection.edits import Edit, Kind, inserted, sentences
from benchmarks.injection.frames import fill, frames
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.detect.catalog import detect
from mtqa.model import Document, Finding
from mtqa.share import interval

NEWS = ("wmt21", "wmt22-news", "gum-news", "original")
KINDS = (
    *names.KINDS,
    *offices.KINDS,
    *numbers.KINDS,
    *wording.KINDS,
    *senses.KINDS,
    *grammar.KINDS,
    *layout.KINDS,
)

_MOST = 100  # artifacts of a kind
_ROUNDS = 12  # how often each article may be used
_MOST_OF_ONE = 3  # of them, on one name
_SHARE = 3  # of so many articles that people translated, one is used
_LONG_ENOUGH = 800  # code points
_WORDS_BETWEEN = 45  # an article has an artifact in so many words, as weak systems do

Spot = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Article:
    """An article that people wrote or translated, and what the rules say about it as it is."""

    text: Annotated
    before: tuple[Finding, ...]
    translated: bool


@dataclass(frozen=True, slots=True)
class Used:
    """What has been injected so far.

    Attributes:
        counts: artifacts by kind.
        names: how often artifacts of a kind are on one name, by both.
        spots: the places that were changed.
    """

    counts: Counter[str]
    names: Counter[tuple[str, str]]
    spots: set[Spot]


@dataclass(frozen=True, slots=True)
class Injected:
    """An artifact in an article, and what the rules said about it.

    Attributes:
        rules: the ids of the rules whose findings touch the wrong words and
            that said nothing about what stood there before.
    """

    kind: Kind
    sentence: str
    wrong: str
    rules: frozenset[str]

    @property
    def found(self) -> bool:
        """Return whether any rule found it."""
        return bool(self.rules)

    @property
    def as_expected(self) -> bool:
        """Return whether a rule found it that is meant to."""
        return not self.rules.isdisjoint(self.kind.rules)


def _insertions(kind: Kind, article: Annotated, rng: Random, part: str) -> Iterator[Edit]:
    """Yield a new sentence with the artifact, behind some sentence of the article."""
    places, texts = sentences(article), frames(kind.name, part)
    if not places or not texts:
        return
    for _, end in rng.sample(places, min(3, len(places))):
        place = max(end, article.text.find("\n", end)) if kind.alone else end
        sentence = fill(rng.choice(texts), rng, part, kind.values(rng, part))
        yield inserted(place, sentence, alone=kind.alone)


def _zone(article: Annotated, edit: Edit) -> tuple[int, int]:
    """Return the range of the sentences that the edit changes, with their neighbours' edges."""
    start, end = edit.start, edit.end
    for first, last in sentences(article):
        if first <= edit.end and edit.start <= last:
            start, end = min(start, first), max(end, last)
    return start - 1, end + 1


def _free(article: Annotated, edit: Edit, others: Sequence[Edit]) -> bool:
    """Return whether the edit stands apart from the others and touches nothing they claim."""
    start, end = _zone(article, edit)
    return not any(
        (start < other.end + 1 and other.start - 1 < end)
        or (edit.claim and edit.claim == other.claim)
        for other in others
    )


def _choose(kind: Kind, article: Article, rng: Random, part: str, used: Used) -> list[Edit]:
    """Return edits that make the artifact, those that change what is there first."""
    text = article.text

    def fresh(edits: Iterator[Edit]) -> list[Edit]:
        found = [
            edit
            for edit in edits
            if (text.document.name, edit.start, edit.end, kind.name) not in used.spots
            and edit.text != text.text[edit.start : edit.end]
            and not _touching(article.before, edit.start, edit.end)
            and not (kind.translated and used.names[kind.name, edit.claim] >= _MOST_OF_ONE)
        ]
        rng.shuffle(found)
        return found

    changes = fresh(kind.propose(text, rng, part))
    if changes or article.translated:
        return changes
    return fresh(_insertions(kind, text, rng, part))


def _plan(article: Article, rng: Random, part: str, used: Used) -> list[tuple[Kind, Edit]]:
    """Return edits of one article, of the kinds that are rarest so far."""
    chosen: list[tuple[Kind, Edit]] = []
    room = max(1, len(article.text.doc) // _WORDS_BETWEEN)
    kinds = [kind for kind in KINDS if kind.translated or not article.translated]
    for kind in sorted(kinds, key=lambda kind: (used.counts[kind.name], rng.random())):
        if len(chosen) == room or used.counts[kind.name] >= _MOST:
            break
        edits = _choose(kind, article, rng, part, used)
        free = (edit for edit in edits if _free(article.text, edit, [other for _, other in chosen]))
        if edit := next(free, None):
            chosen.append((kind, edit))
            used.counts[kind.name] += 1
            used.names[kind.name, edit.claim] += bool(edit.claim)
            used.spots.add((article.text.document.name, edit.start, edit.end, kind.name))
    return sorted(chosen, key=lambda pair: pair[1].start)


def _apply(text: str, edits: Sequence[Edit]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with the edits made, and the ranges of the wrong words in it."""
    pieces, spans, last, length = [], [], 0, 0
    for edit in edits:
        pieces += [text[last : edit.start], edit.text]
        length += edit.start - last
        spans.append((length + edit.wrong[0], length + edit.wrong[1]))
        length += len(edit.text)
        last = edit.end
    return "".join([*pieces, text[last:]]), spans


def _touching(findings: Sequence[Finding], start: int, end: int) -> frozenset[str]:
    return frozenset(f.base_rule for f in findings if f.start < end and start < f.end)


def _line(text: str, start: int, end: int) -> str:
    """Return what stands around the range, with the range marked."""
    first, last = max(0, start - 110), end + 90
    around = f"{text[first:start]}[[{text[start:end]}]]{text[end:last]}"
    return around.replace("\n", " / ")


def _judge(article: Article, plan: Sequence[tuple[Kind, Edit]]) -> Iterator[Injected]:
    """Yield what the rules find of the planned artifacts, and not before in the article."""
    text, spans = _apply(article.text.text, [edit for _, edit in plan])
    document = Document(name=article.text.document.name, text=text, prose=text)
    findings = detect(Annotated(document, parse(text)), ()).findings
    for (kind, edit), (start, end) in zip(plan, spans, strict=True):
        already = _touching(article.before, edit.start, edit.end)
        rules = _touching(findings, start, end) - already
        yield Injected(kind, _line(text, start, end), text[start:end], rules)


@cache
def _articles(part: str) -> tuple[Article, ...]:
    """Return the news written in English and some translated by people, mixed."""
    found = [Article(text, detect(text, ()).findings, False) for _, text in annotated(NEWS, part)]
    for _, text in annotated(TRANSLATED, part):
        chosen = digest(f"{text.document.name} injected") % _SHARE == 0
        if chosen and len(text.text) >= _LONG_ENOUGH:
            found.append(Article(text, detect(text, ()).findings, True))
    return tuple(sorted(found, key=lambda article: digest(article.text.document.name)))


@cache
def measure(part: str, only: str = "") -> dict[str, tuple[Injected, ...]]:
    """Return the artifacts of each kind, or of the kind ``only``, and what was found of them."""
    full = Counter({kind.name: _MOST for kind in KINDS if only and kind.name != only})
    used = Used(full, Counter(), set())
    found: dict[str, list[Injected]] = defaultdict(list)
    for number in range(_ROUNDS):
        for article in _articles(part):
            rng = Random(digest(f"{number} {article.text.document.name}"))
            if plan := _plan(article, rng, part, used):
                for injected in _judge(article, plan):
                    found[injected.kind.name].append(injected)
    return {kind: tuple(them) for kind, them in found.items()}


def _row(name: str, rules: str, injected: Sequence[Injected]) -> str:
    hits, total = sum(one.found for one in injected), len(injected)
    low, high = interval(hits, total)
    expected = sum(one.as_expected for one in injected) / total
    recall = f"{hits / total:.2f} ({low:.2f}–{high:.2f})"
    return f"| {name} | {total} | {recall} | {rules} | {expected:.2f} |"


def table(part: str = "judge", only: str = "") -> Iterator[str]:
    """Yield the lines of a Markdown table of recall by kind."""
    found = measure(part, only)
    yield f"| kind ({part}) | artifacts | recall, any rule | expected rules | recall, these |"
    yield "|---|---|---|---|---|"
    for kind in KINDS:
        if injected := found.get(kind.name):
            yield _row(kind.name, ", ".join(kind.rules), injected)
    every = [one for them in found.values() for one in them]
    if every and not only:
        yield _row("all", "", every)
