"""Settings: what a run measures, and where its verdicts part."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from mtqa.model import Frozen


class Settings(Frozen):
    """What to measure and how to judge.

    Attributes:
        languagetool: check grammar with LanguageTool.
        languagetool_url: a server that runs already; mtqa starts its own where ``None``.
        model: use the language model.
        reference: a folder with a reference for each document, of the same name.
        publish_below: risk under which a document may be published.
        reject_from: risk from which a document is not worth mending.
        min_words: words under which no verdict is given.
        max_bytes: size above which a file is taken for something else than an article.
    """

    languagetool: bool = True
    languagetool_url: str | None = None
    model: bool = True
    reference: Path | None = None
    publish_below: float = Field(0.2, ge=0, le=1)
    reject_from: float = Field(0.9, ge=0, le=1)
    min_words: int = Field(40, ge=1)
    max_bytes: int = Field(5_000_000, ge=1)
