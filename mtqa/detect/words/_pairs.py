"""Words that may be a term together, and what the language model makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE
from mtqa.knowledge.tortured import is_english, is_function_word, known, rarity, restored, stem

MODEL = Path(__file__).parent / "models" / "tortured.npz"
_BEFORE = {"ADJ", "NOUN", "VERB", "ADV", "PROPN", "X"}
_BEHIND = {"ADJ", "NOUN", "VERB", "PROPN", "X"}
_CLAUSES = {"ROOT", "ccomp", "advcl"}
_HEADS = {"NOUN", "PROPN"}
_VERBS = ("VB", "VBN", "VBG")
_ARTICLES = {"the", "a", "an"}
_BETWEEN_NOUNS = {"of": "of", "and": "and", "the": "the"} | dict.fromkeys(
    ("to", "as", "over", "under"), "to"
)
WORDS = 15
"""Numbers by a pair's words: those of ``shown`` and those of ``kind``."""
LINKS = ("of", "and", "to", "'s", "up", "the")
"""What may stand between two words: also a preposition like "to", a particle like "up"."""
_LONGEST_NUMBER = 2  # figures

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two words that may be a term together, "brain organization" or "wellspring of error".

    Attributes:
        first: index of the one that stands first.
        last: index of the other one.
        link: what stands between: one of ``LINKS``, or nothing.
        finite: whether the last one may be the clause's verb.
        odd: whether the words are of kinds that seldom make a term: "backslide straight".
    """

    first: int
    last: int
    link: str = ""
    finite: bool = False
    odd: bool = False

    @property
    def is_plain(self) -> bool:
        """Return whether the words follow each other as modifier and noun do."""
        return not (self.link or self.finite or self.odd)

    @property
    def is_usual(self) -> bool:
        """Return whether the words stand as those of most terms do."""
        return self.link in ("", "of") and not self.odd

    def stems(self, doc: Doc) -> tuple[str, str]:
        """Return the stems of the modifier and of the noun."""
        first, last = stem(doc[self.first].text), stem(doc[self.last].text)
        return (last, first) if self.link == "of" else (first, last)


def _is_code(token: Token) -> bool:
    """Return whether the token is letters and figures in one: "b12", "co2"."""
    return not token.is_alpha and token.text.isalnum() and not token.text.isdigit()


def _is_word(token: Token, kinds: set[str]) -> bool:
    if _is_code(token):
        return True
    return token.is_alpha and token.pos_ in kinds and token.tag_ not in FINITE


def _is_modifier(token: Token) -> bool:
    """Return whether the word belongs to the noun behind it rather than to a clause."""
    verb = token.tag_ in _VERBS
    return _is_word(token, _BEFORE) and (not verb or token.dep_ not in _CLAUSES)


def _may_be_noun(token: Token) -> bool:
    return token.is_alpha and token.tag_ in ("VBZ", "VBP")


def _is_number_within(before: Token, token: Token) -> bool:
    short = len(token.text) <= _LONGEST_NUMBER and token.text.isdigit()
    return short and before.pos_ in _HEADS


def _linked(before: Token, link: str, token: Token) -> str | None:
    """Return what stands between ``before`` and the next word if ``token`` does, if anything."""
    if link:
        return link if link in ("of", "to") and token.lower_ in _ARTICLES else None
    if token.tag_ == "RP" and before.tag_ in _VERBS:
        return "up"
    if before.pos_ not in _HEADS:
        return "and" if token.lower_ == "and" else None
    return "'s" if token.tag_ == "POS" else _BETWEEN_NOUNS.get(token.lower_)


def _side_by_side(before: Token, token: Token) -> Candidate | None:
    """Return what two words are that follow each other."""
    if _is_modifier(before):
        if _is_word(token, _BEHIND):
            return Candidate(before.i, token.i)
        if _may_be_noun(token):
            return Candidate(before.i, token.i, finite=True)
    astray = token.tag_ == "RB" and before.tag_ in ("JJ", "NN", "VB")
    verb_behind = token.tag_ == "VBD" and before.tag_ == "NN"
    verb_before = before.tag_ in (*_VERBS, "VBP") and token.pos_ in _HEADS
    if token.is_alpha and before.is_alpha and (astray or verb_behind or verb_before):
        return Candidate(before.i, token.i, odd=True)
    return None


def _pair(before: Token, link: str, token: Token) -> Candidate | None:
    """Return what two words are with ``link`` between them."""
    if not link:
        return _side_by_side(before, token)
    nouns = _is_word(before, _HEADS) and _is_word(token, _HEADS)
    fits = {
        "and": nouns or (before.tag_ == "JJ" and token.tag_ == "JJ"),
        "up": _is_word(token, _BEHIND),
        "'s": _is_word(token, _BEHIND),
    }.get(link, nouns)
    return Candidate(before.i, token.i, link) if fits else None


def candidates(doc: Doc) -> Iterator[Candidate]:
    """Yield words of a phrase that follow each other.

    Between them may stand a hyphen, a short figure ("type 2 diabetes"), or a word: ``LINKS``.
    """
    before: Token | None = None
    link = ""
    for token in doc:
        if token.text == "-" or (before is not None and _is_number_within(before, token)):
            continue
        if before is not None and (more := _linked(before, link, token)) is not None:
            link = more
            continue
        if not (token.is_alpha or _is_code(token)) or is_function_word(token.lower_):
            before, link = None, ""
            continue
        if before is not None and (found := _pair(before, link, token)) is not None:
            yield found
        before, link = token, ""


def by_words(found: Sequence[Candidate], doc: Doc) -> NDArray[np.float32]:
    """Return what the list of tortured phrases shows of each candidate's words, a row each."""
    rows = np.zeros((len(found), WORDS), np.float32)
    for row, candidate in zip(rows, found, strict=True):
        pair = candidate.stems(doc)
        before, behind = known(pair[0]).before, known(pair[1]).behind
        numbers = shown(before, behind, restored(pair) is not None, is_english(pair), pair)
        row[:] = (*numbers, *kind(candidate))
    return rows


