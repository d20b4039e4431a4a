"""Names that everybody knows, and words that are put for their words by mistake."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from mtqa.knowledge.phrases import WORD
from mtqa.knowledge.spelling import pattern, spelling
from mtqa.knowledge.table import rows
from mtqa.knowledge.tortured import stem

FUNCTION = frozenset({
    "of", "the", "for", "and", "on", "in", "to", "with", "without", "at", "from", "against",
})  # fmt: skip
LOOSE = frozenset({"of", "the", "for", "on", "in", "to"})
"""Function words that a translation may exchange, put in or leave out."""
_SHORT = 2  # words of a name that much else is like
_LONGEST = 12  # words of a name
_COUNTRIES = frozenset({"eu", "uk", "un", "us"})  # whose it is may be said before any name
# endings by which one root makes several words; who does something ("commissioner") has
# another office than the body ("commission"), so these endings make no form of the name
_ENDING = re.compile(
    r"(?:ization|isation|ation|ition|ion|ments?|ness|ity|ism|ious|eous|ous|ical|ial|ual|al|ic|ics"
    r"|ary|ive|able|ance|ence|ent|ant|ing|ed|ful|ly|y|e|i|s)\Z"
)
_ROOT = 4  # letters that a root must have
# forms that people put for each other in such names
_EITHER = frozenset({
    "administrative", "agricultural", "agriculture", "constitution", "democrat", "democratic",
    "economy", "education", "educational", "election", "elections", "electoral", "environment",
    "environmental", "finance", "financial", "immigration", "industrial", "industry", "migration",
    "parliament", "parliamentary", "regulation", "regulatory", "statistical", "statistics",
    "technical", "technological", "technology", "transport", "transportation", "treaty",
})  # fmt: skip
# names that a translation may leave in the order of the other language: those that begin with
# one of these words and end in one of the bodies
_REACH = frozenset({"african", "asian", "european", "international", "world"})
_HEADS = frozenset({
    "agency", "assembly", "authority", "bank", "committee", "council", "court", "fund",
    "organization", "program", "station", "tribunal",
})  # fmt: skip
_ADJECTIVES = frozenset({
    "african", "arab", "baltic", "black", "caspian", "cold", "dead", "european", "national",
    "olympic", "ottoman", "red", "roman", "soviet", "supreme", "united", "white",
})  # fmt: skip
_NOUNS = frozenset({
    "army", "assembly", "commission", "committee", "congress", "council", "court", "crescent",
    "cross", "empire", "games", "guard", "house", "kingdom", "league", "nations", "parliament",
    "sea", "states", "union", "war",
})  # fmt: skip
# words whose singular makes no name of a body
_ALWAYS_PLURAL = frozenset({"nations", "rights", "states", "refugees"})
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
_SPELT = {"programme": "program", "advisor": "adviser", "advisors": "advisers"}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of a body, treaty, prize, event or place.

    Attributes:
        name: as English writes it.
        words: its words as ``plain`` has them.
        common: whether others of its kind are called much the same: where it is an
            association, there may be a union, a council and a league too.
        weight: how many of its words are no function words.
        least: how many words at least stand for it.
        moved: whether ``words`` are the name in another order or rendered as a whole.
    """

    name: str
    words: tuple[str, ...]
    common: bool
    weight: int
    least: int
    moved: bool = False


def _known_name(name: str, *, common: bool) -> KnownName:
    words = _plain_words(name)
    weight = sum(word not in FUNCTION for word in words)
    least = len(_content(words)) if weight > _SHORT else len(words)
    return KnownName(name, words, common, weight, least)


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Return the word in lower case and American spelling."""
    word = word.lower().replace("’", "'").replace(".", "")
    if word.endswith("'s"):
        return plain(word.removesuffix("'s")) + "'s"
    word = _SPELT.get(word, word)
    found = pattern().fullmatch(word)
    spelt = spelling(word, found["stem"]) if found else None
    return spelt.other if spelt is not None and spelt.british else word


def _plain_words(name: str) -> tuple[str, ...]:
    return tuple(map(plain, WORD.findall(name)))


def _content(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words without those that may be exchanged."""
    return tuple(word for word in words if word not in LOOSE)


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
        _content(_plain_words(name))
        for right, also, *_ in rows("known_names.tsv")
        for name in (right, *also.split("|"))
    )


@cache
def known_names() -> Mapping[str, tuple[KnownName, ...]]:
    """Return the names by each word that they may begin with, right or altered, long ones first."""
    found: dict[str, list[KnownName]] = defaultdict(list)
    for right, _, common, literal in rows("known_names.tsv"):
        one = _known_name(right, common=bool(common))
        for name in (one, *_moved(one), *_literal(one, literal)):
            first = name.words[0]
            for word in {first, *(() if name.moved else _put_for(first, name))}:
                found[word].append(name)
    return {
        word: tuple(sorted(names, key=lambda name: (-len(name.words), name.moved)))
        for word, names in found.items()
    }


