"""Shares above all there is: "118 percent of the murders", "men 65 percent and women 66"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.units import measures

_PERCENT = r"(?:%|percent\b|per cent\b|pct\b)"
_ABOVE = (
    r"(?<![\w.,$€£:/-])(?P<share>1(?!00(?:\.0+)?\b(?! ?%\d))\d\d(?:\.\d+)?|[2-9]\d\d(?:\.\d+)?"
    r"|\d{1,3}(?:,\d{3})+|\d{4,})"
)
_QUICK = re.compile(rf"\d{{3}} ?{_PERCENT}|% and |percent and |per cent and ")
_SHARE_OF = re.compile(
    rf"{_ABOVE} ?{_PERCENT} of (?P<det>all|the|them|these|those|us|you|whom|which|its|their|our"
    rf"|his|her|my|[A-Z]\w+[’']s)?\b"
    r"(?: (?P<words>[^.,;:!?\n\d]{0,40}))?"
)
# what may be more than all: amounts, and wholes that are measures themselves
_ELASTIC = re.compile(
    r"\b(?:target|need|requirement|cost|revenue|sale|earning|level|value|wage|salar|asset"
    r"|deposit|limit|price"
    r"|point|loan|payment|loss|expectation|goal|estimate|projection|average|income|quota|GDP"
    r"|product|debt|size"
    r"|normal|usual|capacit|rate|plan|budget|amount|investment|profit|energy|poverty|original"
    r"|standard|weight"
    r"|reserve|demand|number|total|volume|speed|price|daily|minimum|maximum|recommended|base"
    r"|face|fee|tax|sum"
    r"|output|equity|capital|bid|time|pay|rent|current|previous|last|initial|benchmark|market"
    r"|economy|economies"
    r"|export|import|credit|saving|share|stock|mortgage|bill|dose|intake|calorie|effort|power"
    r"|strength)",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    r"\b(?:increase|rise|grow|more|up|capacity|target|quota|previous|equivalent|equal|rose|grew"
    r"|risen|grown"
    r"|exceed\w*|jump\w*|gain\w*|at|to|with|by|than|worth|pay|paid|pays|return\w*|profit|give"
    r"|gave|given|giving)"
    r" (?:[a-z]+ ){0,2}\Z",
    re.IGNORECASE,
)
_A_SHARE = re.compile(
    rf"\b(?:[Ss]hare|[Pp]roportion|[Pp]ortion|[Mm]ajority|[Mm]inority|[Qq]uota) of (?:about "
    rf"|around |some |nearly )?"
    rf"{_ABOVE} ?{_PERCENT}"
)
_FALL = re.compile(
    rf"\b(?:sank|sunk|sinks?|slumped|slid|dwindled|waned|decreases?|decreased|crashed|collapsed"
    rf"|diminished|shrinks?|shrunk"
    rf"|dipped|eased|contracted|fall|drop|decline|decrease|reduction|slump"
    rf"|plunge)(?: in [a-z ]{{1,20}})? (?:by|of) "
    rf"(?:(?:about|around|nearly|almost|some|more than|over|roughly) )?{_ABOVE} ?{_PERCENT}"
)
_BELOW_NOTHING = re.compile(
    r"\b(?:profits?|earnings|income|loss|losses|margin|growth)\b", re.IGNORECASE
)
_PART = r"(?P<{}>\d{{1,3}}(?:\.\d+)?) ?(?:%|percent|per cent)?"
_PAIR = (
    r"(?:men|women|males?|females?|boys|girls|adults|children|locals|foreigners|whites?|blacks?)"
)
_SEXES = re.compile(
    rf"\b(?P<a>[Mm]en|[Ww]omen|[Mm]ales?|[Ff]emales?|[Bb]oys|[Gg]irls) (?:(?:make|made) up"
    rf"|account(?:ed)? for|are|were"
    rf"|constitut\w+|form(?:ed)?) {_PART.format('one')},? (?:of [a-z ]{{3,30}},? )?(?:and|while"
    rf"|with|,) "
    rf"(?P<b>men|women|males?|females?|boys|girls) (?:(?:make|made) up |account(?:ed)? for |are "
    rf"|were |constitut\w+ )?"
    rf"{_PART.format('two')}"
    rf"|(?<![\d.]){_PART.format('first')} (?:(?:of (?:them|the \w+) )?(?:are|were) )?(?P<c>men"
    rf"|women|male|female|boys|girls)"
    rf",? and {_PART.format('second')} (?:(?:are|were) )?(?P<d>men|women|male|female|boys|girls)\b"
)
_LEAST, _MOST = 98, 102


def _above_all(text: Annotated) -> Iterator[Hit]:
    for match in _SHARE_OF.finditer(text.text):
        if float(match["share"].replace(",", "")) <= 100 or not match["det"]:
            continue
        words = (match["words"] or "").split()
        before = text.text[max(0, match.start() - 50) : match.start()].rpartition(". ")[2]
        if _HIGHER.search(before) or _ELASTIC.search(" ".join(words[:4])):
            continue
        persons = match["det"] in ("them", "us", "you", "whom")
        if persons or _things(text, match):
            yield Hit(match.start(), match.end("det"), "No share exceeds 100 percent.", 0.7)
    for pattern in (_A_SHARE, _FALL):
        for match in pattern.finditer(text.text):
            around = text.text[max(0, match.start() - 60) : match.end()].rpartition(". ")[2]
            above = float(match["share"].replace(",", "")) > 100
            if above and (pattern is _A_SHARE or not _BELOW_NOTHING.search(around)):
                message = "No share exceeds 100 percent, and nothing falls by more."
                yield Hit(match.start(), match.end(), message, 0.75)


def _things(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether several things or people follow, of which none can be there twice."""
    if not match["words"]:
        return False
    span = text.doc.char_span(match.start("words"), match.end("words"), alignment_mode="expand")
    if span is None:
        return False
    noun = next(
        (
            word
            for word in span
            if word.pos_ in ("NOUN", "PROPN") and word.dep_ not in ("compound", "poss")
        ),
        None,
    )
    return (
        noun is not None
        and noun.tag_ in ("NNS", "NNPS")
        and measures(noun.text) in (None, "people")
    )


def _sexes(text: str) -> Iterator[Hit]:
    """Yield "men make up 65 percent and women 66 percent"."""
    for match in _SEXES.finditer(text):
        who = [match[group].lower()[:2] for group in "abcd" if match[group]]
        parts = [float(match[group]) for group in ("one", "two", "first", "second") if match[group]]
        percent = "%" in match[0] or "cent" in match[0]
        if who[0] != who[1] and percent and not _LEAST <= sum(parts) <= _MOST and min(parts) >= 1:
            message = f"Both together are {sum(parts):g} percent."
            yield Hit(match.start(), match.end(), message, 0.7)


def find_percents(text: Annotated) -> Iterator[Hit]:
    """Yield each share of things or people above 100 percent, and two sexes that are not all."""
    if _QUICK.search(text.text):
        yield from _above_all(text)
        yield from _sexes(text.text)
