"""One word in British and in American spelling. Documented beside, in mixed_spelling.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.detect.style._variants import in_house_style
from mtqa.knowledge.spelling import Spelling, pattern, spelling
from mtqa.model import Evidence


@dataclass(frozen=True, slots=True)
class _Use:
    spelt: Spelling
    start: int
    end: int
    quote: str


def find(text: Annotated) -> Iterator[Hit]:
    """Yield, for each word spelt in both ways, its first use in the rarer spelling.

    Of two that stand equally often the later one gives way.
    """
    by_stem: dict[str, list[_Use]] = defaultdict(list)
    for match in pattern().finditer(text.text):
        spelt = spelling(match[0], match["stem"])
        if spelt is not None and in_house_style(text, match.start()):
            by_stem[spelt.stem].append(_Use(spelt, *match.span(), match[0]))
    for uses in by_stem.values():
        if len({use.spelt.british for use in uses}) > 1:
            yield _hit(uses)


def _hit(uses: list[_Use]) -> Hit:
    first = uses[0].spelt.british
    as_first = sum(use.spelt.british == first for use in uses)
    british = first if 2 * as_first >= len(uses) else not first
    kept = next(use for use in uses if use.spelt.british == british)
    odd = next(use for use in uses if use.spelt.british != british)
    land = {True: "British", False: "American"}
    note = (
        "The spelling that stands more often."
        if 2 * as_first != len(uses)
        else ("The other spelling.")
    )
    return Hit(
        odd.start,
        odd.end,
        f"“{odd.quote}” is {land[not british]}, “{kept.quote}” {land[british]} spelling: "
        "keep to one.",
        confidence=0.7,
        evidence=(Evidence(note=note, quote=kept.quote, start=kept.start, end=kept.end),),
        suggestion=odd.spelt.other,
    )
