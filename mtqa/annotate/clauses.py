"""What spaCy's parse says of a clause."""

from __future__ import annotations

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Dependency labels of a noun or pronoun that is the subject of its verb."""
TENSED = frozenset({"VBD", "VBP", "VBZ"})
"""Tags of verbs that have a tense."""
FINITE = TENSED | {"MD"}
"""Tags of the first word of a finite verb, the modals included."""
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
"""Tags of nouns and names."""


def subject_of(verb: Token) -> Token | None:
    """Return the head word of the verb's own subject, ``None`` where it has none."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def first_of(verb: Token) -> Token:
    """Return the first word of the verb with its auxiliaries: "has" of "has been sold"."""
    parts = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return min([verb, *parts], key=lambda token: token.i)
