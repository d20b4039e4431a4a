"""Articles where a name takes none, of the wrong form, or left out. See definite_article.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._indefinite import indefinite
from mtqa.detect.grammar._prose import is_prose
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import is_given_name
from mtqa.knowledge.places import is_large_city, named_with_article
from mtqa.knowledge.sexes import sex_of_name

_PREPOSITIONS = {
        "in", "on", "at", "of", "to", "from", "for", "with", "by", "since", "until", "into", "near",
    "during", "after", "before", "across", "through", "around", "against", "toward", "towards",
    "along", "over", "under", "about", "between", "behind", "outside", "inside",
}  # fmt: skip
_PARTS = {
    "house", "roof", "building", "door", "wall", "window", "street", "garden", "cellar", "corridor",
    "courtyard", "yard", "price", "cause", "idea", "wife", "husband", "son", "daughter", "brother",
    "sister", "mother", "father", "widow", "question", "suggestion", "initiative", "proposal",
    "recommendation", "face", "voice", "body", "owner", "author", "bridge", "tower", "gate",
        "beginning", "start", "end", "middle", "centre", "center", "heart", "edge", "outskirts",
    "bottom", "rest", "eve", "aftermath", "course", "vicinity", "auspices", "leadership", "banks",
    "shores", "foot", "border", "basis", "presence", "north", "south", "east", "west", "northeast",
    "northwest", "southeast", "southwest", "capital", "majority", "age", "territory", "framework",
    "shadow", "creation", "construction", "invention", "founding", "outbreak", "collapse", "fall",
    "death", "arrival", "opening", "beginnings", "remains", "history", "entrance",
    "surface", "interior", "result", "help", "site", "scene", "hands",
}  # fmt: skip
_OF = re.compile(r" of (?=(?:the|this|that|its|his|her|their|a)\b)")
_TWO_WORDS = re.compile(r"(?<!\w)(?P<prep>[A-Za-z]+) (?P<noun>[a-z]+) of\Z")
_FAR = 30  # characters that two such words may take
# what people write without it: "in course of the", "at end of the day" in notes
_SET = {
    ("in", "course"), ("by", "course"), ("with", "help"), ("as", "result"), ("in", "aid"),
    ("on", "course"), ("in", "fear"), ("in", "presence"), ("at", "age"), ("from", "age"),
    ("by", "age"), ("under", "age"), ("of", "age"), ("in", "hands"), ("on", "basis"),
    ("in", "search"), ("by", "majority"), ("under", "construction"), ("in", "construction"),
    ("in", "collapse"), ("of", "death"), ("in", "death"), ("to", "death"), ("from", "death"),
    ("by", "death"), ("for", "help"), ("of", "history"), ("in", "history"), ("of", "creation"),
    ("of", "construction"), ("in", "result"), ("for", "construction"), ("of", "remains"),
    ("of", "leadership"), ("of", "help"), ("of", "territory"), ("in", "creation"),
    ("with", "remains"), ("on", "arrival"), ("after", "death"), ("before", "death"),
    ("of", "presence"), ("in", "territory"), ("with", "age"), ("for", "creation"),
}  # fmt: skip
_ORDINAL = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|first|last|umpteenth"
_TIMES = re.compile(
    rf"[FfOoIi](?<!\w.)(?:or (?:{_ORDINAL}) (?:consecutive |straight )?(?:time|day|week|month|year)"
    rf"|n (?:first|second|third|fourth|fifth|last) (?:day|night|evening|morning|floor)"
    rf"|n (?:{_ORDINAL}|same|next) "
    rf"(?:half|months|weeks|days|years|year|decade|century|week|month|case|season|city|way))"
    rf"(?=[.,;]| (?:of|in|on|at|and|by|he|she|it|they|the|since|after|when|that"
    r"|within|this|his|her|its|with|from)\b)"
)
_SAME = re.compile(
    r"\b(?:[Ii]n|[Aa]t|of|[Oo]n|for|from|to|by|with|under|is|are|was|were)"
    r" same (?P<noun>[a-z]{3,})\b(?!-)"
)
_NO_SAME = {"sex", "gender", "old"}
_BEST = re.compile(
    r"\b(?P<before>one of|of|in|at|with|from|by|to|among|is|was|are|were|as)"
    r" (?P<word>(?!best|latest|(?:dis)?honest|modest|earnest)[a-z]+est) (?P<noun>[a-z]+)\b(?!-)"
)
_AMOUNTS = {
    "one", "some", "many", "several", "two", "three", "among", "most", "all", "each", "both", "few",
}  # fmt: skip
_ONE_OF = re.compile(
    r"\b(?:[Oo]ne|[Ss]ome|[Mm]any|[Ss]everal|[Tt]wo|[Tt]hree|[Aa]mong) of"
    r" (?P<word>most|best|least|worst|greatest|first|last|main|biggest|leading|few|oldest)"
    r" (?P<noun>[a-z]+)\b"
)
_MOST_OF = re.compile(
    r"\b(?P<some>[Mm]ost|[Ss]ome|[Mm]any|[Aa]ll|[Ee]ach|[Bb]oth|[Ff]ew|[Ss]everal|[Oo]ne) of"
    r" (?P<noun>[a-z]*(?:[a-z]{2}s|men|people|ren))\b"
)
_ONLY = re.compile(
    r"\b(?:is|was|were|are|remains?|as|be) only "
    r"(?P<noun>person|man|woman|country|one|way|thing|place|city"
    r"|town|party|survivor|option|company|team|candidate|witness|bank|church|school|hospital|club"
    r"|player|state|member|reason|solution)(?= (?:who|that|which|to|in|of|with|where|whose)\b)"
)
_THE_NAME = re.compile(r"[Tt]he (?=[A-Z])")
# parts of the patterns that are soon found, and how far around them the rest may stand
_BEST_PART, _SAME_PART, _ONLY_PART = (re.compile(part) for part in ("est ", " same ", " only "))
_REACH = 60
_FREE = {"VBD", "VBZ", "MD", "IN"}
_SINGULAR = {"is", "has", "does", "says"}
# phrases in which the noun has no article
_BARE = re.compile(
    r"[FfOoIiAaBbUuWw](?<!\w.)(?:or the (?:life|instance)|n the (?:foot|purpose|strike|duty"
    r"|bail|average|behalf|probation|parole|horseback|fact|particular|addition|advance|trouble|love"
    r"|debt|vain|exile|custody|hiding|retrospect|hindsight|tears|cash)"
    r"|t the (?:once|random|gunpoint|midnight|noon|stake|daybreak|first sight)"
    r"|y the (?:mistake|chance)|nder the (?:arrest|oath"
    r"|construction)|ith the (?:pleasure|ease|caution))"
    r"(?=[.,;]| (?:and|but|after|before|when|while|because|since)\b)"
    r"|[FfOoIiWw](?<!\w.)(?:n the (?:behalf of|spite of|accordance with|order to)|ith the regard to"
    r"|rom the (?:time to time|day to day|year to year|beginning to end|house to house|door to door"
    r"|hand to mouth|head to toe|top to bottom))\b"
)
# amounts that need their "a", records and the like; what is wrong stands in ``bad``
_TAKEN = r"(?:and|with|is|was|in|for|to|of|from|has|had|have|by|on|at|after|within|over|took)"
_BESTS = r"(?:best|worst|oldest|youngest|largest|biggest|tallest|richest)"
_ONES = r"(?:player|country|city|man|woman|person|team|company|building|bank|club)"
_AMOUNTED = (
    (
        re.compile(
            r"\b(?P<bad>(?:[Oo]nce|[Tt]wice|times) (?:day|week|month|year))"
            r"(?=[.,;]| (?:in|at|for|to|by|since|and|on|from|when)\b)"
        ),
        "“A” is missing in “{}”.",
    ),
    (
        re.compile(
            rf"\b(?P<bad>{_TAKEN} (?:whole (?:lot|bunch|host|range|series|raft)"
            r"|couple|handful|bunch|bit|lot))(?= of [a-z])"
        ),
        "“A” is missing in “{}”.",
    ),
    (
        re.compile(
            r"\b(?P<bad>(?:sets?|setting|reach(?:es|ed|ing)?|hits?|hitting|broke|post(?:s|ed|ing))"
            r" new (?:record|high|low|peak|milestone))"
            r"(?=[.,;]| (?:of|in|on|for|and|after|with)\b)"
        ),
        "“A” is missing in “{}”.",
    ),
    (
        re.compile(rf"\b(?P<bad>(?:is|was|are|were) {_BESTS} {_ONES})(?= (?:in|of|on|at)\b)"),
        "“The” is missing in “{}”.",
    ),
    (
        re.compile(r"\b(?P<bad>[Ii]n (?:the )?last the (?:week|month|year)|In US)(?= the\b|[,;])"),
        "“The” stands in the wrong place or is missing: “{}”.",
    ),
)
_AMOUNT_PART = re.compile(
    r"(?:nce|wice|imes) (?:day|week|month|year)|whole [lbhrs]|(?:couple|handful|bunch|bit|lot) of"
    r"|new (?:re|hi|lo|pe|mi)|(?:re|as|is) [a-z]+st [pcmwtb]|In US|last the"
)
_COUNTRIES = {
    "Brazil", "Germany", "France", "Italy", "Spain", "Poland", "Russia", "China", "Japan", "India",
    "Turkey", "Greece", "Portugal", "Sweden", "Norway", "Finland", "Denmark", "Austria", "Hungary",
    "Romania", "Bulgaria", "Serbia", "Croatia", "Slovenia", "Slovakia", "Ukraine", "Belarus",
    "Estonia", "Latvia", "Lithuania", "Ireland", "Iceland", "Belgium", "Switzerland", "Israel",
    "Iran", "Iraq", "Syria", "Egypt", "Morocco", "Algeria", "Tunisia", "Libya", "Nigeria", "Kenya",
    "Ethiopia", "Argentina", "Chile", "Peru", "Colombia", "Venezuela", "Mexico", "Canada",
    "Australia", "Indonesia", "Thailand", "Vietnam", "Pakistan", "Afghanistan", "Europe", "Africa",
    "Asia", "Taiwan", "Cuba", "Armenia", "Azerbaijan", "Georgia", "Albania", "Kazakhstan",
}  # fmt: skip
# what bears the name of a city, and its article
_CALLED = re.compile(
    r"(?i)\b(?:ships?|vessels?|cruiser|ferry|frigate|submarine|navy|sunk|sank|boats?|yacht|liner"
    r"|destroyer|hotel|theatre|theater|cinema|restaurant|cafe|café|train|express|galaxy|car"
    r"|model)\b"
)
_SHIPS = {"Maria", "Elizabeth", "Victoria", "Mary", "Rose", "Grace", "Dawn", "Virginia", "Florence"}
_ALONE = {"most", "few", "main", "leading"}
_STUCK = set("-–’'")


def _noun_phrase_end(token: Token) -> Token:
    """Return the noun that the words behind a superlative lead to."""
    while token.tag_ in ("JJ", "NN", "VBG", "VBN") and token.i + 1 < len(token.doc):
        after = token.nbor()
        if after.tag_ not in ("NN", "NNS", "JJ"):
            break
        token = after
    return token


def _token(text: Annotated, match: re.Match[str], group: str) -> Token | None:
    words = text.doc.char_span(*match.span(group))
    return words[0] if words is not None and len(words) == 1 else None


def _named(text: Annotated) -> Iterator[re.Match[str]]:
    """Yield "in United States", where no further noun takes the article away."""
    for match in named_with_article().finditer(text.text):
        last = text.doc.char_span(match.end() - 1, match.end(), alignment_mode="expand")
        if last is None or last[-1].i + 1 >= len(text.doc):
            continue
        token = last[-1]
        after = token.nbor()
        free = after.is_punct and after.text not in _STUCK
        free = free or after.tag_ in ("IN", "CC", "VBD", "MD", "TO", "RB", "WDT")
        free = free or after.lower_ in _SINGULAR  # "guarantees" may be the noun itself
        told = token.sent.root.pos_ in ("VERB", "AUX")  # "EU to mediate" is a headline
        if free and told and token.dep_ in ("pobj", "conj", "nsubj", "dobj", "npadvmod"):
            yield match


def _near(
    text: Annotated, part: re.Pattern[str], whole: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """Yield what matches ``whole`` around a ``part`` of it that is sooner found; some twice."""
    for found in part.finditer(text.text):
        low, high = max(0, found.start() - _REACH), found.end() + _REACH
        yield from whole.finditer(text.text, low, high)


def _of_amounts(text: Annotated, whole: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what matches ``whole`` where "one of", "most of" and the like stand."""
    at = text.text.find(" of ")
    while at >= 0:
        start = text.text.rfind(" ", max(0, at - _FAR), at) + 1
        word = text.text[start:at].lstrip('\n"“‘(—–')
        if word.lower() in _AMOUNTS and (match := whole.match(text.text, at - len(word))):
            yield match
        at = text.text.find(" of ", at + 1)


