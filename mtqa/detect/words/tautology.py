"""One thing said twice. Documented beside, in tautology.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, takewhile

import numpy as np
from spacy.tokens import Doc, Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.lookup import places
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY
from mtqa.knowledge.phrases import Tautology, synonyms, tautologies

_OVER = {
    "boil", "carry", "fall", "hand", "knock", "pull", "push", "roll", "run", "sign", "take", "tip",
    "turn", "win",
}  # fmt: skip
_RUN = 4  # tokens in which a noun comes again
_ROOT = 4  # letters at least that a verb and its noun share
_NOUN_ENDINGS = ("ment", "ion", "ing", "ance", "ence", "al", "ation", "ure", "y", "s")
# "brand-new new", not "face-to-face face"
_COMPOUND = re.compile(r"(?<=[a-z])-([a-z]{3,}) \1\b(?!-)")
_FIRST = re.compile(r"(?<![\w-])[a-z]+\Z")
_LONGEST = 30  # letters of the first word of a compound
_INSIDE = re.compile(r"[\w-]")
# a small word on both sides of one like it: "but yet but", "both the two both"
_AROUND = re.compile(
    r"(both|but|because|although|also|still|already|now|very|currently|almost)"
    r"(?: (?!and\b|or\b|for\b)[a-z]{2,9}){1,2} \1\b(?![-,])(?<!but not but)"
)
_ALIKE = re.compile(r"\b([a-z]{4})[a-z]++ (?=\1)")
_ADJECTIVE = re.compile(
    r"(?P<root>[a-z]{5,})(?:i?al|ical|ic|ary|ous|ful|y|ive) (?P<noun>[a-z]{5,})\b"
    r"(?!-)(?: (?P<next>[a-z]+))?"
)
# "the visiting visit", "Hale's playing players", "a police policeman": no verb and its object,
# as a determiner stands before
_OWN_PARTICIPLE = re.compile(
    r"(?P<root>[a-z]{4,}?)(?:e?d|ing) (?P<noun>(?P=root)(?:s|(?:e?r|or|ment)s?)?)\b(?![-’'])"
)
_OWNED = re.compile(
    r"(?:\b(?:the|an?|this|that|its|his|her|their|our|your)|['’]s) \Z", re.IGNORECASE
)
_OF_A_KIND = {
    "leading", "training", "teaching", "marketing", "building", "housing", "acting", "opening",
}  # fmt: skip
_SPACED = re.compile(r"[ -]")
_DAY_DAY = re.compile(
    rf"\b(?:day of )?{LONG_DAY} day\b"
    r"(?=[.,;)]| (?:an?|the|in|at|for|that|when|after|before|by|with|to|as)\b)"
)
# what may follow a noun that no other noun follows
_BEHIND_NOUN = {
    None, "and", "as", "at", "but", "by", "during", "for", "from", "had", "has", "have", "in", "is",
    "of", "on", "or", "said", "that", "to", "was", "were", "which", "who", "will", "with",
}  # fmt: skip
_OWN_NOUN = {"official", "officials"}
_ABOUT = {"about", "around"}
_NEXT = {"CCONJ", "AUX", "VERB", "SPACE"}  # what may follow a clause that has ended


def _fits(token: Token, word: str) -> bool:
    if word == "*":
        return token.is_alpha
    return token.lower_ == word or (word == "#" and token.text[0].isdigit())


def _goes_on(doc: Doc, end: int) -> bool:
    """Return whether a name or time follows, and no number: "roughly about April"."""
    return end < len(doc) and (doc[end].pos_ == "PROPN" or doc[end].ent_type_ in ("DATE", "PERSON"))


def _closes(doc: Doc, end: int) -> bool:
    """Return whether a clause ends before the token ``end``: no object follows "cannot see"."""
    return end == len(doc) or doc[end].is_punct or doc[end].pos_ in _NEXT


def _stands(entry: Tautology, doc: Doc, at: int) -> bool:
    """Return whether the words stand at the token ``at``, the last no part of "two-year-old"."""
    end = at + len(entry.words)
    if end > len(doc) or (end < len(doc) and doc[end].text == "-"):
        return False
    if entry.ends and not _closes(doc, end):
        return False
    if entry.words[0] == "over" and at and doc[at - 1].lemma_ in _OVER:
        return False  # "handed over more than 500"
    if entry.words[-1] in _ABOUT and _goes_on(doc, end):
        return False
    return all(map(_fits, doc[at:end], entry.words))


def _said(doc: Doc, at: int) -> Tautology | None:
    """Return the tautology that stands at the token ``at``."""
    by_second = tautologies().get(doc[at].lower_)
    if by_second is None or at + 1 == len(doc):
        return None
    second = doc[at + 1]
    some = chain.from_iterable(by_second.get(word, ()) for word in (second.lower_, "*", "#"))
    return next((entry for entry in some if _stands(entry, doc, at)), None)


def _likes(one: Token, other: Token) -> bool:
    """Return whether two words side by side mean the same: "quickly rapidly"."""
    groups = synonyms().get(one.lower_)
    if groups is None or one.lemma_ == other.lemma_:
        return False
    # "company firms": the first one in the singular, as before another noun
    again = synonyms().get(other.lower_, frozenset()) | synonyms().get(other.lemma_, frozenset())
    shared = {kind for kind, _ in groups & again}
    if not shared or one.is_title:
        return False
    after = other.nbor() if other.i + 1 < len(other.doc) else None
    # "an old little-known man", "a pay raise": the second word belongs to the next one
    goes_on = after is not None and (
        after.text == "-" or (after.pos_ == "NOUN" and "NOUN" in shared)
    )
    return not goes_on and one.pos_ in shared and other.pos_ in shared


def _is_plain_noun(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.text.islower() and token.is_alpha


def _noun_again(noun: Token) -> Token | None:
    """Return the noun that comes again in one run of nouns: "fire blaze fire"."""
    for other in noun.doc[noun.i + 1 : noun.i + _RUN]:
        if not _is_plain_noun(other):
            return None
        if other.lemma_ == noun.lemma_ and other.lower_ != noun.lower_:
            return other
        if other.lower_ == noun.lower_:
            return other if other.i > noun.i + 1 else None
    return None


def _shared(one: str, other: str) -> int:
    """Return how many letters the two begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _same_root(verb: str, noun: str) -> bool:
    """Return whether the noun is made of the verb: "announcement" of "announce"."""
    return _shared(verb, noun) >= max(_ROOT, len(verb) - 1) and noun.endswith(_NOUN_ENDINGS)


