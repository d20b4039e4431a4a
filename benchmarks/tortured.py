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
touches; precision counts findings that touch one. The same abstracts are measured
with the language model and without. Some phrases stand alone, each in an abstract of
its own among seven genuine ones.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from spacy.tokens import Doc, Span

from benchmarks.corpora import DATA, annotated, digest, half, rows
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.annotate.lm import NAME, LanguageModel, installed
from mtqa.annotate.passages import passages
from mtqa.detect.catalog import find_rule
from mtqa.knowledge.tortured import stems
from mtqa.model import Document

ENGINES = ("model",)

LIST = DATA.parent / "knowledge" / "tortured_phrases.tsv"
_PARTS = 5  # one in so many terms is held out
_IN_TEXT = 8  # tortured phrases, and genuine ones, in an abstract
_ALONE = 100  # tortured phrases that are tried alone
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
    for run in (run for doc in docs for run in noun_runs(doc)):
        yield " ".join(word.text for word in run)


def noun_runs(doc: Doc) -> Iterator[Span]:
    """Yield runs of two to four adjectives and nouns in lower case."""
    for noun in doc.noun_chunks:
        words = [token for token in noun if token.tag_ in _MODIFIERS and token.text.islower()]
        if 2 <= len(words) <= 4 and words[-1].i - words[0].i == len(words) - 1:
            yield doc[words[0].i : words[-1].i + 1]


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


def _alone(tortured: Sequence[str], genuine: Sequence[str]) -> Iterator[list[tuple[str, bool]]]:
    """Yield the phrases of abstracts that hold one tortured phrase each."""
    rng = Random(4)
    for phrase in tortured[:_ALONE]:
        mixed = [(phrase, True), *((one, False) for one in rng.sample(genuine, _IN_TEXT - 1))]
        rng.shuffle(mixed)
        yield mixed


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

    @property
    def recall(self) -> float:
        """Return the share of the tortured phrases that are found."""
        return len(self.found) / max(1, len(self.found) + len(self.missed))

    @property
    def precision(self) -> float:
        """Return the share of the findings that touch a tortured phrase."""
        return 1 - len(self.wrong) / max(1, self.findings)


def measure(texts: Iterable[Sequence[tuple[str, bool]]], model: LanguageModel | None) -> Outcome:
    """Return what the rule finds in abstracts of these phrases.

    Args:
        texts: the phrases of each abstract, with whether they are tortured.
        model: what reads the abstracts, if anything.
    """
    rule = find_rule("WRD07")
    if rule is None:
        raise LookupError("the rule WRD07 is missing")
    rng = Random(3)
    found: list[str] = []
    missed: list[str] = []
    wrong: list[str] = []
    findings = 0
    for phrases in texts:
        article, spans = _article(phrases, rng)
        hits = list(rule.find(article if model is None else _read(article, model)))
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


def _read(article: Annotated, model: LanguageModel) -> Annotated:
    runs = passages([sentence.text for sentence in article.sentences])
    return replace(article, states=tuple(model.states([run.text for run in runs])))


def outcomes(part: str) -> Iterator[tuple[str, str, Outcome]]:
    """Yield what is found in each kind of abstract, without the model and with it."""
    tortured, genuine = _phrases(part)
    models: dict[str, LanguageModel | None] = {"none": None}
    if installed() is not None:
        models[NAME] = LanguageModel.load()
    for kind, make in (("eight in a text", _abstracts), ("alone", _alone)):
        for name, model in models.items():
            yield kind, name, measure(make(tortured, genuine), model)


def table(part: str = "judge", show: int = 0) -> Iterator[str]:
    """Yield the lines of a Markdown table of recall and precision.

    Args:
        part: ``build`` or ``judge``.
        show: how many misses and false findings to yield as well, each.
    """
    yield f"| held out ({part}) | model | tortured phrases | recall | findings | precision |"
    yield "|---|---|---|---|---|---|"
    for kind, name, outcome in outcomes(part):
        tortured = len(outcome.found) + len(outcome.missed)
        yield (
            f"| {kind} | {name} | {tortured} | {outcome.recall:.2f} | {outcome.findings} |"
            f" {outcome.precision:.2f} |"
        )
        if show:
            yield "\n  ".join(["missed:", *outcome.missed[:show]])
            yield "\n  ".join(["wrong:", *outcome.wrong[:show]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("build", "judge"), default="build")
    parser.add_argument("--show", type=int, default=0, help="misses and false findings to print")
    options = parser.parse_args()
    show = options.show if options.part == "build" else 0
    print("\n".join(table(options.part, show)))


if __name__ == "__main__":
    main()
