"""One person at two ages. Documented beside, in age_disagreement.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._ages import Age, ages
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH
from mtqa.knowledge.sexes import means_person, sex_of_noun
from mtqa.model import Evidence

_INTRODUCED = re.compile(
    r"\b[Aa]n? (?P<age>\d{1,2})-year-old(?: (?!(?:of|and|from|who|was|is|has|in) )[a-z-]+){0,3}?"
    r" (?P<noun>[a-z]+)\b(?! [a-z]+-year)"
)
# "The 14-year-old said", "a lad of 12"
_RECALLED = re.compile(
    r"\b[Tt]he (?P<age>\d{1,2})-year-old(?:(?= (?:was|is|has|had|said|says|told|who|will|later|then"
    r"|also|from|and|did|wants?|[a-z]+ed)\b|[,.])| (?P<noun>[a-z]+)\b)"
    r"|\b(?:[Aa]|[Tt]he|[Tt]his|[Tt]hat) (?:[a-z]+ )?(?P<alone>[a-z]+) of (?P<of>\d{1,2})"
    r"(?![\w:%-]|[.,]\d| [a-z]*(?:st|nd|rd|th)\b| (?:years? ago|per|in|to|or|and|[a-z]+s\b)"
    rf"| {LONG_MONTH}\b)"
)
_ANY_AGE = re.compile(r"\b(?P<age>\d{1,3})\b")
_PERSONAL = (
    "brother", "sister", "son", "daughter", "friend", "twin", "cousin", "victim", "another",
)  # fmt: skip
_OTHERS = re.compile(rf"\b(?:{'|'.join(_PERSONAL)}|others?)s?\b|\byear-olds\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:then|when|ago|in (?:1[89]|20)\d\d|at the time)\b", re.IGNORECASE)


def _one_person(one: Age, other: Age) -> bool:
    """Return whether both names may be of one person."""
    first, second = one.given.split(), other.given.split()
    return not (first and second) or bool(set(first) & set(second))


def _disagreeing(told: Sequence[Age]) -> tuple[Age, Age] | None:
    first = told[0]
    if not all(_one_person(one, other) for one in told for other in told):
        return None
    other = next((age for age in told if age.years != first.years), None)
    return (first, other) if other and any(age.person for age in told) else None


def _by_name(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where a person has one age and where the name stands with another one."""
    named: dict[str, list[Age]] = defaultdict(list)
    for age in sorted(ages(text), key=lambda age: age.start):
        named[age.surname].append(age)
    for told in named.values():
        if pair := _disagreeing(told):
            yield (pair[0].start, pair[0].end), (pair[1].start, pair[1].end)


def _is_meant(text: Annotated, first: re.Match[str], second: re.Match[str]) -> bool:
    """Return whether both may only tell of one person."""
    noun = second["noun"] or second["alone"]
    between = text.text[first.end() : second.start()]
    if _OTHERS.search(between) or _EARLIER.search(text.sentence_at(second.start())):
        return False
    if noun is not None:
        sex = sex_of_noun(noun)
        return means_person(noun) and sex is not None and sex == sex_of_noun(first["noun"])
    people = [
        word
        for word in text.doc
        if first.end() <= word.idx < second.start()
        and word.pos_ == "NOUN"
        and means_person(word.lemma_.lower())
    ]
    named = {one.text.split()[-1] for one in text.doc.ents if one.label_ == "PERSON"}
    return not people and len(named) < 2


def _recalled(text: Annotated) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where the one person with an age is introduced and where another age recalls them."""
    found = [one for one in _INTRODUCED.finditer(text.text) if means_person(one["noun"])]
    if len(found) != 1:
        return
    first = found[0]
    for second in _RECALLED.finditer(text.text, first.end()):
        group = "age" if second["age"] else "of"
        stands = (age for age in _ANY_AGE.finditer(text.text) if age["age"] == second[group])
        alone = all(age.start() >= second.start() for age in stands)
        if alone and second[group] != first["age"] and _is_meant(text, first, second):
            yield first.span("age"), second.span(group)
            return


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the age of a person that is not the one given before."""
    for first, other in (*_by_name(text.text), *_recalled(text)):
        quote = text.text[slice(*first)]
        note = f"Here the same person is {quote}."
        place = Evidence(note=note, quote=quote, start=first[0], end=first[1])
        message = "The text gives this person another age elsewhere."
        yield Hit(*other, message, 0.75, evidence=(place,))
