"""Parts of a thing that are said to be a person's: "the house lost his roof"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.grammar._prose import columns
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.parts import is_part, part_nouns
from mtqa.knowledge.sexes import means_person
from mtqa.model import Evidence

_POSSESSIVES = {"his": {"he", "him", "his", "himself"}, "her": {"she", "her", "hers", "herself"}}
_SHES = {"ship", "aircraft"}  # a captain's plane is a she
_IN_MODEL = {"toy", "model", "miniature", "lego", "poster", "painting", "cake"}
_HAVE = {"lose", "have", "shed", "open", "close", "lower", "raise", "retract", "damage"}
_FURTHEST = 8  # tokens from the thing to the pronoun


def _is_person(token: Token) -> bool:
    if token.pos_ == "PROPN":
        return token.ent_type_ in ("PERSON", "")
    if token.tag_ == "NN":
        return means_person(token.lemma_.lower()) or "person" in classes(token.lemma_)
    return token.lower_ in {"i", "my", "me", "who", "one", "someone"}


def _is_spoken_of(words: Words, pronoun: Token) -> bool:
    """Return whether a pronoun of the same sex stands in ``words`` beside this one."""
    forms = _POSSESSIVES[pronoun.lower_]
    return any(token.lower_ in forms and token.i != pronoun.i for token in words)


def _before(sentence: Words) -> Words:
    return sentence.doc[sentence.start - 1].sent if sentence.start else sentence.doc[0:0]


def _whole_before(pronoun: Token) -> Token | None:
    """Return "truck" of "a truck on his bed" and "the truck had dents on his bumper"."""
    part = pronoun.head.lemma_
    between: list[Token] = []
    for token in reversed(pronoun.doc[max(pronoun.sent.start, pronoun.i - _FURTHEST) : pronoun.i]):
        if token.is_punct:
            return None
        # a car may stand at a man's door; with dents in his door it is that of the car
        sure = not any(word.lower_ == "with" for word in between)
        if token.pos_ == "NOUN" and is_part(part, token.lemma_.lower(), of_nothing_else=sure):
            return token
        between.append(token)
    return None


def _whole_acting(part: Token) -> Token | None:
    """Return "house" of "the house lost his roof"."""
    verb = part.head
    if part.dep_ != "dobj" or verb.lemma_ not in _HAVE:
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "NOUN" or subject.conjuncts:
        return None
    return subject if is_part(part.lemma_, subject.lemma_.lower()) else None


def _owner(pronoun: Token) -> Token | None:
    """Return the thing whose part the pronoun gives to a person."""
    part, sentence = pronoun.head, pronoun.sent
    if pronoun.dep_ != "poss" or part.lemma_ not in part_nouns():
        return None
    acting = _whole_acting(part)
    whole = acting or _whole_before(pronoun)
    if whole is None:
        return None
    if pronoun.lower_ == "her" and not _SHES.isdisjoint(classes(whole.lemma_)):
        return None
    before = _before(sentence)
    if _is_spoken_of(sentence, pronoun) or _is_spoken_of(before, pronoun):
        return None
    if any(t.lower_ in _IN_MODEL or _is_person(t) for t in sentence):
        return None
    return None if acting is not None and any(map(_is_person, before)) else whole


def parts_of_things(text: Annotated) -> Iterator[Hit]:
    """Yield "his" and "her" before a part that can only be that of the thing spoken of."""
    for at, lower in enumerate(columns(text).lower):
        if lower not in _POSSESSIVES:
            continue
        pronoun = text.doc[at]
        if (whole := _owner(pronoun)) is None:
            continue
        start, end = whole.idx, whole.idx + len(whole)
        note = f"A “{whole}” has such a part, and no man or woman is spoken of here."
        yield Hit(
            pronoun.idx,
            pronoun.idx + len(pronoun),
            f"“{pronoun} {pronoun.head}” seems to be that of the “{whole}”.",
            confidence=0.7,
            evidence=(Evidence(note=note, quote=whole.text, start=start, end=end),),
            suggestion="its" if pronoun.text.islower() else None,
        )
