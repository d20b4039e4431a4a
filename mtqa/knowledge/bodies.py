"""Nouns that names of bodies, laws and treaties end with, and which of them say about the same."""

from __future__ import annotations

from functools import cache

from mtqa.knowledge.table import rows


@cache
def _groups() -> dict[str, str]:
    return dict(rows("body_words.tsv"))


def body_group(word: str) -> str | None:
    """Return the group of the noun, alike for nouns that translate one foreign word.

    ``None`` for a word that is no such noun; it is written with its capital.
    """
    return _groups().get(word)
