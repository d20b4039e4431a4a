"""Well-known names with a word exchanged. Documented beside, in altered_name.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading
from mtqa.detect.rule import Hit
from mtqa.knowledge.altered_names import (
    FUNCTION,
    Alteration,
    KnownName,
    altered,
    is_garbled,
    known_names,
    plain,
    right,
)
from mtqa.knowledge.phrases import WORD
from mtqa.knowledge.places import is_large_city
from mtqa.model import Evidence

_LINKS = "|".join(sorted(FUNCTION))
_WORD = r"(?:U\.[NSK]\.|[A-Z][\w’'-]*)"
_EACH = re.compile(rf"U\.[NSK]\.|{WORD.pattern}")
_RUN = re.compile(rf"\b{_WORD}(?: (?:{_WORD}|(?:{_LINKS})\b))+")
_ACRONYM = re.compile(r"\W*\(([A-Z]{2,})\b")
_TWO = re.compile(r"(?<![\w’'.&-])([A-Z][\w’-]+) ([A-Z][\w’-]+)(?![\w’-]| [A-Z&])")
_INSIDE = re.compile(r"[A-Z][\w’'.-]* \Z")
# what two words of a city begin with, and no name of a person ends in
_CITY = {
    "New", "San", "Santa", "Los", "Las", "Saint", "Hong", "Tel", "Addis", "Kuala", "Buenos", "Rio",
    "Abu", "Sao", "São", "Cape", "Fort", "Port", "Phnom", "Novi", "Nizhny", "Veliky", "Mexico",
}  # fmt: skip
_SHORT = 2  # words of a name that is found only where it stands by itself
# a word that makes another body of the one behind it: South Asian, Royal, National
_PART = {
    "central", "county", "east", "eastern", "greater", "latin", "national", "north", "northern",
    "provincial", "regional", "royal", "south", "southeast", "southern", "west", "western",
}  # fmt: skip
_GOES_ON = {"of", "for", "on", "against"}  # European Committee for Standardization
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
    goes_on = behind in _GOES_ON and any(word[0][0].isupper() for word in run[end:])
    return (before in _BEFORE or before in FUNCTION) and not (behind[:1].isupper() or goes_on)


def _altered(run: Words, start: int, said: Sequence[str], name: KnownName) -> Alteration | None:
    """Return how the words from ``start`` alter the name, ``None`` where they don't."""
    found = altered(name, said)
    if found is None:
        return None
    if 2 * (found.exchanged + found.formed) > name.weight and not is_garbled(name, said):
        return None
    words = run[start : start + found.length]
    if any(word[0][0].islower() and word[0] not in FUNCTION for word in words):
        return None
    if name.weight <= _SHORT:
        return found if _stands_alone(run, start, start + found.length) else None
    if start and run[start - 1][0].lower() in _PART:
        return None
    # "Command Center of the Military Commission" goes on with what stands before
    inside = name.words[0] != said[0] and start and run[start - 1][0].lower() not in _BEFORE
    return None if inside and run[start - 1][0][0].isupper() else found


def _hit(words: Words, name: KnownName, found: Alteration) -> Hit:
    start, end = words[0].start(), words[-1].end()
    last = plain(words[-1][0])
    if last.endswith("'s") and not name.words[-1].endswith("'s"):
        end -= len("'s")
    what = "it" if name.moved else "a word of it"
    why = f"The name is “{name.name}”; {what} seems to have been translated anew."
    exchanged = found.exchanged and not name.moved
    sure = 0.75 if name.weight <= _SHORT else 0.85 if exchanged else 0.7
    evidence = Evidence(note=f"Known by the name “{name.name}”.", source="mtqa’s table of names")
    return Hit(start, end, why, sure, (evidence,), suggestion=name.name)


def _first(run: Words, at: int, said: Sequence[str]) -> tuple[KnownName, Alteration] | None:
    """Return the name that the words from ``at`` alter, and how."""
    for name in known_names().get(said[0], ()):
        if name.least > len(said):
            continue  # the run is too short for it
        if found := _altered(run, at, said, name):
            return name, found
    return None


def _in_run(prose: str, run: Words) -> Iterator[Hit]:
    every, at = [plain(word[0]) for word in run], 0
    while at < len(run):
        said = every[at:]
        found = _first(run, at, said) if run[at][0][0].isupper() else None
        as_it_should_be = right(said)
        if found and found[1].length > as_it_should_be:
            words = run[at : at + found[1].length]
            if not _is_own(prose, words, found[0]):
                yield _hit(words, *found)
            at += len(words)
        else:
            at += max(1, as_it_should_be)


def _reversed(text: Annotated) -> Iterator[Hit]:
    """Yield names of two words in the wrong order: "United Hale" in a text with "Hale United".

    Which order is wrong, the table of large cities or the more frequent one shows.
    """
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    pairs = list(_TWO.finditer(text.text))
    seen = {found.groups() for found in pairs}
    for found in pairs:
        if (found[2], found[1]) not in seen and found[2] not in _CITY:
            continue  # nothing could show that its order is wrong
        before = text.text[max(0, found.start() - 25) : found.start()]
        if not _INSIDE.search(before) and not is_heading(text.text, found.start()):
            places[found[1], found[2]].append(found.start())
    for (first, last), here in places.items():
        there = places.get((last, first), [])
        right = f"{last} {first}"
        large = is_large_city(right) or is_large_city(f"{right} City")
        city = last in _CITY and large and not is_large_city(f"{first} {last}")
        if first != last and (len(there) > len(here) or city):
            yield _turned(here[0], f"{first} {last}", right, there)


def _turned(start: int, said: str, right: str, there: Sequence[int]) -> Hit:
    note = "In this order." if there else "mtqa’s table of large cities has it in this order."
    at = there[0] if there else None
    end = None if at is None else at + len(right)
    place = Evidence(note=note, quote=right, start=at, end=end)
    why = f"“{said}” is “{right}” with its words turned round."
    return Hit(start, start + len(said), why, 0.7, (place,), suggestion=right)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield names of bodies, treaties, prizes, events and places with a synonym in them."""
    yield from _reversed(text)
    for found in _RUN.finditer(text.text):
        if not found[0].isupper():
            yield from _in_run(text.text, list(_EACH.finditer(text.text, *found.span())))
