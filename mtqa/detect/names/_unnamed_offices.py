"""Offices of countries and their divisions without a name beside: "the Swedish president"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import sentence_start
from mtqa.detect.names._mentions import at, mentions
from mtqa.knowledge.dates import LONG_DAY
from mtqa.knowledge.regional_offices import (
    RegionalOffice,
    regional_titles,
    wrong_regional_office,
)

_HEAD = re.compile(r"(?<![\w-])(?:president|prime minister|chancellor|king|queen|emperor)(?![\w-])")
_WORD = r"[A-Z][\w.-]+"
_WHOLE = r"(?:(?:whole |entire )?(?:country|land|state|nation|republic|kingdom) of )?"
_OF = re.compile(rf" of (?:the )?{_WHOLE}(?P<place>{_WORD}(?: {_WORD}){{0,2}})")
_BEFORE = re.compile(
    rf"(?P<the>[Tt]he |\A|[\s“\"(])(?P<place>{_WORD}(?: {_WORD})?)(?P<s>[’']s?)? \Z"
)
_DEFINITE = re.compile(
    r"(?:\b[Tt]he(?: (?:new|current|outgoing|incoming|acting))?|,|\b(?:by|as)) \Z"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|\Z)|\n")
_TODAY = re.compile(
    rf"\b{LONG_DAY}\b|\b(?:today|yesterday|tomorrow|tonight"
    r"|told reporters|this (?:week|month|morning)|last (?:week|month)|next (?:week|month)"
    r"|spokes\w+|(?:press|news) conference|20[0-3]\d)\b"
)
_OWNED = re.compile(r"[A-Z][\w.]*(?:[’']s?)? (?:(?:new|current|outgoing|acting|interim) )?\Z")
_SAYS = re.compile(r" (?:said|told|announced|has (?:said|told|announced))\b")
_PAST = re.compile(
    r"\b(?:1\d\d\d|centur(?:y|ies)|abdicat\w+|dynasty|medieval|historical|former|then|the late"
    r"|historians?|biograph\w+|opera|films?|novels?|series|drama|play(?:s|ed)?|character|tale"
    r"|legend\w*|fiction\w*|satir\w+|portrait|statue|museum|carnival|pageant|colonial|Nazi"
    r"|Reich|occupation|Roman|military|lieutenant|deputy|vice|assistant|would-be|no|never|not"
    r"|if|whether|imaginary|self-\w+)\b",
    re.IGNORECASE,
)
# those of firms, clubs and churches
_BODIES = re.compile(
    r"\b(?:European (?:Parliament|Council|Commission|Central Bank|Union)|FIFA|UEFA|IOC|Olympic"
    r"|[Cc]ourt of|[Ff]ederation|[Cc]lubs?|[Aa]ssociation|[Uu]niversit\w+|[Cc]ollege|[Ii]nstitute"
    r"|[Aa]cademy|[Cc]ompan(?:y|ies)|firm|[Cc]orp\w*|subsidiary|Inc|plc|[Cc]hief executive"
    r"|[Bb]oard|[Cc]hamber of [Cc]ommerce|[Uu]nion of|trade union|[Bb]ank|[Rr]otary|Lions"
    r"|[Pp]rison|[Ff]oundation|[Ss]ociety)\b"
)
_CLOSED = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM"})


def _sentence(text: str, start: int, end: int) -> str:
    first = sentence_start(text, start)
    last = _SENTENCE_END.search(text, end)
    return text[first : last.start() if last else None]


def _ends_there(text: Annotated, end: int) -> bool:
    """Return whether the phrase ends there: no "president emeritus", "premier resort"."""
    behind = text.doc.char_span(end - 1, end, alignment_mode="expand")
    token = text.doc[behind[-1].i + 1 : behind[-1].i + 2] if behind is not None else ()
    return all(t.pos_ not in _CLOSED and t.lower_ not in ("of", "and", "or", "for") for t in token)


def heads_without_name(text: Annotated) -> Iterator[tuple[re.Match[str], str, int]]:
    """Yield heads of state in news of today: the title, the words behind “of”, and the end."""
    for match in _HEAD.finditer(text.text):
        of = _OF.match(text.text, match.end())
        end = of.end() if of else match.end()
        if of is None and not _OWNED.search(text.text, max(0, match.start() - 40), match.start()):
            continue  # most stand without a country
        if of is None and at(mentions(text), end + 1):
            continue  # with a name: others look at it
        sentence = _sentence(text.text, match.start(), end)
        if not _is_news(text.text, sentence, match[0], of=of is not None, end=end):
            continue
        if _PAST.search(sentence) or _BODIES.search(sentence if of else text.text):
            continue
        if _ends_there(text, end) and not text.in_quotation(match.start()):
            yield match, of["place"] if of else "", end


def _is_news(text: str, sentence: str, title: str, *, of: bool, end: int) -> bool:
    """Return whether the words tell of today: of "the president of Sweden" there was none ever."""
    if of and title in _CROWNS:
        return _TODAY.search(text) is not None and _OLD.search(text) is None
    says = title == "prime minister" and _SAYS.match(text, end) is not None
    return of or says or _TODAY.search(sentence) is not None


_CROWNS = frozenset({"king", "queen", "emperor"})
_CAPITAL = re.compile(
    r"(?<![\w-])(?P<title>Vice[ -]President|President|Prime Minister|Chancellor|King|Queen"
    rf"|Emperor|Tsar|Shah|Sultan|Kaiser)(?: of (?:the )?{_WHOLE}(?P<land>[A-Z]\w+(?: [A-Z]\w+)?))?"
    r"(?![\w-]| [A-Z]|[’']s [A-Z])"
)
_OWNER = re.compile(
    r"(?:(?:[Tt]he|[Aa]|[Bb]y|[Ww]ith) (?:new |current |outgoing )?(?P<adj>[A-Z]\w+(?: [A-Z]\w+)?)"
    r"|(?P<land>[A-Z]\w+(?: [A-Z]\w+)?)[’']s) (?:new |current |outgoing )?\Z"
)
_TELLING = re.compile(
    r"(?:,| (?:has|have|had|is|was|will|would|did|does|said|says|told|met|called|telephoned"
    r"|welcomed|visited|announced|signed|arrived|opened|thanked|warned|urged|to|on|in|at|and)\b|[.;]|\Z)"
)
_OLD = re.compile(
    r"\b(?:1[0-8]\d\d|19[0-4]\d|crowned|throne|reign\w*|ancestors?|kingdoms?|battles?|centur(?:y|ies)|medieval|dynasty"
    r"|[Cc]hess|cards?|monarchs?)\b"
)
_MODERN = frozenset({"President", "Prime Minister", "Chancellor", "Vice President"})
_OLD_REACH = 400  # code points before a title in which an old year makes it one of the past


def heads_with_capital(text: Annotated) -> Iterator[tuple[int, int, str, str]]:
    """Yield “the German King” and “the President of Canada”: start, end, title and country.

    What a year of the past, a museum, a club or a quotation is about is left out.
    """
    for match in _CAPITAL.finditer(text.text):
        start, end = match.span()
        owner = _OWNER.search(text.text, max(0, start - 45), start)
        of = match["land"] if match["land"] and not owner else ""
        definite = text.text[max(0, start - 4) : start].lower() == "the "
        words = of if of and definite else (owner["adj"] or owner["land"]) if owner else ""
        if not words or (match["land"] and owner):
            continue
        if not (_TELLING.match(text.text, end) or (of and _ends_there(text, end))):
            continue
        sentence = _sentence(text.text, start, end)
        modern = of and match["title"] in _MODERN
        old = not modern and _OLD.search(text.text, max(0, start - _OLD_REACH), end + 100)
        bodies = text.text if "President" in match["title"] and not of else sentence
        if old or _PAST.search(_without_title(sentence)) or _BODIES.search(bodies):
            continue
        if not text.in_quotation(start):
            yield start, end, match["title"].replace("-", " "), words


def _without_title(sentence: str) -> str:
    """Return the sentence without words of a title or a denial that would excuse another."""
    return re.sub(r"Vice[ -]President|\b(?:did|does|had|has|would) not\b", "", sentence)


@cache
def _regional() -> re.Pattern[str]:
    titles = "|".join(re.escape(title) for title in regional_titles())
    return re.compile(rf"(?<![\w-])(?:{titles})(?![\w-])", re.IGNORECASE)


def offices_of_divisions(text: Annotated) -> Iterator[tuple[int, int, str, str, RegionalOffice]]:
    """Yield offices that a division of a country lacks: "the governor of Bavaria".

    What is yielded is where the title starts and ends, the title in lower case, the
    division, and the office that it has.
    """
    for match in _regional().finditer(text.text):
        title = match[0].lower()
        of = _OF.match(text.text, match.end())
        before = (
            None if of else _BEFORE.search(text.text, max(0, match.start() - 40), match.start())
        )
        found = _division(of or before, title)
        if found is None:
            continue
        place, office, cut = found
        end = of.end() - cut if of else match.end()
        if not _told(text, match.start(), end):
            continue
        named = at(mentions(text), end + 1 if not of else end + 2) is not None
        known = _definite(text.text, match.start(), before) or named
        if known and (named or _ends_there(text, end)):
            yield match.start(), match.end(), title, place, office


def _division(found: re.Match[str] | None, title: str) -> tuple[str, RegionalOffice, int] | None:
    """Return the division named, its office, and how many code points lie behind the name."""
    if found is None:
        return None
    words = found["place"].split()
    behind = found.re is _OF
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count] if behind else words[-count:]).rstrip(".")
        if wrong := wrong_regional_office(name, title):
            return (*wrong, len(found["place"]) - len(name))
    return None


def _definite(text: str, start: int, before: re.Match[str] | None) -> bool:
    if before is not None:
        return bool(before["s"]) or before["the"] in ("the ", "The ")
    return _DEFINITE.search(text, max(0, start - 30), start) is not None


_RULERS = ("president of", "prime minister of")


def _told(text: Annotated, start: int, end: int) -> bool:
    """Return whether the words are news of somebody who leads the division today."""
    sentence = _sentence(text.text, start, end)
    if _PAST.search(sentence) or _BODIES.search(sentence) or text.in_quotation(start):
        return False
    named = at(mentions(text), end + 1) or at(mentions(text), end + 2)
    ruler = text.text[start:end].lower().startswith(_RULERS)
    return named is not None or ruler or _TODAY.search(sentence) is not None
