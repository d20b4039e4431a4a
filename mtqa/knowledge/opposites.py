"""Outcomes of which only one can be true: "approves" and "rejects"."""

from __future__ import annotations

import re
from functools import cache

from mtqa.knowledge.table import rows


def _forms(word: str) -> set[str]:
    """Return the word and what its regular forms would be, were it a verb."""
    if " " in word:
        return {word}
    stem = word.removesuffix("e")
    y = word.removesuffix("y")
    forms = {word, f"{word}s", f"{word}es", f"{stem}ed", f"{stem}ing"}
    return forms | ({f"{y}ies", f"{y}ied"} if word.endswith("y") else set())


@cache
def opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return patterns for words of an outcome and of its opposite, each pair in both orders."""
    found = []
    for pair in rows("opposites.tsv"):
        one, other = (
            re.compile(
                rf"\b(?:{'|'.join(sorted(set().union(*map(_forms, side.split('|'))), key=len))})\b",
                re.IGNORECASE,
            )
            for side in pair
        )
        found += [(one, other), (other, one)]
    return tuple(found)


@cache
def nouns() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    """Return patterns of words that exclude each other, and of what sex the first one is.

    Each pair is there in both orders; the sex is empty where the word has none.
    """
    found = []
    for one, other, sexes in rows("opposed_nouns.tsv"):
        first, second = (re.compile(rf"\b(?:{side})\b", re.IGNORECASE) for side in (one, other))
        found += [(first, second, sexes[:1]), (second, first, sexes[1:])]
    return tuple(found)
