"""Terms whose words were exchanged for synonyms. Documented beside, in tortured_phrase.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.lookup import column
from mtqa.detect.rule import Hit
from mtqa.detect.words._pairs import Candidate, Read, by_words, candidates, head, read
from mtqa.knowledge.tortured import is_english, known, likely, phrases, restored, stem
from mtqa.model import Evidence

_SOURCE = "Problematic Paper Screener, mtqa’s table of tortured phrases"
Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
_LIKELY = 1.1  # score from which a pair counts where the text has more of them
_TELLING = 2.0  # score from which a pair tells that the text has been through a thesaurus
_SEVERAL = 3  # different phrases that make a text one of that kind
_DENSE = 60  # words of the text for each of them, at most
_EXPECTED = 0.1  # tortured pairs that a text is believed to have before it was read
_GENUINE = 20  # genuine ones
_ROUNDS = 30  # of guessing in turn how many there are and which
_MANY = 4  # pairs that the language model must expect in such a text
_BELIEVED = 0.33  # probability from which a pair is reported in a text that has many
_PLAIN = 0.8  # and in another text
_BROKEN = -3.6  # faultiness of a text that sounds odd outside such phrases as well


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two words that English doesn't say side by side.

    Attributes:
        first: index of the first word in the document.
        last: index of the last one.
        score: log-odds that a thesaurus made it, in a text with as many as not; where the
            language model has read the text, the probability.
        term: an established term that it becomes with its words put right.
    """

    first: int
    last: int
    score: float
    term: str | None


def _listed(doc: Doc, at: int, table: Phrases) -> tuple[int, str] | None:
    """Return the end of the phrase of ``table`` that begins with the word ``at``, and its term."""
    for made, term in table.get(stem(doc[at].text), ()):
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


def _unusual(doc: Doc) -> Iterator[_Pair]:
    """Yield the pairs that may be tortured."""
    constant, restores = known("*constant").before, known("*restores").before
    for candidate in candidates(doc):
        if not candidate.is_plain:
            continue
        pair = candidate.stems(doc)
        score = constant + known(pair[0]).before + known(pair[1]).behind
        if score + restores >= _LIKELY and not is_english(pair):
            term = restored(pair)
            score += restores if term else 0.0
            if score >= _LIKELY:
                yield _Pair(candidate.first, candidate.last, score, term)


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


def _may_be_term(words: Span) -> bool:
    """Return whether the words end in a noun and are no name."""
    return words[-1].pos_ == "NOUN" and not any(word.ent_type_ for word in words)


def _likely_hit(doc: Doc, start: int, end: int, term: str) -> Hit:
    span = doc[start:end]
    why = f"“{span}” looks like “{term}” with its words exchanged for synonyms."
    note = "Each of the words stands for that of the term in other tortured phrases."
    evidence = Evidence(note=note, source=_SOURCE)
    return Hit(span.start_char, span.end_char, why, 0.6, (evidence,))


def _hit(doc: Doc, pair: _Pair, confidence: float, note: str) -> Hit:
    span = doc[pair.first : pair.last + 1]
    like = f"; the term behind it may be like “{pair.term}”" if pair.term else ""
    why = f"“{span}” looks like a term whose words were exchanged for synonyms{like}."
    evidence = Evidence(note=note, source=_SOURCE)
    return Hit(span.start_char, span.end_char, why, confidence, (evidence,))


def _is_garbled(doc: Doc, pairs: Sequence[_Pair], listed: int) -> bool:
    """Return whether the text has so many such phrases that each is believed."""
    telling = {doc[p.first : p.last + 1].text.lower() for p in pairs if p.score >= _TELLING}
    count = len(telling) + 2 * listed
    return count >= _SEVERAL and count * _DENSE >= len(doc)


def _by_words(doc: Doc, taken: set[int], listed: int) -> Iterator[Hit]:
    """Yield what is tortured by its words alone, in a text with several such phrases."""
    pairs = [pair for pair in _unusual(doc) if not taken & {pair.first, pair.last}]
    if _is_garbled(doc, pairs, listed):
        for pair in _merged(pairs):
            yield _hit(doc, pair, 0.75, "The text has several such phrases.")


