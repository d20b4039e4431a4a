"""Run a benchmark and put its figures into docs/benchmarks.md.

    python -m benchmarks NAME [NAME …]

The text between the marks ``<!-- NAME -->`` and ``<!-- end NAME -->`` is
replaced; without evaluation sets nothing is written, and that is said.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from importlib import import_module

from benchmarks.corpora import DATA, ROOT
from mtqa.annotate.languagetool.install import VERSION
from mtqa.annotate.lm import installed
from mtqa.signature import signature

PAGE = ROOT / "docs" / "benchmarks.md"
NAMES = (
    "seed",
    "false_alarms",
    "rules",
    "confidence",
    "systems",
    "candidates",
    "injection",
    "profile",
    "speed",
    "engine",
    "tortured",
    "likelihood",
    "calibration",
    "fluency",
    "spans",
    "report",
)
NEED_NO_TEXTS = ("report",)


def _signature(engines: Sequence[str]) -> str:
    """Return the signature of what was measured.

    Args:
        engines: which of ``languagetool`` and ``model`` took part, where they are installed.
    """
    model = installed() if "model" in engines else None
    grammar = f"LanguageTool {VERSION}" if "languagetool" in engines else ""
    return signature(grammar, model=model.signature if model else "")


def run(name: str) -> None:
    """Run the benchmark ``name`` and write its lines into the page."""
    module = import_module(f"benchmarks.{name}")
    lines = "\n".join(module.table())
    print(lines)
    begin, end = f"<!-- {name} -->", f"<!-- end {name} -->"
    page = PAGE.read_text(encoding="utf-8")
    measured = _signature(getattr(module, "ENGINES", ()))
    section = f"{begin}\n`{measured}`\n\n{lines}\n{end}"
    pattern = re.compile(re.escape(begin) + r".*?" + re.escape(end), re.DOTALL)
    PAGE.write_text(pattern.sub(lambda _: section, page), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", choices=NAMES)
    for name in parser.parse_args().names:
        if name not in NEED_NO_TEXTS and not DATA.exists():
            print(f"{name}: not measured, the evaluation sets are not at {DATA} (set MTQA_DATA)")
            continue
        run(name)


if __name__ == "__main__":
    main()
