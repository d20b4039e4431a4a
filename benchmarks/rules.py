"""Findings per 1,000 words in human and in machine text, rule by rule.

python -m benchmarks rules                  all rules on the judging half, into the page
                                            and into mtqa/detect/measured.tsv
python -m benchmarks.rules NAM01 --show 20  one rule on the building half, findings to read
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.corpora import GROUPS, HUMAN, MACHINE, NEWS, ROOT, TRANSLATED, Text
from benchmarks.heard import by_all_engines, heard
from benchmarks.labels import labelled
from mtqa.annotate.annotated import Annotated
from mtqa.detect.catalog import rules
from mtqa.detect.rule import Hit, Rule

ENGINES = ("languagetool", "model")

Read = Callable[[str, str], Iterator[tuple[Text, Annotated]]]

_MEASURED = ROOT / "mtqa" / "detect" / "measured.tsv"


@dataclass(frozen=True)
class Counts:
    """Findings by rule and corpus, and words by corpus."""

    found: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    words: Counter[str] = field(default_factory=Counter)

    def rate(self, rule: str, corpora: Sequence[str]) -> float:
        """Return findings per 1,000 words over ``corpora``."""
        words = sum(self.words[corpus] for corpus in corpora)
        return 1000 * sum(self.found[rule][corpus] for corpus in corpora) / max(1, words)


def without_grammar(corpus: str, part: str) -> Iterator[tuple[Text, Annotated]]:
    """Yield each text with all but LanguageTool's matches, in seconds once it was read."""
    return heard(corpus, part)


def measure(chosen: Sequence[Rule], part: str, read: Read, show: int = 0) -> Counts:
    """Return what ``chosen`` report, printing the first ``show`` findings of each and corpus."""
    counts = Counts()
    for corpus in (*HUMAN, *TRANSLATED, *MACHINE):
        shown: Counter[str] = Counter()
        for text, document in read(corpus, part):
            counts.words[corpus] += len(text.text.split())
            for rule in chosen:
                for hit in rule.find(document):
                    counts.found[rule.id][corpus] += 1
                    shown[rule.id] += 1
                    if shown[rule.id] <= show:
                        print(f"{corpus} {rule.id} {described(hit, text.text)}")
    return counts


def described(hit: Hit, text: str) -> str:
    """Return the finding in its context, with its message."""
    before = text[max(0, hit.start - 90) : hit.start].replace("\n", " / ")
    after = text[hit.end : hit.end + 70].replace("\n", " / ")
    quote = f"{before}[[{text[hit.start : hit.end]}]]{after}"
    return f"{hit.confidence:.2f} {quote}\n    {hit.message} -> {hit.suggestion}"


def lines(chosen: Sequence[Rule], counts: Counts, part: str) -> Iterator[str]:
    """Yield a Markdown table of findings per 1,000 words by rule and kind of text."""
    yield f"| rule | right of labelled | in human text | {' | '.join(GROUPS)} |"
    yield f"|---|---|---|{'---|' * len(GROUPS)}"
    for rule in chosen:
        human = sum(counts.found[rule.id][corpus] for corpus in HUMAN)
        cells = " | ".join(f"{counts.rate(rule.id, c):.3f}" for c in GROUPS.values())
        right, looked = labelled(rule.id)
        yield f"| {rule.id} {rule.name} | {right} of {looked} | {human} | {cells} |"
    sizes = " | ".join(f"{sum(counts.words[c] for c in corpora):,}" for corpora in GROUPS.values())
    yield f"| words ({part}) | | | {sizes} |"


def table() -> Iterator[str]:
    """Yield the table of the judging half, and keep the figures for ``mtqa rules``."""
    counts = measure(rules(), "judge", by_all_engines)
    with _MEASURED.open("w", encoding="utf-8") as file:
        file.write("rule\tnews\thuman\tmachine\tright\tlabelled\n")
        for rule in rules():
            rates = (counts.rate(rule.id, corpora) for corpora in (NEWS, HUMAN, MACHINE))
            people = labelled(rule.id)
            cells = [rule.id, *(f"{rate:.3f}" for rate in rates), *map(str, people)]
            file.write("\t".join(cells) + "\n")
    yield from lines(rules(), counts, "judge")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rule", nargs="*", help="rule ids or names; all where none is given")
    parser.add_argument("--show", type=int, default=0, help="findings to print for each corpus")
    parser.add_argument("--part", choices=("build", "judge", "all"), default="build")
    options = parser.parse_args()
    wanted = {word.upper() for word in options.rule}
    chosen = [rule for rule in rules() if not wanted or {rule.id, rule.name.upper()} & wanted]
    counts = measure(chosen, options.part, without_grammar, options.show)
    print("\n".join(lines(chosen, counts, options.part)))


if __name__ == "__main__":
    main()