def _parts(text: Annotated) -> Iterator[re.Match[str]]:
    """Yield "since beginning of" before an article or possessive."""
    for of in _OF.finditer(text.text):
        match = _TWO_WORDS.search(text.text, max(0, of.start() - _FAR), of.end() - 1)
        if match is None or match["noun"] not in _PARTS:
            continue
        if text.text.endswith(match["noun"], 0, match.start() - 1):
            continue  # "from house to house of"
        before = match["prep"].lower()
        if before in _PREPOSITIONS and (before, match["noun"]) not in _SET:
            yield match


def _superlatives(text: Annotated) -> Iterator[re.Match[str]]:
    for match in _near(text, _BEST_PART, _BEST):
        word, noun = _token(text, match, "word"), _token(text, match, "noun")
        if word is None or noun is None or word.tag_ not in ("JJS", "JJ"):
            continue
        last = _noun_phrase_end(noun)
        if last.tag_ in ("NN", "NNS") and (last.tag_ == "NN" or match["before"] != "of"):
            yield match
    for match in _of_amounts(text, _ONE_OF):
        noun = _token(text, match, "noun")
        single = match.group().startswith(("One", "one")) or match["word"] not in _ALONE
        if noun is not None and single and _noun_phrase_end(noun).tag_ == "NNS":
            yield match
    for match in _of_amounts(text, _MOST_OF):
        noun = _token(text, match, "noun")
        if noun is not None and noun.tag_ == "NNS" and noun.dep_ == "pobj":
            yield match


