"""Infinitives where a participle or finite form must be: "was adopt", "they says", "he want"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.grammar._prose import columns, is_prose
from mtqa.detect.rule import Hit
from mtqa.knowledge.verbs import base_forms
from mtqa.knowledge.words import zipf

_BE = {"is", "are", "was", "were", "been", "being", "be"}
_HAVE = {"has", "have", "had"}
_DO = {"did", "does"}
_MODALS = {"can", "could", "cannot", "must", "should", "would", "may", "might", "will", "shall"}
_BEFORE = _BE | _HAVE | _DO | _MODALS
_BETWEEN = {"not", "also", "already", "now", "never", "recently", "only", "since", "still", "later"}
# their participle has the same form
_SAME = {"become", "overcome"}
# "all he did was remain", "the first step is provide help"
_CLEFT = re.compile(
    r"\b(?:what\w*|all|things?|everything|anything|something|nothing|way|best|only|first|next"
    r"|step|goal|job|aim|task|idea|trick|key|advice|rule|choice|option|solution|alternative"
    r"|priority|point|secret|challenge|duty|mission|least|worst|do|does|did|done|doing|there)\b",
    re.IGNORECASE,
)
# what somebody can do may stand before "to": "the best they could to help"
_ABLE = re.compile(
    r"\b(?:what\w*|all|that|which|as|than|things?|everything|anything|something|nothing|way"
    r"|best|most|much|little|only|more|less|who|whom|where|why|when|how|any|every|few|fewer)\b",
    re.IGNORECASE,
)
_OBJECT = {
    "the", "a", "an", "his", "her", "its", "their", "this", "these", "those", "him", "them", "it",
    "two", "three", "four", "five", "six", "all", "many", "several", "some", "more", "nearly",
}  # fmt: skip
_WHEN = {
    "next", "same", "following", "day", "week", "month", "year", "moment", "minute", "night",
    "last", "time", "morning", "other", "first", "previous", "evening", "hour", "whole", "few",
    "more", "size", "length", "way", "years", "days", "weeks", "months", "hours", "minutes",
    "while",
}  # fmt: skip
_AGENT = {"by", "from", "to", "up", "down", "after", "since", "in", "on", "at"}
_INSIDE = {"NN", "NNS", "NNP", "NNPS", "JJ", "RB", "POS"}
# what makes "that he remain" a wish
_WISHED = re.compile(
    r"\b(?:suggest|demand|insist|recommend|requir|request|propos|urg|order|essential|important"
    r"|vital|crucial|imperative|necessary|wish|lest|whether|if|ask|beg|plead|mandat|should|did|do"
    r"|does|would|could|can|will|may|might|must|let|mak|made|help|condition|prefer|better|instruct"
    r"|need|command|direct|decree|rule|call|saw|see|hear|watch|have|had|want|advis|adamant"
    r"|provid|keen|desir|intent|petition|move|motion|agree|decid|stipulat|ensur|so that|pray)",
    re.IGNORECASE,
)
_OPENED = {
    "that", "because", "when", "while", "as", "where", "which", "and", "but", "although", "though",
    "since", "said", "says", ",", "before", "after",
}  # fmt: skip
_FREE = {"DT", "IN", "PRP", "TO", "RB", "RP", "PRP$", ".", ",", "CC", "WRB", "WP", "CD"}
_KNOWN = 3.0  # how usual an infinitive must be, on the scale of Zipf
_NO_PAST = base_forms("looks-past")


@cache
def _singular() -> dict[str, str]:
    """Return the infinitives of the forms in -s."""
    forms = base_forms("verb") | base_forms("noun") | base_forms("finite")
    return {_third(one): one for one in forms}


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "ch", "sh", "go", "do")):
        return verb + "es"
    return verb[:-1] + "ies" if verb[-1:] == "y" and verb[-2] not in "aeiou" else verb + "s"


def _behind_auxiliary(auxiliary: Token, verb: Token) -> str | None:
    """Return what is wrong with the word behind a form of "be", "have" or "do"."""
    lower, word = auxiliary.lower_, verb.lower_
    after = verb.nbor()
    before = auxiliary.doc[verb.sent.start : auxiliary.i].text
    bare = word in base_forms("verb")
    if lower in _DO:
        return None if _CLEFT.search(before) else _after_do(verb, after)
    if lower in _HAVE:
        event = word in base_forms("noun") and after.lower_ in _OBJECT
        wrong = (bare and word not in _SAME) or (event and after.nbor().lower_ not in _WHEN)
    else:
        event = word in base_forms("noun") and (
            after.lower_ in _AGENT or (lower == "been" and after.lower_ in _OBJECT)
        )
        wrong = (bare or event) and after.text != ","
    if not wrong or _CLEFT.search(before) or _owned(auxiliary):
        return None
    return f"“{auxiliary} {verb}”: behind “{auxiliary}” stands a participle."


def _after_do(verb: Token, after: Token) -> str | None:
    """Return what is wrong with "did dreamed of", "does seems to"."""
    word = verb.lower_
    if after.tag_ not in _FREE:
        return None
    past = word.endswith("ed") and word not in _NO_PAST and verb.tag_ in ("VBD", "VBN", "VB")
    known = past and max(zipf(word[:-1]), zipf(word[:-2])) > _KNOWN
    if known or (word in _singular() and verb.tag_ == "VBZ"):
        return "Behind “did” and “does” stands the infinitive."
    return None


def _to_behind_modal(modal: Token, verb: Token) -> bool:
    """Return whether "to" and an infinitive follow what takes no "to": "must to pay"."""
    if modal.tag_ != "MD" or verb.tag_ != "VB" or modal.i == modal.sent.start:
        return False
    before = modal.nbor(-1).tag_
    if before not in ("NNS", "NNP", "PRP", "RB") and (before != "NN" or modal.lower_ == "can"):
        return False  # "the garbage can to keep mice away"
    return not _ABLE.search(modal.doc[modal.sent.start : modal.i].text)


def _owned(auxiliary: Token) -> bool:
    """Return whether the auxiliary ends a relative clause: "the problems they have include"."""
    at = auxiliary.i - 1
    start = auxiliary.sent.start
    while at > start and auxiliary.doc[at].tag_ in _INSIDE:
        at -= 1
    if auxiliary.doc[at].tag_ not in ("DT", "PRP", "PRP$") or at <= start:
        return False
    return auxiliary.doc[at - 1].tag_ in ("NN", "NNS", "NNP", "CD", "DT", "PRP")


def _chains(text: Annotated, at: int) -> Iterator[tuple[Words, str]]:
    """Yield what is wrong behind the auxiliary at the index."""
    lower = columns(text).lower
    step = 2 if lower[at + 1] in _BETWEEN else 1
    word = lower[at + step]
    if lower[at] in _MODALS:
        if word == "to" and step == 1 and _to_behind_modal(text.doc[at], text.doc[at + 2]):
            yield text.doc[at : at + 3], "Behind a modal stands no “to”."
        return
    if word in base_forms("verb") or word in base_forms("noun") or lower[at] in _DO:
        why = _behind_auxiliary(text.doc[at], text.doc[at + step])
        if why:
            yield text.doc[at : at + step + 1], why


def _pronoun(text: Annotated, at: int) -> Iterator[tuple[Words, str]]:
    """Yield "he want", "she try", "they says"."""
    lower = columns(text).lower
    pronoun, verb = text.doc[at : at + 2]
    if lower[at] in ("they", "we"):
        if lower[at + 1] in _singular():
            yield text.doc[at : at + 2], "The verb is of one, and the pronoun of several."
        return
    forms = ("verb", "noun", "finite")
    if not any(lower[at + 1] in base_forms(kind) for kind in forms) or verb.nbor().text == ",":
        return
    start = pronoun.sent.start
    opened = at == start or lower[at - 1] in _OPENED
    if opened and not _WISHED.search(text.doc[start:at].text):
        yield text.doc[at : at + 2], "The verb is of several, and the pronoun of one."


_ALL = {"he", "she", "it", "they", "we"}
_WATCHED = _ALL | _BEFORE


@cache
def _known() -> frozenset[str]:
    """Return the words that may be wrong behind those watched."""
    forms = base_forms("verb") | base_forms("noun") | base_forms("finite")
    return forms | _singular().keys()


def bare_forms(text: Annotated) -> Iterator[Hit]:
    """Yield "has decide", "was adopt by", "must to pay", "did dreamed", "she try", "they says"."""
    lower, known = columns(text).lower, _known()
    for at, word in enumerate(lower[:-3]):
        if word not in _WATCHED:
            continue
        after = lower[at + 1]
        if after not in known and not (after in _BETWEEN or word in _DO or after == "to"):
            continue
        found = _pronoun(text, at) if word in _ALL else _chains(text, at)
        for words, why in found:
            if is_prose(words.sent) and not text.in_quotation(words.start_char):
                yield Hit(words.start_char, words.end_char, why, confidence=0.75)
