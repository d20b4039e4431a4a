"""Months whose day is lost: "on Sunday February", "from th August", "on in May of"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import CLEAR_MONTH, LONG_DAY, LONG_MONTH

_MESSAGE = "The day of this date is missing."
_QUICK = re.compile(LONG_MONTH)
_NO_NUMBER = (
    r"(?!,? (?:the )?(?:\d|[a-z]*(?:first|second|third|fourth|fifth|[xvnh]th|eighth|ieth)\b)"
    r"|[’']|-\w)"
)
# an ending of a day that has no number
_ENDING = re.compile(
    rf"(?<![\w’'-])(?:st|nd|rd|th) (?:of )?{LONG_MONTH}\b|\b{LONG_MONTH},? (?:the )?(?:st|nd|rd"
    rf"|th)(?![\w’'.-])"
)
_CERTAIN = re.compile(
    rf"\b(?:[Oo]n|[Aa]t) in (?:the )?{LONG_MONTH}\b(?: of(?! (?:19|20)\d\d))?"
    rf"|\b(?:[Oo]n|[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Oo]f) {LONG_MONTH} month\b(?![’'-])"
    rf"|\b{LONG_DAY} of {LONG_MONTH} month\b"
    rf"|\b(?:[Oo]n|[Ff]rom|[Uu]ntil|[Ss]ince) (?:the )?day of {LONG_MONTH}{_NO_NUMBER}"
    rf"|\bthe day {LONG_MONTH}{_NO_NUMBER}(?=[,.;)]|\s*(?:\Z|\n))"
    rf"|\b{LONG_DAY} \({LONG_MONTH}\)"
    rf"|\b(?:[Oo]n|[Uu]ntil|[Ss]ince) {CLEAR_MONTH} {LONG_DAY}\b(?![’'])"
    rf"|\b[Oo]n (?:the )?(?:_+|[.…]{{2,}}|\[\]|\(\)) (?:of )?{LONG_MONTH}\b"
    rf"|\b[Oo]n the of {LONG_MONTH}\b|\b[Oo]n of {LONG_MONTH}\b"
)
# the word for it where its name should be, or its name where another word should: "on month in",
# "in the May of month", "in the evening of February", "in the December day"
_PREP = r"(?:[Oo]n|[Ii]n|[Aa]t|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom)"
_STOPS = (
    r"(?=[,.;:)]|\s*(?:\Z|\n)|\s(?:in|at|to|by|and|but|with|when|the|he|she|it|they|for|after"
    r"|as)\b)"
)
_MISSING = re.compile(
    rf"\b{_PREP} (?:the )?{LONG_MONTH} of (?:the )?month\b"
    rf"|\b{_PREP} (?:the )?month of (?:the )?month\b"
    rf"|\b[Oo]n (?:the )?(?:day|date) of (?:the )?month\b|\b[Oo]n month{_STOPS}"
    rf"|\b[Oo]n (?:the )?day (?:of )?month{_STOPS}|\b[Oo]n (?:the )?(?:date|day), month\b"
    rf"|\b[Ii]n (?:the |an? )?{CLEAR_MONTH} (?:day|month|date){_STOPS}"
    rf"|\b(?:[Ii]n|[Oo]n|[Dd]uring) the (?:evening|morning|night|afternoon|day"
    rf"|date) of {LONG_MONTH}{_NO_NUMBER}{_STOPS}"
    rf"|\b[Ii]n an? (?:January|February|April|June|July|August|September|October|November"
    rf"|December){_STOPS}"
    r"(?! (?:when|that|where))"
    rf"|\b{_PREP} the of (?:the )?{LONG_MONTH}\b"
    rf"|\b[Oo]n {LONG_MONTH}(?:,? (?:19|20)\d\d)?[-–]?(?:th|st|nd|rd)\b"
    rf"|\b[Oo]n {LONG_MONTH} (?:day|date){_STOPS}"
)
_MISSING_KEYS = re.compile(r"[Oo]n month|of (?:the )?month|[Oo]n (?:the )?da(?:y|te),? month")
# "in Minneapolis on May.": nobody's name in a text on no such person
_ON_MAY = re.compile(r"(?P<before>[\w’'.-]+) (?P<on>[Oo]n May)(?=[.,;)](?! \d)|\s*(?:\Z|\n))")
_MAYS = re.compile(
    r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Brian|Elaine|Imelda|Minister|PM|Simon|James) May\b"
    r"|\bMay[’']s\b"
)
# "on Sunday February", "Sunday, August, while": a march and people are called so too
_WEEKDAY = re.compile(
    rf"(?:\b[Oo]n |\b[Uu]ntil |\b[Ss]ince |(?<=[a-z] )"
    rf"|^)(?:the )?{LONG_DAY},? (?P<month>{CLEAR_MONTH}){_NO_NUMBER}"
    r"(?=[,.;)]|\s*(?:\Z|\n)|\s+(?P<next>[a-z]+))",
    re.MULTILINE,
)
_NAMES = frozenset({"April", "June", "August", "March"})
_AT = re.compile(rf"\b[Aa]t (?P<month>{LONG_MONTH}){_NO_NUMBER}(?=[,.;)]|\s*(?:\Z|\n)|\s+[a-z])")
# "the rule from the July applies"; "the May of 1968", "the July before last" have what they need
_THE = re.compile(
    rf"\b(?:[Ff]rom|[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Oo]n|[Bb]y"
    rf"|[Oo]f) the (?P<month>{LONG_MONTH}){_NO_NUMBER}"
    r"(?=[.,;)]|\s*(?:\Z|\n)|\s+(?P<next>[a-z]+))"
)
_ON = re.compile(
    r"(?P<before>[\w’'.-]+) (?P<on>on) (?P<month>January|February|July|September|October"
    r"|November|December)"
    r"(?![’'-]|,? (?:the )?\d)(?=[,.;)]|\s*(?:\Z|\n)|\s+(?P<next>by|to|in|at|after|when|the|a|an"
    r"|and|that|as)\b)"
)
_ABOUT = re.compile(
    r"(?i:focus\w*|depend\w*|rel(?:y|ies|ied)|vote|reports?|figures|data|statistics|comments?"
    r"|look\w*|bets?"
    r"|information|updates?|notes?|articles?|stor(?:y|ies)|emphasis|guidance|light|outlook|based"
    r"|eyes?"
    r"|hopes?|pinned|planned?|set|decid\w*|settl\w*|later|earlier|early|late|count\w*"
    r"|conditional|back|going|poems?|books?|films?|songs?|essays?|talks?|lectures?|is|was|are"
    r"|were|be|been)\Z"
)


def _tag(text: Annotated, offset: int) -> str:
    span = text.doc.char_span(offset, offset + 1, alignment_mode="expand") if offset >= 0 else None
    return span[0].tag_ if span else ""


def _weekdays(text: Annotated) -> Iterator[Hit]:
    for match in _WEEKDAY.finditer(text.text):
        tag = _tag(text, match.start("next")) if match["next"] else ""
        if match["month"] in _NAMES:
            led = match[0][:2].lower() == "on" and " the " not in match[0]
            if not led or (match["next"] and tag[:2] in ("VB", "MD", "NN")):
                continue
        yield Hit(*match.span(), _MESSAGE, 0.75)


def _lone(text: Annotated) -> Iterator[Hit]:
    """Yield months behind words that want a day, or no article."""
    for match in _AT.finditer(text.text):
        if match["month"] != "May":
            yield Hit(*match.span(), "The day of this date is missing, or it should be “in”.", 0.7)
    for match in _THE.finditer(text.text):
        ends = match["next"] is None or _tag(text, match.start("next")) in FINITE
        if ends:
            yield Hit(*match.span(), "The day of this date is missing, or “the” is too much.", 0.7)
    for match in _ON_MAY.finditer(text.text) if not _MAYS.search(text.text) else ():
        if not (_ABOUT.match(match["before"]) or text.in_quotation(match.start())):
            yield Hit(*match.span("on"), _MESSAGE, 0.7)
    for match in _ON.finditer(text.text):
        if not (_ABOUT.match(match["before"]) or text.in_quotation(match.start())):
            start, end = match.start("on"), match.end("month")
            yield Hit(start, end, "The day of this date is missing, or it should be “in”.", 0.7)


def find_dayless(text: Annotated) -> Iterator[Hit]:
    """Yield each month that stands where only a day of it can."""
    if not (_QUICK.search(text.text) or _MISSING_KEYS.search(text.text)):
        return
    for pattern in (_ENDING, _CERTAIN, _MISSING):
        for match in pattern.finditer(text.text):
            yield Hit(*match.span(), _MESSAGE, 0.8)
    yield from _weekdays(text)
    yield from _lone(text)
