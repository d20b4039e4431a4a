"""Names put together wrongly: the surname first, a word or mark between, no space at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._ledger_of_names import Ledger, is_first, ledger
from mtqa.detect.names._mentions import WORD, not_in_names
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import fold, is_given_name, is_pinyin, usualness
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.offices import country_codes, title_words
from mtqa.knowledge.places import is_large_city, is_place
from mtqa.knowledge.sexes import means_person, sex_of_name
from mtqa.model import Evidence

_ONE = r"[A-Z][\w’'-]*\w(?<!['’]s)"
_APART = re.compile(
    rf"(?<![\w’'.-])(?P<one>{_ONE})(?P<between>, | of | named | - | – |[.]?/|; )"
    rf"(?P<other>{_ONE})(?![\w-]| [A-Z&])"
)
_SIDE = re.compile(
    rf"(?<![\w’'.&-])(?P<one>{WORD}) (?P<other>{WORD})(?![\w-]|\.[A-Z]| [A-Z&]| of\b)"
)
_FUSED = re.compile(
    r"(?<![\w@#./’'-])(?P<one>[A-Z][a-zà-ÿ]{2,})(?P<other>[A-Z][a-zà-ÿ]{2,})(?![\w@/-]|\.\w)"
)
_SMALL = re.compile(rf"(?<![\w’'.@#/-])(?P<one>[a-z]{{3,}}) (?P<other>{WORD})(?![\w-])")
# "the foreign trade minister Rashid Mansouri Al has said"
_ARTICLE_LAST = re.compile(rf"(?<![\w’'-])(?P<name>{WORD} (?:Al|El|Bin|Ibn))(?=['’]s| [a-z]|[,.;])")
_NO_PART = frozenset({"Mac", "Fitz", "Van", "Von", "Del", "Des", "San", "Saint", "Los", "Las"})
_AS_LIST = re.compile(r"\A(?: and |, (?!(?:who|whose|the|an?)\b)|; | \(|&)")
_LISTED = re.compile(r"(?:, |; | and |\band )\Z")
_LED = re.compile(r"(?<![\w’'-])([\w’'-]+)\.?,? \Z")
_RARE = 4.0  # Zipf
_REACH = 30  # code points before a name
_PARTICLES = {"von", "van", "de", "del", "di", "da", "al", "el", "bin", "ben", "la", "le", "du"}
_NOBLE = {
    "Earl", "Duke", "Count", "Countess", "Duchess", "Baron", "Baroness", "Marquess", "Viscount",
    "Prince", "Princess", "King", "Queen", "Lord", "Lady", "Bishop", "Archbishop", "Emperor",
}  # fmt: skip
_NAMED_ON = re.compile(r"([A-Z][\w’'-]*)\.? \Z")
_KNOWN = "The text or the table of people has the name in its usual order."


def _before(text: Annotated, start: int) -> str:
    """Return the word right before ``start``."""
    found = _LED.search(text.text[max(0, start - _REACH) : start])
    return found[1] if found else ""


def _is_led(text: Annotated, start: int) -> bool:
    """Return whether a title or a noun for a person stands before: "minister", "34-year-old"."""
    word = _before(text, start)
    return (
        word in title_words("honorific", "rank", "office")
        or f"{word}." in title_words("honorific", "rank", "office")
        or means_person(word.lower())
        or word.endswith("-old")
    )


def _is_pair(text: Annotated, book: Ledger, first: str, last: str) -> bool:
    """Return whether somebody is called so: in this text, or in the table of people."""
    return book.times(fold(first), fold(last)) > 0 or bool(text.people.find(f"{first} {last}"))


def _elsewhere(text: Annotated, word: str, start: int, end: int) -> bool:
    """Return whether the text has the word outside the range."""
    return any(
        not start <= match.start() < end
        for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text.text)
    )


def _is_place(word: str) -> bool:
    return bool(country_codes(word)) or is_place(word) or is_large_city(word)


def _may_be(book: Ledger, first: str, last: str, *, led: bool = False) -> bool:
    """Return whether a first name may belong to a surname that the text has by itself.

    Where a title stands before, the surname may be some people's first name.
    """
    return (
        is_first(first)
        and (led or not is_first(last))
        and book.bare.get(fold(last), 0) > 0
        and usualness(last) < _RARE
        and not _is_place(last)
        and fold(first) not in not_in_names()
    )


def _apart(text: Annotated, book: Ledger) -> Iterator[Hit]:
    """Yield "Rowe, Peter", "Peter of Rowe", "Rowe named Peter", "Peter - Rowe" for Peter Rowe."""
    for match in _APART.finditer(text.text):
        one, other, start = match["one"], match["other"], match.start()
        if fold(one) == fold(other) or (text.in_quotation(start) and match["between"] == ", "):
            continue
        for first, last in ((one, other), (other, one)):
            known = _is_pair(text, book, first, last)
            known |= " named " in match["between"] and is_first(first) and fold(last) in book.bare
            if not (known or _may_be(book, first, last)):
                continue
            if _is_odd(text, match, first, known=known):
                yield _hit(text, match.start(), match.end(), f"{first} {last}")
                break


def _is_odd(text: Annotated, match: re.Match[str], first: str, *, known: bool) -> bool:
    """Return whether the two names with something between cannot be two people or a list."""
    between = match["between"].strip()
    if _elsewhere_alone(text, first, match.start(), match.end()):
        return False
    if between in (",", ";"):
        before = text.text[max(0, match.start() - _REACH) : match.start()]
        listed = _LISTED.search(before) or _AS_LIST.match(text.text[match.end() :])
        if before[-1:] in ("", "\n") or _is_named_on(before):
            return False  # a bibliography, or a list: "Taco Bell, Wendys"
        led = _is_led(text, match.start())
        return not listed and (led or (known and match["one"] != first))
    if between == "of":
        if match["one"] in _NOBLE:
            return False
        return not _is_place(match["other"]) and match["one"] == first
    return True


def _is_named_on(before: str) -> bool:
    """Return whether a capitalised word that is no title goes before the name."""
    found = _NAMED_ON.search(before)
    return found is not None and found[1] not in title_words("honorific", "rank", "office")


def _elsewhere_alone(text: Annotated, first: str, start: int, end: int) -> bool:
    """Return whether the first name stands somewhere else with no name behind it."""
    alone = rf"(?<![\w-]){re.escape(first)}(?![\w-]| [A-Z])"
    return any(not start <= m.start() < end for m in re.finditer(alone, text.text))


def _side_by_side(text: Annotated, book: Ledger) -> Iterator[Hit]:
    """Yield a surname before its first name: "Rowe Peter said", and nobody is called Rowe else."""
    for match in _SIDE.finditer(text.text):
        last, first = match["one"], match["other"]
        if not is_first(first) or fold(last) == fold(first):
            continue
        if fold(last) in not_in_names() or text.people.find(f"{last} {first}"):
            continue
        if is_pinyin(fold(last)) and is_pinyin(fold(first)):
            continue
        straight = book.times(fold(first), fold(last))
        other_way = straight >= max(1, book.times(fold(last), fold(first)))
        before = _before(text, match.start())
        if before[:1].isupper() and fold(before) not in not_in_names() and not _is_opener(before):
            continue
        led = _is_led(text, match.start()) and sex_of_name(last) is None
        lone = _may_be(book, first, last, led=led) and is_given_name(first)
        lone = lone and bool(sex_of_name(first)) and usualness(first) > usualness(last)
        lone = lone and not _elsewhere(text, first, match.start(), match.end())
        if (other_way and not is_first(last)) or lone:
            yield _hit(text, match.start(), match.end(), f"{first} {last.title()}")


def _is_opener(word: str) -> bool:
    return word.lower() in ("coroner", "diplomat", "county", "judge", "yesterday")


def _fused(text: Annotated, book: Ledger) -> Iterator[Hit]:
    """Yield first and last name with no space between: "PeterRowe"."""
    for match in _FUSED.finditer(text.text):
        first, last = match["one"], match["other"]
        if first in _NO_PART or not book.is_surname(fold(last)):
            continue
        own = book.is_surname(fold(match[0])) and _elsewhere(text, match[0], *match.span())
        if not own and (is_first(first) or _is_pair(text, book, first, last) or _rare(first, last)):
            yield _hit(text, match.start(), match.end(), f"{first} {last}")


def _rare(first: str, last: str) -> bool:
    return usualness(first) < _RARE and usualness(f"{first}{last}") == 0


def _small(text: Annotated, book: Ledger) -> Iterator[Hit]:
    """Yield a first name in small letters before its surname: "george Floyd"."""
    if not book.full and not book.bare:
        return
    for match in _SMALL.finditer(text.text):
        first, last = match["one"], match["other"]
        if fold(last) not in book.bare and fold(last) not in book.firsts:
            continue
        token = text.doc.char_span(*match.span("one"))
        if not is_first(first) or _is_word(first) or token is None:
            continue
        led = token[0].nbor(-1) if token[0].i else token[0]
        if token[0].pos_ in ("VERB", "AUX", "ADP") or led.pos_ in ("DET", "ADJ", "PROPN"):
            continue  # "the song Sara", "Bernhard von Gudden"
        if first in _PARTICLES:
            continue
        if _is_pair(text, book, first.capitalize(), last) or book.bare.get(fold(last), 0):
            yield _hit(text, match.start(), match.end(), f"{first.capitalize()} {last}")


@cache
def _is_word(first: str) -> bool:
    """Return whether the name is a word in small letters too: "mark", "will", "grant"."""
    return means_person(first) or bool(classes(first)) or first in not_in_names()


def _hit(text: Annotated, start: int, end: int, name: str) -> Hit:
    message = f"“{text.text[start:end]}” is “{name}” with its words put together wrongly."
    return Hit(start, end, message, 0.8, (Evidence(note=_KNOWN),), name)


def misplaced(text: Annotated) -> Iterator[Hit]:
    """Yield names whose first and last word are swapped, parted, fused or not capitalised."""
    book = ledger(text)
    yield from first_come((
        *_apart(text, book), *_side_by_side(text, book), *_fused(text, book), *_small(text, book),
        *_articles(text),
    ))  # fmt: skip


def _articles(text: Annotated) -> Iterator[Hit]:
    for match in _ARTICLE_LAST.finditer(text.text):
        last, article = match["name"].rsplit(None, 1)
        if fold(last) in not_in_names() or usualness(last) >= _RARE or is_given_name(last):
            continue
        if article == "Bin" and is_pinyin(fold(last)):
            continue  # "Yuan Bin"
        yield _hit(text, match.start(), match.end("name"), f"{article} {last}")
