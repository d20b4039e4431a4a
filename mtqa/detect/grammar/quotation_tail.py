"""A quotation followed by what can't attribute it. Documented beside, in quotation_tail.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

_CLOSED = r"(?<=[\w.,!?])[”\"],? (?:[-–—] )?"
_SAYING = (
    r"(?:says|said|explains|explained|adds|added|believes|believed|thinks|states|stated|notes"
    r"|noted|emphasi[sz]es|emphasi[sz]ed|stresses|stressed|reports|warns|writes|wrote|assumes"
    r"|concludes|concluded|declares|declared|describes)"
)
_PLURAL = r"(?:say|explain|add|believe|think|state|note|write|report|emphasi[sz]e|stress|warn)"
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
_TAILS = (
    # "…", explains it.
    re.compile(rf"{_CLOSED}(?P<tail>{_SAYING} (?:it|them|him))(?=[.\n]|\Z)"),
    # "…" quoth.
    re.compile(rf"{_CLOSED}(?P<tail>quoth)\b"),
    # "…" he speaks.
    re.compile(
        rf"{_CLOSED}(?P<tail>(?:(?:he|she|they|{_NAME}) )?(?:speaks|spoke|tells|talks|talking"
        r"|speaking|telling))(?=[.\n]|\Z)"
    ),
    # "…", say Joanne
    re.compile(
        rf"{_CLOSED}(?P<tail>{_PLURAL} (?!The |I |Some |Many |All )(?:{_NAME}))(?=[.,\n]|\Z)"
    ),
)
_GROUP = re.compile(r"s\Z|\b(?:Mr|Mrs|Ms|Dr)\Z")


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the words after a quotation that should say who said it and do not."""
    for pattern in _TAILS:
        for match in pattern.finditer(text.text):
            tail = match["tail"]
            if pattern is _TAILS[-1] and _GROUP.search(tail):
                continue  # "say Liberals"
            yield Hit(
                match.start("tail"),
                match.end("tail"),
                f"“{tail}” doesn't say who said the words before it, or says it in no English way.",
                confidence=0.8,
            )
