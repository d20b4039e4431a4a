"""Parts that exceed a whole which the text counts in another place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import AMOUNT, HEDGE, Amount, named, read_amount
from mtqa.detect.numbers._counts import amounts, counts, singular
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.sexes import means_person, sex_of_noun
from mtqa.knowledge.units import measures
from mtqa.model import Evidence

_ASKED = "questioned|surveyed|polled|interviewed|asked|canvassed|respondents?|interviewees"
# "1,340 of those questioned", "40 of the passengers"
_OF_THEM = re.compile(
    rf" of (?:those|the|these|its|their|all|all the|the people)(?: (?:people|persons))?"
    rf" (?P<noun>{_ASKED}|[a-z]+s|people|men|women|children)\b"
    r"(?![’'-]| (?:of|on|in|aboard|from|at|who|whose|that|which)\b)| (?P<who>respondents)\b"
)
_SURVEY = re.compile(
    rf"\b(?:survey|poll|study|questionnaire|sample|census|panel)\b[^.;:!?\n]{{0,40}}?"
    rf" (?:of|among|with) {HEDGE}{named(AMOUNT, 'whole_')}"
    rf"|\b(?:{_ASKED}) (?:a total of )?{HEDGE}{named(AMOUNT, 'whom_')}"
    rf"|{named(AMOUNT, 'who_')} (?:[a-z-]+ ){{1,4}}(?:were|was|had been) (?:{_ASKED})\b",
    re.IGNORECASE,
)
# what stands before the number of all of them
_ALL = re.compile(
    r"\b(?:carrying|(?:attended|crewed|manned|staffed) by|with|of|had|has|have"
    r"|employs?|employed|all"
    r"|there (?:are|were)|holds?|holding"
    rf"|counts?|counted|total of|houses?|comprises?|among|operates?|runs?|owns?) (?:the )?{HEDGE}\Z"
)
_GENERIC = frozenset(
    {"people", "persons", "passengers", "members", "victims", "suspects", "defendants", "players"}
    | {"candidates", "participants", "patients", "employees", "staff", "residents", "students"}
    | {"pupils", "dead", "survivors", "hostages", "prisoners", "inmates", "guests", "visitors"}
    | {"delegates", "lawmakers", "deputies", "doctors", "teachers", "workers", "children", "adults"}
)
_ITS_PARTS = re.compile(
    rf" (?P<noun>[a-z]+)(?P<told>(?: [a-z]+){{0,6}})"
    rf"(?P<mark>:|,| ?\(| [-–—]) ?(?:including |among them |of them )?"
    rf"(?P<list>{named(AMOUNT, 'part_')} [a-z]+"
    rf"(?:(?:,| and|, and) {named(AMOUNT, 'next_')} [a-z]+){{1,4}})"
    r"(?=[.,;:)]|\Z| [-–—]| (?:when|were|was|who)\b)"
)
_PART = re.compile(rf"{named(AMOUNT, 'one_')} (?P<noun>[a-z]+)")
_ROUNDED = 1.02  # times a number may be more than a round one
_FROM = 40  # code points before a count that say whether it is of all


def is_person(word: str) -> bool:
    """Return whether the plural ``word`` counts people: "passengers", "anaesthetists"."""
    one = singular(word)
    if measures(word) == "people" or means_person(one):
        return True
    return "person" in classes(one) or one.endswith(("ist", "er", "or", "ian", "man", "eer"))


def _evidence(text: str, start: int, end: int) -> Evidence:
    note = "There are so many of them."
    return Evidence(note=note, quote=text[start:end], start=start, end=end)


def _surveyed(text: str) -> list[tuple[float, int, int]]:
    """Return how many people were asked, and where that is said."""
    found = []
    for match in _SURVEY.finditer(text):
        for name in ("whole_", "whom_", "who_"):
            amount = read_amount(match, name)
            if amount is not None and not (amount.sign or amount.share or amount.may_be_year):
                found.append((amount.value, amount.start, amount.end))
    return found


def _whole(text: str, noun: str, start: int) -> list[tuple[float, int, int]]:
    """Return the numbers before ``start`` that are of all things named ``noun``."""
    found = []
    for count in counts(text):
        if count.start >= start or count.thing != singular(noun):
            continue
        lead = text[max(0, count.start - _FROM) : count.start]
        if count.fate or count.part or count.modifiers or count.amount.share or count.amount.sign:
            return []  # the text may count several groups of them
        if not _ALL.search(lead) or count.hedge == "least":
            return []
        found.append((count.value, count.start, count.end))
    return found


def _is_bare(amount: Amount) -> bool:
    return not (amount.share or amount.sign or amount.may_be_year)


def parts_of_earlier(text: Annotated) -> Iterator[Hit]:
    """Yield "1,340 of those questioned" where the text says that 1,200 were asked."""
    plain = text.text
    bare = [amount for amount in amounts(plain) if _is_bare(amount)]
    for index, part in enumerate(bare):
        match = _OF_THEM.match(plain, part.end)
        larger = any(other.value >= part.value for other in bare[:index])
        if match is None or larger or text.in_quotation(part.start):
            continue
        noun = match["noun"] or match["who"]
        asked = re.fullmatch(_ASKED, noun) is not None
        wholes = _surveyed(plain) if asked else _whole(plain, noun, part.start)
        if wholes and part.value > max(value for value, _, _ in wholes) * _ROUNDED:
            _, start, end = max(wholes)
            message = "The part is larger than the whole."
            place = (_evidence(plain, start, end),)
            yield Hit(part.start, match.end(), message, 0.75, evidence=place)


def _are_parts(match: re.Match[str], parts: list[str]) -> bool:
    """Return whether the things listed can only be parts of what is counted before them."""
    whole = match["noun"]
    if not all(is_person(word) for word in (whole, *parts)) or whole in parts:
        return False
    clear = match["mark"] != "," or match["told"].strip() != ""
    sexes = all(sex_of_noun(singular(word)) for word in parts)
    return clear or sexes or (whole in _GENERIC and not _GENERIC & set(parts))


def sums(text: str) -> Iterator[Hit]:
    """Yield "12 people, 8 men and 7 women"."""
    for whole in amounts(text):
        match = _ITS_PARTS.match(text, whole.end) if _is_bare(whole) else None
        if match is None:
            continue
        parts = list(_PART.finditer(match["list"]))
        found = [read_amount(part, "one_") for part in parts]
        total = sum(amount.value for amount in found if amount is not None)
        if total > whole.value and _are_parts(match, [part["noun"] for part in parts]):
            message = "The parts are more than the whole."
            yield Hit(whole.start, match.end("list"), message, 0.75)


_TOGETHER = re.compile(
    rf"{named(AMOUNT, 'one_')} (?P<first>[a-z]+) and {named(AMOUNT, 'two_')} (?P<second>[a-z]+),? "
    rf"(?:or |a total of )?{named(AMOUNT, 'sum_')}(?: [a-z]+)? (?:in all|altogether|in total)\b"
)
_KIND = r"(?:(?:[a-z]+ ){0,2}?(?:from|in) (?:the )?[A-Z][\w-]+|[A-Z][a-z]+)"
_EACH_KIND = rf" (?:(?:were|are|was|is|came|come) )?{_KIND}"
_OF_KINDS = re.compile(
    rf"(?:\b[Oo]f (?:the |its |their |all )?{named(AMOUNT, 'whole_')} (?P<noun>[a-z]+),"
    rf"|{named(AMOUNT, 'all_')} (?P<things>[a-z]+)(?::| [-–—])) ?"
    rf"(?P<list>{named(AMOUNT, 'part_')}{_EACH_KIND}"
    rf"(?:(?:,| and|, and) {named(AMOUNT, 'next_')}{_EACH_KIND}){{1,4}})"
)
_SERVED = re.compile(
    rf"\b(?:served|spent|completed|did|serving) {HEDGE}{named(AMOUNT, 'part_')} "
    rf"(?P<unit>year|month)s? of "
    rf"(?:an?|his|her|their|the) {named(AMOUNT, 'whole_')}-(?P=unit)\b"
)
_ANY = re.compile(named(AMOUNT, "one_"))


def together(text: str) -> Iterator[Hit]:
    """Yield "nine men and six women, 12 in all" and "12 years of a ten-year sentence"."""
    if not any(key in text for key in ("in all", "altogether", "in total", "-year", "-month")):
        return
    for match in _TOGETHER.finditer(text):
        one, two, total = (read_amount(match, name) for name in ("one_", "two_", "sum_"))
        if one is None or two is None or total is None or not (_is_bare(one) and _is_bare(two)):
            continue
        if _is_bare(total) and one.value + two.value != total.value:
            message = f"Together they are {one.value + two.value:,.0f}."
            yield Hit(match.start(), match.end(), message, 0.7)
    for match in _SERVED.finditer(text):
        part, whole = read_amount(match, "part_"), read_amount(match, "whole_")
        if part is not None and whole is not None and part.value > whole.value:
            yield Hit(match.start(), match.end(), "The part is larger than the whole.", 0.7)


def kinds(text: str) -> Iterator[Hit]:
    """Yield "Of the 60 passengers, 24 were French, 22 Spanish and 31 German"."""
    for match in _OF_KINDS.finditer(text):
        whole = read_amount(match, "whole_") or read_amount(match, "all_")
        found = [read_amount(part, "one_") for part in _ANY.finditer(match["list"])]
        parts = [one for one in found if one is not None]
        bare = whole is not None and _is_bare(whole) and all(_is_bare(one) for one in parts)
        if whole is None or not bare or max(one.value for one in parts) > whole.value:
            continue
        if sum(one.value for one in parts) > whole.value * _ROUNDED:
            message = "The parts are more than the whole."
            yield Hit(whole.start, match.end("list"), message, 0.7)
