"""Names of papers, channels and sites that became words: "on the face book", "the bi-bi-si"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.agencies import agencies, rendered
from mtqa.model import Evidence

_START = r"(?:(?<=[.!?] )|(?<=[.!?][”\"] )|(?<=\n)|\A)"
_LED = re.compile(
    r"\b(?:on|to|told|in|from|via|by|the|my|his|her|their|our|an?|and|with|as|of|for|quick|said)"
    r" [“\"]?\Z",
    re.IGNORECASE,
)
# birds make such a sound, and it is nobody's site without "on"
_SOUNDS = frozenset({"twittering", "twitterings", "twitters", "chirping", "chirper"})
_ON_THE = re.compile(r"\b(?:on|via|told) (?:the |his |her )?\Z")
# letters as languages say them
_LETTER = (
    r"(?:ay|ey|ei|eh|bee|bi|be|cee|see|si|ce|tse|dee|di|de|ee|i|eff?|gee|dzhi|dji|ji|ge|zhe|aitch"
    r"|eych|jay|jey|dzhey|kay|kei|key|ka|ell?|em|en|pee|pi|pe|kju|ar|er|ess?|tee|ti|te|yu|ju|u"
    r"|vee|vi|ve|iks|ex|wai|zed|zee|zet)"
)
_SPELT = re.compile(rf"(?<![\w-])(?:{_LETTER}-){{2,3}}{_LETTER}(?![\w-])", re.IGNORECASE | re.ASCII)
_HYPHENS = re.compile(r"[A-Za-z]-[A-Za-z]{1,5}-[A-Za-z]")
_DATELINE = re.compile(
    r"\((?:a\. ?p\.?|a\. ?f\. ?p\.?|u\. ?p\. ?i\.?|d\. ?p\. ?a\.?|p\. ?t\. ?i\.?"
    r"|[Aa]p|[Aa]fp|[Uu]pi|[Dd]pa(?=\) [A-Z])|reuters|reuter|reporters)\)(?= ?[-–—] ?[A-Z\d]|\Z)"
)
# the verb before who reports, and nobody between: "About this informs the Morning Star"
_VERB_FIRST = re.compile(
    _START + r"(?P<said>About (?:this|it|that) (?:informs?|reports?|writes?|tells?|communicates?"
    r"|announces?|transmits?|conveys?|says?)(?= (?:the|an?|us|[A-Z“\"])\b)"
    r"|(?:Reports?|Writes?|Informs?|Communicates?|Transmits?|Announces?|Conveys?) (?:about|of)"
    r" (?:this|it|that)(?= (?:the|an?|[A-Z“\"])\b)"
    r"|As (?:informs?|reports?|writes?|communicates?|transmits?|conveys?|announces?|tells?)"
    r"(?= (?:the|an?|us|[A-Z“\"])\b))"
)
_WRITES_IT = re.compile(
    r"\b[Tt]he (?:voice|truth|evening|morning|times|country|world|republic|people|freedom|word"
    r"|hour|herald|star|sun|mirror|observer|independent|news|telegraph|century|labour|flag|echo)"
    r" (?:(?:writes|reports|informs|tells) (?:it|about it|about this|of it)\b|writes from [A-Z])"
)
_TELLING = re.compile(
    r"\b[Tt]he (?:financial times|new york times|sky news|fox news|associated press"
    r"|washington post|wall street journal|daily mail|united press) (?:is|are|was|were|has|have"
    r"|had|said|says?|reports?|reported|writes?|wrote|told|tells?|quoted?|quotes)\b"
    r"|(?:^|[.!?] )As the (?:financial times|sky news|fox news|new york times|daily mail),"
)


# without any of these words, in small letters, no pattern need be tried
_REPORT = ("s say ", "s report", "s wrote", "s write", "s told")
_TELLERS = (
    "financial times", "new york times", "sky news", "fox news", "associated press",
    "washington post", "wall street journal", "daily mail", "united press",
)  # fmt: skip
_WRITES = (
    "writes it", "writes about", "writes of it", "writes from", "reports it", "reports about",
    "reports of it", "informs it", "informs about", "informs of it", "tells it", "tells about",
    "tells of it",
)  # fmt: skip
_QUICK_VERBS = (
    "About this ", "About it ", "About that ", "s about this ", "s about it ", "s about that ",
    "t about this ", "t about it ", "t about that ", "s of this ", "s of it ", "s of that ",
    "e about this ", "e about it ", "As inform", "As report", "As write", "As communicate",
    "As transmit", "As convey", "As announce", "As tell",
)  # fmt: skip


@cache
def _small() -> tuple[str, ...]:
    """Return the renderings in small letters."""
    return tuple(name.lower() for name in rendered("medium"))


@cache
def _media() -> re.Pattern[str]:
    """Return the pattern of renderings, each with a small or a capital letter."""
    names = "|".join(
        re.escape(name)
        if name[0].isupper()
        else f"[{name[0].upper()}{name[0]}]{re.escape(name[1:])}"
        for name in sorted(rendered("medium"), key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w’'-])(?:{names})(?![\w’'-])")


@cache
def _many() -> re.Pattern[str]:
    """Return the pattern of agencies in the plural, as speakers: "the Interfaxes said"."""
    names = "|".join(re.escape(name.removesuffix("s")) for name in agencies("word"))
    return re.compile(
        rf"\b[Tt]he (?:{names})(?:ses|es|s)(?= (?:said|say|reported|report|wrote|write|told)\b)"
    )


def _spelt_out(text: Annotated) -> Iterator[Hit]:
    if not _HYPHENS.search(text.text):
        return
    for match in _SPELT.finditer(text.text):
        parts = match[0].lower().split("-")
        if len(set(parts)) > 1 and sum(len(part) > 1 for part in parts) > 1:
            message = f"“{match[0]}” seems to be an acronym, spelt as its letters are said."
            yield Hit(*match.span(), message, 0.8)


def media_as_words(text: Annotated) -> Iterator[Hit]:
    """Yield media that stand as words, acronyms as they are said, and verbs before who reports."""
    small = text.text.lower()
    for match in _media().finditer(text.text) if any(map(small.__contains__, _small())) else ():
        before = text.text[max(0, match.start() - 16) : match.start()]
        sound = match[0].lower() in _SOUNDS and not _ON_THE.search(before)
        if _LED.search(before) and not match[0].istitle() and not sound:
            names = rendered("medium")
            yield _named(match, names.get(match[0]) or names[match[0][0].lower() + match[0][1:]])
    yield from _spelt_out(text)
    patterns = [_DATELINE]
    patterns += [_many()] if "s said" in small or any(map(small.__contains__, _REPORT)) else []
    patterns += [_TELLING] if any(map(small.__contains__, _TELLERS)) else []
    patterns += [_WRITES_IT] if any(map(small.__contains__, _WRITES)) else []
    for pattern in patterns:
        for match in pattern.finditer(text.text):
            message = f"“{match[0].strip('. ')}” seems to be an agency or paper, read as words."
            yield Hit(*match.span(), message, 0.75)
    verb_first = any(map(text.text.__contains__, _QUICK_VERBS))
    for match in _VERB_FIRST.finditer(text.text) if verb_first else ():
        if not text.in_quotation(match.start()):
            message = f"“{match['said']}” hands news on as other languages do; English reports it."
            yield Hit(*match.span("said"), message, 0.78)


def _named(match: re.Match[str], name: str) -> Hit:
    message = f"“{match[0]}” seems to be {name}, whose name was read as words."
    note = Evidence(note=f"It is called {name}.", source="mtqa’s table of news agencies")
    return Hit(*match.span(), message, 0.78, (note,), name)
