"""American and British spellings of one word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wordfreq import zipf_frequency

from mtqa.knowledge.table import rows

_IZE = re.compile(r"([a-z]{3,})i([sz])(e[sd]?|ers?|ing|ations?|ational)\Z")


# before these endings British English has no "u" either: "laboratory", "honorary", "humorous"
_WITHOUT_U = re.compile(r"or(?:i?ous|ary|ific|arium|ation|ator\w*|ist)(?:ly|s)?\Z")
_RARE, _APART = 0.5, 2.2  # Zipf frequencies


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a word is spelt.

    Attributes:
        stem: what both spellings have in common, in American spelling.
        british: whether this is the British one.
        other: the same word in the other spelling.
    """

    stem: str
    british: bool
    other: str


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((american, british) for american, british in rows("spellings.tsv"))


@cache
def _stems() -> dict[str, tuple[str, str]]:
    return {stem: pair for pair in _pairs() for stem in pair}


@cache
def pattern() -> re.Pattern[str]:
    """Return a pattern for words in lower case that may have two spellings."""
    stems = "|".join(sorted(_stems(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w'’.@/-])(?:(?P<stem>{stems})[a-z]{{0,7}}"
        r"|[a-z]{3,}i[sz](?:e[sd]?|ers?|ing|ations?|ational))(?![\w'’@/-])"
    )


@cache
def _both_written(word: str, other: str) -> bool:
    """Return whether both spellings are in use: "organise" and "organize", but no "promize"."""
    first, second = zipf_frequency(word, "en"), zipf_frequency(other, "en")
    return min(first, second) > _RARE and abs(first - second) < _APART


def spelling(word: str, stem: str | None) -> Spelling | None:
    """Return how ``word`` is spelt, ``None`` where it has one spelling only.

    Args:
        word: a word in lower case.
        stem: the stem that ``pattern`` found in it.
    """
    if stem:
        american, british = _stems()[stem]
        is_british = stem == british
        other = (american if is_british else british) + word[len(stem) :]
        written = min(zipf_frequency(word, "en"), zipf_frequency(other, "en")) > 0
        if not written or _WITHOUT_U.search(word):
            return None
        return Spelling(american, is_british, other)
    ending = _IZE.match(word)
    if ending is None:
        return None
    is_british = ending[2] == "s"
    other = f"{ending[1]}i{'z' if is_british else 's'}{ending[3]}"
    if not _both_written(word, other):
        return None
    return Spelling(ending[1] + "iz", is_british, other)
