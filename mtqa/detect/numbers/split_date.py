"""A date torn apart by a false sentence break. Documented beside, in split_date.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH, MONTH, ORDINAL, SHORT_DAY, SHORT_MONTH

_LEAD = r"(?:On|In|At|By|From|Since|Until|Till|Through|Before|After|Around|About)"
# "Nov. On the 2nd": the day stands behind a break that its month does not make
_DAY_BEHIND = re.compile(
    rf"(?<![\w.])(?P<name>{SHORT_MONTH}|{SHORT_DAY}|{LONG_MONTH})\.\s"
    rf"(?:(?P<lead>{_LEAD})(?: the)?|The) "
    rf"(?P<day>{ORDINAL}|\d{{1,2}}(?: {MONTH}\b|(?=,| of | in (?:19|20)))"
    r"|(?<=In )(?:19|20)\d\d(?=,))(?![\w-])"
)
# a month that is all of its sentence, or that "on" leads to: its day is missing
_DAYLESS = re.compile(rf"(?<![\w.])(?P<name>{SHORT_MONTH})\.\s(?P<next>(?!May\b)[A-Z]\w*)\b(?!\.)")
# "in November. The 2nd, three gunmen …": a clause of its own follows
_FULL_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Oo]n) (?P<name>{LONG_MONTH})\.\sThe (?P<day>\d{{1,2}}(?:st|nd|rd|th)), "
)
# "The 2nd." and "On the 2nd." are no sentences, whatever the month stands behind
_FRAGMENT = re.compile(
    rf"(?<![\w.])(?:{SHORT_MONTH}\.|(?<=[a-z] ){LONG_MONTH}\.)\s"
    rf"(?:{_LEAD} the|[Tt]he) {ORDINAL}(?=\.(?:\s|\Z)|\s*\Z)"
    # "In Nov. On the 5th, the court met": nor is "In Nov."
    rf"|(?:(?<=\n)|(?<=\A)|(?<=[.!?] ))(?:In|On|By|Since|Until) {SHORT_MONTH}\.\s"
    rf"(?:{_LEAD} the|The) {ORDINAL}(?=, )"
    rf"|(?<![\w.]){MONTH}\.? \d{{1,2}}\. (?:In (?:19|20)\d\d(?=\.)"
    r"|(?:Were|Was|Is|Are|Has|Have|Had|Will|Would)\b(?![^.?\n]*\?))"
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
_MESSAGE = "A sentence break tears this date apart."
_GIVEN_NAMES = {"Jan"}
_SENTENCE_START = re.compile(r"(?:\A|\n|[.!?][”\"’)]*)\s*\Z")
_WORD_BEFORE = re.compile(r"([\w’'-]+),?\s\Z")
# behind these the month may end its sentence: "We wait until Nov. On the 2nd we leave."
_LEADS_TO_MONTH = frozenset([
    "in", "until", "till", "by", "of", "since", "last", "next", "this", "early", "late", "mid",
    "through", "from", "to", "between", "and", "or", "every", "each", "for", "during", "before",
    "after", "around",
])  # fmt: skip
_STARTS_CLAUSE = {"PUNCT", "DET", "PRON", "NUM", "AUX", "ADP", "CCONJ", "SPACE"}
_STARTS_SUBJECT = {"DT", "CD", "NNP", "NNPS", "NN", "NNS", "PRP", "PRP$"}
_SUBJECT = 12  # words that a subject may take


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


def _opens_clause(text: Annotated, offset: int) -> bool:
    """Return whether a main clause with its own subject begins at ``offset``."""
    first = text.doc.char_span(offset, offset + 1, alignment_mode="expand")
    if first is None or first[0].tag_ not in _STARTS_SUBJECT:
        return False
    for token in text.doc[first[0].i : first[0].i + _SUBJECT]:
        if token.tag_ in FINITE:
            return token.i > first[0].i
        if token.is_punct or token.is_sent_end:
            return False
    return False


def _suggestion(match: re.Match[str]) -> str | None:
    day = re.match(r"\d+", match["day"])
    if day is None or match["lead"] is None or not re.fullmatch(SHORT_MONTH, match["name"]):
        return None
    return f"{match['lead']} {match['name']}. {day[0]}"


def _days_behind(text: Annotated) -> Iterator[Hit]:
    for match in _DAY_BEHIND.finditer(text.text):
        alone = _SENTENCE_START.search(text.text[max(0, match.start() - 40) : match.start()])
        dayless = _lacks_day(text.text, match)
        if dayless or (_month_open(text, match) and not _counts_a_noun(text, match.end())):
            suggestion = _suggestion(match) if alone else None
            yield Hit(match.start(), match.end(), _MESSAGE, 0.9, suggestion=suggestion)


def _lacks_day(text: str, month: re.Match[str]) -> bool:
    """Return whether an abbreviated month follows "on" without a day."""
    if not re.fullmatch(SHORT_MONTH, month["name"]) or month["name"] in _GIVEN_NAMES:
        return False
    return text.endswith((" on ", " On "), 0, month.start())


def _dayless(text: Annotated) -> Iterator[Hit]:
    for match in _DAYLESS.finditer(text.text):
        alone = _SENTENCE_START.search(text.text[max(0, match.start() - 40) : match.start()])
        if not (alone or _lacks_day(text.text, match)) or _DAY_BEHIND.match(
            text.text, match.start()
        ):
            continue
        if text.doc.vocab[match["next"].lower()].is_stop:
            yield Hit(match.start(), match.start("next") - 1, _MESSAGE, 0.8)


def _full_months(text: Annotated) -> Iterator[Hit]:
    for match in _FULL_MONTH.finditer(text.text):
        if _opens_clause(text, match.end()):
            yield Hit(match.start("name"), match.end("day"), _MESSAGE, 0.8)


def _torn(text: Annotated) -> Iterator[Hit]:
    yield from _days_behind(text)
    yield from _dayless(text)
    yield from _full_months(text)
    for pattern in (_REST_BEHIND, _FRAGMENT):
        for match in pattern.finditer(text.text):
            yield Hit(match.start(), match.end(), _MESSAGE, 0.8)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each date with a sentence break inside it."""
    yield from first_come(_torn(text))
