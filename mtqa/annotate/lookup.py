"""Where words of a set stand in a document, found without a look at each token."""

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


def column(doc: Doc, attribute: str) -> NDArray[np.uint64]:
    """Return spaCy's number of an attribute of each token, ``LOWER``, ``ORTH`` or ``DEP``."""
    return np.asarray(doc.to_array([attribute])).astype(np.uint64).ravel()


def places(doc: Doc, attribute: str, words: Iterable[str]) -> list[int]:
    """Return the indices of the tokens whose attribute, see ``column``, is in ``words``."""
    found: list[int] = np.flatnonzero(
        np.isin(column(doc, attribute), _ids(frozenset(words)))
    ).tolist()
    return found


def tokens_of(doc: Doc, words: Iterable[str]) -> list[Token]:
    """Return the tokens that are one of ``words`` in lower case, in order."""
    return [doc[at] for at in places(doc, "LOWER", words)]


def tokens_with_role(doc: Doc, roles: Iterable[str]) -> list[Token]:
    """Return the tokens that have one of the syntactic ``roles``, such as "nsubj", in order."""
    return [doc[at] for at in places(doc, "DEP", roles)]