def _believed(odds: NDArray[np.float32], listed: int) -> NDArray[np.float32]:
    """Return the probability of each pair that it is tortured.

    A text that has been through a thesaurus has many such pairs, another one none. So
    the share of tortured pairs is guessed from the pairs, and they from the share.

    Args:
        odds: the log-odds of each pair, in a text with as many tortured ones as not.
        listed: how many tortured phrases are known already.
    """
    expected = _EXPECTED + listed
    share = expected / (expected + _GENUINE)
    for _ in range(_ROUNDS):
        believed = 1 / (1 + np.exp(-odds - np.log(share / (1 - share))))
        share = (believed.sum() + expected) / (len(odds) + expected + _GENUINE)
    return np.asarray(believed, np.float32)


def _is_broken(text: Annotated, pairs: Sequence[_Pair], taken: set[int]) -> bool:
    """Return whether the text sounds odd throughout, not in its tortured phrases alone."""
    if text.said is None:
        return False
    odd = [text.doc[pair.first : pair.last + 1] for pair in pairs]
    odd += [text.doc[at : at + 1] for at in taken]
    rest = text.said.outside([(words.start_char, words.end_char) for words in odd])
    return bool(len(rest.start)) and rest.faultiness >= _BROKEN


def _is_whole(one: Candidate, doc: Doc) -> bool:
    """Return whether the pair looks like a whole term: people write "overall great" as well."""
    return one.is_usual and doc[one.last].pos_ != "ADJ"


def _by_states(text: Annotated, seen: Read, taken: set[int], listed: int) -> Iterator[Hit]:
    """Yield what is tortured by its words and by what the language model makes of them."""
    doc = text.doc
    found = [
        one for one in candidates(doc) if not taken & {one.first, one.last} and seen.has(one, doc)
    ]
    if not found:
        return
    believed = _believed(head()(seen.around(found, doc), by_words(found, doc)), listed)
    many = believed.sum() + listed >= _MANY
    pairs = [
        _Pair(one.first, one.last, float(score), restored(one.stems(doc)))
        for one, score in zip(found, believed, strict=True)
        if score >= (_BELIEVED if many else _PLAIN) and (many or _is_whole(one, doc))
    ]
    if _is_broken(text, pairs, taken):
        return
    note = "The language model, and the list of such phrases, find the words odd together."
    for pair in _merged(sorted(pairs, key=lambda pair: pair.first)):
        yield _hit(doc, pair, round(min(0.9, max(0.5, pair.score)), 2), note)


def _openings(doc: Doc) -> list[int]:
    """Return where a word stands that a phrase of the tables may begin with."""
    ids = column(doc, "ORTH").tolist()
    strings = doc.vocab.strings
    begin = {one for one in set(ids) if _may_begin(strings[one])}
    return [at for at, one in enumerate(ids) if one in begin]


@lru_cache(maxsize=50_000)
def _may_begin(word: str) -> bool:
    return (first := stem(word)) in phrases() or first in likely()


def find(text: Annotated) -> Iterator[Hit]:
    """Yield tortured phrases: listed ones, and those like them.

    Without the language model, those like them are told only where a text has several.
    """
    doc = text.doc
    taken: set[int] = set()
    listed = set()
    for at in _openings(doc):
        token = doc[at]
        if token.i in taken:
            continue
        if (found := _listed(doc, token.i, phrases())) is not None:
            end, term = found
            listed.add(doc[token.i : end].text.lower())
            yield _listed_hit(doc, token.i, end, term)
        elif (found := _listed(doc, token.i, likely())) is not None and _may_be_term(
            doc[token.i : found[0]]
        ):
            end, term = found
            yield _likely_hit(doc, token.i, end, term)
        else:
            continue
        taken.update(range(token.i, end))
    seen = read(text)
    if seen is None:
        yield from _by_words(doc, taken, len(listed))
    else:
        yield from _by_states(text, seen, taken, len(listed))
