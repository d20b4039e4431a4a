"""Ranges that the words around their ends turn round: "more than 40, but less than 20"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.numbers._ranges import value
from mtqa.detect.numbers._wholes import is_person
from mtqa.detect.rule import Hit
from mtqa.knowledge.units import measures

_MESSAGE = "This range runs backwards."
_N = (
    r"(?<![\w.,:/–-])[$€£]?"
    r"(?P<{}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w:/]|[.,]\d)"
)
_ONE, _TWO = _N.format("one"), _N.format("two")
_LOW = (
    r"(?:(?:more|greater|higher|no (?:less|fewer)|not (?:less|fewer)) than|above|at least"
    r"|upwards of)"
)
_HIGH = (
    r"(?:(?:less|fewer|lower|no more|not more) than|below|under|at (?:the )?most|up to"
    r"|not exceeding)"
)
_UNIT = r"(?P<{}>(?: ?%| [a-z]+)?)"
# of "over 60 and under 18" each may be a group; "over 60 to under 18" is one range
_ENDS = re.compile(
    rf"\b(?:(?:{_LOW} {_ONE}{_UNIT.format('first')}(?:,? (?:but|yet|though)(?: also| still)?|,? to)"
    rf"|(?:over|from over) {_N.format('over')}{_UNIT.format('unit')}(?:,? but|,? to)"
    rf"|[Bb]etween (?:over|more than|above|at least) {_N.format('least')}(?P<what> ?%?) and)"
    rf" {_HIGH} {_TWO}(?P<last> ?%| [a-z]+)?)",
    re.IGNORECASE,
)
_FROM = r"(?:[Ff]rom )"
# nothing falls here: "ranges from 30 to 20 people", "across from 40 to 39 states"
_IS_FROM = re.compile(
    rf"\b(?:is|are|be|costs?|lies?|lasts?|amounts?|reach(?:es)?|across|involv(?:es|ing)|among|of|at"
    rf"|for|with|than) {_FROM}{_ONE} ?(?:to|[-–]) {_TWO}"
    r"(?P<unit> ?%| [a-z]+)"
)
_AT_MOST = re.compile(
    rf"\b{_FROM}?{_ONE}(?: [a-z]+)? to {_TWO} (?P<unit>[a-z]+),? (?:at (?:the )?(?:most|maximum"
    r"|highest)|maximum|and (?:above|more|upwards))\b"
)
_UP_TO = re.compile(
    rf"\b(?!from )[a-z]+ (?!(?:1[5-9]|20)\d\d ){_ONE} up to {_TWO}"
    rf" (?:[a-z]+ ){{0,1}}?(?P<unit>[a-z]+)"
)
_EQUAL = re.compile(
    r"\b[Bb]etween (?P<one>\d[\d,]*) and (?P=one)(?![\w:/%]|[.,]\d) (?:[a-z]+ )?(?P<unit>[a-z]+s"
    r"|people)\b"
)
_DASH = re.compile(
    r"(?<![\w.,$€£:/–-])(?P<one>\d{1,3}(?:,\d{3})+|\d{2,3})[-–]"
    r"(?P<two>\d{1,3}(?:,\d{3})+|\d{2,3}) (?P<unit>[a-z]+(?: [a-z]+)?)(?![\w’'-])"
)
_SCORED = re.compile(
    r"\b(?:w[io]ns?|winning|won|beat\w*|lost|los(?:s|es|ing)|lead\w*|led|scor\w+|vot\w+|record"
    r"|ratio|by"
    r"|trail\w*|ahead|down|up|set|game|match|half|quarter|season|against|over|defeat\w*|victor\w+"
    r"|majority|margin|an?|the|f[ae]ll\w*|drop\w*|cut|reduc\w+|decreas\w+|back|away)\b",
    re.IGNORECASE,
)
_AGES = re.compile(
    r"\b(?:[Bb]etween (?:the )?ages? (?:of )?|[Aa]ged? (?:from |between )|[Aa]ges (?:from )?"
    r"|from the age of |aged )(?P<one>\d{1,2})(?:,| years)? ?(?P<link>to|and|until|up to|[-–])"
    r" ?(?:the age of )?(?P<two>\d{1,2})(?![\w:]|[.,]\d)"
)
_YEARS = re.compile(
    r"\b[Tt]he (?:years|period|time|decades?|era) from (?P<one>1[5-9]\d\d|20\d\d)"
    r" (?:to|until|till|through) (?P<two>1[5-9]\d\d|20\d\d)\b"
)
_TO = re.compile(r"\d ?(?:%|[a-z]+ )?(?:to|[-–]) [$€£]?\d")
_TWO_YEARS = re.compile(r"\d{4} (?:to|and|until|through) \d{4}")


def _ends(text: str) -> Iterator[Hit]:
    for match in _ENDS.finditer(text):
        low = match["one"] or match["over"] or match["least"]
        first = (match["first"] or match["unit"] or match["what"] or "").strip()
        last = (match["last"] or "").strip()
        units = {one for one in (first, last) if one == "%" or len(one) > 3}
        if value(low) > value(match["two"]) and not (len(units) > 1 or "%" in first + last):
            yield Hit(match.start(), match.end("two"), _MESSAGE, 0.75)


def _plain(text: str) -> Iterator[Hit]:
    patterns = (_IS_FROM, _AT_MOST) if _TO.search(text) else ()
    for pattern in (*patterns, *((_UP_TO,) if " up to " in text else ())):
        for match in pattern.finditer(text):
            unit = match["unit"].strip()
            kind = measures(unit) or measures(unit.removesuffix("s"))
            plural = unit.endswith("s") or kind is not None or unit == "%"
            if plural and value(match["one"]) > value(match["two"]):
                yield Hit(match.start("one"), match.end(), _MESSAGE, 0.7)
    for match in _EQUAL.finditer(text) if "etween " in text else ():
        yield Hit(match.start(), match.end(), "Both ends of this range are the same.", 0.7)


def _dashes(text: str) -> Iterator[Hit]:
    """Yield "38-19 employees": nothing but people, or thousands, that nobody wins by."""
    for match in _DASH.finditer(text):
        one, two = value(match["one"]), value(match["two"])
        words = match["unit"].split()
        people = measures(words[0]) == "people" or (words[0][-1] == "s" and is_person(words[0]))
        plural = any(word.endswith("s") for word in words) or people
        sized = "," in match["one"] and "," in match["two"] and plural
        before = text[max(0, match.start() - 30) : match.start("one")]
        if one > two and (sized or (people and not _SCORED.search(before))):
            yield Hit(match.start("one"), match.end("two"), _MESSAGE, 0.65)


def find_backwards(text: str) -> Iterator[Hit]:
    """Yield each range from more to less, where nothing falls, is cut or scored."""
    if " than " in text or "ver " in text or "bove " in text or "t least " in text:
        yield from _ends(text)
    yield from _plain(text)
    yield from _dashes(text)
    for match in _AGES.finditer(text) if "age" in text or "Age" in text else ():
        siblings = match["link"] == "and" and match[0].lower().startswith("aged ")
        listed = siblings and "between" not in match[0]
        if int(match["one"]) > int(match["two"]) and not listed:
            yield Hit(match.start(), match.end(), _MESSAGE, 0.7)
    for match in _YEARS.finditer(text) if _TWO_YEARS.search(text) else ():
        if match["one"] > match["two"]:
            yield Hit(match.start(), match.end(), _MESSAGE, 0.75)
