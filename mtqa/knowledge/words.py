"""Whether a word is English: word lists, and what can be derived from their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import inf, log10

from wordfreq import get_frequency_dict

from mtqa.knowledge.table import rows

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DERIVES = 2.0  # Zipf a word must have for others to be derived from it
_AFTER_SHORT = 2.5  # the same behind a prefix of two letters
_COMPOUNDS = 3.3  # Zipf both parts of a compound must have
_COMMON = 3.3  # Zipf of a word that an unknown one may be a slip for
_VERY_COMMON = 4.3
_SHORT = 6  # letters, under which nothing is guessed
_LONG = 7  # letters, up to which the word meant must be very common
_KNOWN = 2.5  # Zipf of a word that others near common ones may be derived from
_PARTS = 1.7  # Zipf by which the parts of such a compound must be more frequent
_NEAR = 3.7  # Zipf of these common ones
_CLEARLY = 10.0  # times more frequent than the next one it must be
_DEPTH = 3
_PIECE = 3.6  # Zipf below which what stands apart may be a piece of a word
_MORE = 1.3  # Zipf by which the whole word must be more frequent
_TWICE = re.compile(r"(?=([^\W\d_]{2,4})\1)")


@dataclass(frozen=True, slots=True)
class _Affixes:
    """What may be put before and behind a word.

    Attributes:
        endings: endings and what stood in the place of each.
        inflections: those of them that any listed word takes.
        function: words that never are part of a compound.
    """

    prefixes: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]
    inflections: frozenset[str]
    function: frozenset[str]


@cache
def _affixes() -> _Affixes:
    table = {kind: affixes.split("|") for kind, affixes in rows("affixes.tsv")}
    both = table["inflection"] + table["suffix"]
    endings = tuple((e.partition(">")[0], e.partition(">")[2]) for e in both)
    inflections = frozenset(e.partition(">")[0] for e in table["inflection"])
    return _Affixes(tuple(table["prefix"]), endings, inflections, frozenset(table["function"]))


@cache
def _rare() -> frozenset[str]:
    """Return words of WordNet that the frequency list lacks."""
    return frozenset(word for (word,) in rows("words.tsv"))


def zipf(word: str) -> float:
    """Return log10 of the word's frequency in a billion words, -inf where it is not listed."""
    # the arguments are those of wordfreq's own calls, so that its cache is shared
    frequency = get_frequency_dict("en", "best").get(word, 0.0)
    return log10(frequency) + 9 if frequency else -inf


def _listed(word: str) -> bool:
    return word in get_frequency_dict("en", "best") or word in _rare()


def _stems(word: str) -> Iterator[tuple[str, float]]:
    """Yield what ``word`` may be derived from, and the Zipf that it must have."""
    for ending, before in _affixes().endings:
        if word.endswith(ending):
            stem = word[: -len(ending)] + before
            least = -inf if ending in _affixes().inflections else _DERIVES
            yield stem, least
            if not before and len(stem) > 4 and stem[-1] == stem[-2]:
                yield stem[:-1], least
    for prefix in _affixes().prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            yield word[len(prefix) :], _DERIVES if len(prefix) > 2 else _AFTER_SHORT


def _derived(word: str, depth: int, floor: float = -inf) -> bool:
    """Return whether ``word`` comes from a listed one of at least ``floor`` on the Zipf scale."""
    for stem, least in _stems(word):
        if len(stem) < 3:
            continue
        if stem in _rare() or (_listed(stem) and zipf(stem) >= max(least, floor)):
            return True
        if depth > 1 and len(stem) >= 5 and _derived(stem, depth - 1, floor):
            return True
    return _compound(word, max(_COMPOUNDS, floor + _PARTS))


def _splits(word: str) -> Iterator[tuple[str, str]]:
    for at in range(2, len(word) - 1):
        yield word[:at], word[at:]


def _compound(word: str, least: float) -> bool:
    function = _affixes().function
    return any(
        min(len(a), len(b)) >= 3
        and zipf(a) >= least
        and zipf(b) >= least
        and a not in function
        and b not in function
        for a, b in _splits(word)
    )


@cache
def is_english(word: str) -> bool:
    """Return whether a lower-case word is listed, derived from listed ones or made of two.

    A word that is only derived and one slip away from a common one is not, unless it is short
    or what it comes from is no rare word.
    """
    if _listed(word) or not _derived(word, _DEPTH) or len(word) < _SHORT:
        return _listed(word) or _derived(word, _DEPTH)
    if meant(word) is not None:
        return False
    return _derived(word, _DEPTH, _KNOWN) or all(zipf(edit) < _NEAR for edit in _edits(word))


def _agree(article: str, word: str) -> bool:
    return article != "an" or word[0] in "aeiouh"


def run_together(word: str) -> str | None:
    """Return "the streets" for "thestreets": two words of which one is a function word."""
    function = _affixes().function
    found = [
        (a, b)
        for a, b in _splits(word)
        if (a in function and len(b) >= 4 and zipf(b) >= _COMMON and _agree(a, b))
        or (b in function and len(a) >= 4 and zipf(a) >= _COMMON)
    ]
    return " ".join(found[0]) if len(found) == 1 else None


def broken(first: str, second: str) -> str | None:
    """Return "unbelievable" for "unbel" and "ievable": a frequent word in two pieces."""
    rarer = min(zipf(first), zipf(second))
    if len(first) + len(second) <= _SHORT or rarer >= _PIECE:
        return None
    return first + second if zipf(first + second) >= max(_COMMON, rarer + _MORE) else None


def without_echo(word: str) -> str | None:
    """Return "hospital" for "hospipital": the frequent word of which a piece stands twice."""
    found = {word[: m.start()] + word[m.start() + len(m[1]) :] for m in _TWICE.finditer(word)}
    frequent = [once for once in found if zipf(once) >= _COMMON]
    return frequent[0] if len(frequent) == 1 else None


def _edits(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)


def meant(word: str) -> str | None:
    """Return the frequent word one slip away from ``word``, where there is only one such.

    Short words have neighbours by chance: none is returned for them unless it is very frequent.
    """
    if len(word) < _SHORT:
        return None
    least = _COMMON if len(word) > _LONG else _VERY_COMMON
    ranked = sorted({(zipf(edit), edit) for edit in _edits(word) if zipf(edit) >= least})
    if not ranked:
        return None
    if len(ranked) > 1 and 10 ** (ranked[-1][0] - ranked[-2][0]) < _CLEARLY:
        return None
    return ranked[-1][1]
