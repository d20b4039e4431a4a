"""Terms whose words were exchanged for synonyms. Documented beside, in tortured_phrase.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.tortured import (
    is_english,
    is_function_word,
    known,
    phrases,
    restored,
    stem,
)
from mtqa.model import Evidence

_SOURCE = "Problematic Paper Screener, mtqa/knowledge/tables/tortured.tsv"
_LIKELY = 1.1  # score from which a pair counts where the text has more of them
_TELLING = 2.0  # score from which a pair tells that the text has been through a thesaurus
_SEVERAL = 3  # different telling phrases that make a text one of that kind
_DENSE = 60  # words of the text for each of them, at most
_BEFORE = {"ADJ", "NOUN", "VERB", "ADV", "PROPN", "X"}
_BEHIND = {"ADJ", "NOUN", "VERB", "PROPN", "X"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_CLAUSES = {"ROOT", "ccomp", "advcl"}


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two words that English doesn't say side by side.

    Attributes:
        first: index of the first word in the document.
        last: index of the last one.
        score: log-odds that a thesaurus made it, in a text with as many as not.
        term: an established term that it becomes with its words put right.
    """

    first: int
    last: int
    score: float
    term: str | None


def _listed(doc: Doc, at: int) -> tuple[int, str] | None:
    """Return the end of the listed phrase that begins with the word ``at``, and its term."""
    for made, term in phrases().get(stem(doc[at].text), ()):
        end, found = at, 0
        while end < len(doc) and found < len(made):
            token = doc[end]
            if token.text != "-":
                if stem(token.text) != made[found]:
                    break
                found += 1
            end += 1
        if found == len(made):
            return end, term
    return None


def _is_word(token: Token, kinds: set[str]) -> bool:
    return token.is_alpha and token.pos_ in kinds and token.tag_ not in _FINITE


def _is_modifier(token: Token) -> bool:
    """Return whether the word belongs to the noun behind it rather than to a clause."""
    verb = token.tag_ in ("VBN", "VBG", "VB")
    return _is_word(token, _BEFORE) and (not verb or token.dep_ not in _CLAUSES)


def _side_by_side(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Yield words of a phrase that follow each other, with a hyphen between them at most."""
    before: Token | None = None
    for token in doc:
        if token.text == "-":
            continue
        if not token.is_alpha or is_function_word(token.lower_):
            before = None
            continue
        if before is not None and _is_modifier(before) and _is_word(token, _BEHIND):
            yield before, token
        before = token


def _unusual(doc: Doc) -> Iterator[_Pair]:
    """Yield the pairs that may be tortured."""
    constant, restores = known("*constant").before, known("*restores").before
    for first, last in _side_by_side(doc):
        pair = stem(first.text), stem(last.text)
        score = constant + known(pair[0]).before + known(pair[1]).behind
        if score + restores >= _LIKELY and not is_english(pair):
            term = restored(pair)
            score += restores if term else 0.0
            if score >= _LIKELY:
                yield _Pair(first.i, last.i, score, term)


def _merged(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Yield pairs that share a word as one."""
    last: _Pair | None = None
    for pair in pairs:
        if last is not None and pair.first <= last.last:
            last = _Pair(last.first, pair.last, max(last.score, pair.score), last.term or pair.term)
            continue
        if last is not None:
            yield last
        last = pair
    if last is not None:
        yield last


def _listed_hit(doc: Doc, start: int, end: int, term: str) -> Hit:
    span = doc[start:end]
    return Hit(
        span.start_char,
        span.end_char,
        f"“{span}” is a garbled form of an established term; “{term}” is meant.",
        confidence=0.85,
        evidence=(Evidence(note=f"Listed as a tortured phrase for “{term}”.", source=_SOURCE),),
    )


def _hit(doc: Doc, pair: _Pair) -> Hit:
    span = doc[pair.first : pair.last + 1]
    like = f"; the term behind it may be like “{pair.term}”" if pair.term else ""
    why = f"“{span}” looks like a term whose words were exchanged for synonyms{like}."
    evidence = Evidence(note="The text has several such phrases.", source=_SOURCE)
    return Hit(span.start_char, span.end_char, why, 0.75, (evidence,))


def _is_garbled(doc: Doc, pairs: Sequence[_Pair], listed: int) -> bool:
    """Return whether the text has so many such phrases that each is believed."""
    telling = {doc[p.first : p.last + 1].text.lower() for p in pairs if p.score >= _TELLING}
    count = len(telling) + 2 * listed
    return count >= _SEVERAL and count * _DENSE >= len(doc)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield tortured phrases: listed ones, and where a text has several, those like them."""
    doc = text.doc
    taken: set[int] = set()
    listed = set()
    for token in doc:
        if token.i not in taken and (found := _listed(doc, token.i)) is not None:
            end, term = found
            taken.update(range(token.i, end))
            listed.add(doc[token.i : end].text.lower())
            yield _listed_hit(doc, token.i, end, term)
    pairs = [pair for pair in _unusual(doc) if not taken & {pair.first, pair.last}]
    if _is_garbled(doc, pairs, len(listed)):
        yield from (_hit(doc, pair) for pair in _merged(pairs))
