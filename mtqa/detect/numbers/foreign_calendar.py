"""Dates of a calendar that English news does not count in. Documented beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import calendar_months, eras, short_months
from mtqa.model import Evidence

# who writes about the calendar, a feast or a war of that name needs these dates
_ABOUT_IT = re.compile(
    r"\b(?:calendars?|lunar|Hijri|feast|festival|holy|fasting|era|pilgrim\w*|Hajj|Eid|Nowruz"
    r"|prayers?"
    r"|manuscripts?|inscri\w+|coins?|Qur[’']?an|Koran|Torah|almanac|astronom\w*|New Year|moon)\b",
    re.IGNORECASE,
)
# what else is said of them does not need a day of theirs with its year, or in brackets
_OF_THEM = re.compile(
    r"\b(?:calendars?|lunar|Hijri|almanac|astronom\w*|moon|holy month|fasting|Eid|Nowruz|feast"
    r"|festival|New Year|manuscripts?|colophon)\b",
    re.IGNORECASE,
)
# times of which English historians, too, give the year of the reign beside their own
_HISTORIC = re.compile(r"[(\[](?:Keio|Meiji|Taisho) (?:year )?\d")
_WHOLE_DATE = re.compile(r"\d\D+\d{4}|[(\[].*\d")
_NEAR = 160  # code points
_YEAR = r"(?:1[34]\d\d|57\d\d|25\d\d|20[5-9]\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MARKED_YEAR = (
    r"\b1[34]\d\d(?: AH\b| A\.H\.| Hijri\b| SH\b| S\.H\.| AP\b| Shamsi\b| Jalali\b)"
    r"|\b(?:AH|A\.H\.) 1[34]\d\d\b|\b(?:14\d\d|20[5-9]\d)(?: BS\b| B\.S\.| Bikram Sambat)"
    r"|\b(?:BS|B\.S\.|Bikram Sambat) 20[5-9]\d\b|\b25\d\d(?: BE\b| B\.E\.)|\b(?:BE"
    r"|B\.E\.) 25\d\d\b"
    r"|\b(?:19[5-9]|20[01])\d E\.C\.|\b57\d\d (?:AM\b|A\.M\.)"
    r"|\b(?:year \d{2,3}|\d{2,3}(?:st|nd|rd|th) year) of the Republic of China\b"
)
_WORD = re.compile(r"[A-Z][^\W\d_]+")
_MARK = re.compile(
    r"\b1[34]\d\d[/.-]\d{1,2}[/.-]\d|\d[/.-]\d{1,2}[/.-] ?1[34]\d\d\b|\d (?:AH|A\.H|SH|S\.H|AP"
    r"|BS|B\.S|BE|B\.E|E\.C|Hijri|Shamsi|Jalali|Bikram)\b"
    r"|\b(?:AH|A\.H\.|BS|B\.S\.|BE|B\.E\.|Sambat) \d|\b57\d\d A\.?M\b"
    r"|\d (?:\w+ )?of the Republic of China\b"
    r"|\d(?:st|nd|rd|th) year of the Republic|year \d+ of the Republic"
    r"|(?:day|month)\b[^()\n.;]{0,40} (?:lunar|Hijri|Persian|Islamic|Jewish|Ethiopian|Buddhist) "
)
_LEAD = r"(?:on|by|since|until|from|of|in|before|after|to|and|dated)"


def _any_of(names: dict[str, str]) -> str:
    """Return a pattern of the names, with any apostrophe or none."""
    known = sorted(map(re.escape, names), key=len, reverse=True)
    return "|".join(known).replace("'", "['’‘ʿʻ`]?")


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern for dates of other calendars, in brackets and without them."""
    months, short = _any_of(calendar_months()), _any_of(short_months())
    date = (
        rf"(?:{_DAY}(?: of)? )?(?:the month of )?(?P<month>{months})(?: {_DAY}(?!\d))?"
        rf"(?:,? {_YEAR}(?: AH| A\.H\.| SH| AP)?)?"
    )
    mark = r"(?: AH\b| A\.H\.| SH\b| AP\b| BS\b| B\.S\.)?"
    full = (
        rf"{_DAY}(?: of)? (?P<dated>{months}|{short}),? {_YEAR}{mark}"
        rf"|(?P<first>{months}|{short}) {_DAY},? {_YEAR}{mark}"
    )
    era = rf"(?P<era>{'|'.join(eras())}) (?:year )?\d{{1,3}}|{_YEAR} (?:AH|A\.H\.|SH|B\.E\.|BE)"
    return re.compile(
        rf"[(\[](?:{date}|{era})(?:(?: ?[/,;-] ?| of the | in the "
        rf"| according )[^)\]\n]{{0,40}})?[)\]]"
        r"|(?P<figures>(?<![\w/.-])[(\[]?(?:1[34]\d\d(?P<s1>[/.-])(?:1[0-2]"
        r"|0?[1-9])(?P=s1)(?:[12]\d|3[01]|0?[1-9])"
        r"|(?:[12]\d|3[01]|0?[1-9])(?P<s2>[/.-])(?:1[0-2]"
        r"|0?[1-9])(?P=s2) ?1[34]\d\d)[)\]]?(?![\w/-]|[.,]\d))"
        r"|(?P<lunar>[(\[,/] ?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth"
        r"|sixth|seventh|eighth|ninth"
        r"|tenth|eleventh|twelfth) (?:day|month)[^()\n.;]{0,40} (?:lunar|Hijri|Persian|Islamic"
        r"|Jewish|Ethiopian|Buddhist)"
        r" (?:calendar|month|year)[)\],/])"
        r"|(?P<republic>[(\[](?:the )?(?:year \d{2,3}|\d{2,3}(?:st|nd|rd"
        r"|th) year) of the Republic[)\]])"
        rf"|(?P<full>(?<!\w)(?:{full})(?![\w-]))"
        rf"|\b(?:[Oo]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|of|[Ii]n)(?: the)? "
        rf"(?P<plain>{_DAY}(?: of)? (?P<of>{months})(?:,? {_YEAR})?"
        rf"|(?P<alone>{months}|{short}),? {_YEAR}(?!\w|[.,]\d){mark})(?!\w)"
        rf"|(?P<marked>{_MARKED_YEAR})"
        rf"|\b{_LEAD} (?:the (?:\w+ )?(?:year|month|end|spring|summer|autumn|winter) of )?"
        rf"(?P<counted>(?P<reign>{'|'.join(eras())}) (?:year )?\d{{1,3}})(?![\w-]|[.,]\d| [A-Z])"
        rf"|[(\[/](?P<opened>{_DAY}(?: of)? (?:{months}|{short})|(?:{months}"
        rf"|{short}) {_DAY})(?=[,;)\]/])"
        rf"|\b(?:[Oo]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Dd]ated) (?P<led>(?:{months}"
        rf"|{short}) {_DAY}"
        rf"|{_DAY}(?: of)? (?:{months}|{short}))(?![\w’'-]|,? \d{{4}})"
    )


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of all names of months and eras."""
    known = (calendar_months() | short_months() | eras()).keys()
    return frozenset(found[0] for name in known if (found := _WORD.match(name)))


def _may_have(text: str) -> bool:
    """Return whether some name or mark of another calendar is in the text: a quick look first."""
    return _MARK.search(text) is not None or not _first_words().isdisjoint(_WORD.findall(text))


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each date of another calendar in a text that isn't about it."""
    if not _may_have(text.text):
        return
    for match in _pattern().finditer(text.text):
        around = text.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        about = _OF_THEM if _WHOLE_DATE.search(match[0]) else _ABOUT_IT
        if about.search(around.replace(match[0], "")) or text.in_quotation(match.start()):
            continue
        if _HISTORIC.match(match[0]):
            continue
        groups = match.groupdict()
        spans = (
            "full",
            "plain",
            "marked",
            "counted",
            "opened",
            "led",
            "lunar",
            "republic",
            "figures",
        )
        group = next((name for name in spans if groups[name]), 0)
        names = ("month", "of", "era", "dated", "first", "alone", "reign")
        name = next((groups[one] for one in names if groups[one]), "").replace("’", "'")
        calendar = (calendar_months() | short_months() | eras()).get(name, "")
        note = f"{name} belongs to the {calendar} calendar." if calendar else ""
        start, end = match.span(group)
        if text.text[start - 1 : start] == "(" and text.text[end : end + 1] == ")":
            start, end = start - 1, end + 1
        yield Hit(
            start,
            end,
            "A date of another calendar was left in the text.",
            0.75,
            evidence=(Evidence(note=note, source="calendars"),) if note else (),
        )
