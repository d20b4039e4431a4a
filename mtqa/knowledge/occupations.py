"""Occupations that say who somebody is, and the words of texts on their fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mtqa.knowledge.table import rows


@cache
def fields() -> Mapping[str, re.Pattern[str]]:
    """Return by occupation the pattern of words that a text has which speaks of such work."""
    return {
        occupation: re.compile(rf"\b(?:{field})", re.IGNORECASE)
        for occupations, field in rows("occupations.tsv")
        for occupation in occupations.split("|")
    }
