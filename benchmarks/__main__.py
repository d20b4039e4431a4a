"""Run a benchmark and put its figures into docs/benchmarks.md.

    python -m benchmarks NAME [NAME …]

The text between the marks ``<!-- NAME -->`` and ``<!-- end NAME -->`` is
replaced; without evaluation sets nothing is written, and that is said.
"""

from __future__ import annotations

import argparse
from importlib import import_module

from benchmarks.corpora import DATA
from benchmarks.page import write

NAMES = (
    "seed",
    "false_alarms",
    "rules",
    "confidence",
    "systems",
    "candidates",
    "injection",
    "written",
    "edited",
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
NEED_NO_TEXTS = ("report", "written")


def run(name: str) -> None:
    """Run the benchmark ``name`` and write its lines into the page."""
    module = import_module(f"benchmarks.{name}")
    write(name, list(module.table()), getattr(module, "ENGINES", ()))


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
