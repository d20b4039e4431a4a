"""Dates of which the day or a word is missing. Documented beside, in incomplete_date.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._dayless import find_dayless
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import CLEAR_MONTH, LONG_MONTH, MONTH

_ON_MONTH = re.compile(
    rf"\b[Oo]n {CLEAR_MONTH}(?:,? (?:19|20)\d\d)?(?=(?P<end>[,.;)]|\s|\Z))(?!,? \d)"
)
_ON_YEAR = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=[.!?][”\"] ))On (?P<year>(?:19|20)\d\d)"
    r"(?=, | (?:the|he|she|they|it|an?)\b)",
    re.MULTILINE,
)
_OF_MONTH = re.compile(
    rf"\b(?:[Ii]n month of|[Oo]n (?:the )?month of|[Ii]n the month)(?= {LONG_MONTH}\b)"
    rf"|\b[Oo]n the day of {LONG_MONTH}(?=[,.])"
    rf"|\b(?:[Ii]n|[Oo]n) (?:the )?date of \d{{1,2}}(?:st|nd|rd|th)?(?= {MONTH}\b)"
    rf"|\b(?:[Ii]n|[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom) \d{{1,2}} of {CLEAR_MONTH}\b(?![’'])"
    r"|\b[Ii]n (?:the )?year of (?:19|20)\d\d\b(?! (?:the|our))|\b[Ii]n year (?:19|20)\d\d\b"
)
# "focused on November", "depends on March"
_LEANS = frozenset({
    "focus", "depend", "rely", "vote", "decide", "settle", "agree", "count", "bet", "report",
    "concentrate", "comment", "plan", "base", "center", "centre", "zero", "write", "look", "march",
})  # fmt: skip


def _verb(token: Token) -> bool:
    """Return whether "on" says when something happens, and doesn't belong to its verb."""
    head = token.head
    return head.pos_ in ("VERB", "AUX") and head.lemma_ not in _LEANS and head.tag_ != "VBG"


def _behind(text: Annotated, offset: int) -> bool:
    """Return whether the phrase ends at ``offset``, or a clause with a subject begins behind it."""
    follower = text.doc.char_span(offset, offset + 1, alignment_mode="expand")
    return follower is not None and follower[0].tag_ in ("DT", "PRP", "IN")


def _found(text: Annotated) -> Iterator[Hit]:
    for match in _ON_MONTH.finditer(text.text):
        span = text.doc.char_span(match.start(), match.start() + 2)
        if span is None or text.in_quotation(match.start()) or not _verb(span[0]):
            continue
        if match["end"] in (",", ".", ";", ")", "") or _behind(text, match.end() + 1):
            fixed = f"{'In' if match[0][0] == 'O' else 'in'} {match[0][3:]}"
            message = "The day of this date is missing, or it should be “in”."
            yield Hit(match.start(), match.end(), message, 0.75, suggestion=fixed)
    for match in _ON_YEAR.finditer(text.text):
        message = "The day and month of this date are missing, or it should be “in”."
        yield Hit(match.start(), match.end(), message, 0.75, suggestion=f"In {match['year']}")
    for match in _OF_MONTH.finditer(text.text):
        yield Hit(match.start(), match.end(), "English says this date in other words.", 0.75)
    yield from find_dayless(text)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each month without the day that it needs, and each date told in too many words."""
    yield from first_come(_found(text))