def _with_itself(prep: Token) -> Token | None:
    """Return the noun that only says its verb again: "announced with an announcement"."""
    noun = next((child for child in prep.children if child.dep_ == "pobj"), None)
    verb = prep.head
    if noun is None or verb.pos_ != "VERB" or verb.i > prep.i or noun.pos_ != "NOUN":
        return None
    bare = all(child.dep_ == "det" for child in noun.children)
    same = verb.lemma_ == noun.lemma_ and any(noun.children)  # no paint to paint with
    return noun if bare and (same or _same_root(verb.lemma_, noun.lemma_)) else None


def _own_participle(prose: str, start: int) -> tuple[int, int] | None:
    """Return where a noun and a participle of its own root stand: "the visiting visit"."""
    found = _OWN_PARTICIPLE.match(prose, start)
    if found is None or found[0].split(" ")[0] in _OF_A_KIND:
        return None
    owned = _OWNED.search(prose, max(0, start - 7), start)
    return (start, found.end("noun")) if owned else None


def _is_modifier(text: Annotated, start: int, end: int) -> bool:
    """Return whether two words only go before another noun: "a mixed mixer tap"."""
    if len(_SPACED.findall(text.text, start, end)) != 1:
        return False
    span = text.doc.char_span(start, end)
    return span is not None and span.end < len(text.doc) and text.doc[span.end].pos_ == "NOUN"


