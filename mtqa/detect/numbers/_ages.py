"""Ages as a text gives them to people whom it names: "Ann Lee, 54, said"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    r"(?!,? (?:was )?born\b)(?:[^.\n]{0,25}\b(?:when|then|at the time|later|years?)\b"
    r"|[^.\n]{0,20}\b(?:1[89]|20)\d\d\b)"
)
_LEAST = 5  # years; younger ones change within a story and scores look like them
_MOST = 122


@dataclass(frozen=True, slots=True)
class Age:
    """How old a text says that somebody is.

    Attributes:
        given: the names before the surname, or empty.
        person: whether only people have an age in such words.
    """

    given: str
    surname: str
    years: int
    start: int
    end: int
    person: bool


def ages(text: str) -> Iterator[Age]:
    """Yield the ages that stand with a name in ``text``."""
    for pattern in (*_SAID_OF, _BEFORE_NAME):
        for match in pattern.finditer(text):
            years = int(match["age"])
            if _LEAST <= years <= _MOST and not _ONCE.match(text, match.end()):
                given, surname = match["given"].strip(), match["surname"]
                person = pattern is not _BEFORE_NAME
                yield Age(given, surname, years, *match.span("age"), person)
