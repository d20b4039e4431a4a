"""Whether a text is prose that somebody edited, or talk that was written down."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from mtqa.annotate.annotated import Annotated

_SOUNDS = re.compile(r"\b(?:uh|um|Uh|Um|[Mm]hm|[Uu]h-huh)\b")  # only transcripts note them
# what people say or type in a hurry, and no editor leaves standing
_TALK = re.compile(
    r"\b(?i:yeah|gonna|wanna|gotta|kinda|lol|omg|thx|plz|pls|dont|didnt|doesnt|cant|wont|isnt"
    r"|wasnt|im|ive|thats|whats|ur)\b"
    r"|(?<=\w)(?:!{2,}|\?{2,}|\?!|!\?)|(?<!\w)[:;]-?[)(DP](?!\w)|(?<=\w)\.{4,}|\bu\b(?= )"
)
_FEW = 2
# one of these stands in whatever the pattern finds, and they are sooner looked for
_PARTS = (
    "yeah", "gonna", "wanna", "gotta", "kinda", "lol", "omg", "thx", "plz", "pls", "dont", "didnt",
    "doesnt", "cant", "wont", "isnt", "wasnt", "thats", "whats", "!!", "??", "?!", "!?", "....",
)  # fmt: skip
_SHORT = re.compile(r"[iu](?<!\w.)(?:(?<=i)(?:m|ve)|(?<=u)r?)\b|[:;]-?[)(dp]")
_HUMMED = re.compile(r"[um](?<!\w.)(?:[hm]|hm|h-huh)\b")


@lru_cache(maxsize=2)
def is_talk(text: Annotated) -> bool:
    """Return whether ``text`` is a transcript, or was typed as people talk.

    Such texts are full of slips and breaks that tell nothing of a machine.
    What stands in quotation marks doesn't count.
    """
    lower = text.text.lower()
    hums = _HUMMED.search(lower) is not None
    return (hums and _outside(text, _SOUNDS, 1)) or (_hints(lower) and _outside(text, _TALK, _FEW))


def _hints(lower: str) -> bool:
    """Return whether the text, in lower case, may hold what the pattern for talk finds."""
    return any(part in lower for part in _PARTS) or _SHORT.search(lower) is not None


def _outside(text: Annotated, pattern: re.Pattern[str], least: int) -> bool:
    marks = (m for m in pattern.finditer(text.text) if not text.in_quotation(m.start()))
    return len(list(islice(marks, least))) == least
