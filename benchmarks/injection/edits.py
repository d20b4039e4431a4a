"""What an injection is: words put in place of others, with the span that is wrong marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from spacy.tokens import Token

from benchmarks.injection.frames import Values
from mtqa.annotate.annotated import Annotated


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of ``article.text[start:end]`` that makes an artifact.

    Attributes:
        text: what is put there.
        wrong: the range inside ``text`` that an editor would mark.
        claim: what no other edit of the article may touch: a person, an abbreviation.
    """

    start: int
    end: int
    text: str
    wrong: tuple[int, int]
    claim: str = ""


Propose = Callable[[Annotated, Random, str], Iterator[Edit]]


def no_places(_article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield nothing: the kind is made by inserted sentences alone."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of artifact.

    Attributes:
        rules: the ids of the rules that should find it.
        propose: yields edits of an article that make the artifact.
        values: computes slots of the kind's frames.
        alone: whether what is inserted stands on a line of its own.
        translated: whether articles that people translated are changed too, because
            those written in English name too few people.
    """

    name: str
    rules: tuple[str, ...]
    propose: Propose = no_places
    values: Callable[[Random, str], Values] = lambda _rng, _part: {}
    alone: bool = False
    translated: bool = False


def marked(start: int, end: int, text: str, claim: str = "") -> Edit:
    """Return the edit whose ``text`` holds the wrong words between ``[[`` and ``]]``."""
    before, wrong, after = re.split(r"\[\[|\]\]", text, maxsplit=2)
    span = (len(before), len(before) + len(wrong))
    return Edit(start, end, before + wrong + after, span, claim)


def replaced(start: int, end: int, text: str, claim: str = "") -> Edit:
    """Return the edit that puts ``text``, all of it wrong, in place of the range."""
    return Edit(start, end, text, (0, len(text)), claim)


def inserted(offset: int, sentence: str, claim: str = "", *, alone: bool = False) -> Edit:
    """Return the edit that puts ``sentence``, marked as in ``marked``, behind another one."""
    return marked(offset, offset, ("\n" if alone else " ") + sentence, claim)


@lru_cache(maxsize=4)
def sentences(article: Annotated) -> tuple[tuple[int, int], ...]:
    """Return the ranges of whole sentences outside of quotations, headings left out."""
    return tuple(
        (sentence.start_char, sentence.start_char + len(sentence.text.rstrip()))
        for sentence in article.sentences
        if len(sentence) > 5
        and sentence.text.rstrip().endswith(".")
        and sentence.text[0].isupper()
        and not any(article.in_quotation(token.idx) for token in sentence)
    )


def inner_tokens(article: Annotated) -> Iterator[Token]:
    """Yield the words of whole sentences outside of quotations, but the first and last."""
    for start, end in sentences(article):
        span = article.doc.char_span(start, end, alignment_mode="contract")
        yield from (token for token in (span or ())[1:-2] if token.is_alpha)


def end_of(token: Token) -> int:
    """Return one past the token's last code point."""
    return int(token.idx) + len(token.text)
