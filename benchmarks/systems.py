"""Findings in weak and strong systems against human text of the same content.

    python -m benchmarks systems                 the judging half, into the page
    python -m benchmarks.systems --part build    the building half, and rule by rule

Systems are ranked by chrF against the reference (round trips: by people's direct
assessment, where the set has it), all sets together; the weakest and the strongest
third are taken. Each of a system's documents that a hash picks is set against the
human text of the same document. The whole pipeline counts, LanguageTool and, where
it is installed, language model included.
What was translated from English is left to the round trips (see ``benchmarks.corpora``).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from sacrebleu.metrics.chrf import CHRF

from benchmarks.corpora import Text, digest, document_sets, half, is_translated, rows
from mtqa.annotate.lm import installed
from mtqa.batch.engines import connect, load_language, shared_engines
from mtqa.config import Settings
from mtqa.errors import InputError
from mtqa.model import Assessment
from mtqa.pipeline import assess_document
from mtqa.read import document

ENGINES = ("languagetool", "model")
_DOCUMENTS = 4
_DRAWS = 1000
_THIRDS = ("weakest third", "strongest third")


@dataclass(frozen=True)
class Version:
    """A machine's version of a document beside the human one.

    Attributes:
        set: where the document comes from.
        system: what made it, with its set.
        quality: of the system over these documents; comparable within a set.
    """

    set: str
    system: str
    doc: str
    quality: float
    machine: str
    human: str


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines)


def _picked(docs: Sequence[tuple[str, str, str]], system: str) -> list[tuple[str, str, str]]:
    return sorted(docs, key=lambda one: digest(f"{system} {one[0]}"))[:_DOCUMENTS]


def translations(part: str) -> Iterator[Version]:
    """Yield what each system made of up to ``_DOCUMENTS`` documents of the half ``part``."""
    chrf = CHRF()
    for name in document_sets():
        made: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for row in rows(name):
            doc = f"{name}.{row['doc']}"
            if half(doc) == part and is_translated(name, row):
                human = _join(next(iter(row["ref"].values())))
                for system, lines in row["sys"].items():
                    made[f"{name} {system}"].append((doc, _join(lines), human))
        for system, docs in made.items():
            picked = _picked(docs, system)
            quality = chrf.corpus_score([m for _, m, _ in picked], [[h for _, _, h in picked]])
            for doc, machine, human in picked:
                yield Version(name, system, doc, quality.score, machine, human)


def round_trips(part: str) -> Iterator[Version]:
    """Yield the same of English originals: translated by people and back by the system."""
    made: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    quality: dict[str, list[float]] = defaultdict(list)
    for row in rows("roundtrip_wmt18_multi"):
        if half(row["id"]) == part:
            for system, lines in row["roundtrip"].items():
                made[system].append((row["id"], _join(lines), _join(row["original"])))
                if (score := row["da"].get(system)) is not None:
                    quality[system].append(score)
    for system, docs in made.items():
        if quality[system]:
            name = f"round trip {system}"
            for doc, machine, human in _picked(docs, system):
                yield Version(
                    name.partition("/")[0], name, doc, mean(quality[system]), machine, human
                )


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

    The language model takes part where it is installed; else GRA20 stays silent.
    """
    every = dict.fromkeys(text for version in versions for text in (version.machine, version.human))
    texts = [Text("", "", "", text) for text in every]
    settings = Settings(model=installed() is not None)
    return {text.text: assessment for text, assessment in assessed(texts, settings)}


def _groups(part: str) -> dict[str, list[Version]]:
    """Return the versions of each row of the table, by its name."""
    return {
        f"{kind}, {third}": chosen
        for kind, versions in (
            ("translations", list(translations(part))),
            ("round trips", list(round_trips(part))),
        )
        for third, chosen in zip(_THIRDS, thirds(versions), strict=True)
    }


def table() -> Iterator[str]:
    """Yield Markdown tables: findings per 1,000 words by third of systems, then by set."""
    groups = _groups("judge")
    yield from _tables(groups, _assessments([v for chosen in groups.values() for v in chosen]))


def _tables(groups: dict[str, list[Version]], seen: dict[str, Assessment]) -> Iterator[str]:
    head = "| texts | systems | versions | machine, per 1,000 words | human | ratio |"
    rule = "|---|---|---|---|---|---|"
    yield from (head, rule)
    for name, chosen in groups.items():
        yield _row(name, chosen, seen)
    yield from ("", "The weakest third of the translations, set by set:", "", head, rule)
    weakest = groups[f"translations, {_THIRDS[0]}"]
    for name in sorted({version.set for version in weakest}):
        yield _row(name, [version for version in weakest if version.set == name], seen)


def _row(name: str, versions: Sequence[Version], seen: dict[str, Assessment]) -> str:
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


def by_rule(versions: Sequence[Version], seen: dict[str, Assessment]) -> Iterator[str]:
    """Yield a Markdown table: findings per 1,000 words of each rule."""

    def rates(side: Callable[[Version], str]) -> dict[str, float]:
        texts = [seen[side(version)] for version in versions if side(version) in seen]
        words = sum(assessment.words for assessment in texts)
        found = Counter(f.rule.partition(":")[0] for text in texts for f in text.findings)
        return {rule: 1000 * count / words for rule, count in found.items()}

    machine, human = rates(lambda version: version.machine), rates(lambda version: version.human)
    yield from ("| rule | machine | human |", "|---|---|---|")
    for rule in sorted({**machine, **human}, key=lambda rule: -machine.get(rule, 0)):
        yield f"| {rule} | {machine.get(rule, 0):.3f} | {human.get(rule, 0):.3f} |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("build", "judge"), default="build")
    groups = _groups(parser.parse_args().part)
    seen = _assessments([version for chosen in groups.values() for version in chosen])
    print("\n".join(_tables(groups, seen)))
    print("\n".join(by_rule(groups[f"translations, {_THIRDS[0]}"], seen)))


if __name__ == "__main__":
    main()
