"""A headline whose outcome, people or places the story contradicts. Documented beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading, line_around
from mtqa.detect.numbers._headlines import SHARED, STEM, find_others, place_of, stems
from mtqa.detect.overlap import first_come, outside
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import distance, fold
from mtqa.knowledge.offices import countries_by_adjective
from mtqa.knowledge.opposites import opposites
from mtqa.knowledge.places import is_large_city
from mtqa.knowledge.sexes import means_person

_LEAD = 2  # sentences in which a story says what happened
# what may turn an outcome into its opposite, or puts it in another time
_TURNED = re.compile(
    r"\b(?:not|no|never|nor|neither|fail(?:s|ed)?|refus\w+|despite|although|though|unless|instead"
    r"|overturn\w*|appeal\w*|revers\w+|quash\w*|without|until|would|could|may|might|should|if|but"
    r"|after|before|ahead|previous\w*|earlier|year-on-year|again|back|still|yet|almost"
    r"|nearly|try|tries|tried|attempt\w*|calls?|called|urges?|urged|wants?|plans?|planned|asks?"
    r"|asked|demand(?:s|ed|ing)|expect\w*|fears?|hopes?|warns?|threat\w*|vows?|against|stop\w*|avoid\w*"
    r"|question\w*)\b|n[’']t\b|\?",
    re.IGNORECASE,
)
# "arrested after shooting": what comes behind is another event
_BEFORE_THAT = re.compile(r",? (?:after|before|ahead of|following|amid|over|days after)\b")
_WINS = frozenset(
    {"beat", "edge", "defeat", "thrash", "crush", "stun", "overcome", "rout", "hammer", "upset"}
    | {"oust", "topple", "eliminate", "trounce", "outclass", "down", "sink", "outplay", "best"}
)
_WIN_LOSE = re.compile(
    rf"(?P<one>(?:[A-Z][\w’'-]+ ){{1,3}})(?:(?P<win>{'|'.join(sorted(_WINS))})(?:s|es|ed)?"
    r"(?P<two>(?: [A-Z][\w’'-]+){1,3})|(?P<lose>(?:lose|loses|lost)\b))"
)
_LEAST_NAME = 5  # letters that a surname needs to be told from another one
_ALIKE = 3  # letters that surnames behind one first name share: others are two people
_START = 4  # letters that a name and its other spelling share at least


def _outcomes(text: Annotated, head: str, lead: list[Words], story: str) -> Iterator[Hit]:
    """Yield "Parliament rejects tax" above "Parliament approved the tax"."""
    head = _BEFORE_THAT.split(head)[0]
    if _TURNED.search(head):
        return
    for said, opposite in opposites():
        found = said.search(head)
        if found is None or opposite.search(head) or said.search(story):
            continue
        about = stems(head) - {found[0].lower()[:STEM]}
        for sentence in lead:
            other = opposite.search(sentence.text)
            if other is None or _TURNED.search(sentence.text):
                continue
            if len(about & (stems(sentence.text) - {other[0].lower()[:STEM]})) >= SHARED:
                start = sentence.start_char + other.start()
                message = "The story says the opposite of the headline."
                place = place_of(start, other[0])
                first = text.text.find(head) + found.start()
                yield Hit(first, first + len(found[0]), message, 0.7, place)
                return


def _by_person_noun(words: Words) -> dict[str, tuple[str, int, int]]:
    """Return by noun for a person the people or town right before it: "Swiss climber"."""
    found: dict[str, tuple[str, int, int]] = {}
    for word in words:
        if word.i > words.start and means_person(word.lemma_.lower()) and word.text.islower():
            before = word.nbor(-1)
            if before.text[:1].isupper() and before.text.isalpha():
                found.setdefault(word.lemma_.lower(), (before.text, before.idx, word.idx))
    return found


def _nationalities(text: Annotated, head: Words, lead: list[Words], story: str) -> Iterator[Hit]:
    """Yield "Swiss climber dies" above "An Austrian climber"."""
    told = {
        noun: at for sentence in reversed(lead) for noun, at in _by_person_noun(sentence).items()
    }
    for noun, (people, start, _) in _by_person_noun(head).items():
        other = told.get(noun)
        nations = countries_by_adjective()
        if other is None or not {people, other[0]} <= nations.keys():
            continue
        nation = nations[people]
        abroad = nations[other[0]].code != nation.code
        if abroad and not any(name in story for name in nation.words):
            message = "The story is about somebody from another country."
            place = place_of(other[1], other[0])
            yield Hit(start, start + len(people), message, 0.75, place)


def _towns(head: Words, story: str) -> Iterator[Hit]:
    """Yield "Rotterdam student" above a story on a student that names another town alone."""
    for noun, (town, start, _) in _by_person_noun(head).items():
        if not is_large_city(town) or town[:-1] in story or noun not in story.lower():
            continue
        others = [word for word in re.findall(r"[A-Z][^\W\d_]+", story) if is_large_city(word)]
        if any(others.count(other) > 1 for other in others):
            message = "The story does not name this town, but another one."
            yield Hit(start, start + len(town), message, 0.6)


def _names(text: Annotated, head: Words, story: str) -> Iterator[Hit]:
    """Yield "Hilda Brandvold" above a story on Hilda Brandvik."""
    persons = [
        one.text.split()
        for one in text.doc.ents
        if one.label_ == "PERSON" and one.start >= head.end and "\n" not in one.text
    ]
    full = {(one[0], one[-1]) for one in persons if len(one) > 1}
    for word in head:
        name = word.text
        if not name[:1].isupper() or len(name) < _LEAST_NAME or not name.isalpha():
            continue
        if fold(name)[: len(name) - 1] in fold(story):
            continue
        before = word.nbor(-1).text if word.i > head.start else ""
        for first, last in full:
            alike = fold(first) == fold(before) and fold(name)[:_ALIKE] == fold(last)[:_ALIKE]
            if alike and last != name and last not in head.text:
                message = f"The story calls this person {first} {last}."
            elif _respelt(name, last) and last not in head.text and story.count(last) > 1:
                message = f"The story calls this person {last}."
            else:
                continue
            start = story.find(last) + len(text.text) - len(story)
            place = place_of(start, last)
            yield Hit(word.idx, word.idx + len(name), message, 0.75, place)
            break


def _respelt(one: str, other: str) -> bool:
    """Return whether both may be meant for one name, and neither comes from the other."""
    a, b = fold(one), fold(other)
    same = a[:_START] == b[:_START] and abs(len(a) - len(b)) <= _START
    near = a[:2] == b[:2] and len(a) > _LEAST_NAME and distance(a, b) == 1
    return (same or near) and not (a.startswith(b) or b.startswith(a)) and len(b) >= _LEAST_NAME


def _winners(text: Annotated, head: Words, lead: list[Words]) -> Iterator[Hit]:
    """Yield "Kiwis edge Fiji" above "Fiji beat New Zealand"."""
    match = _WIN_LOSE.match(head.text.lstrip())
    if match is None:
        return
    names = [part.split()[-1] for part in (match["one"], match["two"]) if part]
    beaten, winner = names[-1], names[0] if len(names) > 1 else ""
    for verb in (word for sentence in lead for word in sentence if word.lemma_ in _WINS):
        found = _winner_and_loser(verb)
        if found is None:
            continue
        subject, loser = found
        wins = {word.text for word in subject.subtree}
        if winner and winner in wins:
            return
        if beaten in wins and beaten not in {word.text for word in loser.subtree}:
            start = head.start_char + match.start()
            place = place_of(subject.idx, text.text[subject.idx : loser.idx + len(loser)])
            message = "The story says that the others won."
            yield Hit(start, head.start_char + match.end(), message, 0.7, place)
            return


def _winner_and_loser(verb: Token) -> tuple[Token, Token] | None:
    """Return the subject and the object of a verb that tells who won, in the active voice."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    if any(child.lower_ == "had" or child.dep_ in ("neg", "auxpass") for child in verb.children):
        return None
    kinds = {child.dep_: child for child in verb.children}
    subject, loser = kinds.get("nsubj"), kinds.get("dobj")
    return (subject, loser) if subject is not None and loser is not None else None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each word of the headline that the story contradicts."""
    plain = text.text
    first, last = line_around(plain, len(plain) - len(plain.lstrip()))
    if not is_heading(plain, first) or not any(char.islower() for char in plain[first:last]):
        return
    head = text.doc.char_span(first, last, alignment_mode="contract")
    if head is None:
        return
    lead = [one for one in text.sentences if one.start_char >= last][:_LEAD]
    story = plain[last:]
    winners = list(_winners(text, head, lead))
    told = winners or list(_outcomes(text, head.text, lead, story))
    told += _nationalities(text, head, lead, story)
    told += [*_towns(head, story), *_names(text, head, story)]
    yield from told
    yield from first_come(outside(find_others(text, head, lead, story), told))
