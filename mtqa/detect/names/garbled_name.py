"""A known person's name, misspelt. Documented beside, in garbled_name.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import CROWNED, TWO_WORDS, Mention, at, full_names, mentions
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import (
    alike,
    derived,
    distance,
    heard,
    heard_alike,
    inflected_in,
    is_given_name,
    is_pinyin,
    likeness,
    romanisation,
    sound,
    usualness,
)
from mtqa.knowledge.offices import countries, country_codes
from mtqa.knowledge.people import People, Person, name_words
from mtqa.knowledge.places import countries_with_division
from mtqa.model import Evidence

_RARE = 1.5  # Zipf; rarer words are hardly anybody's name
_USUAL = 2.5
_FAMOUS = 3.0
_SELDOM = 2.0
_KNOWN = 2.0
_WRITTEN = 1.8
# how near a name must be to that of a holder of the office it stands with, 0-1
_LIKE = 0.66
_VERY_LIKE = 0.8
_LIKE_BEHIND_START = 0.72
_BEGUN = 5  # letters that two long names begin with
_SHORT = 2  # letters
_VOWELS = re.compile("[aeiouyj]+")
_TITLES = {
    "hos": {"president", "king", "queen", "emperor", "emir", "sultan", "president-elect"},
    "hog": {"minister", "premier", "chancellor", "taoiseach", "president"},
    "vp": {"president", "vice-president"},
    "foreign": {"minister", "secretary"},
    "finance": {"minister", "secretary", "chancellor", "treasurer"},
    "defence": {"minister", "secretary"},
    "interior": {"minister", "secretary"},
    "justice": {"minister", "secretary", "general"},
    "deputy_hog": {"minister", "premier", "chancellor"},
    "central_bank": {"governor", "president", "chair", "chairman", "chairwoman"},
    "org_head": {"secretary", "general", "director", "president", "chief"},
}
_ROLES = {
    ("", "President"): "hos",
    ("Prime ", "Minister"): "hog",
    ("", "Premier"): "hog",
    ("", "Chancellor"): "hog",
    ("Vice ", "President"): "vp",
    ("Foreign ", "Minister"): "foreign",
    ("Foreign ", "Secretary"): "foreign",
}
_BEFORE = re.compile(
    r"(?P<words>(?:\S+ ){0,2}\S*?[\w.])(?:['’]s)? (?:new |outgoing )?"
    r"(?P<kind>Prime |Vice |Foreign )?\Z"
)
# names are built of few syllables here, so that other people differ by two letters
_SYLLABIC = frozenset({"CN", "TW", "HK", "KR", "KP", "VN"})
_CONGRESS = {"senator", "sen", "representative", "rep", "congressman", "congresswoman", "speaker"}


@dataclass(frozen=True, slots=True)
class Match:
    """Who is meant by a garbled name, how the name is written, and how sure that is."""

    person: Person
    name: str
    confidence: float


@lru_cache(maxsize=2)
def _countries_named(text: Annotated) -> frozenset[str]:
    """Return the countries that the text names, or names a division of."""
    codes: set[str] = set()
    for entity in text.doc.ents:
        if entity.label_ in ("GPE", "NORP", "ORG", "LOC"):
            name = entity.text.removeprefix("the ")
            home = countries_with_division(name) if entity.label_ == "GPE" else frozenset()
            codes |= country_codes(name) or (home if len(home) == 1 else frozenset())
    return frozenset(codes)


def _fits(title: str, person: Person) -> bool:
    """Return whether somebody with the posts of ``person`` is addressed by ``title``."""
    word = title.lower().rstrip(".")
    if any(word in _TITLES.get(post.role, ()) for post in person.posts):
        return True
    titles = " ".join(post.title.lower() for post in person.posts)
    return word in titles.split() or ("congress" in titles and word in _CONGRESS)


def _varies(country: str) -> bool:
    home = countries().get(country)
    return home is None or home.varies


def _same_romanised(words: tuple[str, ...], known: tuple[str, ...], person: Person) -> bool:
    """Return whether the names differ by romanisation alone, which is nobody's error."""
    if not _varies(person.country):
        return False
    ends = ((words[0], known[0]), (words[-1], known[-1]))
    return all(romanisation(a) == romanisation(b) for a, b in ends)


def _odd(words: tuple[str, ...], person: Person) -> bool:
    """Return whether no English writer spells the surname with these consonants: "Poroschenko"."""
    names = [name_words(name) for name in person.names]
    known = max(usualness(name[-1]) for name in names)
    return (
        usualness(words[-1]) == 0
        and known >= _WRITTEN
        and any(words[0] == name[0] for name in names)
        and all(_VOWELS.sub("", words[-1]) != _VOWELS.sub("", name[-1]) for name in names)
    )


