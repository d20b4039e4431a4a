"""What the token probe says of a document, and where each token of it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mtqa.annotate.passages import passages, places
from mtqa.score.probe import KINDS, Probe

if TYPE_CHECKING:
    from mtqa.annotate.annotated import Annotated


@dataclass(frozen=True, slots=True)
class Said:
    """What the token probe says of a document's tokens, in order.

    Attributes:
        start: of each token in the document, in code points, the space before it left out.
        end: one past its last code point.
        kinds: the probe's answers, one row a token.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    kinds: NDArray[np.float32]

    def inside(self, start: int, end: int) -> Said:
        """Return what is said of the tokens that begin in a range of the document."""
        rows = slice(*np.searchsorted(self.start, (start, end)))
        return Said(self.start[rows], self.end[rows], self.kinds[rows])


def said(annotated: Annotated, listener: Probe) -> Said:
    """Return what the probe says of all that the language model read.

    Args:
        annotated: the document; its last passages may not have been read.
        listener: the probe.
    """
    spans = [(sentence.start_char, sentence.text) for sentence in annotated.sentences]
    runs = passages([text for _, text in spans])
    found = [
        (*places(run, read.offsets, spans), listener(read.states))
        for run, read in zip(runs, annotated.states or (), strict=False)
    ]
    if not found:
        return Said(np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, len(KINDS)), "f4"))
    start, end, kinds = (np.concatenate(column) for column in zip(*found, strict=True))
    return Said(start, end, kinds)
