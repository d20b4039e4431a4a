"""Who is he or she in a whole text: a pronoun of the other sex that nobody else can be."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.annotate.lookup import tokens_of
from mtqa.detect.names._mentions import Mention, at, mentions
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import fold
from mtqa.knowledge.sexes import (
    OTHER_SEX,
    PRONOUNS,
    Sex,
    means_person,
    sex_of_name,
    sex_of_noun,
    sex_of_title,
)
from mtqa.model import Evidence

_SHES = frozenset({"ship", "vessel", "boat", "yacht", "nation", "country", "horse", "dog", "cat"})
_PERSONS = frozenset({"someone", "somebody", "anyone", "anybody", "everyone", "one", "whoever"})
_NOBODY = frozenset({"nobody", "anyone", "anybody", "everyone", "everybody"})
_LEAST = 2  # pronouns or titles that show a person's sex, where the first name doesn't
_FEW = 3  # pronouns of a sex of which nobody is spoken of
_BACK = 2  # sentences before the pronoun in which another antecedent may stand


class _Text:
    """The pronouns, names and nouns for people of a text, in order."""

    def __init__(self, text: Annotated, pronouns: list[Token]) -> None:
        self.text = text
        self.pronouns = pronouns
        self.counts = Counter(PRONOUNS[token.lower_] for token in pronouns)
        self.names = sorted((*mentions(text), *_surnames(text)))
        self._starts = [sentence.start_char for sentence in text.sentences]
        self._nouns = [token for token in text.doc if _means_somebody(token)]
        firsts = {m.words[-1]: m.words[0] for m in reversed(self.names) if len(m.words) > 1}
        self._sexes = {last: sex_of_name(first) for last, first in firsts.items()}

    def sex(self, name: Mention) -> Sex | None:
        """Return the sex that the title or first name of the person tells."""
        return sex_of_title(name.title) or self._sexes.get(name.words[-1])

    def odd(self) -> Iterator[Token]:
        """Yield pronouns of a sex that the text hardly speaks of."""
        for token in self.pronouns:
            if self.counts[PRONOUNS[token.lower_]] <= _FEW:
                yield token

    def subject(self, pronoun: Token) -> Mention | None:
        """Return the person of the other sex whom the pronoun must mean."""
        index = max(0, bisect_right(self._starts, pronoun.idx) - 1)
        own, back = self._starts[index], self._starts[max(0, index - _BACK)]
        before = [m for m in self.names if m.start < pronoun.idx]
        near = [m for m in before if m.start >= own]
        if not near or len({m.words[-1] for m in near}) > 1 or not self._is_subject(near[-1]):
            return None
        if self._is_object_of(pronoun, near[-1]):
            return None
        said = self._starts[max(0, index - 1)]
        person, sex = near[-1], PRONOUNS[pronoun.lower_]
        others = [m for m in before if m.words[-1] != person.words[-1]]
        if any(self.sex(m) == sex or (not self.sex(m) and m.start >= back) for m in others):
            return None
        if any(self._may_be_meant(noun, pronoun, person, said) for noun in self._nouns):
            return None
        return person if self._is_of_other_sex(person, sex) else None

    def _is_subject(self, name: Mention) -> bool:
        span = self.text.doc.char_span(name.start, name.end, alignment_mode="expand")
        return span is not None and span.root.dep_ in SUBJECTS

    def _is_of_other_sex(self, person: Mention, sex: Sex) -> bool:
        known = self.sex(person)
        other: Sex = "f" if sex == "m" else "m"
        titled = any(
            m.words[-1] == person.words[-1] and sex_of_title(m.title) == sex for m in self.names
        )
        shown = not known and self.counts[sex] == 1 and self.counts[other] > _LEAST
        return not titled and (known == other or shown)

    def _is_named(self, noun: Token) -> bool:
        """Return whether a name stands in or right behind the noun: "the actor Bernard Loftus"."""
        ends = noun.idx + len(noun)
        return any(
            m.start <= noun.idx < m.end or 0 < m.title_start - ends <= _BACK for m in self.names
        )

    def _is_object_of(self, pronoun: Token, person: Mention) -> bool:
        """Return whether grammar keeps the pronoun from meaning the person: "Weiss thanked him"."""
        verb = pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
        return pronoun.dep_ in ("dobj", "dative", "pobj") and any(
            child.dep_ in SUBJECTS and person.start <= child.idx < person.end
            for child in verb.children
        )

    def _may_be_meant(self, noun: Token, pronoun: Token, person: Mention, near: int) -> bool:
        """Return whether the pronoun may mean whom ``noun`` means."""
        if noun.idx > pronoun.idx:
            return False
        sex = sex_of_noun(noun.lemma_.lower())
        if sex == PRONOUNS[pronoun.lower_] or noun.lemma_ in _SHES:
            return True
        if sex is not None or noun.idx < near or noun.lower_ in _NOBODY:
            return False
        named = self._is_named(noun)
        itself = pronoun.dep_ in ("dobj", "dative") and noun.head == pronoun.head
        return not named and not (itself and noun.dep_ in SUBJECTS)


def _surnames(text: Annotated) -> Iterator[Mention]:
    """Yield the surnames of full names that stand by themselves and the model overlooks."""
    found = mentions(text)
    for last in {text.text[m.start : m.end].split()[-1] for m in found if len(m.words) > 1}:
        for match in re.finditer(rf"(?<![\w-]){re.escape(last)}(?![\w-])", text.text):
            if at(found, match.start()) is None:
                yield Mention(match.start(), match.end(), "", match.start(), (fold(last),))


def _means_somebody(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PRON") or token.tag_ in ("NNS", "PRP", "PRP$"):
        return False
    lemma = token.lemma_.lower()
    return lemma in _SHES or lemma in _PERSONS or means_person(lemma)


def _pronouns(text: Annotated) -> list[Token]:
    return [token for token in tokens_of(text.doc, PRONOUNS) if not text.in_quotation(token.idx)]


def _is_both(pronouns: Sequence[Token]) -> bool:
    """Return whether the text says "he or she" somewhere."""
    return any(
        second.i - first.i <= _BACK and PRONOUNS[first.lower_] != PRONOUNS[second.lower_]
        for first, second in pairwise(pronouns)
    )


def odd_pronouns(text: Annotated) -> Iterator[Hit]:
    """Yield "he" in a text about Sophie Garancher, who is "she" elsewhere and the only subject."""
    pronouns = _pronouns(text)
    counts = Counter(PRONOUNS[token.lower_] for token in pronouns).values()
    if not pronouns or min(counts) > _FEW or not mentions(text) or _is_both(pronouns):
        return
    people = _Text(text, pronouns)
    for pronoun in people.odd():
        person = people.subject(pronoun)
        if person is None:
            continue
        sex = PRONOUNS[pronoun.lower_]
        others = (t for t in pronouns if PRONOUNS[t.lower_] != sex)
        place = next(((t.idx, t.idx + len(t)) for t in others), (person.start, person.end))
        name, quote = text.text[person.start : person.end], text.text[slice(*place)]
        note = "The text speaks of nobody else who could be meant."
        yield Hit(
            pronoun.idx,
            pronoun.idx + len(pronoun),
            f"“{pronoun}” can only mean {name}, a {'man' if sex == 'f' else 'woman'}.",
            0.8,
            (Evidence(note=note, quote=quote, start=place[0], end=place[1]),),
            OTHER_SEX.get(pronoun.text),
        )
