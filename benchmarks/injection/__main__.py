"""Recall by kind of artifact, and the misses to read: ``python -m benchmarks.injection``."""

from __future__ import annotations

import argparse

from benchmarks.injection.measure import KINDS, measure, table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("build", "judge"), default="build")
    parser.add_argument("--kind", choices=[kind.name for kind in KINDS], default="")
    parser.add_argument("--show", type=int, default=0, help="misses to print of each kind")
    options = parser.parse_args()
    for name, injected in measure(options.part, options.kind).items():
        missed = [one for one in injected if not one.as_expected]
        for one in missed[: options.show]:
            others = f"({', '.join(sorted(one.rules))}) " if one.rules else ""
            print(f"{name}: {others}{one.sentence}")
    for line in table(options.part, options.kind):
        print(line)


if __name__ == "__main__":
    main()
