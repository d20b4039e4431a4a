"""Times with the wrong preposition or form. Documented beside, in time_phrase.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY, LONG_MONTH

# not those that are first names, verbs or modals too
_ONLY_MONTH = r"(?:January|February|July|September|October|November|December)"
_YEAR = r"(?:19|20)\d\d"
_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|several)"
_SPAN = r"(?:years|months|weeks|days|decades)"
_GOES_ON = r"(?=[,.;]|\)|\Z| (?:at|in|he|she|it|they|we|was|were|is|has|had|will)\b)"
_IN = "A month takes “in”."
_THIS = "“This” takes no preposition before a week, month or year."
_PATTERNS = (
    (re.compile(rf"\b[Oo]n {_ONLY_MONTH}{_GOES_ON}"), _IN),
    (re.compile(rf"\b[Oo]n {LONG_MONTH},? {_YEAR}\b(?!-)"), _IN),
    # "at May" of the month alone; "at April's meeting" and "at March Air Base" are something else
    (
        re.compile(rf"\b[Aa]t (?:{_ONLY_MONTH}|June|August|May)(?:{_GOES_ON}|(?= [a-z]+ed\b))"),
        "A month takes “in”, not “at”.",
    ),
    (
        re.compile(rf"\b[Aa]t {LONG_MONTH},? {_YEAR}\b(?!-)(?! [a-z]+s\b)"),
        "A month takes “in”, not “at”.",
    ),
    (
        re.compile(
            rf"(?:(?<=\n)|(?<=[.!?”\"] )|\A)(?:At|Into|Upon|To) {_YEAR}(?:,|(?= [a-z]))(?! to\b)"
        ),
        "A year takes “in”.",
    ),
    (
        re.compile(rf"\b[Ii]n the {_YEAR}(?=, [a-z]|\.(?:\s|\Z))"),
        "The number alone means the year, without “the”.",
    ),
    (
        re.compile(rf"\b[Ii]n {LONG_MONTH} \d{{1,2}}(?:(?:st|nd|rd|th)\b|(?=[,.]\s))"),
        "A day takes “on”.",
    ),
    (re.compile(rf"\b[Ii]n \d{{1,2}}(?:st|nd|rd|th)? {LONG_MONTH}\b(?! Day)"), "A day takes “on”."),
    (
        re.compile(
            r"\b(?:[Ii]n|[Oo]n) (?:last|next) (?:week|month|year|night|summer|winter|spring|autumn)"
            + _GOES_ON
        ),
        "“Last” and “next” take no preposition.",
    ),
    (
        re.compile(
            rf"\b(?:[Oo]n this (?:week|month|year)|[Ii]n this week)(?!['’]|-){_GOES_ON}"
            rf"|\b[Ii]n this year(?=, \w+ )"
        ),
        _THIS,
    ),
    (
        re.compile(
            rf"\b(?:[Ii]n|[Aa]t) {LONG_DAY}(?: (?:morning|afternoon|evening|night)\b(?!['’])"
            rf"|(?!['’]){_GOES_ON})"
        ),
        "A day of the week takes “on”.",
    ),
    (
        re.compile(
            rf"\b(?:[Ii]n|[Aa]t) the {LONG_DAY} (?:morning|afternoon|evening|night)"
            r"(?=[.,;]| (?:after|when|before|while|by)\b)"
        ),
        "A day of the week takes “on”, without “the”.",
    ),
    (
        re.compile(
            rf"\b[Ss]ince (?:{_FEW}|\d+) {_SPAN}\b"
            r"(?! (?:ago|before|of|old|after|earlier|later|into|ahead|and a half))"
        ),
        "“Since” takes a point in time; a length of time takes “for”.",
    ),
    (
        re.compile(
            rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y) {_YEAR} year(?=[ ,.;])"
            r"(?! (?:end|round|old|ago|after|book|class|group|review)\b)"
        ),
        "The number alone means the year.",
    ),
    (re.compile(r"\b(?:\d+|[a-z]+)-years-old\b"), "In this compound the unit stays singular."),
)
# "on 5th, the cars"
_ALONE = re.compile(
    r"\b[Oo]n (?:[12]?\d|3[01])(?:st|nd|rd|th)"
    r"(?=\.\s|, [a-z]| of (?:this|last|next) month\b| on (?:its|his|her|their)\b)"
    r"|\b[Ff]rom (?:[12]?\d|3[01])(?:st|nd|rd|th)(?= of (?:this|last|next) month\b)"
)
_TWICE = re.compile(
    r"\b(?:[Oo]n|[Ii]n) the (?:morning|afternoon|evening|night) of (?:yesterday|today"
    r"|tomorrow)\b(?!['’])"
    rf"|\b(?:today|yesterday|tomorrow) (?:on )?{LONG_DAY}(?=[,.]|\s[a-z])"
)
# few texts hold what these two need, or the streets, holes and laps that have numbers too
_NUMBERED = re.compile(r"\dth\b|1st\b|2nd\b|3rd\b")
_STREET = re.compile(r"\b(?:Streets?|St\.|Avenues?|Ave\b|hole|par\b|seed|lap)")
_NAMED_DAYS = ("today ", "yesterday", "tomorrow ")
_BOUND = {"depend", "rely", "base", "focus", "bet", "comment", "report", "concentrate"}
_AGE = re.compile(r"\b\d{1,3} years[ -]old (?=[a-z])")


def _ages(text: Annotated) -> Iterator[Hit]:
    """Yield "a 35 years old man", where a noun follows that the age belongs to."""
    for match in _AGE.finditer(text.text):
        after = text.doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        if after is None or after[0].tag_ != "NN" or after[0].ent_type_:
            continue
        noun = after[0]
        if noun.dep_ not in ("npadvmod", "advmod"):
            message = "Before a noun the age is written with hyphens and “year” in the singular."
            yield Hit(match.start(), noun.idx + len(noun), message, confidence=0.75)


def _days(text: Annotated) -> Iterator[Hit]:
    """Yield "on 24th", "today on Thursday", "on the evening of yesterday"."""
    if _NUMBERED.search(text.text) and not _STREET.search(text.text):
        message = "The number of a day without its month takes “the”."
        for match in _ALONE.finditer(text.text):
            yield Hit(*match.span(), message, confidence=0.8)
    if any(day in text.text for day in _NAMED_DAYS):
        message = "The day is named twice, or in the order of another language."
        for match in _TWICE.finditer(text.text):
            yield Hit(*match.span(), message, confidence=0.8)


def _is_about(text: Annotated, offset: int) -> bool:
    """Return whether "on" says what about: "data on July", "depends on October"."""
    on = text.doc.char_span(offset, offset + 2)
    return on is None or on[0].head.pos_ == "NOUN" or on[0].head.lemma_ in _BOUND


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "on September", "in October 15", "since two years", "in 2016 year"."""
    for pattern, why in _PATTERNS:
        for match in pattern.finditer(text.text):
            if why in (_IN, _THIS) and _is_about(text, match.start()):
                continue
            yield Hit(match.start(), match.end(), why, confidence=0.8)
    yield from _days(text)
    yield from _ages(text)
