"""Grammar that other languages have: pronouns, times, subjects, agreement, what is marked twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from spacy.tokens import Token

from benchmarks.injection.edits import Edit, Kind, end_of, inner_tokens, marked, replaced, sentences
from mtqa.annotate.annotated import Annotated
from mtqa.knowledge.dates import LONG_MONTH
from mtqa.knowledge.peoples import proper_words

_OTHER_SEX = {"he": "she", "his": "her", "himself": "herself", "she": "he", "herself": "himself"}
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
_TIMES = (
    (re.compile(rf"\bon (?={LONG_MONTH} \d{{1,2}}[,.])"), "in ", rf"{LONG_MONTH} \d{{1,2}}"),
    (re.compile(rf"\bin (?={LONG_MONTH} \d{{4}}\b)"), "on ", rf"{LONG_MONTH} \d{{4}}"),
    (re.compile(rf"\bfor (?={_NUMBER} (?:year|month|week)s\b)"), "since ", r"\w+ \w+"),
    (re.compile(r"(?<=[a-z] )(?=(?:last|next) (?:week|month|year)[,.])"), "in ", r"\w+ \w+"),
)  # fmt: skip
_SUBJECT = ("nsubj", "nsubjpass")
_OPENING = ("the", "a", "an", "their", "our")
_NEVER_BEHIND = ("of", "with", "by", "who", "which", "is", "was")
_LONG = 16  # words of a sentence that is scrambled
_ADVERBS = {"also", "now", "still", "already", "often", "again"}
_APOSTROPHE = re.compile(r"\b[A-Za-z]{2,}['’](?:s|ll|re|ve)\b|\b\w+n['’]t\b")
_AGE = re.compile(r"\b(\d{1,2})-year-old (?=[a-z]+\b)")
_ALTHOUGH = re.compile(r"(?:Although|Though|Even though) [^.,;:?!\n“”\"]{12,120}, (?=[a-z])")


def wrong_pronoun(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a pronoun of the other sex for somebody named before it in the sentence."""
    for token in inner_tokens(article):
        if token.text not in _OTHER_SEX:
            continue
        before = article.doc[token.sent.start : token.i]
        people = {t.text for t in before if t.ent_type_ == "PERSON" and t.dep_ == "nsubj"}
        if len(people) == 1:
            yield replaced(token.idx, end_of(token), _OTHER_SEX[token.text], "pronoun")


