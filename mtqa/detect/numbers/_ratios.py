"""What two or three numbers of one sentence say about each other.

"Two-thirds, or 120 of 310", "one in four, or 40 percent", "200 tickets at $10 each,
$5,000 in all", "rose by 12 to 50 from 20", "40, twice the 35 of last year".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import (
    AMOUNT,
    FRACTION,
    HEDGE,
    Amount,
    integer,
    named,
    read_amount,
    read_fraction,
)
from mtqa.detect.numbers._counts import FEW
from mtqa.detect.rule import Hit


def _share_pattern(name: str) -> str:
    """Return a pattern of a share: "one in four", "two-thirds", "a majority", "40 percent"."""
    some = (
        rf"(?i:(?P<{name}some>{FEW}|\d) (?:in|out of)(?: every)? "
        rf"(?P<{name}all>{FEW}|\d{{1,2}}))(?![\d,.:]\d|\w|-)"
    )
    most = (
        rf"(?P<{name}most>(?:[Aa]|[Tt]he) (?:(?:large|clear|slim|narrow|vast"
        rf"|overwhelming) )?majority"
        rf"|(?:[Mm]ore than|[Oo]ver|(?P<{name}few>[Ll]ess than|[Ff]ewer than)) half)"
    )
    percent = (
        rf"(?<![\w.,$€£-])(?P<{name}percent>\d{{1,2}}(?:\.\d+)?) ?(?:percent\b|per cent\b|%)"
        r"(?! points?)"
    )
    return rf"(?:{some}|{most}|{named(FRACTION, name)}|{percent})"


_ABOUT = r"(?:(?:about|some|nearly|almost|around|roughly|just over|just under|only|just) )?"
_LINK = r"(?:,? or|,? that is,?| \((?:or )?| [-–—])"
# of what: "two-thirds of the patients who had it"
_WHOM = (
    r"(?:(?: [a-z’'-]+){1,2}| of (?:the |its |their |all |those |these )?(?:[a-z’'-]+"
    r" ){0,6}?[a-z’'-]+)?"
)
_OF = (
    rf"{named(AMOUNT, 'part_')} (?:out )?of (?:the |its |their |all |a total of )*"
    rf"{named(AMOUNT, 'whole_')}"
)
_SHARE_BEFORE = re.compile(rf"\b{_share_pattern('s_')}{_WHOM}{_LINK} ?{HEDGE}{_OF}")
_SHARE_BEHIND = re.compile(
    rf"{_OF}(?: [a-z’'-]+){{0,3}}(?:{_LINK}|,) ?{_ABOUT}{_share_pattern('s_')}"
    r"(?=[.;)]|, (?:were|was|are|have|had|said|voted|survived|died)\b| of (?:the total"
    r"|all|those)\b)"
)
_TWO_SHARES = re.compile(
    rf"\b{_share_pattern('a_')}{_WHOM}(?P<mark>{_LINK}|,) ?{HEDGE}{_share_pattern('b_')}(?=[,.;)])"
)
# a quick look first: "120 of 310", "120 out of the 310"; "one in four, or"
_NUMBER_OF = re.compile(r"[\dynetxrh] (?:out )?of (?:the |its |their |all |a total of )*\d")
_OR = re.compile(
    r"(?:percent|per cent|%|half|thirds?|quarters?|fifths?|tenths?|sixths?|eighths?|fourths?"
    r"|\b(?:in|of)(?: every)? (?:\w+)(?: [a-z’'-]+){0,2}|majority[^.;,(\n]{0,60}"
    r"| half[^.;,(\n]{0,60})(?: of [^.;,(\n]{1,60})?(?:,? or |,? that is|,? \(| [-–—] |, \d)"
)
_LOOSE = 0.07  # of the whole, by which a share in round words may be off
_LEAST_WHOLE = 8  # fewer can't be shared in round words


def _share(match: re.Match[str], name: str) -> tuple[float, float] | None:
    """Return the least and the most that a share in words may be, ``None`` without one."""
    groups = match.groupdict()
    if groups[name + "most"]:
        return (0.0, 0.5) if groups[name + "few"] else (0.5, 1.0)
    if groups[name + "some"]:
        some, every = integer(groups[name + "some"]), integer(groups[name + "all"])
        value = some / every if 0 < some < every else None
    elif groups[name + "percent"]:
        value = float(groups[name + "percent"]) / 100
    else:
        value = read_fraction(match, name)
    return (value - _LOOSE, value + _LOOSE) if value is not None and value < 1 else None


def _part_and_whole(match: re.Match[str]) -> tuple[Amount, Amount] | None:
    part, whole = read_amount(match, "part_"), read_amount(match, "whole_")
    if part is None or whole is None or part.may_be_year or whole.may_be_year:
        return None
    if part.share or whole.share or whole.value < max(part.value, _LEAST_WHOLE):
        return None
    return (part, whole) if part.sign == whole.sign and part.sized == whole.sized else None


def shares_of(text: str) -> Iterator[Hit]:
    """Yield "two-thirds of the patients, or 120 of 310"."""
    for pattern in (_SHARE_BEFORE, _SHARE_BEHIND) if _NUMBER_OF.search(text) else ():
        for match in pattern.finditer(text):
            numbers, share = _part_and_whole(match), _share(match, "s_")
            if numbers is None or share is None:
                continue
            part, whole = numbers
            ratio = part.value / whole.value
            if not share[0] <= ratio <= share[1]:
                message = f"{part.value:,.0f} of {whole.value:,.0f} are {100 * ratio:.0f} percent."
                yield Hit(match.start(), match.end(), message, 0.75)


def two_shares(text: str) -> Iterator[Hit]:
    """Yield "one in four, or 40 percent", "a majority, 42 percent"."""
    for match in _TWO_SHARES.finditer(text) if _OR.search(text) else ():
        one, other = _share(match, "a_"), _share(match, "b_")
        alike = any(match[f"a_{kind}"] and match[f"b_{kind}"] for kind in ("percent", "part"))
        if one is None or other is None or alike or match["b_most"]:
            continue
        # "a third, 20 percent of them women"; fractions before a percentage are told elsewhere
        listed = match["mark"].strip() not in ("or", ", or", "(", "(or", "that is", ", that is,")
        told = bool(match["a_part"]) and bool(match["b_percent"])
        if told or (listed and not match["a_most"]):
            continue
        if not (one[0] <= other[1] and other[0] <= one[1]):
            yield Hit(match.start(), match.end(), "These two shares are not the same.", 0.75)


_EACH = re.compile(
    rf"{named(AMOUNT, 'count_')} (?:[a-z-]+ ){{0,2}}?(?:[a-z]+s|people|men|women|children)"
    rf"(?: [a-z’'-]+){{0,4}}? (?:(?:at|for|of|costs?|costing|worth|paid|paying|pays?) )?{HEDGE}"
    rf"{named(AMOUNT, 'price_')}(?: [a-z]+)? (?:each|apiece)\b"
    rf"(?P<between>[^.;:!?\n]{{0,60}}?) {HEDGE}{named(AMOUNT, 'sum_')}"
)
_IN_ALL = re.compile(
    r"\b(?:total\w*|in all|altogether|rais(?:ing|ed|es)|earn(?:ing|ed)|bill|sum|came to|comes to"
    r"|bring(?:ing|s)|brought in|mak(?:ing|es)|collect\w*|took in|taking)\b"
)
# what makes a sum one of something else as well
_OTHER_SUM = re.compile(
    r"\b(?:fees|costs|tax(?:es)?|season|sales|net|after|before|plus|its|their|year|more|another)\b"
)
_WORDS = 6  # between the price and the sum
_BEHIND = 25  # code points behind a sum in which "in all" may stand


def _alike(one: Amount, other: Amount) -> bool:
    """Return whether both are sums of one currency, or of one unit."""
    if one.may_be_year or other.may_be_year or one.share != other.share:
        return False
    if one.sign != other.sign or one.points != other.points:
        return False
    return not (one.unit and other.unit) or one.unit == other.unit


def totals(text: str) -> Iterator[Hit]:
    """Yield "200 tickets at $10 each, raising $5,000"."""
    if " each" not in text and " apiece" not in text:
        return
    for match in _EACH.finditer(text):
        count, price = read_amount(match, "count_"), read_amount(match, "price_")
        total = read_amount(match, "sum_")
        if count is None or price is None or total is None or not (price.sign or price.unit):
            continue
        if count.sign or count.share or price.share or not _alike(price, total):
            continue
        behind = text[match.end() : match.end() + _BEHIND]
        if not (_IN_ALL.search(match["between"]) or _IN_ALL.search(behind)):
            continue
        if _OTHER_SUM.search(match["between"]) or len(match["between"].split()) > _WORDS:
            continue
        product = count.value * price.value
        if not 0.85 * product <= total.value <= 1.2 * product:
            message = f"{count.value:,.0f} times {price.value:,.10g} is {product:,.10g}."
            yield Hit(match.start(), total.end, message, 0.7)


_MOVE = (
    r"\b(?:(?P<up>rose|risen|rises?|rising|increased?|increasing|grew|grown|climbed|went up|gone up"
    r"|gained|up)|(?P<down>fell|fallen|falls?|falling|dropped|decreased|declined|shrank|went down"
    r"|gone down|lost|down))"
)
_STEP = rf"{_MOVE} (?:by )?{HEDGE}{named(AMOUNT, 'step_')}(?: [a-z]+)?,?"
_OLD, _NEW = named(AMOUNT, "old_"), named(AMOUNT, "new_")
_STEPS = (
    re.compile(rf"{_STEP} to {HEDGE}{_NEW}(?: [a-z]+)?,? (?:up |down )?from {HEDGE}{_OLD}"),
    re.compile(rf"{_STEP} from {HEDGE}{_OLD}(?: [a-z]+)? to {HEDGE}{_NEW}"),
    re.compile(
        rf"{named(AMOUNT, 'new_')}(?: [a-z]+)?, {HEDGE}{named(AMOUNT, 'step_')}"
        rf" (?:(?P<up>more)|(?P<down>fewer|less)) than (?:the |its |in )?{HEDGE}"
        rf"{named(AMOUNT, 'old_')}(?! (?:percent|%))"
    ),
)


_BY_FROM = re.compile(
    r"\b(?:r[oi]s\w+|increas\w+|gr[eo]w\w*|climbed|up|gained|f[ae]ll\w*|dropped|de\w+ed|shrank"
    r"|down|lost) [^.;\n]{0,25}?\d[^;\n]{0,40}\bfrom [^;\n]{0,30}\d"
)
_STEP_WORDS = (
    _BY_FROM,
    _BY_FROM,
    re.compile(r"\b(?:more|fewer|less) than (?:the |its |in )?\S*\d"),
)


def steps(text: str) -> Iterator[Hit]:
    """Yield "rose by 12 to 50 from 20", "120, 30 more than the 50 of last year"."""
    for word, pattern in zip(_STEP_WORDS, _STEPS, strict=True):
        for match in pattern.finditer(text) if word.search(text) else ():
            step, old, new = (read_amount(match, name) for name in ("step_", "old_", "new_"))
            if step is None or old is None or new is None:
                continue
            # "by 3 percent to $50": a step of another kind
            points = step.points and old.share and new.share
            if not points and (step.share or old.share or new.share):
                continue
            sized = {step.sized, old.sized, new.sized}
            if not _alike(old, new) or not (points or _alike(step, old)) or len(sized) > 1:
                continue
            if old.may_be_year or new.may_be_year or old.sign != step.sign:
                continue
            expected = old.value + (step.value if match["up"] else -step.value)
            slack = 2 * (step.slack + old.slack + new.slack) + 0.05 * step.value
            if abs(expected - new.value) > min(slack, 0.5 * step.value):
                message = f"From {old.value:,.10g} this leads to {expected:,.10g}."
                yield Hit(match.start(), match.end(), message, 0.75)


_TIMES = {"twice": 2.0, "double": 2.0, "triple": 3.0, "three times": 3.0, "four times": 4.0}
_TIMES |= {"five times": 5.0, "ten times": 10.0, "half": 0.5, "quadruple": 4.0}
_TIMES_WORD = re.compile(rf"\b(?:{'|'.join(_TIMES)}) (?:as|the|last|its|their|his|her)\b")
_AS_MANY = re.compile(
    rf"{named(AMOUNT, 'new_')}(?: [a-z]+){{0,3}},? (?P<hedge>(?:more than|over|nearly"
    rf"|almost|about|less than"
    rf"|roughly|well over|exactly|just over|just under) )?(?P<times>{'|'.join(_TIMES)}) "
    r"(?:as (?:many|much|high) as )?"
    rf"(?:the|last year[’']s|its|their|his|her) (?:previous |usual |original |normal"
    rf" )?{named(AMOUNT, 'old_')}"
    r"(?! (?:years?|months?|weeks?|days?)\b)"
)


def multiples(text: str) -> Iterator[Hit]:
    """Yield "40 deaths, twice the 35 of last year"."""
    for match in _AS_MANY.finditer(text) if _TIMES_WORD.search(text) else ():
        new, old = read_amount(match, "new_"), read_amount(match, "old_")
        if new is None or old is None or not _alike(new, old) or new.sized != old.sized:
            continue
        factor, hedge = _TIMES[match["times"]], (match["hedge"] or "").strip()
        low, high = (factor * 0.7, factor * 1.35) if hedge else (factor * 0.85, factor * 1.2)
        if hedge in ("more than", "over", "well over", "just over"):
            high = factor * 2
        if old.value and not low <= new.value / old.value <= high:
            message = f"“{match['times']}” does not lead from the one amount to the other."
            yield Hit(match.start(), match.end(), message, 0.7)


_PERCENT_OF = re.compile(
    rf"{named(AMOUNT, 'share_')} of (?:the |its |their |all |a total of )*{named(AMOUNT, 'whole_')}"
    rf"(?: [a-z’'-]+){{1,3}}(?:,? or|,? that is,?| \((?:or )?) ?{HEDGE}{named(AMOUNT, 'part_')}"
)


def percents_of(text: str) -> Iterator[Hit]:
    """Yield "ten percent of the 500 workers, or 150"."""
    for match in _PERCENT_OF.finditer(text) if _NUMBER_OF.search(text) else ():
        numbers, share = _part_and_whole(match), read_amount(match, "share_")
        if numbers is None or share is None or not share.share or share.points:
            continue
        part, whole = numbers
        if abs(part.value / whole.value - share.value / 100) > _LOOSE:
            expected = whole.value * share.value / 100
            message = f"{share.value:g} percent of {whole.value:,.0f} are {expected:,.0f}."
            yield Hit(match.start(), part.end, message, 0.75)


_SIDE = re.compile(
    rf"{named(AMOUNT, 'one_')}(?: [a-z]+){{0,2}}, (?:well |far |just |slightly |still )?"
    r"(?P<side>above|exceeding|beating|below|short of|shy of) (?:the|its|an?|his|her"
    r"|their|last year[’']s)"
    rf" (?:[a-z’'-]+ ){{0,3}}?(?:of )?{HEDGE}{named(AMOUNT, 'two_')}(?! to\b| ?[-–])"
)
_SIDES = re.compile(
    r", (?:\w+ )?(?:above|exceeding|beating|below|short of|shy of) (?:the|its|an?|h|t|l)"
)


def sides(text: str) -> Iterator[Hit]:
    """Yield "$3 million, well below its estimate of $2 million"."""
    for match in _SIDE.finditer(text) if _SIDES.search(text) else ():
        one, two = read_amount(match, "one_"), read_amount(match, "two_")
        if one is None or two is None or not _alike(one, two) or one.sized != two.sized:
            continue
        above = match["side"] in ("above", "exceeding", "beating")
        if one.value != two.value and above != (one.value > two.value):
            message = f"The first amount is not “{match['side']}” the second one."
            yield Hit(match.start(), match.end(), message, 0.7)


def find_ratios(text: Annotated) -> Iterator[Hit]:
    """Yield each sentence whose numbers do not go with each other."""
    plain = text.text
    for part in (shares_of, percents_of, two_shares, totals, steps, multiples, sides):
        yield from part(plain)
