"""What a text says happened on a day, and to whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS, subject_of
from mtqa.knowledge.dates import LONG_DAY, LONG_MONTH, month_number
from mtqa.knowledge.events import Happening, by_noun, by_verb
from mtqa.knowledge.sexes import means_person

YEAR = r"(?:1[5-9]|20)\d\d"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?<![\w-])(?=(?:[OoIi]n |[Oo]f )?(?:(?:the|early|late) (?:\w+ of )?)?"
    rf"(?:{LONG_DAY}|{LONG_MONTH}|\d))"
    r"(?:(?P<lead>[Oo]n|[Ii]n|[Oo]f|[Ii]n early|[Ii]n late) )?"
    r"(?:(?:the )?(?:night|morning|evening|afternoon) of )?"
    rf"(?:(?:early |late )?(?P<weekday>{LONG_DAY})(?!s\b)"
    rf"(?:,? (?:the )?(?={_NUMBER} |{LONG_MONTH} ))?)?"
    rf"(?:(?P<day>{_NUMBER})(?: of)? (?P<month>{LONG_MONTH})\b"
    rf"|(?P<first>{LONG_MONTH}) (?P<second>{_NUMBER})(?![\d:%]|[.,]\d)"
    rf"|(?P<alone>{LONG_MONTH})(?=,? {YEAR}\b))?"
    rf"(?:,? ?(?<=[\w,] )(?P<year>{YEAR})(?![\w%-]|[.,]\d))?"
    r"(?P<owns>[’']s\b)?"
)
_BREAK = re.compile(r"[;:\n“”\"]")
_LINKS = frozenset({"and", "after", "before", "when", "while", "but", "who", "that", "whose"})
_LINKS |= {"which", "since", "until", "as", "although", "because", "where", "how"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB", "VBN", "VBG"})
_TOLD = frozenset({"VBD", "VBZ", "VBN"})
_FURTHEST = 50  # code points from the verb to its date
_UNREAL = frozenset({"would", "could", "might", "may", "should", "not", "n't", "never", "will"})
_HAPPENS = frozenset({"happen", "occur", "strike", "hit", "take", "begin", "start", "break"})
_HARMS = frozenset({"kill", "injure", "wound", "destroy", "damage", "bury", "devastate", "flatten"})
_NO_SUBJECT = frozenset({"who", "which", "that"})

Parts = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Day:
    """A date that a text names.

    Attributes:
        parts: weekday, month, day of the month and year, each empty where it is not said.
        owns: whether it is a possessive: "Monday's".
        lead: the preposition before it in lower case, or empty.
    """

    start: int
    end: int
    parts: Parts
    owns: bool
    lead: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text says that something happened on a day.

    Attributes:
        happening: what happened.
        who: whom or what it happened to, as ``theme_of`` returns it; empty where
            that is not said.
        day: the date.
        start: first code point of the verb or noun, or of the date before it.
        end: one past the last of both.
        word: the verb or noun.
    """

    happening: Happening
    who: str
    day: Day
    start: int
    end: int
    word: Token


def _day(match: re.Match[str]) -> Day:
    month = match["month"] or match["first"] or match["alone"]
    number = re.sub(r"\D", "", match["day"] or match["second"] or "")
    parts = (
        match["weekday"] or "",
        str(month_number(month)) if month else "",
        number,
        match["year"] or "",
    )
    lead = (match["lead"] or "").lower()
    return Day(match.start(), match.end(), parts, match["owns"] is not None, lead)


@lru_cache(maxsize=4)
def days(text: str) -> tuple[Day, ...]:
    """Return the dates in ``text``, in order."""
    found = (_day(match) for match in _DATE.finditer(text) if match.end() > match.start())
    return tuple(
        day for day in found if any(day.parts[:3]) or (day.parts[3] and day.lead in ("in", "of"))
    )


