"""What the rules of grammar ask of a sentence before they judge it, and of words for times."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated

_SHORTEST = 7  # tokens; shorter ones are headlines, captions and notes
_TIMES = {"DATE", "TIME"}
_TIME_NOUNS = {
    "second", "minute", "hour", "day", "night", "morning", "noon", "afternoon", "evening", "week",
    "weekend", "month", "year", "decade", "century", "season", "summer", "winter", "spring",
    "autumn", "fall", "time", "moment", "today", "yesterday", "tomorrow", "tonight", "instant",
    "while", "quarter", "term", "date", "occasion", "semester", "generation", "age", "once", "bit",
    "way", "mile", "metre", "meter", "kilometre", "kilometer", "lot", "deal", "half", "fortnight",
    "midnight", "dawn", "daybreak", "nightfall", "dusk", "sunrise", "sunset", "period", "round",
}  # fmt: skip
FINITE = {"VBD", "VBZ", "VBP", "MD"}
NOMINATIVE = {"he", "she", "they", "we", "i"}


@dataclass(frozen=True, slots=True)
class Columns:
    """What rules ask of all tokens of a document, a list each.

    Attributes:
        tags: as the tagger gave them.
        lower: the words in lower case.
        lemmas: their dictionary forms.
    """

    tags: list[str]
    lower: list[str]
    lemmas: list[str]


@lru_cache(maxsize=2)
def columns(text: Annotated) -> Columns:
    """Return tags and words of ``text``; a list is read ten times as fast as tokens are."""
    strings = text.doc.vocab.strings
    found: list[list[str]] = []
    for column in text.doc.to_array(["TAG", "LOWER", "LEMMA"]).T:
        keys = column.tolist()
        known = {key: strings[key] for key in set(keys)}
        found.append([known[key] for key in keys])
    return Columns(*found)


@lru_cache(maxsize=2)
def statements(text: Annotated) -> tuple[Words, ...]:
    """Return the sentences of ``text`` that are statements of running text, in order."""
    return tuple(filter(is_prose, text.sentences))


def is_prose(sentence: Words) -> bool:
    """Return whether ``sentence`` is a statement of running text, not a headline or a question."""
    text = sentence.text.strip().rstrip("”\"'’)")
    return len(sentence) >= _SHORTEST and text.endswith(".") and text[:1].isupper()


def is_said(text: Annotated, token: Token) -> bool:
    """Return whether ``token`` stands in a quotation."""
    return text.in_quotation(token.idx)


def is_time(token: Token) -> bool:
    """Return whether the noun ``token`` says when, how long or how far."""
    return token.ent_type_ in _TIMES or token.lemma_.lower() in _TIME_NOUNS


def phrase(first: Token, last: Token) -> Words:
    """Return the tokens from ``first`` to ``last``, both included."""
    return first.doc[first.i : last.i + 1]
