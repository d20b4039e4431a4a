"""Findings per 1,000 words in human and in machine text, rule by rule.

python -m benchmarks.rules                  all rules, the judging half
python -m benchmarks.rules NAM01 --show 20  one rule, with findings to read, the building half
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

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


NEWS = ("wmt21", "wmt22-news", "gum-news", "original")
GROUPS = {
    "news": NEWS,
    "other": tuple(corpus for corpus in HUMAN if corpus not in NEWS),
    "human translation": TRANSLATED,
    "weak MT": ("mt-weak",),
    "MT 2018–22": ("mt-2018", "mt-2021", "mt-2022"),
    "round trips": ("roundtrip",),
}


def table(chosen: Sequence[Rule] = (), part: str = "judge", show: int = 0) -> Iterator[str]:
    """Yield the lines of a Markdown table: findings per 1,000 words by rule and kind of text."""
    chosen = chosen or rules()
    found, words = measure(chosen, part, show)
    yield f"| rule | in human text | {' | '.join(GROUPS)} |"
    yield f"|---|---|{'---|' * len(GROUPS)}"
    for rule in chosen:
        human = sum(found[rule.id][corpus] for corpus in HUMAN)
        cells = " | ".join(f"{rate(found[rule.id], words, c):.3f}" for c in GROUPS.values())
        yield f"| {rule.id} {rule.name} | {human} | {cells} |"
    sizes = " | ".join(f"{sum(words[c] for c in corpora):,}" for corpora in GROUPS.values())
    yield f"| words ({part}) | | {sizes} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rule", nargs="*", help="rule ids or names; all where none is given")
    parser.add_argument("--show", type=int, default=0, help="findings to print for each corpus")
    parser.add_argument("--part", choices=("build", "judge", "all"), default="build")
    options = parser.parse_args()
    chosen = [rule for name in options.rule if (rule := find_rule(name))]
    for line in table(chosen, options.part, options.show):
        print(line)


if __name__ == "__main__":
    main()
