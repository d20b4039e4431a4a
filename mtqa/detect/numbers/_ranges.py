"""Ranges that run backwards, whatever words stand between their ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH
from mtqa.knowledge.units import measures

_MESSAGE = "This range runs backwards."
_N = (
    r"(?<![\w.,$€£:/–-])[$€£]?(?P<{}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w:/%]"
    r"|[.,]\d|[-–]\d)"
)
_ONE, _TWO = _N.format("one"), _N.format("two")
_QUICK = re.compile(
    r"\d (?:(?:[a-z%]+ ){0,2}(?:to|until|till|through|up to)|and (?:at most|no more|not more))\b"
    r"|\d ?[-–] ?\d|\bm(?:in|ax)imum\b|\bat (?:least|most)\b"
)
_NAMING = ("inimum", "INIMUM", "t least", "o less than", "o fewer than", "T LEAST", "O LESS")
_SOME_UNIT = r"(?P<first>(?: ?%| [a-z]+){0,2}?)"
# both ends are named: no fall, score or list can be meant
_NAMED_ENDS = re.compile(
    rf"\b(?:(?:from )?(?:a |the )?minimum (?:of )?|(?:from )?at least |no (?:less"
    rf"|fewer) than ){_ONE}"
    rf"{_SOME_UNIT}(?:,? (?:(?:and|but|to|or) )?(?:a |the )?maximum (?:of )?|,? (?:and"
    rf"|but) at most "
    rf"|,? (?:and|but) (?:no|not) more than ){_TWO}(?P<last> ?[a-z%]+)?",
    re.IGNORECASE,
)
# "from 30 up to 23": what goes "up to" rises
_UP_TO = re.compile(rf"(?P<lead>\w+) {_ONE} up to {_TWO} (?P<unit>[a-z-]+(?: [a-z]+)?)")
_UNTIL = re.compile(rf"{_ONE} (?:until|till) {_TWO} (?P<unit>[a-z]+)(?! o)")
_TO = re.compile(
    r"(?<![\w.,$€£:/–-])(?P<one>\d{1,3}(?:\.\d+)?) ?(?:to|[-–]) ?"
    r"(?P<two>\d{1,3}(?:\.\d+)?) "
    r"(?:(?:business|working|calendar|school|more|full|short|long|square|cubic|consecutive) )?"
    r"(?P<unit>[a-z]+)(?![\w’'-]| to\b)"
)
_MEASURED = frozenset({"time", "length", "mass", "degree", "volume", "area"})
# what falls, is cut or scored goes from more to less
_FALLS = re.compile(
    r"\b(?:from|f[ae]ll\w*|drop\w*|decreas\w+|reduc\w+|cut\w*|lower\w*|declin\w+|shr[aiu]nk\w*"
    r"|down|back"
    r"|slow\w*|cool\w*|shorten\w*|trim\w*|slid\w*|narrow\w*|w[io]n\w*|lost|los(?:e|es|ing)"
    r"|beat\w*|lead\w*"
    r"|led|vot\w+|scor\w+|ratio|odds|ahead|trail\w*|by|minus|below|outnumber\w*|score|countdown"
    r"|turn\w*"
    r"|stretch\w*|compress\w*|chang\w+|mov\w+|went|goes|go|prefer\w*|compar\w+|descend\w*)\b",
    re.IGNORECASE,
)
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_FIRST_DAY, _LAST_DAY = _DAY.format("first"), _DAY.format("last")
_MONTH = rf"(?P<month>{LONG_MONTH})"
_LINK = r"(?: (?:to|until|till|through) (?:the )?| ?[-–] ?)"
_MONTH_FIRST = re.compile(
    rf"(?<!\d )(?<![-–]){_MONTH} {_FIRST_DAY}{_LINK}"
    rf"(?:(?P=month) {_LAST_DAY}(?![\w%:]|[.,]\d)(?!,? \d)"
    r"|(?P<plain>\d{1,2})(?:st|nd|rd|th)?(?=[,.;)](?!\d)|\s*(?:\Z|\n)))"
)
_DAY_FIRST = re.compile(
    rf"(?<![\w.,:$/–-]){_FIRST_DAY}(?: (?P<named>{LONG_MONTH}))?{_LINK}{_LAST_DAY} "
    rf"(?:of )?{_MONTH}\b"
)
_MONTH_BEFORE = re.compile(rf"\b{LONG_MONTH} \Z")
_YEARS = re.compile(
    r"(?<![\w.,:$€£/+–-])(?P<first>1[5-9]\d\d|20\d\d)(?: ?[-–] ?| (?:to|until|till|through) )"
    r"(?P<last>1[5-9]\d\d|20\d\d)(?![\w%:/–-]|[.,]\d| [a-z]+s\b)"
)
_YEARS_LEAD = re.compile(r"(?:\b(?:in|of|during|period|years|seasons?|term|for the)|[(,]) ?\Z")
_BEFORE_CHRIST = re.compile(r"\bB\.?C\b")


def value(written: str) -> float:
    """Return the number that is written with commas between thousands."""
    return float(written.replace(",", ""))


def _backwards(match: re.Match[str]) -> bool:
    return value(match["one"]) > value(match["two"])


def _is_year(written: str) -> bool:
    return re.fullmatch(r"1[5-9]\d\d|20\d\d", written) is not None


def _numbers(text: str) -> Iterator[Hit]:
    """Yield ranges whose words say which end is the higher one."""
    named = any(key in text for key in _NAMING)
    for match in _NAMED_ENDS.finditer(text) if named else ():
        units = {word.strip().lower() for word in (match["first"], match["last"]) if word}
        if _backwards(match) and len(units) < 2:  # "at least 50 questions and at most 20 minutes"
            yield Hit(match.start(), match.end(), _MESSAGE, 0.75)
    for match in _UP_TO.finditer(text) if " up to " in text else ():
        led = match["lead"] == "from"
        dated = _is_year(match["one"]) or re.fullmatch(LONG_MONTH, match["lead"]) is not None
        timed = measures(match["unit"].split()[0]) in _MEASURED and match["lead"].islower()
        if _backwards(match) and not dated and (led or timed):
            yield Hit(
                match.start("lead") if led else match.start("one"), match.end("unit"), _MESSAGE, 0.7
            )
    for match in _UNTIL.finditer(text) if " until " in text or " till " in text else ():
        if _backwards(match) and measures(match["unit"]) in _MEASURED:
            yield Hit(match.start("one"), match.end(), _MESSAGE, 0.7)


def _measures(text: str) -> Iterator[Hit]:
    """Yield "15 to 12 inches" where nothing falls, is cut or scored."""
    for match in _TO.finditer(text):
        unit = match["unit"]
        plural = unit.endswith("s") or unit == "feet"
        kind = measures(unit.removesuffix("es") if unit == "inches" else unit)
        if not (plural and kind in _MEASURED and _backwards(match)):
            continue
        line = text[max(0, match.start() - 40) : match.start()]
        before = " ".join(re.split(r"[.;:!?\n(]", line)[-1].split()[-4:])
        if not (_FALLS.search(before) or _is_year(match["one"])):
            yield Hit(match.start("one"), match.end(), _MESSAGE, 0.65)


def _dates(text: str) -> Iterator[Hit]:
    """Yield days of one month, and years, between which no time can pass."""
    for match in _MONTH_FIRST.finditer(text):
        last = int(match["last"] or match["plain"])
        if last < int(match["first"]) <= 31 and last:
            yield Hit(match.start(), match.end(), _MESSAGE, 0.75)
    for match in _DAY_FIRST.finditer(text):
        one_month = match["named"] in (None, match["month"])
        before = text[max(0, match.start() - 10) : match.start()]
        led = match["named"] is None and _MONTH_BEFORE.search(before) is not None
        if one_month and not led and 31 >= int(match["first"]) > int(match["last"]) > 0:
            yield Hit(match.start(), match.end(), _MESSAGE, 0.75)
    for match in _YEARS.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() :][:30]
        led = _YEARS_LEAD.search(before) is not None
        if first > last and led and not _BEFORE_CHRIST.search(after):
            yield Hit(match.start(), match.end(), _MESSAGE, 0.7)


def find_ranges(text: str) -> Iterator[Hit]:
    """Yield each range that runs from a higher number, or a later day, to a lower one."""
    if _QUICK.search(text):
        yield from _numbers(text)
        yield from _measures(text)
    yield from _dates(text)
