"""A batch of one good article."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.one_article import GOOD


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "good.txt"
    path.parent.mkdir()
    path.write_text(GOOD)
    return path
