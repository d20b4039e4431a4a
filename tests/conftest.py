"""What all tests share: assessing text without the grammar engine, and its stand-ins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mtqa.config import Settings
from mtqa.model import Assessment
from mtqa.pipeline import Engines, assess_document
from mtqa.read import document


@pytest.fixture
def fast() -> Settings:
    return Settings(languagetool=False, model=False)


@pytest.fixture
def assess(fast: Settings) -> Callable[[str], Assessment]:
    def run(text: str) -> Assessment:
        return assess_document(document(text, "text"), Engines(), fast)

    return run
