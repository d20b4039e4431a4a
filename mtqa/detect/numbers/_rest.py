"""What is left of a number, kin that a text counts twice, and groups larger than they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import AMOUNT, HEDGE, Amount, named, read_amount
from mtqa.detect.numbers._counts import Count, amounts, counts, singular
from mtqa.detect.numbers._wholes import is_person
from mtqa.detect.rule import Hit
from mtqa.knowledge.sexes import means_person
from mtqa.knowledge.units import measures
from mtqa.model import Evidence

_REST = re.compile(
    rf"\b[Tt]he (?:remaining|other|rest,) (?P<all>{named(AMOUNT, 'rest_')})(?= (?!of\b"
    rf"|percent\b)\w)"
)
_REACH = 350  # code points before what is left, in which its whole is
_MOST = 6  # numbers that are looked at
_UNNUMBERED = (0, 1, 2)  # people who stand beside without a number: "the driver"


def _bare(text: str, start: int, end: int) -> list[Amount]:
    """Return the plain numbers between two places, none of which measures anything."""
    return [
        one
        for one in amounts(text)
        if start <= one.start < end
        and not (one.share or one.sign or one.may_be_year)
        and measures(one.unit) in (None, "people")
    ]


def _left(wholes: set[float], numbers: list[float]) -> set[float]:
    """Return what can be left of one of ``wholes`` when some of ``numbers`` are taken off."""
    left: set[float] = set()
    for whole in wholes:
        others = list(numbers)
        if whole in others:
            others.remove(whole)
        for size in range(len(others) + 1):
            for taken in combinations(others, size):
                left |= {whole - sum(taken) - few for few in _UNNUMBERED if size or few}
    return left


def _place(text: str, start: int, end: int, note: str) -> tuple[Evidence, ...]:
    return (Evidence(note=note, quote=text[start:end], start=start, end=end),)


def remaining(text: Annotated) -> Iterator[Hit]:
    """Yield "25 passengers … Fifteen were hurt, the remaining 12 unharmed"."""
    plain = text.text
    for match in _REST.finditer(plain):
        rest = read_amount(match, "rest_")
        if rest is None or rest.share or rest.sign or text.in_quotation(match.start()):
            continue
        if measures(rest.unit) not in (None, "people") or rest.value < 2:
            continue
        before = _bare(plain, match.start() - _REACH, match.start())[-_MOST:]
        wholes = [
            count
            for count in counts(plain)
            if match.start() - _REACH <= count.start < match.start() and _is_whole(count, rest)
        ]
        parts = [one for one in before if wholes and wholes[-1].end < one.start]
        near = parts and "\n" not in plain[parts[-1].end : match.start()]
        if not near or parts[-1].value >= wholes[-1].value or match.start() - parts[-1].end > 130:
            continue
        if rest.unit and not is_person(rest.unit) and singular(rest.unit) != wholes[-1].thing:
            continue  # "the other two races"
        left = _left({one.value for one in wholes}, [one.value for one in before])
        if rest.value not in left:
            note = "There are so many in all."
            place = _place(plain, wholes[-1].start, wholes[-1].end, note)
            message = "This is not what is left of them."
            yield Hit(*match.span(), message, 0.7, evidence=place)


def _is_whole(count: Count, rest: Amount) -> bool:
    """Return whether the number may be of all those of whom ``rest`` are left."""
    plain = not (count.hedge or count.part or count.fate or count.amount.share or count.amount.sign)
    people = measures(count.thing) == "people" or means_person(count.thing)
    return plain and people and count.value > rest.value


_KIN = "children|sons|daughters|grandchildren|great-grandchildren|siblings|brothers|sisters"
_KIN_COUNTED = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|the couple[’']s|[Ff]ather of|[Mm]other of|grand(?:father|mother) of"
    rf"|(?:[Hh]e|[Ss]he|couple|who) (?:had|has|have)|leaves?|(?P<left>survived by[^.;\n]{{0,90}}?))"
    rf" {named(AMOUNT, 'kin_')} (?:adult |grown |grown-up |surviving )?(?P<kin>{_KIN})\b"
)
_KIN_CHANGED = re.compile(
    r"\b(?:step\w*|adopt\w*|foster\w*|predeceas\w*|first (?:wife|husband|marriage)|one"
    r" of whom|two of"
    r" whom|of them died|surviving|second (?:wife|husband|marriage)|previous|other|another|died in"
    r"|lost (?:a|one|two|his|her)|parents|(?:son|daughter|child)[^.\n]{0,20} (?:died|killed)"
    r"|late (?:son|daughter))\b"
)


def kin(text: Annotated) -> Iterator[Hit]:
    """Yield "his six children … survived by his wife and five children"."""
    plain = text.text
    if ("urvived by" not in plain and "leaves " not in plain) or _KIN_CHANGED.search(plain):
        return
    found: defaultdict[str, list[tuple[Amount, int]]] = defaultdict(list)
    for match in _KIN_COUNTED.finditer(plain):
        amount = read_amount(match, "kin_")
        if amount is not None and not text.in_quotation(match.start()):
            found[match["kin"]].append((amount, match.end()))
    for told in found.values():
        (first, _), (last, end) = told[0], told[-1]
        if first.value != last.value and len({one.value for one, _ in told}) == 2:
            place = _place(plain, first.start, first.end, "The text gave this number before.")
            message = "The text has counted these before, with another number."
            yield Hit(last.start, end, message, 0.65, evidence=place)


_GROUP = (
    "group|party|crew|team|crowd|passengers|victims|travellers|travelers|survivors|injured|dead"
    "|delegation|squad|staff|workforce|audience|class|detainees|hostages|students|pupils|choir"
)
_OF_GROUP = re.compile(
    rf"\b(?:[Tt]he (?P<group>{_GROUP}|[a-z]+s)|(?P<they>They|Those \w+))(?:,| \()"
    rf" ?(?:including |among them |of whom )?{HEDGE}{named(AMOUNT, 'part_')}"
    r"(?: of (?:them|whom)\b| (?:were |are )?(?:women|men|children|girls|boys|foreigners)(?=[,)]))"
)


def of_group(text: Annotated) -> Iterator[Hit]:
    """Yield "54 hikers … The group, 61 of them women"."""
    plain = text.text
    for match in _OF_GROUP.finditer(plain):
        part = read_amount(match, "part_")
        if part is None or part.share or part.may_be_year:
            continue
        before = [
            count
            for count in counts(plain)
            if count.start < match.start() and not (count.amount.share or count.amount.sign)
        ]
        people = [
            one for one in before if measures(one.thing) == "people" or means_person(one.thing)
        ]
        named_group = match["group"] is None or match["group"] in _GROUP.split("|")
        if not named_group:
            people = [one for one in people if one.thing == singular(match["group"])]
        if not people or people[-1].hedge == "least" or people[-1].part:
            continue
        if all(one.value < part.value for one in _bare(plain, 0, match.start())):
            whole = people[-1]
            place = _place(plain, whole.start, whole.end, "There are so many of them.")
            message = "The part is larger than the whole."
            yield Hit(part.start, match.end(), message, 0.7, evidence=place)


_SUM_NOUNS = (
    "fine|prize|loan|grant|ransom|debt|deal|contract|donation|bail|fee|reward|stake|bid|offer|bonus"
    "|cheque|check|settlement|bribe|budget|pension|salary|deposit|purse|jackpot|bill|payment|refund"
    "|overdraft|bequest|subsidy|inheritance|legacy|haul|dowry|sponsorship|scholarship|award"
)
_SUM = (
    rf"(?:(?P<noun>{_SUM_NOUNS}) (?:of|worth) {HEDGE}{named(AMOUNT, 'one_')}"
    rf"|{named(AMOUNT, 'two_')} (?:[a-z]+ )?(?P<behind>{_SUM_NOUNS})\b"
    rf"|(?P<fined>fined) {HEDGE}{named(AMOUNT, 'three_')})"
)
_SUMS = re.compile(rf"(?P<det>\b(?:[Aa]n?|[Tt]he|[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Ii]ts) )?{_SUM}")
_SUM_CHANGED = re.compile(
    r"\b(?:another|second|first|additional|further|earlier|previous|original\w*|initial\w*|rais\w+|cut"
    r"|reduc\w+|increas\w+|new|other|total|up to|at least|more|plus|half|rest"
    r"|remaining|interest|last"
    r"|each|revised|improved|instead|maximum|minimum|annual|monthly|rejected"
    r"|(?:1[89]|20)\d\d)\b"
)


def sums(text: Annotated) -> Iterator[Hit]:
    """Yield "fined £500 … the £800 fine"."""
    plain = text.text
    found: defaultdict[str, list[tuple[str, Amount]]] = defaultdict(list)
    for match in _SUMS.finditer(plain):
        amount = next(
            (one for name in ("one_", "two_", "three_") if (one := read_amount(match, name))), None
        )
        noun = match["noun"] or match["behind"] or "fine"
        money = amount and (amount.sign or measures(amount.unit) == "currency")
        if amount is not None and money and not text.in_quotation(match.start()):
            found[noun].append(((match["det"] or "").strip().lower(), amount))
    for told in found.values():
        (_, first), (det, last) = told[0], told[-1]
        if len(told) != 2 or det not in ("the", "this", "that") or first.sign != last.sign:
            continue
        same = abs(first.value - last.value) <= 2 * (first.slack + last.slack)
        changed = any(_SUM_CHANGED.search(text.sentence_at(one.start)) for one in (first, last))
        if not same and not changed and told[0][0] != "the" and first.unit == last.unit:
            place = _place(plain, first.start, first.end, "The text gave this number before.")
            message = "The text has given another sum for this."
            yield Hit(last.start, last.end, message, 0.65, evidence=place)


_UNITS = "hour|day|week|month|year|minute|metre|meter|kilometre|kilometer|mile|foot|storey|story"
_PLURALS = (
    "hours|days|weeks|months|years|minutes|metres|meters|kilometres|kilometers|miles|feet|storeys"
)
_LASTED = re.compile(
    rf"\b(?P<det>[Tt]he|[Aa]n?|[Tt]his|[Tt]heir|[Hh]is|[Hh]er) (?P<noun>[a-z]+) "
    rf"(?:lasted|took|went on for"
    rf"|dragged on for|ran for|lasts|takes|is|was) (?:just |only )?{named(AMOUNT, 'one_')} "
    rf"(?P<unit>{_PLURALS})(?=[,.;]| (?:long|high|tall|wide|deep|and|in|on|before|to)\b)"
)
_MEASURED = re.compile(
    rf"\b(?P<det>[Aa]n?|[Tt]he|[Tt]his|[Tt]hat) {named(AMOUNT, 'two_')}-"
    rf"(?P<unit>{_UNITS})(?:-[a-z]+)? "
    r"(?P<noun>[a-z]+)\b"
)


def lengths(text: Annotated) -> Iterator[Hit]:
    """Yield "The trial lasted six weeks … the nine-week trial"."""
    plain = text.text
    told = list(_LASTED.finditer(plain))
    if not told:
        return
    for match in _MEASURED.finditer(plain):
        for other in told:
            one, two = read_amount(other, "one_"), read_amount(match, "two_")
            same = (
                other["noun"] == match["noun"]
                and singular(other["unit"]).replace("feet", "foot") == match["unit"]
            )
            if one is None or two is None or not same:
                continue
            recalled = (
                match["det"] != "a" and match["det"] != "an"
            ) or match.start() < other.start()
            near = abs(one.value - two.value) <= 0.15 * max(one.value, two.value)
            changed = any(
                _SUM_CHANGED.search(text.sentence_at(place.start())) for place in (match, other)
            )
            if recalled and not near and not changed and not text.in_quotation(match.start()):
                first, last = sorted((one, two), key=lambda amount: amount.start)
                note = "The text gave this number before."
                place = _place(plain, first.start, first.end, note)
                message = "The text has measured this before, with another number."
                yield Hit(last.start, last.end, message, 0.65, evidence=place)


def find_rest(text: Annotated) -> Iterator[Hit]:
    """Yield each number that does not go with one that the text gave before."""
    for part in (remaining, kin, of_group, sums, lengths):
        yield from part(text)
