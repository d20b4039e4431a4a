"""One person under several spellings. Documented beside, in name_variants.md."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import WORD, Mention, at, mentions
from mtqa.detect.rule import Hit
from mtqa.knowledge import verbs
from mtqa.knowledge.names import (
    alike,
    derived,
    fold,
    heard,
    heard_alike,
    inflected_in,
    is_given_name,
    likeness,
    romanisation,
    sound,
    usualness,
)
from mtqa.knowledge.people import People
from mtqa.knowledge.sexes import means_person
from mtqa.model import Evidence, Severity

_WORD = re.compile(rf"(?<![\w@#./-]){WORD}(?![\w@/-])")
_CONFIDENCE = 0.88
_RARE = 1.5  # Zipf; names that English readers know by themselves are more usual
_USUAL = 2.8
_UNKNOWN = 1.4  # hardly anybody's name, though it may look like one
_LESS_USUAL = 2.8
_KNOWN = 2.0
_SHORTEST = 4  # letters
# how near two names must be, 0-1
_LIKE_BY_SOUND = 0.6
_LIKE = 0.66
_LIKE_BEHIND_NAME = 0.72
_ELSEWHERE_LIKE = 0.75
_VERY_LIKE = 0.85
_ARTICLE = re.compile(r"(?:al|el)-")

# longer ones first; "-sen" and "-ian" begin surnames that are handed down
_CHILD_OF = ("sdottir", "dottir", "sson", "ovich", "evich", "ovna", "evna")
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
        spans: where it stands.
        person: whether it names a person somewhere.
    """

    word: str
    spans: tuple[tuple[int, int], ...]
    person: bool


def _inflected(one: str, other: str) -> bool:
    return bool(inflected_in(one, other) or inflected_in(other, one))


def _same_start(one: str, other: str) -> bool:
    return (
        one[0] == other[0]
        or sound(one)[:1] == sound(other)[:1]
        or heard(one)[:1] == heard(other)[:1]
    )


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


def _nobodys(word: str, people: People) -> bool:
    """Return whether hardly anybody is called ``word``."""
    return usualness(word) < _UNKNOWN and not is_given_name(word) and not people.has_word(word)


def _spelt_by_ear(one: str, other: str, people: People) -> bool:
    """Return whether two surnames behind the same first name must be one."""
    rarer = min(one, other, key=usualness)
    if derived(one, other) or min(len(one), len(other)) < _SHORTEST:
        return False
    same = heard_alike(one, other)
    if _nobodys(rarer, people):
        return likeness(one, other) >= (_LIKE_BY_SOUND if same else _LIKE_BEHIND_NAME)
    return usualness(rarer) < _LESS_USUAL and same


