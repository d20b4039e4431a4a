"""An amount said twice. Documented beside, in redundant_quantity.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._twice import find_twice
from mtqa.detect.overlap import first_come, outside
from mtqa.detect.rule import Hit
from mtqa.knowledge.units import measures

_ABOUT = r"(?:about|around|approximately|roughly|nearly|almost|some|just|over|more than|at least)"
_OBJECT = r"(?:[^.,;:!?\n()“”\"\d]|(?<=U)\.(?=S)|(?<=U\.S)\.){0,60}?"
_HALF = r"(?:(?:a |one )?half|50 ?(?:%|percent|per cent))"
# the verb says the amount: "halve … by about half", "double … twofold"
_VERB = re.compile(
    rf"\b(?:halv(?:e|es|ed|ing)\b{_OBJECT} (?:(?:by|to) (?:{_ABOUT} )?{_HALF}|in (?:half|two))"
    rf"|doubl(?:e|es|ed|ing)\b{_OBJECT} (?:two-?fold|by (?:{_ABOUT} )?(?:double|two times|a factor"
    r" of two|100 ?(?:%|percent|per cent)))"
    rf"|(?:tripl|trebl)(?:e|es|ed|ing)\b{_OBJECT} (?:three-?fold|by (?:{_ABOUT} )?(?:three times"
    r"|triple|a factor of three))"
    rf"|quadrupl(?:e|es|ed|ing)\b{_OBJECT} (?:four-?fold|by (?:{_ABOUT} )?(?:four times|a factor of"
    rf" four))|(?:cut|reduc|slash|split|divid)\w*\b{_OBJECT} (?:by (?:{_ABOUT} )?{_HALF} in half"
    rf"|in half by (?:{_ABOUT} )?{_HALF}))(?!\w)",
    re.IGNORECASE,
)
_NUMBER = r"(?:[$€£]?\d[\d,.]*|(?:a )?(?:dozen|hundred|thousand|million|two|three|four|five|ten)\b)"
_LIKE = "about|around|approximately|roughly|nearly|almost|some|circa|an estimated"
_HEDGES = re.compile(
    # "around about" and "round about" are what people say
    rf"\b(?!(?:a?round) about\b)(?:(?:{_LIKE}) (?:{_LIKE}|over|more than|less than|at least)"
    rf"|more than (?:over|more than|less than|{_LIKE})"
    rf"|at least (?:at least|more than|over|a minimum of|about|around|up to)"
    r"|(?:a )?minimum of at least|less than (?:under|less than|about|around|approximately)"
    r"|(?:a )?maximum(?: of)? up to|up to (?:up to|at most))"
    rf"(?= {_NUMBER})",
    re.IGNORECASE,
)
# "information about more than 20", "sat around over 20", "trees, some over 20": no hedges
_EITHER = re.compile(r"(?P<some>some)\b|(?:about|around)\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:of|for|in|with|by|to|from|at|after|there (?:is|are|was|were)|has|have|had) \Z"
    r"|(?P<first>(?:\A|[.,;:!?\n]\s*))\Z",
    re.IGNORECASE,
)
_BACK = 12  # code points that may show that a hedge follows
_TOTAL = re.compile(
    r"\b[Aa] total of [^.;:!?\n]{1,60}? (?:in total|altogether|in all)\b"
    r"|\b(?:In total|Altogether|In all),? (?:[^.,;:!?\n]{1,40} )?a total of\b"
)
_AGE = re.compile(
    r"\b(?:aged|at the age of|the age of) [\w-]+ years[ -](?:old|of age)\b"
    r"|\b[\w-]+[ -]years?[ -]old of age\b|\b\d{1,3}-year-old aged \d{1,3}\b",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    r"\$ ?\d[\d,.]*(?: (?:thousand|million|billion|trillion))? (?:US |U\.S\. |American )?dollars\b"
    r"|£ ?\d[\d,.]*(?: (?:thousand|million|billion))? pounds\b(?! (?:of|in weight))"
    r"|€ ?\d[\d,.]*(?: (?:thousand|million|billion))? euros?\b"
    r"|\b\d[\d,.]* ?% ?(?:percent|per cent)\b"
    r"|\b\d[\d,.]* ?(?P<unit>km|kg|cm|mm|hrs?|min|sec) (?:kilomet(?:er|re)s|kilograms?|kilos?"
    r"|centimet(?:er|re)s|millimet(?:er|re)s|hours?|minutes?|seconds?)\b"
    r"|\b\d[\d,.]*(?: (?:million|billion))? (?P<word>dollars|euros|pounds|rubles|yuan"
    r"|yen|tons|people|kilomet(?:er|re)s|met(?:er|re)s|hours|days|years|times) (?:of )?(?P=word)\b"
)
# "9 tonnes tons", "40 euros dollars": of two units one is too many
_TWO_UNITS = re.compile(
    r"(?<![\w.,])\d[\d,.]*(?: (?:thousand|million|billion|trillion))? (?:(?:US|U\.S\.) )?"
    r"(?P<one>[A-Za-z]+) (?P<two>[A-Za-z]+)"
    r"(?![\w’'-])"
)
_MEASURED = frozenset({"currency", "time", "length", "mass", "volume", "area", "power"})
_SIGN = re.compile(
    r"(?P<sign>[$€£¥]) ?\d[\d,.]*(?: (?:thousand|million|billion|trillion|bn|m))?"
    r" (?P<unit>[a-z]+)\b(?![’'-])"
)
_SIGN_OF = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:[aA]\.?[mM]\.?,? in the morning"
    r"|[pP]\.?[mM]\.?,? (?:in the (?:afternoon|evening)|at night))\b"
    r"|\b[iI]n the morning(?:,? at)? \d{1,2}(?:[:.]\d\d)? ?[aA]\.?[mM]\b"
    r"|\b[iI]n the (?:afternoon|evening)(?:,? at)? \d{1,2}(?:[:.]\d\d)? ?[pP]\.?[mM]\b"
)
_KINDS = (
    (_HEDGES, 0.8, "Two words say how exact the number is, where one is enough."),
    (_TOTAL, 0.8, "The total is said twice."),
    (_AGE, 0.8, "The age is said twice."),
    (_CURRENCY, 0.8, "The sign and the word say the same."),
    (_CLOCK, 0.7, "The time of day is said twice."),
)
_CUT = {"halve": "cut", "halves": "cuts", "halved": "cut", "halving": "cutting"}


def _plainer(phrase: str) -> str | None:
    """Return the phrase with a verb that leaves the amount to the words behind it."""
    verb, _, rest = phrase.partition(" ")
    return f"{_CUT[verb]} {rest}" if verb in _CUT and " in " not in rest[-9:] else None


def _hedges(match: re.Match[str]) -> bool:
    """Return whether the first word can only say how exact the number is."""
    either = _EITHER.match(match[0])
    if either is None:
        return True
    start = match.start()
    before = _HEDGED.search(match.string[max(0, start - _BACK) : start])
    return before is not None and not (either["some"] and before["first"] is not None)


def _units(text: str) -> Iterator[Hit]:
    for match in _TWO_UNITS.finditer(text):
        one, two = match["one"], match["two"]
        kind = measures(one)
        plural = one.islower() and (one.endswith("s") or one in ("feet", "yen", "yuan", "baht"))
        short = len(one) < 3 and one != "m"
        second = two.endswith("s") or len(two) < 3 or measures(two) == "currency"
        if kind in _MEASURED and measures(two) == kind and (plural or short) and second:
            yield Hit(match.start(), match.end(), "Of these units one is too many.", 0.8)
    for match in _SIGN.finditer(text):
        unit = match["unit"]
        other = _SIGN_OF[match["sign"]] not in (unit, unit.removesuffix("s"))
        currency = measures(unit) == "currency" and unit.endswith("s")
        if other and currency and unit not in ("cents", "crowns"):
            yield Hit(match.start(), match.end(), "The sign and the word name two currencies.", 0.8)


def _kinds(text: str) -> Iterator[Hit]:
    for pattern, confidence, message in _KINDS:
        for match in pattern.finditer(text):
            if pattern is not _HEDGES or _hedges(match):
                yield Hit(match.start(), match.end(), message, confidence)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each phrase that says one amount twice."""
    for match in _VERB.finditer(text.text):
        message = "The verb says this amount already."
        suggestion = _plainer(match[0])
        yield Hit(match.start(), match.end(), message, 0.85, suggestion=suggestion)
    said = list(_kinds(text.text))
    yield from said
    yield from outside(first_come((*_units(text.text), *find_twice(text.text))), said)
