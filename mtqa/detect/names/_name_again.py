"""A surname that stands twice with next to nothing between, and no two people of that name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._ledger_of_names import Ledger, ledger
from mtqa.detect.names._mentions import WORD, not_in_names
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import fold
from mtqa.knowledge.offices import title_words

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|President|Prime Minister|Minister|Senator|Professor)\.?"
_TWICE = re.compile(
    rf"(?<![\w.&-])(?P<last>{WORD})(?P<gap> |, | - | – |; )"
    rf"(?:(?P<title>{_TITLE}) |(?P<first>(?!(?P=last)\b){WORD}) )?(?P=last)(?![\w-]| &| [A-Z])"
)
_SAID_BEFORE = frozenset({"said", "added", "says", "told", "explained", "wrote", "asked", "warned"})
_LED = re.compile(r"(?<![\w’'-])([\w’'-]+)(\.?) \Z")
_SAYS = r"(?:said|says|told|added|announced|explained|stated|stressed|noted|declared)"
# "Petra Holm told reporters Holm that", "Petra Holm, according to Petra Holm, said"
_IN_CLAUSE = re.compile(
    rf"(?<![\w’'-])(?P<name>{WORD}(?: {WORD}){{0,2}})"
    rf"(?:,? {_SAYS} (?:[a-z]+ ){{0,2}}(?P<again>{WORD}) (?:that|on|in)\b"
    rf"|, according to (?P=name)\b|,? {_SAYS} (?P=name)\b(?! [A-Z]))"
)
_REACH = 40  # code points before a name


def _may_stand(text: Annotated, start: int, gap: str) -> bool:
    """Return whether the first of two names is no object of the words before: "of Cruz, Cruz"."""
    if gap == " ":
        return True
    before = text.text[max(0, start - _REACH) : start]
    led = _LED.search(before)
    if led is None or (led[2] and led[1] not in ("Mr", "Mrs", "Ms", "Dr")):
        return True
    titles = title_words("honorific", "rank", "office")
    if led[1] in _SAID_BEFORE:
        return True  # "said Rowe, Peter Rowe."
    if led[1] in titles or led[1] == "and":
        word = _LED.search(before[: led.start(1)])
        return word is None or not word[1][0].islower() or bool(word[2]) or led[1] == "and"
    return False


def _has_one(text: Annotated, book: Ledger, match: re.Match[str]) -> bool:
    """Return whether the text calls one person so elsewhere, and nobody by the word twice."""
    last = fold(match["last"])
    firsts = {first for first in book.firsts.get(last, ()) if first != last}
    if last in not_in_names() or text.people.find(f"{match['last']} {match['last']}"):
        return False
    first = fold(match["first"] or "")
    if first:
        return first in firsts and len(firsts) == 1
    before = text.text[: match.start()]
    alone = rf"(?<![\w-]){re.escape(match['last'])}(?![\w-]|[,;]? {re.escape(match['last'])})"
    seen = re.search(alone, before) or (firsts and re.search(alone, text.text[match.end() :]))
    return bool(seen) and len(firsts) < 2 and (bool(firsts) or book.bare.get(last, 0) > 1)


def named_again(text: Annotated) -> Iterator[Hit]:
    """Yield "Rowe Rowe", "Rowe, Mr. Rowe", "Rowe Peter Rowe", "Rowe told reporters Rowe that"."""
    book = ledger(text)
    if not book.bare and not book.firsts:
        return
    for match in _TWICE.finditer(text.text):
        quoted = text.in_quotation(match.start()) and match["gap"] != " "
        if quoted or not _may_stand(text, match.start(), match["gap"]):
            continue
        if _has_one(text, book, match) and not _is_double(text, match):
            yield _hit(match.start(), match.end(), match["last"])
    for match in _IN_CLAUSE.finditer(text.text):
        again = match["again"]
        last = match["name"].split()[-1]
        if text.in_quotation(match.start()) or fold(last) in not_in_names():
            continue
        one = again is None and " " not in match["name"]
        if not one and again in (None, last) and book.is_surname(fold(last)):
            yield _hit(match.start(), match.end(), last)


def _is_double(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the words stand so more than once: a name that is doubled by nature."""
    return text.text.count(match[0]) > 1


def _hit(start: int, end: int, word: str) -> Hit:
    message = f"The name “{word}” stands twice within a few words."
    return Hit(start, end, message, 0.8)
