"""Letters of an acronym gone astray: "C D C", "U.AE", "HHBO", "UК" with a Cyrillic letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.acronyms import acronyms, foreign_acronyms
from mtqa.knowledge.names import distance, fold, usualness
from mtqa.knowledge.offices import country_codes
from mtqa.model import Evidence

_WHOLE = re.compile(r"(?<![\w.&/-])[A-Z]{2,7}(?![\w&/-]|\.[A-Z])")
# Cyrillic and Greek capitals that look like Latin ones
_LOOKALIKES = str.maketrans("АВЕЁКМНОРСТХУІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEEKMHOPCTXYIJSABEZHIKMNOPTYX")
_FOREIGN = "\u0400-\u04ff\u0391-\u03a9"
_MIXED = re.compile(rf"\b[A-Z{_FOREIGN}]*(?:[A-Z][{_FOREIGN}]|[{_FOREIGN}][A-Z])[A-Z{_FOREIGN}]*\b")
_SAME_AGAIN = re.compile(rf"(?<![\w-])(?P<short>[A-Z]{{2,7}}) ?[(/] ?[{_FOREIGN}]{{2,7}}\)?")
_SPACED = re.compile(r"(?<![\w.&’'-])(?<![A-Z] )[A-Z](?: [A-Z]){1,5}(?![\w&’'-]| [A-Z]\b)")
_DOTTED = re.compile(
    r"(?:(?<![\w.&/@-])|(?<=\b[Nn]on-))(?:[A-Z]\.[A-Z]{2,5}|[A-Z]{2,5}\.[A-Z])(?![\w.@/-])"
)
_TWO_MARKS = re.compile(r"(?<![\w-])[A-Z]{2,7}['’]s?['’](?![\w’'])")
_OPENED = re.compile(r"(?<![\w’'])['‘](?=\w)")
_THRICE = re.compile(r"(.)\1\1")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DECLINED = re.compile(
    r"(?<![\w.&/’'-])(?P<short>[A-Z]{2,6})(?P<mark>[-’'])(?P<ending>u|a|e|i|om|em|ów|ie|owi|ovi|ul|ului"
    r"|n[iıuü]n|[iıuü]n|y[iıuü]|n[iıuü]|d[ae]|d[ae]n|t[ae]|t[ae]n|y[ae]|ssa|ssä|ban|ben|nek|nak|ra|re"
    r"|hoz|hez|nál|nél|ból|ből|ja|je|ile)(?![\w’'-])"
)
_ANY_DECLINED = re.compile(r"[A-Z][-’'](?!s\b)[a-zıüó]")
_ENGLISH_ENDINGS = frozenset({"re"})  # "The NFL're"
_NO_VOWEL = re.compile(r"[BCDFGHJKLMNPQRSTVWXZ]{3,}")
# capitals with vowels that nobody says as a word
_SPELT_OUT = frozenset(
    {"UAE", "USA", "FBI", "CIA", "IMF", "FDA", "FAA", "EPA", "NBA", "CEO", "OECD"}
)
# without these there is none of the two behind them
_JOINED = re.compile(r"[A-Z]{2}-[A-Z]{2}")
_BRACKET = re.compile(r" \([A-Z]{2}")
_TWICE = re.compile(r"(?<![\w-])([A-Z]{2,7})-\1(?![\w-])")
# "CÉO (CEO)", "PA. (AP)"
_AGAIN = re.compile(r"(?<![\w.-])([^\W\da-z_]{2,7})\.? \(([A-Z]{2,7})\)")
# the acronym of the words before it, one of whose letters strayed
_IN_BRACKETS = re.compile(r" \(([A-Z]{3,7})\)")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w’'-]* ){2,7}\Z")
# where the word itself should stand, with nothing that it could abbreviate
_AS_WORD = re.compile(
    r"\b(?:[Tt]he|that|an?|of|by|with|to|and|in|from) \(([A-Z]{3,6})\)(?=['’]s\b| [A-Za-z])"
)
_REVERSED = re.compile(
    r"(?<![\w.&/-])(?:(?<=\b[Tt]he )(?P<one>KU)(?=['’]s\b| (?:government|economy|and\b|is\b|has\b))"
    r"|(?P<two>SU)(?= (?:President|State Department|Treasury|Congress|Senate|Army|Navy"
    r"|government|military|officials?|troops|forces|citizens?|dollars?|economy)\b))"
)
_RARE = 2.4  # Zipf
_KNOWN = 3.0
_FEWER = 1.0  # Zipf by which the slip is less usual than what it is a slip of
_OFTEN = 2  # times
_LONG = 3  # letters
_REACH = 200  # code points in which a quotation may be open, or the words of a name stand


def _is_headline(text: Annotated, start: int, end: int) -> bool:
    """Return whether other words in capitals stand beside."""
    before = re.search(r"[A-Z]{3,} \Z", text.text[max(0, start - 12) : start])
    return before is not None or re.match(r" [A-Z]{3,}\b", text.text[end:]) is not None


def _of_other_scripts(text: Annotated) -> Iterator[Hit]:
    """Yield acronyms with letters of another script, or followed by themselves in one."""
    if text.text.isascii():
        return
    for match in _MIXED.finditer(text.text):
        plain = match[0].translate(_LOOKALIKES)
        if plain.isascii() and len(plain) > 1:
            message = f"“{match[0]}” has letters of another alphabet that look like “{plain}”."
            yield Hit(*match.span(), message, 0.9, (), plain)
    for match in _SAME_AGAIN.finditer(text.text):
        message = f"“{match['short']}” stands again in another alphabet."
        yield Hit(*match.span(), message, 0.85, (), match["short"])


def _parted(text: Annotated, counts: Counter[str]) -> Iterator[Hit]:
    """Yield letters with spaces or a dot between that the text has, or everybody, as one word."""
    for pattern in (_SPACED, _DOTTED):
        for match in pattern.finditer(text.text):
            whole = re.sub(r"[ .]", "", match[0])
            if whole in _ALPHABET:
                continue  # "plans A B C"
            known = whole in acronyms() or bool(country_codes(whole))
            led = len(whole) >= _LONG or text.text[max(0, match.start() - 2)].islower()
            known = known or (pattern is _DOTTED and usualness(whole) >= _KNOWN)
            if (counts[whole] and led) or (known and len(whole) >= _LONG):
                yield _hit(match.start(), match.end(), match[0], whole, 0.82)


def _two_marks(text: Annotated) -> Iterator[Hit]:
    for match in _TWO_MARKS.finditer(text.text):
        opened = _OPENED.search(text.text, max(0, match.start() - _REACH), match.start() + 1)
        if opened is None:
            yield Hit(*match.span(), f"“{match[0]}” has two apostrophes.", 0.85)


def _slips(text: Annotated, counts: Counter[str]) -> Iterator[Hit]:
    """Yield an acronym that stands once and has the letters of another, one too many or few."""
    for short, times in counts.items():
        own = short in acronyms() or short in foreign_acronyms() or bool(country_codes(short))
        if times > 1 or len(short) < _LONG or own or usualness(short) >= _RARE:
            continue
        meant = _meant(short, counts)
        if meant is None or f"({short})" in text.text:
            continue
        match = re.search(rf"(?<![\w.&/-]){short}(?![\w&/-])", text.text)
        if match and not _is_headline(text, *match.span()):
            yield _hit(match.start(), match.end(), short, meant, 0.78)


def _meant(short: str, counts: Counter[str]) -> str | None:
    """Return the acronym that ``short`` is a slip of, if any."""
    if _THRICE.search(short):
        return None  # "VERYYY"
    for at in range(len(short) - 1):
        once = short[:at] + short[at + 1 :]
        doubled = short[at] == short[at + 1] and len(once) >= _LONG
        unknown = usualness(short) == 0 and (counts[once] or usualness(once) >= _KNOWN)
        if doubled and (unknown or counts[once] >= _OFTEN):
            return once
    for other, times in counts.items():
        if other == short or (usualness(other) < usualness(short) + _FEWER and times <= _OFTEN):
            continue
        if sorted(other) == sorted(short):
            return other
        unknown = usualness(short) == 0 and times > _OFTEN and len(short) > _LONG
        if unknown and len(other) == len(short) and distance(short, other) == 1:
            return other  # "HATO" of NATO
        one_more = len(other) == len(short) + 1 and times >= _OFTEN
        if one_more and tuple(short) in combinations(other, len(short)) and short[-1] == other[-1]:
            return other
    return None


def _declined(text: Annotated, counts: Counter[str]) -> Iterator[Hit]:
    """Yield acronyms with a case ending of another language: "BBC-u", "NATO’nun"."""
    for match in _DECLINED.finditer(text.text) if _ANY_DECLINED.search(text.text) else ():
        short = match["short"]
        known = short in acronyms() or counts[short] or usualness(short) >= _KNOWN
        if known and (match["mark"] == "-" or match["ending"] not in _ENGLISH_ENDINGS):
            message = f"“{match[0]}” is “{short}” with the case ending of another language."
            yield Hit(*match.span(), message, 0.8, (), short)


def _in_small_letters(text: Annotated, counts: Counter[str]) -> Iterator[Hit]:
    """Yield "Uae" of what is written in capitals elsewhere, and can't be said as a word."""
    for short, times in counts.items():
        spelt = len(short) >= _LONG and (short in acronyms() or times >= _OFTEN)
        if not spelt or not (_NO_VOWEL.fullmatch(short) or short in _SPELT_OUT):
            continue
        match = re.search(rf"(?<![\w.@#/-]){short.capitalize()}(?![\w@/-])", text.text)
        if match:
            message = f"“{match[0]}” is “{short}” in small letters."
            yield Hit(*match.span(), message, 0.75, (), short)


