"""Ages as a text gives them to people whom it names: "Ann Lee, 54, said"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.detect.numbers._amounts import integer

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


_YEAR = r"(?:1[5-9]|20)\d\d"
_OLD = r"(?:aged|at the age of|at age|when (?:he|she) was(?: just| only)?)"
_BIRTH = re.compile(rf"\bborn\b(?:[^.!?\n\d]|\d{{1,2}}(?!\d)){{0,60}}\b(?P<born>{_YEAR})\b")
_AGE_IN_YEAR = re.compile(
    rf"\b[Ii]n (?P<year>{_YEAR})(?:,| \(| at| when)[^.;!?\n\d]{{0,12}}(?<=[ (])"
    r"(?:aged|(?:at )?the age of|age|(?:he|she) was(?: just| only)?) (?P<age>\d{1,2})"
    r"(?=[,.;)]|\Z| and\b)"
    rf"|\b{_OLD} (?P<before>\d{{1,2}}),? (?:[a-z]+ )?in (?P<behind>{_YEAR})(?!\d|[-–/])"
)
_YEARS_ON = re.compile(
    rf"\b{_OLD} (?P<first>\d{{1,2}})(?=[, ])(?P<between>[^.;!?\n\d]{{0,110}}?)\b"
    r"(?P<years>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a) years? later,?"
    rf"(?: [a-z]+){{0,2}},? {_OLD} (?P<last>\d{{1,2}})(?=[,.;)]|\Z| (?:and|in)\b)"
)
_OTHER_PEOPLE = re.compile(
    r"\b(?:his|her|their) (?:[a-z]+ )?(?:wife|husband|son|daughter|father|mother"
    r"|brother|sister|child"
    r"|parents?|partner|friend|cousin|uncle|aunt|nephew|niece|grand\w+|teacher|boss|children|family)"
    r"|\b(?:whose|children|twins|both|couple)\b"
)


def ages_in_years(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each age that does not go with the one year of birth in the text, and why not."""
    births = {match["born"]: match for match in _BIRTH.finditer(text)}
    if len(births) == 1:
        born = int(next(iter(births)))
        for match in _AGE_IN_YEAR.finditer(text):
            group = "age" if match["age"] else "before"
            year, age = int(match["year"] or match["behind"]), int(match[group])
            sentence = text.rfind(". ", 0, match.start())
            others = _OTHER_PEOPLE.search(text, max(0, sentence), match.start())
            if abs(year - born - age) > 1 and year > born and not others:
                yield *match.span(group), f"Somebody born in {born} was {year - born} in {year}."
    for match in _YEARS_ON.finditer(text):
        said = match["years"]
        years = 1 if said == "a" else integer(said)
        first, last = int(match["first"]), int(match["last"])
        if abs(first + years - last) > 1 and not _OTHER_PEOPLE.search(match["between"]):
            ends = match.start("first"), match.end("last")
            yield *ends, f"Somebody aged {first} is {first + years} by then."


# what only people of some ages are called
_STAGES = {
    "teenager": (13, 19),
    "teen": (13, 19),
    "toddler": (1, 4),
    "sexagenarian": (60, 69),
    "septuagenarian": (70, 79),
    "octogenarian": (80, 89),
    "nonagenarian": (90, 99),
    "centenarian": (100, 122),
}
_STAGE = re.compile(
    rf"\b(?P<old>\d{{1,3}})-year-old (?:[a-z]+ )?(?P<stage>{'|'.join(_STAGES)})\b"
    rf"|\b(?P<before>{'|'.join(_STAGES)}),(?: who is| aged)? (?P<behind>\d{{1,3}}),"
    rf"|\b(?P<called>{'|'.join(_STAGES)}) (?-i:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?),(?: aged)? "
    rf"(?P<said>\d{{1,3}}),"
    r"|\bin (?:his|her) (?:early |mid-|mid |late )?(?P<tens>twenties|thirties|forties"
    r"|fifties|sixties"
    r"|seventies|eighties|nineties)(?:,| \() ?(?:aged )?(?P<years>\d{2})[,)]",
    re.IGNORECASE,
)
_TENS = [
    "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties",
]  # fmt: skip


def stages(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield "the 34-year-old teenager" and what is wrong with it."""
    for match in _STAGE.finditer(text):
        if match["tens"]:
            low = 10 * (_TENS.index(match["tens"].lower()) + 2)
            word, high, age = match["tens"], low + 9, int(match["years"])
        else:
            word = match["stage"] or match["before"] or match["called"]
            low, high = _STAGES[word.lower()]
            age = int(match["old"] or match["behind"] or match["said"])
        if not low <= age <= high:
            yield *match.span(), f"“{word}” is said of people from {low} to {high}."
