"""What the rules of grammar ask of a sentence before they judge it, and of words for times."""

from __future__ import annotations

from functools import cached_property, lru_cache

from spacy.strings import StringStore
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from mtqa.annotate.annotated import Annotated

_KEPT = 200_000  # words, after which they are looked up anew
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


class _Spelled(dict[int, str]):
    """The words that keys of the vocabulary stand for, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        """Return the word of a new key, and keep it."""
        if len(self) > _KEPT:
            self.clear()
        self[key] = word = self._strings[key]
        return word


@lru_cache(maxsize=1)
def _spelled(strings: StringStore) -> _Spelled:
    return _Spelled(strings)


class Columns:
    """What rules ask of all tokens of a document, a list each.

    Attributes:
        tags: as the tagger gave them.
        lower: the words in lower case.
        lemmas: their dictionary forms.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._spelled = _spelled(doc.vocab.strings)

    def _column(self, of: str) -> list[str]:
        return list(map(self._spelled.__getitem__, self._doc.to_array(of).tolist()))

    @cached_property
    def tags(self) -> list[str]:
        return self._column("TAG")

    @cached_property
    def lower(self) -> list[str]:
        return self._column("LOWER")

    @cached_property
    def lemmas(self) -> list[str]:
        return self._column("LEMMA")


@lru_cache(maxsize=2)
def columns(text: Annotated) -> Columns:
    """Return tags and words of ``text``; a list is read ten times as fast as tokens are."""
    return Columns(text.doc)


@lru_cache(maxsize=2)
def statements(text: Annotated) -> tuple[Words, ...]:
    """Return the sentences of ``text`` that are statements of running text, in order."""
    return tuple(filter(is_prose, text.sentences))


def is_prose(sentence: Words) -> bool:
    """Return whether ``sentence`` is a statement of running text, not a headline or a question."""
    text = sentence.text.strip().rstrip("”\"'’)")
    return len(sentence) >= _SHORTEST and text.endswith(".") and text[:1].isupper()


def is_time(token: Token) -> bool:
    """Return whether the noun ``token`` says when, how long or how far."""
    return token.ent_type_ in _TIMES or token.lemma_.lower() in _TIME_NOUNS


def phrase(first: Token, last: Token) -> Words:
    """Return the tokens from ``first`` to ``last``, both included."""
    return first.doc[first.i : last.i + 1]
