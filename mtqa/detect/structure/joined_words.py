"""Words that a layout glued together or tore apart. Documented beside, in joined_words.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading
from mtqa.detect.overlap import first_come, outside
from mtqa.detect.rule import Hit
from mtqa.detect.structure._first_letters import first_letters
from mtqa.detect.structure._labels import BRAND_ENDS, frequency, glued_labels

_OPENERS = (
    "The|This|That|These|Those|There|He|She|It|They|We|But|And|When|While|After|Before|According"
    "|However|Although|His|Her|Their|Its|Our|Many|Some|Most|Several|President|Prime|Minister|Mr"
)
_LABELS = (
    "[Pp]hoto(?:graph)?s?|[Ii]mages?|[Ii]llustration|[Vv]ideo|[Cc]aption|[Cc]redit|[Ss]creenshot"
    "|[Aa]dvertisement"
)
_GLUED = re.compile(
    rf"(?<![\w@./#_-])(?:({_LABELS})([A-Z][a-z]{{2,}})|([A-Z]?[a-z]{{2,20}})({_OPENERS}))"
    r"(?= [A-Za-z])"
)
_PLACED = re.compile(
    r"(?<![\w@./#_-])([A-Z]{4,})(The|In|On|At|He|She|It|They|We|After|When)(?= [a-z])"
)
# a year, a bracket or an agency, and the word that begins the text behind it
_BEHIND = re.compile(
    r"(?:(?<=[\d)\]])|\b(AFP|AP|EPA|EFE|DPA|PTI|ANSA|TASS|IANS|BBC|CNN|Reuters|Getty Images))"
    r"(The|This|These|Those|There|They|He|She|It|When|While|After|Before|According|However|Although"
    r"|His|Her|Their|Its|In|On|At|For|But|And|Two|Three|Four|Five|Six|Many|Some|Most|Several)"
    r"(?= [a-z])"
)
# the agency of a dateline, in brackets or between strokes: "LONDON (Ag)Sotheby's"
_DATELINE = re.compile(
    r"^[^\S\n]*(?=[A-Z]{3}|[A-Z][a-z]+,? )[A-Z][\w’'., /-]{2,40}?[ ,]"
    r"(?:\((?:[A-Z]{2,6}|Ag|dpa|Reuters|Xinhua|Interfax|[A-Z]{2,6}[/-](?:[A-Z]{2,6}|Reuters))\)|/(?:AP|AFP|ANSA|TASS|dpa|PAP|EFE|Reuters|Xinhua)/|\[[A-Z]{2,8}\])"
    r"[-–—]?(?P<first>[A-Z][\w’'-]+)(?= [\w“\"])",
    re.MULTILINE,
)
_CAPITALS = re.compile(r"(?<![\w@./#_-])([A-Z]{4,})([A-Z][a-z]{2,})(?![\w/.@-]*\w)")
_AGENCY = re.compile(
    r"\b(AFP|EPA|EFE|DPA|PTI|ANSA|TASS|IANS|UNIAN|PAP|CTK|MTI|BNS|NTB|TASR|Reuters|Interfax|Xinhua)"
    r"([A-Z][a-z]{3,})(?=,? [\w“\"])"
)
# "newsTwo": no brand begins with a common word in small letters
_SMALL_FIRST = re.compile(r"(?<![\w@./#-])([a-z]{4,})([A-Z][a-z]{2,})(?![\w/.@-])")
_EVERYDAY = 4.2  # Zipf frequency
_FUSED = re.compile(r"(?<!\w)([A-Z])(\1[a-z]+)(?= [a-z])")
_TORN = re.compile(r"(?:^|(?<=[.!?] )|(?<=[.!?][”\"] ))([A-Z]) ([a-z]+)(?= [a-z])", re.M)
# the section of a site before its headline
_SECTION = re.compile(
    r"^[^\S\n]*(News|World|Sports?|Politics|Business|Breaking|Video|Opinion|Culture|Economy|Health"
    r"|Society|Live|Exclusive|Update|Technology|Science|Photos?|Local|National|International"
    r"|Entertainment|Lifestyle|Travel|Weather|Crime|Education|Finance|Interview|Analysis"
    r"|[A-Z]{4,}(?=[A-Z][a-z]{2}))([A-Z][a-z]{3,})(?=[ ,])",
    re.MULTILINE,
)
# behind these no brand goes on: "PhotographThe"
_FUNCTION = frozenset(
    {"The", "This", "That", "These", "Those", "There", "They", "When", "While", "After", "Before"}
    | {"According", "However", "Although", "His", "Her", "Their", "Its"}
)
_NO_NAME = 3.0  # Zipf frequency from which on a word is no part of an unknown name
# a length of a recording between two words: "Video00:52Hailstones"
_TIMED = re.compile(r"(?<=[a-z])\d{1,2}:[0-5]\d(?:(?=[A-Z][a-z])|(?=[a-z]{3}))")
_TYPED_SO = 2.5  # Zipf frequency of brands that people know; slips of the pen are below it
_COMMON = 4.0  # Zipf frequency of words that everybody knows
_NO_WORD = 3.5  # and of letters that are no word
_OPENING = 5.5  # and of those that sentences begin with


def _glued(text: str) -> Iterator[Hit]:
    found = list(_GLUED.finditer(text))
    times = Counter(match[0] for match in found)
    for match in found:
        first, second = match[1] or match[3], match[2] or match[4]
        if times[match[0]] > 1 or frequency(match[0]) >= _TYPED_SO:
            continue  # a brand
        least = _NO_NAME if second in _FUNCTION else _COMMON
        if (match[1] or frequency(first) >= least) and frequency(second) >= _COMMON:
            fixed = f"{first} {second}"
            message = "Two words are glued together."
            yield Hit(match.start(), match.end(), message, 0.8, suggestion=fixed)


def _datelines(text: str) -> Iterator[Hit]:
    for match in _PLACED.finditer(text):
        fixed = f"{match[1]} {match[2]}"
        message = "Two words are glued together."
        yield Hit(match.start(), match.end(), message, 0.75, suggestion=fixed)


def _are_two(text: str, match: re.Match[str], least: float) -> bool:
    """Return whether both words are known and stand so but once, as no brand does."""
    known = min(frequency(match[1]), frequency(match[2])) >= least
    return known and text.count(match[0]) == 1 and frequency(match[0]) < _TYPED_SO


def _two_words(match: re.Match[str]) -> Hit:
    message = "Two words are glued together."
    return Hit(*match.span(), message, 0.8, suggestion=f"{match[1]} {match[2]}")


def _glued_capitals(text: str) -> Iterator[Hit]:
    """Yield a word in capitals and the next one: "READ MORERiver levels"."""
    for match in _CAPITALS.finditer(text):
        if not _PLACED.match(text, match.start()) and _are_two(text, match, _COMMON):
            yield _two_words(match)
    for match in _AGENCY.finditer(text):
        if frequency(match[2]) >= _NO_NAME and frequency(match[0]) < _TYPED_SO:
            fixed = f"{match[1]} {match[2]}"
            message = "The text is glued to the agency that it comes from."
            yield Hit(match.start(), match.end(), message, 0.8, suggestion=fixed)
    for match in _DATELINE.finditer(text):
        fixed = f"{text[match.start() : match.start('first')]} {match['first']}"
        message = "The text is glued to its dateline."
        yield Hit(match.start(), match.end(), message, 0.8, suggestion=fixed.lstrip())


def _behind(text: str) -> Iterator[Hit]:
    for match in _BEHIND.finditer(text):
        start = match.start()
        fixed = f"{match[1]} {match[2]}" if match[1] else f" {match[2]}"
        message = "The text is glued to what stands before it."
        yield Hit(start, match.end(), message, 0.8, suggestion=fixed)
    for match in _SMALL_FIRST.finditer(text):
        if _are_two(text, match, _EVERYDAY):
            yield _two_words(match)


def _timed(text: str) -> Iterator[Hit]:
    for match in _TIMED.finditer(text):
        yield Hit(*match.span(), "The length of a recording is glued to the words beside it.", 0.8)


def _sections(text: str) -> Iterator[Hit]:
    for match in _SECTION.finditer(text):
        words = frequency(match[2]) >= _COMMON and frequency(match[1]) >= _NO_WORD
        known = words and frequency(match[0].strip()) < _TYPED_SO
        if known and match[2] not in BRAND_ENDS and is_heading(text, match.start(1)):
            start, end = match.start(1), match.end()
            fixed = f"{match[1]} {match[2]}"
            message = "The section of the site is glued to the headline."
            yield Hit(start, end, message, 0.75, suggestion=fixed)


def _is_torn(letter: str, rest: str) -> bool:
    """Return whether the letter and the rest are one word that sentences begin with."""
    whole = frequency(letter + rest)
    if letter in "AIO":  # words by themselves, so the rest must be none
        return frequency(rest) < _NO_WORD and whole >= _COMMON
    return whole >= max(_OPENING, frequency(rest))


def _capitals(text: str) -> Iterator[Hit]:
    for match in _FUSED.finditer(text):
        if frequency(match[2]) >= _OPENING and frequency(match[0]) < _TYPED_SO:
            message = "The first letter is written twice."
            yield Hit(match.start(), match.end(), message, 0.8, suggestion=match[2])
    for match in _TORN.finditer(text):
        word = match[1] + match[2]
        if _is_torn(match[1], match[2]):
            message = "The first letter is torn off its word."
            yield Hit(match.start(1), match.end(), message, 0.8, suggestion=word)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each pair of words in one, and each first letter doubled or torn off."""
    plain = text.text
    glued = (
        *_glued(plain),
        *_behind(plain),
        *_sections(plain),
        *_glued_capitals(plain),
        *glued_labels(plain),
    )
    yield from first_come(glued)
    yield from _timed(plain)
    capitals = list(first_come((*_capitals(plain), *_datelines(plain))))
    yield from capitals
    yield from outside(first_come(first_letters(text)), capitals)
