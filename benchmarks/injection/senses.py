"""Terms, names and words with a synonym, or another sense, in the place of the right one."""

from __future__ import annotations

from functools import cache
from random import Random

from benchmarks.corpora import half
from benchmarks.injection.edits import Kind
from benchmarks.injection.frames import Values
from benchmarks.tortured import LIST, read_phrases


@cache
def _tortured(part: str) -> tuple[str, ...]:
    """Return tortured phrases, carried by the rule or not, of terms of this half."""
    listed = read_phrases(LIST) if LIST.exists() else ()
    return tuple(p.tortured for p in listed if not p.caution and half(p.term) == part)


def _values(rng: Random, part: str) -> Values:
    return {"tortured": rng.choice(_tortured(part) or ("",))}


KINDS = (
    Kind("tortured-phrase", ("WRD07",), values=_values),
    Kind("wrong-domain-sense", ("WRD08", "WRD03")),
    Kind("synonym-swapped-name", ("WRD10", "WRD03")),
)
