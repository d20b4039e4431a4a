"""Sentences with an artifact, put together out of frames and fillers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.corpora import digest

_FILE = Path(__file__).with_name("frames.toml")
_SLOT = re.compile(r"\{(\w+)\}")

Values = Mapping[str, str]


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _dealt(items: Sequence[str], part: str) -> tuple[str, ...]:
    """Return every other item, in an order that has nothing to do with what they say."""
    return tuple(sorted(items, key=digest)[part == "judge" :: 2])


@cache
def frames(kind: str, part: str) -> tuple[str, ...]:
    """Return the frames of ``kind`` for this half."""
    return _dealt(_file()["frames"].get(kind, ()), part)


@cache
def fillers(slot: str, part: str) -> tuple[str, ...]:
    """Return what may stand in ``slot`` in this half.

    Raises:
        KeyError: the slot has no fillers and no value was computed for it.
    """
    return _dealt(_file()["fillers"][slot], part)


def person(rng: Random, part: str) -> str:
    """Return a first name and a surname."""
    return f"{rng.choice(fillers('given', part))} {rng.choice(fillers('surname', part))}"


def fill(frame: str, rng: Random, part: str, values: Values) -> str:
    """Return ``frame`` with its slots filled, by ``values`` first, then by the fillers.

    A slot that stands twice is filled alike.
    """
    chosen = dict(values)
    for slot in dict.fromkeys(_SLOT.findall(frame)):
        if slot not in chosen:
            chosen[slot] = (
                person(rng, part) if slot == "person" else rng.choice(fillers(slot, part))
            )
    return _SLOT.sub(lambda slot: chosen[slot[1]], frame)
