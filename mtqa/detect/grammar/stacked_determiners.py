"""A determiner behind a determiner. Documented beside, in stacked_determiners.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit

# not "her" and "you" as the first, they may be objects ("gave her the book"); nor "of his"
_FOREIGN = r"(?!(?:la|cappella|capella|priori|posteriori|fortiori|deux|propos|few|one)\b)"
_STACKED = re.compile(
    r"(?<![\w’'-])(?P<first>[Tt]he|[Aa]n?|[Mm]y|(?<!\bof )[Hh]is|[Oo]ur|[Tt]heir|[Ee]very) "
    r"(?P<second>a|an|the|my|your|his|her|its|our|their|this|these|those) "
    rf"(?=\w){_FOREIGN}"
)
# "these" and "this" may also stand for themselves: "in these the poet is at his best"
_POINTING = re.compile(
    r"\b(?:of|for|from|by|into|under|against|during|after|at|to|on|with)"
    r" (?P<first>these|those|this) (?P<second>an?|its|his|her|their|our|my) "
    rf"(?=[a-z]){_FOREIGN}"
)
_UNIT = r"(?:second|minute|hour|day|week|month|year|decade|mile|kilomet(?:er|re)|met(?:er|re)|page)"
# an amount as a modifier, with an article of its own
_AMOUNT = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Aa]n?|[Mm]y|[Hh]is|[Hh]er|[Ii]ts|[Oo]ur|[Tt]heir|\w+[’']s) "
    r"(?:(?:more|less|longer) than|over|about|almost|nearly|around|approximately|at least|roughly)"
    rf"(?P<article> (?:an?|the)) (?:\w+-{_UNIT}(?= [a-z])|{_UNIT}(?:-| (?:long|old|wide|tall)\b))"
)


# what no noun has before it: "your the account", "the some workers", "their own his title"
_NUMBERS = (
    r"\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]*teen|[a-z]*ty\b"
)
_NEVER = re.compile(
    r"(?<![\w’'-])(?P<first>[Yy]our) (?:the|an|my|his|her|its|our|their) (?=[a-z]{3})"
    r"|(?<![\w’'-])(?P<own>(?:[Tt]heir|[Hh]is|[Hh]er|[Ii]ts|[Oo]ur) own) "
    r"(?:his|her|its|their|my|our|your) (?=[a-z])"
    rf"|(?<![\w’'-])(?P<one>[Tt]he) (?:some (?!{_NUMBERS}|hundred|thousand|million|half|several)"
    r"|each |every )(?=[a-z]{3})"
)


def _never(text: Annotated) -> Iterator[Hit]:
    """Yield two words in a row of which a noun takes one."""
    for match in _NEVER.finditer(text.text):
        words = text.doc.char_span(match.start(), match.end() - 1, alignment_mode="expand")
        if words is None or text.in_quotation(match.start()) or is_talk(text):
            continue
        noun = words.doc[words.end] if words.end < len(words.doc) else words[-1]
        # "your the best" is a slip for "you're"
        if noun.pos_ in ("NOUN", "ADJ") and noun.tag_ not in ("JJS", "RBS"):
            first = match["first"] or match["own"] or match["one"]
            message = f"A noun takes one such word, not “{first}” and another."
            yield Hit(match.start(), match.end() - 1, message, confidence=0.8)


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


def _opens_clause(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the second word begins a clause: "with this a new era began"."""
    words = text.doc.char_span(*match.span("second"))
    return words is None or words[0].head.dep_ in SUBJECTS


def _stacked(text: Annotated) -> Iterator[Hit]:
    pointing = (m for m in _POINTING.finditer(text.text) if not _opens_clause(text, m))
    for match in (*_STACKED.finditer(text.text), *pointing):
        if match["first"].lower() != match["second"]:
            yield Hit(
                match.start("first"),
                match.end() - 1,
                f"A noun takes one such word, not both “{match['first']}” and “{match['second']}”.",
                confidence=0.85,
            )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "the their house" and "his more than an hour-long meeting"."""
    prose = text.text
    yield from _stacked(text)
    yield from _never(text)
    for match in _AMOUNT.finditer(prose):
        end = _noun_after(text, match.end())
        head, tail = (
            prose[match.start() : match.start("article")],
            prose[match.end("article") : end],
        )
        yield Hit(
            match.start(),
            end,
            f"The modifier has an article of its own, “{match['article'].strip()}”, after another "
            "determiner.",
            confidence=0.8,
            suggestion=head + tail,
        )
