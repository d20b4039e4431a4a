"""Animals, plants and tools that do what only people do: "the cabbage declined to comment".

A surname that is a word elsewhere was put as the word. Whose name it is needn't be known: the
text speaks of no such thing in any other place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import mentions
from mtqa.detect.rule import Hit
from mtqa.knowledge.occupations import fields
from mtqa.knowledge.offices import title_words
from mtqa.knowledge.telling import things

# where a clause begins; "the man with the knife said" has none before "the"
_OPENS = re.compile(
    r"(?:\A|[.!?\n“”\",;:—–(] ?|\b(?:[Tt]hat|[Ss]aid|[Ww]hen|says|[Bb]ut|[Aa]nd|[Aa]s|if|[Ww]hile"
    r"|where|adds|told|[Bb]ecause|whether|[Aa]lthough) )\Z"
)
# what nobody but people says, with or without words behind
_SAYS = (
    r"said|argued|argues|replied|insisted|stressed|complained|testified|tweeted|vowed|admitted"
    r"|denied|asked|remarked|conceded|acknowledged|declared|recalled|retorted|commented|lamented"
    r"|reiterated|urged|apologi[sz]ed|believes|thinks|hopes|underlined|emphasi[sz]ed"
)
# what labels, spices and bells do too, unless words follow or go before
_SAYS_THAT = (
    r"(?:says|added|adds|told|tells|announced|explained|noted|claimed|claims|warned|promised|stated"
    r"|wrote|writes|suggested|confirmed|pledged|insists|reports|reported|informed|revealed)"
    r"(?: (?!that\b)[\w’'-]+){0,4}?(?: that\b|:|,? [“\"])"
)
_GOVERNS = (
    r"(?:also |has |had |later |then |now |still |never )*"
    r"(?:declined to (?:comment|answer|say|give|discuss|be)\b|refused to (?:comment|answer|say)"
    r"|resigned|negotiated|pleaded|negotiates|voted (?:for|against)|campaigned"
    r"|did not (?:reply|answer|comment|respond)|(?:was|were) (?:elected|re-elected|appointed"
    r"|sworn in|interviewed|promoted to|sentenced)|is (?:on board|a (?:lawyer|member))"
    r"|objected|criticised|criticized|congratulated|demanded|proposed|signed (?:the|an?|his|her)"
    r"|met (?:with|the)|took part in|promised to|agreed to|decided to|plans to|wants to|hopes to)"
)
_WORKS = (
    r"(?:also |has |had |later |then |will |would |could )*(?:compete[sd]? (?:with|against|for)"
    r"|start(?:ed|s)? \d+ (?:games|matches)|scored|scores|retired|joined (?:the|[A-Z])|led the"
    r"|attended|studied|graduated|serve[sd]? as|worked (?:as|for|at)|was born|was arrested|replaced"
    r"|returned (?:to|from)|visited|played (?:for|in|the)|won (?:the|his|her|\d)|thanked|coached"
    r"|began (?:his|her)|arrived (?:in|at)|spoke|speaks|teaches|lives in|moved to|called for)"
)
_THE = re.compile(r"(?<![\w’'-])[Tt]he ([A-Za-z]{2,12})(?![\w’'-])")
_WHEN = r"(?: (?:earlier|later|also|on|in|last|yesterday|today)\b[^.;!?\n]{0,60}?)?"
_AS_PERSON = re.compile(rf"{_WHEN} (?:{_SAYS})\b(?! to\b)| (?:{_SAYS_THAT}|{_GOVERNS}\b)")
_AS_MAN = re.compile(rf" (?:{_WORKS}\b)|,? who\b")  # of what doesn't breathe
_TOLD = re.compile(
    r"(?:(?:\b[Aa]ccording to|[,”\"] (?:said|added|argued|replied|explained|told|says)) \Z)"
)
_ADDED = re.compile(r" (?:added|noted|explained|said|says|told|wrote|confirmed)(?=[.,;]|\Z|\n)")
_NO_MORE = re.compile(r"[.,;:]|\Z|\n| (?:in|on|to|during) ")
_TITLE = re.compile(r"([A-Z][\w-]+\.?) \Z")
_NEVER_FIRST = frozenset({"Queen", "King", "Prince", "Princess", "Saint", "St.", "Lord", "Lady"})
# what papers, clubs and pubs are called
_PAPERS = frozenset(
    {"bee", "eagle", "leaf", "owl", "swan", "bell", "lion", "falcon", "fox", "iron"}
)
_REACH = 24  # code points before "the"


@cache
def _named() -> frozenset[str]:
    """Return the words that surnames mean: things, beasts, and trades whose field is known."""
    return things("thing") | things("beast") | (things("trade") & fields().keys())


def _stands_for_name(text: Annotated, match: re.Match[str], word: str) -> bool:
    """Return whether the thing is told of as a person is, with nothing said of it before."""
    before = text.text[max(0, match.start() - _REACH) : match.start()]
    inert = word in things("thing")
    if match[1].islower():
        titled = _TITLE.search(before)
        if titled and titled[1] not in _NEVER_FIRST and titled[1] in title_words("office", "rank"):
            return True
        if inert and _AS_MAN.match(text.text, match.end()) and _relative_or_clause(text, match):
            return True
    elif word in _PAPERS or match[1].isupper():
        return False
    if _TOLD.search(before) and _NO_MORE.match(text.text, match.end()):
        return True
    if before.endswith((", ", "” ", '" ')) and _ADDED.match(text.text, match.end()):
        return True
    opens = _OPENS.search(before) is not None
    return opens and _AS_PERSON.match(text.text, match.end()) is not None


def _relative_or_clause(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether "who" stands behind, or a clause begins with the word and its article."""
    if re.match(r",? who\b", text.text[match.end() : match.end() + 6]):
        return True
    return _OPENS.search(text.text, max(0, match.start() - _REACH), match.start()) is not None


def _is_known(text: Annotated, word: str, times: int) -> bool:
    """Return whether the text speaks of the thing, or of the trade's work, in other places too.

    A surname is no such place: "Hannah Candle told reporters so, the candle added".
    """
    known = rf"(?<![^\W_]){word}(?:s|es)?(?![^\W_])|(?<![A-Za-z] ){word.title()}(?![^\W_])"
    field = fields().get(word)
    rest = re.sub(rf"\b[Tt]he {word}\b", "", text.text) if field else ""
    small = len(re.findall(known, text.text)) - len(
        re.findall(rf"\b[Tt]he {word.title()}\b", text.text)
    )
    return small > times or bool(field and field.search(rest))


def thing_names(text: Annotated) -> Iterator[Hit]:
    """Yield "the cabbage" where it declines to comment, and no cabbage is spoken of elsewhere."""
    found: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for match in _THE.finditer(text.text):
        word = match[1].lower()
        if word in _named():
            found[word].append(match)
    for word, matches in found.items():
        said = [match for match in matches if not text.in_quotation(match.start())]
        if not all(_stands_for_name(text, match, word) for match in matches) or not said:
            continue
        if not mentions(text) or _is_known(text, word, len(matches)):
            continue
        for match in said:
            message = f"“{match[0]}” is no one who could do so; a name seems to stand as a word."
            yield Hit(*match.span(), message, 0.76)
