"""Mass nouns that are counted. Documented beside, in counted_mass_noun.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import MassNoun, mass_nouns

_ONE = {"a", "an", "another", "every", "each"}
_FEW = {"many", "several", "few", "fewer", "these", "those", "numerous", "two", "three", "four"}
# a noun, a modifier or a part of one may still follow: "a traffic and weather report"
_GOES_ON = {"NOUN", "PROPN", "ADJ", "NUM", "SYM", "X"}
_FURTHEST = 4  # tokens between the word that counts and the noun
_AMOUNTS = {"little", "bit", "lot", "lotta", "further", "extra", "additional", "couple"}
_INSIDE = {"ADJ", "ADV", "NOUN", "PROPN"}
_ACTS = {"VERB", "AUX", "PART", "ADV"}
_VERBS_AS_WELL = {"helps", "traffics", "accesses"}
_BEFORE_PLURAL = {"ADJ", "DET", "PRON", "NUM"}
_PEOPLES = re.compile(
    r"\b(?:\d[\d,.]*\d\d|(?:hundred|thousand|million|dozen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety)s?(?: of)?)"
    r" (?:(?:young|old|more|other|homeless|innocent|sick|poor) )?(peoples)\b(?! of\b|['’])"
)
_OPEN = {"-", "–", "—", "/", "&"}


def _compound(noun: Token) -> bool:
    """Return whether ``noun`` modifies a noun that comes after it, or may do so."""
    if noun.dep_ in ("compound", "nmod", "amod", "npadvmod"):
        return True
    after = [*noun.doc[noun.i + 1 : noun.i + 3], None, None]
    if after[0] is not None and (after[0].pos_ == "CCONJ" or after[0].text == ","):
        after = after[1:]  # "a traffic and weather report"
    first, second = after[0], after[1]
    if first is None:
        return False
    if first.text in _OPEN or first.pos_ in _GOES_ON or first.text[0] in "'’“\"(":
        return True
    # most likely a noun: "a software upgrade", "a petrol can"
    acts = first.tag_ == "MD" and second is not None and second.pos_ in _ACTS
    if first.tag_ in ("VB", "VBP", "MD") and not acts:
        return True
    if first.tag_ not in ("VBG", "VBN", "VBD") or second is None:
        return False
    # "a research driven firm", not "a research published in"
    return second.pos_ in ("NOUN", "PROPN", "ADJ") or first.lower_ == "based"


def _is_charge(noun: Token) -> bool:
    """Return whether "an information" is a charge in an American court."""
    return noun.lower_ == "information" and "charg" in noun.sent.text


def _inside(word: Token) -> bool:
    """Return whether ``word`` may stand between the word that counts and the noun."""
    return word.text == "-" or (word.pos_ in _INSIDE and word.lower_ not in _AMOUNTS)


def _counter(noun: Token, mass: MassNoun) -> Token | None:
    """Return the word before ``noun`` that counts it, where that is wrong."""
    for word in noun.lefts:
        lower = word.lower_
        between = noun.doc[word.i + 1 : noun.i]
        if len(between) > _FURTHEST or not all(map(_inside, between)):
            continue
        if lower in _ONE and "one" in mass.wrong_with and word.dep_ == "det":
            return word
        if lower in _FEW and "few" in mass.wrong_with and word.dep_ in ("det", "amod", "nummod"):
            return None if _idiom(word) else word
    return None


def _idiom(word: Token) -> bool:
    """Return whether ``word`` is part of "many a", "a few", "these two" or the like."""
    return word.i > 0 and word.nbor(-1).lower_ in ("a", "every", "the", "not", "of", "-")


def _suggestion(noun: Token, counter: Token | None, mass: MassNoun) -> str | None:
    between = noun.doc[counter.i + 1 : noun.i].text_with_ws if counter is not None else ""
    if counter is None:
        return mass.lemma if noun.dep_ not in ("nsubj", "nsubjpass", "conj") else None
    if counter.lower_ in ("a", "an"):
        words = f"{between}{mass.lemma}"
        return words[0].upper() + words[1:] if counter.is_title else words
    return None


def _message(noun: Token, counter: Token | None, mass: MassNoun) -> str:
    how = f": “{mass.piece} {mass.lemma}”" if mass.piece else ""
    if counter is None:
        return f"“{noun}” is no plural of English; “{mass.lemma}” has none{how}."
    return f"“{mass.lemma}” is not counted in English, so “{counter}” can't stand before it{how}."


def _wrong_plural(noun: Token, mass: MassNoun) -> bool:
    """Return whether the noun is a plural that is none: "helps" may be a verb as well."""
    if noun.lower_ != mass.plural:
        return False
    sure = noun.i > 0 and noun.nbor(-1).pos_ in _BEFORE_PLURAL
    return noun.tag_ == "NNS" and (sure or noun.lower_ not in _VERBS_AS_WELL)


def _counted_peoples(text: Annotated) -> Iterator[Hit]:
    """Yield "212 peoples": so many are persons and not nations."""
    for match in _PEOPLES.finditer(text.text):
        why = "“people” is the plural here; “peoples” are nations."
        yield Hit(match.start(1), match.end(1), why, 0.8, suggestion="people")


def find(text: Annotated) -> Iterator[Hit]:
    """Yield a mass noun in the plural or with a word that counts it."""
    if "peoples" in text.text:
        yield from _counted_peoples(text)
    nouns = mass_nouns()
    for noun in text.doc:
        mass = nouns.get(noun.lower_ if noun.is_sent_start else noun.text)
        if mass is None or noun.pos_ != "NOUN":
            continue
        plural = _wrong_plural(noun, mass)
        counter = None if plural else _counter(noun, mass)
        if not plural and (counter is None or _compound(noun) or _is_charge(noun)):
            continue
        start = noun.idx if counter is None else counter.idx
        yield Hit(
            start,
            noun.idx + len(noun),
            _message(noun, counter, mass),
            confidence=0.85 if plural else 0.75,
            suggestion=_suggestion(noun, counter, mass),
        )
