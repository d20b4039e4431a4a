"""Verbs at odds with the time that stands before them: "they two days ago will be told"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE, SUBJECTS
from mtqa.detect.grammar._prose import is_prose
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.sexes import means_person

_AGO = (
    r"(?:yesterday|(?:the )?last (?:night|week|month|year)|the (?:day|week|month|year|night) before"
    r"|the previous (?:day|week|month|year|night)"
    r"|(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|many|some|a few|\d+)"
    r" (?:minutes?|hours?|days?|weeks?|months?|years?|decades?) (?:ago|earlier))"
)
# behind a noun the time may be the noun's: "the law passed a year ago will"
_WILL = re.compile(
    rf"\b(?P<before>[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|and|but|who|which|that|because|[A-Za-z]+)"
    rf" (?P<bad>{_AGO},? will (?:not |also |be |have )?(?P<verb>[a-z]+))\b"
)
_CLAUSES = {"he", "she", "it", "they", "we", "i", "but", "who", "which", "that", "because", "and"}
# what is to come has no "will" behind these
_SOON = re.compile(
    r"\b(?P<bad>(?:[Aa]s soon as|[Uu]ntil|[Bb]y the time|[Uu]nless|[Oo]nce) (?:(?P<who>he|she|it"
    r"|they"
    r"|we|I|you)|(?:the|his|her|their|its|all|these|those) (?P<what>[a-z]+(?: [a-z]+)?)"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?) will) (?P<verb>[a-z]+)\b"
)
_SINCE = re.compile(
    r"Since (?:the year )?(?:1[89]|20)\d\d\b,?|Since (?:the )?last (?:year|month|week),?"
)
_IN = re.compile(
    r"In (?:the year )?(?:1[0-9]\d\d|200\d|201[0-5]),?(?= )|(?:Yesterday|Last (?:week|month"
    r"|year)),?(?= )"
)
_GROWING = {"JJR", "RBR", "CD", "JJS"}


def _willed(text: Annotated) -> Iterator[Hit]:
    """Yield "a year ago will say"."""
    for match in _WILL.finditer(text.text):
        before = text.doc.char_span(*match.span("before"))
        if before is None or text.in_quotation(match.start()):
            continue
        word = before[-1]
        if word.lower_ not in _CLAUSES and not _is_person(word):
            continue
        message = "The time is past, and “will” is to come."
        yield Hit(*match.span("bad"), message, confidence=0.8)


def _is_person(word: Token) -> bool:
    """Return whether the word is a person and the subject, so that the time is not the word's."""
    if word.dep_ not in SUBJECTS:
        return False
    lemma = word.lemma_.lower()
    if word.ent_type_ == "PERSON" or lemma in ("pair", "couple", "duo", "trio", "side", "crew"):
        return True
    person = means_person(lemma) or "institution" in classes(lemma)
    return word.tag_ in ("NN", "NNS") and person


def _sooner(text: Annotated) -> Iterator[Hit]:
    """Yield "as soon as the guests will come"."""
    for match in _SOON.finditer(text.text):
        words = text.doc.char_span(match.start(), match.end())
        if words is None or text.in_quotation(match.start()) or words[-1].tag_ != "VB":
            continue
        inner = words[1:-2]
        if any(t.tag_ in FINITE or t.ent_type_ in ("DATE", "TIME") for t in inner):
            continue
        message = f"“{match['bad'].split(' ')[0]} …” takes the present, not “will”."
        yield Hit(*match.span(), message, confidence=0.75)


def _span(first: Token, last: Token, message: str) -> Hit:
    return Hit(first.idx, last.idx + len(last), message, confidence=0.7)


def _present(root: Token) -> Token | None:
    """Return the finite part of the verb where it is in the present: "is" of "is leading"."""
    parts = [c for c in root.children if c.dep_ in ("aux", "auxpass") and c.i < root.i]
    first = parts[0] if parts else root
    return first if first.tag_ in ("VBZ", "VBP") else None


def _fronted(sentence: Words, momentary: Collection[str], states: Collection[str]) -> Hit | None:
    """Return "since 2010 he lives", "in 2009 they are being sold", "when he came, he sees"."""
    root, text = sentence.root, sentence.text
    first = _present(root)
    if first is None or first.i < sentence.start + 2 or "?" in text or '"' in text or "“" in text:
        return None
    if _SINCE.match(text):
        parted = root.tag_ == "VBG" or (root == first and root.lemma_ in states)
        late = any(t.tag_ in _GROWING for t in sentence[3:])
        if parted and first.lower_ in ("is", "are", root.lower_) and not late:
            return _span(first, root, "What began in the past and goes on takes the perfect.")
    elif _IN.match(text):
        if root.tag_ == "VBG" and first.lower_ in ("is", "are") and root.lemma_ != "go":
            return _span(first, root, "The time is past, and the verb is present.")
        being = any(c.lower_ == "being" for c in root.children)
        if root.tag_ == "VBN" and first.lower_ in ("is", "are") and being:
            return _span(first, root, "The time is past, and the verb is present.")
    elif text.startswith("When ") and root == first and root.lemma_ in momentary:
        clause = next((c for c in root.children if c.dep_ == "advcl" and c.i < root.i), None)
        if clause is not None and clause.tag_ == "VBD" and _present(clause) is None:
            return _span(clause, root, f"“When … {clause}” is past, and “{root}” is present.")
    return None


def times_at_odds(
    text: Annotated, momentary: Collection[str], states: Collection[str]
) -> Iterator[Hit]:
    """Yield verbs whose tense doesn't go with a time or clause in front of them.

    Args:
        text: the text with its analysis.
        momentary: lemmas of verbs for what is over at once.
        states: lemmas of verbs for what goes on.
    """
    yield from _willed(text)
    yield from _sooner(text)
    for sentence in text.sentences:
        word = sentence[0].text
        if word not in ("Since", "In", "When", "Yesterday", "Last"):
            continue
        if text.in_quotation(sentence.start_char) or not is_prose(sentence):
            continue
        hit = _fronted(sentence, momentary, states)
        if hit is not None:
            yield hit