def _by_form(prose: str) -> Iterator[tuple[int, int]]:
    """Yield what shows without its meaning: "brand-new new", "but yet but", "a royal royalty"."""
    for match in _COMPOUND.finditer(prose):
        before = _FIRST.search(prose, max(0, match.start() - _LONGEST), match.start())
        if before is not None:
            yield before.start(), match.end()
    for match in _AROUND.finditer(prose):
        if not (match.start() and _INSIDE.match(prose, match.start() - 1)):
            yield match.span()
    yield from (match.span() for match in _DAY_DAY.finditer(prose))
    for alike in _ALIKE.finditer(prose):
        if (own := _own_participle(prose, alike.start())) is not None:
            yield own
            continue
        if (found := _ADJECTIVE.match(prose, alike.start())) is None:
            continue
        root, noun = found["root"], found["noun"]
        shared = _shared(root, noun)
        enough = shared >= max(_ROOT + 1, len(noun) - 2, len(root) - 1)
        if enough and noun not in _OWN_NOUN and found["next"] in _BEHIND_NOUN:
            yield found.start(), found.end("noun")


def _doubled(token: Token) -> tuple[int, int] | None:
    """Return the tokens, from the first to the last, that say one thing twice from here on."""
    if token.lower_ in synonyms() and token.i + 1 < len(token.doc) and _likes(token, token.nbor()):
        return token.i, token.i + 1
    if _is_plain_noun(token) and (again := _noun_again(token)) is not None:
        return token.i, again.i
    if token.lower_ == "with" and (noun := _with_itself(token)) is not None:
        return token.head.i, noun.i
    return None


@cache
def _grouped() -> frozenset[str]:
    return frozenset(synonyms())


_WITH = frozenset({"with"})


def _may_double(doc: Doc) -> set[int]:
    """Return where a word stands that may say the same as the next one or its verb."""
    grouped = set(places(doc, "LOWER", _grouped()))
    pairs = {at for at in grouped if at + 1 in grouped}
    return pairs.union(places(doc, "LOWER", _WITH), _come_again(doc))


def _come_again(doc: Doc) -> set[int]:
    """Return where a word stands that comes again within a run of nouns, as it is or in form."""
    columns = doc.to_array(["LOWER", "LEMMA"]).reshape(-1, 2)
    return {
        int(at)
        for far in range(1, _RUN)
        for at in np.flatnonzero((columns[:-far] == columns[far:]).any(axis=1))
    }


def _by_sense(text: Annotated) -> Iterator[Hit]:
    """Yield words side by side, or verb and noun, of one meaning."""
    for start, stop in _by_form(text.text):
        if not text.in_quotation(start) and not _is_modifier(text, start, stop):
            why = f"“{text.text[start:stop]}” says one thing twice."
            yield Hit(start, stop, why, 0.65)
    end = -1
    for at in sorted(_may_double(text.doc)):
        token = text.doc[at]
        found = _doubled(token)
        if found is None or found[0] <= end or text.in_quotation(token.idx):
            continue
        span = text.doc[found[0] : found[1] + 1]
        end = found[1]
        why = f"“{span}” says one thing twice."
        yield Hit(span.start_char, span.end_char, why, 0.65)


@cache
def _firsts() -> frozenset[str]:
    return frozenset(tautologies())


def _listed(text: Annotated) -> Iterator[Hit]:
    """Yield what the table lists."""
    end = 0
    for at in places(text.doc, "LOWER", _firsts()):
        if at < end or (found := _said(text.doc, at)) is None:
            continue
        token = text.doc[at]
        if text.in_quotation(token.idx):
            continue
        end = at + len(found.words)
        last = text.doc[end - 1] if found.words[-1] != "#" else text.doc[end - 2]
        said = text.text[token.idx : last.idx + len(last)]
        why = f"“{said}” says one thing twice; {found.enough} is enough."
        yield Hit(token.idx, last.idx + len(last), why, found.confidence)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield words of which one says what the other says: "about around ten"."""
    listed = list(_listed(text))
    yield from listed
    for hit in _by_sense(text):
        if not any(hit.start < one.end and one.start < hit.end for one in listed):
            yield hit
