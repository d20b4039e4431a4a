"""Where a text says what a place is: "the province of Bavaria", "Munich, a state in Germany"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from mtqa.annotate.annotated import Annotated
from mtqa.knowledge.offices import country_codes

_KINDS = {
    **{f"{word}s": word for word in ("state", "province", "town", "prefecture", "oblast", "krai")},
    **{f"{word}s": word for word in ("governorate", "voivodeship", "canton")},
    **{f"{word}s": word for word in ("village", "commune", "department", "emirate")},
    **{"counties": "county", "countries": "country", "cities": "city"},
    **{"municipalities": "municipality", "islands": "island", "republics": "republic"},
    "continents": "continent",
}
_ANY = "|".join(sorted({*_KINDS, *_KINDS.values()}, key=len, reverse=True))
_KIND = re.compile(rf"(?<![\w-])(federal )?({_ANY})\b(?![’'-]\w)", re.IGNORECASE)
_WORD = r"[^\W\d_a-zà-öø-ÿ][\w’'ʻ-]*"
_LINK = r"(?:de|del|da|do|dos|la|las|los|al|el|y|upon)"
_NAME = rf"{_WORD}(?: (?:{_LINK} ){{0,2}}{_WORD}){{0,3}}"
_BEHIND = re.compile(rf" of (?:the )?(?P<name>{_NAME}(?: and {_NAME})?)")
_PLURAL_BEHIND = re.compile(rf" of (?:the )?(?P<name>{_NAME})")
_BEFORE = re.compile(rf"(?P<name>{_NAME}) \Z")
_LIST_BEHIND = re.compile(rf"(?:, {_NAME}(?=,| and )){{0,6}},? and (?P<last>{_NAME})")
_LIST_BEFORE = re.compile(rf"(?:{_NAME}, ){{0,6}}{_NAME},? and \Z")
_LISTED = re.compile(_NAME)
# "Munich, a state in", "Munich is a small German state of"
_SAID_BEFORE = re.compile(
    rf"(?P<name>{_NAME})(?:,| is| remains| was) (?:an?|another) (?:[\w-]+ ){{0,3}}\Z"
)
_SAID_BEHIND = re.compile(r" (?:in|of|on|near|that|where|which|with|bordering)\b|,|\.")
_POSSESSIVE = re.compile(r"[’']s?\Z")
_LINK_END = re.compile(r" (?:and|[a-z]+)\Z")
_FARTHEST = 80  # code points
_INSIDE = re.compile(r"(?:\A|[.!?:;\n] ?|[“\"(–—] ?)(?:In|Across|Throughout|Outside|From|For) \Z")


@dataclass(frozen=True, slots=True)
class Typed:
    """A place and the word for what it is, as the text has them.

    Attributes:
        names: what may be the name, longest first: "Upper Bavaria", "Bavaria".
        kind: the word in the singular and in lower case.
        order: ``of`` in "province of Bavaria", ``before`` in "Bavaria province", ``said``
            in "Bavaria, a province in Germany".
        federal: whether "federal" stands before the word.
        start: first code point of name and word together.
        end: one past their last.
        plural: whether the word stands in the plural, for several places.
        owner: the word before the phrase, which may be a country's: "the *Oregon* county of".
    """

    names: tuple[str, ...]
    kind: str
    order: str
    federal: bool
    start: int
    end: int
    plural: bool = False
    owner: str = ""


def _readings(name: str, order: str) -> tuple[str, ...]:
    """Return what may be the name in a run of capitalised words, longest first."""
    words = name.split()
    if order == "before":  # "Southern Bavaria": without what stands before, where that is no name
        first = next((i for i, word in enumerate(words) if word.lower() not in STOP_WORDS), 0)
        return tuple(" ".join(words[i:]) for i in range(first, len(words)))
    prefixes = (" ".join(words[:i]) for i in range(len(words), 0, -1))
    return tuple(_POSSESSIVE.sub("", name) for name in prefixes if not _LINK_END.search(name))


def _owner(text: str, start: int) -> str:
    """Return the capitalised words right before an offset that name a country or its people."""
    words = text[max(0, start - 40) : start].split()
    for count in (3, 2, 1):
        found = _POSSESSIVE.sub("", " ".join(words[-count:]))
        if len(words) >= count and (country_codes(found) or (count == 1 and found[:1].isupper())):
            return found
    return ""


def typed_places(text: Annotated) -> Iterator[Typed]:
    """Yield each capitalised name that the text calls a state, a province, a city and the like."""
    for match in _KIND.finditer(text.text):
        word = match[2].lower()
        if word.startswith("department") and match[2][0] == "D":
            continue  # of an administration
        kind, federal = _KINDS.get(word, word), match[1] is not None
        plural = word != kind
        start = match.start(2) if match[1] and match[1][0].isupper() else match.start()
        before = text.text[max(0, match.start() - _FARTHEST) : match.start()]
        of = _PLURAL_BEHIND if plural else _BEHIND
        if behind := of.match(text.text, match.end()):
            owner = _owner(text.text, start)
            names = _readings(behind["name"], "of")
            yield Typed(names, kind, "of", federal, start, behind.end(), plural, owner)
            if plural and (more := _LIST_BEHIND.match(text.text, behind.end())):
                yield from _listed(text, more.span(), kind, "of")
        elif found := _BEFORE.search(before):
            first = match.start() - len(found["name"]) - 1
            names = _readings(found["name"], "before")
            owner = _owner(text.text, first)
            yield Typed(names, kind, "before", federal, first, match.end(), plural, owner)
            if plural and (more := _LIST_BEFORE.search(before[: found.start()])):
                offset = match.start() - len(before)
                span = (offset + more.start(), offset + more.end())
                yield from _listed(text, span, kind, "before")
        elif (said := _SAID_BEFORE.search(before)) and not plural:
            first = match.start() - len(before) + said.start()
            inside = _INSIDE.search(text.text[max(0, first - 20) : first])
            if not inside and _SAID_BEHIND.match(text.text, match.end()):
                names = (said["name"],)
                yield Typed(names, kind, "said", federal, first, match.end())


def _listed(text: Annotated, span: tuple[int, int], kind: str, order: str) -> Iterator[Typed]:
    """Yield the other names of "the provinces of Ontario and Texas"."""
    for one in _LISTED.finditer(text.text, *span):
        yield Typed((one[0],), kind, order, False, *one.span(), plural=True)
