"""One thing joined with itself. Documented beside, in repeated_conjunct.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

_JOINT = re.compile(r"(?<=[a-z]{2}) (?:and|or) (?=[a-zA-Z]{3})")
_LONGEST = 4  # words in what is joined
# English says "more" and "on and on" by joining a word with itself
_IDIOMS = re.compile(
    r"(?:again|over|round|around|through|up|down|out|by|such|neck|half|time|blah|bit|further|far"
    r"|lots|masses|loads|tons|heaps|piles|layers|stacks|pages|rows|dozens|hundreds|\w+illions"
    r"|thousands|hours|days|weeks|months|years|decades|centuries|ages|miles|yards|acres)\Z"
)
# "between woman and woman", "there are lies and lies"
_BEFORE = {"between", "are", "is", "were", "was", "from", "against"}
_JOINED = {"NN", "NNS", "JJ", "VBN"}
_WITH_OR = _JOINED | {"VB", "VBP", "VBG"}
# what goes on belongs to the second alone: "search and search dogs"
_GOES_ON = {"NOUN", "PROPN", "NUM", "X", "SYM", "AUX", "VERB"}
_OPEN = {"-", "–", "—", "/", "’s", "'s", "’", "'", "(", "&", "again", "of"}
_MODIFIERS = {"JJ", "VBN"}


def _inside(words: Words, joint: Token) -> bool:
    """Return whether ``words`` can be what is joined: a phrase with a head of its own."""
    last, kinds = words[-1], _WITH_OR if joint.lower_ == "or" else _JOINED
    if len(words) == 1:
        return last.is_lower and last.tag_ in kinds and not _IDIOMS.match(last.text)
    named = all(word.tag_ == "NNP" for word in words)
    return named or (last.tag_ in ("NN", "NNS") and not _IDIOMS.match(last.text))


def _is_same(left: Words, right: Words) -> bool:
    """Return whether the words are the same, names only like names: "a third and Third Time"."""
    return all(
        one.text == other.text or (one.is_sent_start and one.lower_ == other.lower_)
        for one, other in zip(left, right, strict=True)
    )


def _repeated(joint: Token) -> tuple[Words, Words] | None:
    """Return the equal words on both sides of ``joint``, the longest such."""
    doc, at = joint.doc, joint.i
    for length in range(_LONGEST, 0, -1):
        if at < length or at + length >= len(doc):
            continue
        left, right = doc[at - length : at], doc[at + 1 : at + 1 + length]
        if _is_same(left, right) and _inside(left, joint):
            return (left, right) if all(w.is_alpha for w in left) else None
    return None


def _closed(left: Words, right: Words) -> bool:
    """Return whether the two phrases end where the coordination does."""
    doc = left.doc
    before = doc[left.start - 1].lower_ if left.start else ""
    if before in ("-", "/") or (before in _BEFORE and left[-1].tag_ not in _MODIFIERS):
        return False
    if right.end == len(doc):
        return True
    after = doc[right.end]
    if after.text in _OPEN:
        return False
    if left[-1].tag_ in _MODIFIERS:
        return True  # the noun that follows belongs to both
    if len(left) > 1 and after.pos_ in ("VERB", "AUX"):
        # the second begins a clause of its own: "I am the river and the river is me"
        return not left.start or doc[left.start - 1].pos_ not in ("VERB", "AUX")
    return after.pos_ not in _GOES_ON


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "affordable and affordable housing", "destroy or destroy the site"."""
    for match in _JOINT.finditer(text.text):
        joint = text.doc.char_span(match.start() + 1, match.end() - 1)
        found = _repeated(joint[0]) if joint is not None else None
        if found is None or not _closed(*found):
            continue
        left, right = found
        yield Hit(
            left.start_char,
            right.end_char,
            f"“{left}” is joined with itself; one of the two should be another word.",
            confidence=0.85,
        )
