"""Words in an order that isn't English. Documented beside, in scrambled_words.md."""

from __future__ import annotations

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
from mtqa.model import Evidence

_STEPS = 3  # from word to word in one stretch
_STEP = 0.7  # bits that each step of a stretch has to bring
_DOUBTED = 2.0  # bits above that from which a stretch is marked
_ODD = 3.0  # those from which it speaks against the stretches around
_AROUND = 80  # tokens
_COMPANY = 22.0  # bits of the other odd stretches around, without which it may be a slip
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


def _is_word(token: Token) -> bool:
    return token.text.replace("’", "'").replace("'", "").isalpha() and token.tag_ not in _NO_ENGLISH


def _steps(kinds: Sequence[str]) -> list[float]:
    """Return how far English avoids each kind of word behind the one before, in bits."""
    bits = avoided()
    return [
        (bits.get((first, second), 0.0) if first and second else -inf)
        for first, second in pairwise(kinds)
    ]


def _odd(sentence: Words) -> Iterator[_Stretch]:
    """Yield the oddest stretches of the sentence that share no word."""
    words = [token for token in sentence if not token.is_space]
    kinds = [kind_of(token) if _is_word(token) else "" for token in words]
    steps = _steps(kinds)
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


def _in_company(stretches: Sequence[_Stretch]) -> Iterator[tuple[_Stretch, _Stretch]]:
    """Yield the stretches that stand among others, each with the oddest other one.

    A sequence that a writer repeats counts once.
    """
    low = high = 0
    for stretch in stretches:
        while stretches[low].start < stretch.start - _AROUND:
            low += 1
        while high < len(stretches) and stretches[high].start <= stretch.start + _AROUND:
            high += 1
        around = (other for other in stretches[low:high] if other.bits >= _ODD)
        others = {other.kinds: other for other in around if other.kinds != stretch.kinds}
        enough = _COMPANY if stretch.bits >= _ODD else 2 * _COMPANY
        if sum(other.bits for other in others.values()) >= enough:
            yield stretch, max(others.values(), key=lambda other: other.bits)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "is of with then" where the sentences around are as broken."""
    if is_talk(text):
        return
    stretches = sorted(
        (stretch for sentence in text.sentences for stretch in _odd(sentence)),
        key=lambda stretch: stretch.start,
    )
    for stretch, other in _in_company(stretches):
        words, witness = (text.doc[one.start : one.end] for one in (stretch, other))
        yield Hit(
            words.start_char,
            words.end_char,
            f"English doesn't say words of these kinds one after another: “{words}”.",
            confidence=0.9,
            evidence=(
                Evidence(
                    note="The sentences around hold more such places, so this is no slip.",
                    quote=witness.text,
                    start=witness.start_char,
                    end=witness.end_char,
                ),
            ),
        )
