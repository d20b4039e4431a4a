"""Artifacts that others put into real news, and which of them are found.

    python -m benchmarks.edited [--part build] [--kind KIND] [--show]

``edits-build.jsonl`` and ``edits-judge.jsonl`` hold one edit a line and nothing of the articles
but what was changed: ``{"kind", "corpus", "doc", "cut", "replaced", "put"}``. ``cut`` is the
stretch of the article that is read, ``replaced`` the range in the article that gives way
to ``put``, a list of words and of ranges that are copied from the article. The edits come from
programs that put 80 kinds of artifacts into documents, each written from the catalogue of kinds
alone by somebody who saw neither the rules nor another benchmark. The judging half comes from
another program and from other articles than the building half. Nobody who writes rules reads it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.corpora import texts
from benchmarks.kinds import PARTS, by_kind
from mtqa.annotate import segments
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.detect.catalog import detect
from mtqa.model import LEAST_CONFIDENCE, Finding
from mtqa.read import document

HERE = Path(__file__).parent
_CORPORA = ("wmt21", "wmt22-news", "gum-news", "wmt22-other")
_NEAR = 2  # code points beside an edit: a break or a blank has no width of its own
_AROUND = 160  # code points shown


@dataclass(frozen=True, slots=True)
class Edited:
    """A stretch of an article with one artifact.

    Attributes:
        kind: of the artifact.
        text: the stretch as it reads with the artifact.
        start: of the artifact, in code points.
        end: one past its last code point.
    """

    kind: str
    text: str
    start: int
    end: int

    def is_found(self, findings: tuple[Finding, ...]) -> bool:
        """Return whether a finding, or a place that it refers to, touches the artifact."""
        places = [(one.start, one.end) for one in findings]
        places += [
            (place.start, place.end)
            for one in findings
            for place in one.evidence
            if place.start is not None and place.end is not None
        ]
        low, high = self.start - _NEAR, max(self.end, self.start + 1) + _NEAR
        return any(start < high and low < end for start, end in places)


@cache
def _articles() -> dict[tuple[str, str], str]:
    return {(text.corpus, text.doc): text.text for text in texts(_CORPORA, "all")}


def _read(line: str) -> Edited:
    row = json.loads(line)
    whole = _articles()[row["corpus"], row["doc"]]
    first, last = row["cut"]
    start, end = row["replaced"]
    put = "".join(one if isinstance(one, str) else whole[slice(*one)] for one in row["put"])
    text = whole[first:start] + put + whole[end:last]
    return Edited(row["kind"], text, start - first, start - first + len(put))


def edited(part: str) -> Iterator[Edited]:
    """Yield the edited stretches of ``build`` or ``judge``; none where the articles are missing."""
    if _articles():
        lines = (HERE / f"edits-{part}.jsonl").read_text(encoding="utf-8").splitlines()
        yield from map(_read, filter(None, lines))


def findings(text: str) -> tuple[Finding, ...]:
    """Return what all rules find, without LanguageTool and the language model."""
    annotated = Annotated(document(text, "edited"), parse(text))
    found = detect(annotated, segments.sentences(annotated)).findings
    return tuple(one for one in found if one.confidence >= LEAST_CONFIDENCE)


def table() -> Iterator[str]:
    """Yield the lines of a Markdown table: by kind, how many are found in either part."""
    yield from by_kind(
        {
            part: [(one.kind, one.is_found(findings(one.text))) for one in edited(part)]
            for part in PARTS
        }
    )


def main() -> None:
    """Print how many artifacts of each kind are found in one part, and those that are not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="build")
    parser.add_argument("--kind", default="", help="only artifacts of this kind")
    parser.add_argument("--show", action="store_true", help="misses to read")
    options = parser.parse_args()
    seen: dict[str, list[tuple[str, bool]]] = {part: [] for part in PARTS}
    for one in edited(options.part):
        if options.kind in ("", one.kind):
            is_found = one.is_found(findings(one.text))
            seen[options.part].append((one.kind, is_found))
            if options.show and not is_found:
                before = one.text[max(0, one.start - _AROUND) : one.start]
                after = one.text[one.end : one.end + _AROUND]
                print(f"{one.kind}: {before}[[{one.text[one.start : one.end]}]]{after!r}")
    print("\n".join(by_kind(seen)))


if __name__ == "__main__":
    main()
