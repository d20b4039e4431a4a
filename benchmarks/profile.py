"""Where the time of the rules goes, on one core: ``python -m benchmarks profile``.

The texts are the judging half of human news and of weak machine translation.
Word analyses are read from the cache; what spaCy takes is measured beside, on
the same texts and in turn, so that the two can be set against each other.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator

from benchmarks.corpora import annotated
from mtqa.annotate import segments
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.detect.catalog import detect, rules
from mtqa.detect.rule import Rule
from mtqa.words import count_words

SETS = ("wmt21", "wmt22-news", "mt-weak")
_WARM = 5


def _seconds(action: Callable[[Annotated], object], text: Annotated) -> float:
    start = time.process_time()
    action(text)
    return time.process_time() - start


def table() -> Iterator[str]:
    """Yield the lines of a Markdown table: seconds of one core in rules and in spaCy."""
    texts = [document for _, document in annotated(SETS, "judge")]
    for warm in texts[:_WARM]:
        _all(warm)
    words = sum(count_words(text.text) for text in texts)
    whole = spacy = 0.0
    by_rule: dict[str, float] = defaultdict(float)
    for text in texts:
        whole += _seconds(_all, text)
        spacy += _seconds(lambda text: parse(text.text), text)
        for rule in rules():
            by_rule[f"{rule.id} {rule.name}"] += _seconds(_one(rule), text)
    yield f"| {words:,} words, one core | microseconds a word | words/s |"
    yield "|---|---|---|"
    for name, seconds in (("all rules", whole), ("spaCy", spacy), ("both", whole + spacy)):
        yield f"| {name} | {1e6 * seconds / words:.1f} | {words / seconds:,.0f} |"
    for name, seconds in sorted(by_rule.items(), key=lambda item: -item[1]):
        yield f"| {name} | {1e6 * seconds / words:.2f} | |"


def _all(text: Annotated) -> object:
    return detect(text, segments.sentences(text))


def _one(rule: Rule) -> Callable[[Annotated], object]:
    return lambda text: list(rule.find(text))
