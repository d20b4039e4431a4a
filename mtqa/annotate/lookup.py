"""Tokens by their words, found without a look at each token of a text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token


@lru_cache(maxsize=64)
def _ids(words: frozenset[str]) -> NDArray[np.uint64]:
    return np.array(sorted(map(get_string_id, words)), dtype=np.uint64)


def _where(doc: Doc, attribute: str, words: Iterable[str]) -> list[Token]:
    found = np.isin(doc.to_array([attribute]).astype(np.uint64).ravel(), _ids(frozenset(words)))
    return [doc[int(at)] for at in np.flatnonzero(found)]


def tokens_of(doc: Doc, words: Iterable[str]) -> list[Token]:
    """Return the tokens that are one of ``words`` in lower case, in order."""
    return _where(doc, "LOWER", words)


def tokens_with_role(doc: Doc, roles: Iterable[str]) -> list[Token]:
    """Return the tokens that have one of the syntactic ``roles``, such as "nsubj", in order."""
    return _where(doc, "DEP", roles)
