"""Where a text names people: what the rules on names share."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Span as Words

from mtqa.annotate.annotated import Annotated
from mtqa.knowledge.names import fold, is_given_name, usualness
from mtqa.knowledge.offices import title_words
from mtqa.knowledge.people import People, name_words
from mtqa.knowledge.sexes import means_person, sex_of_name

_UPPER = "".join(chr(c) for c in range(0x41, 0x250) if chr(c).isupper())
_PARTICLE = (
    r"(?:de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|ter|ten|bin|ibn|bint|zu|af|al|el)"
)
WORD = rf"(?:[Aa]l-|[Ee]l-|d['’])?[{_UPPER}]\w*(?:[-'’](?![sS]\b)\w+)*"
INITIAL = rf"[{_UPPER}]\.(?:-?[{_UPPER}]\.)*"
NAME = (
    rf"(?:{INITIAL} ?)?{WORD}(?: (?:{INITIAL} ?)*(?:{_PARTICLE} ){{0,2}}{WORD}){{0,4}}"
    r"(?:,? (?:Jr|Sr)\b\.?)?"
)
_NAME = re.compile(NAME)
_CALENDAR = frozenset(map(str.lower, (*calendar.day_name, *calendar.month_name[1:]))) - {"may"}

_ROLES = frozenset({"CEO", "CFO", "MP", "MEP", "MSP", "QB", "WR", "RB", "DJ", "PM", "VP", "AG"})

_MISTAKEN = frozenset({"ORG", "FAC", "GPE", "NORP", "WORK_OF_ART", "PRODUCT"})
# the titles of monarchs and their families
CROWNED = frozenset({"King", "Queen", "Prince", "Princess", "Emperor", "Empress", "Duke"})
_RARE = 1.5  # Zipf
_LESS_USUAL = 2.5
_COMMON = 4.2  # "Winter", "Golden"
# a first name and what stands behind it, read again from every capitalised word
TWO_WORDS = re.compile(rf"(?<![\w’'.-])({WORD})(?= (?:{INITIAL} )?((?>{WORD}))(?! [{_UPPER}]))")
_CAPITAL_BEFORE = re.compile(rf"(?:\A|[^\w{_UPPER}])([{_UPPER}][\w’'-]*) \Z")
_AGED = re.compile(r", [1-9]\d(?:,|\.|;| years)| \([1-9]\d\)")
_APPOSITION = re.compile(
    rf"(?<![\w’'.-])({WORD}) ({WORD}), "
    r"(?:(?P<age>[1-9]\d)[,.;]|(?P<who>who) |(?:an?|the) (?P<rest>(?:[a-z-]+ ?){1,3}))"
)
_NOUN_BEFORE = re.compile(r"[a-z-]+(?: of [a-z-]+)?,? \Z")
_RATHER_USUAL = 3.5
_USUAL = 3.0
_SHORTEST = 3  # letters
_REACH = 30  # code points before a name in which the word before it is looked for


class Mention(NamedTuple):
    """A name of a person in the text.

    Attributes:
        start: first code point of the name, its title left out.
        end: one past its last.
        title: the title before it, ``""`` where there is none.
        title_start: where the title begins, else ``start``.
        words: the name's words folded, without initials and suffixes.
    """

    start: int
    end: int
    title: str
    title_start: int
    words: tuple[str, ...]


@cache
def titled() -> re.Pattern[str]:
    """Return the pattern of a title, perhaps a number, and a name."""
    words = sorted(title_words("honorific", "rank", "office"), key=len, reverse=True)
    titles = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?<![\w-])({titles})[ \xa0](?:\d{{1,3}} )?({NAME})")


@cache
def not_in_names() -> frozenset[str]:
    """Return folded words that end a name: titles, function words, days and months."""
    titles = title_words("honorific", "rank", "office")
    return frozenset(map(fold, titles)) | STOP_WORDS | _CALENDAR


def _ends_no_name(word: str) -> bool:
    return word in not_in_names() and word != "may"  # Theresa May


def _begins_no_name(word: str, of: int) -> bool:
    """Return whether the first of so many words is a title, "CEO" and "QB" included."""
    return fold(word) in not_in_names() or (of > 1 and word in _ROLES)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without titles, function words and days at its ends."""
    words = [match.span() for match in re.finditer(r"[^\s,]+", text[start:end])]
    while words and _begins_no_name(text[start + words[0][0] : start + words[0][1]], len(words)):
        del words[0]
    while words and _ends_no_name(fold(text[start + words[-1][0] : start + words[-1][1]])):
        del words[-1]
    return (start + words[0][0], start + words[-1][1]) if words else (start, start)


def _from_titles(text: Annotated, persons: frozenset[int]) -> Iterator[Mention]:
    for match in titled().finditer(text.text):
        start, end = _trimmed(text.text, *match.span(2))
        words = name_words(text.text[start:end])
        if words and (
            match[1] in title_words("honorific")
            or any(start <= at < end for at in persons)
            or (match[1] in CROWNED | title_words("rank") and usualness(words[-1]) < _RARE)
        ):
            yield Mention(start, end, match[1], match.start(1), words)


