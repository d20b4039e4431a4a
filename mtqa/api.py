"""The Python door: ``mtqa.assess``."""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mtqa.batch.engines import Shared, connect, load_language, shared_engines
from mtqa.batch.workers import assess_one
from mtqa.config import Settings
from mtqa.errors import InputError
from mtqa.model import Assessment, Finding, Problem, Segment
from mtqa.pipeline import assess_document
from mtqa.read import SUFFIXES, document
from mtqa.read.discover import discover

if TYPE_CHECKING:
    from mtqa.report.frames import Frames


_SHOWN = 10  # documents that a notebook shows at once


@dataclass(frozen=True)
class Assessments:
    """What ``assess`` returns.

    Attributes:
        documents: one assessment a document, in the order of the input.
        problems: inputs that could not be assessed.
    """

    documents: tuple[Assessment, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Return the segments of all documents."""
        return tuple(segment for one in self.documents for segment in one.segments)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of all documents."""
        return tuple(finding for one in self.documents for finding in one.findings)

    def _repr_html_(self) -> str:
        """Return all documents, the riskiest first, as a notebook shows them."""
        ranked = sorted(self.documents, key=lambda one: one.risk.value or 0.0, reverse=True)
        shown = "".join(one._repr_html_() for one in ranked[:_SHOWN])
        rest = len(ranked) - _SHOWN
        return shown + (f"<p>and {rest} more of lower risk: see .frames()</p>" if rest > 0 else "")

    def frames(self) -> Frames:
        """Return documents, segments and findings as pandas data frames, as in the CSV files."""
        from mtqa.report.frames import frames

        return frames(self.documents, any(one.reference for one in self.documents))


def assess(source: str | Path, settings: Settings | None = None) -> Assessments:
    """Return the assessments of a file, of all articles in a folder, or of a text.

    A string is a path where such a file or folder exists, or where it looks
    like one (one line that ends in ``.txt`` or ``.md``); otherwise it is the
    text. LanguageTool starts with the first call and ends with the process; the
    language model is loaded with the first call that asks for it.

    Raises:
        InputError: the path does not exist or holds no article, or the text
            holds no words.
    """
    settings = settings or Settings()
    shared = _shared(
        settings.languagetool, settings.languagetool_url, settings.model, settings.model_path
    )
    if isinstance(source, str) and not _is_path(source):
        # a lone surrogate cannot be written anywhere; the replacement has the same length
        text = source.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return Assessments((assess_document(document(text, "text"), connect(shared), settings),))
    sources, problems = discover([Path(source)])
    if not sources:
        raise InputError(problems[0].message, where=str(source), remedy=problems[0].remedy)
    results = [assess_one(one, shared, settings) for one in sources]
    return Assessments(
        tuple(result for result in results if isinstance(result, Assessment)),
        (*problems, *(result for result in results if isinstance(result, Problem))),
    )


def _is_path(source: str) -> bool:
    if "\n" in source or len(source) > 1000:
        return False
    if source.lower().endswith(SUFFIXES):
        return True
    try:
        return source != "" and Path(source).exists()
    except (OSError, ValueError):  # longer than a name may be, or with a NUL character
        return False


@lru_cache(maxsize=1)
def _shared(languagetool: bool, url: str | None, model: bool, path: Path | None) -> Shared:
    """Return the engines asked for, which stay up until the process ends."""
    stack = ExitStack()
    atexit.register(stack.close)
    settings = Settings(
        languagetool=languagetool, languagetool_url=url, model=model, model_path=path
    )
    return stack.enter_context(shared_engines(settings, lambda _: None, load_language))
