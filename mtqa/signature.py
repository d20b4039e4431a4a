"""What a score depends on, in one line, after sacrebleu's signatures (Post 2018)."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from mtqa.annotate import language

_PACKAGE = Path(__file__).parent


@cache
def _rules() -> str:
    """Return a short hash of all rules, their pages and the tables of facts."""
    digest = hashlib.sha256()
    for room in ("detect", "knowledge"):
        for path in sorted((_PACKAGE / room).rglob("*.*")):
            if "__pycache__" not in path.parts and path.name != "measured.tsv":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def signature(grammar: str = "", settings: str = "default", model: str = "") -> str:
    """Return version, rules, settings and engines as ``key:value`` pairs, ``|`` between them."""
    parts = {
        "mtqa": version("mtqa"),
        "rules": _rules(),
        "settings": settings,
        "words": language.signature(),
        "grammar": grammar or "none",
        "model": model or "none",
    }
    return "|".join(f"{key}:{value}" for key, value in parts.items())
