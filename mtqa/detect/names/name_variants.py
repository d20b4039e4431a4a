"""One person under several spellings. Documented beside, in name_variants.md."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import WORD, Mention, at, mentions, not_in_names
from mtqa.detect.names._name_order import misplaced
from mtqa.detect.names._other_first_name import other_first_names
from mtqa.detect.overlap import first_come, outside
from mtqa.detect.rule import Hit
from mtqa.knowledge import verbs
from mtqa.knowledge.names import (
    alike,
    derived,
    distance,
    fold,
    heard_alike,
    inflected_in,
    is_given_name,
    is_pinyin,
    likeness,
    mandarin,
    read_alike,
    romanisation,
    same_start,
    spelt_out,
    usualness,
)
from mtqa.knowledge.offices import title_words
from mtqa.knowledge.people import People
from mtqa.knowledge.places import is_large_city, is_place
from mtqa.knowledge.sexes import means_person, sex_of_name
from mtqa.model import Evidence, Severity

_WORD = re.compile(rf"(?<![\w@#./-]){WORD}(?![\w@/-])")
_CONFIDENCE = 0.88
_LESS_SURE = 0.78
_RARE = 1.5  # Zipf; names that English readers know by themselves are more usual
_USUAL = 2.8
_UNKNOWN = 1.5  # hardly anybody's name, though it may look like one
_LESS_USUAL = 2.8
_KNOWN = 2.0
_COMMON = 4.0
_SHORTEST = 4  # letters
_MANY = 3  # times as often
_FEW = 4  # letters
# how near two names must be, 0-1
_LIKE_AS_SPEAKER = 0.55
_LIKE_BY_SOUND = 0.6
_LIKE = 0.66
_LIKE_BEHIND_NAME = 0.72
_LIKE_BY_READING = 0.68
_TITLED_LIKE = 0.64
_ELSEWHERE_LIKE = 0.72
_HARDLY_LIKE = 0.75
_RATHER_LIKE = 0.8
_VERY_LIKE = 0.85
_NEARLY = 0.9
_HARDLY_APART = 0.95
_ARTICLE = re.compile(r"(?:al|el)-")

# longer ones first; "-sen" and "-ian" begin surnames that are handed down
_CHILD_OF = ("sdottir", "dottir", "sson", "ovich", "evich", "ovna", "evna")
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
# what is said of people: "the Marlowe administration" is that of somebody whom the text names
_OF_PERSON = frozenset(
    {"administration", "cabinet", "camp", "campaign", "era", "family", "home", "household"}
    | {"presidency"}
)
_KIN = frozenset(
    {"wife", "husband", "widow", "son", "daughter", "mother", "father", "parent", "brother"}
    | {"sister", "uncle", "aunt", "girlfriend", "boyfriend", "lawyer", "attorney"}
)

# who tells how a name is spelt, corrects it, or says that somebody changed it
_TELLS_SPELLING = re.compile(
    r"\b(?:mis)?spel(?:l(?:s|ed|ing|ings)?|t)\b|\bmisidentif|\bcorrections?(?::| (?:to|in) )"
    r"|\b(?:been|was|is|this) corrected\b|\bcorrect(?:ed|s|ing)? [\w’']+ (?:sur)?name\b|\bsurname"
    r"|\btranslit|\bpseudonym|\bstage name|\banglici[sz]|\bchanged (?:his|her|their) name"
    r"|\balso known as (?-i:[A-Z])|\bborn(?: as)? (?-i:[A-Z])",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"^({WORD}): ", re.MULTILINE)
_MARKS = re.compile("[čćšşžç]", re.IGNORECASE)
_AROUND = 160  # code points

Places = Mapping[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two spellings of what must be one name, folded.

    Attributes:
        link: what makes them one name, as a sentence.
        names: the full names that they stand in, empty for a word on its own.
        confidence: how sure that is, 0-1.
        lone: whether ``other`` is the odd one where nothing else decides.
    """

    one: str
    other: str
    link: str
    names: tuple[str, str] = ("", "")
    confidence: float = _CONFIDENCE
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Lone:
    """A word that is part of no full name in the text, folded.

    Attributes:
        spans: where it stands.
        person: whether it names a person somewhere.
        thing: whether it stands but in names of things.
    """

    word: str
    spans: tuple[tuple[int, int], ...]
    person: bool
    thing: bool = False


