"""A count noun in the singular without its article. Documented in missing_article.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._prose import columns
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes, count_nouns
from mtqa.knowledge.sexes import means_person, sex_of_noun
from mtqa.knowledge.verbs import words

# not "by car", "as leader", "at table", "from village to village", which take none
_PREPOSITIONS = {"of", "with", "about", "into", "against", "behind", "inside", "near", "under"}
# who types in a hurry leaves the article out behind these
_PLACING = {"in", "at", "from"}
_TYPED = re.compile(r"\b(?:I|[Mm]y|[Yy]ou|[Yy]our|[Ww]e|[Oo]ur|[Pp]lease)\b")
_DETERMINERS = {"DT", "PRP$", "CD", "PDT", "WDT", "WP$", "POS", "NNP", "NNPS", "HYPH", "EX", "CC"}
_MODIFIERS = {"JJ", "JJR", "JJS", "NN", "NNS", "VBN", "VBG", "RB", "RBS"}
_GOES_ON = {"NOUN", "PROPN", "NUM", "ADJ", "SYM", "CCONJ", "X"}
_STUCK = set("-–—/’'“”\"(&:") | {"'s", "’s"}
# "a kind of helicopter", "the functions of driver", "what sort of job"
_NAMING = {
    "kind", "sort", "type", "species", "form", "piece", "mode", "name", "title", "rank", "role",
    "function", "functions", "capacity", "status", "profession", "job", "post", "position",
    "office", "lots", "plenty", "degree", "out",
}  # fmt: skip
_NO_START = {"NUM", "SYM", "X", "PUNCT"}  # a comma may come before an address: "thanks, driver"
_SHORTEST = 7  # tokens of a sentence; shorter ones are headlines and captions
_NEAR = 6
# one in a long text may be a slip or a turn that no table knows; a system lacks articles often
_LEAST = 2
_SHORT = 150  # tokens


def _phrase_start(noun: Token) -> int:
    """Return the index of the first modifier of ``noun``."""
    at = noun.i
    while at > noun.sent.start and noun.doc[at - 1].tag_ in _MODIFIERS:
        at -= 1
    return at


def _in_place(noun: Token, *, typed: bool) -> bool:
    """Return whether ``noun`` is the subject, or the object of a verb or preposition."""
    if noun.dep_ == "pobj":
        before = noun.doc[max(0, noun.head.i - 1)].lower_
        behind = _PREPOSITIONS if typed else _PREPOSITIONS | _PLACING
        return noun.head.lower_ in behind and before not in _NAMING
    return noun.dep_ in SUBJECTS or (noun.dep_ == "dobj" and noun.i > noun.head.i)


def _ends_phrase(noun: Token) -> bool:
    """Return whether nothing that follows may belong to the noun or be its head."""
    if any(child.dep_ in ("conj", "cc", "appos") for child in noun.children):
        return False
    if noun.i + 1 == len(noun.doc):
        return True
    after = noun.nbor()
    return not (
        after.pos_ in _GOES_ON
        or after.tag_ in ("VBG", "RP")
        or after.text in _STUCK
        or after.is_space
    )


def _bare(noun: Token, start: int) -> bool:
    """Return whether nothing before ``noun`` takes the article's place."""
    doc: Doc = noun.doc
    if start == noun.sent.start:
        return False  # a headline, a list or a note
    before = doc[start - 1]
    if before.tag_ in _DETERMINERS or before.text in _STUCK or before.pos_ in _NO_START:
        return False
    if any(child.tag_ in _DETERMINERS for child in noun.lefts):
        return False
    if before.lemma_.lower() in words("say") or _is_joined(noun) or _is_compound(before):
        return False
    if not all(word.is_lower and word.is_alpha for word in doc[start : noun.i]):
        return False
    around = doc[max(0, noun.i - _NEAR) : noun.i + _NEAR]
    return sum(word.lower_ == noun.lower_ for word in around) == 1


