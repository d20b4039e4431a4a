"""Recall and precision on tortured phrases that the rule doesn't carry.

    python -m benchmarks tortured
    python -m benchmarks.tortured --part build --show 30

One established term in five is held out of the tables (``held_out``); half of
these are for reading, half for the figures. Their tortured phrases are put into
made-up abstracts: eight sentences with one each among eight with a genuine
phrase. As many abstracts hold genuine phrases alone. A genuine phrase is an
established term that is held out, or a noun phrase of two to four words that
people wrote in abstracts of medicine and in papers and textbooks (``mqm_bio2021``,
references; ``clean_gum``): two for each tortured phrase, of which half have the
very vocabulary of the terms. Recall counts tortured phrases that a finding
touches; precision counts findings that touch one.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.corpora import DATA, annotated, digest, half, rows
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.detect.catalog import find_rule
from mtqa.knowledge.tortured import stems
from mtqa.model import Document

LIST = DATA.parent / "knowledge" / "tortured_phrases.tsv"
_PARTS = 5  # one in so many terms is held out
_IN_TEXT = 8  # tortured phrases, and genuine ones, in an abstract
_MODIFIERS = {"JJ", "NN", "NNS", "VBG", "VBN"}
_FRAMES = (
    "The study focuses on {}.", "We compare {} with earlier work.",
    "In this paper, {} is used to obtain the results.", "The second section describes {}.",
    "Previous authors have discussed {} in detail.", "The results depend on {}.",
    "An overview of {} can be found in the literature.", "This approach is based on {}.",
    "The table shows the effect of {}.", "It is well known that {} plays a role here.",
    "Our findings suggest that {} is important.", "The authors then turn to {}.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the list.

    Attributes:
        established: the term as the list has it.
        term: the term without what stands in brackets.
        caution: why it may be no tortured phrase after all.
    """

    tortured: str
    established: str
    term: str
    caution: str

    def fold(self, parts: int) -> int:
        """Return the number of the part, of so many, that the term belongs to."""
        return digest("fold " + " ".join(stems(self.term))) % parts


def read_phrases(path: Path) -> Iterator[Phrase]:
    """Yield the phrases of the list whose term is known."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    for tortured, established, _, caution in (line.split("\t") for line in lines):
        term = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", established).strip()
        if stems(term) and "?" not in term:
            yield Phrase(tortured, established, term, caution)


def held_out(term: str) -> bool:
    """Return whether the rule must not carry the phrases of ``term``."""
    return digest(" ".join(stems(term))) % _PARTS == 0


def _written(part: str) -> Iterator[str]:
    """Yield noun phrases that people wrote in abstracts, papers and textbooks."""
    documents = [a for text, a in annotated(("gum-other",), part) if _is_paper(text.doc)]
    seen = {
        row["target"]
        for pair in ("de", "es", "fr")
        for row in rows(f"mqm_bio2021_{pair}-en")
        if row["system"].startswith("reference") and half(row["doc"]) == part
    }
    docs = [*(a.doc for a in documents), parse("\n".join(sorted(seen)))]
    for noun in (noun for doc in docs for noun in doc.noun_chunks):
        words = [token for token in noun if token.tag_ in _MODIFIERS and token.text.islower()]
        if 2 <= len(words) <= 4 and words[-1].i - words[0].i == len(words) - 1:
            yield " ".join(word.text for word in words)


def _is_paper(name: str) -> bool:
    return name.startswith(("GUM_academic", "GUM_textbook"))


def _abstracts(tortured: Sequence[str], genuine: Sequence[str]) -> Iterator[list[tuple[str, bool]]]:
    """Yield the phrases of each abstract, with whether they are tortured."""
    rng, left = Random(1), iter(genuine)
    for at in range(0, len(tortured), _IN_TEXT):
        wrong = [(phrase, True) for phrase in tortured[at : at + _IN_TEXT]]
        mixed = [*wrong, *((next(left), False) for _ in wrong)]
        rng.shuffle(mixed)
        yield mixed
        yield [(next(left), False) for _ in wrong]


def _article(phrases: Sequence[tuple[str, bool]], rng: Random) -> tuple[Annotated, list[range]]:
    """Return the abstract, and where its tortured phrases stand."""
    text, spans = "", []
    for phrase, wrong in phrases:
        before, after = rng.choice(_FRAMES).split("{}")
        start = len(text) + len(before)
        if wrong:
            spans.append(range(start, start + len(phrase)))
        text += f"{before}{phrase}{after} "
    document = Document(name="abstract", text=text, prose=text)
    return Annotated(document, parse(text)), spans


def _phrases(part: str) -> tuple[list[str], list[str]]:
    """Return the tortured phrases held out, and two genuine ones for each, shuffled."""
    listed = [
        phrase
        for phrase in read_phrases(LIST)
        if held_out(phrase.term) and half(" ".join(stems(phrase.term))) == part
    ]
    terms = sorted({p.term for p in listed if 2 <= len(stems(p.term)) <= 4})
    tortured = sorted(p.tortured for p in listed if not p.caution)
    written = sorted(set(_written(part)))
    rng = Random(2)
    rng.shuffle(tortured)
    needed = 2 * len(tortured)
    chosen = [*terms, *terms][: needed // 2]
    genuine = [*chosen, *rng.sample(written, needed - len(chosen))]
    rng.shuffle(genuine)
    return tortured, genuine


@dataclass(frozen=True, slots=True)
class Outcome:
    """Phrases found and missed, and findings on genuine words."""

    found: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    findings: int


def measure(part: str) -> Outcome:
    """Return what the rule finds in the abstracts of this half."""
    rule = find_rule("WRD07")
    if rule is None:
        raise LookupError("the rule WRD07 is missing")
    rng, found, missed, wrong, findings = Random(3), [], [], [], 0
    for phrases in _abstracts(*_phrases(part)):
        article, spans = _article(phrases, rng)
        hits = list(rule.find(article))
        findings += len(hits)
        for span in spans:
            touched = any(hit.start < span.stop and span.start < hit.end for hit in hits)
            (found if touched else missed).append(article.text[span.start : span.stop])
        wrong += [
            article.text[hit.start : hit.end]
            for hit in hits
            if not any(hit.start < span.stop and span.start < hit.end for span in spans)
        ]
    return Outcome(tuple(found), tuple(missed), tuple(wrong), findings)


def table(part: str = "judge") -> Iterator[str]:
    """Yield the lines of a Markdown table of recall and precision."""
    outcome = measure(part)
    tortured = len(outcome.found) + len(outcome.missed)
    right = outcome.findings - len(outcome.wrong)
    yield f"| held out ({part}) | tortured phrases | genuine | recall | findings | precision |"
    yield "|---|---|---|---|---|---|"
    yield (
        f"| abstracts | {tortured} | {2 * tortured} | {len(outcome.found) / tortured:.2f} |"
        f" {outcome.findings} | {right / max(1, outcome.findings):.2f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("build", "judge"), default="build")
    parser.add_argument("--show", type=int, default=0, help="misses and false findings to print")
    options = parser.parse_args()
    if options.show and options.part == "build":
        outcome = measure("build")
        print("missed:", *outcome.missed[: options.show], sep="\n  ")
        print("wrong:", *outcome.wrong[: options.show], sep="\n  ")
    print("\n".join(table(options.part)))


if __name__ == "__main__":
    main()
