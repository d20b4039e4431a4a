"""Marks and line ends that stand inside of a phrase, and words that wait for the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit

BREAKS = "The sentence breaks off in the middle of a phrase."
_WAITING = frozenset(
    {"the", "a", "an", "my", "your", "our", "its", "their", "his", "whose", "every", "these"}
    | {"those", "of", "from", "into", "between", "among", "toward", "towards", "upon", "via"}
    | {"than", "because", "although", "whereas", "unless", "and", "or", "nor", "most", "very"}
)
# a mark or a line end before a word in small letters; what stands before is looked at later,
# for a pattern that begins with a mark is found fast
_MARK = re.compile(
    r"(?:(?P<mark>[!;?])[^\S\n]*|(?P<line>\n)\s*)"
    r"(?P<next>[a-z]{2,}|a)(?=[\s.,;!?’'-])(?!['’-]?\w*[@/])"
)
_LAST = re.compile(r"(?<![\w@/.’'-])(?P<last>[\w’'-]*\w) ?(?P<end>\.{3}|…|\.)?[^\S\n]*\Z")
_LONGEST = 40  # code points of a word and its mark
_NOMINAL = frozenset({"NN", "NNS", "JJ", "JJR", "JJS", "VBN", "VBG"})
_MODIFIERS = frozenset({"NN", "JJ", "JJR", "JJS", "NNP"})
_HABIT = 3  # so many of them: the writer does so, or the layout
_BEFORE = 3  # tokens among which the determiner of an adjective stands
_DETERMINERS = frozenset({"DT", "PRP$", "POS", "CD", "WP$"})
# what is left of a sentence behind a semicolon: one word
_TAIL = re.compile(r"[a-z]+(?=[.,]?(?:\s*\n|\s*\Z|\. [A-Z]))")
_TURNS = frozenset({"however", "therefore", "instead", "nevertheless", "moreover", "otherwise"})

# a paragraph that ends behind a word that waits; dots, a comma or a dash may hide it
_TRAILS = re.compile(
    r"(?<=[\w,] )(?P<last>(?P<sure>the|an?|their|its|whose|every|our|because(?: of)?"
    r"|than|so-called)|of|and|or|but|from|into|with|for|to|by|between)"
    r"(?P<mark> ?(?:\.\.\.|…|,|;| -|–|—)|)[^\S\n]*$",
    re.MULTILINE,
)
_SHORT_LINE = 20  # code points of a line that may be a sentence
# "the benefit of.": what of?
_HALF = re.compile(
    r"\b(?:the|an|his|her|their|its) [a-z]+ (?:of|between|among)\.(?=\s+[A-Z“\"]|\s*\Z)"
)
_ASKS = re.compile(
    r"\b(?:(?i:wh\w+|how|that|than)\b|(?:as|to|this|all|not|[a-z]+ing)\b(?: [\w’'-]+){0,3} \Z)"
)
# people break off like this where they talk
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou)\b|[’'](?:s|re|t|ve|ll|d|m)\b|\?")


def _is_waiting(last: Token, mark: str | None) -> bool:
    """Return whether the word can't be the last one of its phrase, before the mark."""
    if last.lower_ in _WAITING:
        return True
    if last.tag_ not in ("JJ", "JJR", "JJS", "VBN", "VBG", "CD") or last.is_title:
        return False
    before = last.doc[max(last.sent.start, last.i - _BEFORE) : last.i]
    # "the poor" is a phrase
    determined = any(t.tag_ in _DETERMINERS and (mark == "!" or t.lower_ != "the") for t in before)
    return determined


def _goes_on(last: Token, following: Token, mark: str | None) -> bool:
    """Return whether the two words make one phrase: "diverse arsenal", "winter storm"."""
    return following.tag_ in _NOMINAL and (
        _is_waiting(last, mark) or (last.tag_ in _MODIFIERS and following.tag_ in ("NN", "NNS"))
    )


def _inside(text: Annotated) -> Iterator[tuple[int, int]]:
    """Yield where the words beside the marks and line ends inside of phrases begin and end."""
    for match in _MARK.finditer(text.text):
        before = _LAST.search(text.text, max(0, match.start() - _LONGEST), match.start())
        if before is None or (match["mark"] and before["end"]):
            continue
        last = text.doc.char_span(*before.span("last"), alignment_mode="expand")
        following = text.doc.char_span(*match.span("next"), alignment_mode="expand")
        if last is None or following is None:
            continue
        loose = match["line"] and before["end"] != "." and _parts_line(text.text, before, match)
        if (_goes_on if loose else _waits_for)(last[-1], following[0], match["mark"]) or (
            match["mark"] == ";" and _is_tail(last[-1], text.text, match)
        ):
            yield before.start("last"), match.end("next")


def _waits_for(last: Token, following: Token, mark: str | None) -> bool:
    if mark == "?" and last.pos_ == "ADP":
        return False  # "What is it made of? wood"
    return following.tag_ in _NOMINAL and _is_waiting(last, mark)


def _parts_line(text: str, before: re.Match[str], match: re.Match[str]) -> bool:
    """Return whether a line of prose ends here and the next one goes on with it."""
    start = text.rfind("\n", 0, match.start()) + 1
    line = text[start : before.end("last")]
    end = text.find("\n", match.start("next"))
    behind = text[match.start("next") : end if end >= 0 else len(text)]
    return " " in behind and (line[:1] in "“\"'(" or line[:1].isupper())


def _is_tail(last: Token, text: str, match: re.Match[str]) -> bool:
    """Return whether one word stands behind the semicolon, and belongs to the noun before it."""
    bare = last.tag_ == "NN" and last.i > 0 and last.nbor(-1).tag_ in ("JJ", "IN", "NN")
    if not bare:
        return False
    start = max(text.rfind("\n", 0, match.start()), text.rfind(". ", 0, match.start())) + 1
    alone = ";" not in text[start : match.start("mark")]
    return alone and match["next"] not in _TURNS and bool(_TAIL.match(text, match.start("next")))


def inside(text: Annotated) -> Iterator[Hit]:
    """Yield the few marks and line ends inside of phrases of a text that somebody edited."""
    if is_talk(text):
        return
    found = list(islice(_inside(text), _HABIT))
    for start, end in found if len(found) < _HABIT else ():
        yield Hit(start, end, BREAKS, 0.75)


def trailing(text: Annotated) -> Iterator[Hit]:
    """Yield the words at the end of a paragraph, or of a sentence, that wait for another one."""
    if is_talk(text):
        return
    found = list(islice(filter(_is_left, _TRAILS.finditer(text.text)), _HABIT))
    for match in found if len(found) < _HABIT else ():
        if not text.in_quotation(match.start()):
            yield Hit(*match.span(), "The paragraph ends in the middle of a phrase.", 0.75)
    for match in _HALF.finditer(text.text):
        start = max(text.text.rfind(mark, 0, match.start()) for mark in (". ", "\n", ", ")) + 1
        asks = _ASKS.search(text.text, start, match.start())
        if not asks and not text.in_quotation(match.start()):
            yield Hit(*match.span(), BREAKS, 0.75)


def _is_left(match: re.Match[str]) -> bool:
    """Return whether the line is long enough for a sentence, and its last word sure to wait."""
    start = match.string.rfind("\n", 0, match.start()) + 1
    mark = match["mark"].strip()
    if not mark or mark == ";":
        return bool(match["sure"]) and match.start() - start >= _SHORT_LINE
    if mark == "," or (match["sure"] and mark in ("...", "…")):
        return True
    return not _SPOKEN.search(match.string, start, match.start())
