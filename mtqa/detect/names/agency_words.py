"""News agencies whose names were read as words. Documented beside, in agency_words.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._media_words import media_as_words
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.agencies import agencies, rendered
from mtqa.knowledge.dates import LONG_DAY
from mtqa.model import Evidence

_TABLE = "mtqa’s table of news agencies"
_ACRONYMS = "AFP|AP|UPI|DPA|EFE|ANSA|TASS|PTI|IANS|PAP|MTI|UNIAN"
_VERBAL = "(?:i[sz](?:e[sd]?|ing)|ed|ing)"
# what else the words of such names become
_FORMS = {
    "press": "press(?:e[sd]?|ing|man|men|ure|ures)?",
    "presse": "press(?:e[sd]?|ing|man|men|ure|ures)?",
    "agency": "agen(?:cy|cies|ts?)",
    "agence": "agen(?:ce|cy|cies|ts?)",
    "agentur": "agent(?:ur|s)?",
    "associated": "associat(?:ed|e|es|ing|ion|ions|ively)",
    "united": "unit(?:ed|e|es|ing|y)",
    "international": "international(?:ly|s|i[sz]ed)?",
    "news": "news?",
    "trust": "trust(?:s|ed|ing)?",
    "service": "serv(?:ices?|ed|ing)",
    "newswires": "news ?wire(?:s|d)?",
}
_BETWEEN = r"(?P<gap{0}>[,.;:]? |-|, ?)"
_BEGINNING = 4  # letters
# "The picture reported in the press" is a noun and its participle
_REPORTED = (
    "wrote|writes that|has written|has learned|headlined|quotes"
    "|(?:reported|reports|has reported|said|revealed)"
    rf"(?= that| on {LONG_DAY}| yesterday| earlier| citing| in its)"
)
# verbs that hand news on in other languages, before who does: "conveys the Harvest news agency"
_HANDS_ON = (
    r",[”\"’]? (?:as )?(?P<said>(?:conveys?|transmits?|informs?|communicates?|relays?|transfers?"
    r"|notif(?:y|ies)|hands over|passes on|passes|gives|conveyed|transmitted|informed"
    r"|communicated|transferred|notified|delivers) (?!(?:to|by|in|from)\b)(?:us |readers )?"
    r"(?:the |our |its |a )?(?P<who>(?:[\w“”\"«»’'-]+ ){0,3}?"
    r"(?:news ?agency|agency|newspaper|correspondents?|news portal|portal|press service"
    r"|TV channel|radio station|news site|website|daily|magazine)\b(?!['’]s)|(?:%s)\b))"
)
# what agencies become whose names are adjectives: "told the Anatolian", "a new one from China"
_NEW_ONE = (
    (
        re.compile(
            r"(?:[Aa]ccording to|[Rr]eported by|[Qq]uoted by|[Cc]iting|[Tt]old"
            r"|[Rr]eports|[Ii]nformed|[Rr]eport by|[Ss]ays|[Ss]aid|[Aa]s reported by)"
            r" (?:an?|the) new (?:one|ones|Chinese|Chinas?)"
            r"(?= (?:from|of|in) China\b| (?:said|reports?|reported)\b|[,.;]| agency\b)"
        ),
        "Xinhua",
    ),
    (
        re.compile(
            r"(?:[Aa]ccording to|[Rr]eported by|[Qq]uoted by|[Cc]iting|[Tt]old|[Ii]nformed|[Bb]y)"
            r" the (?:Anatolian?|Anadolian)"
            r"(?=[,.;”\"]| (?:who|that|which|on|in|about|after|agency)\b)"
            r"|\b[Tt]he Anatolian? (?:reported|wrote|said|quoted|writes|reports|told)\b"
        ),
        "Anadolu",
    ),
)
_LEAST_LOWER = 3  # words of a name that is known in lower case too
_ADVERB = re.compile(r" (?!and\b)[a-z]")


@cache
def _broken() -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Return by its first letters each name of several words, and what becomes of it."""
    found: defaultdict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
    for name in agencies("words"):
        words = re.split(r"[ -]", name)
        pattern = ""
        for at, word in enumerate(words):
            pattern += _BETWEEN.format(at) if at else ""
            pattern += _FORMS.get(word.lower(), re.escape(word))
        whole = re.compile(rf"(?:{pattern})(?![\w-])", re.IGNORECASE)
        found[name[:_BEGINNING].lower()].append((name, whole))
    return {start: tuple(names) for start, names in found.items()}


@cache
def _starts() -> re.Pattern[str]:
    """Return the pattern of the first letters of all names."""
    either = (f"[{start[0].upper()}{start[0]}]{start[1:]}" for start in _broken())
    return re.compile(rf"\b(?:{'|'.join(either)})")


@cache
def _verbs() -> re.Pattern[str]:
    stems = (name.removesuffix("s") for name in agencies("word"))
    names = "|".join(f"{re.escape(stem)}(?:s|{stem[-1]})?" for stem in stems)  # "Yonhapped"
    # "bloomberged" in small letters too, but "tassed" and "fenaed" are slips of other words
    long = "|".join(name.removesuffix("s").lower() + "s?" for name in _long_names())
    return re.compile(
        rf"\b(?:(?:{names}|{long}){_VERBAL}|(?:{_ACRONYMS})(?:[’']?(?:ed|ing)|[’']d))\b"
    )


