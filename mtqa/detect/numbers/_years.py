"""Years with a digit too many or too few, far ahead, or before what they are said of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import MONTH
from mtqa.knowledge.inventions import first_years

_QUICK = re.compile(
    r"(?<![\d,.])(?:(?:1[1-9]|2[0-2])\d{3}|0\d{3}|19\d|20\d|2\d\d|\d\d? (?:19|20)\d\d|(?:2[1-9]"
    r"|[3-9]\d)\d\d)(?![\d,]*\d)"
)
_CENTURY_WORD = re.compile(r"\d(?:st|nd|rd|th) century", re.IGNORECASE)
_PREP = (
    r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Dd]uring|[Ss]ummer|[Ww]inter|[Ss]pring"
    r"|[Aa]utumn|of)"
)
# the number counts nothing: a clause or its end follows
_NO_NOUN = (
    r"(?=\s*(?:[,.;:)–—]|- )(?!\d)|\s*(?:\Z|\n)|\s+(?:and|but|when|where|after|before|as|by|with"
    r"|to|the|he|she"
    r"|it|its|his|her|their|this|that|we|you|a|an|they|who|which|while|because|due|during|for|at"
    r"|on|in"
    r"|from|until|since|under|over|was|were|is|has|had|will|would)\b)"
)
_ENDS = r"(?=[.,;:)](?!\d)|\s*(?:\Z|\n))"
# "October 9, 20 2010", "August 2, 215", "July 21, 20177"
_DATED = re.compile(
    rf"\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?P<year>\d{{1,2}} (?:19|20)\d\d|(?:1[5-9]"
    rf"|20)\d{{3}}"
    rf"|(?:19|20|2[01])\d|[3-9]\d{{3}}){_ENDS}"
    rf"|(?<![\d.,])\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? (?P<behind>(?:1[5-9]|20)\d{{3}}|(?:19|20"
    rf"|2[01])\d"
    rf"|[3-9]\d{{3}}){_ENDS}"
)
_DIGITS = re.compile(
    rf"\b(?P<prep>{_PREP}) (?:(?:early|late|mid|the year) )?(?:{MONTH} )?(?P<year>(?:1[5-9]"
    rf"|20)\d{{3}}){_NO_NOUN}"
)
_SHORT = re.compile(rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil) (?P<year>19\d|20\d){_NO_NOUN}")
_ANTIQUE = re.compile(
    r"\b(?:A\.?D|B\.?C|C\.?E|Roman|Rome|emperor|dynasty|ancient|Saint|bishop|pope|centur(?:y"
    r"|ies))\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"\b(?:ZIP|postcode|postal|code|room|result\w*|P\.O|box|road|route)\b", re.IGNORECASE
)
_FAR = re.compile(
    rf"\b(?:{_PREP}(?: early| late| the year)? (?:{MONTH} )?|(?:match|dates?|dating|dated) (?:in"
    rf"|from) (?:the year )?"
    rf"|the year |(?P<near>(?:last|this|next|previous|past) year,? ))(?P<year>(?:2[1-9]"
    rf"|[3-9]\d)\d\d){_NO_NOUN}"
)
_BEYOND = 2200
_FIVE = re.compile(r" [12]\d{4}\b")
_NOUGHT = re.compile(r" 0\d{3}\b")
_NEAR_YEAR = re.compile(r"\b(?:last|this|next) year (?P<year>1[0-8]\d\d)(?!\w|[.,]\d)")
_IMAGINED = re.compile(
    r"\b(?:fiction\w*|film|movie|novel|series|game|future|scenario|project\w*|expect\w*|predict\w*"
    r"|forecast\w*|could|would|will|set in|goal|target|imagin\w*|story|play|dystopia\w*|asteroid"
    r"|comet"
    r"|B\.?C|calendar|Buddhist|Thai\w*|Nepal\w*|metres|meters|feet|model|version|channel|room"
    r"|flight)\b",
    re.IGNORECASE,
)
_PAST = frozenset({"VBD", "VBN"})
_CENTURY = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|of) the (?:early |late "
    r"|mid-)?(?P<number>\d{1,2})(?:st|nd|rd|th)"
    r"[- ][Cc]entury\b"
)
_NOW = 21  # the century of all news
_WHEN = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=[.!?][”\"] ))(?:Back |Already )?[Ii]n (?:the )?(?:early |late "
    r"|spring of |summer of )?"
    r"(?:(?:year )?(?P<year>1[0-9]\d\d|(?<=year )[1-9]\d{1,2})"
    r"|(?P<century>1?\d)th century),? (?=(?P<rest>[^.!?\n]{3,90}))",
    re.MULTILINE,
)
_NOT_THERE = re.compile(
    r"\b(?:before|until|forerunner\w*|predecessor\w*|predict\w*|imagin\w*|later|future|today|now"
    r"|no|like"
    r"|without|fiction\w*|about|setting|named|inspired|museum|visitors?)\b|[“”\"]",
    re.IGNORECASE,
)


_LONG = re.compile(
    rf"\b(?:{_PREP}|between|after|before) (?:(?:early|late|mid"
    rf"|the year) )?(?:{MONTH} )?(?P<year>1[1-9]\d{{3}}|2[12]\d{{3}})"
    rf"{_NO_NOUN}"
)
_ZERO = re.compile(
    rf"\b(?:{_PREP}|{MONTH}|between|after|before"
    rf"|year)(?: \d{{1,2}},)? (?P<year>0\d{{3}})(?![\w:/-]|[.,]\d| ?(?:hours|GMT|UTC|a\.?m|p\.?m))"
)
_ALL_KNOW = re.compile(r"(?:19|20)\d\d")
_STORY = re.compile(
    r"\b(?:fiction\w*|film|movie|novel|series|game|scenario|set in|story|play|dystopia\w*"
    r"|asteroid|comet|B\.?C"
    r"|calendar|Buddhist|Thai\w*|Nepal\w*|metres|meters|feet|model|version|channel|room|flight"
    r"|planet"
    r"|orbit|century|climate|warming|ice)\b",
    re.IGNORECASE,
)


def _added_digit(year: str) -> bool:
    """Return whether the year is one of our time with a digit too many."""
    return any(_ALL_KNOW.fullmatch(year[:at] + year[at + 1 :]) for at in range(len(year)))


def _digits(text: Annotated) -> Iterator[Hit]:
    message = "This year has a digit too many or too few."
    plain = text.text
    for match in _LONG.finditer(plain) if _FIVE.search(plain) else ():
        postcode = _POSTCODE.search(plain, max(0, match.start() - 25), match.start("year"))
        if _added_digit(match["year"]) and not postcode:
            yield Hit(*match.span("year"), message, 0.7)
    for match in _ZERO.finditer(plain) if _NOUGHT.search(plain) else ():
        yield Hit(*match.span("year"), "No year is written with a nought before it.", 0.75)
    for match in _DATED.finditer(plain):
        group = "year" if match["year"] else "behind"
        yield Hit(*match.span(group), message, 0.8)
    for match in _DIGITS.finditer(plain):
        if not _POSTCODE.search(plain, max(0, match.start() - 25), match.start("year")):
            yield Hit(*match.span("year"), message, 0.75)
    for match in _SHORT.finditer(plain):
        if not _ANTIQUE.search(plain):
            yield Hit(*match.span("year"), message, 0.7)


def _far(text: Annotated) -> Iterator[Hit]:
    """Yield the years ahead of every text, of which the sentence speaks as of the past."""
    for match in _FAR.finditer(text.text):
        around = text.sentence_at(match.start())
        exact = int(match["year"]) >= _BEYOND and int(match["year"]) % 10 != 0
        if exact and not _STORY.search(around):  # nobody forecasts a year as far off as that
            yield Hit(*match.span("year"), "No text can speak of this year.", 0.7)
            continue
        if _IMAGINED.search(around) or text.in_quotation(match.start()):
            continue
        words = text.doc.char_span(*match.span("year"), alignment_mode="expand")
        told = words is not None and any(word.tag_ in _PAST for word in words.sent)
        if match["near"] or told or "the year " in match[0]:
            yield Hit(*match.span("year"), "No text can speak of this year.", 0.7)
    for match in _NEAR_YEAR.finditer(text.text):
        yield Hit(*match.span("year"), "This year is long over.", 0.7)


@cache
def _things() -> re.Pattern[str]:
    names = sorted(map(re.escape, first_years()), key=len, reverse=True)
    return re.compile(rf"(?<![\w’'-])(?P<thing>{'|'.join(names)})(?![\w-])")


def _centuries(text: Annotated) -> Iterator[Hit]:
    for match in _CENTURY.finditer(text.text):
        words = text.doc.char_span(*match.span("number"), alignment_mode="expand")
        if words is None or int(match["number"]) <= _NOW:
            continue
        past = any(word.tag_ == "VBD" for word in words.sent)
        if past and not _IMAGINED.search(words.sent.text):
            yield Hit(match.start(), match.end(), "This century is still to come.", 0.75)


def _too_early(text: Annotated) -> Iterator[Hit]:
    """Yield the years in which there was no such thing yet: "In 1056, a TV report"."""
    for match in _WHEN.finditer(text.text):
        last = int(match["year"]) if match["year"] else int(match["century"]) * 100
        thing = _things().search(match["rest"])
        if (
            thing is None
            or _NOT_THERE.search(match["rest"])
            or last >= first_years()[thing["thing"]] - 5
        ):
            continue
        message = f"There was no {thing['thing']} before {first_years()[thing['thing']]}."
        yield Hit(match.start(), match.start("rest") + thing.end(), message, 0.7)


def find_years(text: Annotated) -> Iterator[Hit]:
    """Yield each year that no calendar has, or that cannot be the one of what is told."""
    if _QUICK.search(text.text):
        yield from _digits(text)
        yield from _far(text)
    if _CENTURY_WORD.search(text.text):
        yield from _centuries(text)
    yield from _too_early(text)