def _orders(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words in orders that other languages have and English has not."""
    first, last = words[0], words[-1]
    if len(words) == _SHORT and first in _ADJECTIVES and last in _NOUNS:
        yield last, first
    elif len(words) > _SHORT and first in _REACH and last in _HEADS and "central" not in words:
        middle = words[1:-1]
        yield first, last, *middle  # World Organization of Health
        yield last, first, *middle  # Organization of World Health
        yield last, *middle, first  # Fund Monetary International
        yield *middle, first, last  # Monetary International Fund
    elif first in ("un", "united") and last in ("assembly", "council"):
        body = words[: 1 if first == "un" else 2]
        yield *body, last, *words[len(body) : -1]  # UN Assembly General


def _moved(name: KnownName) -> Iterator[KnownName]:
    """Yield the name as it is where its words stand in the order of another language."""
    if FUNCTION.isdisjoint(name.words) and (name.weight > _SHORT or not name.common):
        for words in _orders(name.words):
            yield replace(name, words=words, moved=True)


def _literal(name: KnownName, renderings: str) -> Iterator[KnownName]:
    """Yield the name as it is where it was rendered as a whole."""
    for rendering in filter(None, renderings.split("|")):
        one = _known_name(rendering, common=True)
        yield replace(one, name=name.name, moved=True)


def _put_for(word: str, name: KnownName) -> frozenset[str]:
    """Return what is put for the word of ``name``."""
    by_hand, every = _variants().get(word, (frozenset(), frozenset()))
    found = by_hand if name.weight <= _SHORT else every
    if word == name.words[0] and name.weight > _SHORT:
        found |= {f"{word}s"}  # "Humans Right Watch"
    return found - _KINDS if name.common and word in _KINDS else found


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """Return what is left of ``word``, as ``plain`` has it, without endings."""
    while True:
        shorter = _ENDING.sub("", word)
        if shorter == word or len(shorter) < _ROOT:
            return word
        word = shorter


def _is_form(said: str, word: str) -> bool:
    """Return whether ``said`` is another form of ``word`` that nobody puts for it."""
    if stem(said) == stem(word):
        return word in _ALWAYS_PLURAL and not said.endswith("s")
    either = said in _EITHER and word in _EITHER
    return root(said) == root(word) and not either


@dataclass(frozen=True, slots=True)
class Alteration:
    """How a name was altered.

    Attributes:
        length: how many words stand for it.
        exchanged: how many of them were put for words of the name.
        formed: how many are other forms of its words.
    """

    length: int
    exchanged: int
    formed: int


def _change(one: str, word: str, name: KnownName) -> str | None:
    """Return whether ``one`` is the ``same`` word, ``exchanged`` or ``formed``; else ``None``."""
    if one == word:
        return "same"
    alike = stem(one) == stem(word)
    if name.moved:
        return "same" if alike else None
    if not alike and not {one, stem(one)}.isdisjoint(_put_for(word, name)):
        return "exchanged"
    if name.weight > _SHORT and not name.common and _is_form(one, word):
        return "formed"
    return "same" if alike else None


def _skipped(said: Sequence[str], at: int, *, loose: bool) -> int:
    """Return where the next word stands that may not be left out."""
    while loose and 0 < at < len(said) and said[at] in LOOSE:
        at += 1
    return at


def _added(said: Sequence[str], at: int, word: str, name: KnownName) -> bool:
    """Return whether the name has its word and what is put for it side by side.

    "Save the Kids Children", "World Health Healthcare Organization".
    """
    if name.moved or name.weight == 1 or at + 1 >= len(said):
        return False
    one, behind = said[at], said[at + 1].removesuffix("'s")
    if one == word:  # behind the last word another name may begin
        return word != name.words[-1] and behind in _put_for(word, name) - set(name.words)
    return behind == word and one in _put_for(word, name)


def altered(name: KnownName, said: Sequence[str]) -> Alteration | None:
    """Return how the words that ``said`` begins with alter ``name``.

    Args:
        name: the name that may be meant.
        said: words as ``plain`` has them.

    Returns:
        ``None`` where they are the name itself, a name of their own, or have
        nothing to do with this one.
    """
    at, changes = 0, []
    loose = name.weight > _SHORT
    for word in name.words:
        if loose and word in LOOSE:
            continue
        at = _skipped(said, at, loose=loose)
        if at >= len(said):
            return None
        one = said[at] if word.endswith("'s") else said[at].removesuffix("'s")
        change = _change(one, word, name)
        if change is None:
            return None
        added = _added(said, at, word, name)
        changes.append("exchanged" if added else change)
        at += 1 + added
    found = Alteration(at, changes.count("exchanged"), changes.count("formed"))
    altered_at_all = name.moved or found.exchanged + found.formed
    return found if altered_at_all and not _is_known(said[:at]) else None


def is_garbled(name: KnownName, said: Sequence[str]) -> bool:
    """Return whether ``said`` has one word of a longer name, and all others exchanged.

    None of these may tell bodies of a kind apart: "Universal Trade Union" is a name of its own.
    """
    if name.weight <= _SHORT or name.common or name.moved:
        return False
    if not FUNCTION.isdisjoint(name.words):
        return False
    pairs = list(zip(said, name.words, strict=False))
    put = [(one, word) for one, word in pairs if one != word]
    every = all(
        one in _variants().get(word, (frozenset(), None))[0] and one not in _KINDS
        for one, word in put
    )
    return every and len(pairs) == len(name.words) == len(put) + 1


def _is_known(words: Sequence[str]) -> bool:
    """Return whether the words, or the words before a possessive ending, are a name.

    So is one occasion of what the name has in the plural: "the World Championship".
    """
    bare = (*words[:-1], words[-1].removesuffix("'s"))
    several = (*bare[:-1], f"{bare[-1]}s") if bare[-1] not in _ALWAYS_PLURAL else bare
    forms = [_content(words), _content(bare), _content(several)]
    forms += [form[1:] for form in forms if form[:1] and form[0] in _COUNTRIES]
    return any(form in _known() for form in forms)


@cache
def _known_firsts() -> frozenset[str]:
    """Return the words that a name may begin with."""
    return frozenset(name[0] for name in _known() if name) | _COUNTRIES


def right(said: Sequence[str]) -> int:
    """Return how many of the words that ``said`` begins with are a name as it should be."""
    if said[0] not in _known_firsts():
        return 0
    lengths = range(min(len(said), _LONGEST), 1, -1)
    return next((length for length in lengths if _is_known(said[:length])), 0)
