"""Sentences that begin with their verb. Documented beside, in missing_subject.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit

_BE = {"Is", "Was", "Were", "Are"}
_STATED = {"VBN", "VBG", "JJ", "JJR", "RB", "IN", "CD"}
_DETERMINERS = {"DT", "PRP$"}
_SHORTEST = 8  # tokens; shorter ones are headlines, captions and what people jot down
_HABIT = 3
_RANKS = {"first", "second", "third", "only", "latest", "last", "largest", "biggest", "oldest"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_CLAUSE = re.compile(
    r"(?:Whether|What|That|How|Who|Whoever|Where|When|Why|The fact|Those) .*[^\W_],?"
)
_SPOKEN = re.compile(r"\b(?:I|my|My|i)\b")


def _begins_with_verb(sentence: Words) -> bool:
    first, second = sentence[0], sentence[1]
    if first.text in _BE:
        if second.tag_ == "DT":
            return second.lower_ in ("a", "an") or sentence[2].lower_ in _RANKS
        return second.tag_ in _STATED and second.lower_ not in ("n't", "n’t", "there", "here")
    return (
        first.tag_ == "VBZ"
        and first.is_alpha
        and first.text.istitle()
        and first.text.endswith("s")
        and second.tag_ in _DETERMINERS
        and second.lower_ not in ("this", "that")
    )


def _is_subject(token: Token) -> bool:
    return token.dep_ in _SUBJECTS and token.pos_ in ("NOUN", "PRON", "PROPN", "DET")


def _goes_on(text: Annotated, start: int) -> bool:
    """Return whether the line before may hold the subject: it ends in the midst of a sentence."""
    line = text.text[:start].rstrip().rpartition("\n")[2]
    return text.text[start - 1 : start] == "\n" and _CLAUSE.fullmatch(line) is not None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the first verb of "Was preserved the rule according to which …"."""
    if is_talk(text) or any(not text.in_quotation(m.start()) for m in _SPOKEN.finditer(text.text)):
        return
    if sum(s[0].tag_ == "VBZ" and s[0].text not in _BE for s in text.sentences) >= _HABIT:
        return  # a list of what something does leaves its subject out
    for sentence in text.sentences:
        if len(sentence) < _SHORTEST or not sentence.text.rstrip().endswith("."):
            continue
        if not _begins_with_verb(sentence) or text.in_quotation(sentence.start_char):
            continue
        verb = sentence[0]
        if verb.dep_ in _SUBJECTS or _goes_on(text, sentence.start_char):
            continue
        if any(_is_subject(child) and child.i - verb.i < 3 for child in verb.head.children):
            continue
        yield Hit(
            verb.idx,
            sentence[1].idx + len(sentence[1]),
            "The sentence begins with its verb and has no subject before it.",
            confidence=0.75,
        )
