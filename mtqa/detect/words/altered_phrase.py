"""Established phrases rendered word by word. Documented beside, in altered_phrase.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from spacy.tokens import Doc, Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.lookup import places
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.phrases import (
    WORD,
    Altered,
    Reworded,
    SetPhrase,
    altered_phrases,
    bound_words,
    collocations,
    reworded,
    set_phrases,
)

_MARK = re.compile(r"[.,;:!?\n()]")
_EXCHANGED = {"NOUN", "PROPN", "VERB", "ADJ"}
_BEFORE_NOUN = ("compound", "amod", "nmod")
_LISTED = 4  # words of a phrase that may have a comma in it: "hook, line and anchor"
_FURTHEST = 8  # tokens from a verb to its object


def _suggestion(quote: str, entry: Altered) -> str | None:
    if not entry.swaps:
        return None
    words = entry.established
    return words[0].upper() + words[1:] if quote[0].isupper() else words


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, and how each is looked up: in lower case, with a plain apostrophe."""

    found: tuple[re.Match[str], ...]
    lower: tuple[str, ...]


def _words(prose: str) -> _Words:
    found = tuple(WORD.finditer(prose))
    return _Words(found, tuple(word[0].lower().replace("’", "'") for word in found))


def _says(words: _Words, at: int, entry: Altered) -> bool:
    """Return whether the words from ``at`` on are those of ``entry``."""
    end = at + len(entry.words)
    if not entry.cased:
        return words.lower[at:end] == entry.words
    return tuple(word[0].replace("’", "'") for word in words.found[at:end]) == entry.words


def _phrases(prose: str, words: _Words) -> Iterator[Hit]:
    """Yield phrases of the table: "limping duck" for "lame duck"."""
    phrases = altered_phrases()
    for at, first in enumerate(words.found):
        keys = {words.lower[at : at + 1], words.lower[at : at + 2]}
        for entry in chain.from_iterable(phrases.get(key, ()) for key in keys):
            if not _says(words, at, entry):
                continue
            found = words.found[at : at + len(entry.words)]
            start, end = first.start(), found[-1].end()
            if _MARK.search(prose[start:end]):
                continue
            yield Hit(
                start,
                end,
                f"The established phrase is “{entry.established}”.",
                confidence=entry.confidence,
                suggestion=_suggestion(prose[start:end], entry),
            )


def _fits(entry: SetPhrase, words: _Words, first: int) -> bool:
    """Return whether the words of the set phrase stand there, whatever the one that is tested."""
    end = first + len(entry.words)
    if first < 0 or end > len(words.lower):
        return False
    said = zip(words.lower[first:end], entry.words, strict=True)
    return all(word in place or i == entry.open_at for i, (word, place) in enumerate(said))


def _is_named(text: Annotated, word: re.Match[str]) -> bool:
    """Return whether a word is part of a name or title: "the board game War and Order"."""
    if not word[0][0].isupper():
        return False
    span = text.doc.char_span(*word.span())
    return span is None or not span[0].is_sent_start


def _goes_on(text: Annotated, end: int) -> bool:
    """Return whether the noun that ends at ``end`` belongs to the next: "strong wind turbines"."""
    span = text.doc.char_span(max(end - 1, 0), end, alignment_mode="expand")
    last = span[-1] if span else None
    if last is None:
        return False
    goes_on = last.dep_ in _BEFORE_NOUN and last.head.i > last.i
    # a title goes before its bearer's name: "head coach Ann Doe"
    return text.text[end : end + 1] == "-" or (goes_on and last.nbor().pos_ != "PROPN")


def _is_exchanged(text: Annotated, word: re.Match[str], entry: SetPhrase) -> bool:
    """Return whether a word of its own stands there, not one that goes before the right one."""
    span = text.doc.char_span(*word.span())
    if span is None or span[0].pos_ not in _EXCHANGED:
        return False
    after = text.doc[span.end : span.end + 2]
    return not any(token.lower_ in entry.allowed for token in after)


def _is_wrong(text: Annotated, found: tuple[re.Match[str], ...], entry: SetPhrase) -> bool:
    """Return whether the phrase that stands at ``found`` is the set one with a wrong word."""
    start, end = found[0].start(), found[-1].end()
    marks = _MARK.findall(text.text[start:end])
    if marks and (set(marks) != {","} or len(found) < _LISTED or not entry.wrong):
        return False
    swapped = found[entry.open_at]
    if entry.wrong:
        return not _is_named(text, swapped) and not _goes_on(text, end)
    return _is_exchanged(text, swapped, entry)


