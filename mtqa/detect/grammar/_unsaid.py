"""Pronouns that nothing before could explain: in a headline, a dateline, a sentence of pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.grammar._prose import columns
from mtqa.detect.rule import Hit

_DATELINE = re.compile(
    r"(?:\A|\n)(?:[A-Z][A-Z.,’' -]{2,40}|[A-Z][A-Za-z.,’' -]{2,40} \([A-Z][A-Z]\w*\))"
    r" ?[-–—]{1,2} (?P<bad>he|she|it|they)\b"
)
_OBJECT = re.compile(r"(?:\A|\n|(?<=[.!?] ))(?P<bad>Them|Him) (?P<verb>[a-z]+)\b")
_TITLE = re.compile(r" (?P<bad>he|she|they|him|them) [A-Z]")
_LABEL = re.compile(r"\A(?P<bad>He|She|It|They|Them|Him): ")
# a headline over a story: no full stop, and a line below
_HEADLINE_VERB = re.compile(
    r"\A(?P<bad>He|She|It|They) (?P<verb>[a-z]+) (?:[^\s]+ ){3,}[^\s]*\w\n+(?=.{40})"
)
# "it takes a village", "it pays to wait"
_EMPTY = {
    "take", "pay", "seem", "look", "feel", "mean", "depend", "say", "appear", "matter", "come",
    "work", "rain", "snow", "sound", "turn", "make", "help", "be", "have", "do", "get", "go",
}  # fmt: skip
_SMALL = re.compile(r"\b[a-z]{4,}")
_THIRD = {
    "he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs",
}  # fmt: skip
_KINDS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_LINKING = {"with", "from", "over", "into", "than", "after", "upon", "amid", "about", "when"}
_MANY = 3  # pronouns from which a sentence without a noun is one of pronouns
_LONG = 60  # tokens of a text that must have said whom it means
_HEADLINE = 6  # words from which a line in title case is a headline


def _hit(match: re.Match[str], message: str) -> Hit:
    return Hit(*match.span("bad"), message, confidence=0.75)


def _at_the_start(text: Annotated) -> Iterator[Hit]:
    """Yield the pronoun of "LISBON (AP) - it will attend", "Them warn", "It: what to see"."""
    for match in _DATELINE.finditer(text.text):
        yield _hit(match, "The first sentence has nothing before it that this could mean.")
    for match in _OBJECT.finditer(text.text):
        words = text.doc.char_span(*match.span("verb"))
        if words is not None and words[0].tag_ in ("VBP", "VBZ", "VBD", "MD", "VB"):
            yield _hit(match, "This is the form of an object, not of a subject.")
    headline = _HEADLINE_VERB.match(text.text)
    if headline is not None and len(text.doc) >= _LONG:
        verb = text.doc[1]
        told = verb.tag_ in ("VBZ", "VBP") and verb.lemma_ not in _EMPTY
        if told or verb.lower_ in ("at", "in", "on"):
            yield _hit(headline, "The headline has nothing before it that this could mean.")
    label = _LABEL.match(text.text)
    if label is not None and text.text.count(label.group().strip()) == 1:
        yield _hit(label, "The headline has nothing before it that this could mean.")


def _in_title(text: Annotated) -> Iterator[Hit]:
    """Yield the pronoun in small letters inside a line that has all other words in capitals."""
    for match in _TITLE.finditer(text.text):
        start = text.text.rfind("\n", 0, match.start()) + 1
        end = text.text.find("\n", match.end())
        line = text.text[start : end if end >= 0 else len(text.text)]
        if len(line.split()) < _HEADLINE or line.rstrip().endswith("."):
            continue
        small = [w for w in _SMALL.findall(line) if w not in _LINKING]
        if [w for w in small if w != match["bad"]] == []:
            yield _hit(match, "In small letters among capitals: it stands for something else.")


def _of_pronouns(words: list[str], tags: list[str]) -> set[str]:
    """Return the sexes that a sentence of nothing but pronouns speaks of."""
    said = [word for word in words if word in _THIRD]
    if len(said) < _MANY and "hers" not in said:
        return set()
    if any(tag[:2] == "NN" and word not in _THIRD for word, tag in zip(words, tags, strict=True)):
        return set()
    return {_KINDS[word] for word in said if word in _KINDS}


def _strange(text: Annotated) -> Iterator[Hit]:
    """Yield "he gave it to her before they found hers", where nobody was "she" before."""
    if len(text.doc) < _LONG:
        return
    rows = columns(text)
    spoken = [at for at, word in enumerate(rows.lower) if word in _KINDS]
    for sentence in text.sentences:
        start, end = sentence.start, sentence.end
        kinds = _of_pronouns(rows.lower[start:end], rows.tags[start:end])
        if not kinds or text.in_quotation(sentence.start_char):
            continue
        elsewhere = {_KINDS[rows.lower[at]] for at in spoken if not start <= at < end}
        if not kinds & elsewhere or (len(kinds) > 1 and not kinds <= elsewhere):
            message = "Nothing here says whom these pronouns mean, and nothing around does."
            yield Hit(sentence.start_char, sentence.end_char, message, confidence=0.7)


def unsaid(text: Annotated) -> Iterator[Hit]:
    """Yield pronouns where nothing before them can tell whom they mean."""
    yield from _at_the_start(text)
    yield from _in_title(text)
    yield from _strange(text)
