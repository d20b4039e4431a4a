"""Names and nouns that a pronoun, or the name itself, says again: "Mr Larsen he/she said"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE, NOUN_TAGS
from mtqa.detect.grammar._prose import is_time
from mtqa.detect.rule import Hit

# "Larsen, he/she said", "Larsen he himself, he said", "the files these they are", "Larsen, he has"
_PRONOUNS = re.compile(
    r"(?<=[a-z’'])(?P<gap>,? )(?:(?P<slash>(?:he/she|she/he|he or she)(?= [a-z]))"
    r"|(?P<self>(?:he himself|she herself|they themselves|it itself),?"
    r" (?:he|she|they|it)(?= [a-z]))"
    r"|(?P<these>(?:this|these|those) (?:it|they|he|she)(?= [a-z]))"
    r"|(?P<plain>(?:he|she|they|it)(?: all| both)?(?= [a-z])))(?![\w’'])"
)
_OPENED = re.compile(
    r"(?:\A|(?<!Dr)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!St)(?<! [A-Z])[.!?]\s|\n|[\"“]"
    r"|, (?:and|but) (?:only )?|(?:^|[.!?]\s)[A-Z][a-z]+ly, )"
    r"(?:(?:Mr|Mrs|Ms|Dr|President|Minister|Senator)\.? )?"
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})\Z",
    re.MULTILINE,
)
_SAYS = re.compile(
    r" (?:said|says|added|explained|wrote|told|thought|thinks|recalled|guessed|knew|knows|supposed"
    r"|felt|decided|imagined|replied|asked|agreed|insisted|claimed|believed|believes|reckoned|noted"
    r"|argued|concluded|remembered|admitted|hoped|suspected)\b,?"
)
_NAMED_TWICE = re.compile(r"(?<![\w’'-])(?P<name>[A-Z][a-z]{3,}) (?P=name)(?![\w’'-])")
_OFTEN = 4  # times that a name stands in a text where it is written twice once
# "signed the treaties them and left": the object is said again behind itself
_OBJECT = re.compile(
    r"(?<=[a-z]) (?P<again>them|him)(?=[.,;]| (?:and (?!his|her|their|I\b|my)|but|because|when"
    r"|while|in|on|at|for|after|before|during|since|yesterday|[a-z]+ly)\b)"
)
_PLAIN = {"that", "this", "all", "some", "any", "each", "both", "these", "those", "what", "which"}
_WHY = "This is said twice: “{}” says it already."


def _tokens(text: Annotated, start: int) -> tuple[Token, Token] | None:
    """Return the word before ``start`` and the one there."""
    span = text.doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or not span.start:
        return None
    before = span[0].nbor(-1)
    if before.text == "," and before.i:
        before = before.nbor(-1)
    return before, span[0]


def _is_again(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the pronoun stands for the noun before it, and no clause begins with it."""
    kind, comma = match.lastgroup, match["gap"] == ", "
    start = match.end("gap")
    words = _tokens(text, start)
    if words is None or words[0].tag_ not in NOUN_TAGS or is_time(words[0]):
        return False
    behind = text.doc.char_span(match.end() + 1, match.end() + 2, alignment_mode="expand")
    if behind is None or behind[0].tag_ not in FINITE | {"RB"}:
        return False
    if kind == "self":
        return True
    opened = _OPENED.search(match.string, max(0, match.start() - 60), match.start("gap"))
    if kind == "slash":
        return not comma or opened is not None
    if kind == "these":
        return comma is False and words[0].tag_ in ("NNS", "NN") and words[0].dep_ != "pobj"
    name = opened and text.doc.char_span(*opened.span("name"))
    named = name and all(token.tag_ in ("NNP", "NNPS") for token in name)
    person = named and words[0].ent_type_ in ("PERSON", "ORG")
    fits = person and (words[0].ent_type_ == "PERSON") == (words[1].lower_ in ("he", "she"))
    says = _SAYS.match(match.string, match.end())
    return bool(fits) and not (comma and says) and not text.in_quotation(start)


def said_again(text: Annotated) -> Iterator[Hit]:
    """Yield the pronouns that say a subject or an object again, and names written twice."""
    prose = text.text
    for match in _PRONOUNS.finditer(prose):
        if match.lastgroup == "plain" and not match.string[match.start() - 1].isalpha():
            continue
        if _is_again(text, match):
            start = match.end("gap")
            word = _tokens(text, start)
            yield Hit(start, match.end(), _WHY.format(word[0] if word else ""), 0.75)
    for match in _OBJECT.finditer(prose):
        words = _tokens(text, match.start("again"))
        if words is None or words[0].tag_ not in ("NN", "NNS") or words[0].text.endswith("ing"):
            continue
        lead = words[0].nbor(-1) if words[0].i else words[0]
        led = lead.tag_ in ("DT", "JJ", "PRP$", "CD") and lead.lower_ not in _PLAIN
        if led and not is_time(words[0]) and not text.in_quotation(match.start()):
            yield Hit(*match.span("again"), _WHY.format(words[0]), 0.7)
    for match in _NAMED_TWICE.finditer(prose):
        if prose.count(match["name"]) >= _OFTEN and prose.count(match[0]) == 1:
            yield Hit(*match.span(), _WHY.format(match["name"]), 0.75)
