"""A good article, and what a run says of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

GOOD = (
    "The committee met again on Tuesday and spoke about the budget for the coming year. "
    "Nobody expected a quick answer, but the chairman promised one before the end of the week. "
    "Schools and hospitals would be spared, he added, whatever the outcome of the vote was.\n"
)


def row(article: Path) -> pd.Series:
    """Return the row of the only article, scored into the folder ``out`` beside its own."""
    return pd.read_csv(article.parent.parent / "out" / "documents.csv").iloc[0]
