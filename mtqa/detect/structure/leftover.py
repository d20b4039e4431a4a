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
    r"|(?<![\w#&/])##[a-z]{1,12}\b|(?<!\S)@(?:[-.,:/]@|@)(?!\w)"
    r"|\[(?:FIRST |LAST |YOUR )?(?:NAME|DATE|CITY|COUNTRY|PLACE|PERSON|LOCATION|COMPANY|NUMBER)\]"
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
# what a text is called by whoever was asked to translate, rewrite or shorten it
_WORK = (
    r"(?:translat\w+|rewrit\w+|rewording|reworded|paraphras\w+|proofread|(?:revised|corrected"
    r"|English|improved|polished) (?:version|text|article)|in English|into English|summar\w+"
    r"|version of (?:the|your|this) (?:text|passage|article|report|paragraph|story|sentence))"
)
_ASSISTANT = re.compile(
    r"\b[Aa]s an? (?:AI|artificial intelligence|(?:large )?language model)(?: language)?"
    r"(?: model| assistant)?, I\b[^.\n]*\.?"
    rf"|^(?:(?:Sure|Certainly|Of course|Absolutely|Gladly|Okay|Yes)[!,.:] )"
    rf"(?:[Hh]ere|[Bb]elow|[Tt]his|I['’ ])[^\n]{{0,60}}\b{_WORK}[^\n]{{0,60}}[.:!]?$"
    rf"|^(?:Here(?: is|['’]s| you have)|Below (?:is|you will find|you['’]ll find))"
    rf" (?:the|your|a|an|my) [^\n]{{0,40}}\b{_WORK}[^\n]{{0,60}}:$"
    r"|^(?:English )?[Tt]ranslation:"
    r"|^I hope (?:this|the|that) (?:\w+ ){0,2}(?:translation|version|rewrite|paraphrase|summary)\b"
    r"[^\n]{0,80}$"
    r"|^(?:Please )?[Ll]et me know if (?:you|there)[^\n]{0,60}"
    r"(?:translat|adjust|revis|rephras|rewrit|shorten|changes)[^\n]{0,60}$"
    r"|^[(\[]?(?:Machine|Automatically|Auto)[- ]translated\b[^\n]{0,60}$"
    r"|^[(\[]?[Tt]ranslated (?:from [A-Z]\w+ )?(?:automatically|(?:by|with|using) (?:an? )?"
    r"(?:machine|computer|software|AI|ChatGPT|Google|DeepL|Bing|Yandex|Microsoft)\b)[^\n]{0,40}$"
    r"|^[(\[]?[Tt]ranslated from [A-Z]\w+[.)\]]?$"
    r"|^[(\[]?This (?:article|text|page|story|news|content) (?:was|has been|is)"
    r" (?:automatically|machine)[- ]translated\b[^\n]{0,80}$"
    r"|^(?:Note|Translator['’]s note): (?:The|This|I have|Some) [^\n]{0,80}\btranslat[^\n]*$"
    r"|\bI(?:['’]m sorry, but I| apologi[sz]e, but I)?"
    r" (?:cannot|can['’]t|am unable to|['’]m unable to) (?:translate"
    r"|assist with (?:that|this) (?:request|text))\b[^.\n]*\.?"
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
_MANY = 4  # words of another script: the text is then bilingual on purpose


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
