"""Established phrases rendered word by word. Documented beside, in altered_phrase.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.phrases import WORD, Altered, altered_phrases, bound_words, collocations

_FURTHEST = 8  # tokens from a verb to its object


def _suggestion(quote: str, entry: Altered) -> str | None:
    if not entry.swaps:
        return None
    words = entry.established
    return words[0].upper() + words[1:] if quote[0].isupper() else words


def _phrases(prose: str) -> Iterator[Hit]:
    """Yield phrases of the table: "limping duck" for "lame duck"."""
    phrases = altered_phrases()
    words: list[re.Match[str]] = list(WORD.finditer(prose))
    for at, first in enumerate(words):
        for entry in phrases.get(first[0].lower(), ()):
            found = words[at : at + len(entry.words)]
            said = tuple(word[0].replace("’", "'") for word in found)
            if (said if entry.cased else tuple(map(str.lower, said))) != entry.words:
                continue
            start, end = first.start(), found[-1].end()
            if re.search(r"[.,;:!?\n()]", prose[start:end]):
                continue
            yield Hit(
                start,
                end,
                f"The established phrase is “{entry.established}”.",
                confidence=entry.confidence,
                suggestion=_suggestion(prose[start:end], entry),
            )


def _collocation(noun: Token) -> Hit | None:
    """Return a verb that doesn't go with its object: "say a lie"."""
    verb = noun.head
    entry = collocations().get(verb.lemma_.lower(), {}).get(noun.lemma_.lower())
    if entry is None or verb.pos_ != "VERB" or abs(noun.i - verb.i) > _FURTHEST:
        return None
    first, last = sorted((verb, noun), key=lambda token: token.i)
    first = min(first, noun.left_edge, key=lambda token: token.i) if noun.i < verb.i else first
    return Hit(
        first.idx,
        last.idx + len(last),
        f"“{verb.lemma_}” does not go with “{noun}”; English says “{entry.instead}”.",
        confidence=entry.confidence,
    )


def _bound(word: Token) -> Hit | None:
    """Return a word that few nouns can follow, before another one."""
    nouns = bound_words().get(word.lower_)
    if nouns is None or word.dep_ not in ("amod", "compound", "nmod") or not word.text.islower():
        return None
    noun = word.nbor() if word.i + 1 < len(word.doc) else word
    if noun.pos_ != "NOUN" or noun.dep_ == "compound" or noun.lemma_.lower() in nouns:
        return None
    if classes(noun.lemma_) or not noun.text.islower() or not noun.is_alpha:
        return None  # a thing may be sticking, a person stumbling
    return Hit(
        word.idx,
        noun.idx + len(noun),
        f"“{word}” hardly goes with “{noun}”; the established phrase is “{word} {nouns[0]}”.",
        confidence=0.7,
    )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield phrases that good English words otherwise."""
    yield from _phrases(text.text)
    verbs, bound = collocations(), bound_words()
    for token in text.doc:
        hit = None
        if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in verbs:
            hit = _collocation(token)
        elif token.text in bound:
            hit = _bound(token)
        if hit is not None:
            yield hit
