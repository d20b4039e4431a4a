"""What the token probe says of a document, and where each token of it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

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
    nothing = np.empty((0, len(KINDS)), np.float32)
    kinds = [listener(read.states) for read in annotated.states or ()]
    return Said(*annotated.token_places, np.concatenate([nothing, *kinds]))
