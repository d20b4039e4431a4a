"""A number inside a person's name. Documented beside, in number_in_name.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import CROWNED, NAME, WORD, Mention, full_names, mentions
from mtqa.detect.rule import Hit
from mtqa.knowledge import verbs
from mtqa.knowledge.names import fold, is_given_name, usualness
from mtqa.knowledge.offices import country_codes, title_words
from mtqa.knowledge.people import name_words
from mtqa.knowledge.places import is_place
from mtqa.knowledge.sexes import means_person, sex_of_name
from mtqa.model import Evidence

# "Name (33, Town)" gives the age in its place
_NUMBER = r"(?=\(\d{1,3}\)|\d{1,3}(?![\d)]))\(?([1-9]\d{0,2})\)?(?:,|-year-old)?"
_CIVIL = r"Mr\.?|Mrs\.?|Ms\.?|Mx\.?|Miss|Dr\.?|Prof\.?|Professor|Sir|Dame"
_BETWEEN = re.compile(rf"(?<![\w.-])({WORD}) {_NUMBER} ({WORD})")
_AGES = range(15, 106)
_COMMON = 4.2  # Zipf; words above it are rarely names
_COMMONEST_NAME = 5.2
_BEHIND_NAME = re.compile(r"['’]s |(?:['’]s)?(?:[,.;:?!)”\"]| \((?!\d)| [a-z“\"]| ?[–—]| - |\Z|\n)")
_RARE_SURNAME = 2.5
_STRANGE = 2.0  # Zipf; the model may take such a name for a noun
_LAST_DAY = 31
_RARER_SURNAME = 3.0  # Zipf; first names above it follow numbers as in "John 20 Mary weeps"
_NO_PERSONS = frozenset({"GPE", "LOC", "FAC", "DATE", "EVENT", "LAW"})
_UNITS = frozenset({"Miles", "Years", "Days", "Stone", "Pounds", "Points"})
_OF_NUMBERS = frozenset({"LAW", "FAC", "EVENT"})
_LEADS = frozenset({"Book", "Gospel", "Psalm", "Epistle", "verse", "chapter", "First", "Second"})
_BEFORE_BOOKS = frozenset({"of", "In", "in"})
_BOOKS = frozenset(
    {"John", "Luke", "Mark", "Matthew", "James", "Peter", "Daniel", "Samuel", "Ruth", "Esther"}
    | {"Joel", "Amos", "Ezra", "Timothy", "Titus", "Jude", "Joshua", "Isaiah", "Jeremiah", "Micah"}
)


@cache
def _titled() -> re.Pattern[str]:
    titles = title_words("office") | CROWNED
    offices = "|".join(sorted(map(re.escape, titles), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:(?P<civil>{_CIVIL})|{offices})[ \xa0]{_NUMBER} (?P<name>{NAME})")


def _elsewhere(text: Annotated, words: tuple[str, ...], start: int, end: int) -> Mention | None:
    """Return where the text names the same person outside of the range."""
    for mention in mentions(text):
        if mention.words[-1] == words[-1] and not start <= mention.start < end:
            return mention
    return None


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.ent_type_ == "PERSON"


def _named(
    text: Annotated, start: int, end: int, commonest: float = _COMMON, *, aged: bool = False
) -> bool:
    """Return whether the range is a person's name, going by the text around it.

    What stands behind is no matter where an age is written before it.
    """
    token = text.doc.char_span(start, end, alignment_mode="expand")
    word = text.text[start:end].rsplit(" ", 1)[-1]
    return (
        token is not None
        and (_is_proper(token[-1]) or usualness(word) < _STRANGE)
        and (usualness(word) < commonest or text.people.has_word(word))
        and re.search(rf"(?<![\w’'-]){re.escape(word.lower())}\b", text.text) is None
        and (aged or _BEHIND_NAME.match(text.text, end) is not None)
    )


def _part_of_name(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the number belongs to the name, as in "50 Cent"."""
    itself = re.compile(rf"(?<![\w.]){match[2]} {re.escape(match['name'])}\b")
    titled = {found.start(2) for found in _titled().finditer(text.text)}
    return any(found.start() not in titled for found in itself.finditer(text.text))


def _suggestion(text: Annotated, head: str, name: str, number: str, end: int) -> str | None:
    """Return the name with the number after it as an age, where it can be one."""
    after = text.text[end : end + 1]
    if int(number) not in _AGES or after not in (" ", ".", ",", ";", "\n", ""):
        return None
    return f"{head} {name}, {number}" + ("," if after == " " else "")


def _hit(text: Annotated, match: re.Match[str], head: str, name: str, place: Mention | None) -> Hit:
    number = next(group for group in match.groups() if group and group.isdecimal())
    evidence: tuple[Evidence, ...] = ()
    if place:
        quote = text.text[place.start : place.end]
        note = "The name stands elsewhere without the number."
        evidence = (Evidence(note=note, quote=quote, start=place.start, end=place.end),)
    return Hit(
        match.start(),
        match.end(),
        f"The number {number} stands inside the name of a person, perhaps an age out of place.",
        confidence=0.95 if place else 0.85,
        evidence=evidence,
        suggestion=_suggestion(text, head, name, number, match.end()),
    )


