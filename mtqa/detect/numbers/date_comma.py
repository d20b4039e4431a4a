"""A comma between a date and the noun it describes. Documented beside, in date_comma.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._dates import MONTH
from mtqa.detect.rule import Hit

_DATE = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|[Tt]heir|[Ii]ts|[Hh]is|[Hh]er) ({MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?),"
    rf" (?!{MONTH}\b)(?=[^\W\d_])"
)
_DESCRIBED = {"NOUN", "PROPN", "ADJ"}


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each date that a comma parts from its noun: "the May 3, peace deal"."""
    for match in _DATE.finditer(text.text):
        noun = text.doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        if noun is not None and noun[0].pos_ in _DESCRIBED:
            yield Hit(
                match.start(1),
                match.end(1) + 1,
                "No comma stands between a date and the noun that it describes.",
                confidence=0.75,
                suggestion=match[1],
            )
