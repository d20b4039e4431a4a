"""A name and itself again behind a mark or a small word: "Rowe-Rowe", "Rowe (Rowe)", "Rowe's Rowe".

No list of people, place or firm is put so, where the text has the name by itself elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._ledger_of_names import Ledger, is_first, ledger
from mtqa.detect.names._mentions import WORD, not_in_names
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import fold, usualness
from mtqa.knowledge.places import is_large_city, is_place

_GAP = r"-|/| / |['’]s | and | & | or | \(|, | [-–—] |\.\.\. ?|… ?|: "
_JOINED = re.compile(
    rf"(?<![\w.&/’'-])(?P<name>(?:(?P<first>{WORD}) )?(?P<last>{WORD}))(?P<gap>{_GAP})"
    r"(?:(?P<whole>(?P=name))|(?P=last)|(?P=first))"
    r"(?P<behind>\)?,?)(?![\w/]|-\w|[^\S\n]?[&(]|[^\S\n](?!(?P=last)\b)[A-Z])"
)
# a quick look for any capitalised word that stands again close by
_ANY = re.compile(
    r"\b([A-Z]\w{2,})(?:['’]s | and | or |\W{1,4}(?:[A-Z][\w’'-]+\W{1,4})?)\1\b", re.ASCII
)
# "Jon Trickett Jon said": a first name behind the whole name
_FIRST_LAST = re.compile(
    rf"(?<![\w.&/’'-])(?P<first>{WORD}) (?P<last>{WORD})(?: (?P=first)(?![\w-]| [A-Z])"
    r"|(?P<gap>,? \(?)(?P=first) (?P=last)(?P<behind>\)|,)(?=['’,]| [a-z]))"
)
_TITLED = re.compile(rf"\b(?:Mrs?|Miss|Ms|Dr|Sir)\.? (?P<last>{WORD}) (?P=last)(?![\w-])")
# "Vardy Jamie Vardy"
_LAST_FIRST_LAST = re.compile(
    rf"(?<![\w.&/-])(?P<last>{WORD}) (?P<first>{WORD}) (?P=last)(?![\w-]| &| [A-Z])"
)
# firms, and what is doubled by custom: "Johnson and Johnson", "Holy of Holies"
_FIRMS = frozenset({"johnson", "ernst", "smith", "marks", "young", "day", "night", "again", "more"})
_COMMON = 4.6  # Zipf
_LEAST = 4  # letters; shorter names are doubled in some languages
_WEAK = frozenset({", ", ": ", "/", " / ", "... ", "...", "… ", "…", " or ", " & "})


def _is_name(text: Annotated, book: Ledger, match: re.Match[str]) -> bool:
    """Return whether the word is a person's name that the text gives by itself or in full."""
    last = fold(match["last"])
    if match["whole"] and match["first"]:
        place = is_place(match["name"]) or is_place(match["last"]) or is_large_city(match["name"])
        person = is_first(match["first"]) or fold(match["first"]) in book.firsts.get(last, ())
        return person and not place and last not in not_in_names()
    if len(last) < _LEAST or last in _FIRMS or last in not_in_names() or usualness(last) >= _COMMON:
        return False
    if match["first"] and is_first(match["first"]) and fold(match["first"]) != last:
        return True
    if is_place(match["last"]) or text.text.count(match[0].rstrip(",)")) > 1:
        return False
    word = rf"(?<![\w-]){re.escape(match['last'])}(?![\w-])"
    around = text.text[: match.start()] + "\n" + text.text[match.end() :]
    known = len(book.firsts.get(last, ())) == 1 or book.bare.get(last, 0) > 1
    return known and re.search(word, around) is not None


def _may_be_list(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the words on both sides may belong to two clauses or items."""
    gap = match["gap"]
    if text.in_quotation(match.start()) and gap not in ("-", "'s ", "’s "):
        return True
    whole = match["whole"] is not None and match["first"] is not None
    if gap == ", ":
        return not (whole or match["behind"])
    return gap in _WEAK and not match["first"]


def joined_twice(text: Annotated) -> Iterator[Hit]:
    """Yield "Rowe-Rowe", "Rowe (Rowe) Rowe", "Rowe, Rowe,", "Rowe and Rowe", "Peter Rowe Peter"."""
    for match in _TITLED.finditer(text.text):
        found = text.people.find(f"{match['last']} {match['last']}")
        if len(match["last"]) >= _LEAST and not found:
            yield _hit(match, match["last"])
    if not _ANY.search(text.text):
        return
    book = ledger(text)
    for match in _JOINED.finditer(text.text):
        if _is_name(text, book, match) and not _may_be_list(text, match):
            yield _hit(match, match["last"])
    yield from _with_first(text)


def _with_first(text: Annotated) -> Iterator[Hit]:
    """Yield a surname before the whole name, and a first name behind it."""
    for match in _LAST_FIRST_LAST.finditer(text.text):
        last, first = match["last"], match["first"]
        if is_first(first) and not is_first(last) and usualness(last) < _COMMON:
            yield _hit(match, last)
    for match in _FIRST_LAST.finditer(text.text):
        first, last = match["first"], fold(match["last"])
        if not is_first(first) or is_first(last) or text.in_quotation(match.start()):
            continue
        if usualness(last) < _COMMON and not {fold(first), last} & not_in_names():
            yield _hit(match, first)


def _hit(match: re.Match[str], word: str) -> Hit:
    message = f"The name “{word}” stands twice within a few words."
    end = match.end() - match[0].endswith(",")
    return Hit(match.start(), end, message, 0.82)
