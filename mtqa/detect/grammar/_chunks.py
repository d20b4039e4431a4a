"""A sentence as a row of chunks, one letter each, in which rules look for orders of words.

The parse of a sentence whose words stand in a foreign order is a guess; its tags are better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.clauses import NOUN_TAGS, TENSED
from mtqa.detect.grammar._prose import Columns, is_time

_OPENING = {"DT", "PRP$", "PDT"}
_INSIDE = {*NOUN_TAGS, "CD", "JJ", "JJR", "JJS", "POS", "$", "HYPH"}
_BARE = {"NN", "NNS"}
_MODIFYING = {"VBN", "VBG", "RB"}
_ADJECTIVES = {"JJ", "JJR", "JJS"}
_OPENED = {*_OPENING, "JJ", "CD"}
_PRONOUNS = {
    **dict.fromkeys(("he", "she", "they", "we", "i"), "S"),
    **dict.fromkeys(("him", "them", "us", "me"), "O"),
    "it": "I",
}
_MARKS = {"that", "because", "if", "when", "whether", "although", "though", "while", "where"}
_AUXILIARIES = {"be", "have", "do"}
_COUNTED = {"NN", "NNS", "JJ", "CD"}
_NUMBERED = {
    "magnitude", "page", "number", "chapter", "category", "phase", "type", "level", "grade",
    "class", "version", "section", "article", "paragraph", "room", "gate", "route", "stage",
    "lap", "round", "group", "covid", "figure", "table", "line", "track", "platform", "game",
}  # fmt: skip
_COMPARED = {"more", "less", "fewer"}
_LETTERS = {
    "MD": "A", "VB": "V", "VBN": "V", "VBG": "V", "TO": "T", "RB": "R", "RBR": "R", "RBS": "R",
    "CC": "C", "IN": "P", "WP": "W", "WDT": "W", "WRB": "W", "WP$": "W", "EX": "X",
}  # fmt: skip
_END = {".", ",", ";", ":", "–", "—"}


@dataclass(frozen=True, slots=True)
class Chunks:
    """The chunks of a sentence.

    Attributes:
        letters: one for each chunk: ``N`` a noun phrase with its article or a name, ``n`` one
            without, ``t`` one that is a time, ``p`` any of them with its preposition, ``S`` a
            pronoun as subject, ``O`` as object, ``I`` "it", ``A`` a finite auxiliary,
            ``F`` another finite verb, ``V`` an infinitive or participle, ``J`` an adjective by
            itself, ``R`` an adverb, ``M`` what opens a clause, ``W`` a question word, ``C`` "and",
            ``.`` a mark, ``X`` what
            is none of these.
        sentence: what they are the chunks of.
        edges: in it the index of the first token of each chunk, and at last its length.
    """

    letters: str
    sentence: Words
    edges: tuple[int, ...]

    def words(self, first: int, end: int) -> Words:
        """Return the words of the chunks from ``first`` up to ``end``."""
        return self.sentence[self.edges[first] : self.edges[end]]


def _noun_phrase(tags: Sequence[str], at: int) -> int:
    """Return the index behind the noun phrase that begins at ``at``, or ``at``."""
    end, seen, before = at, False, ""
    while end < len(tags):
        tag = tags[end]
        if tag not in _INSIDE:
            if tag in _OPENING:
                if before not in ("", "PDT", "POS"):
                    break
            elif (
                tag not in _MODIFYING
                or seen
                or before not in _OPENED
                or tags[end + 1] not in _INSIDE
            ):
                break
        elif seen and (tag in _ADJECTIVES or _begins_number(tags, end)):
            break  # "the company three ships"
        if tag in NOUN_TAGS:
            seen = seen or tags[end + 1] != "HYPH"
        elif tag == "POS":
            seen = False
        before = tag
        end += 1
    return end if seen and end > at else at


def _begins_number(tags: Sequence[str], at: int) -> bool:
    return tags[at] == "CD" and tags[at - 1] in _BARE and tags[at + 1] in _COUNTED


def _of_phrase(tokens: Sequence[Token], tags: Sequence[str]) -> str:
    last = max(at for at, tag in enumerate(tags) if tag in NOUN_TAGS)
    if is_time(tokens[last]):
        return "t"
    opened = tags[0] in _OPENED or tags[last].startswith("NNP")
    return "N" if opened else "n"


def _of_token(token: Token, tag: str, lower: str) -> str:
    if tag in _INSIDE:
        return "J" if tag in _ADJECTIVES else "X"
    if tag == "PRP":
        return _PRONOUNS.get(lower, "X")
    if lower in _MARKS and (tag == "IN" or token.dep_ in ("mark", "advmod")):
        return "M"
    if tag in TENSED:
        return "A" if token.lemma_ in _AUXILIARIES else "F"
    return "." if lower in _END else _LETTERS.get(tag, "X")


def chunks(sentence: Words, read: Columns) -> Chunks:
    """Return the chunks of ``sentence``, whose document has been ``read``."""
    letters: list[str] = []
    edges: list[int] = []
    places = [at for at in range(sentence.start, sentence.end) if not read.lower[at].isspace()]
    tokens = [sentence.doc[at] for at in places]
    lower = [read.lower[at] for at in places]
    tags = [*(_tag(read, at) for at in places), ""]
    at = 0
    while at < len(tokens):
        token, start = tokens[at], at
        letter = _of_token(token, tags[at], lower[at])
        first = at + (letter == "P")
        if tags[first] in _INSIDE or tags[first] in _OPENING:
            compared = 2 if tags[first] in _ADJECTIVES and _compares(lower, tags, first) else 0
            end = _noun_phrase(tags, first + compared)
            if end == first + compared:
                end = start + 1
            elif letter == "P":
                letter = "p"
            else:
                letter = _of_phrase(tokens[first:end], tags[first:end])
            at = end
        else:
            at += 1
        letters.append(letter)
        edges.append(places[start] - sentence.start)
    return Chunks("".join(letters), sentence, (*edges, len(sentence)))


def _tag(read: Columns, at: int) -> str:
    """Return the tag; a number that is a name is a noun: "magnitude 5.2"."""
    tag = read.tags[at]
    if tag == "CD" and at and ("." in read.lower[at] or read.lower[at - 1] in _NUMBERED):
        return "NN"
    return tag


def _compares(lower: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Return whether "more than" stands before a number here."""
    if tags[at + 2 : at + 3] != ["CD"] or lower[at] not in _COMPARED:
        return False
    return lower[at + 1] == "than"
