"""A unit that stands twice behind its number: "25 minutes min.", "7 percent pct", "8 h hours"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.rule import Hit
from mtqa.knowledge.conversions import units
from mtqa.knowledge.units import measures

# what abbreviates a unit, and what the unit is
_SHORT = {
    "km": "kilometer", "kms": "kilometer", "cm": "centimeter", "mm": "millimeter", "ft": "foot",
    "mi": "mile", "yd": "yard", "kg": "kilogram", "kgs": "kilogram", "kilo": "kilogram",
    "g": "gram", "t": "ton", "lb": "pound", "lbs": "pound", "oz": "ounce", "l": "liter",
    "ltr": "liter", "ml": "milliliter", "ha": "hectare", "h": "hour", "hr": "hour", "hrs": "hour",
    "o'clock": "hour", "o’clock": "hour", "min": "minute", "mins": "minute", "sec": "second",
    "secs": "second", "yr": "year", "yrs": "year", "pct": "percent", "%": "percent",
    "percents": "percent", "procent": "percent", "prozent": "percent", "per cent": "percent",
    "percentage": "percent", "kw": "kilowatt", "mw": "megawatt", "mph": "mile per hour",
    "kmh": "kilometer per hour", "km/h": "kilometer per hour", "kph": "kilometer per hour",
    "feet": "foot", "inches": "inch", "m": "meter", "s": "second", "tonne": "ton",
    "hourly": "hour",
}  # fmt: skip
_LONG = frozenset(_SHORT.values()) | {"day", "week", "month", "inch", "acre", "gallon", "degree"}
_AMOUNT = r"(?<![\w.,$€£])\d[\d,]*(?:\.\d+)?(?: (?:thousand|million|billion|trillion))?"
_WORD = r"per cent|o[’']clock|km/h|%|[A-Za-z]+"
_TWO = re.compile(
    rf"{_AMOUNT}[ -]?(?P<one>{_WORD})(?P<gap>[’']? ?\(?)(?P<two>{_WORD})\.?(?![\w’'/²³-])\)?"
)
_QUICK = re.compile(r"\d ?(?:[a-z]+ion )?(?:[A-Za-z]+|%|o[’']clock|per cent) ?\(?[A-Za-z%]")
_CODE = re.compile(
    r"(?:£ ?\d[\d,.]* ?(?:thousand|million|billion|bn|m)? ?(?:GBP|sterling pounds|£)"
    r"|€ ?\d[\d,.]* ?(?:thousand|million|billion|bn|m)? ?(?:EUR|€)"
    r"|(?:US|U\.S\.) ?\$ ?\d[\d,.]* ?(?:thousand|million|billion|bn|m)? ?USD"
    r"|\$ ?\d[\d,.]* ?(?:thousand|million|billion|bn|m)? ?\$"
    r"|USD ?\$? ?\d[\d,.]* ?(?:thousand|million|billion|bn|m)? ?(?:dollars?|USD|\$)"
    r"|EUR ?€? ?\d[\d,.]* ?(?:thousand|million|billion|bn|m)? ?(?:euros?|EUR|€)"
    r"|GBP ?£? ?\d[\d,.]* ?(?:thousand|million|billion|bn|m)? ?(?:pounds?|GBP|£))(?!\w)"
    r"|(?<![\w.,$])\d[\d,.]* (?:thousand |million |billion )?(?:dollars? (?:USD|\$)"
    r"|euros? (?:EUR|€)"
    r"|pounds? (?:GBP|£)|(?:USD|\$) dollars?|(?:EUR|€) euros?|(?:GBP|£) pounds?)(?!\w)"
)
# "minutes 30 minutes", "30 years of years"
_THEN_UNIT = re.compile(rf"\(?{_AMOUNT} (?P<unit>[a-z]{{2,}})(?P<of> of (?P=unit))?(?![\w’'-])")
# "16 minutes (16 minutes)"
_AGAIN = re.compile(
    r"(?<![\w.,])(?P<all>\d[\d,.]* [a-z]{3,}) ?(?:\(|/ ?|, (?:i\.e\.|that is|namely),? "
    r"|[-–—] )(?P=all)"
    r"(?![\w’'-])\)?"
)
# "1am. hours", "$6.9 billion of dollars", "dollars $30"
_TIME = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)? ?(?:[ap]m|[ap]\.m)\.? ?(?:hours?|o[’']clock|hrs?|h)\b"
    r"|\b\d{1,2}(?:[.:]\d\d)? o[’']clock (?:hours?|[ap]\.?m\b\.? o[’']clock)\b"
    r"|(?:\$ ?\d[\d,.]*(?: ?(?:thousand|million|billion|trillion|bn|m|k))? (?:of "
    r"|in )(?:US )?dollars"
    r"|£ ?\d[\d,.]*(?: ?(?:thousand|million|billion|bn|m|k))? (?:of |in )pounds(?: sterling)?"
    r"|€ ?\d[\d,.]*(?: ?(?:thousand|million|billion|bn|m|k))? (?:of |in )euros"
    r"|\bdollars? \$ ?\d[\d,.]*|\bpounds? £ ?\d[\d,.]*|\beuros? € ?\d[\d,.]*"
    r"|\b(?:percent|per cent) \d[\d,.]* ?(?:percent|per cent|%))(?!\w)"
)


def _unit(word: str) -> str:
    """Return the one name of a unit, an empty string for other words."""
    lower = word.lower()
    if lower in _SHORT:
        return _SHORT[lower]
    for name in (lower.removesuffix("s"), lower):
        plain = name.replace("metre", "meter").replace("litre", "liter")
        if plain in _LONG or (len(plain) > 3 and plain in units()):
            return _SHORT.get(plain, plain)
    return ""


def find_twice(text: str) -> Iterator[Hit]:
    """Yield each amount with its unit twice, however the two are written."""
    if _QUICK.search(text):
        for match in _TWO.finditer(text):
            one, two = _unit(match["one"]), _unit(match["two"])
            if not one or one != two or (match["gap"] in ("", "'", "’") and "%" not in match[0]):
                continue
            letter = len(match["two"]) == 1 and match["two"] != "%"
            if match["two"].lower() == "second" or (letter and len(match["one"]) < 3):
                continue
            yield Hit(match.start(), match.end("two"), "The unit stands twice.", 0.8)
    for match in _THEN_UNIT.finditer(text):
        unit = match["unit"]
        before = f"{unit} "
        again = text.endswith(before, 0, match.start())
        known = again and re.search(
            rf"(?<!\d )(?<!the )(?<!ose )(?<!ese )(?<!all )(?<![\w-]){before}\Z",
            text[: match.start()][-40:],
        )
        named = measures(unit) or measures(unit.removesuffix("s"))
        if named and (known or match["of"]):
            start = match.start() - (len(before) if known else 0)
            yield Hit(start, match.end(), "The unit stands twice.", 0.8)
    for match in _AGAIN.finditer(text):
        yield Hit(match.start(), match.end(), "The amount stands twice.", 0.8)
    for match in _TIME.finditer(text):
        yield Hit(match.start(), match.end(), "The unit stands twice.", 0.8)
    for match in _CODE.finditer(text):
        yield Hit(match.start(), match.end(), "The currency stands twice.", 0.8)
