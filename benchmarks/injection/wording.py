"""Words that don't fit, don't belong, or stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from spacy.tokens import Token
from wordfreq import zipf_frequency

from benchmarks.injection.edits import (
    Edit,
    Kind,
    Propose,
    end_of,
    inner_tokens,
    replaced,
    sentences,
)
from benchmarks.injection.frames import fillers
from benchmarks.injection.respelling import misspelt
from mtqa.annotate.annotated import Annotated

_FUNCTION = frozenset({
    "the", "of", "in", "to", "and", "a", "on", "for", "with", "at", "by", "from", "was", "were",
    "is", "are", "his", "its", "their",
})  # fmt: skip
_MASS = re.compile(
    r"\b(?:an? |some |much |the |more |any )?"
    r"(information|evidence|equipment|furniture|advice|luggage|research|progress|machinery)\b"
)
_SAYING = frozenset({"say", "tell", "add", "insist", "note", "argue", "explain", "admit"})
_FEELING = frozenset({
    "hope", "apologize", "apologise", "resign", "laugh", "smile", "fear", "regret", "marry",
    "nod", "testify", "graduate", "pray", "eat", "doubt", "intend", "weep", "believe", "think",
})  # fmt: skip
_READERS_VERBS = (
    "show",
    "hit",
    "leave",
    "surprise",
    "tell",
    "force",
    "help",
    "make",
    "give",
    "push",
)


def doubled(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a function word that stands twice."""
    for token in inner_tokens(article):
        if token.text in _FUNCTION:
            yield replaced(token.idx, end_of(token), f"{token.text} {token.text}")


def stacked(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield an article or possessive with another one before or behind it."""
    more = {
        "the": ("the their", "his the", "the its", "a the", "the this"),
        "a": ("the a", "a his", "a the", "this a"),
        "his": ("the his", "his the", "a his"),
        "her": ("the her", "a her"),
        "their": ("the their", "their the", "these their"),
        "its": ("the its", "its the"),
    }
    for token in inner_tokens(article):
        if token.text in more and token.dep_ in ("det", "poss"):
            yield replaced(token.idx, end_of(token), rng.choice(more[token.text]))


def counted(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a noun that English doesn't count, counted or in the plural."""
    for match in _MASS.finditer(article.text):
        noun = match[1]
        if not article.in_quotation(match.start()):
            article_word = "an" if noun[0] in "aeiou" else "a"
            forms = (
                f"{article_word} {noun}",
                f"many {noun}",
                f"several {noun}s",
                f"{noun}s",
                f"two {noun}s",
            )
            yield replaced(*match.span(), rng.choice(forms))


def first_person(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield "I" in reported speech, and "me" where the text is told in the third person."""
    speech = r"(?<= (?:said|says) )(?:that )?(?:he|she) (?=(?:would|had|could|will|plans) )"
    for match in re.finditer(speech, article.text):
        if not article.in_quotation(match.start()):
            yield replaced(*match.span(), "that I ", "first person")
    for token in inner_tokens(article):
        person = {"him": "me", "them": "us", "her": "me"}.get(token.text)
        if person and token.dep_ == "dobj" and token.head.lemma_ in _READERS_VERBS:
            yield replaced(token.head.idx, end_of(token), _with(token, person), "first person")
        elif token.text in ("their", "his") and token.head.lemma_ in ("country", "government"):
            mine = rng.choice(("my", "our")) + article.text[end_of(token) : end_of(token.head)]
            yield replaced(token.idx, end_of(token.head), mine, "first person")


def _with(token: Token, other: str) -> str:
    """Return the words from the token's head to the token, with another last word."""
    between = token.doc[token.head.i : token.i].text_with_ws if token.head.i < token.i else ""
    return between + other


def thing_as_subject(slot: str, verbs: frozenset[str]) -> Propose:
    """Return what puts "the oak" in the place of somebody who says or feels something."""

    def propose(article: Annotated, rng: Random, part: str) -> Iterator[Edit]:
        for token in inner_tokens(article):
            verb = token.head
            if token.dep_ != "nsubj" or verb.lemma_ not in verbs or verb.i != token.i + 1:
                continue
            if token.pos_ in ("PROPN", "PRON") and token.left_edge.i > token.sent.start:
                thing = f"the {rng.choice(fillers(slot, part))}"
                yield replaced(token.left_edge.idx, end_of(verb), f"{thing} {verb}")

    return propose


def repeated_phrase(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a phrase of two to seven words that comes back at once."""
    for start, end in sentences(article):
        words = list(re.finditer(r"[\w’'-]+", article.text[start : end - 1]))
        length = rng.randint(2, 7)
        if len(words) > length + 4:
            at = rng.randrange(2, len(words) - length)
            first, last = start + words[at].start(), start + words[at + length - 1].end()
            phrase = article.text[first:last]
            yield replaced(first, last, f"{phrase}{rng.choice((' ', ', ', ' '))}{phrase}")


def repeated_sentence(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a sentence that stands twice."""
    for start, end in sentences(article):
        sentence = article.text[start:end]
        yield Edit(start, end, f"{sentence} {sentence}", (len(sentence) + 1, 2 * len(sentence) + 1))


def exchanged(slot: str) -> Propose:
    """Return what exchanges a common noun for a filler of ``slot``."""

    def propose(article: Annotated, rng: Random, part: str) -> Iterator[Edit]:
        for token in inner_tokens(article):
            if token.pos_ == "NOUN" and token.text.islower():
                yield replaced(token.idx, end_of(token), rng.choice(fillers(slot, part)))

    return propose


def misspelling(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a longer word with letters astray that make no other word."""
    for token in inner_tokens(article):
        if len(token.text) > 5 and token.text.islower():
            new = misspelt(token.text, rng)
            if zipf_frequency(new, "en") == 0:
                yield replaced(token.idx, end_of(token), new)


KINDS = (
    Kind("verb-object", ("WRD01",)),
    Kind("counted-mass", ("WRD02",), counted),
    Kind("first-person", ("GRA02",), first_person),
    Kind("doubled-word", ("GRA04", "STR03"), doubled),
    Kind("stacked-determiners", ("GRA03",), stacked),
    Kind("repeated-phrase", ("STR03", "GRA04"), repeated_phrase),
    Kind("repeated-sentence", ("STR03",), repeated_sentence),
    Kind("repeated-head", ("WRD05",)),
    Kind("foreign-script", ("STR02", "WRD04"), exchanged("foreign_script")),
    Kind("untranslated-word", ("WRD04",), exchanged("foreign_word")),
    Kind("misspelt-word", ("WRD04",), misspelling),
    Kind("altered-phrase", ("WRD03",)),
    Kind("speaking-thing", ("WRD12",), thing_as_subject("speechless", _SAYING)),
    Kind("feeling-thing", ("WRD01",), thing_as_subject("plain_thing", _FEELING)),
)
