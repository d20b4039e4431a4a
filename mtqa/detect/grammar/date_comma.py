"""A comma between a date and its noun. Documented beside, in date_comma.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH, SHORT_MONTH
from mtqa.knowledge.sexes import means_person
from mtqa.knowledge.units import measures

_MONTH = rf"(?:{LONG_MONTH}|{SHORT_MONTH}\b\.?)"
_DATE = re.compile(
    r"\b(?:[Tt]he|[Aa]|[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Ii]ts|[Oo]ur|[Tt]heir|\w+[’']s?)"
    rf" (?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|(?P<day_first>\d{{1,2}} {_MONTH}))"
    rf"(?P<comma>,) (?!\d|{_MONTH})(?=[\w“\"])"
)
# "on the May 3, parliament, which had met before, …"
_ON = re.compile(r"\b(?:on|by)\s\Z", re.IGNORECASE)
_NAMES = {"NOUN", "PROPN", "ADJ"}
_INSIDE = ("-", "–", "’s", "'s")
_NO_OBJECT = {".", ",", ":", "IN", "VBD", "VBZ", "MD", "WDT", "WP", "CC", ""}


def _noun(text: Annotated, at: int) -> Token | None:
    """Return the last noun of the phrase at ``at``, where a noun phrase and nothing else is."""
    words = text.doc.char_span(at, at + 1, alignment_mode="expand")
    if words is None:
        return None
    token: Token = words[0]
    last = None
    if token.is_lower and token.text in STOP_WORDS:
        return None  # "on the May 3, most shops were closed"
    while token.pos_ in _NAMES or token.text in _INSIDE or (last is None and _is_mistaken(token)):
        last = token
        if token.i + 1 == len(token.doc):
            break
        token = token.nbor()
    return last if last is not None and _ends_phrase(last) else None


def _behind(token: Token) -> str:
    """Return the tag of the next token, ``""`` at the end."""
    return str(token.nbor().tag_) if token.i + 1 < len(token.doc) else ""


def _is_mistaken(token: Token) -> bool:
    """Return whether the model, misled by the comma, may take a noun for a verb.

    No verb but a participle stands there; that is one where it has an object.
    """
    if token.tag_ == "VBG":
        return _behind(token) in _NO_OBJECT
    return token.tag_ in ("VB", "VBP", "VBZ") and token.text.isalpha() and token.pos_ == "VERB"


def _ends_phrase(token: Token) -> bool:
    """Return whether the word may be a noun; "the primary" is one before a verb."""
    if token.tag_ == "JJ":
        clause = _behind(token) in ("VBD", "VBZ", "MD")
        return token.is_lower and clause and token.lower_ not in STOP_WORDS
    return token.tag_ in ("NN", "NNS") or (token.tag_ not in ("JJR", "JJS") and token.is_lower)


def _is_name_of_day(text: Annotated, match: re.Match[str], noun: Token) -> bool:
    """Return whether the words between commas may say what the day is called, or begin a clause."""
    if text.text[noun.idx + len(noun) : noun.idx + len(noun) + 1] != ",":
        return False
    people = noun.tag_ == "NNS" and (means_person(noun.lemma_) or measures(noun.text) == "people")
    bare = not people and text.text[match.end() : noun.idx + len(noun)].islower()
    return not bare or _ON.search(text.text[: match.start()][-4:]) is not None


def _is_adverbial(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the date alone says when, as in "On this May 8, people danced"."""
    if match[0].lower().startswith("the "):
        return False
    before = text.text[: match.start()].rstrip(" ")
    return before[-1:] in ("", "\n", ".", "!", "?") or _ON.search(f"{before[-4:]} ") is not None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "the February 3, ceasefire deal": the date stands before its noun like an adjective."""
    for match in _DATE.finditer(text.text):
        noun = _noun(text, match.end())
        if noun is None or _is_adverbial(text, match):
            continue
        certain = match[0].lower().startswith("the ") and not match["day_first"]
        if noun.pos_ not in _NAMES and not certain:
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
