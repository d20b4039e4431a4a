"""Ages that nobody reaches, and that dates contradict. Documented beside, in impossible_age.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._ages import ages, ages_in_years, stages
from mtqa.detect.numbers._events import Cast, Mention, days, mentions, theme_of
from mtqa.detect.numbers._no_ages import find_no_ages
from mtqa.detect.numbers._roles import find_roles
from mtqa.detect.overlap import first_come, outside
from mtqa.detect.rule import Hit
from mtqa.knowledge.units import measures
from mtqa.model import Evidence

_AGE = re.compile(
    r"\b(?P<first>\d{3,4})-year-old (?P<noun>[a-z]+)"
    r"|\b(?:aged|at the age of|at age) (?P<second>\d{3,4})\b"
    r"(?! (?:days|weeks|months|hours|minutes|million|billion|to)|[.,]\d)"
    r"|\b(?:[Hh]e|[Ss]he|who) (?:is|was|turned|turns) (?:now |already )?(?P<third>\d{3,4})"
    r"(?: years old| years of age)\b"
)
_TOLD = re.compile(
    r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+, (?P<after>\d{3}), "
    r"(?:said|says|told|died|was (?:killed|arrested|found|injured|hurt))\b"
    r"|\b(?P<who>[a-z]+) (?:is|was) (?P<old>\d{3,4}) years old"
)
_OLDEST = 123  # the longest human life on record is 122 years
_AHEAD = 2  # years that an event may be announced before its day
_LATEST = 2030  # a year that no text is later than: the same answer on every day
_YEAR = r"(?:1[5-9]|20)\d\d"
_GAP = r"[^.!?\n]{0,90}?"
_BORN_DIED = re.compile(
    rf"\bborn\b(?:[^.!?\n\d]|\d(?!\d\d\d)){{0,40}}\b(?P<born>{_YEAR})\b{_GAP}\b(?:died|dies"
    rf"|killed|executed"
    rf"|passed away)\b(?:[^.!?\n\d]|\d(?!\d\d\d)){{0,40}}\b(?P<died>{_YEAR})\b"
    r"(?:[^.!?\n\d]{0,30}\b(?:at the age of|aged|at age) (?P<age>\d{1,3})\b)?"
)
_LIFE = re.compile(rf"\((?:born )?(?P<born>{_YEAR}) ?[-–—] ?(?P<died>{_YEAR})\)")
# an age now, or in a year that is named, of somebody whose birth the sentence gives
_BORN_AGED = re.compile(
    rf"\b[Bb]orn (?:[^.!?\n\d]|\d{{1,2}}(?!\d)){{0,40}}\b(?P<born>{_YEAR}),?"
    r"(?: in [A-Z]\w+,?)? (?:and |who )?(?:he |she )?(?:is|was|turned) (?:now |today |already )?"
    r"(?P<age>\d{1,3})(?: years (?:old|of age))?(?=[.,;]|\Z| (?:in|and)\b)"
    rf"(?: in (?P<year>{_YEAR}))?"
)
# how old somebody was at death, or is now
_AGED = re.compile(
    r"\b(?:at the age of|aged|at age|at) (?P<age>\d{2,3})(?=[,.;]|\Z| (?:in|on|after)\b)"
)
_SHE_WAS = re.compile(r"(?:\A|[.!?]\s+)(?:[Hh]e|[Ss]he) was (?P<age>\d{2,3})\.(?!\d)")
_BORN = re.compile(r"\b(?:born|birth)\b")
_NOT_YET = re.compile(r"\b(?:will|would|by|until|plan\w*|due|scheduled|expect\w*|to be)\b")
_OTHERS = re.compile(r";|\b(?:his|her|their|who|and|with)\b")


def _old(text: str) -> Iterator[Hit]:
    for match in _AGE.finditer(text):
        age = match["first"] or match["second"] or match["third"]
        person = not match["first"] or measures(match["noun"]) == "people"
        if int(age) >= _OLDEST and person:
            yield Hit(match.start(), match.end(), "Nobody gets this old.", 0.8)
    for match in _TOLD.finditer(text):
        group = "after" if match["after"] else "old"
        named = match["after"] is not None or measures(match["who"]) == "people"
        if int(match[group]) >= _OLDEST and named:
            yield Hit(*match.span(group), "Nobody gets this old.", 0.7)


def _years(match: re.Match[str]) -> Evidence:
    return Evidence(
        note="This is the year of birth.",
        quote=match["born"],
        start=match.start("born"),
        end=match.end("born"),
    )


def _lives(text: str) -> Iterator[Hit]:
    for match in _BORN_DIED.finditer(text):
        born, died = int(match["born"]), int(match["died"])
        if died < born:
            message = "This death comes before the birth."
            yield Hit(*match.span("died"), message, 0.75, evidence=(_years(match),))
        elif match["age"] and abs(died - born - int(match["age"])) > 1:
            message = f"From {born} to {died} are {died - born} years."
            yield Hit(*match.span("age"), message, 0.75, evidence=(_years(match),))
    for match in _LIFE.finditer(text):
        if int(match["died"]) < int(match["born"]):
            yield Hit(match.start(), match.end(), "These years run backwards.", 0.75)


def _born(text: str) -> Iterator[Hit]:
    """Yield ages that do not go with the year of birth, in the year named or in any to come."""
    for match in _BORN_AGED.finditer(text):
        born, age = int(match["born"]), int(match["age"])
        if match["year"]:
            wrong = abs(int(match["year"]) - born - age) > 1
            message = f"From {born} to {match['year']} are {int(match['year']) - born} years."
        else:
            wrong = age > _LATEST - born
            message = f"Nobody born in {born} is {age} yet."
        if wrong and age < _OLDEST:
            yield Hit(*match.span("age"), message, 0.75, evidence=(_years(match),))


def _latest_year(text: Annotated) -> int:
    """Return a year that the text was not written before, 0 where it shows none.

    Nobody announces a day of the month years ahead.
    """
    years = [0]
    for day in days(text.text):
        year = int(day.parts[3] or 0)
        if year <= _LATEST and not _NOT_YET.search(text.sentence_at(day.start)):
            years.append(year)
        elif year <= _LATEST and day.parts[2]:
            years.append(year - _AHEAD)
    return max(years)


def _ages_at_death(text: Annotated, death: Mention) -> Iterator[tuple[int, int]]:
    """Yield where the text says how old the person was at ``death``."""
    for match in _AGED.finditer(text.text, death.word.idx, death.word.sent.end_char):
        if not _OTHERS.search(text.text, death.word.idx, match.start()):
            yield match.span("age")


def _who_died(text: Annotated, cast: Cast, end: int) -> str:
    """Return whose death the sentence right before ``end`` reports, or an empty string."""
    before = [one for one in text.sentences if one.start_char < end]
    deaths = [word for word in before[-1] if word.lemma_ == "die"] if before else []
    return theme_of(cast, deaths[0], "subject") if deaths else ""


def _told_ages(text: Annotated, cast: Cast, who: str) -> Iterator[tuple[int, int]]:
    """Yield where the text says how old ``who`` is, or was at a death of late."""
    for age in ages(text.text):
        if age.surname == who and not text.in_quotation(age.start):
            yield age.start, age.end
    for match in _SHE_WAS.finditer(text.text):
        if who in (cast.only, _who_died(text, cast, match.start())):
            yield match.span("age")


def _by_person(text: Annotated) -> Iterator[Hit]:
    """Yield the ages that do not go with years which stand elsewhere in the text."""
    if not _BORN.search(text.text):
        return
    cast = Cast.of(text.doc)
    told = [one for one in mentions(text, cast) if one.who and one.day.parts[3]]
    deaths = {one.who: one for one in told if one.happening.name == "die"}
    births = [one for one in told if one.happening.name == "bear"]
    latest = _latest_year(text) if births else 0
    for birth in births:
        born, death = int(birth.day.parts[3]), deaths.get(birth.who)
        place = Evidence(
            note="This is the year of birth.",
            quote=birth.day.parts[3],
            start=birth.day.start,
            end=birth.day.end,
        )
        spans = list(_told_ages(text, cast, birth.who))
        if death is not None:
            spans += _ages_at_death(text, death)
        for start, end in spans:
            age = int(text.text[start:end])
            year = int(death.day.parts[3]) if death is not None else None
            ends = (year, year) if year is not None else (latest, _LATEST)
            if not ends[0] - 1 <= born + age + 1 or not born + age <= ends[1] + 1:
                message = f"Somebody born in {born} was {age} in {born + age}."
                yield Hit(start, end, message, 0.75, evidence=(place,))


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each age above all records, and each that birth and death contradict."""
    found = [*_old(text.text), *_lives(text.text), *_born(text.text)]
    others = (Hit(*said, 0.7) for said in (*ages_in_years(text.text), *stages(text.text)))
    found += list(first_come(outside(others, found)))
    found += list(first_come(outside(find_roles(text.text), found)))
    found += list(first_come(outside(find_no_ages(text.text), found)))
    yield from found
    yield from outside(_by_person(text), found)