def _said_twice(text: Annotated, counts: Counter[str]) -> Iterator[Hit]:
    """Yield "UK-UK", "CÉO (CEO)", and "the KU’s" where the text has UK."""
    for match in _TWICE.finditer(text.text) if _JOINED.search(text.text) else ():
        if len(set(match[1])) > 1:
            yield _hit(*match.span(), match[0], match[1], 0.85)
    for match in _AGAIN.finditer(text.text) if _BRACKET.search(text.text) else ():
        if sorted(fold(match[1])) == sorted(fold(match[2])) and len(set(match[1])) > 1:
            yield _hit(*match.span(), match[0], match[2], 0.8)
    for match in _REVERSED.finditer(text.text) if counts["KU"] + counts["SU"] else ():
        whole = match[0][::-1]
        if counts[whole] > 1 and counts[match[0]] == 1:
            yield _hit(*match.span(), match[0], whole, 0.8)


def _of_words_before(text: Annotated, counts: Counter[str]) -> Iterator[Hit]:
    """Yield "Assam Jatiya Parishad (PAJ)" and "Passenger Location Form (PLFO)".

    Other languages have other words in another order, so that the acronym of a name in English
    counts only where the text has it right elsewhere.
    """
    for match in _IN_BRACKETS.finditer(text.text):
        bracket = match.start() + 1
        said = _WORDS_BEFORE.search(text.text, max(0, bracket - _REACH), bracket)
        if said is None:
            continue
        short, words = match[1], [word for word in said[0].split() if word[0].isupper()]
        for size in (len(short), len(short) - 1):
            name = words[-size:]
            right = "".join(word[0] for word in name).upper()
            if len(name) != size or size < _LONG or not said[0].rstrip().endswith(name[-1]):
                continue
            foreign = all(usualness(word) < _RARE for word in name[1:])
            other = sorted(right) == sorted(short) and right != short
            longer = size < len(short) and short.startswith(right) and counts[right]
            elsewhere = counts[right] and f"({right})" not in text.text  # else another body's
            if longer or (other and (elsewhere or foreign)):
                yield _hit(*match.span(1), short, right, 0.82)
                break


