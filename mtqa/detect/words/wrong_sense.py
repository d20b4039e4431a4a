"""A word from another domain than its sentence. Documented beside, in wrong_sense.md."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.senses import WrongSense, wrong_senses

_NEAR = 5  # tokens on each side that show what a word is said of
_KINDS = {"NOUN", "ADJ", "VERB"}


def _beside(word: Token, sense: WrongSense) -> Token | None:
    """Return the word close by that shows the domain, where nothing speaks against it."""
    sentence = word.sent
    if not sense.unless.isdisjoint(token.lower_ for token in sentence):
        return None
    start, end = max(sentence.start, word.i - _NEAR), min(sentence.end, word.i + _NEAR + 1)
    near = (t for t in word.doc[start:end] if t.lower_ in sense.near and t.i != word.i)
    return min(near, key=lambda token: abs(token.i - word.i), default=None)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield words that name something of another domain: people "wounded" by a virus."""
    senses = wrong_senses()
    for word in text.doc:
        if word.text not in senses or word.pos_ not in _KINDS:
            continue
        for sense in senses[word.text]:
            if (shown := _beside(word, sense)) is not None:
                why = f"Beside “{shown}”, “{word}” seems to stand for “{sense.meant}”."
                yield Hit(word.idx, word.idx + len(word), why, sense.confidence)
                break
