"""Surprise of segments by a language model of the user's own, the one thing that it can tell.

Probes are trained on the states of one model; another one's states mean nothing to
them. How probable it finds each token is comparable within a document.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtqa.annotate.annotated import Annotated
from mtqa.model import FluencyParts, Segment


def with_surprise(segments: Sequence[Segment], annotated: Annotated) -> tuple[Segment, ...]:
    """Return ``segments`` with the mean surprisal of their tokens, in bits.

    Args:
        segments: of the document.
        annotated: the document with the surprisal of its passages.
    """
    if not annotated.surprisal:
        return tuple(segments)
    start, _ = annotated.token_places
    nats = np.concatenate([one.nats for one in annotated.surprisal])
    known = ~np.isnan(nats)
    start, bits = start[known], nats[known] / math.log(2)
    return tuple(_with(segment, start, bits) for segment in segments)


def _with(segment: Segment, start: NDArray[np.int64], bits: NDArray[np.float32]) -> Segment:
    own = bits[slice(*np.searchsorted(start, (segment.start, segment.end)))]
    if not len(own):
        return segment
    parts = FluencyParts(surprise=round(float(own.mean()), 2))
    return segment.model_copy(update={"parts": parts})
