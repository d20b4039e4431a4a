"""One thing counted twice with two results. Documented beside, in count_disagreement.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import AMOUNT, named, read_amount
from mtqa.detect.numbers._counts import FEW, Count, amounts, counts
from mtqa.detect.numbers._glosses import other_numbers
from mtqa.detect.numbers._lists import names, years
from mtqa.detect.numbers._recalled import find_recalled
from mtqa.detect.numbers._rest import find_rest
from mtqa.detect.rule import Hit
from mtqa.knowledge.fates import fate_behind, is_fate
from mtqa.model import Evidence

_ANY = re.compile(named(AMOUNT, "a_"))
# "the two last fights", "all three remaining bridges": some of them, or others
_SOME = frozenset(
    {"last", "first", "next", "final", "remaining", "previous", "past", "top", "latest", "second"}
    | {"third", "main", "surviving", "rest", "best", "biggest", "largest", "oldest", "youngest"}
    | {"former", "latter", "following", "preceding", "same", "different", "such", "only", "half"}
)
# the number may have changed on the way, or be that of another group
_CHANGED = re.compile(
    r"\b(?:more(?! than)|another|additional|further|extra|others?|remaining|rest|joined|added"
    r"|since then|later died|died later|originally|initially|first|earlier|previously|now|so far"
    r"|by then|updated?|revised|survivors?|surviving|besides|apart from|except|escaped|released|not"
    r"|(?:rose|risen|rising|grew|grown|fell|fallen|dropped|increased?|decreased?|reduced) (?:to|by)"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    rf"\banother\b|\ba (?:third|fourth|fifth|sixth)\b|(?:\d|\b(?:an?|{FEW}|many|several))"
    r" (?:more|others?|further|additional|new)\b",
    re.IGNORECASE,
)
# others, to whom something else happened, are none of the dead
_ELSEWHERE = re.compile(
    r"\b(?:hospital|clinic|unhurt|unharmed|uninjured|alive|surviv\w+|escaped|flown|recover\w+)\b"
)
_CLAUSE_END = re.compile(r"[.;:!?\n]|, (?:while|and|but)\b")
_SOME_OF = re.compile(
    rf"(?:\d|\b(?:{FEW}|some|most|many|half|any"
    r"|several|few|part|majority|third|quarter|percent)) of (?:the|these|those) \Z",
    re.IGNORECASE,
)
# the whole behind its part: "32 workers out of the 293 workers"
_WHOLE_BEHIND = re.compile(
    r"[^.;!?\n]*\b(?:of|from|among|in)(?: only| all| some| about)?(?: the| these| those| its| his"
    r"| her| their| our)? \Z"
)
# some of them, told apart by what they are about, or all that there are elsewhere
_NARROWED = re.compile(
    r" (?:[a-z]+ ){1,3}(?:relating|related|concerning|regarding|involving|pertaining|about)\b"
)
_WIDENED = re.compile(r" (?:[a-z]+ ){1,3}(?:across|around|nationwide|worldwide|throughout)\b")
_SPOKEN_OF = 3  # so many of a larger number are often those just spoken of: "between the two"
_ALL = re.compile(r"\b[Aa]ll (?:of )?(?:the |these |those )?\Z")
_RECALLED = re.compile(
    r"\b[Tt](?:he|his|hat) (?:[\w’'-]+ ){0,3}[\w’'-]+,? (?:that|(?:in )?which) (?:[\w’'-]+ ){0,4}\Z"
)
_OTHER_TIME = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:ago|last|previous|earlier|similar|another|since|every|each|per)\b"
)
_MEASURE = re.compile(
    rf"\b(?P<det>[Aa]n?|[Tt]he|[Tt]his|[Tt]hat) {named(AMOUNT, 'm_')}"
    r"-(?P<unit>(?!to\b|and\b|or\b|odd\b|plus\b|strong\b)[a-z]+(?:-[a-z]+)?)(?= [a-z])"
)
_MODIFIERS = 3  # words between a measure and its noun
_NEAR = 60  # code points before a count that may say of how many it is a part
_FAR = 90  # code points before a count in which its event may be named


def _measured(text: Annotated) -> Iterator[Count]:
    """Yield each number that measures one thing: "a 12-storey building", "the 40-year-old man"."""
    for match in _MEASURE.finditer(text.text):
        amount = read_amount(match, "m_")
        unit = text.doc.char_span(*match.span("unit"), alignment_mode="expand")
        if amount is None or unit is None:
            continue
        noun = unit.root.head
        near = unit.end <= noun.i <= unit.end + _MODIFIERS
        if near and noun.tag_ == "NN":
            between = tuple(word.lower_ for word in text.doc[unit.end : noun.i])
            thing = f"{match['unit']} {noun.lemma_.lower()}"
            definite = match["det"].lower() in ("the", "this", "that")
            yield Count(thing, amount, "", modifiers=between, definite=definite)


def _place(text: str, count: Count, note: str) -> Evidence:
    quote = text[count.start : count.end]
    return Evidence(note=note, quote=quote, start=count.start, end=count.end)


def _is_whole(text: Annotated, count: Count) -> bool:
    """Return whether the number is said to be exact, of all of them, by the writer."""
    some = not _SOME.isdisjoint(count.modifiers)
    return not (count.part or count.hedge or some or text.in_quotation(count.start))


def _recalls(text: str, count: Count) -> bool:
    """Return whether the number is of something that the reader knows from before."""
    if count.definite:
        return True
    before = text[max(0, count.start - _FAR) : count.start]
    told = count.fate or is_fate(count.thing)
    return bool(told) and _RECALLED.search(before) is not None


def _stands_before(text: str, value: float, end: int) -> bool:
    found = (read_amount(match, "a_") for match in _ANY.finditer(text, 0, end))
    return any(amount is not None and amount.value == value for amount in found)


def _of_one_kind(one: Count, other: Count) -> bool:
    """Return whether what is said of the things counted doesn't part them."""
    first, second = set(one.modifiers), set(other.modifiers)
    return first <= second or second <= first


