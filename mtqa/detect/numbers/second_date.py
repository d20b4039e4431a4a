"""One event on two days. Documented beside, in second_date.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._events import Cast, Day, Mention, days, mentions
from mtqa.detect.rule import Hit
from mtqa.model import Evidence

# the text itself says that there are two
_OTHER = re.compile(
    r"\b(?:postponed|rescheduled|re-?run|again|another|second|third|earlier|previous|first|last|next"
    r"|other|separate|further|initially|originally|wrongly|mistakenly|incorrectly|instead"
    r"|every|each|anniversary|similar|also|different(?:ly)?|various(?:ly)?|uncertain|unclear)\b",
    re.IGNORECASE,
)
_NEAR = 60  # code points
_CONFIDENCE = {True: 0.7, False: 0.65}  # by whether it can happen only once
_DOUBTED = re.compile(
    r"\b(?:wrongly|mistakenly|incorrectly|initially|originally|different(?:ly)?|various(?:ly)?|or"
    r"|uncertain|unclear|other)\b"
)
# what lies between two resignations of one person: somebody does something, or returns
_BACK = re.compile(
    r"\b(?:again|back|he|she|later|then|until|new|second|became|becomes|took|named|appointed|elected"
    r"|re-?(?:turn|elect|appoint|join|instat|hir|enter|nam|call)\w*)\b",
    re.IGNORECASE,
)
_OF_OFFICES = frozenset({"as", "from"})
_AHEAD = frozenset({"before", "until", "till", "ahead"})  # of a day that is still to come


def _differ(one: Day, other: Day) -> bool:
    """Return whether the two name another weekday, month, day or year where both name one."""
    pairs = [(a, b) for a, b in zip(one.parts, other.parts, strict=True) if a and b]
    return any(a != b for a, b in pairs)


def _close(one: Day, other: Day) -> bool:
    """Return whether the two days may be meant as one: of one month and year, or weekdays."""
    (weekday, month, day, year), (weekday2, month2, day2, year2) = one.parts, other.parts
    if year != year2:
        return False
    if weekday and weekday2:
        return not (month and month2) or month == month2
    return bool(day and day2) and month == month2


def _stands_before(text: Annotated, mention: Mention) -> bool:
    """Return whether the text names the same day before, so that it tells of more than one day."""
    weekday, month, day, year = mention.day.parts
    for other in days(text.text):
        if other.start >= mention.start:
            return False
        if weekday and other.parts[0] == weekday:
            return True
        if (day or not weekday) and other.parts[1:] == (month, day, year):
            return True
    return False


def _told_of(noun: Token, first: Mention) -> bool:
    """Return whether what stands with the noun is said where the event was told first."""
    known = {word.lemma_.lower() for word in first.word.sent}
    said = (
        word
        for word in noun.subtree
        if word.i != noun.i and word.ent_type_ not in ("DATE", "TIME") and word.is_alpha
    )
    content = ("NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM")
    return all(word.lemma_.lower() in known for word in said if word.pos_ in content)


def _recalls(mention: Mention, first: Mention) -> bool:
    """Return whether the noun recalls the event told first: "the vote", "Monday's vote"."""
    noun = mention.word
    definite = mention.day.owns or any(child.lower_ == "the" for child in noun.children)
    leads = {noun.head.lower_, noun.head.head.lower_}
    if not definite or leads & _AHEAD or any(word.lower_ == "will" for word in noun.sent):
        return False
    return (not mention.who or mention.who == first.who or not first.who) and _told_of(noun, first)


def _without_return(mention: Mention, first: Mention) -> bool:
    """Return whether one person goes twice, from nothing that is named, and never comes back."""
    verbs = (first.word, mention.word)
    if not mention.who or mention.who != first.who or any(verb.pos_ != "VERB" for verb in verbs):
        return False
    if any(child.lower_ in _OF_OFFICES for verb in verbs for child in verb.children):
        return False
    doc = mention.word.doc
    between = doc.text[first.word.sent.start_char : mention.word.sent.end_char]
    return not _BACK.search(between)


def _one_event(mention: Mention, first: Mention) -> bool:
    """Return whether both tell of one event, whatever days they name."""
    once = mention.happening.once
    if mention.happening.returns and _without_return(mention, first):
        return True
    if mention.word.pos_ == "VERB":
        same = bool(mention.who) and mention.who == first.who
        return same and (once or _close(mention.day, first.day))
    if once and mention.who and mention.who == first.who:
        return True
    years = {mention.day.parts[3], first.day.parts[3]}
    both = all(place.day.parts[2] for place in (mention, first))
    close = _close(mention.day, first.day) or (once and len(years) == 1 and both)
    return close and _recalls(mention, first)


def _around(text: Annotated, mention: Mention) -> str:
    """Return the part of the sentence near what is told."""
    sentence = mention.word.sent
    start = max(sentence.start_char, mention.start - _NEAR)
    return text.text[start : min(sentence.end_char, mention.end + _NEAR)]


def _contradicted(text: Annotated, found: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield the mentions of one kind of event that put an earlier one on another day."""
    for index, mention in enumerate(found[1:], 1):
        before = found[:index]
        if any(not _differ(other.day, mention.day) for other in before):
            continue  # it is told there already, or of no day that differs
        single = len({other.day.parts for other in before}) == 1
        first = next((other for other in before if _one_event(mention, other)), None)
        if first is None or not (single or mention.happening.once):
            continue
        verbs = mention.word.pos_ == first.word.pos_ == "VERB"
        words = _DOUBTED if mention.happening.once and verbs else _OTHER
        others = any(words.search(_around(text, place)) for place in (first, mention))
        sure = mention.happening.once and verbs
        if not (others or (not sure and _stands_before(text, mention))):
            yield first, mention


