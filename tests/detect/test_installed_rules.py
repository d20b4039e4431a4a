"""Rules that an installed package brings by an entry point."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from mtqa.detect import catalog
from mtqa.errors import UsageError

MODULE = """
from mtqa.detect.rule import Hit

def find(text):
    at = text.text.find("heretofore")
    if at >= 0:
        yield Hit(at, at + 10, "Nobody says so.", 0.9)
"""
PAGE = """---
id: LEG01
name: legalese
severity: minor
mqm: style/awkward
---
## What it finds
Words of lawyers.
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "our_rules"
    folder.mkdir()
    for name, content in (("__init__.py", ""), ("legalese.py", MODULE), ("legalese.md", PAGE)):
        (folder / name).write_text(content)
    monkeypatch.syspath_prepend(str(tmp_path))
    entry = EntryPoint("legal", "our_rules", "mtqa.rules")
    monkeypatch.setattr(catalog, "entry_points", lambda group: [entry])
    catalog.rules.cache_clear()
    yield folder
    catalog.rules.cache_clear()
    for name in [name for name in sys.modules if name.startswith("our_rules")]:
        del sys.modules[name]


@pytest.mark.usefixtures("package")
def test_an_installed_rule_is_one_of_the_catalogue() -> None:
    rule = catalog.find_rule("legalese")
    assert rule is not None
    assert (rule.id, rule.family, rule.measured) == ("LEG01", "legal", None)


def test_a_broken_package_is_named(package: Path) -> None:
    (package / "legalese.py").write_text("import nowhere_at_all")
    with pytest.raises(UsageError, match="our_rules cannot be loaded"):
        catalog.rules()
