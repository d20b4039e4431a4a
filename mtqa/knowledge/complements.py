"""What follows verbs and adjectives in other languages, and never in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from mtqa.knowledge.table import rows


@cache
def wrong_complements() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Return by lemma and class (``verb``, ``passive``, ``adjective``, ``noun``) what is wrong.

    That is a preposition, ``to do`` for an infinitive, ``him to do``, ``him that`` or ``him for``
    where an object comes before (``him!`` where that is a pronoun), ``that``, ``himself``, ``with a
    person``; and what English has instead.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for lemmas, kind, wrongs, instead in rows("complements.tsv"):
        for lemma in lemmas.split("|"):
            found.setdefault((lemma, kind), {}).update(dict.fromkeys(wrongs.split("|"), instead))
    return found
