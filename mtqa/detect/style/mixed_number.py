"""Amounts, percentages, thousands and hours in two notations. Documented beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.detect.style._variants import Use, in_house_style, mixed

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SIGN = re.compile(
    rf"(?<![\w$€£¥.,])(?P<before>[$€£¥])[^\S\n]?(?P<first>{_NUMBER})"
    rf"|(?<![\w$€£¥.,:/-])(?P<second>{_NUMBER})(?P<space>[^\S\n]?)(?P<behind>[$€£¥])(?![\w\d])"
)
# the letters for a currency, before and behind an amount
_CODES = {"€": "EUR", "£": "GBP", "¥": "JPY", "$": "USD"}
_SCALED = rf"{_NUMBER}(?:[^\S\n](?:thousand|million|billion|trillion|mn|bn|m)\b)?"
_CODE_AMOUNT = re.compile(
    rf"(?<![\w$€£¥.,])(?:(?P<before>{'|'.join(_CODES.values())})[^\S\n]?(?P<first>{_SCALED})"
    rf"|(?P<second>{_SCALED})[^\S\n]?(?P<behind>{'|'.join(_CODES.values())}))(?!\w)"
)
_DOLLARS = re.compile(rf"(?<![\w$€£¥.,])\$[^\S\n]?{_NUMBER}")
_PERCENT = re.compile(rf"(?<![\w.,$€£/-])(?P<number>{_NUMBER})(?P<gap>[^\S\n]?)%(?![\w\d])")
# four digits may be a year, a code or a number; house styles differ on their comma
_THINGS = r"(?= (?:people|men|women|children|(?!was\b|is\b|has\b|this\b)[a-z]{3,}s)\b)"
_LONG = re.compile(rf"(?<![\w.,$€£/:#№-])[1-9]\d{{4,6}}{_THINGS}")
_CODE = re.compile(
    r"\b(?:model|number|code|hotline|line|dial(?:led|ed)?|call(?:ed)?|flight|train|form|version"
    r"|asteroid|standard|website|site|service|platform|app|department)s?(?: of| named)? \Z",
    re.IGNORECASE,
)
_BACK = 24  # code points before a number in which such a word makes it a name
_PARTED = re.compile(rf"(?<![\w.,:/-])\d{{2,3}},\d{{3}}{_THINGS}")
_HOUR_24 = re.compile(r"\b(?:1[3-9]|2[0-3]):[0-5]\d\b(?![:.]\d| ?[ap]\.?m)")
_HOUR_12 = re.compile(r"(?<![\d:.])(?:1[0-2]|[1-9])(?::[0-5]\d)? ?[ap]\.?m\b\.?")


def _signs(text: str) -> Iterator[Use]:
    for match in _SIGN.finditer(text):
        if sign := match["before"]:
            form, number = f"{sign}~", match["first"]
        else:
            sign, number = match["behind"], match["second"]
            form = f"~{match['space']}{sign}"
        yield Use(f"amounts with {sign}", form, match.start(), match.end(), number)


def _codes(text: str) -> Iterator[Use]:
    """Yield amounts by the currency's letters, and by its sign where there are such ones."""
    found = list(_CODE_AMOUNT.finditer(text))
    dollars = len(_DOLLARS.findall(text))
    if sum("USD" in match[0] for match in found) >= dollars:  # of whichever dollars
        found = [match for match in found if "USD" not in match[0]]
    codes = {match["before"] or match["behind"] for match in found}
    for match in found:
        code = match["before"] or match["behind"]
        form = "letters before" if match["before"] else "letters behind"
        yield Use(f"amounts in {code}", form, *match.span())
    for match in _SIGN.finditer(text) if codes else ():
        code = _CODES.get(match["before"] or match["behind"], "")
        if code in codes:
            yield Use(f"amounts in {code}", "sign", *match.span())


def _percents(text: str) -> Iterator[Use]:
    for match in _PERCENT.finditer(text):
        yield Use("percent sign", f"~{match['gap']}%", *match.span(), match["number"])


def _thousands(text: str) -> Iterator[Use]:
    for match in _LONG.finditer(text):
        if not _CODE.search(text, max(0, match.start() - _BACK), match.start()):
            yield Use("thousands", "plain", match.start(), match.end())
    for match in _PARTED.finditer(text):
        yield Use("thousands", "parted", match.start(), match.end())


def _hours(text: str) -> Iterator[Use]:
    for match in _HOUR_24.finditer(text):
        yield Use("hours", "24", match.start(), match.end())
    for match in _HOUR_12.finditer(text):
        yield Use("hours", "12", match.start(), match.end())


def find(text: Annotated) -> Iterator[Hit]:
    """Yield, for each thing that is written in two notations, its first use in the later one."""
    plain = text.text
    marked = (
        use for use in chain(_signs(plain), _percents(plain)) if in_house_style(text, use.start)
    )
    yield from mixed(text, marked, confidence=0.7)
    others = (
        use
        for use in chain(_thousands(plain), _hours(plain), _codes(plain))
        if in_house_style(text, use.start)
    )
    for hit in mixed(text, others, confidence=0.7):
        written = plain[hit.start : hit.end]
        fits = hit.suggestion is not None and written.isdigit()
        fixed = f"{int(written):,}" if fits else None
        yield replace(hit, suggestion=fixed)
