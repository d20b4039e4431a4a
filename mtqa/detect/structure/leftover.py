"""Traces of the tool that made or carried the text. Documented beside, in leftover.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtqa.annotate.annotated import Annotated
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.detect.structure._letters import accented_words, misread, mixed_words
from mtqa.detect.structure._lines import loose_lines
from mtqa.knowledge.leftovers import pattern
from mtqa.model import Severity

_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y)\b(?!-)")
_SECOND_PERSON = re.compile(r"\b[Yy]ou(?:rs?)?\b")
_SLIPS = 2
_ARTICLE = 150  # words; shorter messages say "I" but once or twice
_SCRIPT = (
    r"(?:[\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\uac00-\ud7af]+|[\u0400-\u04ff]{3,}"
    r"|[\u0600-\u06ff]{3,}|[\u0900-\u097f]{3,}|[\u0590-\u05ff]{3,}|[\u0e00-\u0e7f]{3,}"
    r"|[\u0370-\u03ff]{4,}|[\u10a0-\u10ff]{3,}|[\u0530-\u058f]{3,})"
)
# a word, and what follows of its sentence
_SCRIPTS = re.compile(rf"{_SCRIPT}(?:[^\x00-\x7f]*[ ,-]+[\u0370-\u1cff]+)*")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u3041-\ud7af]")
_GLOSSED = re.compile(
    r"[(\[][^)\]\n]{0,80}\Z|(?:^|(?<=[\s(]))[\"“'‘«][^\"”’»\n]{0,60}\Z"
    r"|\b(?:Arabic|Chinese|Japanese|Korean|Russian|Ukrainian|Bulgarian|Serbian|Greek|Hebrew|Persian"
    r"|Farsi|Hindi|Thai|Georgian|Armenian|script|characters?|letters?|hashtag|word|spelled|written"
    r"|pronounced|means?|called|name)\b[^.\n]{0,30}\Z"
)
# a percent sign and two digits is how an address writes a space, and domains have any script
_ADDRESS = re.compile(r"(?:://|\bwww\.)\S*\Z|[\w-]\.\Z")
_DOMAIN = re.compile(r"[\w-]*\.\w")
_LONG_ADDRESS = 300  # code points
# between a letter and the capital that begins the next word
_SEAM = re.compile(r"(?<=[a-zA-Z])(?=[A-Z](?:[a-z]{2}| [a-z]))(?<![ .’'-][A-Z])(?<!Mc)(?<!Mac)")
_QUOTE = re.compile(r"[\"“”‘«»\n]")
_SHOWN = 12  # code points to the marks around something that a text shows
_LABEL = 50  # code points that a label of a page may take
_MANY = 4  # words of another script: the text is then bilingual on purpose


def _is_shown(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the match stands in a short quotation, which may be of a screen."""
    if not text.in_quotation(match.start()):
        return False
    before = text.text[max(0, match.start() - _SHOWN) : match.start()]
    behind = text.text[match.end() : match.end() + _SHOWN]
    return bool(_QUOTE.search(before) or _QUOTE.search(behind))


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Return whether quotation marks stand at both ends of the match."""
    around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return all(_QUOTE.match(mark) for mark in around)


def _in_address(text: str, match: re.Match[str]) -> bool:
    """Return whether the characters are part of the address of a page or server."""
    before = _ADDRESS.search(text, max(0, match.start() - _LONG_ADDRESS), match.start())
    return before is not None or _DOMAIN.match(text, match.end()) is not None


def _foreign_script(text: Annotated) -> Iterator[Hit]:
    if not _OTHER_SCRIPT.search(text.text):
        return
    found = [m for m in _SCRIPTS.finditer(text.text) if not _in_address(text.text, m)]
    if len(found) > _MANY:
        return
    for match in found:
        before = text.text[max(0, match.start() - 90) : match.start()]
        if not _GLOSSED.search(before) and not _is_shown(text, match):
            message = "A word in another script was left untranslated."
            yield Hit(match.start(), match.end(), message, 0.8)


def _said(text: Annotated, words: re.Pattern[str], but: Sequence[re.Match[str]]) -> int:
    """Return how often such words stand outside of quotations and of the matches ``but``."""
    return sum(
        not text.in_quotation(word.start())
        and not any(match.start() <= word.start() < match.end() for match in but)
        for word in words.finditer(text.text)
    )


def _offers(text: Annotated) -> Iterator[Hit]:
    """Yield what is said to a client, where nobody tells the rest.

    An "I" or two in a text that turns to nobody are slips, no teller.
    """
    found = [m for m in pattern("offer").finditer(text.text) if not text.in_quotation(m.start())]
    if not found:
        return
    tells = _said(text, _FIRST_PERSON, found)
    if tells > _SLIPS or (tells and _said(text, _SECOND_PERSON, found)):
        return
    if tells and len(text.text.split()) < _ARTICLE:
        return
    for match in found:
        yield Hit(match.start(), match.end(), "A tool speaks here to whoever uses it.", 0.8)


_BRACKET_OPEN = re.compile(r"[(\[][^()\[\]\n]{0,80}\Z")
# only a text with one of these is read for the rarer ones
_HINTS = {
    "token": re.compile(
        r"[<>\[{⟦❲⦃⦅⟨⟪⌈⟮❨❬❰⁅⁇▁@#_\\`¤□■●]"
        r"| (?:&&|\$\$|%%|\?\?\?|\^\^|~~|\(\?\))"
        r"|%[sd@A-Z(\d]|[xX]{4}|TK ?TK|TODO:|FIXME|orem ipsum|N/A|null|undefined"
        r"|None|NaN|\"\s*:|'''|XX[A-Z ]|(?:ENTITY|PERSON|PLACEHOLDER|LOCATION)\d"
    ),
    "field": re.compile(
        r"[{}<>@~|\[]|#[A-Z{N]|\$[A-Z(]|\(\(|\((?=[A-Z]{3,}|null)|NaN|NULL|NAN|undefined|None|null|nil"
    ),
    "note": re.compile(
        r"[Tt]ransl|T/N|TL[ /N:]|DeepL|\[|[(](?:[Ll]it|[Ss]o|[Ss]ic|[Aa]s|[Mm]ach|[Aa]uto|[Rr]"
        r"|[Uu]n|AI|by |via |with |orig|Google|Yandex|Bing|ChatGPT|Microsoft)"
        r"|(?:ource|rom|rc|SRC|SOURCE)(?: lang(?:uage)?)? ?[:=]"
        r"|(?:See|View|Show|Read|Open)\b[\w ]{0,20}\b(?:original|source)"
        r"|^[-=*_# ]{2,}[a-z]",
        re.MULTILINE,
    ),
    "broken": re.compile(
        r"[^\x00-\x7f“”‘’–—…\xa0é]|&[\w#]|& ?#|& [a-zA-Z]+ ?;|\\|=[\dA-F]{2}|%[\dA-E]|\?[strvlmd]"
        r"|u20[12]|_x000|[a-z#]\w+;"
    ),
}
_WEB = "Words of a web page were dropped into this sentence."
_PLACEHOLDER = "A placeholder or markup of a tool was left in the text."
_ASSISTANT = "A tool speaks here about its own work."
_SURE = frozenset({"token", "field"})  # nobody says them, whoever is quoted
_KINDS = (
    ("field", 0.9, _PLACEHOLDER),
    ("token", 0.9, _PLACEHOLDER),
    ("assistant", 0.85, _ASSISTANT),
    ("note", 0.85, _ASSISTANT),
    ("web", 0.7, _WEB),
    ("page", 0.75, "This belongs to the page around the article."),
)


def _glued_labels(text: Annotated) -> Iterator[Hit]:
    """Yield a label of a page that the next word is glued to: "Show captionA woman"."""
    for seam in _SEAM.finditer(text.text):
        start = max(0, seam.start() - _LABEL)
        label = pattern("label").search(text.text[start : seam.start()])
        if label and not text.in_quotation(seam.start()):
            yield Hit(start + label.start(), seam.start(), _WEB, 0.8)


def _broken(text: Annotated) -> Iterator[Hit]:
    if not _HINTS["broken"].search(text.text):
        return
    message = "A character was broken on its way through a tool."
    for match in pattern("broken").finditer(text.text):
        if not (match[0].startswith("%") and _in_address(text.text, match)):
            yield Hit(match.start(), match.end(), message, 0.85, severity=Severity.MINOR)


def _traces(text: Annotated) -> Iterator[Hit]:
    yield from misread(text.text)
    yield from _broken(text)
    for kind, confidence, message in _KINDS:
        if kind in _HINTS and not _HINTS[kind].search(text.text):
            continue
        for match in pattern(kind).finditer(text.text):
            credit = kind == "web" and _BRACKET_OPEN.search(
                text.text, max(0, match.start() - 90), match.start()
            )
            shown = kind not in _SURE or _is_alone(text.text, match)
            if not credit and not (shown and _is_shown(text, match)):
                start = match.end() - len(match[0].lstrip())
                yield Hit(start, match.start() + len(match[0].rstrip()), message, confidence)
    yield from _glued_labels(text)
    yield from _offers(text)
    yield from _foreign_script(text)
    yield from mixed_words(text)
    yield from accented_words(text)
    yield from loose_lines(text)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each placeholder, broken character, remark of a tool and word in another script."""
    yield from first_come(_traces(text))