def _happened_elsewhere(text: str, start: int, fate: str) -> bool:
    """Return whether the clause at ``start`` tells of another fate than ``fate``."""
    end = _CLAUSE_END.search(text, start)
    clause = text[start : end.start() if end else len(text)]
    told = {fate_behind(word) for word in clause.split()} - {None}
    return fate not in told and (bool(told) or _ELSEWHERE.search(clause) is not None)


def _adds(text: str, first: Count, other: Count) -> bool:
    """Return whether between the two counts others join those counted first."""
    return any(
        not (is_fate(first.thing) and _happened_elsewhere(text, found.start(), first.thing))
        for found in _ADDED.finditer(text, first.end, other.start)
    )


def _is_part_of(text: str, count: Count) -> bool:
    """Return whether it is said of some of those counted: "two of the five men"."""
    return _SOME_OF.search(text, max(0, count.start - _NEAR), count.start) is not None


def _is_of_others(text: str, first: Count, other: Count) -> bool:
    """Return whether the second count is of some, or of more, than the first."""
    if other.value < first.value:
        return _NARROWED.match(text, other.end) is not None
    more = _WIDENED.match(text, other.end) or _WHOLE_BEHIND.match(text[first.end : other.start])
    return more is not None


def _may_have_changed(text: Annotated, first: Count, other: Count) -> bool:
    """Return whether the story lets the number change, or tells of some others."""
    around = text.sentence_at(other.start)
    told = (
        _CHANGED.search(around)
        or _OTHER_TIME.search(around)
        or _is_of_others(text.text, first, other)
        or (not is_fate(first.thing) and _is_part_of(text.text, other))
    )
    if told or _adds(text.text, first, other):
        return True
    every = _ALL.search(text.text, max(0, other.start - len("all of the ")), other.start)
    return every is None and other.value < first.value and other.value <= _SPOKEN_OF


def _disagreeing(text: Annotated, found: Sequence[Count]) -> tuple[Count, Count] | None:
    """Return the first count and the one that recalls it with another number."""
    first, *later = found
    if first.definite or len({count.value for count in found}) != 2:
        return None
    other = next(count for count in later if count.value != first.value)
    whole = _is_whole(text, first) and _is_whole(text, other) and _of_one_kind(first, other)
    if not whole or first.allows(other) or not _recalls(text.text, other):
        return None
    between = (one for one in amounts(text.text) if first.end <= one.start < other.start)
    before = _stands_before(text.text, other.value, other.start) or any(
        first.value + one.value == other.value
        and not (is_fate(first.thing) and _happened_elsewhere(text.text, one.start, first.thing))
        for one in between
    )
    return None if before or _may_have_changed(text, first, other) else (first, other)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each count that recalls an earlier one with another number."""
    by_thing: dict[str, list[Count]] = defaultdict(list)
    for count in (*counts(text.text), *_measured(text)):
        by_thing[count.thing].append(count)
    told: set[int] = set()
    for found in by_thing.values():
        if len(found) > 1 and (pair := _disagreeing(text, found)):
            first, other = pair
            if other.start in told:
                continue  # once by what they are, once by what happened to them
            told.add(other.start)
            note = "The text gave this number before."
            yield Hit(
                other.start,
                other.end,
                "The text has counted these before, with another number.",
                0.7,
                evidence=(_place(text.text, first, note),),
            )
    for hit in find_rest(text):
        if hit.start not in told:
            yield hit
    yield from (hit for hit in find_recalled(text) if hit.start not in told)
    yield from other_numbers(text.text)
    yield from years(text.text)
    yield from names(text.text)
