"""Pronouns that grammar binds to a person of the other sex: "Karl Holm, herself a lawyer"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.detect.names._mentions import Mention, at, mentions
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import usualness
from mtqa.knowledge.sexes import (
    GENDERED,
    OTHER_SEX,
    PRONOUNS,
    Sex,
    sex_of_name,
    sex_of_noun,
    sex_of_title,
)
from mtqa.model import Evidence

_REFLEXIVE = re.compile(r"\b(?:him|her)self\b")
_WORD: dict[Sex, str] = {"m": "man", "f": "woman"}
_SHES = re.compile(r"\b(?:ship|vessel|boat|yacht|trans|transgender|non-?binary|drag)\b")
_SHORTEST = 4  # letters; shorter first names are those of both sexes in some language
_USUAL = 4.0  # Zipf from which shorter ones are English
_FEW = 4  # pronouns of a sex that one sentence may have
_LEAST = 2  # pronouns of the other sex, where no first name tells


def _sex(text: Annotated, person: Mention) -> Sex | None:
    """Return the sex that title or first name tell, here or where the text names all of it."""
    last = person.words[-1]
    them = [m for m in mentions(text) if m.words[-1] == last]
    firsts = {m.words[0] for m in them if len(m.words) > 1}
    if len(firsts) != 1:
        return None
    titles = {sex for m in them if (sex := sex_of_title(m.title))}
    first = next(iter(firsts))
    if len(first) < _SHORTEST and usualness(first) < _USUAL:
        return None
    named = sex_of_name(first)
    return named if titles <= {named} else None


def _name_at(text: Annotated, token: Token) -> Mention | None:
    """Return the person whom the token, or the name around it, means."""
    return at(mentions(text), token.idx)


def _subject(token: Token) -> Token | None:
    """Return the subject of the verb that the word belongs to, and its own where it has none."""
    verb = token.head
    while verb.head is not verb:
        found = [child for child in verb.children if child.dep_ in SUBJECTS]
        if found:
            return found[0]
        if verb.dep_ not in ("prep", "xcomp", "conj", "advcl", "pcomp", "dobj", "pobj"):
            return None
        verb = verb.head
    found = [child for child in verb.children if child.dep_ in SUBJECTS]
    return found[0] if found else None


def _reflexives(text: Annotated) -> Iterator[tuple[Token, Mention]]:
    """Yield "himself" and "herself" with the person right before, or the verb's own subject."""
    for match in _REFLEXIVE.finditer(text.text):
        words = text.doc.char_span(*match.span())
        if words is None or words.start == 0:
            continue
        token = words[0]
        before = token.nbor(-1)
        if before.text == "," and before.i:
            before = before.nbor(-1)
        person = _name_at(text, before)
        if person is not None and person.end == before.idx + len(before):
            yield token, person
            continue
        subject = _subject(token) if token.dep_ in ("dobj", "dative", "pobj") else None
        bound = subject is not None and subject.i < token.i and subject.head in token.ancestors
        person = _name_at(text, subject) if bound and subject is not None else None
        if person is not None and subject is not None and not list(subject.conjuncts):
            yield token, person


def _clauses(text: Annotated) -> Iterator[tuple[Token, Mention]]:
    """Yield pronouns of what somebody says of himself, and of a clause with "who" behind a name."""
    found = list(GENDERED.finditer(text.text))
    often = Counter(PRONOUNS[match[0].lower()] for match in found)
    for match in found:
        if often[PRONOUNS[match[0].lower()]] > _FEW:
            continue  # more than one sentence has
        words = text.doc.char_span(*match.span())
        if words is None or text.in_quotation(match.start()) or _REFLEXIVE.match(match[0]):
            continue
        token = words[0]
        person = _teller(text, token) or _told_of(text, token)
        if person is not None:
            yield token, person


def _teller(text: Annotated, pronoun: Token) -> Mention | None:
    """Return who opens the sentence and says something with the pronoun as subject."""
    verb = pronoun.head
    if pronoun.dep_ not in SUBJECTS or verb.dep_ != "ccomp" or verb.head.i > verb.i:
        return None
    found = [child for child in verb.head.children if child.dep_ in SUBJECTS]
    return _name_at(text, found[0]) if found and found[0].i < verb.head.i else None


def _told_of(text: Annotated, pronoun: Token) -> Mention | None:
    """Return the person of whom "who …" with the pronoun is told."""
    clause = next((token for token in pronoun.ancestors if token.dep_ == "relcl"), None)
    if clause is None or pronoun.dep_ != "poss":
        return None
    who = [child for child in clause.children if child.lower_ == "who" and child.dep_ in SUBJECTS]
    return _name_at(text, clause.head) if who else None


def _speaks_of(text: Annotated, sex: Sex, sentence: tuple[int, int]) -> bool:
    """Return whether the text has anybody of the sex outside the sentence: name, noun, pronoun."""
    start, end = sentence
    for match in GENDERED.finditer(text.text):
        if not start <= match.start() < end and PRONOUNS[match[0].lower()] == sex:
            return True
    if any(sex in (sex_of_title(m.title), sex_of_name(m.words[0])) for m in mentions(text)):
        return True
    return any(sex_of_noun(token.lemma_.lower()) == sex for token in text.doc)


def _as_spoken_of(text: Annotated, token: Token, person: Mention) -> Sex | None:
    """Return the sex of all other pronouns, where no first name tells it and the text has many."""
    if any(sex_of_name(m.words[0]) for m in mentions(text) if m.words[-1] == person.words[-1]):
        return None
    others = [
        PRONOUNS[match[0].lower()]
        for match in GENDERED.finditer(text.text)
        if match.start() != token.idx
    ]
    sexes = set(others)
    single = len(sexes) == 1 and len(others) >= _LEAST
    if not single or _speaks_of(text, PRONOUNS[token.lower_], (token.idx, token.idx + 1)):
        return None
    return sexes.pop()


def bound_pronouns(text: Annotated) -> Iterator[Hit]:
    """Yield pronouns of the other sex than the person's whom they must mean."""
    if _SHES.search(text.text):
        return
    for token, person in _reflexives(text):
        sex = PRONOUNS[token.lower_]
        known = _sex(text, person) or _as_spoken_of(text, token, person)
        if known and known != sex:
            yield _hit(text, token, person, known)
    checked: dict[Sex, bool] = {}
    for token, person in _clauses(text):
        sex = PRONOUNS[token.lower_]
        known = _sex(text, person)
        if not known or known == sex:
            continue
        sentence = (token.sent.start_char, token.sent.end_char)
        checked.setdefault(sex, _speaks_of(text, sex, sentence))
        if not checked[sex]:
            yield _hit(text, token, person, known)


def _hit(text: Annotated, token: Token, person: Mention, sex: Sex) -> Hit:
    name = text.text[person.start : person.end]
    note = f"The text speaks of {name} as of a {_WORD[sex]}."
    place = Evidence(note=note, quote=name, start=person.start, end=person.end)
    message = f"“{token}” can only mean {name}, a {_WORD[sex]}."
    return Hit(
        token.idx, token.idx + len(token), message, 0.75, (place,), OTHER_SEX.get(token.text)
    )