def _near(one: str, other: str) -> bool:
    return alike(one, other) or bool(inflected_in(one, other))


def _by_ear(surname: str, known: str) -> bool:
    """Return whether the surname sounds like ``known`` all through, short as it may be."""
    begun = sound(surname)[:1] == sound(known)[:1]
    return begun and heard(surname) == heard(known) and min(len(surname), len(known)) > _SHORT


def _goes_astray(surname: str, known: str) -> bool:
    """Return whether a long name that nobody writes is ``known`` for more than half of it."""
    begun = surname[:_BEGUN] == known[:_BEGUN] and likeness(surname, known) >= _LIKE_BEHIND_START
    return usualness(surname) == 0 and (likeness(surname, known) >= _VERY_LIKE or begun)


def _surname_garbled(surname: str, known: str, *, titled: bool, people: People) -> bool:
    """Return whether ``surname`` beside the right first name must be ``known`` misspelt."""
    if derived(surname, known):
        return False
    if titled and _by_ear(surname, known) and not people.has_word(surname):
        return True
    if titled and surname[:2] == known[:2] and min(len(surname), len(known)) > 3:
        most = 2 if surname[:3] == known[:3] else 1
        if distance(surname, known) <= most:
            return True
    nobodys = not people.has_word(surname)
    if (
        titled
        and nobodys
        and likeness(surname, known) >= (_LIKE if usualness(surname) < _RARE else _VERY_LIKE)
    ):
        return True
    near = _near(surname, known) or heard_alike(surname, known)
    near |= _goes_astray(surname, known)
    near |= usualness(surname) == 0 and _by_ear(surname, known)
    return nobodys and usualness(surname) < min(_USUAL, max(_RARE, usualness(known) - 1)) and near


def _introduced(text: Annotated, mention: Mention, *, post: bool) -> bool:
    """Return whether the text says who it is, as it does of people whom nobody knows.

    ``post`` says that "the head of …" behind the name may speak of the post of somebody known.
    """
    before = _word_before(text, mention)
    words = "an?|aged|\\d+|who|from|of" if post else "an?|the|aged|\\d+|who|from|of"
    behind = re.match(rf"(?:, | \()(?:{words})\b", text.text[mention.end :])
    noun = before.isalpha() and before.islower()
    return behind is not None or (noun and before not in STOP_WORDS)


def _word_before(text: Annotated, mention: Mention) -> str:
    """Return the word before the name: "president" is a title in lower case too."""
    return (text.text[: mention.start].rsplit(None, 1) or [""])[-1]


def _given_garbled(given: str, known: str, *, titled: bool) -> bool:
    """Return whether ``given`` beside the right surname must be ``known`` misspelt."""
    if given.startswith(known[:3]) and (given.startswith(known) or known.startswith(given)):
        return False  # a short form
    same = sound(given) == sound(known) or romanisation(given) == romanisation(known)
    if titled and same and distance(given, known) <= 2:
        return True
    return usualness(given) < _RARE and not is_given_name(given) and _near(given, known)


def _meant(
    text: Annotated, mention: Mention, name: str, person: Person, people: People
) -> Match | None:
    words, known = mention.words, name_words(name)
    unspelt = person.country == "CN" and words[0] == known[0] and not is_pinyin(words[-1])
    odd = unspelt or _odd(words, person)
    if len(known) < 2 or (_same_romanised(words, known, person) and not odd):
        return None
    apart = distance(words[0], known[0]) + distance(words[-1], known[-1])
    if apart > 1 and person.country in _SYLLABIC and not unspelt:
        return None
    named = person.country in _countries_named(text)
    title = mention.title or (_word_before(text, mention) if named else "")
    titled = bool(title) and _fits(title, person)
    same_given, same_surname = words[0] == known[0], words[-1] == known[-1]
    if not titled and not named:
        strange = same_given and usualness(words[-1]) == 0
        if not strange or usualness(known[-1]) < _KNOWN:
            return None
    if same_given:
        found = _surname_garbled(words[-1], known[-1], titled=titled, people=people)
        famous = usualness(known[-1]) >= _FAMOUS and usualness(words[-1]) < _SELDOM
        rare = titled or usualness(words[-1]) < _RARE
        found &= rare or not _introduced(text, mention, post=famous)
    elif same_surname:
        sure = titled and not _varies(person.country)
        found = _given_garbled(words[0], known[0], titled=sure)
    else:
        rare = max(usualness(words[0]), usualness(words[-1])) < _RARE
        found = rare and _near(words[0], known[0]) and _near(words[-1], known[-1])
    return Match(person, name, 0.92 if titled else 0.85) if found else None


