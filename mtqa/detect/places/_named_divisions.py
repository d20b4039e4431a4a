"""Where a text names a division of a country: "Kandahar province", "the province of Herat"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from wordfreq import zipf_frequency

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import sentence_start
from mtqa.knowledge.offices import country_codes
from mtqa.knowledge.places import countries_with_city, countries_with_division, is_large_city

_KIND = re.compile(
    r"\b(province|oblast|krai|governorate|prefecture|voivodeship|canton|state)s?\b(?![’'-]\w)",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_][\w’'ʻ-]*"
_RUN_BEFORE = re.compile(rf"(?:{_WORD} ){{1,5}}\Z")
_RUN_BEHIND = re.compile(rf" of ({_WORD}(?: {_WORD}){{0,3}})")
_NAME = r"[A-Z][\w’'ʻ-]*(?: [A-Z][\w’'ʻ-]*)?"
_LIST_BEFORE = re.compile(rf"(?:{_NAME}, ){{0,4}}{_NAME},? and \Z")
_LIST_BEHIND = re.compile(rf"(?:, {_NAME}(?=,| and )){{0,4}},? and {_NAME}(?=[.,;]| in | of )")
_LISTED = re.compile(_NAME)
_FARTHEST = 80  # code points that a name may take
_OWNER_BEFORE = re.compile(
    r"([A-Z]\w+(?: [A-Z]\w+)?)(?:[’']s?)? (?:(?!and |or |but )[a-z-]+ ){0,2}\Z"
)
_OWNER_BEHIND = re.compile(
    r"(?:,? (?:in|of)|,) (?:the )?"
    r"(?:(?:(?:far )?(?:north|south|east|west|centre|center|heart|interior)(?:-?(?:east|west))?"
    r"(?: corner| part)? of|(?:far |mid)?(?:north|south)?-?(?:eastern|western)|northern|southern"
    r"|central) )?(?:the )?((?:[A-Z]\w+ ?){1,3})"
)
_CAPITALS = re.compile(r"\b[A-Z][\w.]+(?: (?:and )?[A-Z][\w.]+){0,2}")
_LOCATED = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout) (?:the )?((?:[A-Z]\w+ ?){1,3})(?=[,;.]| )"
)
# "in Ghana and Chengdu, the capital of …": the second is no part of the first
_LISTS_ON = re.compile(rf"(?:, {_NAME}){{0,4}},? (?:and|or) [A-Z]")
_SENTENCE_END = re.compile(r"[.!?](?=\s|\Z)|\n|\Z")
_POSSESSIVE = re.compile(r"[’']s?(?:\Z|(?=\s))")
_LINKS = {"de", "del", "da", "do", "dos", "e", "la", "las", "los", "al", "el", "i", "ve", "va"}
_COMPASS = {
    *("north", "south", "east", "west", "central", "upper", "lower", "inner", "outer", "greater"),
    *("northern", "southern", "eastern", "western", "northeastern", "northwestern", "far"),
    *("southeastern", "southwestern", "northeast", "northwest", "southeast", "southwest"),
}
_DEPENDENT = {"IO", "HK", "MO"}  # share the adjective of a country that has provinces
# provinces of empires, churches and stones are in no table
_OTHER_WORLD = re.compile(
    r"\b(?:historic(?:al)?|former|ancient|medieval|abolished|fictional|imaginary|ecclesiastical"
    r"|colonial|imperial|igneous|floristic|so-called)(?: [\w-]+){0,2} \Z"
    r"|\b(?:Roman|Ottoman|Byzantine|Persian Empire|Qing|Ming|Mughal|Habsburg|Jesuit|Anglican"
    r"|Franciscan|Dominican|[Aa]rchbishop|[Bb]ishop|[Cc]aliphate)\b[^.\n]*\Z"
)
_REACH = 80  # code points before the name in which such a word excuses it
_SYLLABLE = 2  # letters
_VERY_COMMON = 4.5
_COMMON = 3.7  # Zipf frequency; "coastal" is above it, garbled names are far below


@dataclass(frozen=True, slots=True)
class Named:
    """A place where the text names a division.

    Attributes:
        readings: what may be the name, longest first: "Northern Helmand", "Helmand".
        name: the reading to show, without compass words before it.
        kind: the word for the division in the singular and in lower case.
        country: code of the country that the phrase itself gives, or empty.
        start: first code point of name and kind together.
        end: one past their last.
    """

    readings: tuple[str, ...]
    name: str
    kind: str
    country: str
    start: int
    end: int


def _country(word: str) -> str:
    codes = country_codes(_POSSESSIVE.sub("", word.strip())) - _DEPENDENT
    return next(iter(codes)) if len(codes) == 1 else ""


def _is_common(word: str, stated: str) -> bool:
    """Return whether ``word`` is rather a common word than a name, in the country ``stated``.

    A city may be called like one: the province of "Moore" is one where a country has it.
    """
    lower = word.lower()
    if len(lower) <= _SYLLABLE:  # "Nghe An", "Ca Mau"
        return False
    often = zipf_frequency(lower, "en")
    if lower in _COMPASS | _LINKS or often < _COMMON or is_large_city(word):
        return False
    known = len(countries_with_division(word)) == 1 or (stated and countries_with_city(word))
    return often >= _VERY_COMMON or not known


def _capitals_backward(words: list[str]) -> list[str]:
    """Return the words of the name that ends the list ``words``."""
    name: list[str] = []
    for word in reversed(words):
        linked = bool(name) and word in _LINKS
        if not (word[0].isupper() or linked) or _POSSESSIVE.search(word):
            break
        name.insert(0, word)
    while name and name[0] in _LINKS:
        name.pop(0)
    return name


def country_of(text: str, start: int, end: int) -> str:
    """Return the country that the words around a phrase give it to, or ``""``."""
    before = _OWNER_BEFORE.search(text, max(0, start - 60), start)
    behind = _OWNER_BEHIND.match(text, end)
    for found in (before, behind):
        if found and (code := _country_in(found[1])):
            return code
    return ""


def _name_first(text: Annotated, kind: re.Match[str]) -> Named | None:
    run = _RUN_BEFORE.search(text.text, max(0, kind.start() - _FARTHEST), kind.start())
    name, country = _capitals_backward(run[0].split() if run else []), ""
    while name and (text.doc.vocab[name[0].lower()].is_stop or country_codes(name[0])):
        country = _country(name[0]) or country
        name.pop(0)
    shown = name[next((i for i, w in enumerate(name) if w.lower() not in _COMPASS), len(name)) :]
    if not shown:
        return None
    first = kind.start() - len(" ".join(name)) - 1
    country = country or country_of(text.text, first, kind.end())
    if any(_is_common(word, country) for word in name):
        return None
    start = kind.start() - len(" ".join(shown)) - 1
    return Named(
        readings=tuple(" ".join(name[i:]) for i in range(len(name))),
        name=" ".join(shown),
        kind=kind[1].lower(),
        country=country,
        start=start,
        end=kind.end(),
    )


def _kind_first(text: Annotated, kind: re.Match[str]) -> Named | None:
    run = _RUN_BEHIND.match(text.text, kind.end())
    name: list[str] = []
    for word in run[1].split() if run else ():
        if not (word[0].isupper() or (name and word in _LINKS)):
            break
        name.append(_POSSESSIVE.sub("", word))
        if _POSSESSIVE.search(word):
            break
    while name and name[-1] in _LINKS:
        name.pop()
    if run is None or all(w.lower() in _COMPASS for w in name):
        return None
    end = run.start(1) + len(" ".join(name))
    country = country_of(text.text, kind.start(), end)
    stated = country or located(text.text, kind.start(), end)
    own = stated in countries_with_division(" ".join(name))
    if not own and any(_is_common(word, country) for word in name):
        return None
    return Named(
        readings=tuple(" ".join(name[:i]) for i in range(len(name), 0, -1)),
        name=" ".join(name),
        kind=kind[1].lower(),
        country=country,
        start=kind.start(),
        end=end,
    )


def _listed(text: Annotated, last: Named, pattern: re.Pattern[str]) -> Iterator[Named]:
    """Yield the other names of "X, Y and Z provinces" or "provinces of X, Y and Z"."""
    if pattern is _LIST_BEHIND:
        found = pattern.match(text.text, last.end)
    else:
        found = pattern.search(text.text, max(0, last.start - _FARTHEST), last.start)
    if found is None:
        return
    for listed in _LISTED.finditer(text.text, found.start(), found.end()):
        name, first = listed[0], listed[0].split()[0].lower()
        if text.doc.vocab[first].is_stop or first in _COMPASS or country_codes(name):
            continue
        if not any(_is_common(word, "") for word in name.split()) and not countries_with_city(name):
            yield Named((name,), name, last.kind, last.country, *listed.span())


def named_divisions(text: Annotated) -> Iterator[Named]:
    """Yield each place of ``text`` that names a division by an uncommon name."""
    for kind in _KIND.finditer(text.text):
        if kind[1].lower() == "state":  # a word with other meanings: only "the Indian state of …"
            named = _kind_first(text, kind)
            if named is None and kind[0] == "state":
                named = _name_first(text, kind)
            owned = named and _POSSESSIVE.match(text.text, named.end)
            alone = named and not owned and len(countries_with_division(named.name)) == 1
            named = named if named and (named.country or alone) else None
        else:
            named = _name_first(text, kind) or _kind_first(text, kind)
        if named is None:
            continue
        yield named
        if kind[0].lower() == "provinces":
            behind = named.start == kind.start()
            yield from _listed(text, named, _LIST_BEHIND if behind else _LIST_BEFORE)


def located(text: str, start: int, end: int) -> str:
    """Return the only country that the sentence around a range happens in, or ``""``."""
    first = sentence_start(text, start)
    last = _SENTENCE_END.search(text, end)
    found = {
        _country_in(match[1])
        for match in _LOCATED.finditer(text, first, last.start() if last else len(text))
        if not _LISTS_ON.match(text, match.start() + len(match[0].rstrip()))
    } - {""}
    return found.pop() if len(found) == 1 else ""


def mentions(text: str) -> Counter[str]:
    """Return how often the text names each country, or says the adjective of it."""
    return Counter(filter(None, (_country_in(match[0]) for match in _CAPITALS.finditer(text))))


def _country_in(phrase: str) -> str:
    """Return the first country named in a run of capitalised words, or ``""``."""
    words = phrase.split()
    for first in range(len(words)):
        code = _country(" ".join(words[first:])) or _country(words[first].rstrip("."))
        if code:
            return code
    return ""


def of_another_world(text: str, start: int) -> bool:
    """Return whether the words before a name speak of an empire, a church or a tale."""
    return _OTHER_WORLD.search(text[max(0, start - _REACH) : start]) is not None