def _same_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether the words between first and last name, where both have some, go together."""
    middles = (one[1:-1], other[1:-1])
    return not all(middles) or any(
        a == b or alike(a, b) or romanisation(a) == romanisation(b)
        for a in middles[0]
        for b in middles[1]
    )


def _in_full_names(found: tuple[Mention, ...], people: People) -> Iterator[Pair]:
    """Yield the words in which two full names differ that agree in the rest."""
    names = dict.fromkeys(mention.words for mention in found if len(mention.words) > 1)
    for one, other in combinations(names, 2):
        ends = ((one[0], other[0]), (one[-1], other[-1]))
        by_ear = one[0] == other[0] and one[-1] != other[-1] and _spelt_by_ear(*ends[1], people)
        if not by_ear and not all(_same_start(a, b) for a, b in ends):
            continue
        same_surname = by_ear or _same_surname(*ends[1])
        if _same_given(*ends[0]) and same_surname and _same_middle(one, other):
            for a, b in ends:
                if a != b:
                    full = (" ".join(one), " ".join(other))
                    yield Pair(a, b, "The two names agree in the other words.", full)


def _lone_words(text: Annotated, places: Places) -> Iterator[Lone]:
    """Yield the words that stand somewhere by themselves and belong to no full name."""
    found = mentions(text)
    known = {word for mention in found if len(mention.words) > 1 for word in mention.words}
    persons = {mention.words[0] for mention in found if len(mention.words) == 1}
    for word, spans in places.items():
        if len(word) < _SHORTEST or not _ARTICLE.sub("", word).isalpha() or word in known:
            continue
        if not all(_names_thing(text, *span) for span in spans):
            yield Lone(word, tuple(spans), word in persons)


def _names_thing(text: Annotated, start: int, end: int) -> bool:
    """Return whether a thing is named so: "the Marlowe hotel" may be called after another man."""
    found = text.doc.char_span(start, end)
    if found is None or len(found) > 1 or found.end == len(text.doc):
        return False
    head = text.doc[found.end]
    return (
        found[0].dep_ == "compound"
        and found[0].head == head
        and head.tag_ == "NN"
        and head.is_lower
        and not means_person(head.lemma_)
    )


@lru_cache(maxsize=1000)
def _acts(text: Annotated, spans: tuple[tuple[int, int], ...]) -> bool:
    """Return whether the word stands somewhere as the subject of what only people do."""
    for span in spans:
        found = text.doc.char_span(*span)
        if found is None or len(found) > 1 or not found[0].dep_.startswith("nsubj"):
            continue
        verb = found[0].head.lemma_
        sure = verb != "be" and found[0].ent_type_ not in _PLACES and found[0].dep_ == "nsubj"
        if verb in verbs.words("say") or sure:
            return True
    return False


def _bases(found: tuple[Mention, ...], places: Places) -> dict[str, float]:
    """Return names that others may be spellings of, and how usual these may be at most."""
    bases = dict.fromkeys((m.words[0] for m in found if len(m.words) > 1), 0.5)
    single = dict.fromkeys(m.words[0] for m in found if len(m.words) == 1)
    bases |= {word: _RARE if len(places.get(word, ())) > 1 else 0 for word in single}
    bases |= {m.words[-1]: _USUAL for m in found if len(m.words) > 1}
    return {word: limit for word, limit in bases.items() if len(word) >= _SHORTEST}


def _of_lone_words(text: Annotated, places: Places) -> Iterator[Pair]:
    """Yield a word that stands alone and the person's name that it must be a spelling of."""
    bases = _bases(mentions(text), places)
    surnames = Counter(m.words[-1] for m in mentions(text) if len(m.words) > 1)
    for lone in _lone_words(text, places):
        near = []
        for base, limit in bases.items():
            if lone.word == base or not _same_start(lone.word, base):
                continue
            link = _link(text, lone, base) if usualness(lone.word) < limit else ""
            times = len(places.get(base, ()))
            if not link and _heard(text, lone, base, surnames.get(base, 0), times):
                link = "The two sound alike, and the text names nobody else who could be meant."
            if link:
                near.append((likeness(lone.word, base), Pair(base, lone.word, link)))
        if near:
            yield max(near, key=lambda pair: pair[0])[1]


def _link(text: Annotated, lone: Lone, base: str) -> str:
    """Return why ``lone`` is a spelling of ``base``, or an empty string."""
    rarer = min(usualness(lone.word), usualness(base))
    if len(lone.word) < 5 or rarer >= _RARE or derived(lone.word, base):
        return ""
    if inflected_in(lone.word, base) and usualness(lone.word) < _RARE:
        return "The one is the other with the case ending of another language."
    if not alike(lone.word, base):
        return ""
    if lone.person or (usualness(lone.word) == 0 and _acts(text, lone.spans)):
        return "The two are spelt nearly alike."
    return ""


