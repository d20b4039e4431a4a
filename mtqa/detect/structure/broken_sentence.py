"""Sentences cut where none can end. Documented beside, in broken_sentence.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import unwrap
from mtqa.annotate.register import is_talk
from mtqa.detect.overlap import first_come, outside
from mtqa.detect.rule import Hit
from mtqa.knowledge.offices import title_words

# no sentence and no line of prose ends with these
_OPEN = r"(?:the|an|their|our|your|my|every|its)"
_STOPPED = re.compile(
    # "Oh my." and "Just because." are whole
    rf"(?<=[\w,] )(?!(?<=\boh )my|(?<=\bOh )my|(?<=ust )because)"
    rf"(?:{_OPEN}|and|or|because|than|whose|although|nor|per|via|whereas|unless)"
    r"\.(?! ?\.)(?:\s+([a-z][\w’'-]*))?(?=\s|[.,;]|\Z)"
)
# small letters behind a full stop, where the word before it waits for a noun
_STOPPED_SMALL = re.compile(
    r"(?<= )(?:of|a|into|from|between|new|old|other|former|largest|biggest|several|main|such)"
    r"\.[^\S\n](?=[a-z]{3,} [a-z])"
    r"[a-z]+"
)
_LINE = re.compile(rf"(?<=[a-z,] )(?:{_OPEN}|a|of)\n([a-z][\w’'-]*)")
_WRAPPED = 2  # more lines that end like this were cut by a layout
_CLAUSE = r"(?:The|In|On|At|He|She|It|They|An|After|When|During|According|By|For|With)\b"
# a letter, an ordinal or an abbreviation that was taken for the end of a sentence
_FALSE_END = re.compile(
    rf"(?:(?<=[.!?] )|(?<=[.!?]\n)|(?<=[.!?][”\"] ))[B-HJ-Z]\. {_CLAUSE}(?! [A-Z])"
    rf"|\b(?:since|until|on|by|from|in|to|of) the [12]?\d\. {_CLAUSE}"
    rf"|\b(?:approx|vs|ca|cf|[Nn]r|incl|resp|esp|est|min|max|tel|viz)\. {_CLAUSE}"
)
# a title that waits for its name: "Prof. Dr. The", but not "at Mill Dr. The"
_TORN_TITLE = re.compile(
    r"(?<![^\s“\"(])(?:(?:Prof|Dr|Mr|Mrs|Ms|Gen|Col|Lt|Capt|Sen|Gov|Rep|Sgt|Maj|Adm)\. ?)+"
    r" ?(?:The|This|These|Those|His|Her|Their|When|After|During|According"
    r"|(?:In|On|At|By|For|With)(?= (?:the|an?|his|her|its|\d)))\b(?= [a-z\d])"
)
_LAST_WORD = re.compile(r"([\w’'-]+)[^\S\n]\Z")
_LISTED = re.compile(r"(?:^|(?<=\s))[A-HJ-Z]\.? (?=[A-Z])", re.MULTILINE)
# a paragraph that ends where its sentence can't
_CUT = re.compile(
    r"^(?=[A-Z“\"])[^\n]{60,} (?P<last>the|an?|of|and|or|which|whose|with|their|its|because|than"
    r"|from|into|between|has|have|had|was|were|is|are|to|for|at|that|who|will|would)[^\S\n]*$",
    re.MULTILINE,
)
# these end a sentence whose clause takes its object, or what they say of it, from before
_STRANDED = re.compile(
    r"\b(?:[Hh]ow|[Ww]hat\w*|[Ww]ho\w*|[Ww]hich|[Ww]here|[Ww]hen|[Ww]hy|[Tt]hat|than|as|all)\b[^.;]*"
    r" (?:with|from|into|has|have|had|was|were|is|are|to|for|at|will)\Z"
    r"|\b(?:to|I|you|we|they|he|she|can|could|must|should) (?!be\b|the\b)[a-z]+"
    r" (?:with|from|into|to|for|at)\Z"
)


_BREAKS = "The sentence breaks off in the middle of a phrase."


def _false_ends(text: Annotated) -> Iterator[Hit]:
    message = "A full stop that ends no sentence was taken for one that does."
    listed = len(list(islice(_LISTED.finditer(text.text), 2))) == 2
    for match in _FALSE_END.finditer(text.text):
        letter = match[0][0].isupper() and match[0][1] == "."
        if not (letter and listed) and not text.in_quotation(match.start()):
            yield Hit(match.start(), match.end(), message, 0.75)
    for match in _TORN_TITLE.finditer(text.text):
        before = _LAST_WORD.search(text.text, max(0, match.start() - 30), match.start())
        word = before[1] if before else ""
        plain = word == word.lower() and word not in ("the", "a", "an")
        if plain or word in title_words("office", "rank"):  # not "on Mill Dr."
            message = "The sentence ends behind a title, before the name."
            yield Hit(match.start(), match.end(), message, 0.8)


def _stopped(text: Annotated) -> Iterator[Hit]:
    """Yield each full stop behind a word that waits for another one."""
    for match in _STOPPED.finditer(text.text):
        if not text.in_quotation(match.start()):
            yield Hit(match.start(), match.end(), _BREAKS, 0.8)
    small = list(islice(_STOPPED_SMALL.finditer(text.text), 2))
    for match in small if len(small) == 1 and not is_talk(text) else ():  # some write no capitals
        if not text.in_quotation(match.start()):
            yield Hit(match.start(), match.end(), _BREAKS, 0.75)


def _cut(text: Annotated) -> Iterator[Hit]:
    found = list(_CUT.finditer(text.text))
    if len(found) > _WRAPPED:
        return
    for match in found:
        stranded = _STRANDED.search(text.text, match.start(), match.end("last"))
        if not stranded and not text.in_quotation(match.start("last")):
            message = "The paragraph ends in the middle of a phrase."
            yield Hit(*match.span("last"), message, 0.75)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each place where a sentence breaks off and goes on, or doesn't."""
    found = list(_stopped(text))
    if unwrap(text.text) == text.text:
        found += [Hit(m.start(), m.end(), _BREAKS, 0.8) for m in _LINE.finditer(text.text)]
        found += list(first_come(outside(_cut(text), found)))
    yield from found
    yield from _false_ends(text)
