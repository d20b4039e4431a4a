"""One person under several spellings. Documented beside, in name_variants.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import WORD, Mention, at, mentions
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import (
    alike,
    consonants,
    derived,
    distance,
    fold,
    heard_alike,
    inflected_in,
    is_given_name,
    romanisation,
    sound,
    usualness,
)
from mtqa.knowledge.offices import title_words
from mtqa.knowledge.people import packaged
from mtqa.model import Evidence, Severity

_WORD = re.compile(rf"(?<![\w@#./-]){WORD}(?![\w@/-])")
_CONFIDENCE = 0.88
_RARE = 1.5  # Zipf; names that English readers know by themselves are more usual
_USUAL = 2.8
_UNKNOWN = 1.4  # hardly anybody's name, though it may look like one
_ARTICLE = re.compile(r"(?:al|el)-")

_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})

Places = Mapping[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two spellings of what must be one name, folded.

    Attributes:
        link: what makes them one name, as a sentence.
        names: the full names that they stand in, empty for a word on its own.
    """

    one: str
    other: str
    link: str
    names: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Lone:
    """A word that is part of no full name in the text, folded.

    Attributes:
        person: whether it names a person somewhere.
        addressed: whether it follows "Mr" or the like somewhere.
    """

    word: str
    person: bool
    addressed: bool


def _inflected(one: str, other: str) -> bool:
    return bool(inflected_in(one, other) or inflected_in(other, one))


def _same_start(one: str, other: str) -> bool:
    return (
        one[0] == other[0]
        or sound(one)[:1] == sound(other)[:1]
        or consonants(one)[:1] == consonants(other)[:1]
    )


def _sound_alike(one: str, other: str) -> bool:
    """Return whether two words of different letters are pronounced alike."""
    long_enough = min(len(one), len(other)) > 4 and len(sound(one)) > 3
    return long_enough and sound(one) == sound(other) and not derived(one, other)


def _same_given(one: str, other: str) -> bool:
    if one == other or romanisation(one) == romanisation(other):
        return True
    rarer = min(usualness(one), usualness(other))
    return rarer < _RARE and (alike(one, other) or _inflected(one, other))


