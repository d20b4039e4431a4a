"""What the grammar check shows in human and in machine text, by LanguageTool's rules.

    python -m benchmarks.grammar                       the judging half
    python -m benchmarks.grammar --part build --show 5 the building half, with findings to read

LanguageTool's matches are kept in ``.benchmarks-cache``, all that are asked
for, so that the table of what is shown can be changed and measured in seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

from benchmarks.corpora import (
    CACHE,
    DATA,
    GROUPS,
    HUMAN,
    MACHINE,
    TRANSLATED,
    Text,
    annotated,
    cache_file,
    texts,
)
from mtqa.annotate.annotated import Annotated, GrammarMatch
from mtqa.annotate.languagetool import Client, Server
from mtqa.annotate.languagetool.install import VERSION
from mtqa.annotate.languagetool.request import OPTIONS
from mtqa.detect.grammar.languagetool import find


def matches(corpus: str, part: str) -> Iterator[tuple[Text, tuple[GrammarMatch, ...]]]:
    """Yield each text with LanguageTool's matches, from the cache where it was asked before."""
    asked = hashlib.sha256(repr(sorted(OPTIONS.items())).encode()).hexdigest()[:8]
    chosen = list(texts((corpus,), part))
    path = cache_file(corpus, part, chosen, f"languagetool-{VERSION}-{asked}.jsonl")
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        scratch = path.with_suffix(f".{os.getpid()}")
        with Server.start(print) as server, ThreadPoolExecutor(1) as pool:
            client = Client(server.address)
            asked_for = pool.map(lambda text: client.check(text.text), chosen)
            rows = (json.dumps([asdict(match) for match in some]) for some in asked_for)
            scratch.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        scratch.replace(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    for text, line in zip(chosen, lines, strict=True):
        found = (
            GrammarMatch(**{**row, "replacements": tuple(row["replacements"])})
            for row in json.loads(line)
        )
        yield text, tuple(found)


def checked(corpus: str, part: str) -> Iterator[tuple[Text, Annotated]]:
    """Yield each text with spaCy's analysis and LanguageTool's matches, from the caches."""
    both = zip(annotated((corpus,), part), matches(corpus, part), strict=True)
    for (text, document), (_, found) in both:
        yield text, replace(document, grammar=found)


def measure(part: str, show: int) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Return findings by LanguageTool's rule and corpus, and words by corpus."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    words: Counter[str] = Counter()
    for corpus in (*HUMAN, *TRANSLATED, *MACHINE):
        for text, document in checked(corpus, part):
            words[corpus] += len(text.text.split())
            for hit in find(document):
                check = hit.check or ""
                found[check][corpus] += 1
                if found[check][corpus] <= show:
                    before = text.text[max(0, hit.start - 70) : hit.start].replace("\n", " / ")
                    quote, after = text.text[hit.start : hit.end], text.text[hit.end :][:40]
                    print(f"{corpus} {check} {before}[[{quote}]]{after!r} -> {hit.suggestion}")
    return found, words


def row(name: str, counts: Counter[str], words: Counter[str]) -> str:
    """Return a line of findings per 1,000 words in each group."""

    def rate(corpora: Sequence[str]) -> float:
        size = sum(words[corpus] for corpus in corpora)
        return 1000 * sum(counts[corpus] for corpus in corpora) / max(1, size)

    cells = " ".join(f"{rate(corpora):9.3f}" for corpora in GROUPS.values())
    return f"{name[:40]:40} {sum(counts.values()):5} {cells}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("build", "judge", "all"), default="judge")
    parser.add_argument(
        "--show", type=int, default=0, help="findings to print of each rule and set"
    )
    options = parser.parse_args()
    if not DATA.exists():
        print(f"not measured: the evaluation sets are not at {DATA} (set MTQA_DATA)")
        return
    found, words = measure(options.part, options.show)
    print(f"\nFindings per 1,000 words ({options.part} half)")
    print(f"{'rule':40} {'n':>5} " + " ".join(f"{name[:9]:>9}" for name in GROUPS))
    for rule in sorted(found, key=lambda rule: -sum(found[rule].values())):
        print(row(rule, found[rule], words))
    print(row("all", sum(found.values(), Counter()), words))


if __name__ == "__main__":
    main()
