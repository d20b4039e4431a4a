"""Numbers, dates and times in another language's notation. Documented beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE
from mtqa.detect.numbers._marks import find_marks
from mtqa.detect.numbers._stops import find_stops
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY, LONG_MONTH
from mtqa.knowledge.units import is_counted, measures

_DECIMAL_COMMA = re.compile(
    r"(?<![\w.,:/-])([$€£]\s?)?(\d{1,3}),(\d{1,2})(?![\w,.]*\d)(?:[ -]?(%|[^\W\d]+))?"
)
_ORDINAL_STOP = re.compile(r"(?<=[\w)’”] )(\d{1,4})\. ([a-z]+)")
_DATE_STOP = re.compile(
    rf"(?:\b(?P<before>\w{{1,12}}),? |[-–] ?)(?P<day>\d{{1,2}})\. (?P<month>{LONG_MONTH})(?!\w)"
    r"(?P<year>,? (?:of )?(?:19|20)\d\d\b)?(?:\s+(?P<next>\w+)(?P<end>[.;]|\s*\Z)?)?"
)
_DATE_FIRST = re.compile(
    rf"^(?P<day>[12]?\d|3[01])\. (?P<month>{LONG_MONTH})(?= (?:of )?(?:19|20)\d\d,? [a-z])",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"^\d{1,2}[.)] ", re.MULTILINE)
_DATE_STOP_OF = re.compile(rf"\bthe (\d{{1,2}})\. of {LONG_MONTH}\b")
# "five took place 5. April", "between 3 and 11. July"; "He is 25. July is hot" has a verb behind
_BARE_DATE_STOP = re.compile(
    rf"(?:(?<=\n)|(?<=\A)|(?<=[\w(,]\s)|(?<=\())(\d{{1,2}})\. ({LONG_MONTH})"
    r"(?=(?P<end>[.;)]|\s*(?:\n|\Z)|, (?:but|and|or|while|although)\b"
    r"|\s(?:next|last)[.,;])|[,:]"
    rf"|[^\S\n]+(?:\(|(?:at|in|and(?! {LONG_MONTH})|to|until|from|by|for|with"
    r"|about|around|approximately)\s))"
)
_POINTS = re.compile(
    r"(?<![\w.,:/-])([$€£]\s?)?([1-9]\d{0,2}(?:\.\d{3})+)(?![\w.,:/%-]*\d|\.\w)"
    r"(?:[ -]?([A-Za-z]+))?"
)
# points between thousands and a decimal comma: "1.250,00"
_BOTH = re.compile(r"(?<![\w.,:/-])([1-9]\d{0,2}(?:\.\d{3})+),(\d{1,2})(?![\w,.]*\d)")
_APOSTROPHES = re.compile(r"(?<![\w.,'’-])[1-9]\d{0,2}(?:['’]\d{3})+(?![\w'’]|[.,]\d)")
_WRONG_ENDING = re.compile(r"(?<![\w.,$€£/-])(\d{1,3})(st|nd|rd|th)(?![\w’'])")
# "in the 2 month", "the 19 century"; "the 24 hour test" lacks a hyphen only
_CARDINAL = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?P<number>\d{1,3})"
    r" (?P<noun>[a-z]{3,})"
    r"(?=[.,;:)]|\Z|\n| (?:of|in|when|at|is|was|on|after|as|from|since|which|the|it|they"
    r"|will|has|had)\b| and (?!\d))"
)
_DECADE = re.compile(
    r"(?<![\w.,$€£/-])(?:(?:19|20)\d0(?:-ies|ies|-ties|-s|th)|[1-9]0(?:-ies|ies|-ties|ties|-s))(?!\w)"
)
_ROMAN = re.compile(
    r"(?:(?<=\bthe )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-)|(?<=\bin )|(?<=\bof ))"
    r"(?P<number>X{1,2}(?:I{1,3}|IV|VI{0,3}|IX)?|IX|IV|VI{0,3}|I{2,3})(?:-?th)?"
    r"(?= (?:century|centuries)\b)"
)
_HOURS = re.compile(
    r"(?<=\b(?:at|to|by) )(\d{1,2}) ?h ?([0-5]\d)(?![\w:])|(?<=\bfrom )(\d{1,2})h([0-5]\d)\b"
)
_NUMBER_SIGN = re.compile(r"№ ?\d+|(?<!\w)[Nn]r\.? ?\d+|(?<!\w)n° ?\d+")
_SPACED = re.compile(
    r"(?<![\d.,:/+()-])(?<!\d )([1-9]\d{0,2})((?: \d{3}){1,5})(?![\d/]|[ -]\d|[.,:]\d)"
)
_TIME = re.compile(
    r"\b(at|until|till|from|to|by|around|about|before|after|since|between|and) "
    r"((?:[01]?\d|2[0-4]): [0-5]\d)(?![\d:]|[.,]\d)",
    re.IGNORECASE,
)
_SIGN_BEHIND = re.compile(r"(?<![\w$€£.,])(\d[\d,. ]{0,15}\d|\d)\s?([$£€])(?![\w$£€])")
_BEFORE_DATE = frozenset(
    {"on", "in", "until", "till", "since", "before", "after", "from", "the", "dated", "between"}
    | {"through", "by"}
)
_ONLY_BEFORE_DATE = frozenset({"on", "dated"})
_AFTER_YEAR = frozenset({"be", "have", "will", "would", "may", "see", "bring", "mark"})
_LABELS = frozenset({"number", "page", "age", "score", "room", "size", "limit", "figure", "total"})
_BEFORE_BARE_DATE = {"ADP", "CCONJ", "PUNCT", "SPACE", "ADV"}
_MAGNITUDES = {"thousand", "million", "millions", "billion", "billions", "trillion"}
_BEFORE_NUMBER = {"ADP", "DET", "VERB", "AUX", "ADV", "CCONJ", "ADJ", "PUNCT", "SCONJ", "PART"}


_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


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


def _opens_clause(text: Annotated, date: re.Match[str]) -> bool:
    """Return whether the month may open a sentence: its verb stands behind it, and more."""
    follower = _token(text, date.start("next")) if date["next"] else None
    if follower is None or date["end"] is not None:
        return False
    modal = date["month"] == "May" and follower.pos_ == "PRON"  # "May we go?"
    if date["year"]:
        return modal or follower.lemma_ in _AFTER_YEAR
    return modal or follower.tag_ in FINITE


def _cannot_end(text: str, date: re.Match[str]) -> bool:
    """Return whether no sentence ends with the number: "on Friday 5. May", "From 5. May"."""
    word, before = date["before"] or "", text[: date.start()]
    if word.lower() in _ONLY_BEFORE_DATE and date["year"]:
        return True
    opens = not before.strip() or before.rstrip(" ")[-1] in ".!?\n"
    return re.fullmatch(LONG_DAY, word) is not None or (opens and word.lower() in _BEFORE_DATE)


def _date_stops(text: Annotated) -> Iterator[Hit]:
    message = "English writes the day of a date without a full stop."
    for match in _DATE_STOP.finditer(text.text):
        before = (match["before"] or "on").lower()
        leads = before in _BEFORE_DATE or re.fullmatch(LONG_DAY, before.title()) or match["year"]
        if not leads or not 1 <= int(match["day"]) <= 31:
            continue
        if _cannot_end(text.text, match) or not _opens_clause(text, match):
            fixed = f"{match['day']} {match['month']}"
            yield Hit(match.start("day"), match.end("month"), message, 0.85, suggestion=fixed)
    if len(_NUMBERED.findall(text.text)) == 1:  # of several lines, each has its number
        for match in _DATE_FIRST.finditer(text.text):
            fixed = f"{match['day']} {match['month']}"
            yield Hit(*match.span(), message, 0.8, suggestion=fixed)
    for match in _DATE_STOP_OF.finditer(text.text):
        yield Hit(match.start(1), match.end(1) + 1, message, 0.9, suggestion=_ordinal(match[1]))


def _takes_none(noun: Token) -> bool:
    """Return whether a number behind ``noun`` can't belong to it: "the village 17"."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in _LABELS:
        return False
    return any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)


