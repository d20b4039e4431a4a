"""Amounts as English writes them: "2,500", "$1.5 million", "three-quarters", "20 percent"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtqa.knowledge.units import measures, same_unit

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_WORDS = {word: float(value) for value, word in enumerate(_UNITS.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS |= {word: 10.0 * (value + 2) for value, word in enumerate(_TENS.split())}
_WORDS |= {"a hundred": 100.0, "a thousand": 1000.0, "a million": 1e6, "a dozen": 12.0}
_MAGNITUDES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
}
_DENOMINATORS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6}
_DENOMINATORS |= {"seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}

_WORD = rf"(?i:a (?:hundred|thousand|million|dozen)|(?:{_TENS.replace(' ', '|')})(?:-[a-z]+)?"
_WORD += rf"|{_UNITS.replace(' ', '|')})"
HEDGE = (
    r"(?:(?:only |just )?(?:about|around|roughly|approximately|nearly|almost|some|more than"
    r"|less than|fewer than|over|under|at least|up to|as (?:many|much|few|low|high) as|a mere"
    r"|an? (?:estimated|total of|average of|record)|only|just|the) )*"
)
AMOUNT = (
    r"(?<![\w.,$€£/:–-])"
    r"(?:(?P<{0}sign>(?:US|A|C|HK|NZ|S|R)?[$€£¥₹])\s?)?"
    rf"(?P<{{0}}digits>\d{{{{1,3}}}}(?:,\d{{{{3}}}})+(?:\.\d+)?|\d+(?:\.\d+)?|{_WORD})"
    r"(?![\w/:’'–]|[.,]\d|-\d| (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"(?:[ -]?(?P<{0}size>thousand|million|billion|trillion|hundred|dozen|mn|bn|m)\b)?"
    r"(?:\s?(?P<{0}share>%|percentage points?|percent|per cent)(?!\w))?"
)
FRACTION = (
    r"(?i:(?P<{0}times>a|one|two|three|four|five|six|seven|eight|nine)[ -])?"
    r"(?P<{0}part>(?i:half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?))\b"
)
_UNIT_BEHIND = re.compile(r"[ -]([a-z]+)")


def integer(said: str) -> int:
    """Return a whole number in figures or in one word: "12", "Twelve".

    Raises:
        KeyError: the word is none for a number below a hundred.
    """
    return int(said) if said.isdigit() else int(_WORDS[said.lower()])


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit.

    Attributes:
        value: the number, its magnitude worked in.
        slack: how far rounding may have moved it.
        sign: the currency sign before it, or empty.
        share: whether it is a percentage.
        points: whether it counts percentage points.
        unit: the word behind it in lower case, or empty.
        sized: whether a magnitude word ("million") is part of it.
        may_be_year: whether it could be a year.
        start: its first code point in the text that was searched.
        end: one past its last.
    """

    value: float
    slack: float
    sign: str
    share: bool
    points: bool
    unit: str
    sized: bool
    may_be_year: bool
    start: int
    end: int

    def comparable(self, other: Amount) -> bool:
        """Return whether both measure the same, so that they can be compared."""
        if self.may_be_year or other.may_be_year:
            return False
        if self.sign != other.sign or self.points != other.points:
            return False
        if self.share != other.share:  # "from 29 to 20 percent"
            return not (self.unit or other.unit) and max(self.value, other.value) <= 100
        if self.sized != other.sized and min(self.value, other.value) < 1000:
            return False  # "from 1.5 to 2 million": the first may be millions too
        return not (self.unit and other.unit) or same_unit(self.unit, other.unit)


def named(pattern: str, name: str) -> str:
    """Return ``AMOUNT`` or ``FRACTION`` with the groups' names beginning with ``name``."""
    return pattern.format(name)


def _number(written: str) -> tuple[float, float] | None:
    if written[0].isdigit():
        plain = written.replace(",", "")
        if "." in plain:
            return float(plain), 0.5 * 10.0 ** -len(plain.split(".")[1])
        zeros = len(plain) - len(plain.rstrip("0"))
        return float(plain), min(0.5 * 10.0**zeros, 0.03 * float(plain))
    if written in _WORDS:
        return _WORDS[written], 0.5
    tens, _, ones = written.partition("-")
    return (_WORDS[tens] + _WORDS[ones], 0.5) if tens in _WORDS and ones in _WORDS else None


def _unit_behind(text: str, end: int) -> str:
    match = _UNIT_BEHIND.match(text, end)
    word = match[1] if match else ""
    plural = len(word) > 4 and word.endswith("s") and not word.endswith("ss")
    return word if plural or measures(word) else ""


def read_amount(match: re.Match[str], name: str) -> Amount | None:
    """Return the amount that ``match`` holds under ``name``, ``None`` where it holds none."""
    digits = match[name + "digits"]
    number = _number(digits.lower()) if digits else None
    if number is None:
        return None
    size = match[name + "size"]
    times = _MAGNITUDES[size] if size else 1.0
    sign, share = match[name + "sign"] or "", match[name + "share"] or ""
    end = max(match.end(name + part) for part in ("digits", "size", "share"))
    unit = "" if share else _unit_behind(match.string, end)
    bare = not (size or sign or share or measures(unit))
    return Amount(
        value=number[0] * times,
        slack=number[1] * times,
        sign=sign,
        share=bool(share),
        points="point" in share,
        unit=unit,
        sized=bool(size),
        may_be_year=bare and re.fullmatch(r"(?:1[6-9]|20)\d\d", digits) is not None,
        start=match.start(name + ("sign" if sign else "digits")),
        end=end,
    )


def read_fraction(match: re.Match[str], name: str) -> float | None:
    """Return the fraction that ``match`` holds under ``name``, ``None`` where it holds none."""
    if not match[name + "part"]:
        return None
    times = (match[name + "times"] or "a").lower()
    count = 1.0 if times == "a" else _WORDS[times]
    value = count / _DENOMINATORS[match[name + "part"].lower().removesuffix("s")]
    return value if value < 1 else None
