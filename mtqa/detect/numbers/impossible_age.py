"""Ages that nobody reaches, and that dates contradict. Documented beside, in impossible_age.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
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
_LATEST = 2030  # a year that no text is later than: the same answer on every day
_YEAR = r"(?:1[5-9]|20)\d\d"
_GAP = r"[^.!?\n]{0,90}?"
_BORN_DIED = re.compile(
    rf"\bborn\b(?:[^.!?\n\d]|\d(?!\d\d\d)){{0,40}}\b(?P<born>{_YEAR})\b{_GAP}\b(?:died|dies|killed|executed"
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


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each age above all records, and each that birth and death contradict."""
    yield from _old(text.text)
    yield from _lives(text.text)
    yield from _born(text.text)
