"""A comma between a date and its noun. Documented beside, in date_comma.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DATE = re.compile(
    r"\b(?:[Tt]he|[Aa]|[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Ii]ts|[Oo]ur|[Tt]heir|\w+[’']s?)"
    rf" (?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}} {_MONTH})"
    rf"(?P<comma>,) (?!\d|{_MONTH})(?=[\w“\"])"
)
_NAMES = {"NOUN", "PROPN", "ADJ"}


def _noun(text: Annotated, at: int) -> Token | None:
    """Return the last noun of the phrase at ``at``, where a noun phrase and nothing else is."""
    words = text.doc.char_span(at, at + 1, alignment_mode="expand")
    if words is None:
        return None
    token: Token = words[0]
    last = None
    while token.pos_ in _NAMES or token.text in ("-", "–", "’s", "'s"):
        last = token
        if token.i + 1 == len(token.doc):
            break
        token = token.nbor()
    return last if last is not None and last.tag_ in ("NN", "NNS") else None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "the February 3, ceasefire deal": the date stands before its noun like an adjective."""
    for match in _DATE.finditer(text.text):
        noun = _noun(text, match.end())
        if noun is None:
            continue
        end = noun.idx + len(noun)
        if text.text[end : end + 1] == ",":
            continue  # what the day is called
        quote = text.text[match.start() : end]
        comma = match.start("comma") - match.start()
        yield Hit(
            match.start(),
            end,
            "A comma parts the date from the noun that it belongs to.",
            confidence=0.85,
            suggestion=quote[:comma] + quote[comma + 1 :],
        )