def _needless(text: Annotated) -> Iterator[Hit]:
    """Yield "the Peter said", "in the Brazil"."""
    for match in _THE_NAME.finditer(text.text):
        words = text.doc.char_span(match.start(), match.start() + len("the"))
        if words is None or words.end + 2 > len(text.doc):
            continue
        token = words[0]
        if token.nbor().tag_ != "NNP" or text.in_quotation(token.idx):
            continue
        name = token.nbor()
        after = name.nbor()
        free = after.text in (".", ",") or after.tag_ in _FREE
        if after.lower_ == "of":
            continue
        behind = token.i > 0 and token.nbor(-1).lower_ in ("of", "in", "from", "to")
        country = name.text in _COUNTRIES and name.ent_type_ == "GPE"
        country = country and (after.text != "," or behind)
        country = country or (_is_city(name, after) and not _CALLED.search(text.text))
        placed = _ends_place(text, name)
        if placed or _named_without(text, name):
            found = text.text[token.idx : name.idx + len(name)]
            message = f"The name takes no article: “{found}”."
            yield Hit(token.idx, name.idx + len(name), message, confidence=0.75)
            continue
        if not country and (after.text in ".," or not _is_person(name)):
            continue
        known = name.ent_type_ in ("PERSON", "") and sex_of_name(name.text) is not None
        if free and (known or country) and is_prose(token.sent):
            found = text.text[token.idx : name.idx + len(name)]
            message = f"The name takes no article: “{found}”."
            yield Hit(token.idx, name.idx + len(name), message, confidence=0.75)