def _named(doc: Doc) -> tuple[dict[str, set[str]], set[str]]:
    """Return the first names before each surname, and all surnames of persons."""
    spans = [(one.label_, re.sub(r"[’']s\Z", "", one.text).split()) for one in doc.ents]
    known = {words[-1] for label, words in spans if label == "PERSON" and words}
    first: defaultdict[str, set[str]] = defaultdict(set)
    for _, words in spans:  # "Ivo Lang" may be taken for a firm where "Lang" is not
        if len(words) > 1 and words[-1] in known:
            first[words[-1]].add(words[0])
    return first, known


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in a text.

    Attributes:
        first_names: by surname, the first names that stand before it.
        only: the surname of the one person whom the text names, or empty.
    """

    first_names: dict[str, set[str]]
    only: str

    @classmethod
    def of(cls, doc: Doc) -> Cast:
        """Return who is in ``doc``."""
        first, known = _named(doc)
        return cls(first, next(iter(known)) if len(known) == 1 and len(first) == 1 else "")

    def name(self, token: Token) -> str:
        """Return whom or what ``token`` means, in one word for each; empty where unsure."""
        if any(token.conjuncts):
            return ""
        if token.lower_ in ("he", "she", "him", "her") and token.pos_ == "PRON":
            return self.only
        if token.pos_ == "PROPN" or token.text in self.first_names:
            return self._proper(token)
        if token.pos_ != "NOUN" or token.tag_ != "NN":
            return ""
        beside = [child for child in token.children if child.dep_ == "appos"]
        if beside and beside[0].pos_ == "PROPN":
            return self._proper(beside[0])
        return self._common(token)

    def _proper(self, token: Token) -> str:
        names = self.first_names.get(token.text)
        if names is not None:
            return token.text if len(names) == 1 else ""
        before = [child.text for child in token.lefts if child.dep_ == "compound"]
        return " ".join([*before, token.text])

    def _common(self, token: Token) -> str:
        lefts = [child for child in token.children if child.i < token.i]
        marks = {child.lower_ for child in lefts if child.dep_ == "det"}
        if any(child.dep_ == "poss" for child in lefts) or not marks & {"the", "a", "an"}:
            return ""
        if "the" in marks and self.only and means_person(token.lemma_):
            return self.only
        told = sorted(child.lower_ for child in lefts if child.dep_ in ("amod", "compound"))
        behind = [child for child in token.children if child.dep_ == "prep"]
        told += sorted(word.lower_ for child in behind for word in child.subtree if word.is_alpha)
        return f"{' '.join(told)} {token.lemma_.lower()}".strip()


def _child(verb: Token, *slots: str) -> Token | None:
    return next((child for child in verb.children if child.dep_ in slots), None)


def _theme(verb: Token, slot: str) -> Token | None:
    """Return the word for what the event of ``verb`` happens to."""
    passive = _child(verb, "auxpass") is not None or verb.lemma_ == "bear"
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head if slot == "object" else None
    if verb.dep_ == "advcl" and verb.tag_ == "VBN" and _child(verb, "aux", "auxpass") is None:
        return subject_of(verb.head) if slot == "object" else None
    if slot == "object" and not passive:
        return _child(verb, "dobj")
    found = subject_of(verb)
    if found is not None and found.lower_ in _NO_SUBJECT:
        return verb.head if verb.dep_ == "relcl" else None
    if found is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return subject_of(verb.head)
    return found


def theme_of(cast: Cast, verb: Token, slot: str) -> str:
    """Return whose event the verb tells of, the same for all words for one; empty where unsure."""
    theme = _theme(verb, slot) if slot else None
    return cast.name(theme) if theme is not None else ""


def is_told(verb: Token) -> bool:
    """Return whether the verb says that something did happen."""
    if verb.tag_ not in _TOLD or verb.pos_ != "VERB":
        return False
    others = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "mark")}
    return not others & (_UNREAL | {"if", "unless", "whether"})


def _free(doc: Doc, first: int, last: int) -> bool:
    """Return whether the words from token ``first`` to before ``last`` open no other clause."""
    return all(
        word.lower_ not in _LINKS and word.tag_ not in _FINITE and not _BREAK.search(word.text)
        for word in doc[first:last]
    )


def _token_at(doc: Doc, offset: int) -> int | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span.start if span else None


def day_of(text: Annotated, verb: Token) -> Day | None:
    """Return the date of the verb's clause: right behind it, or at the sentence's start."""
    found = days(text.text)
    end = verb.idx + len(verb)
    at = bisect_left(found, end, key=lambda day: day.start)
    if at < len(found) and found[at].start - end <= _FURTHEST and not found[at].owns:
        last = _token_at(text.doc, found[at].start)
        if last is not None and _free(text.doc, verb.i + 1, last):
            return found[at] if found[at].lead != "of" else None
    if verb.dep_ != "ROOT":
        return None
    start = verb.sent.start_char
    at = bisect_left(found, start, key=lambda day: day.start)
    leads = at < len(found) and found[at].start <= start + 1 and found[at].end < verb.idx
    if leads and not found[at].owns and text.text[found[at].end : found[at].end + 1] in (",", " "):
        return found[at]
    return None


def dated_words(text: Annotated) -> Iterator[Token]:
    """Yield the words of the sentences that name a day, in order."""
    done = -1
    for day in days(text.text):
        first = _token_at(text.doc, day.end - 1)
        if first is not None and first >= done:
            sentence = text.doc[first].sent
            done = sentence.end
            yield from sentence


def _by_verbs(text: Annotated, cast: Cast) -> Iterator[Mention]:
    for verb in dated_words(text):
        happening = by_verb().get(verb.lemma_) if verb.tag_ in _TOLD else None
        if happening is None or not is_told(verb) or text.in_quotation(verb.idx):
            continue
        day = day_of(text, verb)
        if day is not None:
            who = theme_of(cast, verb, happening.theme)
            ends = min(verb.idx, day.start), max(verb.idx + len(verb), day.end)
            yield Mention(happening, who, day, *ends, verb)


def _day_of_noun(text: Annotated, noun: Token) -> Day | None:
    """Return the date that stands with the noun: "Monday's vote", "the vote on Monday"."""
    found = days(text.text)
    end = noun.idx + len(noun)
    at = bisect_left(found, end, key=lambda day: day.start)
    before = found[at - 1] if at else None
    if before is not None and before.owns and before.end <= noun.idx <= before.end + 12:
        first = _token_at(text.doc, before.end + 1)
        return before if first is not None and _free(text.doc, first, noun.i) else None
    behind = found[at] if at < len(found) else None
    if behind is None or behind.owns or behind.start - end > 1:
        verb = noun.head
        if noun.dep_ == "pobj" and noun.head.dep_ == "agent":
            verb = noun.head.head  # "killed by an avalanche on Thursday"
            return day_of(text, verb) if verb.lemma_ in _HARMS and is_told(verb) else None
        happens = verb.lemma_ in _HAPPENS | _HARMS and noun.dep_ in SUBJECTS
        return day_of(text, verb) if happens and is_told(verb) else None
    # the day of the vote or of what is said of the vote?
    clear = behind.lead == "of" or noun.dep_ in SUBJECTS
    return behind if clear or (behind.lead and noun.i < noun.sent.root.i) else None


def _by_nouns(text: Annotated, cast: Cast) -> Iterator[Mention]:
    for noun in dated_words(text):
        happening = by_noun().get(noun.lemma_) if noun.tag_ == "NN" else None
        if happening is None or text.in_quotation(noun.idx):
            continue
        day = _day_of_noun(text, noun)
        if day is not None:
            owner = _child(noun, "poss")
            of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
            owner = _child(of, "pobj") if of is not None else owner
            named = owner is not None and owner.ent_type_ not in ("DATE", "TIME")
            who = cast.name(owner) if named and owner is not None else ""
            ends = min(noun.idx, day.start), max(noun.idx + len(noun), day.end)
            yield Mention(happening, who, day, *ends, noun)


def mentions(text: Annotated, cast: Cast) -> list[Mention]:
    """Return what the text, in which ``cast`` appears, says happened on a day, in order."""
    found = [*_by_verbs(text, cast), *_by_nouns(text, cast)]
    return sorted(found, key=lambda mention: mention.start)