def shown(
    before: float, behind: float, restores: bool, english: bool, pair: tuple[str, str]
) -> tuple[float, ...]:
    """Return the numbers of a pair of stems as a row holds them first."""
    rare = rarity(pair[0]), rarity(pair[1])
    return (before, behind, restores, english, *rare, before * behind / 5)


def kind(candidate: Candidate) -> tuple[bool, ...]:
    """Return what a row holds last: which link stands between, and the other two traits."""
    return (*(candidate.link == link for link in LINKS), candidate.finite, candidate.odd)


@dataclass(frozen=True, slots=True)
class Read:
    """What the language model makes of a document.

    Attributes:
        start: where each token begins in the document, in code points.
        states: hidden states of the tokens, and a row of zeros.
    """

    start: NDArray[np.int64]
    states: NDArray[np.float32]

    def around(self, found: Sequence[Candidate], doc: Doc) -> NDArray[np.float32]:
        """Return the states at the end of both words of each candidate, and behind them."""
        ends = [(self._ends(doc[one.first]), self._ends(doc[one.last])) for one in found]
        rows = [(first - 1, last - 1, last) for first, last in ends]
        return self.states[np.array(rows, np.int64).reshape(-1, 3)].reshape(len(rows), -1)

    def has(self, candidate: Candidate, doc: Doc) -> bool:
        """Return whether the model read as far as the candidate."""
        return bool(len(self.start)) and doc[candidate.last].idx <= self.start[-1]

    def _ends(self, word: Token) -> int:
        return int(np.searchsorted(self.start, word.idx + len(word)))


def read(text: Annotated) -> Read | None:
    """Return what the language model makes of the document, ``None`` where it did not run."""
    if not text.states:
        return None
    width = text.states[0].states.shape[1]
    states = [one.states for one in text.states]
    behind = np.zeros((1, width), np.float32)
    return Read(text.token_places[0], np.concatenate([*states, behind]))


@dataclass(frozen=True, slots=True)
class Head:
    """A small network that tells tortured pairs from genuine ones.

    Attributes:
        states: from the states around a pair to the hidden layer.
        words: from what is known of the pair's words to the hidden layer.
        bias: of the hidden layer.
        out: from the hidden layer to the log-odds, at its end their constant.
    """

    states: NDArray[np.float32]
    words: NDArray[np.float32]
    bias: NDArray[np.float32]
    out: NDArray[np.float32]

    ARRAYS: ClassVar[tuple[str, ...]] = ("states", "words", "bias", "out")

    def __call__(self, around: Floats, words: Floats) -> NDArray[np.float32]:
        """Return the log-odds that each pair is tortured, in a text with as many as not.

        Args:
            around: rows of ``Read.around``.
            words: rows of ``by_words``.
        """
        hidden = np.maximum(around @ self.states + words @ self.words + self.bias, 0)
        return np.asarray(hidden @ self.out[:-1] + self.out[-1], np.float32)

    def save(self, path: Path) -> None:
        """Write the arrays in half precision."""
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays = {one.name: getattr(self, one.name).astype(np.float16) for one in fields(self)}
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Head:
        """Return the network stored at ``path``."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(**{name: stored[name].astype(np.float32) for name in cls.ARRAYS})


@cache
def head() -> Head:
    """Return the network of this version."""
    return Head.load(MODEL)
