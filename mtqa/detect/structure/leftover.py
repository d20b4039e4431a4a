"""Traces of the tool that made or carried the text. Documented beside, in leftover.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.model import Severity

_TOKENS = re.compile(
    r"<(?:unk|pad|s|/s|mask|eos|bos|sep|cls|hash|number|url|user|0x[0-9A-F]{2}|2[a-z]{2})>"
    r"|\[(?:UNK|PAD|MASK|SEP|CLS)\]|⁇|▁+\w{0,40}|\b\w{1,40}@@(?!\w)"
    r"|\{\{\s?[\w. ]{1,40}\s?\}\}|\$\{\w{1,40}\}"
    r"|__[A-Za-z]{1,12}_?\d{0,3}__|(?<![\w%])%(?:s|d|\d?\$[sd])(?![\w%])"
    r"|\[(?:[Uu]ntranslated|[Nn]o translation|[Tt]ranslation missing|TRANSLATE|INSERT [A-Z ]+)\]",
    re.IGNORECASE,
)
_ENCODING = re.compile(
    r"&(?:amp|quot|lt|gt|nbsp|apos|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|#x?[0-9A-Fa-f]{2,5});"
    r"|â(?:€[™œ\x9d“”˜¦\x9c\x99\x93\x94]?|\x80[\x90-\xaf])|Ã[©¨¼¶¤³±­§ª«¡¢£º]|Â[ £°»«©®]"
    r"|\ufffd+|\\u[0-9a-fA-F]{4}"
)
_ASSISTANT = re.compile(
    r"\b[Aa]s an? (?:AI|artificial intelligence)(?: language)?(?: model| assistant)?, I\b[^.\n]*\.?"
    r"|^(?:(?:Sure|Certainly|Of course)[!,.] )?Here(?: is|['’]s) (?:the|your|a|my) (?:\w+ ){0,2}"
    r"(?:translation|translated (?:text|version|article))[^.\n]{0,60}:"
    r"|^(?:English )?[Tt]ranslation:"
    r"|^\(?(?:(?:Machine|Automatically)[- ]translated|[Tt]ranslated by (?:Google|DeepL|Bing|Yandex"
    r"|Microsoft)(?: Translat\w+)?)\b[^\n]{0,40}$"
    r"|^(?:Note|Translator['’]s note): (?:The|This|I have|Some) [^\n]{0,80}\btranslat[^\n]*$"
    r"|\bI (?:cannot|can['’]t|am unable to|['’]m unable to) translate\b[^.\n]*\.?"
    r"|^Lorem ipsum\b[^\n]*",
    re.MULTILINE,
)
_SCRIPTS = re.compile(
    r"[\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\uac00-\ud7af]+|[\u0400-\u04ff]{3,}"
    r"|[\u0600-\u06ff]{3,}|[\u0900-\u097f]{3,}|[\u0590-\u05ff]{3,}|[\u0e00-\u0e7f]{3,}"
    r"|[\u0370-\u03ff]{4,}|[\u10a0-\u10ff]{3,}|[\u0530-\u058f]{3,}"
)
_GLOSSED = re.compile(
    r"[(\[][^)\]\n]{0,80}\Z|[\"“'‘«][^\"”’»\n]{0,60}\Z"
    r"|\b(?:Arabic|Chinese|Japanese|Korean|Russian|Ukrainian|Bulgarian|Serbian|Greek|Hebrew|Persian"
    r"|Farsi|Hindi|Thai|Georgian|Armenian|script|characters?|letters?|hashtag|word|spelled|written"
    r"|pronounced|means?|called|name)\b[^.\n]{0,30}\Z"
)
_MANY = 8  # words of another script: the text is then bilingual on purpose


def _foreign_script(text: Annotated) -> Iterator[Hit]:
    found = list(_SCRIPTS.finditer(text.text))
    if len(found) > _MANY:
        return
    for match in found:
        before = text.text[max(0, match.start() - 90) : match.start()]
        if not _GLOSSED.search(before) and not text.in_quotation(match.start()):
            message = "A word in another script was left untranslated."
            yield Hit(match.start(), match.end(), message, 0.8)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each placeholder, broken character, remark of a tool and word in another script."""
    for match in _ENCODING.finditer(text.text):
        message = "A character was broken on its way through a tool."
        yield Hit(match.start(), match.end(), message, 0.85, severity=Severity.MINOR)
    for pattern, confidence, message in (
        (_TOKENS, 0.9, "A placeholder of a tool was left in the text."),
        (_ASSISTANT, 0.85, "A tool speaks here about its own work."),
    ):
        for match in pattern.finditer(text.text):
            if not text.in_quotation(match.start()):
                yield Hit(match.start(), match.end(), message, confidence)
    yield from _foreign_script(text)
