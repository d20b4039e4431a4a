"""Two neighbours that changed places: "in current the era", "the states two reached"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import TENSED
from mtqa.detect.rule import Hit

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?:days|weeks|months|years|hours|minutes|decades|miles|kilomet(?:re|er)s|people|times)"
_MODAL = r"(?:can|could|will|would|must|should|cannot)"
_BEFORE_THE = re.compile(
    r"\b(?:[Ii]n|of|[Ff]or|[Ww]ith|[Ff]rom|[Oo]n|to|[Bb]y|[Aa]t|[Uu]nder|into|about|against|during)"
    r" (?P<bad>(?P<adj>[a-z]{4,}) (?:the|an?|his|their|its|our)) [a-z]+\b"
)
# what stands before an article, and adjectives that make an adverb with the preposition
_AHEAD = {
    "half", "such", "many", "what", "quite", "double", "twice", "much", "more", "most", "even",
    "only", "just", "worth", "like", "unlike", "near", "next", "opposite", "inside", "past", "both",
    "then", "full", "short", "general", "particular", "good", "sure", "last", "first", "present",
    "late", "private", "public", "secret", "vain", "total", "addition", "contrast", "less", "least",
    "best", "once", "rather", "either", "nearly", "almost", "around", "about", "over", "under",
    "within", "without", "outside", "across", "behind", "beyond", "down", "round", "plus", "minus",
    "save", "home", "left", "right", "parallel", "common", "advance", "bare", "triple", "treble",
    "exactly", "simply", "merely", "mainly", "especially", "certain", "fact", "this", "that",
    "open", "close", "free", "clear", "empty", "clean", "dry", "live", "complete", "black", "white",
    "foreign", "another", "other", "same", "normal", "these", "those", "each", "every", "young",
}  # fmt: skip
_COUNTED = re.compile(
    rf"\b(?:between|with|from|by|in|for|to|on|at|against) the (?P<bad>(?P<noun>[a-z]+s) {_NUMBER})"
    r" (?P<next>[a-z]+)\b"
)
_TIMED = re.compile(
    rf"\b(?:for|after|within|over|than|every|{_NUMBER} to|\d+ to) (?P<bad>{_UNIT} {_NUMBER})"
    r"(?=[.,;]| (?!and\b|to\b|or\b|of\b|times\b|before\b)[a-z])"
)
_ACCORDING = re.compile(
    r"\b[Aa]ccording (?P<bad>(?!to\b|as\b)(?:[A-Z][\w.]+ ){0,2}[A-Z][\w.]+ to)\b"
)
# at the head of its clause, where no noun in front makes it "those you love will"
_MODAL_LAST = re.compile(
    rf"(?:(?<=[.!?] )|(?<=\n)|\A|(?<=[a-z], )|\b(?:and|but|because|if|although) )"
    rf"(?P<bad>(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Ii]t) (?P<verb>[a-z]+) {_MODAL})(?= [a-z]|[.,;])"
)
_AWAY = re.compile(
    r"\b(?P<bad>(?:must|should|can|could|will|would|cannot|may|might) (?:away|out|up|down|back|off"
    r"|forward|together|aside) (?:be|have been) [a-z]+)\b"
)
_VERY = re.compile(r"\b(?P<bad>[a-z]+ very)(?=[.;](?:\s|\Z))")
_ALSO = re.compile(r"\b(?P<verb>[a-z]+) (?P<bad>also (?:them|him|us|me))\b(?! (?:who|that|and)\b)")
_CAME = re.compile(
    r"(?:(?<=[.!?] )|(?<=\n)|\A)(?P<bad>(?:When|As|After|Before|Because) (?:came|went|arrived"
    r"|died|fell"
    r"|began|returned|spoke|appeared|left|saw|said|lived|worked)) (?:the |a |his |her )?[A-Za-z]"
    r"[^.?!\n]*, [^.?!\n]*\."
)
_NOBODY = re.compile(
    r", (?P<bad>(?:knows|knew|sees|saw|says|said|understands|understood|believes|wants|wanted)"
    r" (?:nobody|no one|everybody|everyone|he|she|they) (?:it|that|him|them|this))(?=[.,;])"
)
# "said week last", "can found be on", where no article makes "a week last Tuesday" of it
_LAST = re.compile(
    r"(?<!\b[Aa] )(?<!\b[Tt]he )(?<!\b[Oo]ne )(?<!\b[Tt]his )"
    r"\b(?P<bad>(?:week|month|year|night|summer|winter) last)(?=[.,;\n])"
)
_PARTED = re.compile(
    r"\b(?P<bad>(?:can|could|will|would|must|should|may|might) (?:[a-z]+ed|found|seen|done|made"
    r"|told|sold|given|taken|built|held|paid|kept|shown) be)(?= (?:on|in|at|by|to|from|for|with)\b)"
)
_WHY = "These words stand in an order that English doesn't have: “{}”."


def _is_adjective(words: Words) -> bool:
    return words[1].tag_ == "JJ" and words[1].lower_ not in _AHEAD and words[-1].tag_ in _NOUNS


def _is_count(words: Words) -> bool:
    """Return whether the number ends the phrase: "between the states two reached a height"."""
    return words[2].tag_ == "NNS" and words[-1].tag_ in ("VBD", "VBZ", "MD", "IN", "CC")


def _is_verb(words: Words) -> bool:
    return words[-2].tag_ in ("VB", "VBP", "VBZ") and words[-1].tag_ == "MD"


_NOUNS = {"NN", "NNS", "JJ"}
_TOLD = (
    (_BEFORE_THE, _is_adjective),
    (_COUNTED, _is_count),
    (_TIMED, None),
    (_ACCORDING, None),
    (_LAST, None),
    (_PARTED, None),
    (_MODAL_LAST, _is_verb),
    (_AWAY, None),
    (_VERY, lambda words: words[0].tag_ in ("JJ", "VBN", "RB") and words[0].lower_ != "not"),
    (_ALSO, lambda words: words[0].tag_ in TENSED),
    (_CAME, None),
    (_NOBODY, None),
)


# what must stand in the text before a pattern is worth a search
_COUNTS = tuple(f"s {number}" for number in _NUMBER[3:-1].split("|"))
_PARTS = {
    _COUNTED: _COUNTS,
    _TIMED: _COUNTS,
    _ACCORDING: ("ccording ",),
    _LAST: tuple(f"{time} last" for time in ("week", "month", "year", "night", "mmer", "nter")),
    _PARTED: tuple(
        f" be {word} " for word in ("on", "in", "at", "by", "to", "from", "for", "with")
    ),
    _AWAY: tuple(
        f" {word} {be}"
        for word in ("away", "out", "up", "down", "back", "off", "forward", "together", "aside")
        for be in ("be ", "have been ")
    ),
    _VERY: (" very.", " very;"),
    _ALSO: ("also them", "also him", "also us", "also me"),
}
# the same where the parts are too many to be looked for one by one
_SEEN = {
    _MODAL_LAST: re.compile(rf"[HhSsTtWwIi](?<!\w.)(?:e|he|hey|t) [a-z]+ {_MODAL}[ .,;]"),
    _CAME: re.compile(r"[WAB](?:hen|s|fter|efore|ecause) [cwadfbrsl][a-z]+ "),
}


def swapped(text: Annotated) -> Iterator[Hit]:
    """Yield "in current the era", "days seven", "according Miller to"."""
    for pattern, stands in _TOLD:
        parts = _PARTS.get(pattern)
        if parts is not None and not any(part in text.text for part in parts):
            continue
        if pattern in _SEEN and not _SEEN[pattern].search(text.text):
            continue
        for match in pattern.finditer(text.text):
            if text.in_quotation(match.start()):
                continue
            words = text.doc.char_span(*match.span())
            if stands is not None and (words is None or not stands(words)):
                continue
            yield Hit(*match.span("bad"), _WHY.format(match["bad"]), confidence=0.75)
