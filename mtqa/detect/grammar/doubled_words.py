"""Words that stand twice. Documented beside, in doubled_words.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

# not "that", "had", "is", "in" and others that good sentences do have twice
_WORD = re.compile(
    r"(?<![\w'’-])(?P<word>[Tt]he|[Aa]n?|[Oo]f|[Aa]nd|[Tt]o|[Ff]or|[Ff]rom|[Ww]ith|[Bb]y|[Oo]r|be|have|has|"
    r"[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Hh]is|[Tt]heir|[Ii]ts|[Oo]ur|[Tt]his|[Aa]s|would|should|could|[Bb]ut|"
    r"[Bb]ecause|than|into|[Ww]hen|also) (?P<again>[a-z]+)(?![\w'’-])"
)
_PHRASE = re.compile(r"(?<![\w'’-])(?P<once>[\w’'-]+(?: [\w’'-]+){1,6}) (?P=once)(?![\w'’-])")
_LEAST = 6  # letters of a phrase
_JOINING = {"and", "or", "to", "by", "after", "upon", "for"}
_SPOKEN = re.compile(r"\b(?:uh|um|Uh|Um)\b")  # whoever writes that down writes all slips down


def _is_meant(phrase: str) -> bool:
    """Return whether good sentences have the phrase twice: "again and again and"."""
    words = phrase.split(" ")
    return (
        sum(map(str.isalpha, phrase)) < _LEAST
        or len(set(words)) == 1
        or (len(words) == 2 and (phrase.istitle() or not _JOINING.isdisjoint(words)))
    )


def _phrases(text: Annotated) -> Iterator[Hit]:
    for match in _PHRASE.finditer(text.text):
        if _is_meant(match["once"]) or text.in_quotation(match.start()):
            continue
        yield Hit(
            match.start(),
            match.end(),
            f"“{match['once']}” stands twice in a row.",
            confidence=0.85,
            suggestion=match["once"],
        )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield a function word or a phrase that is repeated at once."""
    if _SPOKEN.search(text.text):
        return
    phrases = list(_phrases(text))
    yield from phrases
    for match in _WORD.finditer(text.text):
        if match["word"].lower() != match["again"]:
            continue
        if not any(hit.start <= match.start() < hit.end for hit in phrases):
            yield Hit(
                match.start(),
                match.end(),
                f"“{match['word']}” stands twice in a row.",
                confidence=0.9,
                suggestion=match["word"],
            )