def _ends_place(text: Annotated, name: Token) -> bool:
    """Return whether a place ends its phrase behind a preposition: "in the Lisbon."."""
    if name.ent_type_ != "GPE" or name.i < 2 or name.text in _ARTICLED:
        return False
    if name.nbor(-2).lower_ not in _PLACING or not is_large_city(name.text):
        return False
    after = text.text[name.idx + len(name) :][:1]
    return after in ".,;\n" or name.nbor().tag_ in ("IN", "CC", "VBD", "VBZ", "MD")


def _named_without(text: Annotated, name: Token) -> bool:
    """Return whether the person stands elsewhere without "the": "the Ben Foster", "Foster said"."""
    last = name
    while last.i + 1 < len(text.doc) and last.nbor().tag_ == "NNP" and last.nbor().is_title:
        last = last.nbor()
    if not 0 < last.i - name.i < _LONG_NAME or sex_of_name(name.text) is None:
        return False
    after = last.nbor() if last.i + 1 < len(text.doc) else None
    if name.ent_type_ != "PERSON" or last.ent_type_ != "PERSON" or after is None:
        return False
    # "the James Bond novels", "the Boris Johnson who won"
    if after.tag_ not in ("VBD", "VBZ", "MD", ".", ","):
        return False
    if name.i > 1 and name.nbor(-2).lower_ in ("said", "says", "added") and after.text in ".,":
        return True  # "said the John Miller."
    alone = [t for t in text.doc if t.text == last.text and t.i != last.i and t.i > 0]
    before = {t.nbor(-1).lower_ for t in alone}
    return bool(alone) and not before & {"the", "a"} and any(_acts(t) for t in alone)