def _is_compound(before: Token) -> bool:
    """Return whether a noun was taken for a verb: "a combine factory"."""
    return before.tag_ == "VB" and before.i > 0 and before.nbor(-1).tag_ in ("DT", "JJ")


def _is_joined(noun: Token) -> bool:
    """Return whether a noun that shares its article was taken for a verb: "my bag and top hat"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.dep_ != "conj" or verb.i + 1 != noun.i:
        return False
    return verb.nbor(-1).tag_ == "CC" and verb.tag_ in ("VB", "VBP") and verb.head.tag_ != verb.tag_


def _is_prose(noun: Token) -> bool:
    sentence = noun.sent.text.strip().rstrip("”\"'’)")
    return len(noun.sent) >= _SHORTEST and sentence.endswith((".", "!", "?"))


def _found(text: Annotated) -> Iterator[tuple[Token, Token]]:
    """Yield the first modifier and the noun of each phrase that lacks its article."""
    nouns = count_nouns()
    typed = any(not text.in_quotation(m.start()) for m in _TYPED.finditer(text.text))
    read = columns(text)
    for at, tag in enumerate(read.tags):
        if tag != "NN" or read.lower[at] not in nouns:
            continue
        noun = text.doc[at]
        if noun.text not in nouns or not _in_place(noun, typed=typed):
            continue
        start = _phrase_start(noun)
        if _ends_phrase(noun) and _bare(noun, start) and _is_prose(noun):
            yield text.doc[start], noun


def _called(text: Annotated) -> Iterator[Hit]:
    """Yield "is teacher": who somebody is, in the singular and without an article."""
    nouns = count_nouns()
    for match in _IS.finditer(text.text):
        noun = match["noun"]
        known = noun in nouns or "person" in classes(noun)
        if not known or noun in _BARE_ROLES or not means_person(noun):
            continue
        words_ = text.doc.char_span(*match.span())
        if words_ is None or text.in_quotation(match.start()) or words_[-1].tag_ != "NN":
            continue
        verb = words_[-2]
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
        # "what he is is teacher", "the title was doctor"
        if subject is None or subject.tag_ in ("WP", "WDT") or not _is_one(subject):
            continue
        message = f"“{noun}” can't stand in the singular without an article."
        yield Hit(verb.idx, match.end(), message, confidence=0.75)


def _is_one(subject: Token) -> bool:
    """Return whether the subject is a person, so that the noun says what he is."""
    if subject.lower_ in ("he", "she", "i"):
        return True
    return subject.ent_type_ == "PERSON" or (
        subject.tag_ == "NN"
        and (means_person(subject.lower_) or sex_of_noun(subject.lower_) is not None)
    )


_IS = re.compile(
    r"\b(?:is|was|became|becomes|remains|remained) (?:also |still |now |once )?(?P<noun>[a-z]{4,})"
    r"(?=[.,;]| (?:and (?:a|he|she|lives?|works?|has|had|lived|worked)|in|at|from|by|who|with)\b)"
)
# what somebody is without an article: an office that one alone holds, or a part
_BARE_ROLES = {
    "leader", "captain", "president", "manager", "editor", "director", "head", "chair", "host",
    "guest", "witness", "victim", "friend", "partner", "lead", "second", "minister", "king",
    "queen", "mayor", "governor", "chairman", "coach", "mother", "father", "owner", "champion",
    "winner", "runner", "secretary", "bishop", "pope", "chancellor", "premier", "ambassador",
    "professor", "party", "heir", "master", "boss", "keeper", "favourite", "favorite", "producer",
    "commander", "consul", "chief", "treasurer", "patron", "prisoner", "goalkeeper", "striker",
}  # fmt: skip


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "the order of officer", "that helicopter will arrive"."""
    if is_talk(text):
        return
    yield from _called(text)
    found = list(_found(text))
    if len(found) < _LEAST and len(text.doc) > _SHORT:
        return
    for first, noun in found:
        yield Hit(
            first.idx,
            noun.idx + len(noun),
            f"“{noun}” can't stand in the singular without an article.",
            confidence=0.75,
        )
