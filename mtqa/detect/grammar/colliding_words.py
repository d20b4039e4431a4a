"""Two small words that English never puts side by side. Documented in colliding_words.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit

_END = r"(?![\w’'-])(?! ?[\"”’'\-–—/)\]])"
_NOMINATIVE = r"(?:he|she|they|we)"
_OBJECT = r"(?:him|them|us|me)"
_FINITE = r"(?:is|are|was|were|has|have|had|would|could|should|does|did)"
# an article or possessive opens a phrase that needs a noun
_NO_NOUN = re.compile(
    r"(?<![\w’'&./-])(?P<first>[Tt]he|an?|[Tt]heir|[Oo]ur|[Ee]very) "
    r"(?P<second>of|from|with|by|into|than|because|if|which|who|that|during|against|without|and"
    rf"|himself|herself|itself|themselves|{_FINITE}|{_NOMINATIVE}|{_OBJECT}){_END}"
)
_NO_OBJECT = re.compile(
    rf"(?<![\w’'&./-])(?P<first>of|[Ww]ith|[Ff]rom|into|[Ww]ithout) (?P<second>{_NOMINATIVE})"
    rf"(?! who\b| that\b){_END}"
)
_NO_PREPOSITION = re.compile(
    r"(?<![\w’'&./-])(?P<first>[Ww]ith|[Ff]rom|[Bb]y|into) (?P<second>of|with|into)"
    rf"(?! course\b| old\b){_END}"
)
# what never opens a phrase for another; "of" may follow "out", and "to" what is paid for
_TWO_PREPOSITIONS = re.compile(
    r"(?<![\w’'&./-])(?P<first>[Uu]nder|[Aa]gainst|[Bb]etween|[Ww]ithout|[Dd]uring|[Aa]mong"
    r"|[Tt]owards?|[Aa]t|[Ff]or|[Ff]rom|[Uu]ntil|[Uu]pon) (?P<second>of)"
    r"(?! (?:course|old|late|necessity|yore)\b)" + _END
)
_AFTER_TO = re.compile(
    r"(?<![\w’'&./-])(?P<first>[Aa]fter|[Uu]nder|[Aa]gainst|[Dd]uring|[Aa]mong|[Ii]nto)"
    r" (?P<second>to)(?= (?:the|an?|his|their|its|this|these|you|him|them|us|me|it)\b)"
)
_OF_TO = re.compile(
    r"\b(?:able|likely|ready|willing|possible|impossible|unable|necessary|difficult|easy) "
    r"(?P<first>of) (?P<second>to)\b"
)
_ON_LEAST = re.compile(
    r"(?<![\w’'&./-])(?P<first>[Oo]n|[Ii]n|[Ff]or|[Bb]y|[Ff]rom|[Ww]ith|[Tt]o|[Oo]f) "
    r"(?P<second>least) (?=(?:the|an?|one|two|three|four|five|six|seven|eight|nine|ten|some|part"
    r"|\d)\b)"
)
# who can't be a subject, behind what opens a clause
_THEM_IS = re.compile(
    r"(?<![\w’'&./-])(?P<first>when|because|while|if|although|though|once|whether|unless|until"
    r"|where"
    r"|since|that|and) (?:them|him|us|me) (?P<second>is|are|was|were|has|had|have|will|would|can"
    r"|could|did|does)(?![\w’'])"
)
_NO_VERB = re.compile(
    rf"(?<![\w’'&./-])(?P<first>[Hh]e|[Ss]he|[Tt]hey) (?P<second>{_OBJECT}|the|an?|their|its|our)"
    r"(?! (?:\w+er|more|less|one)\b)(?! [A-Z])" + _END
)
_THE_IT = re.compile(
    r"(?<![\w’'&./-])(?P<first>[Tt]he|an?|[Tt]heir|[Oo]ur|[Ee]very) (?P<second>it)"
    rf"(?! (?:girl|boy|guy|bag|thing|couple|crowd|factor|firm|sector|industry)\b){_END}"
)
# "what it is is a shame", "all we were was tired"
_TWO_VERBS = re.compile(
    r"(?<![\w’'&./-])(?P<first>is|are|was|were) (?P<second>is|are|was|were)(?![\w’'-])"
)
_CLEFT = re.compile(
    r"\b(?:what\w*|who\w*|all|how|where|when|why|way|thing|problem|point|one|I|whether)\b",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(
    r"(?<![\w’'&./-])(?P<first>and|the|an|their|our|my|because|although|whose|nor)"
    r"(?P<second>\.)(?=\s|\Z)"
)
# "its in", "the went"; "his" and "her" may stand alone
_NO_THING = re.compile(
    r"(?<![\w’'&./-])(?P<first>[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur) (?P<second>in|on|at|under|of|for|with"
    rf"|by|from|into|and|but|because|if|which|who|that|had|was|were|would|did)(?! course\b){_END}"
)
_NO_NAME = re.compile(
    r"(?<![\w’'&./-])(?P<first>[Tt]he|an?|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y) (?P<second>went|came|became"
    rf"|began|took|gave|knew|wrote|chose|grew|threw|forgot|arrived|happened|brought|kept){_END}"
)
_NOTHING_DONE = re.compile(
    r"(?<![\w’'&./-])(?P<first>his|her) (?P<second>went|came|became|returned|arrived|remained|began"
    r"|happened|disappeared)(?=[.,;])"
)
_NO_OBJECT_IT = re.compile(
    r"(?<![\w’'&./-])(?P<first>went|came|arrived|died|happened|occurred|existed|disappeared"
    r"|vanished"
    r"|arrives|dies|happens|occurs|exists|disappears) (?P<second>it|him|them|her)(?=[.;])"
)
_HIM_WAS = re.compile(
    r"(?<![\w’'&./:-])(?P<first>Him|Them|Us) (?P<second>was|were|is|are|has|had|have|will|would)\b"
)
_WHY = {
    _NO_THING: "After “{}” a noun must follow, not “{}”.",
    _NO_NAME: "After “{}” a noun must follow, not “{}”.",
    _NOTHING_DONE: "After “{}” a noun must follow, not “{}”.",
    _NO_OBJECT_IT: "“{}” has no object like “{}”.",
    _HIM_WAS: "“{}” is the form of an object, not the subject of “{}”.",
    _THE_IT: "After “{}” a noun must follow, not “{}”.",
    _TWO_VERBS: "“{}” and “{}” can't both be the verb.",
    _CUT_OFF: "The sentence stops after “{}”, where more must follow.",
    _NO_NOUN: "After “{}” a noun must follow, not “{}”.",
    _NO_OBJECT: "“{}” takes an object, and “{}” is the form of a subject.",
    _NO_PREPOSITION: "“{}” and “{}” can't follow each other.",
    _TWO_PREPOSITIONS: "“{}” and “{}” can't follow each other.",
    _AFTER_TO: "“{}” and “{}” can't follow each other.",
    _OF_TO: "“{}” and “{}” can't follow each other.",
    _ON_LEAST: "“{} {}” has the wrong preposition, “at least” is meant.",
    _THEM_IS: "Between “{}” and “{}” stands the form of an object, where a subject must be.",
    _NO_VERB: "Between “{}” and “{}” the verb is missing.",
}
# after these a subject may stand without a verb: "nor is he the first", "taller than he the day"
_INVERTED = {"AUX", "VERB", "SCONJ", "ADP", "CCONJ"}


def _stands(text: Annotated, pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    """Return whether the words are what they seem to be."""
    words = text.doc.char_span(match.start("first"), match.end("second"))
    if words is None or len(words) != (3 if pattern is _THEM_IS else 2):
        return False
    if pattern is _TWO_VERBS:
        return _CLEFT.search(words.sent.text[: words.start_char - words.sent.start_char]) is None
    before = words[0].nbor(-1) if words.start else None
    if pattern is _NO_VERB:
        return before is None or before.pos_ not in _INVERTED
    if before is not None and before.text in ("-", "/", "&"):
        return False
    if pattern is _AFTER_TO and (before is None or before.tag_ in ("VBN", "CC")):
        return False  # "a child who is looked after to this day"
    return not (match["first"] in ("a", "an") and before is not None and before.pos_ == "PROPN")


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "the of", "our had", "without we", "he the letter"."""
    if is_talk(text):
        return
    seen: set[int] = set()
    for pattern, why in _WHY.items():
        for match in pattern.finditer(text.text):
            if match["first"].lower() == match["second"]:
                continue  # doubled words have a rule of their own
            start, end = match.start("first"), match.end("second")
            if start in seen or not _stands(text, pattern, match):
                continue
            seen.add(start)
            message = why.format(match["first"], match["second"])
            yield Hit(start, end, message, confidence=0.85)
