"""A date torn apart by a false sentence break. Documented beside, in split_date.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._dates import LONG_MONTH, MONTH, ORDINAL, SHORT_DAY, SHORT_MONTH
from mtqa.detect.rule import Hit

_LEAD = r"(?:On|In|At|By|From|Since|Until|Till|Through|Before|After|Around|About)"
# "Nov. On the 2nd": the day stands behind a break that its month does not make
_DAY_BEHIND = re.compile(
    rf"(?<![\w.])(?P<name>{SHORT_MONTH}|{SHORT_DAY}|{LONG_MONTH})\.\s"
    rf"(?:(?P<lead>{_LEAD})(?: the)?|The) (?P<day>{ORDINAL}|\d{{1,2}}(?=,| of ))(?![\w-])"
)
_END = r"(?=[,;)]|\.?\s*(?:\n|\Z))"
_REST_BEHIND = re.compile(
    # "Nov. Of last year", "March. Of 2019"
    rf"(?<![\w.]){MONTH}\.\sOf (?:(?:this|last|next) year\b(?!['’])|(?:19|20)\d\d\b)"
    # "the 2nd. Of May"
    rf"|(?<![\w.,])\d{{1,2}}(?:st|nd|rd|th)?\.\sOf {MONTH}\b"
    # "Oct. 3. 2017"
    rf"|(?<![\w.]){MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\. (?:19|20)\d\d{_END}"
    # "Feb. 2020. 14"
    rf"|(?<![\w.]){MONTH}\.? (?:19|20)\d\d\. (?:[12]?\d|3[01])(?:st|nd|rd|th)?{_END}"
)
_SENTENCE_START = re.compile(r"(?:\A|\n|[.!?][”\"’)]*)\s*\Z")
_WORD_BEFORE = re.compile(r"([\w’'-]+),?\s\Z")
# behind these the month may end its sentence: "We wait until Nov. On the 2nd we leave."
_LEADS_TO_MONTH = frozenset(
    [
        "in",
        "until",
        "till",
        "by",
        "of",
        "since",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "through",
        "from",
        "to",
        "between",
        "and",
        "or",
        "every",
        "each",
        "for",
        "during",
        "before",
        "after",
        "around",
    ]
)
_STARTS_CLAUSE = {"PUNCT", "DET", "PRON", "NUM", "AUX", "ADP", "CCONJ", "SPACE"}


def _month_open(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the month, or weekday, cannot be the end of its sentence."""
    before = text.text[max(0, match.start() - 40) : match.start()]
    if _SENTENCE_START.search(before):
        return True
    found = _WORD_BEFORE.search(before)
    word = found[1].lower() if found else ""
    if not re.fullmatch(SHORT_MONTH, match["name"]):
        return word == "on"  # others do end sentences: "in March", "in the Sun"
    return bool(word) and word not in _LEADS_TO_MONTH and not word.isdigit()


def _counts_a_noun(text: Annotated, end: int) -> bool:
    """Return whether the ordinal that ends at ``end`` counts a noun: "the 2nd floor"."""
    follower = text.doc.char_span(end + 1, end + 2, alignment_mode="expand")
    at_once = text.text[end : end + 1] in ("", ",", ";", ".", "\n")
    return not (at_once or follower is None or follower[0].pos_ in _STARTS_CLAUSE)


def _suggestion(match: re.Match[str]) -> str | None:
    day = re.match(r"\d+", match["day"])
    if day is None or match["lead"] is None or not re.fullmatch(SHORT_MONTH, match["name"]):
        return None
    return f"{match['lead']} {match['name']}. {day[0]}"


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each date with a sentence break inside it."""
    message = "A sentence break tears this date apart."
    for match in _DAY_BEHIND.finditer(text.text):
        if _month_open(text, match) and not _counts_a_noun(text, match.end()):
            alone = _SENTENCE_START.search(text.text[max(0, match.start() - 40) : match.start()])
            suggestion = _suggestion(match) if alone else None
            yield Hit(match.start(), match.end(), message, 0.9, suggestion=suggestion)
    for match in _REST_BEHIND.finditer(text.text):
        yield Hit(match.start(), match.end(), message, 0.8)
