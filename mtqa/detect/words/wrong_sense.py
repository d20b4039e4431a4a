"""A word from another domain than its sentence. Documented beside, in wrong_sense.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.lookup import places
from mtqa.detect.rule import Hit
from mtqa.knowledge.senses import ANY, SensePhrase, WrongSense, sense_phrases, wrong_senses
from mtqa.knowledge.sexes import means_person

_NEAR = 15  # tokens on each side that show what a word is said of
_AROUND = 30  # tokens on each side that may hint at it
_HINTS = 2  # different hints that show it
_KINDS = {"NOUN", "ADJ", "VERB"}

# "in Sakuma-cho, the same ward, a line": what other scripts put for a name they have just given
_SAME = re.compile(
    r"\((?:[Tt]he )?[Ss]ame (?:[Pp]lace|[Cc]ity|[Tt]own|[Ww]ard|[Pp]refecture|[Vv]illage)\)"
    r"|[Ss]ame (?<=[\w)], [Tt]he .{5})(?:[Cc]ity|[Tt]own|[Ww]ard|[Pp]refecture|[Vv]illage)"
    r"(?=[.,)](?! (?:as|that|and|but|in which|twice)\b))"
)
_NAME = 30  # code points of a name before

_Forms = list[tuple[str, str]]  # each word as it stands and its lemma, in lower case


def _beside(word: Token, sense: WrongSense) -> Token | None:
    """Return the word close by that shows the domain, where nothing speaks against it."""
    sentence = word.sent
    if not sense.unless.isdisjoint(token.lower_ for token in sentence):
        return None
    if word.i and word.nbor(-1).lower_ in sense.before:
        return None
    if word.i + 1 < len(word.doc) and word.nbor().lower_ in sense.behind:
        return None
    start, end = max(sentence.start, word.i - _NEAR), min(sentence.end, word.i + _NEAR + 1)
    near = (t for t in word.doc[start:end] if t.lower_ in sense.near and t.i != word.i)
    found = min(near, key=lambda token: abs(token.i - word.i), default=None)
    return found or (_hinted(word, sense) if sense.hints else None)


def _hinted(word: Token, sense: WrongSense) -> Token | None:
    """Return the closest of two hints at the domain, a sentence farther too."""
    doc = word.doc
    around = doc[max(0, word.i - _AROUND) : word.i + _AROUND + 1]
    if not sense.unless.isdisjoint(token.lower_ for token in around):
        return None
    hints = [token for token in around if token.lower_ in sense.hints and token.i != word.i]
    if len({token.lemma_ for token in hints}) < _HINTS:
        return None
    return min(hints, key=lambda token: abs(token.i - word.i))


@cache
def _astray() -> frozenset[str]:
    return frozenset(wrong_senses())


def _by_domain(doc: Doc) -> Iterator[Hit]:
    """Yield words that name something of another domain: people "wounded" by a virus."""
    senses = wrong_senses()
    for place in places(doc, "LOWER", _astray()):
        word = doc[place]
        said = word.lower_ if word.is_sent_start else word.text
        if said not in senses or word.pos_ not in _KINDS:
            continue
        for sense in senses[said]:
            if (shown := _beside(word, sense)) is not None:
                why = f"Beside “{shown}”, “{word}” seems to stand for “{sense.meant}”."
                yield Hit(word.idx, word.idx + len(word), why, sense.confidence)
                break


def _fits(token: Token, forms: _Forms, words: frozenset[str]) -> bool:
    said, lemma = forms[token.i]
    if said in words or lemma in words:
        return True
    if words.isdisjoint(ANY):
        return False
    if "@person" in words and (token.ent_type_ == "PERSON" or means_person(lemma)):
        return True
    return ("*" in words and token.is_alpha) or ("#" in words and said[0].isdigit())


def _is_stop(token: Token) -> bool:
    """Return whether a phrase ends at ``token``, as it does not in "a blow-out"."""
    return (token.is_punct and token.text != "-") or token.is_space


def _stands(phrase: SensePhrase, doc: Doc, forms: _Forms, start: int) -> bool:
    """Return whether ``phrase`` begins at the token ``start``."""
    end = start + len(phrase.words)
    if start < 0 or end > len(forms):
        return False
    for at, words in enumerate(phrase.words, start):
        said, lemma = forms[at]
        if said in words or lemma in words:
            continue
        if words.isdisjoint(ANY) or not _fits(doc[at], forms, words):
            return False
    return not phrase.ends or end == len(doc) or _is_stop(doc[end])


def _phrase(doc: Doc, forms: _Forms, start: int, phrase: SensePhrase) -> Words | None:
    """Return what is wrong where ``phrase`` begins at the token ``start``."""
    if not _stands(phrase, doc, forms, start):
        return None
    if any(_fits(token, forms, phrase.unless) for token in doc[start].sent):
        return None
    return doc[start + phrase.first : start + phrase.last + 1]


def _by_phrase(doc: Doc) -> Iterator[Hit]:
    """Yield words that a phrase can't have: "the pre-election company"."""
    phrases = sense_phrases()
    forms = [(word.lower_, word.lemma_.lower()) for word in doc]
    for place, (said, lemma) in enumerate(forms):
        entries = phrases.get(said, ())
        if lemma != said:
            entries += phrases.get(lemma, ())
        for at, entry in entries:
            if (wrong := _phrase(doc, forms, place - at, entry)) is not None:
                yield Hit(
                    wrong.start_char,
                    wrong.end_char,
                    f"“{wrong}” seems to stand for “{entry.meant}”.",
                    entry.confidence,
                    severity=entry.severity,
                )
                break


def _same_place(text: Annotated) -> Iterator[Hit]:
    """Yield "the same ward" where the name of a place goes before and nothing is compared."""
    for match in _SAME.finditer(text.text):
        bracket = match[0][0] == "("
        start = match.start() - (0 if bracket else len("the "))
        before = text.text[max(0, start - _NAME) : start].rstrip(", ").rpartition(" ")[2]
        named = bracket or before.lstrip("(")[:1].isupper()
        if named and not text.in_quotation(start):
            message = "This stands for the name of a place that was given before."
            yield Hit(start, match.end(), message, 0.7)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield words in another sense than their domain or their phrase allows."""
    end = 0
    hits = (*_by_domain(text.doc), *_by_phrase(text.doc), *_same_place(text))
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
            end = hit.end
