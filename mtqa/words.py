"""What counts as a word."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[’'.,@&/-]\w+)*")


def count_words(prose: str) -> int:
    """Return the number of words: runs of letters and digits, joined by inner marks."""
    return sum(1 for _ in _WORD.finditer(prose))
