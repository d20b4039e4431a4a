"""Letters that came from another script, or from another encoding, into English words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wordfreq import zipf_frequency

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

# letters of living scripts other than Latin, and the wide ones of East Asia
_OTHER = (
    r"\u0370-\u1cff\u1f00-\u1fff\u3041-\u3096\u30a1-\u30fa\u3131-\ud7af\uff21-\uff3a\uff41-\uff5a"
)
_ANY = re.compile(f"[{_OTHER}]")
_WORD = re.compile(rf"(?<![\w@#])[A-Za-zÀ-ɏ{_OTHER}]*[{_OTHER}][A-Za-zÀ-ɏ{_OTHER}]*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
# "μTorrent", "TNFα", "ΔT", "Ωm": a Greek letter that science puts before or behind Latin ones
_SYMBOL = re.compile(
    r"[α-ωΔΣΩΛΓΠΦΨ][A-Za-zÀ-ɏ]+|[A-Za-z]*[A-Z\d][α-ω]|[A-Za-z]+[αβγδσ]|[A-Za-z]{1,2}[Α-ω]"
)
_MANY = 6  # such words: the text plays with letters
# a word of one or two letters of Cyrillic or Greek between words of English
_LONE = re.compile(r"(?<=[A-Za-z,] )[а-яіїєα-ω]{1,2}(?= [a-z]{2})")
_SYMBOLS = re.compile(r"[α-ω]")

_BYTES = re.compile(r"[^\x00-\x7f]{2,}")
_CODES = (
    "cp1252", "cp1251", "cp1250", "cp1254", "cp1253", "cp1257", "latin-1", "mac-roman", "cp437",
    "cp850", "cp866", "koi8-r", "gb18030",
)  # fmt: skip
# what articles in English are likely to have had there: one letter of another script is chance
_IN_ARTICLES = re.compile(
    "[\u00a0-\u01ff\u0218-\u021b\u1e00-\u1eff\u2000-\u206f€₤₹₽™№−]+|[\u0370-\u06ff\u3040-\u9fff]{2,}"
)
_PLAIN = re.compile("[“”‘’–—…€£é°\xa0\u2009\u202f]+")


def mixed_words(text: Annotated) -> Iterator[Hit]:
    """Yield each Latin word with letters of another script, and each lone letter of one."""
    prose = text.text
    if prose.isascii() or not _ANY.search(prose):
        return
    found = [match for match in _WORD.finditer(prose) if _is_mixed(match[0])]
    for match in found if len(found) < _MANY else ():
        message = "Letters of two scripts stand in this word."
        yield Hit(*match.span(), message, 0.85)
    lone = [match for match in _LONE.finditer(prose) if not _SYMBOLS.fullmatch(match[0])]
    for match in lone if len(lone) < _MANY and len(found) < _MANY else ():
        if not text.in_quotation(match.start()):
            yield Hit(*match.span(), "A word in another script was left untranslated.", 0.8)


def _is_mixed(word: str) -> bool:
    return _LATIN.search(word) is not None and _SYMBOL.fullmatch(word) is None


def _decodes(run: str) -> str | None:
    """Return what the characters are when their bytes, in some encoding, are read as UTF-8."""
    for code in _CODES:
        try:
            read = run.encode(code).decode("utf-8")
        except UnicodeError:
            continue
        if len(read) < len(run) and _IN_ARTICLES.fullmatch(read):
            return read
    return None


def misread(prose: str) -> Iterator[Hit]:
    """Yield the runs of characters whose bytes are one letter or mark of UTF-8."""
    for match in _BYTES.finditer(prose):
        if not _PLAIN.fullmatch(match[0]) and (read := _decodes(match[0])):
            message = "A character was broken on its way through a tool."
            yield Hit(*match.span(), message, 0.85, suggestion=read)


_ACCENTED = re.compile(
    r"(?<![\w@#/.])([A-Za-z]+),? (?=[a-z]*[^\x00-\x7f])([a-zß-ɏ]{3,})(?=[,.]? ([a-z]+)\b)"
)
_UNKNOWN = 1.3  # Zipf frequency in English below which nobody borrows the word
_ORDINARY = 3.7  # and of the English words around it
_FEW = 3  # such words: the writer likes them
_NEAR = 60  # code points
_EXPLAINED = re.compile(
    r"\b(?:words?|term|called|named?|means?|known as|titled?|entitled|spelled|written|or"
    r"|traditional|dish|song|dance|phrase|famous|local)\b[^.\n]{0,30}\Z"
)


def accented_words(text: Annotated) -> Iterator[Hit]:
    """Yield words in small letters with accents, that English hasn't, in a text with few."""
    if text.text.isascii():
        return
    found = [match for match in _ACCENTED.finditer(text.text) if _is_strange(match)]
    for match in found if len(found) < _FEW else ():
        if not _EXPLAINED.search(text.text, max(0, match.start(2) - _NEAR), match.start(2)):
            message = "This word of another language was left untranslated."
            yield Hit(*match.span(2), message, 0.7)


def _is_strange(match: re.Match[str]) -> bool:
    """Return whether English words stand around a word in small letters that is none."""
    around = min(zipf_frequency(match[1].lower(), "en"), zipf_frequency(match[3], "en"))
    word = match[2]
    return around >= _ORDINARY and word.islower() and zipf_frequency(word, "en") < _UNKNOWN
