"""A person's surname with somebody else's first name, though only one of that name is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._ledger_of_names import Ledger, is_first, ledger
from mtqa.detect.names._mentions import TWO_WORDS, Mention, mentions, not_in_names
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import alike, fold, likeness, romanisation, same_start, usualness
from mtqa.knowledge.offices import title_words
from mtqa.knowledge.places import is_large_city, is_place
from mtqa.knowledge.sexes import means_person
from mtqa.model import Evidence

# who says that two of one name are spoken of
_KIN = re.compile(
    r"\b(?:wife|husband|spouse|widow(?:er)?|sons?|daughters?|brothers?|sisters?|mother|father"
    r"|parents?|married|siblings?|twins?|uncle|aunt|cousins?|niece|nephew|née|in-law"
    r"|grand(?:son|daughter|father|mother|child(?:ren)?)|relatives?|namesake|dad|mum|mom"
    r"|no relation|not related|pseudonym|stage name|also known as|real name|born)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r", (?:an?|the|who|whose|his|her|their|aged|one|\d|also|[A-Z])\b|,? (?:and|from|of|[A-Z])\b"
    r"|,? \d| ?[(:&-]| –|\n"
)
_OWN = re.compile(r", who (?:is|was|has|had) also\b")
_LED = re.compile(r"(?<![\w’'-])([\w’'-]+)\.?,? \Z")
_NEAR = 120  # code points around the name in which a word for kin excuses it
_REACH = 30
_LIKE = 0.6  # 0-1; first names nearer than that may be forms of one
_COMMON = 4.2  # Zipf; surnames that many bear
_WORDS = 5.2  # and what is hardly a surname
_UNKNOWN = 3.0
_SELDOM = 3.6
_PARTICLES = {"al", "el", "bin", "ben", "abu", "von", "van", "de", "di", "da"}
_LEAST = 2  # times that the surname must stand by itself


def _is_led(text: Annotated, name: Mention) -> bool:
    """Return whether a word before the name says who it is, or joins another to it."""
    if name.title:
        return True
    before = _LED.search(text.text[max(0, name.start - _REACH) : name.start])
    if before is None:
        return False
    word = before[1]
    if word in ("and", "or"):
        other = _LED.search(text.text[max(0, name.start - _REACH) : name.start - len(word) - 1])
        return other is not None and (is_first(other[1]) or fold(other[1]) == name.words[-1])
    if word in ("named", "called", "aka"):
        return True
    titles = title_words("honorific", "rank", "office")
    return word in titles or means_person(word.lower()) or (word[0].isupper() and word.isalpha())


def _is_another(book: Ledger, text: Annotated, name: Mention, last: str) -> bool:
    """Return whether the first name is that of nobody else of whom the text speaks."""
    first = name.words[0]
    own = text.text[name.start : name.end].split()[0]
    alone = re.findall(rf"(?<![\w-]){re.escape(own)}(?![\w-])", text.text)
    known = text.people.find(f"{first} {last}")
    return len(alone) == 1 and not known and book.times(first, last) <= 1


def _may_be_forms(one: str, other: str) -> bool:
    """Return whether two first names may be one person's: "Bill", "William"; "Sergei", "Sergey"."""
    return (
        one[0] == other[0]
        or likeness(one, other) >= _LIKE
        or alike(one, other)
        or romanisation(one) == romanisation(other)
        or (same_start(one, other) and usualness(one) == 0)
    )


def _meant(text: Annotated, book: Ledger, name: Mention) -> Mention | None:
    """Return where the text gives the name that the person has."""
    first, last = name.words[0], name.words[-1]
    others = [one for one in book.firsts.get(last, ()) if one != first]
    least = _LEAST if usualness(last) >= _COMMON else int(usualness(last) >= _SELDOM)
    if len(others) != 1 or book.bare.get(last, 0) < least or usualness(last) >= _WORDS:
        return None
    full = book.full[others[0], last]
    if full.start > name.start or _may_be_forms(first, others[0]) or len(others[0]) < _LEAST:
        return None
    return full


def _names(text: Annotated, book: Ledger) -> Iterator[Mention]:
    """Yield a first name and a surname that the text gives with another first name too."""
    found = mentions(text)
    seen = {name.start for name in found}
    yield from (name for name in found if len(name.words) == _LEAST)
    if not book.firsts:
        return
    for match in TWO_WORDS.finditer(text.text):
        last = fold(match[2])
        if last in book.firsts and match.start() not in seen and is_first(match[1]):
            words = (fold(match[1]), last)
            yield Mention(match.start(), match.end(2), "", match.start(), words)


def other_first_names(text: Annotated) -> Iterator[Hit]:
    """Yield "Karim Holm" where Petra Holm is spoken of, and "Holm" means her all through."""
    book = ledger(text)
    for name in _names(text, book):
        first, last = name.words
        if (
            name.title
            or first in _PARTICLES
            or first in not_in_names()
            or is_place(last)
            or is_large_city(last)
        ):
            continue
        if not (is_first(first) or usualness(first) < _UNKNOWN):
            continue
        meant = _meant(text, book, name)
        if meant is not None and _is_another(book, text, name, last) and _is_bare(text, name):
            yield _hit(text, name, meant)


def _is_bare(text: Annotated, name: Mention) -> bool:
    """Return whether nothing tells who it is, nor that several have the surname."""
    around = text.text[max(0, name.start - _NEAR) : name.end + _NEAR]
    behind = _INTRODUCED.match(text.text, name.end)
    introduced = behind is not None and not _OWN.match(text.text, name.end)
    if introduced or _is_led(text, name) or _KIN.search(around):
        return False
    last = re.escape(text.text[name.start : name.end].split()[-1])
    return re.search(rf"\b{last}(?:s|es)\b(?!['’])", text.text) is None


def _hit(text: Annotated, name: Mention, full: Mention) -> Hit:
    quote = text.text[full.start : full.end]
    note = "The text speaks of nobody else of this name."
    evidence = (Evidence(note=note, quote=quote, start=full.start, end=full.end),)
    message = f"“{text.text[name.start : name.end]}” seems to be {quote}, whom the text names."
    return Hit(name.start, name.end, message, 0.78, evidence, quote)