def _acts(name: Token) -> bool:
    """Return whether the name is that of somebody who does something, and of no firm or place."""
    return name.dep_ in ("nsubj", "nsubjpass") and name.ent_type_ == "PERSON"


_LONG_NAME = 3
_PLACING = {"in", "to", "from", "near", "outside", "at"}
# cities and their like whose name has the article
_ARTICLED = {"Hague", "Bronx", "Congo", "Gambia", "Vatican", "Strip", "Capital", "Valley", "Ruhr"}


def _is_city(name: Token, after: Token) -> bool:
    """Return whether a verb follows the name of a city: "the Prague has"."""
    if name.ent_type_ != "GPE" or after.tag_ not in ("VBZ", "VBD", "MD"):
        return False
    return is_large_city(name.text)


def _is_person(name: Token) -> bool:
    """Return whether the name is that of a person, and of no ship, storm or work."""
    if name.i + 1 < len(name.doc) and name.nbor().is_title:
        return False  # "the Karen Fire", "the Glen Sannox"
    return name.text not in _SHIPS and not is_large_city(name.text) and is_given_name(name.text)


def _amounts(text: Annotated) -> Iterator[Hit]:
    """Yield "twice year", "and whole lot of", "reaching new record"."""
    if _AMOUNT_PART.search(text.text) is None:
        return
    for pattern, message in _AMOUNTED:
        for match in pattern.finditer(text.text):
            words = text.doc.char_span(*match.span("bad"), alignment_mode="expand")
            if words is None or text.in_quotation(match.start()) or not is_prose(words.sent):
                continue
            yield Hit(*match.span("bad"), message.format(match["bad"]), confidence=0.75)


def _wrong(text: Annotated) -> Iterator[re.Match[str]]:
    yield from _parts(text)
    yield from _TIMES.finditer(text.text)
    for match in _near(text, _SAME_PART, _SAME):
        if match["noun"] not in _NO_SAME:
            yield match
    yield from _near(text, _ONLY_PART, _ONLY)
    yield from _superlatives(text)
    yield from _named(text)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "one of tallest players", "for third time", "since beginning of the war"."""
    if is_talk(text):
        return
    yield from _needless(text)
    yield from indefinite(text)
    for match in _BARE.finditer(text.text):
        if not text.in_quotation(match.start()):
            message = f"This phrase has no article: “{match.group()}”."
            yield Hit(*match.span(), message, confidence=0.75)
    yield from _amounts(text)
    end = 0
    for match in sorted(_wrong(text), key=lambda match: match.start()):
        words = text.doc.char_span(*match.span(), alignment_mode="expand")
        if words is None or match.start() < end or text.in_quotation(match.start()):
            continue
        if not is_prose(words[0].sent):
            continue
        found = match.group().rstrip()
        end = match.start() + len(found)
        yield Hit(
            match.start(),
            end,
            f"“The” is missing in “{found}”.",
            confidence=0.75,
        )
