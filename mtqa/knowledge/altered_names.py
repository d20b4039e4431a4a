"""Names that everybody knows, and words that are put for their words by mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from mtqa.knowledge.phrases import WORD
from mtqa.knowledge.spelling import pattern, spelling
from mtqa.knowledge.table import rows
from mtqa.knowledge.tortured import stem

FUNCTION = frozenset({
    "of", "the", "for", "and", "on", "in", "to", "with", "without", "at", "from", "against",
})  # fmt: skip
_SHORT = 2  # words of a name that much else is like
# words that bodies, treaties and events of one kind are told apart by
_KINDS = frozenset({
    "academy", "act", "administration", "agency", "agreement", "alliance", "assembly",
    "association", "authority", "award", "awards", "bank", "board", "bureau", "center", "chamber",
    "championship", "championships", "club", "coalition", "college", "commission", "committee",
    "community", "company", "confederation", "conference", "congress", "convention", "corporation",
    "corps", "council", "court", "cup", "department", "directorate", "federation", "fellowship",
    "festival", "force", "forces", "forum", "foundation", "front", "fund", "funding", "games",
    "group", "guild", "institute", "institution", "law", "league", "medal", "meeting", "ministry",
    "movement", "office", "organization", "pact", "panel", "parliament", "party", "plan", "police",
    "prize", "program", "project", "school", "section", "service", "society", "study", "summit",
    "tournament", "treaty", "tribunal", "troops", "union", "university",
    # and by how far they reach
    "domestic", "federal", "global", "home", "internal", "international", "national", "public",
    "state", "universal", "world",
})  # fmt: skip
_SPELT = {"programme": "program"}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of a body, treaty, prize, event or place.

    Attributes:
        name: as English writes it.
        words: its words as ``plain`` has them.
        common: whether others of its kind are called much the same: where it is an
            association, there may be a union, a council and a league too.
    """

    name: str
    words: tuple[str, ...]
    common: bool = False

    @property
    def weight(self) -> int:
        """Return how many of its words are no function words."""
        return sum(word not in FUNCTION for word in self.words)


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Return the word in lower case and American spelling."""
    word = word.lower().replace("’", "'")
    word = _SPELT.get(word, word)
    found = pattern().fullmatch(word)
    spelt = spelling(word, found["stem"]) if found else None
    return spelt.other if spelt is not None and spelt.british else word


def _plain_words(name: str) -> tuple[str, ...]:
    return tuple(map(plain, WORD.findall(name)))


@cache
def _variants() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Return by word of a name what is put for it: in any name, and in longer ones."""
    found = {}
    for word, by_hand, more in rows("name_words.tsv"):
        own = frozenset(map(plain, by_hand.split("|"))) - {""}
        found[plain(word)] = own, own | frozenset(map(plain, more.split("|"))) - {""}
    return found


@cache
def _known() -> frozenset[tuple[str, ...]]:
    """Return the words of all names that are right."""
    return frozenset(
        _plain_words(name)
        for right, also, _ in rows("known_names.tsv")
        for name in (right, *also.split("|"))
    )


@cache
def known_names() -> Mapping[str, tuple[KnownName, ...]]:
    """Return the names by each word that they may begin with, right or altered, long ones first."""
    found: dict[str, list[KnownName]] = defaultdict(list)
    for right, _, common in rows("known_names.tsv"):
        name = KnownName(right, _plain_words(right), common=bool(common))
        first = name.words[0]
        for word in {first, *_put_for(first, name)}:
            found[word].append(name)
    return {
        word: tuple(sorted(names, key=lambda name: -len(name.words)))
        for word, names in found.items()
    }


def _put_for(word: str, name: KnownName) -> frozenset[str]:
    """Return what is put for the word of ``name``."""
    by_hand, every = _variants().get(word, (frozenset(), frozenset()))
    found = by_hand if name.weight <= _SHORT else every
    return found - _KINDS if name.common and word in _KINDS else found


def altered(name: KnownName, said: Sequence[str]) -> list[int] | None:
    """Return which words of ``said`` stand for words of ``name``.

    Args:
        name: the name that may be meant.
        said: as many words as it has, as ``plain`` has them.

    Returns:
        Their places; none where ``said`` is the name itself, and ``None`` where it is
        a name of its own or has nothing to do with this one.
    """
    places = []
    for at, (one, other) in enumerate(zip(said, name.words, strict=True)):
        if one == other or (other not in FUNCTION and stem(one) == stem(other)):
            continue
        if one not in _put_for(other, name):
            return None
        places.append(at)
    return None if tuple(said) in _known() else places
