"""What can't say anything: times, plants, things of nature, materials."""

from __future__ import annotations

from functools import cache

from mtqa.knowledge.table import rows


@cache
def speechless() -> dict[str, str]:
    """Return by noun, a lemma in lower case, what kind of thing that can't speak it names."""
    return {noun: kind for kind, nouns in rows("speechless.tsv") for noun in nouns.split("|")}
