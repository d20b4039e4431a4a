"""A noun that returns inside its own phrase. Documented beside, in repeated_head.md."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes

_PREPOSITIONS = {"of", "in", "at"}
_BESIDE = {"near", "around"}  # a house may stand near a house
_PLACES = {"area", "place", "region", "zone", "location", "spot", "site"}
# villages may lie near a village, houses around a house
_STANDS_APART = {
    "village", "town", "city", "house", "home", "street", "road", "island", "lake", "river",
    "country", "state", "mountain", "tree", "star", "planet", "table", "person", "people", "cell",
    "hill", "valley", "farm", "beach", "point", "line", "room", "circle", "ring", "galaxy",
}  # fmt: skip
# a place within a thing or a measure of it, and part of a compound for another thing
_WITHIN = {"centre", "center", "side", "end", "rate"}
_FURTHEST = 5  # tokens from the one noun to the other
_VAGUE = {"a", "an", "another", "each", "every", "any", "some"}


def _object(preposition: Token) -> Token | None:
    return next((child for child in preposition.rights if child.dep_ == "pobj"), None)


def _is_same(noun: Token, again: Token) -> bool:
    if again.lemma_ != noun.lemma_ or not again.text.islower() or not again.tag_.startswith("NN"):
        return False
    between = noun.doc[noun.i + 1 : again.i]
    return len(between) < _FURTHEST and not any(
        t.pos_ in ("CCONJ", "NUM") or t.text == "," for t in between
    )


def _is_phrase(noun: Token, preposition: Token, again: Token) -> bool:
    """Return whether the repetition means something: one of many, someone's, a set phrase."""
    if any(child.dep_ == "relcl" for one in (noun, again) for child in one.rights):
        return True  # "a copy of the copy that he had bought"
    before = [
        child for child in again.lefts if child.dep_ in ("amod", "compound", "nmod", "det", "poss")
    ]
    if any(child.dep_ == "poss" or child.pos_ == "PROPN" for child in before):
        return True
    if noun.tag_ == "NN" and again.tag_ == "NNS":
        return not before or before[0].dep_ == "det"  # "song of songs", "the film of the films"
    if noun.lemma_ in _WITHIN and any(child.dep_ == "compound" for child in before):
        return True  # "the centre of the shopping centre", "the growth rate of the birth rate"
    if before:
        return before[0].lower_ in _VAGUE
    return preposition.lower_ != "of" or again.lower_ != noun.lower_


def _goes_on(again: Token) -> bool:
    """Return whether more nouns may follow that make the phrase another one."""
    if again.i + 1 == len(again.doc):
        return False
    after = again.nbor()
    if after.pos_ == "CCONJ" and after.i + 1 < len(after.doc):
        after = after.nbor()
    return after.pos_ in ("NOUN", "PROPN") or after.text[0] in "-/'’"


def _are_beside_one(noun: Token, again: Token) -> bool:
    """Return whether things lie near one of them: "offices near the office"."""
    one = again.tag_ == "NN" and any(child.lower_ == "the" for child in again.lefts)
    return noun.tag_ == "NNS" and one and noun.lemma_ not in _STANDS_APART


def _returns(preposition: Token) -> tuple[Token, Token] | None:
    """Return the noun before the preposition and the same one behind it."""
    noun, again = preposition.nbor(-1), _object(preposition)
    if again is None or noun.pos_ != "NOUN" or not noun.text.islower():
        return None
    place, beside = noun.lemma_ in _PLACES, preposition.lower_ in _BESIDE
    if beside and not place and not _are_beside_one(noun, again):
        return None
    if place and preposition.lower_ == "in":
        return None
    if "frame" in classes(noun.lemma_) or not _is_same(noun, again):
        return None
    if _is_phrase(noun, preposition, again) or _goes_on(again):
        return None
    return noun, again


def find(text: Annotated) -> Iterator[Hit]:
    """Yield phrases such as "areas near the shopping area" and "window of the window"."""
    for preposition in text.doc:
        if preposition.lower_ not in _PREPOSITIONS | _BESIDE or not preposition.i:
            continue
        if (found := _returns(preposition)) is not None:
            noun, again = found
            exact = again.lower_ == noun.lower_ and preposition.lower_ == "of"
            yield Hit(
                noun.idx,
                again.idx + len(again),
                f"“{noun}” returns inside its own phrase.",
                confidence=0.85 if exact else 0.75,
            )
