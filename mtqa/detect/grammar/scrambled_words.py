"""Words in an order that isn't English. Documented beside, in scrambled_words.md."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit
from mtqa.knowledge.sequences import avoided, kind_of
from mtqa.knowledge.words import is_english
from mtqa.model import Evidence, Severity

_STEPS = 3  # from word to word in one stretch
_STEP = 0.7  # bits that each step of a stretch has to bring
_DOUBTED = 2.0  # bits above that from which a stretch is marked
_ODD = 3.0  # those from which it speaks against the stretches around
_AROUND = 80  # tokens
_COMPANY = 18.0  # bits of the other odd stretches around, without which it may be a slip
_UNKNOWN, _MOST = 5.0, 3  # bits of a word around that isn't English, and how many count
_SHORTEST = 5  # letters of such a word
_LINES, _WIDE = 4, 60  # lines of verse at least, and the characters of one at most
_CLEAR = 36.0  # bits of all these from which nobody can make sense of the passage
_NO_ENGLISH = {"FW", "LS", "UH", "XX"}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring words of kinds that English keeps apart.

    Attributes:
        bits: how far English avoids such a sequence.
        start: index of the first token.
        end: one past the last.
        kinds: of the words.
    """

    bits: float
    start: int
    end: int
    kinds: tuple[str, ...]


_NOWHERE = _Stretch(0.0, 0, 0, ())


def _is_word(token: Token) -> bool:
    return token.text.replace("’", "'").replace("'", "").isalpha() and token.tag_ not in _NO_ENGLISH


def _step(first: str, second: str) -> float:
    """Return how far English avoids the second kind of word behind the first, in bits."""
    if not (first and second):
        return -inf
    bits = avoided().get((first, second), 0.0)
    named = second == "VBN" and first.startswith("NN")  # "an academy named after her"
    return min(0.0, bits) if named else bits


def _odd(sentence: Words) -> Iterator[_Stretch]:
    """Yield the oddest stretches of the sentence that share no word."""
    words = [token for token in sentence if not token.is_space]
    kinds = [kind_of(token) if _is_word(token) else "" for token in words]
    steps = [_step(first, second) for first, second in pairwise(kinds)]
    found: list[_Stretch] = []
    for first, step in enumerate(steps):
        if step <= _STEP:
            continue
        run = accumulate(bits - _STEP for bits in steps[first : first + _STEPS])
        for last, bits in enumerate(run, start=first + 1):
            if bits >= _DOUBTED and steps[last - 1] > 0:
                sequence = tuple(kinds[first : last + 1])
                found.append(_Stretch(bits, words[first].i, words[last].i + 1, sequence))
    taken: set[int] = set()
    for stretch in sorted(found, key=lambda stretch: (-stretch.bits, stretch.start)):
        places = range(stretch.start, stretch.end)
        if taken.isdisjoint(places):
            taken.update(places)
            yield stretch


def _verse(text: Annotated) -> list[tuple[int, int]]:
    """Return where lines of verse stand: several short ones in a row, most without a full stop."""
    found, run, at = [], [], 0
    for line in [*text.text.split("\n"), "." * (_WIDE + 1)]:
        if line.strip() and len(line) <= _WIDE:
            run.append((at, line.strip()))
        elif line.strip():
            open_ended = sum(not said.endswith((".", "!", "?", "”", '"')) for _, said in run)
            begun = sum(said[:1].isupper() for _, said in run)
            if len(run) >= _LINES and 2 * open_ended >= len(run) and 2 * begun >= len(run):
                found.append((run[0][0], at))
            run = []
        at += len(line) + 1
    return found


def _unknown(text: Annotated) -> list[int]:
    """Return the indices of words in lower case that aren't English, in order."""
    return [
        token.i
        for token in text.doc
        if len(token) >= _SHORTEST
        and token.is_lower
        and token.is_alpha
        and not token.ent_type_
        and not is_english(token.text)
    ]


def _company(stretch: _Stretch, around: Sequence[_Stretch]) -> list[_Stretch]:
    """Return the odd stretches around this one; a sequence that a writer repeats counts once."""
    kinds = {other.kinds: other for other in around if other.bits >= _ODD}
    return [other for other in kinds.values() if other.kinds != stretch.kinds]


def _in_company(
    stretches: Sequence[_Stretch], unknown: Sequence[int]
) -> Iterator[tuple[_Stretch, _Stretch, bool]]:
    """Yield the stretches among others, with the oddest other one and whether it's a clear case."""
    starts = [stretch.start for stretch in stretches]
    for stretch in stretches:
        low, high = stretch.start - _AROUND, stretch.start + _AROUND
        company = _company(
            stretch, stretches[bisect_left(starts, low) : bisect_right(starts, high)]
        )
        words = bisect_right(unknown, high) - bisect_left(unknown, low)
        bits = sum(other.bits for other in company) + _UNKNOWN * min(_MOST, words)
        if company and bits >= (_COMPANY if stretch.bits >= _ODD else 2 * _COMPANY):
            yield stretch, max(company, key=lambda other: other.bits), bits >= _CLEAR


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "is of with then" where the sentences around are as broken."""
    if is_talk(text):
        return
    verse = _verse(text)
    sentences = [s for s in text.sentences if not any(a <= s.start_char < b for a, b in verse)]
    stretches = sorted(
        (stretch for sentence in sentences for stretch in _odd(sentence)),
        key=lambda stretch: stretch.start,
    )
    if not _company(_NOWHERE, stretches):
        return
    for stretch, other, clear in _in_company(stretches, _unknown(text)):
        words, witness = (text.doc[one.start : one.end] for one in (stretch, other))
        yield Hit(
            words.start_char,
            words.end_char,
            f"English doesn't say words of these kinds one after another: “{words}”.",
            confidence=0.9 if clear else 0.75,
            severity=None if clear else Severity.MINOR,
            evidence=(
                Evidence(
                    note="The sentences around hold more such places, so this is no slip.",
                    quote=witness.text,
                    start=witness.start_char,
                    end=witness.end_char,
                ),
            ),
        )
