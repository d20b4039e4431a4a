"""Attributes of people given to things. Documented beside, in misplaced_attribute.md."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.attributes import Attribute, attributes, bearer_classes


def _bearer(word: Token, attribute: Attribute) -> Token | None:
    """Return the noun that has the attribute, where the sentence says so plainly."""
    if attribute.where == "before":
        noun = word.head
        near = word.dep_ == "amod" and 0 < noun.i - word.i <= 3
        return noun if near and noun.dep_ != "compound" else None
    preposition = word.head
    if word.dep_ != "pobj" or preposition.lower_ != attribute.where:
        return None
    if not _is_told(word, attribute.where):
        return None
    return preposition.nbor(-1) if preposition.i else None


def _is_told(word: Token, where: str) -> bool:
    """Return whether a people goes before ("Afghan citizenship"), or a figure behind."""
    if where == "of":
        before = word.nbor(-1)
        return before.text[0].isupper() and before.dep_ in ("amod", "compound", "nmod")
    return any(
        token.like_num for child in word.children if child.lower_ == "of" for token in child.subtree
    )


def _hit(word: Token, noun: Token, attribute: Attribute) -> Hit:
    first, last = sorted((word, noun), key=lambda token: token.i)
    return Hit(
        first.idx,
        last.idx + len(last),
        f"Only {attribute.needs} can be said to have this: “{word}” does not go with “{noun}”.",
        attribute.confidence,
    )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "government of Afghan citizenship", "a married building"."""
    table = attributes()
    for word in text.doc:
        attribute = table.get(word.lower_)
        if attribute is None or (noun := _bearer(word, attribute)) is None:
            continue
        common = noun.tag_ in ("NN", "NNS") and noun.text.islower()
        if common and bearer_classes(noun.lemma_) & attribute.wrong:
            yield _hit(word, noun, attribute)
