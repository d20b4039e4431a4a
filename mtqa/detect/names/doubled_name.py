"""A name that stands twice in a row. Documented beside, in doubled_name.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import WORD, Mention, full_names
from mtqa.detect.rule import Hit
from mtqa.knowledge import verbs
from mtqa.knowledge.names import fold, is_given_name

_TWICE = re.compile(rf"(?<![\w.-])({WORD}) ({WORD}) \2(?![\w'’-]| &)")
_NEXT = re.compile(r",? (?:(?:Mr|Mrs|Ms|Dr)\.? )?([^\W\d_][\w’'-]*)(?!['’]|-\w)")
_CLAUSE = re.compile(r"[.!?]\s|\n|[“\"]")


def _opens(text: Annotated, mention: Mention) -> bool:
    """Return whether the sentence begins with the name or with a noun phrase that ends in it."""
    before = _CLAUSE.split(text.text[max(0, mention.title_start - 80) : mention.title_start])[-1]
    return (
        "," not in before
        and re.fullmatch(r"(?:(?:The|A|An|His|Her|Their) .*)?", before) is not None
    )


def _says(text: Annotated, end: int) -> bool:
    token = text.doc.char_span(end + 1, end + 2, alignment_mode="expand")
    return token is not None and token[0].lemma_ in verbs.words("say")


def _hit(start: int, end: int, word: str, name: str, sure: float) -> Hit:
    message = f"The name “{word}” stands twice in a row."
    return Hit(start, end, message, confidence=sure, suggestion=name)


def _at_once(text: Annotated) -> Iterator[Hit]:
    """Yield a first name, a surname and the surname again."""
    for match in _TWICE.finditer(text.text):
        first, last = match[1], match[2]
        person = is_given_name(first) or text.people.find(f"{first} {last}")
        if person and fold(first) != fold(last):
            yield _hit(*match.span(), last, f"{first} {last}", 0.85)


def _as_subject(text: Annotated) -> Iterator[Hit]:
    """Yield a full name and its surname, one of which must be the subject."""
    for mention in full_names(text):
        behind = _NEXT.match(text.text, mention.end)
        if behind is None or fold(behind[1]) != mention.words[-1]:
            continue
        if behind[0][0] != "," or (_opens(text, mention) and _says(text, behind.end())):
            name = text.text[mention.start : mention.end]
            yield _hit(mention.start, behind.end(), behind[1], name, 0.8)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield a surname again right behind the name: "Barack Obama Obama said"."""
    found = list(_at_once(text))
    yield from found
    for hit in _as_subject(text):
        if not any(other.start < hit.end and hit.start < other.end for other in found):
            yield hit
