"""Things that speak. Documented beside, in speaking_thing.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import TENSED
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.speech import speechless
from mtqa.knowledge.verbs import words
from mtqa.model import Evidence

_THINGS = {"vehicle", "furniture", "food", "drink", "weapon", "tool", "way", "fitting", "container"}
_SHOWN = {"vehicle", "container", "tool", "fitting"}  # "the bottle said that", by its label
_MET = {"bench", "chair", "bar", "board", "bureau", "street", "throne", "table", "cabinet", "stand"}
_MADE = {"compound", "amod", "nmod", "poss", "prep", "relcl", "acl", "appos", "conj", "nummod"}
_DEICTIC = {"this", "last", "next", "that", "each", "every", "one", "same", "earlier", "later"}
_FACT = "mtqa’s tables of nouns"
_OPEN = re.compile(r"[:,]?\s*[\"“«„]")
_CLOSED = re.compile(r"[,!?.]\s*[\"”»]\s*(?:[Tt]he\s+)?\Z|[\"”»]\s*,?\s*(?:[Tt]he\s+)?\Z")


def _kind(noun: Token) -> str:
    """Return what kind of thing ``noun`` is where it can't speak, or ``""``."""
    lemma = noun.lemma_.lower()
    if noun.tag_ not in ("NN", "NNS") or not noun.text.islower() or noun.ent_type_ == "PERSON":
        return ""
    if lemma in _MET or any(child.dep_ in _MADE for child in noun.children):
        return ""
    return speechless().get(lemma) or next(iter(sorted(classes(lemma) & _THINGS)), "")


def _begins(noun: Token) -> bool:
    """Return whether a clause begins with the noun and its article alone."""
    first = noun.left_edge
    if noun.i - first.i > 1 or first.lower_ in _DEICTIC:
        return False
    if first.is_sent_start:
        return True
    before = first.nbor(-1)
    return before.is_punct or before.pos_ in ("CCONJ", "SCONJ")


def _stated(text: Annotated, verb: Token, noun: Token) -> bool:
    """Return whether words are given: a clause with a subject of its own, or a quotation."""
    end = verb.idx + len(verb)
    if _OPEN.match(text.text, end):
        return True
    if _CLOSED.search(text.text[max(0, noun.left_edge.idx - 4) : noun.left_edge.idx]):
        return True
    return any(
        clause.dep_ == "ccomp"
        and (clause.i > verb.i or noun.left_edge.nbor(-1).text == ",")
        and any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in clause.children)
        for clause in verb.children
    )


def _to_somebody(verb: Token) -> bool:
    return any(
        child.dep_ in ("dobj", "dative")
        and (child.lemma_.lower() in words("press") or child.ent_type_ in ("PERSON", "ORG"))
        for child in verb.children
    )


def _can(verb: Token, kind: str) -> bool:
    """Return whether a label or the like of that kind may be said to say so."""
    return verb.lemma_ == "say" and kind in _SHOWN


def _speaks(text: Annotated, verb: Token) -> Token | None:
    """Return the thing that says something by ``verb``."""
    if verb.tag_ not in TENSED or verb.lemma_ not in words("assert"):
        return None
    if any(child.dep_ in ("aux", "neg", "auxpass") for child in verb.children):
        return None
    noun = verb.doc[verb.i - 1] if verb.i else verb
    if noun.dep_ != "nsubj" or noun.head != verb or not (kind := _kind(noun)):
        return None
    if not _begins(noun) or _can(verb, kind) or text.in_quotation(verb.idx):
        return None
    told = verb.lemma_ == "tell"
    return noun if (_to_somebody(verb) if told else _stated(text, verb, noun)) else None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "the ages said": a thing as the subject of a verb that only people are that of."""
    for verb in text.doc:
        noun = _speaks(text, verb)
        if noun is None:
            continue
        first = noun.left_edge
        yield Hit(
            first.idx,
            verb.idx + len(verb),
            f"“{noun}” is no one who could have said this;"
            " a name or a person may have been translated as a word.",
            confidence=0.7,
            evidence=(Evidence(note=f"“{noun}” is a word for no person or body.", source=_FACT),),
        )
