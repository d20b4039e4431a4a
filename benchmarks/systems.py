"""Findings in weak and strong systems against human text of the same content.

    python -m benchmarks systems

Systems are ranked, within a language pair and year, by chrF against the
reference (round trips: by people's direct assessment, where the set has it);
the weakest and the strongest third of all are taken. Each of a system's
documents on the judging half that a hash picks is set against the human text of
the same document. The whole pipeline counts, LanguageTool included.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from sacrebleu.metrics.chrf import CHRF

from benchmarks.corpora import DATA, Text, digest, half, rows
from mtqa.batch.engines import connect, load_language, shared_engines
from mtqa.config import Settings
from mtqa.errors import InputError
from mtqa.model import Assessment
from mtqa.pipeline import assess_document
from mtqa.read import document

_DOCUMENTS = 4
_DRAWS = 1000


@dataclass(frozen=True)
class Version:
    """A machine's version of a document beside the human one.

    Attributes:
        system: set and system.
        quality: of the system over these documents; comparable within a set.
    """

    system: str
    doc: str
    quality: float
    machine: str
    human: str


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines)


def _picked(docs: Sequence[tuple[str, str, str]], system: str) -> list[tuple[str, str, str]]:
    return sorted(docs, key=lambda one: digest(f"{system} {one[0]}"))[:_DOCUMENTS]


def _versions() -> Iterator[Version]:
    """Yield what each system made of up to ``_DOCUMENTS`` documents."""
    chrf = CHRF()
    for path in sorted(DATA.glob("docs_wmt*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        made: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for row in rows(name):
            doc = f"{name}.{row['doc']}"
            if half(doc) == "judge":
                human = _join(next(iter(row["ref"].values())))
                for system, lines in row["sys"].items():
                    made[f"{name} {system}"].append((doc, _join(lines), human))
        for system, docs in made.items():
            picked = _picked(docs, system)
            quality = chrf.corpus_score([m for _, m, _ in picked], [[h for _, _, h in picked]])
            for doc, machine, human in picked:
                yield Version(system, doc, quality.score, machine, human)


def _round_trips() -> Iterator[Version]:
    made: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    quality: dict[str, list[float]] = defaultdict(list)
    for row in rows("roundtrip_wmt18_multi"):
        if half(row["id"]) == "judge":
            for system, lines in row["roundtrip"].items():
                made[system].append((row["id"], _join(lines), _join(row["original"])))
                if (score := row["da"].get(system)) is not None:
                    quality[system].append(score)
    for system, docs in made.items():
        if quality[system]:
            for doc, machine, human in _picked(docs, system):
                yield Version(f"round trip {system}", doc, mean(quality[system]), machine, human)


def thirds(versions: Sequence[Version]) -> tuple[list[Version], list[Version]]:
    """Return the versions of the weakest and of the strongest third of systems."""
    quality = {version.system: version.quality for version in versions}
    ranked = sorted(quality, key=lambda system: quality[system])
    size = len(ranked) // 3
    weak, strong = set(ranked[:size]), set(ranked[-size:])
    return (
        [version for version in versions if version.system in weak],
        [version for version in versions if version.system in strong],
    )


@dataclass(frozen=True)
class Pair:
    """Findings and words of a machine's version and of the human one."""

    machine: int
    machine_words: int
    human: int
    human_words: int


def ratio(pairs: Sequence[Pair]) -> float:
    """Return findings per word in machine output over those in human text."""
    machine = sum(p.machine for p in pairs) / max(1, sum(p.machine_words for p in pairs))
    human = sum(p.human for p in pairs) / max(1, sum(p.human_words for p in pairs))
    return machine / human if human else float("inf")


def interval(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Return the 95 % interval of the ratio by bootstrap over pairs."""
    draw = random.Random(1)
    ratios = sorted(ratio(draw.choices(pairs, k=len(pairs))) for _ in range(_DRAWS))
    return ratios[int(0.025 * _DRAWS)], ratios[int(0.975 * _DRAWS) - 1]


def assessed(chosen: Iterable[Text], settings: Settings) -> Iterator[tuple[Text, Assessment]]:
    """Yield every text with its assessment, LanguageTool included."""
    with shared_engines(settings, print, load_language) as shared:
        for text in chosen:
            try:
                read = document(text.text, text.doc)
            except InputError:
                continue
            yield text, assess_document(read, connect(shared), settings)


def _assessments(versions: Sequence[Version]) -> dict[str, Assessment]:
    """Return the assessment of every text among the versions, by the text.

    The language model stays out: it makes no findings.
    """
    every = dict.fromkeys(text for version in versions for text in (version.machine, version.human))
    texts = [Text("", "", "", text) for text in every]
    return {text.text: assessment for text, assessment in assessed(texts, Settings(model=False))}


def table() -> Iterator[str]:
    """Yield the lines of a Markdown table: findings per 1,000 words by third of systems."""
    yield "| texts | systems | versions | machine, per 1,000 words | human | ratio |"
    yield "|---|---|---|---|---|---|"
    for kind, versions in (
        ("translations", list(_versions())),
        ("round trips", list(_round_trips())),
    ):
        named = zip(("weakest third", "strongest third"), thirds(versions), strict=True)
        for third, chosen in named:
            yield _row(f"{kind}, {third}", chosen)


def _row(name: str, versions: Sequence[Version]) -> str:
    seen = _assessments(versions)
    pairs = [
        Pair(
            len(seen[v.machine].findings),
            seen[v.machine].words,
            len(seen[v.human].findings),
            seen[v.human].words,
        )
        for v in versions
        if v.machine in seen and v.human in seen
    ]
    systems = len({version.system for version in versions})
    machine = 1000 * sum(p.machine for p in pairs) / sum(p.machine_words for p in pairs)
    human = 1000 * sum(p.human for p in pairs) / sum(p.human_words for p in pairs)
    low, high = interval(pairs)
    return (
        f"| {name} | {systems} | {len(pairs)} | {machine:.2f} | {human:.2f} "
        f"| {ratio(pairs):.1f} ({low:.1f}–{high:.1f}) |"
    )
