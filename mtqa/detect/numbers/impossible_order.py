"""Acts before a birth or after a death, an end before its beginning. Documented beside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import subject_of
from mtqa.detect.numbers._events import (
    Cast,
    Day,
    Mention,
    dated_words,
    day_of,
    days,
    is_told,
    mentions,
    theme_of,
)
from mtqa.detect.numbers._spans import find_spans
from mtqa.detect.rule import Hit
from mtqa.model import Evidence

# what may be said of the dead, and of what is not there yet
_OF_THE_DEAD = frozenset({
    "be", "have", "become", "remain", "receive", "get", "win", "appear", "enter", "go", "come",
    "rest", "live", "lie", "die", "turn", "return", "top", "sell", "earn", "stay", "follow", "rise",
    "fall", "lose", "play", "star", "feature", "join", "inspire", "help", "leave", "make",
})  # fmt: skip
_NOT_THEIRS = re.compile(
    r"\b(?:posthumous\w*|late|ancestors?|famil(?:y|ies)|predecessors?|forerunners?|statues?|tombs?"
    r"|remains|ashes|archives?|estate|foundation|originally|under the name|as a|museum|fiction\w*"
    r"|novel|film|alternate|re-?incarnat\w*|wom[ae]n’s|B\.?C\.?E?|centur(?:y|ies))\b",
    re.IGNORECASE,
)
_BEGINS = {"open": "close", "begin": "end", "start": "end", "commence": "end", "launch": "close"}
_ENDS = {"close": "close", "end": "end", "finish": "end", "conclude": "end", "expire": "end"}
_LIVES = re.compile(r"\b(?:born|died|founded|perished|death|birth)\b")
_AHEAD = re.compile(r"\bwill (?:open|begin|start|commence|launch)\b")
_AGAIN = re.compile(
    r"\b(?:re-?open\w*|again|first|last|previous|earlier|another|second|new|next|other|older|annual"
    r"|every|each|extended|round)\b",
    re.IGNORECASE,
)


def _year(day: Day) -> int:
    return int(day.parts[3] or 0)


def _evidence(text: Annotated, mention: Mention, note: str) -> Evidence:
    quote = text.text[mention.start : mention.end]
    return Evidence(note=note, quote=quote, start=mention.start, end=mention.end)


def _acts(text: Annotated, cast: Cast) -> Iterator[tuple[str, Token, Day]]:
    """Yield who did something in a year that is named, the verb and the date."""
    for verb in dated_words(text):
        if not is_told(verb) or text.in_quotation(verb.idx):
            continue
        day = day_of(text, verb)
        if day is not None and day.parts[3] and (who := theme_of(cast, verb, "subject")):
            yield who, verb, day


def _lives(text: Annotated, cast: Cast) -> Iterator[Hit]:
    """Yield the years in which somebody acts who was not born yet, or had died."""
    limits: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions(text, cast):
        if mention.happening.name in ("bear", "die", "found") and mention.day.parts[3]:
            limits[mention.happening.name].append(mention)
    if not limits:
        return
    places = {name: {place.who: place for place in found} for name, found in limits.items()}
    for who, verb, day in _acts(text, cast):
        if _NOT_THEIRS.search(verb.sent.text):
            continue
        passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
        first = places.get("bear", {}).get(who) or places.get("found", {}).get(who)
        last = places.get("die", {}).get(who)
        own = verb.lemma_ not in ("bear", "found", "establish", "name")
        if first is not None and own and _year(day) < _year(first.day):
            note = "This came later."
        elif last is not None and own and not passive and _year(day) > _year(last.day):
            if verb.lemma_ in _OF_THE_DEAD:
                continue
            first, note = last, "This came before."
        else:
            continue
        message = "Nobody acts before their birth or after their death."
        yield Hit(day.start, day.end, message, 0.7, (_evidence(text, first, note),))


def _subject(verb: Token) -> Token | None:
    """Return the verb's subject, which the parser may take for part of the clause before."""
    before = verb.nbor(-1) if verb.i else verb
    if before.dep_ == "pobj" and before.head.lower_ in ("before", "after", "until", "since"):
        return before
    return subject_of(verb)


def _is_ahead(verb: Token) -> bool:
    return any(child.lower_ == "will" for child in verb.children if child.dep_ == "aux")


def _before(one: Day, other: Day) -> bool:
    """Return whether ``one`` lies before ``other`` in the same year."""
    first, second = (day.parts[1:3] for day in (one, other))
    same = one.parts[3] == other.parts[3] and all(first) and all(second)
    return same and tuple(map(int, first)) < tuple(map(int, second))


def _ends(text: Annotated) -> Iterator[Hit]:
    """Yield the past end of what is still to begin: "will open in May … closed in April"."""
    begun: dict[tuple[str, str], tuple[Token, Day]] = {}
    over: dict[tuple[str, str], tuple[Token, Day]] = {}
    for verb in dated_words(text):
        lemma, subject = verb.lemma_.lower(), _subject(verb) if verb.pos_ == "VERB" else None
        if subject is None or lemma not in _BEGINS.keys() | _ENDS.keys():
            continue
        day = day_of(text, verb)
        if day is None or text.in_quotation(verb.idx) or _AGAIN.search(verb.sent.text):
            continue
        if lemma in _BEGINS and _is_ahead(verb):
            begun.setdefault((subject.lemma_.lower(), _BEGINS[lemma]), (verb, day))
        elif lemma in _ENDS and is_told(verb):
            over.setdefault((subject.lemma_.lower(), _ENDS[lemma]), (verb, day))
    for key in begun.keys() & over.keys():
        (first, start), (last, end) = begun[key], over[key]
        if _before(end, start):
            quote = text.text[first.idx : start.end] if first.idx < start.end else first.text
            place = Evidence(
                note="It is to begin later.",
                quote=quote,
                start=first.idx,
                end=first.idx + len(quote),
            )
            message = "This is over before it begins."
            yield Hit(last.idx, max(end.end, last.idx + len(last)), message, 0.7, (place,))


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each date that can't come before or after what the text says elsewhere."""
    yield from find_spans(text.text)
    if len(days(text.text)) < 2:
        return
    if _LIVES.search(text.text):
        yield from _lives(text, Cast.of(text.doc))
    if _AHEAD.search(text.text):
        yield from _ends(text)