def _swapped(text: Annotated, words: _Words) -> Iterator[Hit]:
    """Yield set phrases with another word in them: "the Achilles foot"."""
    phrases = set_phrases()
    padded = (*words.lower, *[""] * 9)  # so that no phrase reaches beyond
    for at, word in enumerate(words.lower):
        for entry in phrases.get(word, ()):
            first = at - entry.anchor
            if not entry.excludes(padded[first + entry.open_at]) or not _fits(entry, words, first):
                continue
            found = words.found[first : first + len(entry.words)]
            if not _is_wrong(text, found, entry):
                continue
            swapped = found[entry.open_at][0]
            why = f"The set phrase has “{entry.right}” in the place of “{swapped}”."
            yield Hit(found[0].start(), found[-1].end(), why, entry.confidence)
            break


def _is_established(said: tuple[str, ...]) -> bool:
    """Return whether ``said`` is another set phrase: "turned a deaf ear"."""
    entries = chain.from_iterable(set_phrases().get(word, ()) for word in said)
    return any(
        len(entry.words) == len(said)
        and all(word in place for word, place in zip(said, entry.words, strict=True))
        for entry in entries
    )


def _exchanged(text: Annotated, words: _Words, first: int, entry: Reworded) -> list[int]:
    """Return the places of the phrase at the word ``first`` that have a word of like meaning."""
    end = first + len(entry.words)
    if first < 0 or end > len(words.lower):
        return []
    places = entry.exchanged(words.lower[first:end])
    if not places or _is_established(words.lower[first:end]):
        return []
    found = words.found[first:end]
    start, last = found[0].start(), found[-1].end()
    if _MARK.search(text.text[start:last]) or _goes_on(text, last):
        return []
    return [] if any(_is_named(text, found[one]) for one in places) else places


def _reworded(text: Annotated, words: _Words) -> Iterator[Hit]:
    """Yield set phrases with words of like meaning: "let the feline out of the sack"."""
    phrases = reworded()
    for at, word in enumerate(words.lower):
        for place, entry in phrases.get(word, ()):
            first = at - place
            if not (places := _exchanged(text, words, first, entry)):
                continue
            found = words.found[first : first + len(entry.words)]
            said = "” and “".join(found[one][0] for one in places)
            why = f"“{said}” is put for another word in this set phrase."
            yield Hit(found[0].start(), found[-1].end(), why, entry.confidence)
            break


def _is_turned_into(noun: Token) -> bool:
    """Return whether what it is made into follows: "made crimes against women a priority"."""
    if noun.n_rights and not noun.n_lefts:
        return True
    end = noun.right_edge.i + 1
    return end < len(noun.doc) and noun.doc[end].pos_ in ("DET", "ADJ")


def _collocation(noun: Token) -> Hit | None:
    """Return a verb that doesn't go with its object: "say a lie"."""
    verb = noun.head
    entry = collocations().get(verb.lemma_.lower(), {}).get(noun.lemma_.lower())
    if not noun.tag_.startswith("NN"):
        return None  # "the wounded were taken to hospital"
    if entry is None or verb.pos_ != "VERB" or abs(noun.i - verb.i) > _FURTHEST:
        return None
    if verb.lemma_ == "make" and _is_turned_into(noun):
        return None
    if any(t.dep_ == "prt" for t in verb.children) or any(t.lower_ == "no" for t in noun.lefts):
        return None  # "sewed up an agreement", "extra time brought no decision"
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
    if noun.pos_ != "NOUN" or noun.dep_ == "compound":
        return None
    if {noun.lemma_.lower(), noun.lower_.removesuffix("s")} & set(nouns):
        return None
    if classes(noun.lemma_) or not noun.text.islower() or not noun.is_alpha:
        return None  # a thing may be sticking, a person stumbling
    return Hit(
        word.idx,
        noun.idx + len(noun),
        f"“{word}” hardly goes with “{noun}”; the established phrase is “{word} {nouns[0]}”.",
        confidence=0.7,
    )


def _longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield of hits that overlap the longest one."""
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
            end = hit.end


_OBJECTS = frozenset({"dobj", "nsubjpass"})


@cache
def _bound_words() -> frozenset[str]:
    return frozenset(bound_words())


def _grammatical(doc: Doc) -> Iterator[Hit]:
    """Yield what the parse shows: verbs with wrong objects, words before wrong nouns."""
    verbs, bound = collocations(), bound_words()
    for at in sorted({*places(doc, "DEP", _OBJECTS), *places(doc, "ORTH", _bound_words())}):
        token, hit = doc[at], None
        if token.dep_ in _OBJECTS and token.head.lemma_ in verbs:
            hit = _collocation(token)
        elif token.text in bound:
            hit = _bound(token)
        if hit is not None:
            yield hit


def find(text: Annotated) -> Iterator[Hit]:
    """Yield phrases that good English words otherwise."""
    words = _words(text.text)
    found = (
        _phrases(text.text, words),
        _swapped(text, words),
        _reworded(text, words),
        _grammatical(text.doc),
    )
    yield from _longest(hit for hits in found for hit in hits)
