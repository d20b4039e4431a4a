"""Where words of a set stand in a document, without a loop over its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from spacy.strings import get_string_id
from spacy.tokens import Doc


@lru_cache(maxsize=64)
def _ids(words: frozenset[str]) -> frozenset[int]:
    return frozenset(map(get_string_id, words))


def column(doc: Doc, attribute: str) -> Sequence[int]:
    """Return spaCy's number of an attribute of each token, ``LOWER`` or ``DEP``."""
    return cast("Sequence[int]", doc.to_array([attribute]).ravel().tolist())


def places(doc: Doc, attribute: str, words: frozenset[str]) -> list[int]:
    """Return the indices of the tokens whose attribute, ``LOWER`` or ``DEP``, is in ``words``."""
    ids = _ids(words)
    return [at for at, one in enumerate(column(doc, attribute)) if one in ids]
