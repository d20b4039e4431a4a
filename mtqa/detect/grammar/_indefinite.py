"""“A” and “an” before the wrong sound, and before a place: "an team", "in a Lisbon"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.offices import country_codes
from mtqa.knowledge.places import is_large_city
from mtqa.knowledge.words import is_english

_AN = re.compile(
    r"(?<![\w’'&./-])[Aa]n (?P<next>(?:[bcdfgjklmnpqrstvwxz][a-z]*[aeiouy]|y[aeiou]"
    # an h that is heard beyond doubt; "an historic", "an hotel" are old but not wrong
    r"|h(?:igh|uge|ouse|ome|and|eart|ard|alf|undred|ealth|elp|all|ead|ole|ope|orse|ill|uman"
    r"|eavy|idden|appy|unger|ost|oliday))[a-z]*)\b(?![’'.][A-Za-z])"
)
_A = re.compile(
    r"(?<![\w’'&./-])[Aa] (?P<next>(?:[ai][a-z]{2}|e(?!u|we)[a-z]{2}|o(?!ne|nce|ui)[a-z]{2}"
    # "uniform" and "useful" begin with a consonant, "unusual" and "upper" don't
    r"|un(?!i|an)[a-z]|up[a-z]{2}|ugly|umb|urg|ult|hour|heir|honest|honou?r)[a-z]*)\b"
    r"(?![’'.][A-Za-z])"
)
# what follows "a" where it is a letter, a slip for "at" or "as", or another language's word
_NO_NOUN = {
    "all", "also", "and", "any", "are", "aren", "ask", "isn", "its", "into", "our", "out", "over",
    "off", "ein", "est", "una", "uno", "another", "ala", "ante", "unto", "upon", "der",
    "den", "die", "das", "dem", "des", "von", "la", "el", "lan", "mor", "per", "tara",
}  # fmt: skip
_TAGS = {"NN", "NNS", "JJ", "JJR", "JJS", "VBN", "VBG", "RB", "VBD", "RBR", "RBS"}
_PLACED = re.compile(
    r"\b(?:[Ii]n|[Tt]o|[Ff]rom|at|near|across|outside|inside|through|leave|left|visit(?:ed|s)?) "
    r"an? (?P<name>[A-Z][a-z]{2,})\b(?![-’'&/])"
)
_ENDS = {"IN", "CC", "VBD", "VBZ", "MD", "TO", ".", ",", ":"}
# "a Paris of the north", "a Germany that", "a Europe without borders"
_SPECIAL = {"of", "that", "without", "with", "as", "like", "where", "before", "after", "than"}


def _heard(text: Annotated) -> Iterator[Hit]:
    """Yield "an team", "a hour"."""
    for pattern, right in ((_AN, "a"), (_A, "an")):
        for match in pattern.finditer(text.text):
            word = match["next"]
            words = text.doc.char_span(*match.span())
            if words is None or len(words) != 2 or word in _NO_NOUN or not is_english(word):
                continue
            if words[0].tag_ != "DT" or words[1].tag_ not in _TAGS or _is_letter(words[0]):
                continue
            found = match.group().split(" ")[0]
            cased = right.capitalize() if found[0].isupper() else right
            message = f"Before the sound that “{word}” begins with stands “{right}”."
            yield Hit(*match.span(), message, confidence=0.8, suggestion=f"{cased} {word}")


def _is_letter(article: Token) -> bool:
    """Return whether "a" is the name of something: "vitamin a", "plan A is", "a, b and c"."""
    if article.text == "A" and not article.is_sent_start:
        return True
    before = article.nbor(-1).lower_ if article.i else ""
    return before in {"vitamin", "hepatitis", "type", "plan", "group", "class", "grade", "level"}


def _placed(text: Annotated) -> Iterator[Hit]:
    """Yield "in a Oakland", where the name ends the phrase."""
    for match in _PLACED.finditer(text.text):
        words = text.doc.char_span(*match.span())
        name = match["name"]
        if words is None or not (is_large_city(name) or country_codes(name)):
            continue
        after = words[-1].nbor() if words.end < len(text.doc) else None
        if words[-1].ent_type_ not in ("GPE", "LOC") or (after is not None and _goes_on(after)):
            continue
        article = words[-2]
        found = f"{article} {name}"
        yield Hit(article.idx, match.end(), f"A place takes no “a”: “{found}”.", confidence=0.8)


def _goes_on(after: Token) -> bool:
    """Return whether the name is only part of what the article belongs to."""
    if after.is_space:
        return False
    return after.tag_ not in _ENDS or after.lower_ in _SPECIAL or after.text in ("-", "–", "—")


def indefinite(text: Annotated) -> Iterator[Hit]:
    """Yield "an team", "a unusual" and "in a Oakland"."""
    yield from _heard(text)
    yield from _placed(text)
