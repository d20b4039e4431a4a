"""The end of a contraction or possessive left alone. Documented in lost_apostrophe.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit
from mtqa.knowledge.sequences import function_words
from mtqa.knowledge.words import is_english

_BEFORE = r"(?<![\w'’.&/-])"
_AFTER = r"(?=[ ,.;:!?\n]|\Z)(?! ?[=<>+*/&'’-])"
_PRONOUN = r"(?:[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Ww]e|[Tt]hey|I)"
_NEGATED = re.compile(
    rf"{_BEFORE}(?:[Dd]o(?:es)?|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Ww]o|[Cc]a|[Hh]a[sd]"
    rf"|[Hh]ave|[Cc]ould|[Ww]ould|[Ss]hould|[Mm]ust)n t{_AFTER}"
)
_CONTRACTED = re.compile(rf"{_BEFORE}(?:{_PRONOUN} (?:ll|re|ve|d)|I m){_AFTER}")
_POSSESSIVE = re.compile(rf"{_BEFORE}[A-Za-z][a-z]+ s{_AFTER}")
# function words that "'s" follows
_WITH_S = {"it", "he", "she", "that", "what", "who", "there", "here", "where", "how"}
_NAMING = {"letter", "sound", "consonant", "ending", "suffix", "plural", "variable", "let", "with"}
_LETTERS = re.compile(r"\b[b-df-hj-np-tv-z] (?:and|or) [b-df-hj-np-tv-z]\b")


def _takes_s(word: str) -> bool:
    lower = word.lower()
    if lower in function_words() or lower in _NAMING:
        return lower in _WITH_S
    return word[0].isupper() or is_english(lower)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "someone s", "they ll", "don t"."""
    if is_talk(text) or _LETTERS.search(text.text):
        return
    for pattern in (_NEGATED, _CONTRACTED, _POSSESSIVE):
        for match in pattern.finditer(text.text):
            word, _, end = match[0].partition(" ")
            if pattern is _POSSESSIVE and not _takes_s(word):
                continue
            mark = "’" if "’" in text.text else "'"
            yield Hit(
                *match.span(),
                f"The apostrophe of “{word}{mark}{end}” is lost.",
                confidence=0.85,
                suggestion=None if pattern is _POSSESSIVE else f"{word}{mark}{end}",
            )
