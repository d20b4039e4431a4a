"""Pronouns that can mean nobody, and pairs of pronouns in one clause that don't fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.offices import country_codes
from mtqa.knowledge.sexes import Sex, means_person, sex_of_name, sex_of_noun, sex_of_title
from mtqa.model import Evidence

_SEXES: dict[str, Sex] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_NUMBERED = {
    "he": "m", "she": "f", "it": "thing", "they": "all", "himself": "m", "herself": "f",
    "itself": "thing", "themselves": "all", "his": "m", "her": "f", "its": "thing",
    "their": "all", "him": "m", "them": "all",
}  # fmt: skip
_WHO = {"m": "a man", "f": "a woman", "thing": "a thing", "all": "several"}
# what people call "she" or "he" though it's no person, and words that may mean anybody
_LIVING = {
    "ship", "vessel", "yacht", "frigate", "country", "nation", "moon", "sea", "church", "boat",
    "earth", "nature", "god", "heart", "soul", "who", "whoever", "anyone",
    "someone", "everyone", "nobody", "everybody", "somebody", "one", "head", "duo", "couple",
    "figure", "face", "voice", "body", "corpse", "skeleton", "star", "statue", "portrait",
    "hurricane", "character", "hero", "monarch", "another", "i", "me", "my", "we", "you", "mine",
    "each", "either", "none", "winner", "name", "spirit", "ghost", "devil",
}  # fmt: skip
_FIRMS = {
    "model", "manufacturer", "producer", "supplier", "carmaker", "operator", "provider", "retailer",
    "insurer", "lender", "maker", "developer", "brewer", "publisher", "employer", "broadcaster",
    "distributor", "giant", "competitor", "carrier", "competition", "brand", "importer",
}  # fmt: skip
_LEAST = 2  # sentences before the pronoun, from which on its antecedent must have been there
_SHORTEST = 35  # tokens
# what a subject does with his own and nobody else's
_OWN = {
    "begin": {"career", "studies", "training", "apprenticeship", "life", "journalism"},
    "start": {"career", "studies", "training", "apprenticeship"},
    "end": {"career"},
    "finish": {"career", "studies", "training", "apprenticeship"},
    "continue": {"studies", "training"},
    "resume": {"studies", "training"},
    "pursue": {"studies", "career"},
    "complete": {"studies", "apprenticeship", "doctorate", "training"},
    "spend": {"childhood", "youth", "life", "holidays", "retirement", "honeymoon", "evenings"},
    "lose": {"temper", "balance", "footing", "consciousness", "nerve", "way", "patience", "job"},
    "make": {"debut", "way", "living", "fortune", "comeback"},
    "earn": {"living", "doctorate", "degree"},
    "receive": {"doctorate", "degree"},
    "nod": {"head"},
    "hold": {"breath"},
    "change": {"mind"},
    "serve": {"sentence"},
    "clear": {"throat"},
    "announce": {"candidacy", "resignation", "retirement"},
    "do": {"best", "homework"},
    "try": {"luck", "best"},
    "crane": {"neck"},
    "shrug": {"shoulders"},
}
_KIN = {
    "daughter", "son", "wife", "husband", "grandchild", "granddaughter", "grandson", "fiancé",
    "fiancée", "girlfriend", "boyfriend", "stepson", "stepdaughter", "nephew", "niece",
}  # fmt: skip
_ANIMAL = {
    "animal", "bear", "dog", "cat", "elephant", "zoo", "horse", "panda", "wolf", "lion", "tiger",
    "gorilla", "whale", "cub", "bird", "company", "firm", "family", "couple", "brand", "group",
}  # fmt: skip
_TRAITS = {
    "courage", "bravery", "patience", "honesty", "generosity", "kindness", "presence", "calm",
    "loyalty", "dedication", "commitment", "modesty", "foresight", "vigilance", "persistence",
    "alertness", "selflessness", "swiftness", "quick", "hard", "politeness", "composure",
}  # fmt: skip
_THANK = {
    "thank", "praise", "congratulate", "honour", "honor", "commend", "admire", "reward", "applaud",
    "respect", "criticise", "criticize", "blame", "envy", "salute",
}  # fmt: skip
_SUBJECTS = {"nsubj", "nsubjpass"}
_EITHER = re.compile(r"(?i)\b(?:s?he|him|his|her)(?: ?/ ?| or | and )(?:s?he|him|his|hers?)\b")


def _of_person(token: Token) -> Sex | str | None:
    """Return the sex of the person whom the word may mean, ``x`` if unknown, ``None`` if none."""
    lower = token.lower_
    if lower in _SEXES:
        return _SEXES[lower]
    if token.pos_ == "PROPN" or token.ent_type_ == "PERSON":
        return _of_name(token)
    if token.tag_ == "NNS" or token.pos_ in ("VERB", "AUX", "ADP", "PUNCT"):
        return None
    lemma = token.lemma_.lower()
    if lemma in _LIVING or lower in _LIVING:
        return "x"
    if token.pos_ == "NOUN" and lemma not in _FIRMS:
        if sex := sex_of_noun(lemma):
            return sex
        if means_person(lemma) or "person" in classes(lemma) or "animal" in classes(lemma):
            return "x"
    if token.pos_ == "ADJ" and token.i and token.nbor(-1).lower_ in ("the", "year", "-", "old"):
        return "x"  # "the 79-year-old"
    return None


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


def _absent(text: Annotated, only: list[Token]) -> Iterator[Hit]:
    """Yield "he" where the text has spoken of nobody whom it could mean."""
    for pronoun in only:
        sentence = pronoun.sent
        before = [s for s in text.sentences if s.end <= sentence.start and len(s) > 3]
        if len(before) < _LEAST:
            continue
        sex = _SEXES[pronoun.lower_]
        seen = {
            kind
            for token in text.doc[: sentence.end]
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


def _possessed(verb: Token) -> Iterator[Token]:
    """Yield what the verb's object is owned by, in the words of the text."""
    nouns = [child for child in verb.children if child.dep_ in ("dobj", "pobj")]
    for noun in nouns:
        if noun.lower_ in _OWN.get(verb.lemma_, ()) or noun.lemma_ in _OWN.get(verb.lemma_, ()):
            yield from (child for child in noun.children if child.dep_ == "poss")


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
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if subject is not None or verb.dep_ != "conj":
            return subject
        verb = verb.head
    return None


