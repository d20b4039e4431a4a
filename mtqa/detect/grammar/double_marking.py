"""What is marked twice where English marks it once. Documented in double_marking.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

# a link that is said twice; "but also" and "but not" may belong to something else
_LINKED = re.compile(
    r"(?:^|(?<=[.!?”\"] ))(?:Although|Though|Even though|Even if|Despite the fact that)"
    r" (?P<clause>[^.,;:?!\n()“”\"—–]{8,140}), (?P<again>but|however,) "
    r"(?!also\b|not\b|rather\b|instead\b)",
    re.MULTILINE,
)
_MORE = re.compile(r"\b(?P<more>[Mm]ore|[Mm]ost) (?P<word>[a-z]{2,}(?:er|est))\b")
# strong verbs, whose past isn't made with "-ed"; those that may be ("lighted") are left out
_STRONG = (
    "arise|become|begin|blow|break|bring|build|buy|catch|choose|come|deal|draw|drink|drive|eat|fall"
    "|feed|feel|fight|find|forget|forgive|freeze|get|give|go|grow|have|hear|hold|keep|know|lay"
    "|leave|lend|lose|make|mean|meet|pay|read|ride|rise|run|say|seek|sell|send|shake|shoot"
    "|sit|sleep|speak|spend|stand|steal|strike|swear|sweep|swim|swing|take|teach|tell"
    "|think|throw|understand|wear|win|write|withdraw|undertake|overcome|forbid|hide|bite|bend"
    "|cut|hit|hurt|shut|spread|split|burst|let|rebuild|mistake|undergo|sink|stick|weep"
)


def _weak(verb: str) -> str:
    """Return what the past would be if the verb were weak: "builded", "maked", "cutted"."""
    if verb.endswith("e"):
        return f"{verb}d"
    doubled = re.search(r"[^aeiou][aiou][tnmg]\Z", verb)
    return f"{verb}{verb[-1]}ed" if doubled else f"{verb}ed"


_WEAK = {_weak(verb): verb for verb in _STRONG.split("|")}
_ED = re.compile(r"(?<![\w’'-])[a-z]{2,10}ed(?![\w’'-])")
_CONTRADICTED = re.compile(r"\bnot\b|\w+n['’]t\b|\bonly\b")


def _pasts(text: Annotated) -> Iterator[Hit]:
    """Yield "builded" and "taked"."""
    for match in _ED.finditer(text.text):
        verb = _WEAK.get(match.group())
        if verb is not None and not text.in_quotation(match.start()):
            message = f"“{verb}” is a strong verb, whose past isn't made with “-ed”."
            yield Hit(*match.span(), message, confidence=0.85)


def _links(text: Annotated) -> Iterator[Hit]:
    for match in _LINKED.finditer(text.text):
        if text.in_quotation(match.start()) or _CONTRADICTED.search(match["clause"]):
            continue  # "although it did not win the cup, but the league"
        first = text.text[match.start() : match.start("clause")].strip()
        yield Hit(
            match.start("again"),
            match.end("again"),
            f"“{first}” already says what “{match['again'].rstrip(',')}” says again.",
            confidence=0.8,
        )


def _comparisons(text: Annotated) -> Iterator[Hit]:
    for match in _MORE.finditer(text.text):
        span = text.doc.char_span(*match.span())
        if span is None or len(span) != 2 or text.in_quotation(match.start()):
            continue
        more, word = span
        if _counts(span):
            continue
        tags = ("JJR", "RBR") if match["more"].lower() == "more" else ("JJS", "RBS")
        if word.tag_ in tags and more.head == word:
            message = f"“{word}” is a comparison by itself and takes no “{more}”."
            yield Hit(
                *match.span(), message, confidence=0.85, suggestion=_cased(more.text, word.text)
            )


def _counts(words: Words) -> bool:
    """Return whether "more" counts what follows: "more older people", "one more smaller room"."""
    before = words.doc[max(0, words.start - 1) : words.start]
    after = words.doc[words.end : words.end + 1]
    return any(token.tag_ == "CD" for token in before) or any(t.tag_ == "NNS" for t in after)


def _cased(model: str, word: str) -> str:
    return word.capitalize() if model[0].isupper() else word


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the "but" of "although …, but", "more better" and "builded"."""
    yield from _pasts(text)
    yield from _links(text)
    yield from _comparisons(text)
