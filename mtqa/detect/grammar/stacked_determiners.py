"""A determiner behind a determiner. Documented beside, in stacked_determiners.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

# not "her" and "you" as the first, they may be objects ("gave her the book"); nor "of his"
_STACKED = re.compile(
    r"(?<!\bof )\b(?P<first>[Tt]he|[Aa]n?|[Mm]y|[Hh]is|[Oo]ur|[Tt]heir|[Ee]very) "
    r"(?P<second>a|an|the|my|your|his|her|its|our|their|this|these|those) "
    r"(?=\w)(?!(?:la|cappella|capella|priori|posteriori|fortiori|deux|propos|few|one)\b)"
)
_UNIT = r"(?:second|minute|hour|day|week|month|year|decade|mile|kilomet(?:er|re)|met(?:er|re)|page)"
# an amount as a modifier, with an article of its own
_AMOUNT = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Aa]n?|[Mm]y|[Hh]is|[Hh]er|[Ii]ts|[Oo]ur|[Tt]heir|\w+[’']s) "
    r"(?:(?:more|less|longer) than|over|about|almost|nearly|around|approximately|at least|roughly)"
    rf"(?P<article> (?:an?|the)) (?:\w+-{_UNIT}(?= [a-z])|{_UNIT}(?:-| (?:long|old|wide|tall)\b))"
)


def _noun_after(text: Annotated, at: int) -> int:
    """Return the end of the noun that the modifier around ``at`` belongs to."""
    words = text.doc.char_span(at - 1, at, alignment_mode="expand")
    if words is None:
        return at
    last: Token = words[-1]
    while last.i + 1 < len(last.doc):
        after = last.nbor()
        if after.pos_ not in ("ADJ", "NOUN", "ADV") and after.text != "-":
            break
        last = after
    return last.idx + len(last)


def _stacked(prose: str) -> Iterator[Hit]:
    for match in _STACKED.finditer(prose):
        if match["first"].lower() != match["second"]:
            yield Hit(
                match.start(),
                match.end() - 1,
                f"A noun takes one such word, not both “{match['first']}” and “{match['second']}”.",
                confidence=0.85,
            )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "the their house" and "his more than an hour-long meeting"."""
    prose = text.text
    yield from _stacked(prose)
    for match in _AMOUNT.finditer(prose):
        end = _noun_after(text, match.end())
        head, tail = (
            prose[match.start() : match.start("article")],
            prose[match.end("article") : end],
        )
        yield Hit(
            match.start(),
            end,
            f"The modifier has an article of its own,{match['article']}, after another determiner.",
            confidence=0.8,
            suggestion=head + tail,
        )
