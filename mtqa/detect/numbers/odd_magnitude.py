"""Magnitudes of another language: "300 ten thousand". Documented beside, in odd_magnitude.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.units import measures
from mtqa.model import Severity

_SIZES = {
    "ten": 1e1,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_NUMBER = r"(?<![\w.,:/-])(?P<number>\d+(?:,\d+)*(?:\.\d+)?)"
_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty)"
_SIZE = r"(?:ten|hundred|thousand|million|billion)s?"
_STACKED = re.compile(
    rf"(?:{_NUMBER}[ -](?P<first>tens?|hundreds?|thousands?)|\b(?:{_FEW}|several|many|some) tens?)"
    rf"(?: of)?[ -](?P<second>thousand|million|billion)s?\b(?!(?: of)?[ -]{_SIZE}\b)"
    rf"|{_NUMBER.replace('number', 'other')}[ -](?:tens?|hundreds?|thousands?)(?: of)?[ -]{_SIZE}"
    rf"(?:(?: of)?[ -]{_SIZE})*\b"
    rf"|{_NUMBER.replace('number', 'more')} (?:million|billion)s? (?:ten|hundred"
    rf"|thousand)s?\b(?!-)"
)
# "49 mln thousand", "$11.85 billion millions": no two of these go together
_TWO_SIZES = re.compile(
    r"(?<![\w.,:/-])(?P<sign>[$€£] ?)?\d[\d,.]* ?(?P<one>thousand|million|billion|trillion|mln"
    r"|bln|mn|bn|mil|m"
    r"|k)(?P<s>s?)(?: of)?[ -](?P<two>tens?|hundreds?|thousands?|millions?|billions?|trillions?"
    r"|mln|bln|mn|bn)"
    r"(?!\w)"
)
# "3 thousand 500 dollars", "2 million 300 thousand people"
_ADDED = re.compile(
    rf"{_NUMBER} (?P<high>thousand|million|billion|trillion)(?P<and> and)? (?P<more>\d{{1,3}})"
    r"(?: (?P<low>thousand|million|billion)\b(?!-)|(?![\d,.:%/-])(?= [a-z]))"
    r"(?: (?P<unit>[a-z]+))?"
)
_LIMIT = re.compile(r"\b(?:between|from|both) (?:[$€£] ?)?\Z", re.IGNORECASE)
# "8000 million parcels": from a thousand on English takes the next magnitude
_UNDERSIZED = re.compile(
    r"(?P<number>[1-9](?<![\w.,:/-].)\d{0,2},?\d{3}) "
    r"(?P<size>thousand|million|billion)\b(?!-)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLURAL = re.compile(
    rf"(?:{_NUMBER}|\b(?P<word>{_FEW})) (?P<size>hundred|thousand|million|billion|trillion)s\b"
)
_FOREIGN = re.compile(
    rf"{_NUMBER} ?(?P<word>milliards?|milliarden|milliardi|miliard(?:y|ów|a|i)?|miljard(?:er)?"
    rf"|billiards?(?= of\b)"
    r"|mlrd\.?|mld\.?|[Mm]rd\.?|[Mm]io\.?|mil\.(?= [a-z])|millionen|millones|millón|milhões"
    r"|milioni|milion(?:y|ów)"
    r"|miljoner|billones|billón|bilhões|billionen|trillones|trln\.?|tys\.?|tsd\.?|ths\.?|thsd\.?"
    r"|thous\.)(?!\w)"
)
_CUT_THOUSANDS = re.compile(rf"{_NUMBER} ?(?:ths|thsd|tsd|tys|thous)\.? 000\b")
# Reuters writes these in its headlines, but not beside "million"
_SHORT = re.compile(rf"{_NUMBER} ?(?P<word>mln|bln)\.?(?!\w)")
_LONG = re.compile(r"\d ?[mb]illion\b")
# India counts rupees in lakhs and crores, but nobody multiplies these by a million
_INDIAN = re.compile(
    rf"{_NUMBER} (?:lakhs?|crores?)(?: of)? (?:hundred|million|billion|trillion)s?\b"
    rf"|{_NUMBER.replace('number', 'other')} (?:hundred|million|billion"
    rf"|trillion)s?(?: of)? (?:lakhs?|crores?)\b"
    r"|[$€£] ?\d[\d,.]* ?(?:lakhs?|crores?)\b"
    r"|(?<![\w.,])\d[\d,.]* (?:lakhs?|crores?)(?: of)? (?:dollars|euros|pounds|yen|yuan|roubles"
    r"|rubles|liras?)\b"
)
_SIZED = frozenset({"mio", "mil", "milliard", "milliards", "mlrd", "mld", "mrd"})


def _written(value: float) -> str:
    for size in ("trillion", "billion", "million"):
        if value >= _SIZES[size]:
            return f"{value / _SIZES[size]:.10g} {size}"
    return f"{value:,.0f}"


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _stacked(text: str) -> Iterator[Hit]:
    message = "English does not combine these magnitudes."
    for match in _STACKED.finditer(text):
        fixed = None
        if match["first"]:
            sizes = _SIZES[match["first"].rstrip("s")] * _SIZES[match["second"]]
            fixed = _written(_value(match["number"]) * sizes)
        yield Hit(match.start(), match.end(), message, 0.85, suggestion=fixed)


def _two_sizes(text: str) -> Iterator[Hit]:
    """Yield two magnitudes behind one number, but not the "10 million million" of star counts."""
    for match in _TWO_SIZES.finditer(text):
        short = len(match["one"]) < 4 or len(match["two"]) < 4
        if match["sign"] or short or match["s"] or match["two"].endswith("s"):
            message = "English does not combine these magnitudes."
            yield Hit(match.start(), match.end(), message, 0.8)


def _added(text: str) -> Iterator[Hit]:
    message = "English writes this as one number."
    for match in _ADDED.finditer(text):
        unit = match["unit"] or ""
        counts = match["low"] or (
            unit != "times" and (measures(unit) not in (None, "time") or unit.endswith("s"))
        )
        low, high = _SIZES.get(match["low"] or "", 1.0), _SIZES[match["high"]]
        more = low > high or (low == high and match["and"])
        if not counts or more or measures(unit) == "time":
            continue
        if _LIMIT.search(text, max(0, match.start() - 12), match.start()):
            continue  # "between 2 million and 300 thousand"
        value = _value(match["number"]) * high + int(match["more"]) * low
        end = match.end("low") if match["low"] else match.end("more")
        yield Hit(match.start(), end, message, 0.8, suggestion=_written(value))


def _undersized(text: str) -> Iterator[Hit]:
    """Yield "8000 million", but not a year before a magnitude."""
    for match in _UNDERSIZED.finditer(text):
        if _YEAR.fullmatch(match["number"]):
            continue
        fixed = _written(_value(match["number"]) * _SIZES[match["size"]])
        message = "English gives a number of this size the next magnitude."
        yield Hit(match.start(), match.end(), message, 0.75, suggestion=fixed)


def _plurals(text: str) -> Iterator[Hit]:
    message = "Behind a number a magnitude has no plural."
    for match in _PLURAL.finditer(text):
        if _STACKED.match(text, match.start()):
            continue
        fixed = f"{match['number'] or match['word']} {match['size']}"
        minor = Severity.MINOR
        yield Hit(match.start(), match.end(), message, 0.75, severity=minor, suggestion=fixed)


def _foreign(text: str) -> Iterator[Hit]:
    for match in _FOREIGN.finditer(text):
        message = "This word for a magnitude is not English."
        word = match["word"].lower().rstrip(".")
        size = "million" if word in ("mio", "mil") else "billion"
        fixed = f"{match['number']} {size}" if word in _SIZED else None
        yield Hit(match.start(), match.end(), message, 0.8, suggestion=fixed)


def _indian(text: str) -> Iterator[Hit]:
    for pattern in (_INDIAN, _CUT_THOUSANDS):
        for match in pattern.finditer(text):
            yield Hit(
                match.start(), match.end(), "English does not combine these magnitudes.", 0.75
            )
    for match in _SHORT.finditer(text) if _LONG.search(text) else ():
        fixed = f"{match['number']} {'million' if match['word'] == 'mln' else 'billion'}"
        message = "The text writes this magnitude out elsewhere."
        yield Hit(match.start(), match.end(), message, 0.65, suggestion=fixed)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each number with a magnitude that English does not give it."""
    parts = (_indian, _stacked, _two_sizes, _added, _undersized, _plurals, _foreign)
    yield from first_come(hit for part in parts for hit in part(text.text))
