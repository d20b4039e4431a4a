"""Lists that are longer or shorter than the number before them says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.numbers._amounts import integer
from mtqa.detect.rule import Hit

_FEW = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = rf"(?P<number>{'|'.join(_FEW)}|[2-9]|1[0-2])"
_YEAR = r"(?:1[5-9]|20)\d\d"
# "three times, in 1998 and 2002"
_YEARS = re.compile(
    rf"\b(?:{_NUMBER} times|(?P<twice>twice)|{_NUMBER.replace('number', 'of')} (?:[a-z-]+ ){{0,3}}"
    r"(?:titles|medals|terms|wins|victories|championships|trophies|cups|crowns|prizes|awards"
    r"|finals|elections|occasions|goals|visits|defeats))(?: [a-z’'-]+){0,4}(?:,|:| \(| [-–—])? ?"
    rf"(?:in |those of )?(?P<list>{_YEAR}(?:, {_YEAR})*,? and {_YEAR})"
    r"(?![-–—/]|, (?:and|as well as) |, \d)",
    re.IGNORECASE,
)
_ITEM = (
    r"(?:the )?[A-Z][\w’'.-]*(?: (?:(?:of|the|de|la|al|bin|van|von|du|and the)"
    r" )?[A-Z][\w’'.-]*){0,3}"
)
_MODIFIER = rf"(?!of\b|to\b|and\b|(?:{'|'.join(_FEW)})\b)[a-z-]+(?<!s)(?<!ed)"
_NAMES = re.compile(
    rf"\b(?<![-.,] )(?:{_NUMBER}|(?P<both>[Bb]oth)) (?:{_MODIFIER} ){{0,3}}?"
    r"(?P<noun>[a-z]+s|men|women|children|people)"
    rf"(?P<mark>:|,| [-–—]| \() ?(?P<list>{_ITEM}(?:, {_ITEM})*,? and {_ITEM})"
    rf"(?=[.;)\n]|\Z| [-–—] )"
)
_SPLIT = re.compile(r",? and (?!the [A-Z])|, ")
# whose names have "and" or a comma in them
_COUPLED = re.compile(
    r"\band (?:Herzegovina|Tobago|Wear|Barbuda|Nevis|Miquelon|Cunha|Montenegro|Caicos|Gabbana"
    r"|Johnson|Young|Gamble|Spencer|Crowley|Sons?|Co|Company|Partners|Associates|Poor|Conquer)\b"
    r"|\band the (?:Grenadines|Gang)|\bInc\b|\bJr\b|\b(?:D\.C|Md|Va|Calif|Texas|Tenn|Pa)\b"
)
_PLACES = frozenset(
    {"countries", "nations", "states", "provinces", "regions", "islands", "districts", "republics"}
    | {"counties", "territories", "continents", "areas", "emirates", "cantons"}
)
# a measure is none of the things listed: "ten years, Norway and Sweden"
_NO_THINGS = frozenset(
    {"years", "months", "weeks", "days", "hours", "minutes", "seconds", "miles", "metres", "meters"}
    | {"times", "points", "goals", "percent", "dollars", "euros", "pounds", "others", "this", "its"}
    | {"was", "is", "has", "dollars", "votes", "seats", "runs", "feet", "tons", "tonnes", "copies"}
)


def years(text: str) -> Iterator[Hit]:
    """Yield "three times, in 1998 and 2002"."""
    for match in _YEARS.finditer(text):
        said = 2 if match["twice"] else integer(match["number"] or match["of"])
        listed = re.findall(_YEAR, match["list"])
        marked = re.search(r"[,:(–—-] ?(?:in |those of )?\Z", match[0][: -len(match["list"])])
        if len(listed) != said and (marked or len(listed) > said):
            message = f"The list has {len(listed)} years."
            yield Hit(match.start(), match.end(), message, 0.75)


def names(text: str) -> Iterator[Hit]:
    """Yield "four countries: Norway, Sweden and Denmark"."""
    for match in _NAMES.finditer(text):
        if match["noun"] in _NO_THINGS or _COUPLED.search(match["list"]):
            continue
        said = 2 if match["both"] else integer(match["number"])
        listed = [item for item in _SPLIT.split(match["list"]) if item]
        fewer = len(listed) < said
        # "two towns, Bree, Kent and Hay" may say where each is
        if match["mark"] == "," and (fewer or match["noun"] not in _PLACES):
            continue
        if len(listed) != said and not (fewer and match["mark"] == "("):
            message = f"The list has {len(listed)} names."
            end = match.end() - match["list"].endswith(".")
            yield Hit(match.start(), end, message, 0.7)
