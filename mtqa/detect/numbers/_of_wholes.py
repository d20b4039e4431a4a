"""Parts of a whole that the same sentence counts: "Of 35 seats, the party has 47"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.numbers._amounts import AMOUNT, HEDGE, named, read_amount
from mtqa.detect.rule import Hit
from mtqa.knowledge.units import measures

_WHOLE, _PART = named(AMOUNT, "whole_"), named(AMOUNT, "part_")
_DET = (
    r"(?:the |its |their |his |her |our |these |those |all |a total of |the total of |total "
    r"|a group of |all the |all of the )*"
)
_NOUN = r"(?P<noun>(?:(?!and\b|or\b)[a-z-]+ ){0,2}?[a-z]+)"
_QUICK = re.compile(
    r"\b(?:[Oo]f|[Aa]mong|[Ff]rom) (?:the |its |their |all |a total of |these |those )*(?:\d"
    r"|[a-z]+ [a-z]+)"
    r"|\b(?:part|portion|half|third|quarter|most|majority|some|second|fourth|fifth|other|two) of\b"
)
# "Of 35 seats, the party has 47", "Among the 175 troops there were 350 foreign ones"
_LED = re.compile(
    rf"(?:^|(?<=[.!?;:,“] )|(?<=[.!?][”\"] )|\b)(?P<lead>Of|Among|Out of|From among|From"
    rf"|[Nn]ot all of|[Nn]ot all) {_DET}"
    rf"{_WHOLE} {_NOUN}(?:,|(?= there| only| were| are| have)"
    rf"| )(?P<between>[^.;:!?\n\d“”]{{0,60}}?)[ ,(–—-]{{1,3}}"
    rf"{HEDGE}{_PART}(?P<behind>[^.;!?\n\d]{{0,25}})",
    re.MULTILINE,
)
# "45 from among the five drives", "A part of the two sides - 6 - is"
_FROM = re.compile(
    rf"{_PART} (?:of them )?(?:from among|out of|among) (?:the|its|their|these|those|all"
    rf"|all the) {_WHOLE} {_NOUN}"
)
_SOME = re.compile(
    rf"\b(?:[Aa] |[Oo]nly )?(?:(?:small|large|big|good) )?(?:part|portion|fraction|some|most"
    rf"|majority|half|third|every (?:second|third|fourth|fifth|other)|one in (?:two|three|four"
    rf"|five)"
    rf"|two[- ]thirds|quarter|minority) of {_DET}{_WHOLE} {_NOUN}(?: ?[-–—(,]+ ?)(?:namely "
    rf"|that is,? |or "
    rf"|i\.e\. )?{HEDGE}{_PART}"
    r"(?= ?[-–—),])"
)
# what is of the same kind as the whole: nothing, a verb, or people
_NO_OTHER = re.compile(
    r"\s*(?:[.,;)–—-]|\Z|(?:foreign |new |local |young )?(?:ones?|of them|others)\b|(?:were|was"
    r"|are|is|have|has|had|did"
    r"|in|from|elsewhere|could|would|will|voted|died|left|said|came|took|got|failed|passed|belong"
    r"|go|went|live|work|come|agree|support|chose|choose|play|hold|held|need|want|remain|stay|make"
    r"|made|[a-z]+ed(?! (?:[a-z]+ )?[a-z]+s\b))\b)"
)
_AMONG = re.compile(r"[\w] (?:from among|out of|among) (?:the|its|their|these|those|all)\b")
_LATER = re.compile(
    r"\b(?:later|now|today|year|percent|per cent|after|since|more|another|compared|average|each"
    r"|every|age|aged|by"
    r"|least|over|extra|additional|previous\w*|expected|instead|rose|grew|increased|up|times"
    r"|points|votes)\b|[$€£%]"
)
_SEVERAL = re.compile(rf"\bOf {_DET}{_WHOLE} {_NOUN}, (?P<rest>[^.;:!?\n“”]{{5,160}})")
_EACH = re.compile(
    r"(?<![\w.,$€£/:–-])(?P<value>\d{1,3}(?:,\d{3})*)(?= (?:are|were|was|is|have|had|in|from"
    r"|elsewhere|went"
    r"|came|died|left|live|lived|work|worked|of them|said|voted)\b)"
)
_MESSAGE = "The part is larger than the whole."


def _larger(match: re.Match[str]) -> bool:
    """Return whether the part is a plain number above the whole, in things that are counted."""
    part, whole = read_amount(match, "part_"), read_amount(match, "whole_")
    if part is None or whole is None or part.may_be_year or whole.may_be_year:
        return False
    plain = not (part.sign or part.share or whole.sign or whole.share)
    between = match.groupdict().get("between") or ""
    words = [*match["noun"].split(), *between.split()[:1]]
    noun = next((word for word in words if word.endswith("s")), words[-1])
    counted = noun.endswith("s") or measures(noun) == "people"
    return plain and counted and measures(noun) in (None, "people") and part.value > whole.value


def _led(text: str) -> Iterator[Hit]:
    for match in _LED.finditer(text):
        said = f"{match['between']} {match['behind']}"
        if _larger(match) and _NO_OTHER.match(match["behind"]) and not _LATER.search(said):
            end = match.start("behind")
            yield Hit(match.start(), end, _MESSAGE, 0.75)
    patterns = (_FROM, _SOME) if _AMONG.search(text) else (_SOME,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if _larger(match):
                yield Hit(match.start(), match.end(), _MESSAGE, 0.75)


def _sums(text: str) -> Iterator[Hit]:
    """Yield "Of the five acres, 4 are in India, 5 in the south and 5 elsewhere"."""
    for match in _SEVERAL.finditer(text):
        whole = read_amount(match, "whole_")
        parts = [int(one["value"].replace(",", "")) for one in _EACH.finditer(match["rest"])]
        if whole is None or whole.share or whole.sign or whole.may_be_year or len(parts) < 2:
            continue
        apart = _LATER.search(match["rest"]) or re.search(
            r"\b(?:also|both|some of)\b", match["rest"]
        )
        if len(parts) > 2 and sum(parts) > whole.value and not apart:
            message = f"These parts are {sum(parts):,} together, more than the whole."
            yield Hit(match.start(), match.end(), message, 0.7)


def find_of_wholes(text: str) -> Iterator[Hit]:
    """Yield each part that is more than the whole of which the sentence says that it is one."""
    if _QUICK.search(text):
        yield from _led(text)
        yield from _sums(text)
