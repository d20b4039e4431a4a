"""A pronoun of the other sex. Documented beside, in wrong_pronoun.md."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.detect.grammar._bound_pronouns import bound_pronouns
from mtqa.detect.grammar._nobody_meant import nobody_meant
from mtqa.detect.grammar._own_parts import parts_of_things
from mtqa.detect.grammar._person_pronouns import person_pronouns
from mtqa.detect.grammar._prose import columns
from mtqa.detect.overlap import outside
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import is_given_name
from mtqa.knowledge.nouns import classes, nouns
from mtqa.knowledge.offices import title_words
from mtqa.knowledge.sexes import (
    GENDERED,
    PRONOUNS,
    Sex,
    means_person,
    sex_of_name,
    sex_of_noun,
    sex_of_title,
    surnames_of_either,
)
from mtqa.model import Evidence

_EITHER = re.compile(
    r"\b(?:he|him|his|she|her)(?: ?/ ?| or )(?:he|him|his|she|hers?)\b", re.IGNORECASE
)
_OTHER = {
    "he": "she", "him": "her", "himself": "herself",
    "she": "he", "hers": "his", "herself": "himself",
}  # fmt: skip
_WORD: dict[Sex, str] = {"m": "man", "f": "woman"}
# words for persons beside those of the table, and animals that people call he or she
_PERSONAL = nouns("called-he")
_SHES = nouns("called-she")
# peoples whose men and women have the same first names, or names that sound like a woman's
_OF_EITHER = surnames_of_either()
_ODD = 2  # pronouns of one sex in a text about the other
_BEFORE = 2
_FAR = 4  # sentences before the pronoun in which another antecedent may stand


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody whom a word or name of the text means.

    Attributes:
        start: index of the first token.
        end: one past the last.
        sex: ``None`` where the text doesn't say.
        surname: the last word of a name, empty for a common noun.
    """

    start: int
    end: int
    sex: Sex | None
    surname: str = ""


@dataclass(frozen=True, slots=True)
class _Link:
    """A pronoun that can mean nobody but the person."""

    pronoun: Token
    sex: Sex
    person: _Person


def _titles() -> frozenset[str]:
    return title_words("honorific", "rank", "office")


def _name_words(name: Words) -> list[str]:
    return [token.text for token in name if token.text[0].isupper() and token.text[-1] != "."]


def _own_sex(name: Words) -> Sex | None:
    """Return the sex that the title or the first name tells."""
    before = name.doc[max(0, name.start - 1) : name.start]
    for token in (*before, name[0]):
        if sex := sex_of_title(token.text):
            return sex
    if any(token.pos_ == "PROPN" and token.text not in _titles() for token in before):
        return None  # the name begins before the words that the model takes for one
    words = _name_words(name)
    if words and words[-1] in _OF_EITHER:
        return None
    return sex_of_name(words[0]) if len(words) > 1 else None


def _names(text: Annotated) -> Iterator[_Person]:
    """Yield the persons named; who is called by the surname alone has the sex of the full name."""
    people = [
        (entity, _name_words(entity)) for entity in text.doc.ents if entity.label_ == "PERSON"
    ]
    sexes: defaultdict[str, set[Sex | None]] = defaultdict(set)
    for name, words in people:
        sex = _own_sex(name)
        if words and (len(words) > 1 or sex):
            sexes[words[-1]].add(sex)
    for name, words in people:
        surname = words[-1] if words else name.text
        known = sexes.get(surname, {None})
        yield _Person(name.start, name.end, next(iter(known)) if len(known) == 1 else None, surname)


def _missed(text: Annotated, inside: set[int]) -> Iterator[_Person]:
    """Yield first names with another name behind them that the model takes for no person."""
    for at, (tag, following) in enumerate(pairwise(columns(text).tags)):
        if not tag == following == "NNP":
            continue
        token, after = text.doc[at : at + 2]
        if token.i not in inside and is_given_name(token.text) and after.text not in _OF_EITHER:
            yield _Person(token.i, after.i + 1, sex_of_name(token.text), after.text)


def _nouns(text: Annotated) -> Iterator[_Person]:
    """Yield the common nouns and pronouns that may mean a person."""
    for token in text.doc:
        if token.pos_ not in ("NOUN", "PRON") or token.tag_ == "NNS":
            continue
        sex = sex_of_noun(token.lemma_)
        if token.lemma_ in _SHES or "vehicle" in classes(token.lemma_):
            yield _Person(token.i, token.i + 1, "f")
        elif sex or token.lower_ in _PERSONAL or means_person(token.lemma_.lower()):
            yield _Person(token.i, token.i + 1, sex)


