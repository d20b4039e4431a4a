"""The page of figures, ``docs/benchmarks.md``, and how a table gets into it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from benchmarks.corpora import ROOT
from mtqa.annotate.languagetool.install import VERSION
from mtqa.annotate.lm import installed
from mtqa.signature import signature

PAGE = ROOT / "docs" / "benchmarks.md"


def _signature(engines: Sequence[str]) -> str:
    """Return the signature of what was measured.

    Args:
        engines: which of ``languagetool`` and ``model`` took part, where they are installed.
    """
    model = installed() if "model" in engines else None
    grammar = f"LanguageTool {VERSION}" if "languagetool" in engines else ""
    return signature(grammar, model=model.signature if model else "")


def write(name: str, lines: Sequence[str], engines: Sequence[str]) -> None:
    """Print the lines and put them between the marks of the benchmark ``name``.

    Args:
        name: of the benchmark.
        lines: of its tables, in Markdown.
        engines: which of ``languagetool`` and ``model`` took part.
    """
    table = "\n".join(lines)
    print(table)
    begin, end = f"<!-- {name} -->", f"<!-- end {name} -->"
    page = PAGE.read_text(encoding="utf-8")
    section = f"{begin}\n`{_signature(engines)}`\n\n{table}\n{end}"
    pattern = re.compile(re.escape(begin) + r".*?" + re.escape(end), re.DOTALL)
    PAGE.write_text(pattern.sub(lambda _: section, page), encoding="utf-8")
