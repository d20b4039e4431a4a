"""Numbers, dates and times in another language's notation. Documented beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY, LONG_MONTH
from mtqa.knowledge.units import is_counted, measures

_DECIMAL_COMMA = re.compile(
    r"(?<![\w.,:/-])([$€£]\s?)?(\d{1,3}),(\d{1,2})(?![\w,.]*\d)(?:[ -]?(%|[^\W\d]+))?"
)
_ORDINAL_STOP = re.compile(r"(?<=[\w)’”] )(\d{1,4})\. ([a-z]+)")
_DATE_STOP = re.compile(
    rf"(?:\b(\w{{1,12}}),? |[-–] ?)(\d{{1,2}})\. ({LONG_MONTH})(?!\w)"
    r"(?:(,? (?:19|20)\d\d\b)|\s+(\w+))?"
)
_DATE_STOP_OF = re.compile(rf"\bthe (\d{{1,2}})\. of {LONG_MONTH}\b")
_SPACED = re.compile(
    r"(?<![\d.,:/+()-])(?<!\d )([1-9]\d{0,2})((?: \d{3}){1,5})(?![\d/]|[ -]\d|[.,:]\d)"
)
_TIME = re.compile(
    r"\b(at|until|till|from|to|by|around|about|before|after|since|between|and) "
    r"((?:[01]?\d|2[0-4]): [0-5]\d)(?![\d:]|[.,]\d)",
    re.IGNORECASE,
)
_SIGN_BEHIND = re.compile(r"(?<![\w$€£.,])(\d[\d,. ]{0,15}\d|\d)\s?([$£])(?![\w$£])")
_BEFORE_DATE = frozenset(
    [
        "on",
        "until",
        "till",
        "since",
        "before",
        "after",
        "from",
        "the",
        "dated",
        "between",
        "through",
    ]
)
_MAGNITUDES = {"thousand", "million", "millions", "billion", "billions", "trillion"}
_BEFORE_NUMBER = {"ADP", "DET", "VERB", "AUX", "ADV", "CCONJ", "ADJ", "PUNCT", "SCONJ", "PART"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def _token(text: Annotated, offset: int) -> Token | None:
    if not 0 <= offset < len(text.text):
        return None
    span = text.doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span else None


def _decimal_commas(text: Annotated) -> Iterator[Hit]:
    message = "English writes decimals with a point, not with a comma."
    for match in _DECIMAL_COMMA.finditer(text.text):
        unit = match[4] or ""
        if match[1] or unit in _MAGNITUDES or measures(unit):
            fixed = f"{match[2]}.{match[3]}"
            yield Hit(match.start(2), match.end(3), message, 0.85, suggestion=fixed)


def _ordinal(number: str) -> str:
    teen = len(number) > 1 and number[-2] == "1"
    return number + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"))


def _ordinal_stops(text: Annotated) -> Iterator[Hit]:
    message = "English forms no ordinal number with a full stop."
    for match in _ORDINAL_STOP.finditer(text.text):
        before = _token(text, match.start() - 2)
        if not is_counted(match[2]) or before is None or before.pos_ in ("AUX", "SPACE"):
            continue
        fixed = _ordinal(match[1]) if len(match[1]) < 4 else None  # "2015. year" wants more
        yield Hit(match.start(1), match.end(1) + 1, message, 0.85, suggestion=fixed)


def _date_stops(text: Annotated) -> Iterator[Hit]:
    message = "English writes the day of a date without a full stop."
    for match in _DATE_STOP.finditer(text.text):
        before = match[1] or "on"
        leads = before.lower() in _BEFORE_DATE or re.fullmatch(LONG_DAY, before) or match[4]
        if not leads or not 1 <= int(match[2]) <= 31:
            continue
        follower = _token(text, match.start(5)) if match[5] else None
        if follower is None or follower.tag_ not in _FINITE:
            fixed = f"{match[2]} {match[3]}"
            yield Hit(match.start(2), match.end(3), message, 0.85, suggestion=fixed)
    for match in _DATE_STOP_OF.finditer(text.text):
        yield Hit(match.start(1), match.end(1) + 1, message, 0.9, suggestion=_ordinal(match[1]))


def _spaced(text: Annotated) -> Iterator[Hit]:
    message = "English writes a comma, not a space, between thousands."
    for match in _SPACED.finditer(text.text):
        before, after = _token(text, match.start() - 2), _token(text, match.end() + 1)
        if before is None or after is None or before.pos_ not in _BEFORE_NUMBER:
            continue
        if after.tag_ == "NNS" or measures(after.text):
            fixed = match[0].replace(" ", ",")
            yield Hit(match.start(), match.end(), message, 0.65, suggestion=fixed)


def _times(text: Annotated) -> Iterator[Hit]:
    message = "A space tears this time of day apart."
    for match in _TIME.finditer(text.text):
        fixed = match[2].replace(" ", "")
        yield Hit(match.start(2), match.end(2), message, 0.85, suggestion=fixed)


def _signs(text: Annotated) -> Iterator[Hit]:
    message = "English writes the currency sign before the amount."
    for match in _SIGN_BEHIND.finditer(text.text):
        fixed = match[2] + match[1].replace(" ", ",")
        yield Hit(match.start(), match.end(), message, 0.7, suggestion=fixed)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each number, date or time that is not in an English notation."""
    for part in (_decimal_commas, _ordinal_stops, _date_stops, _spaced, _times, _signs):
        yield from part(text)