def time_phrase(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a time with the preposition of another language, and an age in the plural."""
    for pattern, wrong, time in _TIMES:
        for match in pattern.finditer(article.text):
            named = re.compile(time).match(article.text, match.end())
            if named and not article.in_quotation(match.start()):
                yield replaced(match.start(), named.end(), wrong + named[0])
    for match in _AGE.finditer(article.text):
        if not article.in_quotation(match.start()):
            yield replaced(match.start(), match.end(), f"{match[1]} years old ")


def double_marking(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield "more better", and "but" behind a clause with "although"."""
    for token in inner_tokens(article):
        if token.tag_ == "JJR" and re.fullmatch(r"[a-z]{3,}er", token.text):
            yield replaced(token.idx, end_of(token), f"more {token.text}")
    for match in _ALTHOUGH.finditer(article.text):
        if not article.in_quotation(match.start()):
            yield marked(match.start(), match.end(), f"{match[0]}[[but]] ")


def missing_subject(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a statement without the pronoun that it began with."""
    for start, end in sentences(article):
        match = re.compile(r"(?:He|She|It|They) (is|was|are|were) (\w+)").match(article.text, start)
        if match and len(article.text[start:end].split()) > 8:
            yield replaced(start, match.end(), f"{match[1].capitalize()} {match[2]}")


def disagreement(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a plural with a verb in the singular, or with the word for a single one."""
    singular = {"were": "was", "are": "is", "have": "has"}
    one = {"these": "this", "those": "that", "several": "another", "many": "every"}
    for token in inner_tokens(article):
        noun = token.nbor(-1)
        plural = noun.tag_ == "NNS" and noun.text.endswith("s") and noun.dep_ in _SUBJECT
        if plural and token.text in singular and noun.head in (token, token.head):
            yield replaced(noun.idx, end_of(token), f"{noun.text} {singular[token.text]}")
        elif token.text in one and token.head.tag_ == "NNS":
            yield replaced(token.idx, end_of(token), one[token.text])


def dropped_noun(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield an article or possessive whose noun was lost: "the of the bank"."""
    for token in inner_tokens(article):
        noun, after = token.nbor(), token.nbor(2) if token.i + 2 < len(token.doc) else None
        if token.text not in _OPENING or noun.pos_ != "NOUN" or after is None:
            continue
        if after.text in _NEVER_BEHIND:
            yield replaced(token.idx, end_of(after), f"{token.text} {after.text}")


def lower_case(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a country or people in lower case."""
    for token in inner_tokens(article):
        if _is_people(token) and not _in_name(token):
            yield replaced(token.idx, end_of(token), token.text.lower())


def _is_people(token: Token) -> bool:
    return token.text.istitle() and len(token.text) > 4 and token.text.lower() in proper_words()


def _in_name(token: Token) -> bool:
    """Return whether the word is part of a longer name: "South Korea", "Bank of England"."""
    return token.nbor(-1).text.istitle() or token.nbor().text.istitle()


def scrambled(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a sentence with its words in the order that chance gives them."""
    for start, end in sentences(article):
        words = article.text[start : end - 1].split()
        if len(words) >= _LONG:
            rng.shuffle(words)
            yield replaced(start, end, f"{' '.join(words)}.")


def foreign_order(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield an adverb between a verb and its object, and a passive before its subject."""
    for token in inner_tokens(article):
        verb = token.nbor()
        if token.text in _ADVERBS and verb.tag_ in ("VBD", "VBZ") and verb.pos_ == "VERB":
            objects = [child for child in verb.children if child.dep_ == "dobj"]
            if objects and objects[0].left_edge.i == verb.i + 1:
                yield replaced(token.idx, end_of(verb), f"{verb} {token}")
        elif token.dep_ == "nsubjpass" and token.left_edge.lower_ == "the":
            yield from _subject_behind(article, token)


def _subject_behind(article: Annotated, noun: Token) -> Iterator[Edit]:
    """Yield "On Friday was cancelled the match" for "On Friday, the match was cancelled"."""
    first, verb = noun.left_edge, noun.head
    opened = article.doc[noun.sent.start].tag_ == "IN" and first.nbor(-1).text == ","
    if opened and noun.i == verb.i - 2 and verb.nbor(-1).dep_ == "auxpass":
        subject = f"the {article.text[first.nbor().idx : end_of(noun)]}"
        text = f" [[{verb.nbor(-1)} {verb} {subject}]]"
        yield marked(first.nbor(-1).idx, end_of(verb), text)


def lost_apostrophe(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a possessive or contraction with a space for its apostrophe."""
    for match in _APOSTROPHE.finditer(article.text):
        if not article.in_quotation(match.start()):
            text = re.sub("['’]", " ", match[0])
            yield replaced(match.start(), match.end(), text)


KINDS = (
    Kind("wrong-pronoun", ("GRA11",), wrong_pronoun),
    Kind("time-phrase", ("GRA12",), time_phrase),
    Kind("double-marking", ("GRA14",), double_marking),
    Kind("missing-subject", ("GRA13",), missing_subject),
    Kind("disagreement", ("GRA08",), disagreement),
    Kind("dropped-noun", ("GRA07", "GRA03"), dropped_noun),
    Kind("lower-case-country", ("GRA06",), lower_case),
    Kind("scrambled-sentence", ("GRA15", "GRA07", "GRA03"), scrambled),
    Kind("foreign-order", ("GRA16",), foreign_order, translated=True),
    Kind("lost-apostrophe", ("GRA17",), lost_apostrophe),
)
