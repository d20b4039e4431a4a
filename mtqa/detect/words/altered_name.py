"""Well-known names with a word exchanged. Documented beside, in altered_name.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.altered_names import FUNCTION, KnownName, altered, known_names, plain
from mtqa.knowledge.phrases import WORD
from mtqa.model import Evidence

_LINKS = "|".join(sorted(FUNCTION))
_WORD = r"[A-Z][\w’'-]*"
_RUN = re.compile(rf"\b{_WORD}(?: (?:{_WORD}|(?:{_LINKS})\b))+")
_ACRONYM = re.compile(r"\W*\(([A-Z]{2,})\b")
_SHORT = 2  # words of a name that is found only where it stands by itself
_BEFORE = {"the", "us", "un", "eu", "uk", "former", "a", "this"}

Words = Sequence[re.Match[str]]


def _is_own(prose: str, words: Words, name: KnownName) -> bool:
    """Return whether the acronym behind the words is made of them and not of ``name``."""
    found = _ACRONYM.match(prose, words[-1].end())
    if found is None:
        return False
    said = "".join(word[0][0] for word in words if word[0][0].isupper())
    right = "".join(word[0] for word in name.words if word not in FUNCTION).upper()
    return found[1] == said and said != right


def _stands_alone(run: Words, start: int, end: int) -> bool:
    """Return whether no other word of a name goes before or behind."""
    before = run[start - 1][0].lower() if start else "the"
    behind = run[end][0] if end < len(run) else ""
    return (before in _BEFORE or before in FUNCTION) and not behind[:1].isupper()


def _said(words: Words, name: KnownName) -> list[str]:
    """Return the words; a possessive ending of the whole name is none of its own."""
    said = [plain(word[0]) for word in words]
    if not name.words[-1].endswith("'s"):
        said[-1] = said[-1].removesuffix("'s")
    return said


def _is_altered(run: Words, start: int, name: KnownName) -> bool:
    end = start + len(name.words)
    if end > len(run):
        return False
    words = run[start:end]
    places = altered(name, _said(words, name))
    if not places or 2 * len(places) > name.weight:
        return False
    if any(word[0][0].islower() and word[0] not in FUNCTION for word in words):
        return False
    return name.weight > _SHORT or _stands_alone(run, start, end)


def _hit(prose: str, words: Words, name: KnownName) -> Hit:
    start, end = words[0].start(), words[-1].end()
    if plain(words[-1][0]) != _said(words, name)[-1]:
        end -= len("'s")
    sure = 0.85 if name.weight > _SHORT else 0.75
    why = f"The name is “{name.name}”; a word of it seems to have been translated anew."
    evidence = Evidence(note=f"Known by the name “{name.name}”.", source="mtqa’s table of names")
    return Hit(start, end, why, sure, (evidence,), suggestion=name.name)


def _in_run(prose: str, run: Words) -> Iterator[Hit]:
    names, at = known_names(), 0
    while at < len(run):
        entries = names.get(plain(run[at][0]), ()) if run[at][0][0].isupper() else ()
        name = next((name for name in entries if _is_altered(run, at, name)), None)
        if name is None:
            at += 1
            continue
        words = run[at : at + len(name.words)]
        if not _is_own(prose, words, name):
            yield _hit(prose, words, name)
        at += len(words)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield names of bodies, treaties, prizes, events and places with a synonym in them."""
    for found in _RUN.finditer(text.text):
        if not found[0].isupper():
            yield from _in_run(text.text, list(WORD.finditer(text.text, *found.span())))
