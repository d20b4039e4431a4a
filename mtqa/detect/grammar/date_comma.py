"""A comma between a date and its noun. Documented beside, in date_comma.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH, SHORT_MONTH

_MONTH = rf"(?:{LONG_MONTH}|{SHORT_MONTH}\b\.?)"
_DATE = re.compile(
    r"\b(?:[Tt]he|[Aa]|[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Ii]ts|[Oo]ur|[Tt]heir|\w+[’']s?)"
    rf" (?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}} {_MONTH})"
    rf"(?P<comma>,) (?!\d|{_MONTH})(?=[\w“\"])"
)
# "on the May 3, parliament, which had met before, …"
_ON = re.compile(r"\b(?:on|by)\s\Z", re.IGNORECASE)
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
    if (
        last is None
        and token.tag_ == "VBG"
        and token.doc[token.i + 1 : token.i + 2].text in (".", ";")
    ):
        return token  # "the May 3, shooting."
    return last if last is not None and last.tag_ in ("NN", "NNS") else None


def _is_name_of_day(text: Annotated, match: re.Match[str], noun: Token) -> bool:
    """Return whether the words between commas may say what the day is called, or begin a clause."""
    if text.text[noun.idx + len(noun) : noun.idx + len(noun) + 1] != ",":
        return False
    bare = noun.tag_ == "NN" and text.text[match.end() : noun.idx + len(noun)].islower()
    return not bare or _ON.search(text.text[: match.start()][-4:]) is not None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "the February 3, ceasefire deal": the date stands before its noun like an adjective."""
    for match in _DATE.finditer(text.text):
        noun = _noun(text, match.end())
        if noun is None:
            continue
        end = noun.idx + len(noun)
        if _is_name_of_day(text, match, noun):
            continue
        quote = text.text[match.start() : end]
        comma = match.start("comma") - match.start()
        yield Hit(
            match.start(),
            end,
            "A comma parts the date from the noun that it belongs to.",
            confidence=0.85,
            suggestion=quote[:comma] + quote[comma + 1 :],
        )