def _looks_like_a_name(entity: str, words: tuple[str, ...], people: People) -> bool:
    """Return whether an entity that the model takes for something else may name a person."""
    return (
        len(words) == 2
        and _NAME.fullmatch(entity) is not None
        and (is_given_name(words[0]) or people.has_word(words[0]))
        and usualness(words[1]) < _RARE
    )


def _is_introduced(entity: Words, words: tuple[str, ...]) -> bool:
    """Return whether a noun for a person or an age says that two rare words are somebody's name."""
    if len(words) != 2 or _NAME.fullmatch(entity.text) is None:
        return False
    if max(map(usualness, words)) >= _USUAL or min(map(len, words)) < _SHORTEST:
        return False
    doc = entity.doc
    at = entity.start - 2 if entity.start > 1 and doc[entity.start - 1].text == "," else -1
    noun = doc[at if at >= 0 else max(0, entity.start - 1)]
    called = noun.pos_ == "NOUN" and means_person(noun.lemma_.lower())
    return called or _AGED.match(doc.text, entity.end_char) is not None


def _from_entities(text: Annotated) -> Iterator[Mention]:
    for entity in text.doc.ents:
        inside = _NAME.search(text.text, entity.start_char, entity.end_char)
        if inside is None or (entity.label_ != "PERSON" and entity.label_ not in _MISTAKEN):
            continue
        start, end = _trimmed(text.text, *inside.span())
        words = name_words(text.text[start:end])
        if words and (
            entity.label_ == "PERSON"
            or _looks_like_a_name(entity.text, words, text.people)
            or _is_introduced(entity, words)
        ):
            yield Mention(start, end, "", start, words)


def _names_person(first: str) -> bool:
    """Return whether people rather than things are called ``first`` in most texts."""
    if first.isupper() or fold(first) in not_in_names():
        return False
    return is_given_name(first) and (usualness(first) < _COMMON or bool(sex_of_name(first)))


def _led_by_noun(text: str, match: re.Match[str]) -> bool:
    """Return whether a noun for a person stands before a rare word that may be a first name."""
    before = _NOUN_BEFORE.search(text[max(0, match.start() - _REACH) : match.start()])
    if before is None or usualness(match[1]) >= _RATHER_USUAL or fold(match[1]) in not_in_names():
        return False
    return any(map(means_person, before[0].replace(",", "").split()))


def _from_first_names(text: Annotated, found: list[Mention]) -> Iterator[Mention]:
    """Yield first names with a word behind that is no English word, which the model overlooks.

    A first name counts where people in the United States bear it, or where one of
    the mentions ``found`` begins with it.
    """
    begun = {m.words[0] for m in found if len(m.words) > 1 and not m.title} - not_in_names()
    for match in TWO_WORDS.finditer(text.text):
        first, last = match[1], match[2]
        known = _names_person(first) or fold(first) in begun
        if not (known or _led_by_noun(text.text, match)) or first.isupper():
            continue
        before = _CAPITAL_BEFORE.search(text.text[max(0, match.start() - _REACH) : match.start()])
        if before and fold(before[1]) not in not_in_names():
            continue
        words = name_words(text.text[match.start() : match.end(2)])
        strange = usualness(last) < _LESS_USUAL or "-" in last
        if len(words) == 2 and len(words[1]) > 2 and strange:
            yield Mention(match.start(), match.end(2), "", match.start(), words)


def _from_appositions(text: Annotated) -> Iterator[Mention]:
    """Yield two rare words of which what stands behind says that they are somebody's name."""
    for match in _APPOSITION.finditer(text.text):
        words = name_words(text.text[match.start() : match.end(2)])
        nouns = re.findall(r"[a-z]+", match["rest"] or "")
        person = match["age"] or match["who"] or any(map(means_person, nouns))
        if len(words) != 2 or not person or max(map(usualness, words)) >= _USUAL:
            continue
        if min(map(len, words)) >= _SHORTEST and not_in_names().isdisjoint(words):
            yield Mention(match.start(), match.end(2), "", match.start(), words)


@lru_cache(maxsize=2)
def mentions(text: Annotated) -> tuple[Mention, ...]:
    """Return where people are named, in order; a name of one word may be a first name."""
    persons = frozenset(
        token.idx for entity in text.doc.ents if entity.label_ == "PERSON" for token in entity
    )
    seen = [*_from_titles(text, persons), *_from_entities(text)]
    found: list[Mention] = []
    more = (*_from_first_names(text, seen), *_from_appositions(text))
    for mention in sorted((*seen, *more)):
        if found and mention.start < found[-1].end:
            if (mention.end - mention.start, mention.title) > (
                found[-1].end - found[-1].start,
                found[-1].title,
            ):
                found[-1] = mention
        else:
            found.append(mention)
    return tuple(found)


def full_names(text: Annotated) -> tuple[Mention, ...]:
    """Return the mentions of two words and more."""
    return tuple(mention for mention in mentions(text) if len(mention.words) > 1)


def at(found: tuple[Mention, ...], offset: int) -> Mention | None:
    """Return the mention that covers ``offset``."""
    index = bisect_right(found, offset, key=lambda mention: mention.start) - 1
    return found[index] if index >= 0 and offset < found[index].end else None
