"""Texts to learn from and to judge by: who made each one, from what, under which licence.

Two kinds of mislabelled text are mended here. Half of each WMT18 test set was
written in English: its "reference" is an original, its system outputs are round
trips, and all language pairs share it. It is left out of ``docs_wmt18_*``, since
``roundtrip_wmt18_multi`` holds the same articles. Livonian (``wmt22_liv-en``)
was translated from English too, so its references are originals.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import accumulate, islice, pairwise
from typing import Any

from benchmarks.corpora import (
    FROM_ENGLISH,
    digest,
    document_sets,
    is_translated,
    rows,
    written_in_english,
)

MIN_WORDS = 40
_WHOLE = 420
_BEGINNING = 135
WORDS_READ = {"multi": 2000, "english": _WHOLE, "articles": 320, "wmt": _WHOLE}
"""Words to which the versions of a part are read, of other parts ``_BEGINNING``."""

_SYSTEMS = 6
"""Most systems that are read of an article of WMT18, whose licence is open; else one."""


class Kind(StrEnum):
    """Who made a text."""

    ORIGINAL = "original"
    TRANSLATOR = "translator"
    LEARNER = "learner"
    MACHINE = "machine"
    ROUND_TRIP = "round trip"

    @property
    def machine(self) -> bool:
        """Return whether a machine wrote it."""
        return self in (Kind.MACHINE, Kind.ROUND_TRIP)


class Licence(StrEnum):
    """What the licence of a set allows."""

    OPEN = "open"
    UNSTATED = "none stated"
    JUDGE_ONLY = "not for training"


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article: the original, a translation, a machine's output.

    Attributes:
        source: the set it comes from.
        article: the article's name, shared by all its versions.
        kind: who made it.
        system: the machine that made it with its language pair, empty for people.
        year: of the test set, 0 where it has none.
        genre: ``news`` or what the set calls it.
        licence: of the set.
        strength: a number that orders systems of one source, ``None`` for people.
        sentences: in order, as the set divides them.
    """

    source: str
    article: str
    kind: Kind
    system: str
    year: int
    genre: str
    licence: Licence
    sentences: tuple[str, ...]
    strength: float | None = None

    @property
    def words(self) -> int:
        """Return the number of words between blanks."""
        return sum(len(sentence.split()) for sentence in self.sentences)


_END = re.compile(r"""[.!?]["”’')]*\s+(?=["“‘'(]?[A-Z0-9])""")


def _sentences(text: str) -> tuple[str, ...]:
    """Return the text cut behind marks that end sentences; an abbreviation cuts too often."""
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    return tuple(text[a:b].strip() for a, b in pairwise(cuts) if b > a)


def _some(systems: Iterable[str], article: str, number: int) -> list[str]:
    """Return ``number`` of the systems, others for another article."""
    return sorted(systems, key=lambda system: digest(article + system))[:number]


def _multi() -> Iterator[Version]:
    common = ("roundtrip_wmt18_multi",)
    for row in rows(common[0]):
        base = Version(
            *common,
            row["id"],
            Kind.ORIGINAL,
            "",
            2018,
            "news",
            Licence.OPEN,
            tuple(row["original"]),
        )
        yield base
        for system in _some(row["roundtrip"], row["id"], 8):
            yield replace(
                base,
                kind=Kind.ROUND_TRIP,
                system=system,
                sentences=tuple(row["roundtrip"][system]),
                strength=row["da"][system],
            )


def _german() -> Iterator[Version]:
    for name, human, kind, made in (
        ("roundtrip_en-de-en_docs", "original", Kind.ORIGINAL, Kind.ROUND_TRIP),
        ("ht-vs-mt_de-en_docs", "human_translation", Kind.TRANSLATOR, Kind.MACHINE),
    ):
        prefix = "roundtrip" if made is Kind.ROUND_TRIP else "mt"
        for row in rows(name):
            base = Version(
                name,
                row["id"],
                kind,
                "",
                int(row["year"]),
                "news",
                Licence.OPEN,
                _sentences(row[human]),
            )
            yield base
            both = ("deepl", "google")
            for system in both if kind is Kind.ORIGINAL else _some(both, row["id"], 1):
                text = _sentences(row[f"{prefix}_{system}"] or "")
                yield replace(base, kind=made, system=f"de-en/{system}", sentences=text)


def _wmt(shift: int = 0) -> Iterator[Version]:
    """Yield the references and one system of each article, or another of its systems alone."""
    for name in document_sets():
        together = 10 if name in (FROM_ENGLISH, "docs_wmt22_uk-en") else 1
        found = [row for row in rows(name) if name == FROM_ENGLISH or is_translated(name, row)]
        for at in range(0, len(found), together):
            yield from _article(name, found[at : at + together], shift)


def _article(name: str, group: list[dict[str, Any]], shift: int) -> Iterator[Version]:
    first = group[0]
    licence = Licence.OPEN if first["year"] == 2018 else Licence.UNSTATED
    english = name == FROM_ENGLISH
    base = Version(
        name,
        f"{name}.{first['doc']}",
        Kind.ORIGINAL if english else Kind.TRANSLATOR,
        "",
        first["year"],
        first.get("domain") or "news",
        licence,
        (),
    )

    def joined(part: str, who: str) -> tuple[str, ...]:
        return tuple(line for row in group for line in row[part].get(who, ()))

    systems = sorted(first["sys"])
    if shift >= (min(len(systems), _SYSTEMS) if licence is Licence.OPEN else 1):
        return
    if not shift:
        for who in sorted(first["ref"])[:1]:
            yield replace(base, sentences=joined("ref", who))
    system = systems[(digest(base.article + "system") + shift) % len(systems)]
    yield replace(
        base,
        kind=Kind.ROUND_TRIP if english else Kind.MACHINE,
        system=f"{first['lp']}/{system}",
        sentences=joined("sys", system),
    )


