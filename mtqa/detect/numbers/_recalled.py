"""Numbers that a text says it has given before, and has not: "10 victims, as stated above"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import AMOUNT, named, read_amount
from mtqa.detect.numbers._counts import Count, counts
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH
from mtqa.model import Evidence

_TOLD = r"(?:mentioned|stated|said|noted|named|counted|described|reported|listed|cited|told)"
# the sentence says that the reader knows its number
_CUE = re.compile(
    rf"\b(?:[Aa]s (?:it )?(?:has|have|had) (?:already |previously |just )?been {_TOLD}"
    rf"|[Aa]s (?:already |was |we |I )?(?:already )?{_TOLD} (?:above|before|already|earlier"
    rf"|at the (?:beginning|start|outset)"
    rf"|in the (?:beginning|headline|title|introduction))|(?:already|previously|above"
    rf"|before) ?-?{_TOLD}|{_TOLD} above"
    r"|aforementioned|aforesaid|[Tt]he said \d|is (?:thus|therefore|hence|accordingly)|(?:is"
    r"|are) the (?:whole|full|complete|entire|total) "
    r"(?:number|figure|amount|total)|(?:are|is) the only ones?|as (?:already )?(?:mentioned"
    r"|stated|said|noted)[.,]"
    r"|[Aa]s (?:mentioned|stated|said|noted) (?:above|before|already|earlier))"
)
_NUMBER = re.compile(named(AMOUNT, "n_"))
_THING_BEFORE = re.compile(
    r"\b[Nn]umber of (?P<thing>[a-z-]+)\b[^\d.;]{0,30}? (?P<value>\d+(?:,\d{3})*)"
)
_HEDGE = re.compile(r"\b(?:about|around|some|nearly|almost|over|more than|at least|up to)\b")
_LARGE = 12  # of fewer, the writer may not have written the number
_NEAR = (0.7, 1.45)


def _differs(value: float, known: float, *, hedged: bool) -> bool:
    if hedged and known:
        return not _NEAR[0] <= value / known <= _NEAR[1]
    return value != known


def _stem(word: str) -> str:
    return word.lower().removesuffix("s")


def _told(text: Annotated, start: int, end: int) -> Iterator[tuple[str, float, int, int]]:
    """Yield what the sentence counts, how many, and where."""
    plain = text.text
    for match in _THING_BEFORE.finditer(plain, start, end):
        yield _stem(match["thing"]), float(match["value"].replace(",", "")), *match.span("value")
    for count in counts(plain):
        if start <= count.start < end and not count.fate and not count.amount.share:
            yield _stem(count.thing), count.value, count.start, count.end


def _stands(text: str, value: float, end: int) -> bool:
    found = (read_amount(match, "n_") for match in _NUMBER.finditer(text, 0, end))
    return any(one is not None and one.value == value for one in found)


def _other(known: list[Count], thing: str, value: float, *, hedged: bool) -> Count | None:
    """Return an earlier count of the same thing where none of them goes with ``value``."""
    same = [one for one in known if _stem(one.thing) == thing]
    fits = any(not _differs(value, one.value, hedged=hedged or bool(one.hedge)) for one in same)
    total = sum(one.value for one in same) == value
    return same[0] if same and not (fits or total) else None


def find_recalled(text: Annotated) -> Iterator[Hit]:
    """Yield each number of a sentence that recalls what was counted, but not with this number."""
    if _CUE.search(text.text):
        yield from first_come(_recalled(text))


def _recalled(text: Annotated) -> Iterator[Hit]:
    plain = text.text
    for match in _CUE.finditer(plain):
        sentence = next(
            (one for one in text.sentences if one.start_char <= match.start() < one.end_char), None
        )
        if sentence is None or text.in_quotation(match.start()):
            continue
        start, end = sentence.start_char, sentence.end_char
        known = [one for one in counts(plain) if one.end <= start]
        hedged = _HEDGE.search(sentence.text) is not None
        for thing, value, first, last in _told(text, start, end):
            if re.search(LONG_MONTH, plain[max(0, first - 10) : last + 10]):
                continue
            if plain.rfind("(", start, first) > plain.rfind(")", start, first):
                continue  # an aside
            other = _other(known, thing, value, hedged=hedged)
            message = "The text has not given this number before."
            if other is not None:
                quote = plain[other.start : other.end]
                place = Evidence(
                    note="It gives this one.", quote=quote, start=other.start, end=other.end
                )
                yield Hit(first, last, message, 0.7, (place,))
                break
            named_before = "above" in match[0] or "already" in match[0]
            if (
                named_before
                and value > _LARGE
                and known
                and not hedged
                and not _stands(plain, value, start)
            ):
                yield Hit(first, last, message, 0.65)
                break