def _one_letter_more(text: Annotated, counts: Counter[str]) -> Iterator[Hit]:
    """Yield "the (UKA) excels", "the (BJPA)’s victory": in brackets, and nothing said before."""
    if " (" not in text.text:
        return
    for match in _AS_WORD.finditer(text.text):
        short, base = match[1], match[1][:-1]
        own = short in acronyms() or bool(country_codes(short)) or usualness(short) >= _KNOWN
        known = counts[base] or base in acronyms() or usualness(base) >= _KNOWN
        if not own and known and counts[short] == 1:
            yield _hit(match.start(1) - 1, match.end(1) + 1, short, base, 0.78)


def _hit(start: int, end: int, said: str, whole: str, sure: float) -> Hit:
    note = Evidence(note=f"It is “{whole}” elsewhere.")
    return Hit(start, end, f"“{said}” is “{whole}” with its letters astray.", sure, (note,), whole)


def astray(text: Annotated) -> Iterator[Hit]:
    """Yield acronyms whose letters are parted, doubled, lost, swapped or of another alphabet."""
    counts = Counter(match[0] for match in _WHOLE.finditer(text.text))
    yield from _of_other_scripts(text)
    yield from _parted(text, counts)
    yield from _two_marks(text)
    yield from _said_twice(text, counts)
    yield from _of_words_before(text, counts)
    yield from _one_letter_more(text, counts)
    yield from _slips(text, counts)
    yield from _declined(text, counts)
    yield from _in_small_letters(text, counts)
