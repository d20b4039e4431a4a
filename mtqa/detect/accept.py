"""What the user knows to be right, and the findings that it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from mtqa.model import Finding

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_ABOUT_NAMES = ("NAM", "PLA", "WRD04")


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[i : i + len(part)] == part for i in range(len(words) - len(part) + 1))


@dataclass(frozen=True)
class Accepted:
    """Terms and names that are right, compared as whole words, case apart.

    Attributes:
        terms: answer a finding that they make up completely.
        names: answer a finding about names, places or unknown words in which they stand.
    """

    terms: tuple[str, ...] = field(default=())
    names: tuple[str, ...] = field(default=())

    @cached_property
    def _terms(self) -> frozenset[tuple[str, ...]]:
        return frozenset(map(_words, self.terms)) - {()}

    @cached_property
    def _names(self) -> frozenset[tuple[str, ...]]:
        return frozenset(map(_words, self.names)) - {()}

    def covers(self, finding: Finding) -> bool:
        """Return whether the finding is about nothing but what was accepted."""
        if not (self._terms or self._names):
            return False
        words = _words(finding.quote)
        if words in self._terms:
            return True
        return finding.rule.startswith(_ABOUT_NAMES) and any(
            _holds(words, name) for name in self._names
        )


NOTHING = Accepted()
