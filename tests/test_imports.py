"""Rooms depend in one direction: cli → batch → pipeline → read, annotate, detect, score → model."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "mtqa"

ALLOWED = {
    "model": set(),
    "errors": set(),
    "words": set(),
    "share": set(),
    "config": {"model", "errors"},
    "knowledge": {"model", "errors", "words"},
    "read": {"model", "errors"},
    "annotate": {"model", "errors", "words", "knowledge"},
    "detect": {"model", "errors", "words", "share", "annotate", "knowledge"},
    "score": {"model", "errors", "config", "words", "annotate"},
    "compare": {"model", "errors", "read"},
    "review": {"model", "errors", "config", "share"},
    "signature": {"annotate"},
    "pipeline": {
        *("model", "errors", "config", "words", "read", "annotate"),
        *("knowledge", "detect", "score", "compare", "signature", "review"),
    },
    "batch": {"model", "errors", "config", "read", "annotate", "pipeline"},
    "report": {"model", "errors", "config", "review"},
    "serve": {"errors", "review"},
    "api": {"model", "errors", "config", "read", "batch", "pipeline", "report"},
    "__init__": {"api", "config"},
    "__main__": {"cli"},
}


def imported(path: Path) -> set[str]:
    """Return the modules of mtqa that the file imports anywhere."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found.add(node.module)
            if node.module == "mtqa":
                found |= {f"mtqa.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("mtqa.")}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


MODULES = [path for path in sorted(ROOT.rglob("*.py")) if room(path) != "cli"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    here = room(path)
    rooms = {name.split(".")[1] for name in imported(path)} - {here}
    assert rooms <= ALLOWED[here]


def test_detectors_never_import_each_other() -> None:
    rules = {page.with_suffix(".py") for page in (ROOT / "detect").glob("*/*.md")}
    modules = {f"mtqa.detect.{path.parent.name}.{path.stem}" for path in rules}
    assert rules
    assert not [path for path in rules if imported(path) & modules]


def test_only_the_command_line_prints_and_exits() -> None:
    for path in MODULES:
        calls = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        assert not calls & {"print", "sys.exit", "exit"}, path
