"""Pronouns that can mean nobody, and pairs of pronouns in one clause that don't fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS, subject_of
from mtqa.annotate.lookup import tokens_of
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._at_odds import at_odds
from mtqa.detect.grammar._prose import is_prose
from mtqa.detect.grammar._unsaid import unsaid
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import is_given_name
from mtqa.knowledge.nouns import classes, nouns
from mtqa.knowledge.offices import country_codes
from mtqa.knowledge.sexes import PRONOUNS, Sex, means_person, sex_of_name, sex_of_noun, sex_of_title
from mtqa.knowledge.verbs import own_objects, words
from mtqa.knowledge.words import zipf
from mtqa.model import Evidence

_NUMBERED = {
    "he": "m", "she": "f", "it": "thing", "they": "all", "himself": "m", "herself": "f",
    "itself": "thing", "themselves": "all", "his": "m", "her": "f", "its": "thing",
    "their": "all", "him": "m", "them": "all",
}  # fmt: skip
_WHO = {"m": "a man", "f": "a woman", "thing": "a thing", "all": "several"}
# what people call "she" or "he" though it's no person, and words that may mean anybody
_LIVING = nouns("told-as-person")
_FIRMS = nouns("firm")
_COMMON = 4.2  # on the scale of Zipf
_LEAST = 2  # sentences before the pronoun, from which on its antecedent must have been there
_SHORTEST = 26  # tokens
_KIN = nouns("younger-kin")
_ANIMAL = nouns("has-young")
_TRAITS = nouns("virtue")
_THANK = words("thank")
_IN_CLAUSE = {"it", "itself", "himself", "herself", "themselves", "his", "her", "their"}
_TELLER = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Yy]ou|[Yy]our)\b")  # who may know who is meant
_EITHER = re.compile(r"(?i)\b(?:s?he|him|his|her)(?: ?/ ?| or | and )(?:s?he|him|his|hers?)\b")


def _of_person(token: Token) -> Sex | str | None:
    """Return the sex of the person whom the word may mean, ``x`` if unknown, ``None`` if none."""
    lower = token.lower_
    if lower in PRONOUNS:
        return PRONOUNS[lower]
    if token.pos_ == "PROPN" or token.ent_type_ == "PERSON":
        return _of_noun(lower) if _opens(token) else _of_name(token)
    if token.tag_ == "NNS" or token.pos_ in ("VERB", "AUX", "ADP", "PUNCT"):
        return None
    lemma = token.lemma_.lower()
    if lemma in _LIVING or lower in _LIVING:
        return "x"
    if token.pos_ == "NOUN":
        return _of_noun(lemma)
    # "the 79-year-old"
    old = token.pos_ == "ADJ" and token.i and token.nbor(-1).lower_ in ("the", "year", "-", "old")
    return "x" if old else None


def _of_noun(lemma: str) -> Sex | str | None:
    if lemma in _FIRMS:
        return None
    person = means_person(lemma) or not classes(lemma).isdisjoint({"person", "animal"})
    return sex_of_noun(lemma) or ("x" if person else None)


def _of_name(token: Token) -> Sex | str | None:
    kind = token.ent_type_
    if kind in ("DATE", "TIME", "LANGUAGE", "MONEY", "PERCENT") or token.tag_ == "NNPS":
        return None
    if kind in ("GPE", "LOC", "FAC"):
        if country_codes(token.text):
            return "country"
        alone = token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I"
        return sex_of_name(token.text) if token.ent_iob_ == "B" and alone else "place"
    if kind in ("ORG", "NORP", "PRODUCT", "EVENT", "LAW"):
        return "body"
    if not kind and token.i and token.nbor(-1).lower_ == "the":
        return None
    return sex_of_name(token.text) or sex_of_title(token.text) or "x"


def _opens(token: Token) -> bool:
    """Return whether a common word is taken for a name, as it opens its sentence: "Grass is"."""
    alone = token.is_sent_start and token.i + 1 < len(token.doc) and token.nbor().text.islower()
    return bool(alone) and zipf(token.lower_) > _COMMON and not is_given_name(token.text)


def _absent(text: Annotated, only: list[Token]) -> Iterator[Hit]:
    """Yield "he" where the text has spoken of nobody whom it could mean."""
    for pronoun in only:
        sentence = pronoun.sent
        before = [s for s in text.sentences if s.end <= sentence.start and len(s) > 3]
        if len(before) < _LEAST:
            continue
        sex = PRONOUNS[pronoun.lower_]
        seen = {
            kind
            # "He opened in 1932" can mean nobody who is named behind it
            for token in text.doc[: pronoun.i if pronoun.is_sent_start else sentence.end]
            if token.i != pronoun.i and token not in only and (kind := _of_person(token))
        }
        mine = {"x", sex} | ({"country"} if sex == "f" else set())
        if not seen & mine:
            yield _hit(
                pronoun,
                pronoun,
                f"The text speaks of nobody whom “{pronoun}” could mean.",
                0.7,
            )
        return  # what follows means the same


def _kind(subject: Token) -> str | None:
    """Return what kind of pronoun the subject needs in its own clause."""
    if subject.lower_ in ("he", "she", "they"):
        return _NUMBERED[subject.lower_]
    if subject.tag_ == "NNS" and not subject.conjuncts:
        return "all"
    if subject.tag_ == "NN":
        return sex_of_noun(subject.lemma_.lower())
    return None


def _subject(verb: Token) -> Token | None:
    for _ in range(4):
        subject = subject_of(verb)
        if subject is not None or verb.dep_ != "conj":
            return subject
        verb = verb.head
    return None


def _own(owner: Token) -> Hit | None:
    """Return "his" of "she began his career"."""
    noun = owner.head
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ not in ("dobj", "pobj") or verb.pos_ != "VERB":
        return None
    mine = own_objects().get(verb.lemma_, frozenset())
    subject = _subject(verb)
    if subject is None or not (noun.lower_ in mine or noun.lemma_ in mine):
        return None
    kind, other = _kind(subject), _NUMBERED[owner.lower_]
    at_odds = kind in ("m", "f") and other in ("m", "f") and kind != other
    return _clash(subject, owner, verb) if at_odds else None


def _clash(subject: Token, owner: Token, verb: Token) -> Hit:
    note = f"“{subject}” is {_WHO[_kind(subject) or 'm']}."
    place = Evidence(
        note=note, quote=subject.text, start=subject.idx, end=subject.idx + len(subject)
    )
    message = f"Behind “{verb}”, “{owner} {owner.head}” must be that of “{subject}” itself."
    return Hit(owner.idx, owner.idx + len(owner), message, confidence=0.8, evidence=(place,))


def _reflexive(token: Token) -> Hit | None:
    """Return "himself would pay", "the girl hurt himself"."""
    if token.is_sent_start and token.nbor().tag_ in ("MD", "VBD", "VBZ") and is_prose(token.sent):
        return _hit(token, token.nbor(), f"“{token}” can't be a subject.", 0.8)
    verb = token.head
    if token.dep_ != "dobj" or token.i != verb.i + 1 or not is_prose(token.sent):
        return None
    if verb.pos_ != "VERB" or verb.dep_ in ("xcomp", "acl", "ccomp"):
        return None
    subject = subject_of(verb)
    if subject is None or subject.conjuncts:
        return None
    kind, own = _kind(subject), _NUMBERED[token.lower_]
    other = kind in ("m", "f") and own not in (kind, "all")
    fewer = kind == "all" and own in ("m", "f", "thing")
    return _clash_itself(subject, token) if other or fewer else None


def _clash_itself(subject: Token, token: Token) -> Hit:
    place = Evidence(
        note="The subject of the same clause.",
        quote=subject.text,
        start=subject.idx,
        end=subject.idx + len(subject),
    )
    message = f"“{token}” must mean “{subject}”, and doesn't fit it."
    return Hit(token.idx, token.idx + len(token), message, confidence=0.8, evidence=(place,))


def _it(token: Token) -> Hit | None:
    """Return "it" of "it has a daughter", where the text speaks of no animal."""
    verb = token.head
    if token.dep_ not in SUBJECTS or verb.lemma_ not in ("have", "marry", "divorce"):
        return None
    noun = next((c for c in verb.children if c.dep_ == "dobj"), None)
    kin = noun is not None and noun.lemma_ in _KIN and verb.lemma_ == "have"
    owned = kin and noun is not None and any(c.tag_ in ("DT", "CD") for c in noun.children)
    married = verb.lemma_ != "have" and any(c.dep_ == "auxpass" for c in verb.children)
    if not (owned or married) or any(t.lemma_.lower() in _ANIMAL for t in token.doc):
        return None
    return _hit(token, token, "Only a person has such kin; “it” means a thing.", 0.75)


def _thanked(whose: Token) -> Hit | None:
    """Return "him for their" of "thanked him for their presence of mind"."""
    verb, whom, link = whose.doc[whose.i - 3 : whose.i]
    one, other = _NUMBERED.get(whom.lower_), _NUMBERED[whose.lower_]
    if link.lower_ != "for" or whom.tag_ != "PRP" or verb.lemma_ not in _THANK:
        return None
    if one in (None, other) or whose.nbor().lemma_ not in _TRAITS:
        return None
    message = f"“{whom}” and “{whose}” must mean the same, and don't fit each other."
    return _hit(whom, whose, message, 0.75)


def _in_clause(token: Token) -> Hit | None:
    """Return what is wrong with the pronoun inside its own clause."""
    lower = token.lower_
    if lower == "it":
        return _it(token)
    if lower in ("himself", "herself", "itself", "themselves"):
        return _reflexive(token)
    if token.tag_ != "PRP$":
        return None
    return _own(token) or (_thanked(token) if token.i > 2 else None)


def _hit(first: Token, last: Token, message: str, confidence: float) -> Hit:
    return Hit(first.idx, last.idx + len(last), message, confidence=confidence)


def nobody_meant(text: Annotated) -> Iterator[Hit]:
    """Yield pronouns without anybody to mean, and those at odds with their own clause."""
    if is_talk(text):
        return
    for token in tokens_of(text.doc, _IN_CLAUSE):
        if token.i + 1 < len(text.doc) and not text.in_quotation(token.idx):
            hit = _in_clause(token)
            if hit is not None:
                yield hit
    yield from unsaid(text)
    either = _EITHER.search(text.text)
    spoken = [t for t in tokens_of(text.doc, PRONOUNS) if not text.in_quotation(t.idx)]
    yield from at_odds(text, [] if either else spoken)
    if len(text.doc) < _SHORTEST or either:
        return
    if any(not text.in_quotation(match.start()) for match in _TELLER.finditer(text.text)):
        return
    for sex in ("m", "f"):
        yield from _absent(text, [t for t in spoken if PRONOUNS[t.lower_] == sex])