def _after_titles(text: Annotated) -> Iterator[Hit]:
    for match in _titled().finditer(text.text):
        number, name = match[2], match["name"]
        words = name_words(name)
        titles = {fold(title) for title in title_words("office", "rank")}
        if not words or words[0] in titles or _part_of_name(text, match):
            continue
        place = _elsewhere(text, words, *match.span())
        aged = _written_as_age(text.text[match.start() : match.start("name")])
        in_age = int(number) in _AGES and _named(text, *match.span("name"), aged=aged)
        if place or in_age or (len(words) > 1 and text.people.find(name)):
            head = text.text[match.start() : match.start(2)].rstrip(" \xa0(")
            yield _hit(text, match, head, name, place)


def _reads_as_name(text: Annotated, match: re.Match[str], *, alone: bool) -> bool:
    """Return whether an age stands between a first name and what can only be a surname.

    Args:
        text: the document.
        match: first name, number and surname.
        alone: whether the text calls somebody by the surname alone.
    """
    first = text.doc.char_span(*match.span(1), alignment_mode="expand")
    before = text.text[: match.start()].rsplit(None, 1)[-1:]
    led = bool(before) and (before[0].isdigit() or before[0] in _LEADS)
    led |= match[1] in _BOOKS and not _BEFORE_BOOKS.isdisjoint(before)
    if (
        led
        or int(match[2]) not in _AGES
        or first is None
        or not is_given_name(match[1])
        or match[3] in _UNITS
        or country_codes(match[1])
        or country_codes(match[3])
    ):
        return False
    if _written_as_age(match.string[match.end(1) : match.start(3)]):
        common = usualness(match[3]) >= _COMMONEST_NAME
        again = re.match(rf" \(?{match[2]}\b(?!\))", text.text[match.end() :])
        ends = again or _BEHIND_NAME.match(text.text, match.end())
        return not common and ends is not None
    if sex_of_name(match[1]) and usualness(match[3]) < _RARE_SURNAME:
        return _BEHIND_NAME.match(text.text, match.end()) is not None
    dated = first[0].ent_type_ == "DATE" and int(match[2]) > _LAST_DAY  # "Jan 34, Novak"
    if first[0].ent_type_ in _NO_PERSONS and not (dated or _in_one(text, match)):
        return False
    if alone or not is_given_name(match[3]) or usualness(match[3]) < _RARER_SURNAME:
        return alone or _named(text, *match.span(3))
    person = _one_person(text, match) or _introduced(first[0])
    return person and _named(text, *match.span(3), _COMMONEST_NAME)


def _introduced(first: Token) -> bool:
    """Return whether a noun for a person stands right before: "the writer Peggy"."""
    before = first.nbor(-1) if first.i else first
    return before.pos_ == "NOUN" and means_person(before.lemma_.lower())


def _in_one(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the model takes first name and number together for a thing, as a law is one.

    The number alone leads it to that, so its label says nothing about the first name.
    """
    words = text.doc.char_span(match.start(1), match.end(2), alignment_mode="expand")
    labels = {token.ent_type_ for token in words} if words is not None else set()
    return len(labels) == 1 and labels <= _OF_NUMBERS and not is_place(match[1])


def _taken_for_person(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the model takes all of it for one person, and nothing else is called so."""
    words = text.doc.char_span(*match.span())
    if words is None:
        return False
    behind = text.doc[words.end] if words.end < len(text.doc) else words[-1]
    told = _introduced(words[0]) or behind.lemma_ in verbs.words("say")
    return (
        int(match[2]) in _AGES
        and (told or all(token.ent_type_ == "PERSON" for token in words))
        and all(token.pos_ == "PROPN" for token in (words[0], words[-1]))
        and usualness(match[1]) < _RARER_SURNAME
        and usualness(match[3]) < _STRANGE
        and _BEHIND_NAME.match(text.text, match.end()) is not None
    )


def _written_as_age(between: str) -> bool:
    """Return whether a number before a name can only be an age: "(81)", "27-year-old"."""
    return "year" in between or "(" in between


def _one_person(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the model takes the name on one side of the number for a person."""
    sides = (match.span(1), match.span(3))
    tokens = [text.doc.char_span(*span, alignment_mode="expand") for span in sides]
    return any(token is not None and token[0].ent_type_ == "PERSON" for token in tokens)


def _numbers_between(text: str) -> Iterator[re.Match[str]]:
    """Yield two words with a number between; what ends one match may begin the next."""
    match = _BETWEEN.search(text)
    while match:
        yield match
        match = _BETWEEN.search(text, match.start(3))


def _between_names(text: Annotated) -> Iterator[Hit]:
    full = {(m.words[0], m.words[-1]): m for m in full_names(text)}
    alone = {text.text[m.start : m.end] for m in mentions(text) if len(m.words) == 1}
    for match in _numbers_between(text.text):
        names = (fold(match[1]), fold(match[3]))
        known = names in full or bool(text.people.find(f"{match[1]} {match[3]}"))
        known = known or _taken_for_person(text, match)
        if known or _reads_as_name(text, match, alone=match[3] in alone):
            yield _hit(text, match, match[1], match[3], full.get(names))


def find(text: Annotated) -> Iterator[Hit]:
    """Yield a title or first name, a number and a surname: "Mr. 58 Brown"."""
    every = [*_after_titles(text), *_between_names(text)]
    found = list({(hit.start, hit.end): hit for hit in reversed(every)}.values())[::-1]
    for hit in found:
        if not any(o.start <= hit.start and hit.end <= o.end and o is not hit for o in found):
            yield hit
