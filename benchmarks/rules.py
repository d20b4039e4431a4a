"""Findings per 1,000 words in human and in machine text, rule by rule.

python -m benchmarks rules                  all rules on the judging half, into the page
                                            and into mtqa/detect/measured.tsv
python -m benchmarks.rules --without-engines  the same but for the rules that need one,
                                            whose figures stay as they are; in minutes
python -m benchmarks.rules NAM01 --show 20  one rule on the building half, findings to read
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.corpora import GROUPS, HUMAN, MACHINE, NEWS, ROOT, TRANSLATED, Text, annotated
from benchmarks.heard import by_all_engines, heard
from benchmarks.labels import labelled
from benchmarks.page import PAGE, write
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


def annotated_alone(corpus: str, part: str) -> Iterator[tuple[Text, Annotated]]:
    """Yield each text with spaCy's analysis alone."""
    return annotated((corpus,), part)


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
    _keep([_measured_row(rule, counts) for rule in rules()])
    yield from lines(rules(), counts, "judge")


def _measured_row(rule: Rule, counts: Counts) -> str:
    rates = (counts.rate(rule.id, corpora) for corpora in (NEWS, HUMAN, MACHINE))
    return "\t".join([rule.id, *(f"{rate:.3f}" for rate in rates), *map(str, labelled(rule.id))])


def _keep(measured: Sequence[str]) -> None:
    head = "rule\tnews\thuman\tmachine\tright\tlabelled"
    _MEASURED.write_text("\n".join([head, *measured]) + "\n", encoding="utf-8")


def table_without_engines() -> Iterator[str]:
    """Yield the table of the judging half, with the rows of rules that need an engine as they were.

    ``measured.tsv`` is brought up to date in the same way.
    """
    section = PAGE.read_text("utf-8").partition("<!-- rules -->")[2].partition("<!-- end")[0]
    rows = {line[:8]: line for line in section.splitlines()}
    known = {line[:5]: line for line in _MEASURED.read_text("utf-8").splitlines()}
    alone = [rule for rule in rules() if not rule.needs]
    counts = measure(alone, "judge", annotated_alone)
    _keep([_measured_row(r, counts) if r in alone else known[r.id] for r in rules()])
    engines = {f"| {rule.id} " for rule in rules() if rule.needs}
    for line in lines(rules(), counts, "judge"):
        yield rows[line[:8]] if line[:8] in engines else line


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rule", nargs="*", help="rule ids or names; all where none is given")
    parser.add_argument("--show", type=int, default=0, help="findings to print for each corpus")
    parser.add_argument("--part", choices=("build", "judge", "all"), default="build")
    parser.add_argument(
        "--without-engines", action="store_true", help="bring the page up to date, see above"
    )
    options = parser.parse_args()
    if options.without_engines:
        write("rules", list(table_without_engines()), ())
        return
    wanted = {word.upper() for word in options.rule}
    chosen = [rule for rule in rules() if not wanted or {rule.id, rule.name.upper()} & wanted]
    counts = measure(chosen, options.part, without_grammar, options.show)
    print("\n".join(lines(chosen, counts, options.part)))


if __name__ == "__main__":
    main()
