"""A document with everything that the engines saw in it: the input of every rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.tokens import Span as Words

from mtqa.annotate.passages import Passage, passages, places
from mtqa.annotate.probe import KINDS, Said, probe
from mtqa.knowledge.people import People, packaged
from mtqa.model import Document

if TYPE_CHECKING:
    from mtqa.annotate.lm import TokenStates, TokenSurprisal

_QUOTATION = re.compile(
    r"“[^“”\n]{0,1500}(?:”|(?=\n|\Z))"  # a quotation may run to the paragraph's end
    r'|(?<!\w)"[^"\n]{1,1500}(?:"|(?=\n|\Z))'
    r"|(?<!\w)‘[^‘\n]{1,400}?’(?!\w)"
    r"|«[^«»\n]{1,1500}»|„[^„“”\n]{1,1500}[“”]"
)


@dataclass(frozen=True, slots=True)
class GrammarMatch:
    """One match of the grammar engine, in code points.

    Attributes:
        rule: the engine's own rule id, ``EN_A_VS_AN``.
        category: the engine's own category id, ``GRAMMAR``.
        replacements: what the engine would write instead, best first.
    """

    start: int
    end: int
    rule: str
    category: str
    message: str
    replacements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Annotated:
    """A document as the rules see it.

    Attributes:
        document: the text as read.
        doc: spaCy's analysis of ``document.prose``; token offsets (``idx``)
            are code points into ``document.text``.
        grammar: matches of the grammar engine, ``None`` where it did not run.
        states: what the language model makes of each passage of ``sentences``
            (see annotate/passages.py), ``None`` where that model did not run.
        surprisal: of the same passages, where the user named a model that no
            probe was trained on; else ``None``.
        answers: of the token probe, where they are known without the states.
        people: whom the rules on names know.
    """

    document: Document
    doc: Doc
    grammar: tuple[GrammarMatch, ...] | None = None
    states: tuple[TokenStates, ...] | None = None
    surprisal: tuple[TokenSurprisal, ...] | None = None
    answers: Said | None = None
    people: People = field(default_factory=packaged)

    @property
    def text(self) -> str:
        """Return the text that offsets count in, with markup blanked out."""
        return self.document.prose

    @cached_property
    def sentences(self) -> tuple[Words, ...]:
        """Return the sentences that hold a letter or digit, in order."""
        return tuple(
            sentence for sentence in self.doc.sents if any(c.isalnum() for c in sentence.text)
        )

    def sentence_at(self, offset: int) -> str:
        """Return the text of the sentence around the code point at ``offset``, or ``""``."""
        around = (one for one in self.sentences if one.start_char <= offset < one.end_char)
        return next((sentence.text for sentence in around), "")

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Return the runs of ``sentences`` that the language model reads, in order."""
        return tuple(passages([sentence.text for sentence in self.sentences]))

    @property
    def read(self) -> bool:
        """Return whether a language model read the document, whichever it was."""
        return self.states is not None or self.surprisal is not None

    @cached_property
    def token_places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where in the document each token that the model read begins and ends, in order.

        The last passages of a long document may not have been read.
        """
        spans = [(sentence.start_char, sentence.text) for sentence in self.sentences]
        read: tuple[TokenStates | TokenSurprisal, ...] = self.states or self.surprisal or ()
        found = [
            places(run, one.offsets, spans) for run, one in zip(self.passages, read, strict=False)
        ]
        if not found:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        start, end = zip(*found, strict=True)
        return np.concatenate(start), np.concatenate(end)

    @cached_property
    def said(self) -> Said | None:
        """Return what the token probe says of all that the language model read.

        ``None`` where that model did not run.
        """
        if self.answers is not None or self.states is None:
            return self.answers
        nothing = np.empty((0, len(KINDS)), np.float32)
        kinds = [probe()(read.states) for read in self.states]
        return Said(*self.token_places, np.concatenate([nothing, *kinds]))

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Return the ranges inside quotation marks, the marks included."""
        return tuple(match.span() for match in _QUOTATION.finditer(self.text))

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [start for start, _ in self.quotations]

    def in_quotation(self, offset: int) -> bool:
        """Return whether the code point at ``offset`` lies inside quotation marks."""
        at = bisect_right(self._quotation_starts, offset) - 1
        return at >= 0 and offset < self.quotations[at][1]
