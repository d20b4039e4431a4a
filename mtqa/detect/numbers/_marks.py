"""Marks inside and behind numbers that English does not write: "37, 8 km", "600,.000", "60%%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import MONTH
from mtqa.knowledge.units import measures

_QUICK = re.compile(
    r"\d[.,] \d|\d \. \d|\d \.\d|\d , \d|\d[·˙;_´`|*]\d|\d (?:point|comma) |(?:lars?|ounds?"
    r"|uros?|pees"
    r"|bles|uan|owns|ancs|iras?|esos) \d[\d,.]* ?[mbt]|[-–—] ?[$€£]|\d \d{3},\d\d\b|,-\W"
    r"|\d,\d{4}|\d ,\d|\d[.,]{2}\d|\d[.,][-–—]|%%|\$\$|€€|££|(?:per ?cent|%) ?\d"
    r"|\d,\d{3},\d\d\b|\d (?:pro[cz]ent|pros|prots|percents|percentages|per cento|pou?r )"
    r"|hundred per ?cent|(?:of|from|on|in|per|out of) (?:hundred|per ?cent|%)|\d[- ]?(?:st|nd|rd"
    r"|th) (?:per ?cent|%)"
    r"|-(?:st|nd|rd|th) ?%|(?<!\d)(?<!\d )%\d|(?:percent|per cent|%) of (?:\d|hundred|the per"
    r"|per|%)|\d hundredths"
    r"|[$€£] ?(?:thousand|[mbt]r?illion|bn|m\b)|(?:illion|\dbn|\dm) ?[$€£]",
    re.IGNORECASE,
)
_SIZE = r"(?:thousand|million|billion|trillion|bn|percent|per cent)"
# "$3, 5 billion", "$65 . 9 million": nothing but one amount
_SIGNED = re.compile(
    rf"[$€£]\d{{1,3}}(?:, | \. | ,|\. )\d{{1,2}}(?= ?(?:%|{_SIZE}\b))"
    r"|[$€£]\d{1,3}(?:, \d{3}| \. \d{1,3})(?![\d,]|\.\d)"
)
_DOTTED = re.compile(
    r"(?<![\d.,:] )(?<![\d.,:])\d{1,3} (?:\. ?|,)\d{1,3}(?![\w.,]*\d)(?= ?[A-Za-z%])"
)
_DOUBLED = re.compile(r"(?<![\w.])\d+(?:,\.|\.,|,,)\d+|(?<![\w.])\d+(?:\.,|,\.) \d+")
# "110, 000 holders", "677, 619 grenades", "37, 8 kilometers"
_SPACED = re.compile(
    r"(?P<before>[\w’'$€£%-]+|[(“”\"]|^)(?P<gap> ?)(?P<number>[1-9]\d{0,2}(?:, \d{3})+)(?!,? \d"
    r"|[\d:]|[.,]\d)"
    r"(?= (?P<noun>[A-Za-z]+))",
    re.MULTILINE,
)
_TORN = re.compile(
    r"(?P<before>[\w’'-]+ |^)(?P<number>\d{1,3}(?P<mark>[.,]) \d{1,2})(?![\d:]"
    r"|[.,]\d)(?P<dash>[ -])"
    r"(?P<unit>[A-Za-z]+)",
    re.MULTILINE,
)
_TAIL = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{3})*(?:[.,]\d\d)?[.,][-–—](?=[\s.,;:)”\"$€£]|\Z)")
# marks that stand in no English number: "700·000", "$11;85", "10 .000", "28 000,00", "2,8000"
_FOREIGN_MARKS = re.compile(
    r"(?<![\w.,/])[$€£]?[1-9]\d{0,2}(?:[·˙_´`|*]\d{3})+(?![\w·])"
    r"|(?<![\w.,])[$€£]\d{1,3}[;_·˙]\d{1,3}\b"
    r"|(?<![\w.,/])[1-9]\d{0,2};000\b"
    r"|(?<!\d )(?<!, )(?<![\w.,/])[$€£]?[1-9]\d{0,2}(?: , \d{3})+(?!\w)"
    r""
    r"|(?<![\w.,:$€£ ])(?<!\d )[$€£]?[1-9]\d{0,2} \.\d00(?!\w)|[$€£][1-9]\d{0,2} \.\d{3}(?!\w)"
    r"|(?<![\w.,/-])(?<!\d )[$€£]?[1-9]\d{0,2}(?: \d{3})+,\d\d(?![\w,])"
    r"|\b\d+ (?:point comma|comma point|comma|dot comma|comma dot) \d+\b"
    r"|(?<=[a-z] )(?!(?:19|20)\d\d,)\d{1,3},\d{4,}(?![\w,]|\.\d)"
)
# the currency's name before its amount, or its sign behind a dash: "pounds 8 million", "266.5,-$"
_CURRENCY_FIRST = re.compile(
    r"(?<!\d )(?<![\w-])(?:[Dd]ollars?|[Pp]ounds?|[Ee]uros?|[Rr]upees|[Rr]oubles|[Rr]ubles"
    r"|[Yy]uan|[Cc]rowns|[Ff]rancs"
    r"|[Ll]iras?|[Pp]esos) \d[\d,]*(?:\.\d+)? ?(?:thousand|million|billion|trillion|bn|mn|m)\b"
    r"|\d[\d,.]*,?[-–—] ?[$€£](?! ?\d)"
)
_MONTH_BEFORE = re.compile(rf"{MONTH}\.? \Z")
_GROUPED = re.compile(r"(?<![\w.,$])\d{1,3}(?:,\d{3})+,\d\d(?![\w,]*\d)")
_DOUBLE_SIGN = re.compile(
    r"\d[\d,.]* ?%%(?!\w)|(?<![\w$])\$\$(?=\d)|€€ ?\d|££ ?\d|(?<=\d)(?:\$\$|€€)(?!\w)"
)
_PERCENT_FIRST = re.compile(
    r"\b(?:of|by|to|at|from|about|nearly|only|than|was|is|were|are|over|a|an|the|up|down) "
    r"(?P<span>(?:percent|per cent|%) ?\d+(?:[.,]\d+)?)(?! ?(?:%|percent|per cent))(?![\d:])",
    re.IGNORECASE,
)
_FOREIGN_PERCENT = re.compile(
    r"(?<=\d )(?:prozent|procent(?:u|ów|a|os|i)?|per cento|por cient?o|pour cent|prosent"
    r"|protsent\w*|percento"
    r"|percentages|percents)\b(?! points?)(?: of (?:a )?hundred\b)?",
    re.IGNORECASE,
)
_OF_HUNDRED = re.compile(
    r"\b\d+ (?:of|out of|from|on) (?:a |one )?hundred (?:percent|per cent)\b|\b\d+ ?(?:percent|%"
    r"|per cent) of (?:hundred|(?:the )?(?:percents?|per cents?|%))(?!\w)"
    r"|\b(?:by |to )?\d{1,3} (?:of|from|on|in|per|out of) (?:hundred|percents?|per cents?"
    r"|%)(?![\w-])"
    r"|(?<!\w)\d{1,3}[- ]?(?:st|nd|rd|th) (?:percents?|per cents?|%)(?!\w)|\b\d{1,3}-(?:st|nd|rd"
    r"|th) ?%"
    r"|(?<![\w%.=&])%\d{1,3}(?:\.\d+)?(?![\w%])"
    r"|(?<!\d )(?<!\d)(?<!hat )(?<!ich )(?<!n )(?<!ew )(?<![Aa] )\b(?:percent"
    r"|per cent) of \d{1,3}\b(?! ?(?:%|percent|per cent))"
    r"|\b\d{1,3} (?:hundredths|parts of hundred|centimes of hundred)\b(?= of (?:the|all)\b)"
)
_SIGN_BEHIND = re.compile(
    r"(?<![\w$€£.,])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<gap> ?)(?P<size>thousand|million|billion"
    r"|trillion|bn|m)"
    r" ?(?P<sign>[$€£])(?!\w)"
    r"|(?<![\w$€£.,])(?P<plain>\d[\d,]*(?:\.\d+)?) ?(?P<inside>[$€£]) ?(?P<scale>thousand"
    r"|million|billion|trillion)\b"
)
# what must be there, so that the costlier patterns are worth a look
_PERCENT_QUICK = re.compile(r"(?:[Pp]er ?cent|PER ?CENT|%) ?\d")
_HUNDRED_QUICK = re.compile(
    r"(?<=[fmnrae] )(?:hundred|per ?cent|%)|cent of (?:\d|hun|the per|per|%)"
    r"|% ?of (?:\d|hun|the per|per|%)|(?<=[tnr][hd]) (?:per ?cent|%)|(?<=[tnrs][hdt])%|%\d"
    r"|hundredths|parts of hundred|centimes"
)
_SPACED_QUICK = re.compile(r"\d, \d{3}(?!\d)")
_TORN_QUICK = re.compile(r"\d[.,] \d\d?[ -][A-Za-z]")
_ENOUGH = frozenset({
    "there", "are", "were", "was", "is", "of", "with", "about", "over", "than", "has", "have",
    "had", "some", "nearly", "almost", "approximately", "around", "least", "the", "for", "by", "to",
})  # fmt: skip
_LISTS = re.compile(
    r"\b(?:numbers?|pages?|rooms?|lines?|gates?|routes?|chapters?|verses?|articles?)\b"
)
_SIZES = frozenset(
    {"million", "billion", "thousand", "trillion", "percent", "inch", "inches", "feet"}
)
_MEASURED = frozenset({"length", "mass", "currency", "volume", "area", "power", "share", "degree"})


# dates in the order of another language, in running text
_FIGURES = re.compile(
    r"\b(?:[Ss]ince|[Uu]ntil|[Oo]n|[Ff]rom|[Bb]y|[Bb]efore|[Aa]fter) (?:the )?(?P<date>(?:19"
    r"|20)\d\d/(?:0[1-9]|1[0-2])/[0-3]\d"
    r"|(?:[12]?\d|0[1-9]|3[01])\.(?:0?[1-9]|1[0-2])\.(?:(?:19|20)\d\d"
    r"|[0-2]\d))(?P<year> years?)?(?![\w/%]|[.,:-]\d)"
    r"|(?<![\w./-])(?P<full>[0-3]?\d[./][01]?\d[./](?:19|20)\d\d (?:year|years|yr)\b)"
)
_VERSIONS = re.compile(
    r"\b(?:versions?|updates?|releases?|software|iOS|Android|kernel|firmware|app)\b", re.I
)


def _dates(text: Annotated) -> Iterator[Hit]:
    for match in _FIGURES.finditer(text.text):
        group = "date" if match["date"] else "full"
        if not _VERSIONS.search(text.sentence_at(match.start())):
            yield Hit(*match.span(group), "English news names the month of a date.", 0.7)


def _signs(text: str) -> Iterator[Hit]:
    message = "English writes the currency sign before the amount."
    for match in _SIGN_BEHIND.finditer(text):
        if match["sign"]:
            fixed = f"{match['sign']}{match['number']}{match['gap']}{match['size']}"
        else:
            fixed = f"{match['inside']}{match['plain']} {match['scale']}"
        yield Hit(match.start(), match.end(), message, 0.75, suggestion=fixed)
    for match in _CURRENCY_FIRST.finditer(text):
        yield Hit(match.start(), match.end(), "English writes the amount first here.", 0.75)
    for match in _DOUBLE_SIGN.finditer(text):
        yield Hit(match.start(), match.end(), "One sign is enough.", 0.75)
    for match in _PERCENT_FIRST.finditer(text) if _PERCENT_QUICK.search(text) else ():
        yield Hit(*match.span("span"), "English writes percent behind the number.", 0.8)
    hundreds = (_OF_HUNDRED,) if _HUNDRED_QUICK.search(text) else ()
    for pattern in (_FOREIGN_PERCENT, *hundreds):
        for match in pattern.finditer(text):
            yield Hit(match.start(), match.end(), "English writes percent here.", 0.75)


def _torn(text: str) -> Iterator[Hit]:
    """Yield "37, 8 kilometers": a decimal mark with a space behind it before a unit."""
    for match in _TORN.finditer(text) if _TORN_QUICK.search(text) else ():
        unit, before = match["unit"].lower(), match["before"].strip().lower()
        kind = measures(unit.removesuffix("es") if unit == "inches" else unit)
        scaled = unit in _SIZES or kind in _MEASURED
        stop, opens = match["mark"] == ".", not before
        if not scaled or (stop and opens):
            continue
        led = stop or opens or before in _ENOUGH or unit in _SIZES
        if led and not before.isdigit() and not _LISTS.search(before):
            yield Hit(*match.span("number"), "A space tears this number apart.", 0.75)


def _thousands(text: Annotated) -> Iterator[Hit]:
    """Yield "110, 000 holders"."""
    for match in _SPACED.finditer(text.text) if _SPACED_QUICK.search(text.text) else ():
        before, number = match["before"].lower(), match["number"]
        noun = text.doc.char_span(*match.span("noun"), alignment_mode="expand")
        plural = noun is not None and noun[0].tag_ in ("NNS", "NNPS")
        sized = plural and measures(match["noun"]) != "time"  # "at 37, 100 years after it"
        if match["gap"] != " " and match.start("number") and before not in ("(", "$", "€", "£"):
            continue
        if number.endswith("000") or (sized and before in _ENOUGH):
            yield Hit(*match.span("number"), "A space tears this number apart.", 0.75)


def find_marks(text: Annotated) -> Iterator[Hit]:
    """Yield each number with a mark in it, or a sign behind it, that English does not write."""
    plain = text.text
    yield from _dates(text)
    if not _QUICK.search(plain):
        return
    message = "English does not mark numbers like this."
    for pattern in (_SIGNED, _DOTTED, _DOUBLED, _TAIL, _GROUPED, _FOREIGN_MARKS):
        for match in pattern.finditer(plain):
            if _MONTH_BEFORE.search(plain, max(0, match.start() - 11), match.start()):
                continue  # "July 21,2017" lacks a space only
            yield Hit(match.start(), match.end(), message, 0.75)
    yield from _signs(plain)
    yield from _torn(plain)
    yield from _thousands(text)
