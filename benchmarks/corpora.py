"""The evaluation sets as documents, split in two halves, with a cache of their analyses.

The sets lie in ``../shared/data`` or where ``MTQA_DATA`` points; they are not
part of the repository. ``build`` is the half to look at while writing rules,
``judge`` the half that figures are reported on; a document's half follows
from a hash of its name, so that all versions of one article stay together.

Not all that ``docs_wmt*`` calls a reference is a translation. Half of each test set
of WMT18 was written in English: its "reference" is an original, its system outputs
are round trips, and all language pairs share it, as does ``roundtrip_wmt18_multi``.
Livonian (``docs_wmt22_liv-en``) was translated from English too. Such documents make
the corpora ``ASIDE``, which no rates are measured on.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import DocBin

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import _pipeline, parse, signature
from mtqa.model import Document

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("MTQA_DATA", ROOT.parent / "shared" / "data"))
CACHE = ROOT / ".benchmarks-cache"

HUMAN = ("wmt21", "wmt22-news", "gum-news", "wmt22-other", "gum-other", "ewt", "original")
MACHINE = ("mt-weak", "mt-2018", "mt-2021", "mt-2022", "roundtrip")
TRANSLATED = ("human-translation",)
ASIDE = ("original-aside", "roundtrip-aside")
FROM_ENGLISH = "docs_wmt22_liv-en"
NEWS = ("wmt21", "wmt22-news", "gum-news", "original")
_WEAK = ("docs_wmt18_tr-en", "docs_wmt18_fi-en", "docs_wmt18_et-en", "docs_wmt21_ha-en")
GROUPS = {
    "news": NEWS,
    "other": tuple(corpus for corpus in HUMAN if corpus not in NEWS),
    "human translation": TRANSLATED,
    "weak MT": ("mt-weak",),
    "MT 2018–22": ("mt-2018", "mt-2021", "mt-2022"),
    "round trips": ("roundtrip",),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of an evaluation set.

    Attributes:
        corpus: one of ``HUMAN``, ``MACHINE``, ``TRANSLATED`` or ``ASIDE``.
        doc: the document's name inside its set; versions of one article share it.
        system: what made it, empty for human text.
    """

    corpus: str
    doc: str
    system: str
    text: str


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the records of the set ``name``; none where the data are not present."""
    path = DATA / f"{name}.jsonl.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


@cache
def written_in_english() -> frozenset[str]:
    """Return reference lines of WMT18 that were written in English, as they recur in pairs."""
    seen: dict[str, set[str]] = defaultdict(set)
    for path in DATA.glob("docs_wmt18_*.jsonl.gz"):
        name = path.name.removesuffix(".jsonl.gz")
        for row in rows(name):
            for line in row["ref"]["A"]:
                if len(line) > 30:
                    seen[line].add(name)
    originals = (line for row in rows("roundtrip_wmt18_multi") for line in row["original"])
    return frozenset(line for line, names in seen.items() if len(names) > 1) | set(originals)


def is_translated(name: str, row: dict[str, Any]) -> bool:
    """Return whether every line of a document of the set ``name`` was translated into English."""
    if name == FROM_ENGLISH:
        return False
    return written_in_english().isdisjoint(row["ref"].get("A", ()))


def document_sets() -> list[str]:
    """Return the names of the sets that hold documents with references and system outputs."""
    return sorted(path.name.removesuffix(".jsonl.gz") for path in DATA.glob("docs_wmt*.jsonl.gz"))


def digest(name: str) -> int:
    """Return a number that depends on ``name`` alone, the same on every machine."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:6])


def half(doc: str) -> str:
    """Return ``build`` or ``judge`` for the document of this name."""
    return "build" if digest(doc) % 2 else "judge"


def _paragraphs(row: dict[str, Any]) -> str:
    starts = zip(row["sents"], row["newpar"], strict=True)
    return "".join(("\n" if new else " ") + sentence for sentence, new in starts).strip()


def _clean() -> Iterator[Text]:
    for row in rows("clean_wmt21_en"):
        yield Text("wmt21", row["doc"], "", "\n".join(row["sents"]))
    for row in rows("clean_wmt22_en"):
        corpus = "wmt22-news" if row["domain"] == "news" else "wmt22-other"
        yield Text(corpus, row["doc"], "", "\n".join(row["sents"]))
    for row in rows("clean_gum"):
        yield Text(
            "gum-news" if row["genre"] == "news" else "gum-other", row["doc"], "", _paragraphs(row)
        )
    for row in rows("clean_ewt"):
        yield Text("ewt", row["doc"], "", _paragraphs(row))


def _kinds(name: str, row: dict[str, Any]) -> tuple[str, str]:
    """Return the corpora that the reference and the outputs of a document belong to."""
    if not is_translated(name, row):
        return ASIDE
    return "human-translation", "mt-weak" if name in _WEAK else f"mt-{row['year']}"


def _translated() -> Iterator[Text]:
    """Yield of each article one machine version, chosen by hash, and one human version."""
    for name in document_sets():
        for row in rows(name):
            doc, systems = f"{name}.{row['doc']}", sorted(row["sys"])
            system = systems[digest(doc + "system") % len(systems)]
            human, machine = _kinds(name, row)
            yield Text(machine, doc, system, "\n".join(row["sys"][system]))
            yield Text(human, doc, "", "\n".join(next(iter(row["ref"].values()))))


def _roundtrips() -> Iterator[Text]:
    for row in rows("roundtrip_wmt18_multi"):
        yield Text("original", row["id"], "", "\n".join(row["original"]))
        systems = sorted(row["roundtrip"])
        for system in systems[digest(row["id"]) % 6 :: 6]:
            yield Text("roundtrip", row["id"], system, "\n".join(row["roundtrip"][system]))


def texts(corpora: tuple[str, ...], part: str = "build") -> Iterator[Text]:
    """Yield the texts of ``corpora`` in the half ``part`` (``build``, ``judge`` or ``all``)."""
    for source in (_clean, _translated, _roundtrips):
        for text in source():
            if text.corpus in corpora and part in ("all", half(text.doc)):
                yield text


def cache_file(corpus: str, part: str, found: Sequence[Text], version: str) -> Path:
    """Return where what ``version`` says of the texts ``found`` is kept."""
    names = digest("\n".join(f"{text.doc} {text.system}" for text in found))
    return CACHE / f"{corpus}-{part}-{names:012x}-{version}"


def annotated(corpora: tuple[str, ...], part: str = "build") -> Iterator[tuple[Text, Annotated]]:
    """Yield each text with spaCy's analysis, from the cache where it is there already."""
    for corpus in corpora:
        found = list(texts((corpus,), part))
        path = cache_file(corpus, part, found, re.sub(r"\W+", "-", signature()) + ".spacy")
        if not path.exists():
            docs = DocBin(docs=(parse(text.text) for text in found), store_user_data=False)
            CACHE.mkdir(exist_ok=True)
            scratch = path.with_suffix(f".{os.getpid()}")
            docs.to_disk(scratch)
            scratch.replace(path)
        stored = DocBin().from_disk(path).get_docs(_pipeline().vocab)
        for text, doc in zip(found, stored, strict=True):
            document = Document(name=text.doc, text=text.text, prose=text.text)
            yield text, Annotated(document, doc)