def _heard(text: Annotated, lone: Lone, base: str, full: int, times: int) -> bool:
    """Return whether ``lone`` must be the name ``base`` spelt by ear.

    Args:
        text: where both stand.
        lone: a word that belongs to nobody's full name.
        base: a name of somebody.
        full: how often it stands in a full name, as its last word.
        times: how often it stands in the text.
    """
    like, once = likeness(lone.word, base), len(lone.spans) == 1
    if like < _LIKE_BY_SOUND or derived(lone.word, base) or _two_people(lone.word, base):
        return False
    person = lone.person or _acts(text, lone.spans)
    if _longer(lone.word, base, 2 if person and once else 1):
        return False
    same = heard_alike(lone.word, base)
    if not full:
        return like >= _VERY_LIKE and once and _nobodys(lone.word, text.people)
    if _nobodys(lone.word, text.people):
        once = once or times == 1  # either may be the garbled one
        unknown = usualness(lone.word) == 0
        return like >= _least(same, unknown, person=person, once=once, dominant=times > 1)
    if _nobodys(base, text.people):
        least = _LIKE_BY_SOUND if same else _LIKE
        return times == full and like >= (least if person else _VERY_LIKE)
    rarer = once and usualness(lone.word) + 1 <= usualness(base)
    return person and same and like >= _VERY_LIKE and (times == full or rarer)


def _least(same: bool, unknown: bool, *, person: bool, once: bool, dominant: bool) -> float:
    """Return how near a word that is nobody's name must come to a name of the text.

    Args:
        same: whether the two sound alike.
        unknown: whether nobody writes the word.
        person: whether the word stands where people stand.
        once: whether it stands in the text but once.
        dominant: whether the name stands there more than once.
    """
    if not once:
        return _VERY_LIKE
    if person:
        return _LIKE_BY_SOUND if same and dominant else _LIKE
    if not dominant:
        return _VERY_LIKE if unknown else 1
    return _LIKE if same else _ELSEWHERE_LIKE


def _two_fathers(one: str, other: str) -> bool:
    """Return whether the names are those of the children of two men: "Helgason", "Hannesson"."""
    for ending in _CHILD_OF:
        if one.endswith(ending) and other.endswith(ending):
            fathers = one.removesuffix(ending), other.removesuffix(ending)
            return not all(fathers) or likeness(*fathers) < _ELSEWHERE_LIKE
    return False


def _two_people(one: str, other: str) -> bool:
    """Return whether the endings show that the names are those of two people."""
    return _couple(one, other) or _two_fathers(one, other)


def _couple(one: str, other: str) -> bool:
    """Return whether the names are those of a man and a woman: "Tolstoy", "Tolstaya"."""
    return any(
        woman.endswith("aya") and re.sub(r"[oiy]+\Z", "", man) == woman[:-3]
        for man, woman in ((one, other), (other, one))
    )


def _longer(one: str, other: str, most: int) -> bool:
    """Return whether one word goes on where the other ends, as "Ataköy" does after "Atak"."""
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short)
    return len(rest) < len(long) and len(rest) > most and len(set(rest + short[-1])) > 1


def _wrong(pair: Pair, places: Places, people: People) -> tuple[str, ...]:
    """Return which spelling is wrong; both where nothing decides."""
    names = {pair.one: pair.names[0], pair.other: pair.names[1]}
    judges: tuple[Callable[[str, str], bool], ...] = (
        lambda bad, good: bool(people.find(names[good])) and not people.find(names[bad]),
        lambda bad, good: people.has_word(good) and _nobodys(bad, people),
        lambda bad, good: (
            max(usualness(bad) + 1.5, _KNOWN) <= usualness(good)
            and len(places[bad]) < 3 * len(places[good])
        ),
        lambda bad, good: bool(inflected_in(bad, good)) and len(places[bad]) <= len(places[good]),
        lambda bad, good: len(places[bad]) < len(places[good]),
        lambda bad, good: max(usualness(bad) + 1, _KNOWN) <= usualness(good),
        lambda bad, good: (
            bool(pair.names[0])
            and usualness(bad) > 0
            and romanisation(bad) == romanisation(good)
            and places[bad] > places[good]
        ),
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
        if match[0].isupper() and len(match[0]) > 3:
            continue  # a headline, or somebody shouting
        places[fold(match[0])].append(match.span())
    places = dict(places)
    seen = set()
    for pair in (*_in_full_names(found, text.people), *_of_lone_words(text, places)):
        if pair.one not in places or pair.other not in places:
            continue
        wrong = _wrong(pair, places, text.people)
        for word in wrong:
            if word not in seen:
                seen.add(word)
                yield from _hits(text, pair, word, decided=len(wrong) == 1, places=places)
