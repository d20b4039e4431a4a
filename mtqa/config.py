"""Settings: what a run measures, and where its verdicts part."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
    publish_below: Annotated[float, Field(ge=0, le=1)] = 0.2
    reject_from: Annotated[float, Field(ge=0, le=1)] = 0.9
    min_words: Annotated[int, Field(ge=1)] = 40
    max_bytes: Annotated[int, Field(ge=1)] = 5_000_000