_GAME = (
    r"(?:defeat|loss|win|victory|draw|match|game|friendly|semi-final|quarter-final|final|qualifier|tie"
    r"|clash|fixture|derby|play-off|fight|bout|test)"
)
_TEAM = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
_MET = re.compile(
    rf"\b{_GAME} (?:by|to|against|over|with) (?P<team>{_TEAM}) "
    rf"|\b(?:beat|beaten by|lost to|defeated|defeated by|drew with|faced|met) (?P<rival>{_TEAM}) "
    rf"|\b(?P<beside>{_TEAM}) {_GAME} "
)
_BETWEEN = re.compile(r"(?:[\w-]+ ){0,3}?\Z")
_TWO_GAMES = re.compile(
    r"\b(?:return|legs?|previous|earlier|last|also|again|another|first|second|next|both|rematch|twice"
    r"|replay|series|tour|tests?|will|face|faces|meet|then)\b"
)


def _games(text: Annotated) -> Iterator[tuple[Day, Day]]:
    """Yield the two days on which a text says that a side met one other side."""
    dates = [day for day in days(text.text) if day.parts[1] and day.parts[2]]
    if len(dates) < 2:
        return
    met: defaultdict[str, list[Day]] = defaultdict(list)
    for match in _MET.finditer(text.text):
        team = match["team"] or match["rival"] or match["beside"]
        for day in dates:
            between = text.text[match.end() : day.start]
            if match.end() <= day.start and _BETWEEN.fullmatch(between):
                met[team].append(day)
    for found in met.values():
        first, last = found[0], found[-1]
        told = (text.sentence_at(day.start) for day in (first, last))
        if _differ(first, last) and not any(_TWO_GAMES.search(sentence) for sentence in told):
            yield first, last


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the second day on which somebody died, something was voted on or the like."""
    if len(days(text.text)) < 2:
        return
    by_kind: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions(text, Cast.of(text.doc)):
        by_kind[mention.happening.name].append(mention)
    for found in by_kind.values():
        for first, second in _contradicted(text, found):
            quote = text.text[first.start : first.end]
            place = Evidence(
                note=f"Here it is “{quote}”.",
                quote=text.text[first.day.start : first.day.end],
                start=first.day.start,
                end=first.day.end,
            )
            said = text.text[second.start : second.end]
            why = f"“{said}”: the text has another day for this already."
            yield Hit(
                second.day.start, second.day.end, why, _CONFIDENCE[second.happening.once], (place,)
            )
    for one, other in _games(text):
        quote = text.text[one.start : one.end]
        place = Evidence(note=f"Here it is “{quote}”.", quote=quote, start=one.start, end=one.end)
        why = "The text has another day for this match already."
        yield Hit(other.start, other.end, why, 0.65, (place,))
