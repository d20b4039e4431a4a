"""One event on two days. Documented beside, in second_date.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY, LONG_MONTH, month_number
from mtqa.knowledge.verbs import words
from mtqa.model import Evidence

_YEAR = r"(?:1[89]|20)\d\d"
_DAY = rf"{LONG_MONTH} \d{{1,2}}\b|\d{{1,2}} {LONG_MONTH}\b"
_DATE = re.compile(
    rf"\b[Oo]n (?P<day>{LONG_DAY})?(?:, )?(?P<date>{_DAY})?(?:,? (?P<year>{_YEAR})\b)?"
    rf"|\b[Ii]n (?P<alone>{_YEAR})\b"
)
_FURTHEST = 50  # code points from the verb to its date
_BREAK = re.compile(r"[;:\n“”\"]|\b(?:and|after|before|when|while|but|who|that|whose|which)\b")


@dataclass(frozen=True, slots=True)
class _Event:
    """When somebody did what can be done once.

    Attributes:
        parts: weekday, month with day, and year, each empty where it is not said.
    """

    start: int
    end: int
    quote: str
    parts: tuple[str, str, str]


def _parts(found: re.Match[str]) -> tuple[str, str, str]:
    first, _, second = (found["date"] or "").partition(" ")
    month, number = (second, first) if first.isdigit() else (first, second)
    date = f"{month_number(month)}-{int(number)}" if month else ""
    return found["day"] or "", date, found["year"] or found["alone"] or ""


def _dated(text: Annotated, verb: Token) -> _Event | None:
    """Return the date right behind the verb, in the same clause."""
    end = verb.idx + len(verb)
    found = _DATE.search(text.text, end, min(len(text.text), end + _FURTHEST + 20))
    if found is None or found.start() - end > _FURTHEST or not any(_parts(found)):
        return None
    if _BREAK.search(text.text, end, found.start()):
        return None
    return _Event(found.start(), found.end(), text.text[verb.idx : found.end()], _parts(found))


def _surnames(text: Annotated) -> dict[str, set[str]]:
    """Return the first names that stand before each surname of the text."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entity in text.doc.ents:
        words_of = entity.text.split()
        if entity.label_ == "PERSON" and len(words_of) > 1:
            found[words_of[-1]].add(words_of[0])
    return found


def _subject(verb: Token) -> Token | None:
    slots = ("nsubj", "nsubjpass")
    return next((child for child in verb.children if child.dep_ in slots), None)


def _is_once(verb: Token) -> bool:
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or verb.lemma_.lower() not in words("once"):
        return False
    others = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    return not others & {"would", "could", "might", "may", "not", "n't", "never", "if", "will"}


def _events(text: Annotated) -> dict[tuple[str, str], list[_Event]]:
    """Return by surname and verb when what is done once was done, in the order of the text."""
    alone = {surname for surname, first in _surnames(text).items() if len(first) == 1}
    found: defaultdict[tuple[str, str], list[_Event]] = defaultdict(list)
    for verb in text.doc:
        if not _is_once(verb) or text.in_quotation(verb.idx):
            continue
        subject = _subject(verb)
        if subject is None or subject.i > verb.i or subject.text not in alone:
            continue
        event = _dated(text, verb) if not any(subject.conjuncts) else None
        if event is not None:
            found[subject.text, verb.lemma_].append(event)
    return found


def _differs(one: _Event, other: _Event) -> bool:
    """Return whether the two name another day, date or year where both name one."""
    pairs = [(a, b) for a, b in zip(one.parts, other.parts, strict=True) if a and b]
    return bool(pairs) and any(a != b for a, b in pairs)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the second day on which somebody died, was born or the like."""
    for (name, _), (first, *later) in _events(text).items():
        for event in later:
            if not _differs(first, event):
                continue
            place = Evidence(
                note=f"Here it is “{first.quote}”.",
                quote=text.text[first.start : first.end],
                start=first.start,
                end=first.end,
            )
            why = f"“{event.quote}”: the text has another day for this of {name} already."
            yield Hit(event.start, event.end, why, 0.7, (place,))
