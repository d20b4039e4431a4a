"""Labels of a page that its text is glued to: sections at headlines, credits of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wordfreq import zipf_frequency

from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY
from mtqa.knowledge.leftovers import pattern

_BRAND = 2.5  # Zipf frequency from which on people know two words in one as a brand
_WORD = 3.0  # and of words that may begin a text
_PLAIN = 3.5  # and of those behind a label that brands begin with as well
_RARE = 2.0
_CREDIT_LINE = 110  # code points in which a credit ends
_TAIL = 80  # and which end a headline
_HEADLINE = 160
_HEADLINE_WORDS = 25
# a capital glued to the end of a word or of an agency in capitals
_SEAM = re.compile(
    r"(?<=[a-z)\]”\"»])(?=[A-Z])|(?<=[A-Z]{3})(?=[A-Z][a-z])|(?<=[a-z]\d)(?=[A-Z][a-z])"
)
_FIRST = re.compile(r"(?:(?:I|A)(?=[’' ])|[A-Z][a-z’']+)(?=,? [\w“\"(]|[.!?]\s)")
_NAMED = re.compile(r"(?<![^\W\d_])(?:Mc|Mac|De|Di|Le|La|Van|Fitz|O['’]|i|e)\Z")
# what brands end with that begin like the name of a section: "WorldCom"
BRAND_ENDS = frozenset(
    {"Com", "Net", "Corp", "Nation", "Pay", "Cup", "Max", "Plus", "Link", "Hub", "Lab", "Labs"}
    | {"Tech", "Care", "Bank", "Week", "Day", "Wire", "Watch", "Room", "Time", "Space", "Works"}
    | {"Line", "Guard", "Check", "Fest", "Pro", "One", "Vest", "Wave", "Man", "Maker", "World"}
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_DAY = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d|20\d\d[./-]\d{1,2}[./-]\d{1,2}"
    rf"|\d{{1,2}} (?i:{_MONTHS})\.?,? 20\d\d|(?i:{_MONTHS})\.? \d{{1,2}},? 20\d\d)"
)
# when a page was made, as its layout writes it
_STAMP = (
    r"(?:(?:Published|Updated|Posted|Last updated|Edited|Added|Date)(?: ?:| on| at)? ?)?"
    rf"(?:{_DAY}(?:,? ?(?:[|·/–-]|at)? ?{_TIME})?|{_TIME}(?:,? ?[|·/–-]? ?{_DAY})?"
    rf"|(?:[Tt]oday|[Yy]esterday|TODAY|{LONG_DAY})"
    rf",?(?: at)? {_TIME}"
    r"|\d{1,2} (?:hours?|minutes?|days?|min) ago)"
)
# what readers did with a page
_COUNT = (
    r"(?:(?:[Cc]omments?|[Vv]iews?|[Vv]iewed|[Ss]hares?|[Ll]ikes?|[Rr]eads?|[Pp]rint)\s?[:(]\s?\d+\)?"
    r"|\d+ (?:[Cc]omments?|[Vv]iews?|[Ss]hares?|[Ll]ikes?|min read)|\(\d{1,3}\))"
)
# the date of a page and the headline behind it, a space between
_DATED = re.compile(rf"[^\S\n]*{_DAY}(?:,? {_TIME})? (?=[A-Z“\"][^\n.]{{25,150}}[^\n.!?:;,]\n)")
_BRACKET_GLUED = re.compile(r"\)(?=[A-Z])")
_TOKEN = re.compile(r"[^\W\d_]*\Z")
_LAST = re.compile(r"\S*\Z")
_AHEAD = re.compile(r"[“\"]?[\w’'-]*")


def frequency(word: str) -> float:
    """Return how often English has the word, on the scale of Zipf, 0 where it is not listed."""
    return zipf_frequency(word.lower(), "en")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    section, credit = pattern("section").pattern, pattern("credit").pattern
    mark = r"[|/»›>·•:&+-]"
    bracketed = rf"[(\[](?i:{section})(?:\s?[,/+&|]\s?(?i:{section}))*[)\]]"
    many = rf"(?:{section})(?:\s?{mark}\s?(?:{section}))*"
    return {
        "before": re.compile(
            rf"[^\S\n]*(?:(?P<sure>{_STAMP}(?: ?[|·])?|{_COUNT}|(?:12|16|18)\+|{bracketed}"
            rf"|(?:{section})(?:\s?[|/»›>·•]\s?(?:{section}))*(?: [|/»›>·•]|[|»›>·•] ?)"
            rf"|(?:{section})(?:\s?[|/»›>·•]\s?(?:{section}))+ ?[|/»›>·•] ?)"
            rf"|(?P<label>{many}))(?=[A-Z“\"][a-zA-Z’']*[ ,])"
        ),
        "path": re.compile(rf"[^\S\n]*(?:{section})(?: ?[»›>→] ?[A-Z][^\n»›>→]{{1,25}}){{2,}}"),
        "behind": re.compile(
            rf"(?:(?<=[a-z\d?!”\"’)])|(?<=[A-Z]{{3}}))(?:(?P<sure>{bracketed}(?:\d\d\+)?"
            rf"|(?<=[a-z)?!”\"’])(?:{_STAMP}|{_COUNT})"
            r"| [|–—-] ?(?:Video|VIDEO|PHOTOS?|Photos?|FOTO|AUDIO|Infographics?|LIVE)"
            r"| (?:Read [Mm]ore|READ MORE|Read [Oo]n|Full [Ss]tory|Watch [Vv]ideo|See [Pp]hotos?)"
            rf"|(?<=[a-z)])(?:12|16|18)\+|[»›] ?(?:{section}))|(?P<label>{many}))[^\S\n]*$"
        ),
        "credit": re.compile(
            rf"(?<=[.!?…”\"’])(?:(?<=[a-z\d)%#][.!?…])|(?<=[.!?][”\"’]))"
            rf"(?:(?:{credit})(?=: |:[A-Z]| (?:by|from|courtesy"
            r"|illustration\.?|copyright|credit|via|caption|taken)\b|[^\S\n]*$| ?/)|©)",
            re.MULTILINE,
        ),
        "bracketed": re.compile(
            rf"(?:^|(?<=[.!?”\"] ))[^.!?()\n]{{0,80}}"
            rf"\((?:{credit})(?:: ?| ?/ ?| by | via )[^()\n]{{2,50}}\)(?=[A-Z][\w’'-]+[ ,])"
            r"|\((?:[A-Z]{2,6}|Reuters|Getty) ?/ ?[^()\n]{2,40}\)(?=[A-Z][a-z]+ [a-z])",
            re.MULTILINE,
        ),
        "led": re.compile(
            rf"(?:^[^\S\n]*|(?<=[.!?”\"] ))(?:(?:{credit})(?:: ?| ?/ ?| (?:by|from|courtesy(?: of)?"
            r"|copyright|credit|via) )|© ?)",
            re.MULTILINE,
        ),
    }


def _are_two(text: str, seam: int, least: float) -> bool:
    """Return whether what stands behind ``seam`` begins a text and is no part of a brand."""
    first = _FIRST.match(text, seam)
    if first is None or _NAMED.search(text, max(0, seam - 4), seam):
        return False
    token = _TOKEN.search(text, max(0, seam - 40), seam)
    whole = (token[0] if token else "") + first[0]
    known = (
        len(first[0]) == 1
        or frequency(first[0]) >= least
        or len(re.findall(rf"\b{first[0]}\b", text)) > 0
    )
    return known and frequency(whole) < _BRAND and text.count(whole) == 1


def _before(text: str) -> Iterator[Hit]:
    """Yield what stands glued before the headline: "14:32Kansas", "World /Egypt"."""
    start = len(text) - len(text.lstrip())
    if path := _patterns()["path"].match(text, start, start + _HEADLINE):
        yield Hit(*path.span(), "The path to the page stands before the headline.", 0.8)
        return
    if dated := _DATED.match(text, start):
        yield Hit(*dated.span(), "The date of the page stands before the headline.", 0.7)
        return
    found = _patterns()["before"].match(text, start, start + _HEADLINE)
    end = text.find("\n", start)
    if found is None or end < 0 or len(text[start:end].split()) > _HEADLINE_WORDS:
        return
    label = found["label"]
    several = label is not None and (label.isupper() or not label.isalpha())
    least = _RARE if several else _PLAIN
    ahead = _AHEAD.match(text, found.end())
    if not several and ahead and ahead[0] in BRAND_ENDS:
        return
    if found["sure"] or _are_two(text, found.end(), least):
        end = found.end() + _length(_AHEAD, text, found.end())
        message = "The section of the site is glued to the headline."
        yield Hit(found.start(), end, message, 0.8)


def _length(pattern_: re.Pattern[str], text: str, *around: int) -> int:
    """Return how long the match is that ``pattern_`` has in the range."""
    found = pattern_.search(text, *around)
    return len(found[0]) if found else 0


def _behind(text: str) -> Iterator[Hit]:
    """Yield what stands glued behind the headline: "attackedShare", "Earth(VIDEO)"."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    if end < 0 or end - start > 2 * _HEADLINE:
        return
    for found in _patterns()["behind"].finditer(text, max(start, end - _TAIL), end):
        token = _TOKEN.search(text, max(0, found.start() - 40), found.start())
        word = token[0] if token else ""
        one = found["label"] is not None and found["label"].isalpha()
        if (
            one
            and not text[found.start() - 1].isdigit()
            and (frequency(word) < _WORD or frequency(word + found["label"]) >= _BRAND)
        ):
            continue
        message = "A label of the page is glued to the headline."
        yield Hit(found.start() - len(word), found.end(), message, 0.8)


def _credits(text: str) -> Iterator[Hit]:
    """Yield credits of pictures that a sentence is glued to, in front or behind."""
    message = "The credit of a picture is glued to the text."
    for found in _patterns()["credit"].finditer(text):
        word = _length(_LAST, text, max(0, found.start() - 40), found.start())
        yield Hit(found.start() - word, found.end(), message, 0.8)
    for found in _patterns()["bracketed"].finditer(text) if _BRACKET_GLUED.search(text) else ():
        end = found.end() + _length(_AHEAD, text, found.end())
        yield Hit(found.start(), end, message, 0.8)
    for found in _patterns()["led"].finditer(text):
        line = text.find("\n", found.end(), found.end() + _CREDIT_LINE)
        end = line if line >= 0 else found.end() + _CREDIT_LINE
        for seam in _SEAM.finditer(text, found.end(), end):
            if _are_two(text, seam.start(), _WORD):
                start = found.end() - len(found[0].lstrip())
                yield Hit(start, seam.start(), message, 0.8)
                break


def glued_labels(text: str) -> Iterator[Hit]:
    """Yield the sections of a site at its headline, and credits that sentences are glued to."""
    yield from _before(text)
    yield from _behind(text)
    yield from _credits(text)