def _bare_dates(text: Annotated) -> Iterator[Hit]:
    message = "English writes the day of a date without a full stop."
    for match in _BARE_DATE_STOP.finditer(text.text):
        before = _token(text, match.start() - 2)
        line_start = text.text[max(0, match.start() - 1) : match.start()] in ("", "\n", "(")
        if not 1 <= int(match[1]) <= 31:
            continue
        led = before is not None and (before.pos_ in _BEFORE_BARE_DATE or _takes_none(before))
        if line_start or led or match["end"] is not None:  # "July." is no sentence
            fixed = f"{match[1]} {match[2]}"
            yield Hit(match.start(), match.end(), message, 0.75, suggestion=fixed)


def _points_and_comma(text: Annotated) -> Iterator[Hit]:
    message = "English writes commas between thousands and a point before decimals."
    for match in _BOTH.finditer(text.text):
        fixed = f"{match[1].replace('.', ',')}.{match[2]}"
        yield Hit(match.start(), match.end(), message, 0.85, suggestion=fixed)


def _points(text: Annotated) -> Iterator[Hit]:
    message = "English writes a comma, not a point, between thousands."
    for match in _POINTS.finditer(text.text):
        unit, number = match[3] or "", match[2]
        kind = measures(unit)
        after = _token(text, match.start(3)) if unit else None
        counts = kind == "people" or (kind is None and after is not None and after.tag_ == "NNS")
        whole = number.endswith(".000") and (kind in ("currency", "mass", "area") or match[1])
        if counts or whole or number.count(".") > 1:
            fixed = number.replace(".", ",")
            yield Hit(match.start(2), match.end(2), message, 0.75, suggestion=fixed)