def _inflected(one: str, other: str) -> bool:
    return bool(inflected_in(one, other) or inflected_in(other, one))


def _same_given(one: str, other: str) -> bool:
    if one == other or romanisation(one) == romanisation(other):
        return True
    rarer = min(usualness(one), usualness(other))
    return rarer < _RARE and (alike(one, other) or _inflected(one, other))


def _same_surname(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(usualness(one), usualness(other)) >= _USUAL and "-" not in one:
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


def _once_astray(one: tuple[str, ...], other: tuple[str, ...], times: Callable[[str], int]) -> bool:
    """Return whether the surnames behind one man's or woman's name are one, usual as both may be.

    Either they differ in nothing that is heard, or one is written once and the other often.
    """
    a, b = one[-1], other[-1]
    if one[0] != other[0] or not sex_of_name(one[0]) or derived(a, b) or _two_people(a, b):
        return False
    if romanisation(a) == romanisation(b):
        return True
    rarer, more = sorted((times(a), times(b)))
    return rarer == 1 and more >= _MANY and distance(a, b) == 1 and same_start(a, b)


def _same_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether the words between first and last name, where both have some, go together."""
    middles = (one[1:-1], other[1:-1])
    return not all(middles) or any(
        a == b or alike(a, b) or romanisation(a) == romanisation(b)
        for a in middles[0]
        for b in middles[1]
    )


def _in_full_names(found: tuple[Mention, ...], places: Places, people: People) -> Iterator[Pair]:
    """Yield the words in which two full names differ that agree in the rest."""
    names = dict.fromkeys(
        mention.words
        for mention in found
        if len(mention.words) > 1 and not any(map(str.isdigit, "".join(mention.words)))
    )

    def times(word: str) -> int:
        return len(places.get(word, ()))

    for one, other in combinations(names, 2):
        ends = ((one[0], other[0]), (one[-1], other[-1]))
        by_ear = one[0] == other[0] and one[-1] != other[-1] and _spelt_by_ear(*ends[1], people)
        by_ear |= one[-1] != other[-1] and _once_astray(one, other, times)
        if _two_romanisations(one, other):
            full = (" ".join(one), " ".join(other))
            link = "The two are romanisations of one Chinese name."
            yield Pair(one[0], other[0], link, full, lone=True)  # the later one is odd
            continue
        if not by_ear and not all(same_start(a, b) for a, b in ends):
            continue
        same_surname = by_ear or _same_surname(*ends[1])
        if _same_given(*ends[0]) and same_surname and _same_middle(one, other):
            for a, b in ends:
                if a != b:
                    full = (" ".join(one), " ".join(other))
                    yield Pair(a, b, "The two names agree in the other words.", full)


def _two_romanisations(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether the names are one in Pinyin and in Wade-Giles: "Xu Meiling", "Hsu Meilin"."""
    if one[0] == other[0] or len({len(one), len(other), 2}) > 1:
        return False
    words = (*one, *other)
    keys = [tuple(map(mandarin, name)) for name in (one, other)]
    return keys[0] == keys[1] and not all(map(is_pinyin, words)) and any(map(is_pinyin, words))


def _of_relatives(found: tuple[Mention, ...], places: Places, people: People) -> Iterator[Pair]:
    """Yield a surname that nobody writes and one that sounds like it, of two first names."""
    names = dict.fromkeys((m.words[0], m.words[-1]) for m in found if len(m.words) > 1)
    surnames = dict.fromkeys(last for _, last in names)
    for odd in surnames:
        if usualness(odd) > 0 or len(places.get(odd, ())) != 1 or not _nobodys(odd, people):
            continue
        for known in surnames:
            if _one_family(odd, known) and (
                usualness(known) >= _RARE or len(places.get(known, ())) > 1
            ):
                link = "The two sound alike, and nobody else writes the one."
                yield Pair(known, odd, link, confidence=_LESS_SURE)


def _one_family(odd: str, known: str) -> bool:
    """Return whether two surnames sound alike and have no endings of two people."""
    if min(len(odd), len(known)) < _SHORTEST or not heard_alike(odd, known):
        return False
    apart = _two_people(odd, known) or _inflected(odd, known)
    return not apart and likeness(odd, known) >= _RATHER_LIKE


def _lone_words(text: Annotated, places: Places) -> Iterator[Lone]:
    """Yield the words that stand somewhere by themselves and belong to no full name."""
    found = mentions(text)
    known = {word for mention in found if len(mention.words) > 1 for word in mention.words}
    persons = {mention.words[0] for mention in found if len(mention.words) == 1}
    for word, spans in places.items():
        if len(word) < _SHORTEST or not _ARTICLE.sub("", word).isalpha() or word in known:
            continue
        another = any(_ends_name(text, *span, known) for span in spans)
        if another:
            continue
        thing = all(_names_thing(text, *span) for span in spans)
        if not thing or usualness(word) == 0:
            yield Lone(word, tuple(spans), word in persons, thing)


def _ends_name(text: Annotated, start: int, end: int, known: Set[str]) -> bool:
    """Return whether a name of more words ends here, of somebody else than those ``known``."""
    found = text.doc.char_span(start, end)
    if found is None or found.start == 0 or found[0].is_sent_start:
        return False
    before = text.doc[found.start - 1]
    name = before.pos_ == "PROPN" and before.is_title
    name &= not before.is_sent_start or usualness(before.text) < _LESS_USUAL
    return name and fold(before.text) not in known | not_in_names()


def _names_thing(text: Annotated, start: int, end: int) -> bool:
    """Return whether a thing is named so: "the Marlowe hotel" may be called after another man."""
    found = text.doc.char_span(start, end)
    if found is None or len(found) > 1 or found.end == len(text.doc):
        return False
    name, head = found[0], text.doc[found.end]
    explained = head.text == "," and any(
        child.dep_ == "appos" and child.tag_ == "NN" and not means_person(child.lemma_)
        for child in name.children
    )
    before_thing = (
        name.dep_ == "compound"
        and name.head == head
        and head.tag_ in ("NN", "NNP")
        and head.is_lower
        and not means_person(head.lemma_)
        and head.lemma_ not in _OF_PERSON
    )
    return explained or before_thing


@lru_cache(maxsize=1000)
def _as_person(text: Annotated, spans: tuple[tuple[int, int], ...]) -> bool:
    """Return whether the word stands somewhere where only names of people stand."""
    words = (text.doc.char_span(*span) for span in spans)
    return any(len(word) == 1 and _is_person(word[0]) for word in words if word is not None)


def _is_person(name: Token) -> bool:
    """Return whether the words around ``name`` show that it names a person."""
    head, before = name.head, name.nbor(-1) if name.i else name
    if name.is_sent_start and name.i + 1 < len(name.doc) and name.nbor().text == ":":
        return True  # who speaks in an interview
    if name.dep_ == "nsubj":
        acts = head.lemma_ != "be" and name.tag_ == "NNP" and not _is_place(name)
        return acts or head.lemma_ in verbs.words("say")
    beside = [child for child in name.children if child.dep_ in ("appos", "conj")]
    return (
        (name.dep_ in ("dobj", "dative", "iobj") and head.lemma_ == "tell")
        or (name.dep_ == "poss" and head.lemma_ in _KIN)
        or (name.dep_ == "conj" and head.ent_type_ == "PERSON")
        or (head.dep_ == "agent" and name.tag_ == "NNP" and not _is_place(name))
        or (before.is_lower and _noun_for_person(before))  # "the director Malik"
        or any(child.ent_type_ == "PERSON" or _noun_for_person(child) for child in beside)
    )


def _is_place(name: Token) -> bool:
    """Return whether the word names a place; the model takes unknown names for places too."""
    return name.ent_type_ in _PLACES and is_place(name.text)


def _noun_for_person(token: Token) -> bool:
    return token.pos_ == "NOUN" and means_person(token.lemma_)


def _bases(found: tuple[Mention, ...], places: Places) -> dict[str, float]:
    """Return names that others may be spellings of, and how usual these may be at most."""
    bases = dict.fromkeys((m.words[0] for m in found if len(m.words) > 1), 0.5)
    single = dict.fromkeys(m.words[0] for m in found if len(m.words) == 1)
    bases |= {word: _RARE if len(places.get(word, ())) > 1 else 0 for word in single}
    bases |= {m.words[-1]: _USUAL for m in found if len(m.words) > 1}
    return {word: limit for word, limit in bases.items() if len(word) >= _SHORTEST}


def _of_lone_words(text: Annotated, places: Places) -> Iterator[Pair]:
    """Yield a word that stands alone and the person's name that it must be a spelling of."""
    found = mentions(text)
    bases = _bases(found, places)
    surnames = Counter(m.words[-1] for m in found if len(m.words) > 1)
    titles, labels = _titles(found), _labels(text)
    for lone in _lone_words(text, places):
        near = []
        for base, limit in bases.items():
            if lone.word == base or (lone.thing and not _known_misspelt(lone.word, base)):
                continue
            if not _may_begin(_said(text, lone.word), _said(text, base), text.people):
                continue
            link = _link(text, lone, base) if usualness(lone.word) < limit else ""
            times = len(places.get(base, ()))
            if not link and _same_title(titles, lone.word, base, text.people):
                link = "The two sound alike and have the same title."
            if not link and _heard(text, lone, base, surnames.get(base, 0), times):
                link = "The two sound alike, and the text names nobody else who could be meant."
            if not link and _same_speaker(labels, lone, base):
                link = "Both stand before what one says, and only the one stands elsewhere."
            if link and not _is_city(text, lone):
                pair = Pair(base, lone.word, link)
                near.append((likeness(lone.word, base), pair))
        if near:
            yield max(near, key=lambda pair: pair[0])[1]


def _may_begin(lone: str, base: str, people: People) -> bool:
    """Return whether the words begin alike, or what is nobody's name is read as the other."""
    if same_start(lone, base):
        return True
    return abs(len(lone) - len(base)) <= _FEW and _nobodys(lone, people) and read_alike(lone, base)


def _known_misspelt(thing: str, base: str) -> bool:
    """Return whether what a thing is named after is a well-known name: "another Haidn mass"."""
    return usualness(base) >= _USUAL and likeness(thing, base) >= _VERY_LIKE


def _labels(text: Annotated) -> Counter[str]:
    """Return how often each name stands before what somebody says in an interview."""
    return Counter(fold(match[1]) for match in _LABEL.finditer(text.text))


def _same_speaker(labels: Mapping[str, int], lone: Lone, base: str) -> bool:
    """Return whether the word names a speaker once who is named otherwise all through."""
    once = labels.get(lone.word) == len(lone.spans) == 1 and labels.get(base, 0) >= _MANY
    rare = usualness(lone.word) < _KNOWN and lone.word[0] == base[0]
    apart = derived(lone.word, base) or _two_people(lone.word, base)
    return once and rare and not apart and likeness(lone.word, base) >= _LIKE_AS_SPEAKER


@lru_cache(maxsize=2)
def _marked(text: Annotated) -> Mapping[str, str]:
    """Return what words with marks sound like, by what they are folded to: "Kovač" is "kovach"."""
    if _MARKS.search(text.text) is None:
        return {}
    words = (match[0] for match in _WORD.finditer(text.text) if not match[0].isascii())
    return {fold(word): spelt_out(word) for word in words}


def _said(text: Annotated, word: str) -> str:
    """Return the folded ``word`` with the letters that its marks stand for."""
    return _marked(text).get(word, word)


def _is_city(text: Annotated, lone: Lone) -> bool:
    """Return whether the word is a large city that the model takes for a person: "Xining"."""
    written = text.text[slice(*lone.spans[0])]
    return is_large_city(written) and not _as_person(text, lone.spans)


def _titles(found: tuple[Mention, ...]) -> Mapping[str, Set[str]]:
    """Return the offices and ranks that stand before each name, by its last word."""
    offices, titles = title_words("office", "rank"), defaultdict(set)
    for mention in found:
        if mention.title in offices:
            titles[mention.words[-1]].add(mention.title)
    return titles


def _same_title(titles: Mapping[str, Set[str]], lone: str, base: str, people: People) -> bool:
    """Return whether ``lone``, which is nobody's name, sounds like a name with its title."""
    if not titles.get(lone, set()) & titles.get(base, set()) or derived(lone, base):
        return False
    least = _LIKE_BY_SOUND if heard_alike(lone, base) else _TITLED_LIKE
    return _nobodys(lone, people) and likeness(lone, base) >= least


def _link(text: Annotated, lone: Lone, base: str) -> str:
    """Return why ``lone`` is a spelling of ``base``, or an empty string."""
    rarer = min(usualness(lone.word), usualness(base))
    if len(lone.word) < 5 or rarer >= _RARE or derived(lone.word, base):
        return ""
    if _is_inflected(text, lone, base):
        return "The one is the other with the case ending of another language."
    if _feminine(lone.word, base) and (lone.person or _as_person(text, lone.spans)):
        return "The one is the other with an ending for women, and a letter astray."
    if not alike(lone.word, base):
        return ""
    if lone.person or (usualness(lone.word) == 0 and _as_person(text, lone.spans)):
        return "The two are spelt nearly alike."
    return ""


def _feminine(word: str, base: str) -> bool:
    """Return whether Slavs call a woman named ``base`` so: "Malcomova" for Malcolm."""
    stem = re.sub(r"(?:ova|owa)\Z", "", word)
    return stem != word and len(stem) >= _SHORTEST + 1 and distance(stem, base) <= 1


def _is_inflected(text: Annotated, lone: Lone, base: str) -> bool:
    """Return whether the word is the name with an ending; where it comes first, it names a person.

    "Virtala" is a village, and Aino Virta may be born there.
    """
    if usualness(lone.word) >= _RARE or not inflected_in(lone.word, base):
        return False
    named = next((m.start for m in mentions(text) if base in m.words), 0)
    return lone.spans[0][0] > named or lone.person or _as_person(text, lone.spans)


def _heard(text: Annotated, lone: Lone, base: str, full: int, times: int) -> bool:
    """Return whether ``lone`` must be the name ``base`` spelt by ear.

    Args:
        text: where both stand.
        lone: a word that belongs to nobody's full name.
        base: a name of somebody.
        full: how often it stands in a full name, as its last word.
        times: how often it stands in the text.
    """
    nobodys, once = _nobodys(lone.word, text.people), len(lone.spans) == 1
    said = _said(text, lone.word), _said(text, base)
    read = nobodys and read_alike(*said)
    like = max(likeness(*said), _LIKE_BY_READING if read else 0)
    if like < _LIKE_BY_SOUND or derived(lone.word, base) or _two_people(lone.word, base):
        return False
    person = lone.person or _as_person(text, lone.spans)
    if _longer(lone.word, base, 2 if person and once else 1):
        return False
    same = read or heard_alike(*said)
    if not full or not (nobodys or _may_be_surname(lone.word, text.people)):
        often = person and same and times >= _MANY
        return like >= _VERY_LIKE and once and (nobodys or often)
    if nobodys:
        once = once or times == 1 or times >= _MANY * len(lone.spans)  # one may be garbled
        unknown = usualness(lone.word) == 0
        return like >= _least(same, unknown, person=person, once=once, dominant=times > 1)
    if full == times and _nobodys(base, text.people):
        return like >= ((_LIKE_BY_SOUND if same else _LIKE) if person else _VERY_LIKE)
    often = times >= _MANY
    hardly = once and times > 1 and like >= _HARDLY_APART
    rarer = once and (often or usualness(lone.word) + 1 <= usualness(base))
    least = (_RATHER_LIKE if often else _VERY_LIKE) if same else _NEARLY
    return person and (hardly or (like >= least and (times == full or rarer)))


def _may_be_surname(word: str, people: People) -> bool:
    return usualness(word) < _COMMON or is_given_name(word) or people.has_word(word)


def _least(same: bool, unknown: bool, *, person: bool, once: bool, dominant: bool) -> float:
    """Return how near a word that is nobody's name must come to a name of the text.

    Args:
        same: whether the two sound alike.
        unknown: whether nobody writes the word.
        person: whether the word stands where people stand.
        once: whether it stands in the text but once, or the name much more often.
        dominant: whether the name stands there more than once.
    """
    if not once:
        return _VERY_LIKE
    if person:
        return _LIKE_BY_SOUND if same else _LIKE
    if dominant:
        return _LIKE_BY_SOUND if same else _ELSEWHERE_LIKE
    if not unknown:
        return _HARDLY_APART if same else 1
    return _LIKE if same else _VERY_LIKE


def _two_fathers(one: str, other: str) -> bool:
    """Return whether the names are those of the children of two men: "Helgason", "Hannesson"."""
    for ending in _CHILD_OF:
        if one.endswith(ending) and other.endswith(ending):
            fathers = one.removesuffix(ending), other.removesuffix(ending)
            return not all(fathers) or likeness(*fathers) < _HARDLY_LIKE
    return False


def _two_people(one: str, other: str) -> bool:
    """Return whether the endings show that the names are those of two people."""
    return _couple(one, other) or _two_fathers(one, other)


def _couple(one: str, other: str) -> bool:
    """Return whether the names are those of a man and a woman: "Tolstoy", "Tolstaya"."""
    return any(
        (woman.endswith("aya") and re.sub(r"[oiy]+\Z", "", man) == woman[:-3])
        or (woman.endswith("kova") and man[-2:] == "ek" and man[:-2] == woman[:-4])
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
    return (pair.other,) if pair.lone else (pair.one, pair.other)


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
        if _TELLS_SPELLING.search(text.text, max(0, start - _AROUND), end + _AROUND):
            continue
        name = at(mentions(text), start)
        span = (name.start, name.end) if name else (start, end)
        word, written = text.text[start:end], text.text[slice(*span)]
        suggestion = text.text[span[0] : start] + quote + text.text[end : span[1]]
        yield Hit(
            *span,
            f"One person seems to be spelt in two ways: “{word}” here, “{quote}” elsewhere.",
            confidence=pair.confidence,
            evidence=(Evidence(note=pair.link, quote=quote, start=first[0], end=first[1]),),
            suggestion=suggestion if safe and not written.isupper() else None,
            severity=Severity.MINOR if minor else None,
        )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield one person's name in two spellings, put together wrongly, or with two first names."""
    spelt = list(_spelt_in_two_ways(text))
    yield from spelt
    yield from outside(first_come((*misplaced(text), *other_first_names(text))), spelt)


def _spelt_in_two_ways(text: Annotated) -> Iterator[Hit]:
    """Yield names that differ in spelling from the same person's name elsewhere."""
    found = mentions(text)
    places: Places = defaultdict(list)
    for match in _WORD.finditer(text.text):
        if match[0].isupper() and len(match[0]) > 3:
            continue  # a headline, or somebody shouting
        places[fold(match[0])].append(match.span())
    places = dict(places)
    seen = set()
    pairs = (
        *_in_full_names(found, places, text.people),
        *_of_lone_words(text, places),
        *_of_relatives(found, places, text.people),
    )
    for pair in pairs:
        if pair.one not in places or pair.other not in places:
            continue
        wrong = _wrong(pair, places, text.people)
        for word in wrong:
            if word not in seen:
                seen.add(word)
                yield from _hits(text, pair, word, decided=len(wrong) == 1, places=places)