class _People:
    """Whom a text speaks of, in order."""

    def __init__(self, text: Annotated, pronouns: list[Token]) -> None:
        self._text = text
        self._pronouns = Counter(PRONOUNS[pronoun.lower_] for pronoun in pronouns)
        self._starts = [sentence.start for sentence in text.sentences]
        named = list(_names(text))
        inside = {at for person in named for at in range(person.start, person.end)}
        named += _missed(text, inside)
        others = (person for person in _nouns(text) if person.start not in inside)
        self._people = sorted([*named, *others], key=lambda person: person.start)

    def link(self, pronoun: Token) -> _Link | None:
        """Return whom ``pronoun`` means, where nobody else comes into question."""
        sex = PRONOUNS[pronoun.lower_]
        at = max(0, bisect_left(self._starts, pronoun.i + 1) - 1)
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._text.doc)
        near, far = self._starts[max(0, at - 1)], self._starts[max(0, at - _FAR)]
        around = [person for person in self._people if far <= person.start < end]
        close = [p for p in around if near <= p.start and p.end <= pronoun.i]
        if not close or not close[-1].surname or not self._is_subject(close[-1]):
            return None
        person = close[-1]
        rest = [p for p in around if p.surname != person.surname]
        if self._is_other(pronoun, person) or self._is_third(pronoun, sex):
            return None
        begun, before = self._starts[at], self._starts[max(0, at - _BEFORE)]
        own = person.start >= begun and not any(begun <= p.start < pronoun.i for p in rest)
        if own and person.sex not in (None, sex) and not self._mentions(sex, before, begun):
            return _Link(pronoun, sex, person)
        if any(p.sex == sex for p in rest):
            return None
        alone = not any(near <= p.start < pronoun.i or self._is_subject(p) for p in rest)
        return _Link(pronoun, sex, person) if alone or (own and self._is_odd(sex)) else None

    def _mentions(self, sex: Sex, start: int, end: int) -> bool:
        """Return whether somebody who can be of this sex is spoken of between the tokens."""
        if any(start <= p.start < end and p.sex in (None, sex) for p in self._people):
            return True
        return any(PRONOUNS.get(t.lower_) == sex for t in self._text.doc[start:end])

    def _is_odd(self, sex: Sex) -> bool:
        """Return whether the text speaks of nobody of this sex but by a pronoun or two."""
        return self._pronouns[sex] <= _ODD < _ODD * 2 <= self._pronouns[
            "f" if sex == "m" else "m"
        ] and not any(person.sex == sex for person in self._people)

    def _is_other(self, pronoun: Token, person: _Person) -> bool:
        """Return whether grammar keeps the pronoun from meaning the person: "Anna thanked her"."""
        if pronoun.dep_ not in ("dobj", "dative", "pobj"):
            return False
        verb = pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
        return any(person.start <= child.i < person.end for child in verb.children)

    def _is_third(self, pronoun: Token, sex: Sex) -> bool:
        """Return whether the sentence shows that another is meant: "her plan to take him home".

        A country may be "she" as well.
        """
        before = self._text.doc[pronoun.sent.start : pronoun.i]
        if sex == "f" and any(token.ent_type_ == "GPE" for token in before):
            return True
        inner = pronoun.dep_ in ("dobj", "dative")
        return inner and any(PRONOUNS.get(token.lower_, sex) != sex for token in before)

    def _is_subject(self, person: _Person) -> bool:
        return self._text.doc[person.start : person.end].root.dep_ in SUBJECTS


def _links(text: Annotated) -> list[_Link]:
    either = list(_EITHER.finditer(text.text))
    found = [
        span[0]
        for match in GENDERED.finditer(text.text)
        if not any(one.start() <= match.start() < one.end() for one in either)
        if not text.in_quotation(match.start()) and (span := text.doc.char_span(*match.span()))
        if match[0].islower() or span[0].is_sent_start  # "To Write Love on Her Arms" is a name
    ]
    if not found:
        return []
    people = _People(text, found)
    return [link for pronoun in found if (link := people.link(pronoun))]


def find(text: Annotated) -> Iterator[Hit]:
    """Yield pronouns of the other sex, and those of a person that must mean a thing."""
    contradicted = list(_contradicted(text))
    yield from contradicted
    yield from outside(bound_pronouns(text), contradicted)
    yield from parts_of_things(text)
    unmeant = list(nobody_meant(text))
    yield from unmeant
    yield from outside(person_pronouns(text), [*contradicted, *unmeant])


def _contradicted(text: Annotated) -> Iterator[Hit]:
    """Yield "his" where nobody but Angela Merkel is spoken of, or where she was "she" before."""
    by_name: defaultdict[str, list[_Link]] = defaultdict(list)
    for link in _links(text):
        by_name[link.person.surname].append(link)
    for links in by_name.values():
        yield from _contradictions(text, links)


def _contradictions(text: Annotated, links: list[_Link]) -> Iterator[Hit]:
    for link in links:
        if link.person.sex and link.person.sex != link.sex:
            yield _against_name(text, link, link.person.sex)
    unknown = [link for link in links if link.person.sex is None]
    men = [link for link in unknown if link.sex == "m"]
    women = [link for link in unknown if link.sex == "f"]
    if men and women:
        fewer, more = sorted((men, women), key=lambda of: (len(of), -of[0].pronoun.i))
        for link in fewer:
            yield _against_other(text, link, more[0])


def _against_name(text: Annotated, link: _Link, sex: Sex) -> Hit:
    name = text.doc[link.person.start : link.person.end]
    note = f"“{name}” is the name of a {_WORD[sex]}, and nobody else is spoken of nearby."
    place = Evidence(note=note, quote=name.text, start=name.start_char, end=name.end_char)
    message = f"“{link.pronoun}” can only mean {name}, a {_WORD[sex]}."
    return _hit(link.pronoun, message, place)


def _against_other(text: Annotated, link: _Link, other: _Link) -> Hit:
    note = f"Here {other.person.surname} is a {_WORD[other.sex]}."
    word = other.pronoun
    place = Evidence(note=note, quote=word.text, start=word.idx, end=word.idx + len(word))
    message = f"“{link.pronoun}” and “{word}” both mean {link.person.surname}."
    return _hit(link.pronoun, message, place)


def _hit(pronoun: Token, message: str, evidence: Evidence) -> Hit:
    return Hit(
        pronoun.idx,
        pronoun.idx + len(pronoun),
        message,
        confidence=0.65,
        evidence=(evidence,),
        suggestion=_OTHER.get(pronoun.text),
    )