def _written(name: str, mention: Mention) -> str:
    """Return ``name`` with as many of its words as the mention has."""
    words = [word for word in name.split() if not re.fullmatch(r"[A-Z]\.|Jr\.?|Sr\.?|II+|IV", word)]
    if len(mention.words) > 2:
        return " ".join(words)
    return f"{words[0]} {words[-1]}" if len(mention.words) == 2 else words[-1]


def _candidates(text: Annotated, people: People) -> Iterator[Mention]:
    """Yield full names, and words that may be one which the model overlooked: "Li Keqyang"."""
    found = mentions(text)
    for mention in found:
        if len(mention.words) > 1:
            yield mention
        elif mention.title in CROWNED:
            words = (mention.title.lower(), *mention.words)
            yield mention._replace(start=mention.title_start, title="", words=words)
    for match in TWO_WORDS.finditer(text.text):
        first, last = match[1], match[2]
        strange = usualness(last) == 0 and not first.isupper() and not last.isupper()
        if strange and people.has_word(first) and not at(found, match.start(2)):
            words = name_words(text.text[match.start() : match.end(2)])
            if len(words) > 1:
                yield Mention(match.start(), match.end(2), "", match.start(), words)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield misspelt names of people known: "Donald Tramp"."""
    people = text.people
    yield from _surnames_after_offices(text, people)
    written = {(m.words[0], m.words[-1]) for m in full_names(text)}
    for mention in _candidates(text, people):
        quote = text.text[mention.start : mention.end]
        if people.find(quote) or len(mention.words) > 4 or quote.isupper():
            continue
        matches = [
            match
            for name, person in people.near(quote)
            if (match := _meant(text, mention, name, person, people))
            and (name_words(name)[0], name_words(name)[-1]) not in written
        ]
        # one person may be in the table of a country and in that of an organisation
        people_meant = {match.person for match in matches}
        ends = {(words[0], words[-1]) for words in (name_words(m.name) for m in matches)}
        if len(people_meant) == 1 or len(ends) == 1:
            yield _hit(mention, quote, matches[0])


def _hit(mention: Mention, quote: str, match: Match) -> Hit:
    person, name = match.person, _written(match.name, mention)
    post = next((post for post in person.posts if post.title), None)
    years = f", {post.years}" if post and post.years else ""
    role = f", {post.title}{years}" if post else ""
    home = countries().get(person.country)
    where = f" ({home.names[0] if home else person.country})" if person.country else ""
    return Hit(
        mention.start,
        mention.end,
        f"“{quote}” looks like a misspelling of “{name}”.",
        match.confidence,
        (Evidence(note=f"{person.name}{role}{where}.", source="mtqa’s table of people"),),
        name,
    )


def _office_before(text: Annotated, mention: Mention) -> tuple[str, str]:
    """Return country and role of the office before a surname, or empty strings."""
    before = text.text[max(0, mention.title_start - 50) : mention.title_start]
    match = _BEFORE.search(before)
    role = _ROLES.get((match["kind"] or "", mention.title)) if match else None
    if match is None or role is None:
        return "", ""
    words = match["words"].split()
    for count in range(min(3, len(words)), 0, -1):
        codes = country_codes(" ".join(words[-count:]))
        if len(codes) == 1:
            return next(iter(codes)), role
    return "", ""


def _misspelt_holder(surname: str, known: str, country: str) -> bool:
    if surname[0] != known[0] or derived(surname, known) or min(len(surname), len(known)) < 4:
        return False
    if _varies(country) and romanisation(surname) == romanisation(known):
        return False
    apart = distance(surname, known)
    return apart == 1 or bool(inflected_in(surname, known)) or (apart == 2 and len(known) > 5)


def _surnames_after_offices(text: Annotated, people: People) -> Iterator[Hit]:
    """Yield a surname after country and office that nobody in this office had."""
    for mention in mentions(text):
        if len(mention.words) != 1 or not mention.title:
            continue
        country, role = _office_before(text, mention)
        if not country or mention.words[0] in people.words_of(country):
            continue
        matches = {
            (name_words(name)[-1], person)
            for person in people.holders(country, role)
            for name in person.names
            if _misspelt_holder(mention.words[0], name_words(name)[-1], country)
        }
        if len(matches) == 1:
            person = matches.pop()[1]
            quote = text.text[mention.start : mention.end]
            yield _hit(mention, quote, Match(person, person.name, 0.88))