def _apostrophes(text: Annotated) -> Iterator[Hit]:
    message = "English writes a comma, not an apostrophe, between thousands."
    for match in _APOSTROPHES.finditer(text.text):
        fixed = re.sub("['’]", ",", match[0])
        yield Hit(*match.span(), message, 0.8, suggestion=fixed)


def _endings(text: Annotated) -> Iterator[Hit]:
    for match in _WRONG_ENDING.finditer(text.text):
        if match[0] != (right := _ordinal(match[1])):
            message = f"The ordinal number of {match[1]} is {right}."
            yield Hit(match.start(), match.end(), message, 0.85, suggestion=right)


def _cardinals(text: Annotated) -> Iterator[Hit]:
    message = "English numbers this with an ordinal."
    for match in _CARDINAL.finditer(text.text):
        noun = _token(text, match.start("noun"))
        if noun is None or noun.tag_ != "NN" or not is_counted(match["noun"]):
            continue
        fixed = None if match["noun"] == "month" else _ordinal(match["number"])
        yield Hit(*match.span("number"), message, 0.75, suggestion=fixed)


def _decades(text: Annotated) -> Iterator[Hit]:
    for match in _DECADE.finditer(text.text):
        if match[0].endswith("th") and not text.text[: match.start()].endswith(" the "):
            continue
        message = "English writes a decade with a plain s."
        fixed = f"{re.sub('[^0-9]', '', match[0])}s"
        yield Hit(match.start(), match.end(), message, 0.8, suggestion=fixed)


def _roman(text: Annotated) -> Iterator[Hit]:
    for match in _ROMAN.finditer(text.text):
        values = [_ROMAN_VALUES[letter] for letter in match["number"]]
        signed = [-value if value < max(values[i:]) else value for i, value in enumerate(values)]
        message = "English does not number centuries with Roman numerals."
        fixed = _ordinal(str(sum(signed)))
        yield Hit(match.start(), match.end(), message, 0.75, suggestion=fixed)


def _signs_of_number(text: Annotated) -> Iterator[Hit]:
    for match in _NUMBER_SIGN.finditer(text.text):
        message = "This is no English sign for a number."
        fixed = f"No. {re.sub('[^0-9]', '', match[0])}"
        yield Hit(match.start(), match.end(), message, 0.7, suggestion=fixed)
    for match in _HOURS.finditer(text.text):
        message = "English does not write a time of day with an h."
        fixed = f"{match[1] or match[3]}:{match[2] or match[4]}"
        yield Hit(match.start(), match.end(), message, 0.75, suggestion=fixed)


def _counts_things(after: Token) -> bool:
    """Return whether a plural noun or a unit begins at ``after``, a modifier before it or not."""
    if after.tag_ in ("NN", "JJ", "NNP") and after.i + 1 < len(after.doc):
        return measures(after.text) is not None or after.nbor().tag_ in ("NNS", "NNPS")
    return after.tag_ == "NNS" or measures(after.text) is not None


def _spaced(text: Annotated) -> Iterator[Hit]:
    message = "English writes a comma, not a space, between thousands."
    for match in _SPACED.finditer(text.text):
        before, after = _token(text, match.start() - 2), _token(text, match.end() + 1)
        if before is None or after is None:
            continue
        led = before.pos_ in _BEFORE_NUMBER and _counts_things(after)
        if led or match[2].endswith(" 000"):
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


_PARTS = (
    *(_decimal_commas, _ordinal_stops, _date_stops, _bare_dates, _signs, _spaced, _points),
    *(_points_and_comma, _apostrophes, find_marks, find_stops),
    *(_times, _endings, _cardinals, _decades, _roman, _signs_of_number),
)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each number, date or time that is not in an English notation."""
    yield from first_come(hit for part in _PARTS for hit in part(text))
