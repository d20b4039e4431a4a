"""Spaces, capitals and commas inside of words and clauses, where no writer puts them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE, SUBJECTS
from mtqa.annotate.layout import is_heading
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit
from mtqa.knowledge import verbs

_LONGEST = 40  # code points of a word
# the sign first, and what may not stand before it behind: so it is found fast
_GLUED = re.compile(r"[$€£¥](?<=[a-z].) ?(?=\d)")
_SMALL = re.compile(r"(?<![\w$€£¥.,/=(\\-])[a-z]+\Z")  # "Can$5" is a currency
_CAPITAL_S = re.compile(r"['’]S(?<=[a-z]..)(?= [A-Za-z])")
_NAME = re.compile(r"(?<![\w-])[A-Z][\w-]*\Z")
_TORN_SHORT = re.compile(r"\bU\. [SKN]\.(?= [a-z])")
_TORN_HYPHEN = re.compile(
    r"- (?<=[A-Za-z]{3}..)(?=\d{1,3}\b(?![\d.,]*[-–:]))"
    r"|- (?<=\b[Nn]on..)(?!(?:and|or|to|nor|but)\b)(?=[A-Za-z]{3})"
    r"| -(?<=[a-z] -)(?=[A-Z][a-z]{2,}(?:,| [a-z]))"
)
_BRACKET = re.compile(r"\( (?<=[^\W\d_]{2}..)(?=[^\W\d_]{2})|\( ?\)(?= [a-z]+ [a-z])")
_BEFORE_BRACKET = re.compile(r"(?<!\w)[A-Z]\w{3,}\Z|(?<!\w)[^\W\d_]{2,}\Z")
_LAST_WORD = re.compile(r"[\w’'.]+\Z")
_THE = re.compile(r"The (?=\d{1,2}(?:st|nd|rd|th)\b)(?<=\b(?:of|on|in|at|by|to) The )")
# the comma before a verb, which may be any that reports
_COMMA = re.compile(
    r",(?= (?:is|was|are|were|ha[sd]|have|will|would|can|could|should|must|might"
    r"|[a-z]+(?:s|d) that)\b)"
)
# others may be orders or participles: "Martin, check", "the bridge, opened"
_AUXILIARY = {"be", "have"}
# what opens a clause that is a subject or an adverb: "What he said, was"
_OPENS_OTHERWISE = {"IN", "WRB", "WP", "WDT", "VBG", "VB", "VBN", "RB", "CC", "TO", "UH", "EX"}
_MARKS = re.compile(r"[,;:–—()\"“”?!|]|\s-\s")
_SHORTEST = 3  # words; who is spoken to has a shorter name: "Martin, is it"


def _word_before(text: str, offset: int, pattern: re.Pattern[str]) -> int | None:
    """Return where the word that ends at ``offset`` begins, ``None`` if it is of another kind."""
    found = pattern.search(text, max(0, offset - _LONGEST), offset)
    return found.start() if found else None


def torn_spelling(text: str) -> Iterator[Hit]:
    """Yield "won$ 62", "Nigeria'S", "the U. S. has": nobody spells so by habit."""
    for match in _GLUED.finditer(text):
        start = _word_before(text, match.start(), _SMALL)
        if start is not None:
            message = "The currency sign stands at the word, not at the amount."
            yield Hit(start, match.start() + 1, message, 0.8)
    for match in _CAPITAL_S.finditer(text):
        start = _word_before(text, match.start(), _NAME)
        if start is not None:
            message = "The “s” behind an apostrophe is small."
            fixed = text[start : match.start()] + match[0].lower()
            yield Hit(start, match.end(), message, 0.8, suggestion=fixed)
    for match in _TORN_SHORT.finditer(text):
        message = "A space tears this abbreviation apart."
        yield Hit(*match.span(), message, 0.7, suggestion=match[0].replace(" ", ""))


def careless_spelling(text: str) -> Iterator[Hit]:
    """Yield "Covid- 19", "the Party( PDP)", "the Association() which", "on The 22nd"."""
    for match in _TORN_HYPHEN.finditer(text):
        start = _word_before(text, match.start(), _LAST_WORD)
        if start is not None:
            message = "A space tears this word apart at its hyphen."
            yield Hit(start, match.end() - match[0].endswith(" "), message, 0.75)
    for match in _BRACKET.finditer(text):
        start = _word_before(text, match.start(), _BEFORE_BRACKET)
        empty = match[0].endswith(")")
        if start is not None and (text[start].isupper() or not empty):  # not "print() returns"
            message = "The space stands on the wrong side of this bracket."
            end = match.end() if empty else match.start() + 1
            yield Hit(start, end, "These brackets hold nothing." if empty else message, 0.7)
    for match in _THE.finditer(text):
        if not is_heading(text, match.start()):
            message = "Inside of a sentence the article is small."
            mqm = "linguistic-conventions/capitalization"
            yield Hit(match.start(), match.end() - 1, message, 0.75, suggestion="the", mqm=mqm)


def parted_subjects(text: Annotated) -> Iterator[Hit]:
    """Yield the comma of "The head of the office, has left": it parts a verb from its subject."""
    if is_talk(text):
        return
    for match in _COMMA.finditer(text.text):
        comma = text.doc.char_span(match.start(), match.end())
        if comma is None or text.in_quotation(match.start()):
            continue
        start, end = comma.sent.start_char, comma.sent.end_char
        if not text.text[start].isupper() or text.text[end - 1] == "?":
            continue
        before = text.doc[comma.sent.start : comma.start]
        if len(before) < _SHORTEST or _MARKS.search(text.text, start, match.start()):
            continue
        if _is_parted(before):
            last, verb = before[-1], text.doc[comma.end]
            message = f"The comma parts “{verb}” from its subject."
            yield Hit(last.idx, match.end(), message, 0.75, suggestion=last.text)


def _is_parted(before: Words) -> bool:
    """Return whether a subject that nothing interrupts ends where its verb begins."""
    doc, at = before.doc, before.end + 1
    if at + 1 >= len(doc) or before[0].tag_ in _OPENS_OTHERWISE:
        return False
    verb = doc[at]
    if verb.tag_ not in FINITE:
        return False
    if verb.tag_ != "MD" and verb.lemma_ not in _AUXILIARY | verbs.words("say"):
        return False
    full = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    return any(_is_subject(token, full) for token in before)


def _is_subject(token: Token, verb: Token) -> bool:
    return token.dep_ in SUBJECTS and token.head == verb
