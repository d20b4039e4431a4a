"""Who is named in a text, how often in full and how often by the surname alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import WORD, Mention, mentions, not_in_names
from mtqa.knowledge.names import fold, is_given_name, usualness
from mtqa.knowledge.offices import country_codes
from mtqa.knowledge.places import is_large_city, is_place
from mtqa.knowledge.sexes import sex_of_name

_WORD = re.compile(rf"(?<![\w@#/-]){WORD}(?![\w@/-])")
_BEFORE = re.compile(r"([^\s,;:()“”\"]*[^\s,;:()“”\".!?])\.? \Z")
_BEHIND = re.compile(r" [^\W\d_a-z]")
_REACH = 24  # code points before a word in which the one before it is looked for
_SHORTEST = 3  # letters
_COMMON = 4.4  # Zipf; nobody's surname by itself


@dataclass(frozen=True, slots=True)
class Ledger:
    """The people of a text.

    Attributes:
        firsts: by folded surname, the folded first names that stand before it and how often.
        bare: by folded surname, how often it stands with no name beside it.
        full: by folded first and last name, where the two are named together first.
    """

    firsts: Mapping[str, Counter[str]]
    bare: Mapping[str, int]
    full: Mapping[tuple[str, str], Mention]

    def times(self, first: str, last: str) -> int:
        """Return how often the text gives the two names as one person's."""
        return self.firsts[last][first] if last in self.firsts else 0

    def is_surname(self, word: str) -> bool:
        """Return whether the folded word is somebody's surname here."""
        return word in self.firsts or self.bare.get(word, 0) > 0


def is_first(word: str) -> bool:
    """Return whether people have ``word`` for a first name."""
    return is_given_name(word) or sex_of_name(word) is not None


def _is_alone(text: str, start: int, end: int) -> bool:
    """Return whether no other word of a name stands beside the word."""
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    led = before is not None and before[1][0].isupper() and fold(before[1]) not in not_in_names()
    return not led and not _BEHIND.match(text, end)


@lru_cache(maxsize=2)
def ledger(text: Annotated) -> Ledger:
    """Return whom the text names; towns, countries and everyday words are no surnames alone."""
    firsts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    full: dict[tuple[str, str], Mention] = {}
    wanted: set[str] = set()
    for mention in mentions(text):
        last = mention.words[-1]
        if len(mention.words) > 1:
            firsts[last][mention.words[0]] += 1
            full.setdefault((mention.words[0], last), mention)
        if len(mention.words) > 1 or mention.title or _may_be_surname(last):
            wanted.add(last)
    bare: Counter[str] = Counter()
    if wanted:
        for match in _WORD.finditer(text.text):
            word = fold(match[0])
            if word in wanted and _is_alone(text.text, *match.span()):
                bare[word] += 1
    return Ledger(dict(firsts), bare, full)


def _may_be_surname(word: str) -> bool:
    return (
        len(word) >= _SHORTEST
        and usualness(word) < _COMMON
        and not country_codes(word)
        and not is_place(word)
        and not is_large_city(word)
    )
