"""One person at two ages. Documented beside, in age_disagreement.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.model import Evidence

_NAME = r"(?P<given>(?:[A-Z][\w’'.-]+ ){0,3})(?P<surname>[A-Z][\w’'-]{2,})"
_AGE = r"(?P<age>\d{1,3})(?![\d%]|[.,]\d)"
# that the name before it is a person's
_SAID_OF = tuple(
    re.compile(_NAME + said)
    for said in (
        rf", (?:now |aged |now aged )?{_AGE}(?=,(?! \d)|\.(?!\d)|;| and\b)",
        rf",? (?:aged|age) {_AGE}\b",
        rf" \((?:aged? )?{_AGE}\)",
        rf",? (?:who )?is (?:now |just |only )?{_AGE}(?: years (?:old|of age)\b|(?=[,.](?!\d)))",
        rf", an? {_AGE}-year-old\b",
    )
)
_BEFORE_NAME = re.compile(rf"\b{_AGE}-year-old (?:(?!(?:of|and|from) )[a-z][a-z-]* ){{0,4}}{_NAME}")
_ONCE = re.compile(
    r"[^.\n]{0,25}\b(?:when|then|at the time|later|years?)\b|[^.\n]{0,20}\b(?:1[89]|20)\d\d\b"
)
_LEAST = 5  # years; younger ones change within a story and scores look like them
_MOST = 122


@dataclass(frozen=True, slots=True)
class _Age:
    given: str
    surname: str
    years: int
    start: int
    end: int
    person: bool


def _ages(text: str) -> Iterator[_Age]:
    for pattern in (*_SAID_OF, _BEFORE_NAME):
        for match in pattern.finditer(text):
            years = int(match["age"])
            if _LEAST <= years <= _MOST and not _ONCE.match(text, match.end()):
                given, surname = match["given"].strip(), match["surname"]
                person = pattern is not _BEFORE_NAME
                yield _Age(given, surname, years, *match.span("age"), person)


def _one_person(one: _Age, other: _Age) -> bool:
    """Return whether both names may be of one person."""
    first, second = one.given.split(), other.given.split()
    return not (first and second) or bool(set(first) & set(second))


def _disagreeing(ages: Sequence[_Age]) -> tuple[_Age, _Age] | None:
    first = ages[0]
    if not all(_one_person(one, other) for one in ages for other in ages):
        return None
    other = next((age for age in ages if age.years != first.years), None)
    return (first, other) if other and any(age.person for age in ages) else None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the age of a person that is not the one given before."""
    by_name: dict[str, list[_Age]] = defaultdict(list)
    for age in sorted(_ages(text.text), key=lambda age: age.start):
        by_name[age.surname].append(age)
    for ages in by_name.values():
        if pair := _disagreeing(ages):
            first, other = pair
            note = f"Here {first.surname} is {first.years}."
            quote = text.text[first.start : first.end]
            place = Evidence(note=note, quote=quote, start=first.start, end=first.end)
            message = "The text gives this person another age elsewhere."
            yield Hit(other.start, other.end, message, 0.75, evidence=(place,))