def _long_names() -> tuple[str, ...]:
    return tuple(name for name in agencies("word") if len(name) > _BEGINNING + 1)


@cache
def _papers() -> re.Pattern[str]:
    """Return the pattern of renderings, by their first words: a text has few of these."""
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(rendered(), key=len, reverse=True):
        first, _, rest = name.partition(" ")
        by_first[re.escape(first)].append(re.escape(f" {rest}") if rest else "")
    names = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return re.compile(rf"\b(?:{names})(?![\w’'-])")


@cache
def _things() -> re.Pattern[str]:
    """Return the pattern of common nouns that report: "The bloom mountain wrote on Friday"."""
    names = "|".join(rendered("thing"))
    return re.compile(
        rf"\b[Tt]he (?P<thing>{names}) (?:{_REPORTED})\b(?! (?:for|by|with|from|in blood)\b)"
    )


def _plain(words: str) -> str:
    return re.sub(r"[\s-]+", " ", words).lower()


def _is_broken(name: str, match: re.Match[str], text: str) -> bool:
    """Return whether the words are the name with marks inside, or in other forms."""
    said = match[0]
    if _plain(said) == _plain(name):
        return False
    if len({word[0].isupper() for word in re.findall(r"\w{3,}", said)}) > 1:
        return False  # "the Polish press, agents of change"
    count = len(re.split(r"[ -]", name))
    marked = any(gap.strip(" -") for gap in match.groups())
    if marked and _plain(re.sub("[,.;:]", "", said)) == _plain(name):
        return count >= _LEAST_LOWER or said[0].isupper()
    if said[-2:] == "ly" and _ADVERB.match(text, match.end()):
        return False  # "Associated Press, internationally known"
    return said[0].isupper() if count < _LEAST_LOWER else True


def _of_words(text: Annotated) -> Iterator[Hit]:
    for start in _starts().finditer(text.text):
        for name, pattern in _broken()[start[0].lower()]:
            match = pattern.match(text.text, start.start())
            if match and _is_broken(name, match, text.text):
                yield _hit(match, name, 0.85)


def _hit(match: re.Match[str], name: str, sure: float) -> Hit:
    return Hit(
        match.start(),
        match.end(),
        f"“{match[0]}” seems to be “{name}”, whose name was read as words.",
        sure,
        (Evidence(note=f"It is called {name}.", source=_TABLE),),
        name if " or " not in name else None,
    )


def _of_verbs(text: Annotated) -> Iterator[Hit]:
    for match in _verbs().finditer(text.text):
        stem = re.sub(rf"{_VERBAL}\Z", "", match[0])
        plain = stem.rstrip("s").lower()
        plain = plain if plain[-2:-1] != plain[-1:] else plain[:-1]
        known = (n for n in agencies("word") if n.removesuffix("s").lower() == plain)
        yield _hit(match, next(known, stem), 0.85)


_PAPER = re.compile(
    r"(?:\b[Tt]old|[Ii]nterview (?:with|by|in)|[Qq]uoted by|[Aa]ccording to|[Rr]eported by)"
    r" the (?P<paper>Picture|Image|Stamp|Bugle|Day Mirror|Time)(?=[.,;”\"]| (?:on|that)\b)"
)
# verbs that take a listener, of an agency that has none
_TO_NOBODY = (
    r"\b(?:%s|news agency|AFP|dpa|ANSA|EFE|AP)"
    r" (?:told|informed|conveyed|transmitted|transferred|notified)"
    rf"(?: on {LONG_DAY})? that\b"
)


@cache
def _telling_nobody() -> re.Pattern[str]:
    return re.compile(_TO_NOBODY % "|".join(map(re.escape, agencies("word"))))


@cache
def _handing_on() -> re.Pattern[str]:
    return re.compile(_HANDS_ON % "|".join(map(re.escape, agencies("word"))))


def _of_reports(text: Annotated) -> Iterator[Hit]:
    """Yield who is said to report, where an agency's name is no name any more."""
    for match in _things().finditer(text.text):
        if not text.in_quotation(match.start()):
            yield _hit(match, rendered("thing")[match["thing"]], 0.78)
    for pattern, name in _NEW_ONE:
        for match in pattern.finditer(text.text):
            yield _hit(match, name, 0.78)
    for match in _PAPER.finditer(text.text):
        if not text.in_quotation(match.start()):
            message = f"“{match['paper']}” seems to be a paper whose name was read as a word."
            yield Hit(*match.span(), message, 0.75)
    for match in _telling_nobody().finditer(text.text):
        message = "English tells somebody; without a listener, an agency reports."
        yield Hit(*match.span(), message, 0.75)
    for match in _handing_on().finditer(text.text):
        if not text.in_quotation(match.start()):
            message = f"“{match['said']}” hands news on as other languages do; English reports it."
            note = Evidence(note="The verb takes no agency behind it in English.")
            yield Hit(*match.span("said"), message, 0.75, (note,))


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "Associated Pressed", "Reuterized", "the newspaper Image"."""
    papers = (_hit(match, rendered()[match[0]], 0.75) for match in _papers().finditer(text.text))
    found = (*_of_words(text), *_of_verbs(text), *papers, *_of_reports(text), *media_as_words(text))
    yield from first_come(found)