def _same_surname(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(usualness(one), usualness(other)) >= _USUAL:
        return False
    return alike(one, other) or (min(len(one), len(other)) > 3 and _inflected(one, other))


def _nobodys(one: str, other: str) -> bool:
    """Return whether one of two words is hardly anybody's name."""
    return any(
        usualness(word) < _UNKNOWN and not is_given_name(word) and not packaged().has_word(word)
        for word in (one, other)
    )


def _same_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether the words between first and last name, where both have some, go together."""
    middles = (one[1:-1], other[1:-1])
    return not all(middles) or any(
        a == b or alike(a, b) or romanisation(a) == romanisation(b)
        for a in middles[0]
        for b in middles[1]
    )


def _in_full_names(found: tuple[Mention, ...]) -> Iterator[Pair]:
    """Yield the words in which two full names differ that agree in the rest."""
    names = dict.fromkeys(mention.words for mention in found if len(mention.words) > 1)
    for one, other in combinations(names, 2):
        ends = ((one[0], other[0]), (one[-1], other[-1]))
        if not all(_same_start(a, b) for a, b in ends):
            continue
        heard = one[0] == other[0] and _nobodys(*ends[1]) and heard_alike(*ends[1])
        same_surname = heard or _same_surname(*ends[1])
        if _same_given(*ends[0]) and same_surname and _same_middle(one, other):
            for a, b in ends:
                if a != b:
                    full = (" ".join(one), " ".join(other))
                    yield Pair(a, b, "The two names agree in the other words.", full)


def _lone_words(text: Annotated, places: Places) -> Iterator[Lone]:
    """Yield the words of no full name that few English readers know."""
    found = mentions(text)
    known = {word for mention in found if len(mention.words) > 1 for word in mention.words}
    single = [mention for mention in found if len(mention.words) == 1]
    persons = {mention.words[0] for mention in single}
    addressed = {m.words[0] for m in single if m.title in title_words("honorific")}
    for word in places:
        if len(word) > 3 and _ARTICLE.sub("", word).isalpha() and word not in known:
            person = word in persons or (usualness(word) == 0 and _acts(text, places[word]))
            if person or usualness(word) < _RARE:
                yield Lone(word, person, word in addressed)


def _acts(text: Annotated, spans: list[tuple[int, int]]) -> bool:
    """Return whether the word is the subject of a verb and no place somewhere."""
    tokens = (text.doc.char_span(*span) for span in spans)
    return any(
        len(found) == 1 and found[0].dep_ == "nsubj" and found[0].ent_type_ not in _PLACES
        for found in tokens
        if found is not None
    )


def _bases(found: tuple[Mention, ...], places: Places) -> dict[str, float]:
    """Return names that others may be spellings of, and how usual these may be at most."""
    bases = dict.fromkeys((m.words[0] for m in found if len(m.words) > 1), 0.5)
    single = dict.fromkeys(m.words[0] for m in found if len(m.words) == 1)
    bases |= {word: _RARE for word in single if len(places.get(word, ())) > 1}
    bases |= {m.words[-1]: _USUAL for m in found if len(m.words) > 1}
    return {word: limit for word, limit in bases.items() if len(word) > 3}


def _of_lone_words(text: Annotated, places: Places) -> Iterator[Pair]:
    """Yield a word that stands alone and the person's name that it must be a spelling of."""
    bases = _bases(mentions(text), places)
    surnames = {mention.words[-1] for mention in mentions(text) if len(mention.words) > 1}
    for lone in _lone_words(text, places):
        for base, limit in bases.items():
            if lone.word == base or not _same_start(lone.word, base):
                continue
            link = _link(lone, base, places) if usualness(lone.word) < limit else ""
            if base in surnames:
                link = link or _heard(lone, base, places)
            if link:
                yield Pair(base, lone.word, link)


def _link(lone: Lone, base: str, places: Places) -> str:
    """Return why ``lone`` is a spelling of ``base``, or an empty string."""
    rarer = min(usualness(lone.word), usualness(base))
    if len(lone.word) < 5 or rarer >= _RARE or derived(lone.word, base):
        return ""
    if inflected_in(lone.word, base) and usualness(lone.word) < _RARE:
        return "The one is the other with the case ending of another language."
    if lone.person and alike(lone.word, base):
        return "The two are spelt nearly alike."
    named = lone.addressed or (lone.person and max(usualness(lone.word), usualness(base)) < 1)
    if named and len(places.get(base, ())) == 1 and _sound_alike(lone.word, base):
        return "The two sound alike, and the text names nobody else who could be meant."
    return ""


def _heard(lone: Lone, base: str, places: Places) -> str:
    """Return why ``lone`` must be ``base`` spelt by ear, or an empty string."""
    if not heard_alike(lone.word, base) or not (lone.person or usualness(lone.word) == 0):
        return ""
    rarer, other = sorted((lone.word, base), key=usualness)
    once = lone.addressed and sound(rarer) == sound(other) and distance(rarer, other) == 1
    if not _nobodys(rarer, other) and not (once and usualness(rarer) < _USUAL):
        return ""
    if len(places.get(rarer, ())) > len(places.get(other, ())) + 1:
        return ""
    return "The two sound alike, and the text names nobody else who could be meant."


def _wrong(pair: Pair, places: Places) -> tuple[str, ...]:
    """Return which spelling is wrong; both where nothing decides."""
    people = packaged()
    names = {pair.one: pair.names[0], pair.other: pair.names[1]}
    judges: tuple[Callable[[str, str], bool], ...] = (
        lambda bad, good: bool(people.find(names[good])) and not people.find(names[bad]),
        lambda bad, good: people.has_word(good) and not people.has_word(bad),
        lambda bad, good: (
            usualness(bad) + 1.5 <= usualness(good) and len(places[bad]) < 3 * len(places[good])
        ),
        lambda bad, good: bool(inflected_in(bad, good)) and len(places[bad]) <= len(places[good]),
        lambda bad, good: len(places[bad]) < len(places[good]),
        lambda bad, good: usualness(bad) + 1 <= usualness(good),
        lambda bad, good: romanisation(bad) == romanisation(good) and places[bad] > places[good],
    )
    for judge in judges:
        for bad, good in ((pair.one, pair.other), (pair.other, pair.one)):
            if judge(bad, good):
                return (bad,)
    return (pair.one, pair.other)


def _hits(
    text: Annotated, pair: Pair, wrong: str, *, decided: bool, places: Places
) -> Iterator[Hit]:
    right = pair.other if wrong == pair.one else pair.one
    first = places[right][0]
    quote = text.text[slice(*first)]
    minor = romanisation(wrong) == romanisation(right)
    tied = minor and len(places[wrong]) == len(places[right])
    safe = decided and not tied and usualness(wrong) < usualness(right) + 1
    for start, end in places[wrong]:
        name = at(mentions(text), start)
        span = (name.start, name.end) if name else (start, end)
        word, written = text.text[start:end], text.text[slice(*span)]
        suggestion = text.text[span[0] : start] + quote + text.text[end : span[1]]
        yield Hit(
            *span,
            f"One person seems to be spelt in two ways: “{word}” here, “{quote}” elsewhere.",
            confidence=_CONFIDENCE,
            evidence=(Evidence(note=pair.link, quote=quote, start=first[0], end=first[1]),),
            suggestion=suggestion if safe and not written.isupper() else None,
            severity=Severity.MINOR if minor else None,
        )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield names that differ in spelling from the same person's name elsewhere."""
    found = mentions(text)
    places: Places = defaultdict(list)
    for match in _WORD.finditer(text.text):
        places[fold(match[0])].append(match.span())
    places = dict(places)
    seen = set()
    for pair in (*_in_full_names(found), *_of_lone_words(text, places)):
        if pair.one not in places or pair.other not in places:
            continue
        wrong = _wrong(pair, places)
        for word in wrong:
            if word not in seen:
                seen.add(word)
                yield from _hits(text, pair, word, decided=len(wrong) == 1, places=places)