def _own(text: Annotated) -> Iterator[Hit]:
    """Yield "she began his career", "the girl hurt himself"."""
    for token in text.doc:
        lower = token.lower_
        if lower in ("himself", "herself", "themselves"):
            yield from _reflexive(text, token)
        elif token.pos_ == "VERB" and token.lemma_ in _OWN:
            subject = _subject(token)
            kind = _kind(subject) if subject is not None else None
            for owner in _possessed(token):
                other = _NUMBERED.get(owner.lower_)
                if kind in ("m", "f") and other in ("m", "f") and kind != other and subject:
                    if not text.in_quotation(owner.idx):
                        yield _clash(subject, owner, token)


def _clash(subject: Token, owner: Token, verb: Token) -> Hit:
    note = f"“{subject}” is {_WHO[_kind(subject) or 'm']}."
    place = Evidence(
        note=note, quote=subject.text, start=subject.idx, end=subject.idx + len(subject)
    )
    message = f"Behind “{verb}”, “{owner} {owner.head}” must be that of “{subject}” itself."
    return Hit(owner.idx, owner.idx + len(owner), message, confidence=0.8, evidence=(place,))


def _reflexive(text: Annotated, token: Token) -> Iterator[Hit]:
    if text.in_quotation(token.idx):
        return
    first = token.is_sent_start or (token.i > 1 and token.nbor(-1).text in ('"', "“"))
    if first and token.i + 1 < len(token.doc) and token.nbor().tag_ in ("MD", "VBD", "VBZ"):
        yield _hit(token, token.nbor(), f"“{token}” can't be a subject.", 0.8)
        return
    verb = token.head
    if token.dep_ == "pobj" and verb.dep_ == "prep":
        verb = verb.head
    elif token.dep_ != "dobj" or token.i != verb.i + 1:
        return
    if verb.pos_ != "VERB" or verb.dep_ in ("xcomp", "acl", "ccomp"):
        return
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.conjuncts:
        return
    kind, own = _kind(subject), _NUMBERED[token.lower_]
    if (kind in ("m", "f") and kind != own and own != "all") or (
        kind == "all" and own in ("m", "f") and subject.lower_ in ("they",)
    ):
        yield _clash_itself(subject, token)


def _clash_itself(subject: Token, token: Token) -> Hit:
    place = Evidence(
        note="The subject of the same clause.",
        quote=subject.text,
        start=subject.idx,
        end=subject.idx + len(subject),
    )
    message = f"“{token}” must mean “{subject}”, and doesn't fit it."
    return Hit(token.idx, token.idx + len(token), message, confidence=0.8, evidence=(place,))


def _it(text: Annotated) -> Iterator[Hit]:
    """Yield "it has a daughter", where the text speaks of no animal."""
    for token in text.doc[:-3]:
        if token.lower_ != "it" or token.dep_ not in _SUBJECTS or text.in_quotation(token.idx):
            continue
        verb = token.head
        noun = next((c for c in verb.children if c.dep_ == "dobj"), None)
        kin = verb.lemma_ == "have" and noun is not None and noun.lemma_ in _KIN
        owned = kin and noun is not None and any(c.tag_ in ("DT", "CD") for c in noun.children)
        married = verb.lemma_ in ("marry", "divorce") and any(
            child.dep_ == "auxpass" or child.tag_ == "VBZ" for child in verb.children
        )
        if (owned or married) and not any(t.lemma_.lower() in _ANIMAL for t in text.doc):
            yield _hit(token, token, "Only a person has such kin; “it” means a thing.", 0.75)


def _thanked(text: Annotated) -> Iterator[Hit]:
    """Yield "thanked him for their presence of mind"."""
    for token in text.doc[:-4]:
        if token.lemma_ not in _THANK or token.pos_ != "VERB":
            continue
        whom, link, whose, what = text.doc[token.i + 1 : token.i + 5]
        one, other = _NUMBERED.get(whom.lower_), _NUMBERED.get(whose.lower_)
        if whom.tag_ != "PRP" or whose.tag_ != "PRP$" or link.lower_ != "for":
            continue
        if one and other and one != other and what.lemma_ in _TRAITS:
            if not text.in_quotation(token.idx):
                message = f"“{whom}” and “{whose}” must mean the same, and don't fit each other."
                yield _hit(whom, whose, message, 0.75)


def _hit(first: Token, last: Token, message: str, confidence: float) -> Hit:
    return Hit(first.idx, last.idx + len(last), message, confidence=confidence)


def nobody_meant(text: Annotated) -> Iterator[Hit]:
    """Yield pronouns without anybody to mean, and those at odds with their own clause."""
    if is_talk(text):
        return
    yield from _own(text)
    yield from _it(text)
    yield from _thanked(text)
    if len(text.doc) < _SHORTEST or _EITHER.search(text.text):
        return
    spoken = [t for t in text.doc if t.lower_ in _SEXES and not text.in_quotation(t.idx)]
    for sex in ("m", "f"):
        yield from _absent(text, [t for t in spoken if _SEXES[t.lower_] == sex])