def _mqm() -> Iterator[Version]:
    """Yield TED talks and abstracts: two human versions of each, and some systems."""
    for name, genre in (
        ("mqm_ted2021_zh-en", "talk"),
        ("mqm_bio2021_de-en", "abstract"),
        ("mqm_bio2021_es-en", "abstract"),
        ("mqm_bio2021_fr-en", "abstract"),
    ):
        talks: dict[str, dict[str, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
        for row in rows(name):
            part = f".{int(row['seg']) // 20}" if genre == "talk" else ""
            talks[f"{name}.{row['doc']}{part}"][row["system"]][int(row["seg"])] = row["target"]
        for article, made in islice(talks.items(), 25):
            people = [who for who in made if who.startswith("ref")]
            for who in people + _some(set(made) - set(people), article, 2):
                human = who in people
                yield Version(
                    name,
                    article,
                    Kind.TRANSLATOR if human else Kind.MACHINE,
                    "" if human else f"{name[-5:]}/{who}",
                    2021,
                    genre,
                    Licence.OPEN,
                    tuple(made[who][seg] for seg in sorted(made[who])),
                )


def _batched(
    name: str, kind: Kind, system: str, lines: Iterable[str], base: Version
) -> Iterator[Version]:
    """Yield single sentences ten at a time as if they were an article."""
    rest = iter(lines)
    number = 0
    while part := tuple(islice(rest, 10)):
        yield replace(base, article=f"{name}.{number}", kind=kind, system=system, sentences=part)
        number += 1


def _demetr() -> Iterator[Version]:
    pairs: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in rows("demetr"):
        pairs[row["lang"]][row["human"]] = (row["human"], row["mt"])
    base = Version("demetr", "", Kind.MACHINE, "", 2020, "news", Licence.OPEN, ())
    for lang, found in pairs.items():
        name = f"demetr.{lang}"
        yield from _batched(name, Kind.TRANSLATOR, "", (h for h, _ in found.values()), base)
        yield from _batched(
            name, Kind.MACHINE, f"{lang}/demetr", (m for _, m in found.values()), base
        )


def _english() -> Iterator[Version]:
    for name, licence in (
        ("clean_wmt21_en", Licence.UNSTATED),
        ("clean_wmt22_en", Licence.UNSTATED),
        ("clean_gum", Licence.JUDGE_ONLY),
        ("clean_ewt", Licence.JUDGE_ONLY),
    ):
        for row in rows(name):
            genre = str(row.get("genre") or row.get("domain"))
            yield Version(
                name,
                f"{name}.{row['doc']}",
                Kind.ORIGINAL,
                "",
                int(row.get("year", 0)),
                genre,
                licence,
                tuple(row["sents"]),
            )


def _learners() -> Iterator[Version]:
    for name, field in (("tmu_gfm", "source"), ("gug", "text"), ("jfleg", "source")):
        lines = list(dict.fromkeys(row[field] for row in rows(name)))
        licence = Licence.UNSTATED if name == "tmu_gfm" else Licence.JUDGE_ONLY
        base = Version(name, "", Kind.LEARNER, "", 0, "essay", licence, ())
        yield from _batched(name, Kind.LEARNER, "", lines[:400], base)


_KINDS = {"mt_output": Kind.MACHINE, "human_translation": Kind.TRANSLATOR}


def _articles() -> Iterator[Version]:
    english = written_in_english()
    for row in rows("articles"):
        lines = _sentences(row["text"])
        kind = _KINDS.get(row["kind"], Kind.ORIGINAL)
        if english & set(row["text"].split("\n")) and kind is Kind.TRANSLATOR:
            kind = Kind.ORIGINAL
        yield Version(
            "articles",
            f"articles.{row['pair'] or row['id']}",
            kind,
            f"{row['lp']}/{row['system']}" if kind is Kind.MACHINE else "",
            0,
            "news",
            Licence.JUDGE_ONLY,
            lines,
        )


SOURCES: dict[str, Callable[[], Iterator[Version]]] = {
    "multi": _multi,
    "german": _german,
    "english": _english,
    "wmt": _wmt,
    **{f"wmt{number}": partial(_wmt, number) for number in range(1, _SYSTEMS)},
    "mqm": _mqm,
    "demetr": _demetr,
    "learners": _learners,
    "articles": _articles,
}


def versions(part: str) -> Iterator[Version]:
    """Yield the versions of a part of ``SOURCES``, the first words of each, without short ones."""
    most = WORDS_READ.get(part.rstrip("0123456789"), _BEGINNING)
    for version in SOURCES[part]():
        begun = replace(version, sentences=_beginning(version.sentences, most))
        if begun.words >= MIN_WORDS:
            yield begun


def _beginning(sentences: tuple[str, ...], words: int) -> tuple[str, ...]:
    """Return the first sentences that hold about this many words."""
    lengths = accumulate(len(sentence.split()) for sentence in sentences)
    whole = sum(length <= words for length in lengths)
    return sentences[: max(1, whole)]


def counts() -> Counter[tuple[str, Kind]]:
    """Return how many versions there are of each set and kind."""
    return Counter((v.source, v.kind) for part in SOURCES for v in versions(part))
