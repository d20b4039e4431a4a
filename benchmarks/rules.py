"""Findings per 1,000 words in human and in machine text, rule by rule.

python -m benchmarks.rules                  all rules, the judging half
python -m benchmarks.rules NAM01 --show 20  one rule, with findings to read, the building half
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence

from benchmarks.corpora import HUMAN, MACHINE, TRANSLATED, annotated
from mtqa.detect.catalog import find_rule, rules
from mtqa.detect.rule import Rule

Counts = dict[str, Counter[str]]


def measure(chosen: Sequence[Rule], part: str, show: int) -> tuple[Counts, Counter[str]]:
    """Return findings by rule and corpus, and words by corpus."""
    found: Counts = defaultdict(Counter)
    words: Counter[str] = Counter()
    for corpus in (*HUMAN, *TRANSLATED, *MACHINE):
        shown: Counter[str] = Counter()
        for text, document in annotated((corpus,), part):
            words[corpus] += len(text.text.split())
            for rule in chosen:
                for hit in rule.find(document):
                    found[rule.id][corpus] += 1
                    shown[rule.id] += 1
                    if shown[rule.id] <= show:
                        before = text.text[max(0, hit.start - 90) : hit.start].replace("\n", " / ")
                        quote, after = (
                            text.text[hit.start : hit.end],
                            text.text[hit.end : hit.end + 70],
                        )
                        print(
                            f"{corpus} {rule.id} {hit.confidence:.2f} {before}[[{quote}]]{after!r}"
                        )
                        print(f"    {hit.message} -> {hit.suggestion}")
    return found, words


def rate(found: Counter[str], words: Counter[str], corpora: Sequence[str]) -> float:
    """Return findings per 1,000 words over ``corpora``."""
    return 1000 * sum(found[c] for c in corpora) / max(1, sum(words[c] for c in corpora))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rule", nargs="*", help="rule ids or names; all where none is given")
    parser.add_argument("--show", type=int, default=0, help="findings to print for each corpus")
    parser.add_argument("--part", choices=("build", "judge", "all"))
    options = parser.parse_args()
    chosen = [rule for name in options.rule if (rule := find_rule(name))] or list(rules())
    part = options.part or ("build" if options.rule else "judge")
    found, words = measure(chosen, part, options.show)
    news = ("wmt21", "wmt22-news", "gum-news", "original")
    other = tuple(c for c in HUMAN if c not in news)
    groups = {"news": news, "other": other, "human-tr.": TRANSLATED, "mt-weak": ("mt-weak",)}
    groups |= {"mt": MACHINE[1:4], "roundtrip": ("roundtrip",)}
    print(f"\nFindings per 1,000 words ({part} half); n = findings in human original text")
    print(f"{'rule':28} {'n':>4} " + " ".join(f"{name:>9}" for name in groups))
    for rule in chosen:
        human = sum(found[rule.id][c] for c in HUMAN)
        cells = " ".join(f"{rate(found[rule.id], words, c):9.3f}" for c in groups.values())
        print(f"{rule.id} {rule.name[:22]:22} {human:>4} {cells}")
    sizes = " ".join(f"{sum(words[c] for c in corpora):>9,}" for corpora in groups.values())
    print(f"{'words':28} {'':>4} {sizes}")


if __name__ == "__main__":
    main()
