"""Words that stand twice. Documented beside, in doubled_words.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

# not "that", "had", "is", "in" and others that good sentences do have twice
_WORD = re.compile(
    r"(?<![\w'’-])(?P<word>[Tt]he|[Aa]n?|[Oo]f|[Aa]nd|[Tt]o|[Ff]or|[Ff]rom|[Ww]ith|[Bb]y|[Oo]r|be|have|has|"
    r"[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Hh]is|[Tt]heir|[Ii]ts|[Oo]ur|[Tt]his|[Aa]s|would|should|could|[Bb]ut|"
    r"[Bb]ecause|than|into|[Ww]hen|also) (?=(?P<again>[a-z]+)(?![\w'’-]))"
)
# "came in in June", "the year he was born in in Rome", "held on on Monday"
_PARTICLE = re.compile(r"(?<![\w’'-])(?P<word>[Ii]n|[Oo]n|[Aa]t) (?P<again>in|on|at)(?![\w’'-])")
_PHRASAL = {"VERB", "AUX", "ADV", "PRON", "PART"}
_SWITCHES = {
    "turn", "switch", "put", "bring", "take", "hand", "call", "let", "phase", "send", "log",
    "leave", "keep", "get", "give", "key", "lock", "have", "pull", "draw", "trade", "cash",
}  # fmt: skip
_BACK = 6  # tokens in which the verb of a particle stands, or the word that strands a preposition
_STRANDS = {"who", "whom", "which", "that", "what", "where", "when", "how", "whatever", "to"}
_PHRASE = re.compile(r"(?<![\w'’-])(?P<once>[\w’'-]+(?: [\w’'-]+){1,6}) (?P=once)(?![\w'’-])")
_LEAST = 6  # letters of a phrase
_JOINING = {"and", "or", "to", "by", "after", "upon", "for"}
_SPOKEN = re.compile(r"\b(?:uh|um|Uh|Um)\b")  # whoever writes that down writes all slips down


def _is_meant(phrase: str) -> bool:
    """Return whether good sentences have the phrase twice: "again and again and"."""
    words = phrase.split(" ")
    return (
        sum(map(str.isalpha, phrase)) < _LEAST
        or len(set(words)) == 1
        or (len(words) == 2 and (phrase.istitle() or not _JOINING.isdisjoint(words)))
    )


def _phrases(text: Annotated) -> Iterator[Hit]:
    for match in _PHRASE.finditer(text.text):
        if _is_meant(match["once"]) or text.in_quotation(match.start()):
            continue
        yield Hit(
            match.start(),
            match.end(),
            f"“{match['once']}” stands twice in a row.",
            confidence=0.85,
            suggestion=match["once"],
        )


def _strands(first: Token) -> bool:
    """Return whether the word may end a phrase, so that the next one opens another."""
    if not first.i:
        return True
    before = first.nbor(-1)
    if before.is_punct:
        return False
    near = first.doc[max(first.sent.start, first.i - _BACK) : first.i]
    if any(t.lower_ in _STRANDS or t.dep_ == "relcl" for t in near):
        return True
    if before.tag_ in ("VBN", "VBG") and first.tag_ == "IN" and first.dep_ == "prep":
        return before.lemma_.lower() in _SWITCHES
    return before.pos_ in _PHRASAL or any(t.lemma_.lower() in _SWITCHES for t in near)


def _particles(text: Annotated) -> Iterator[Hit]:
    for match in _PARTICLE.finditer(text.text):
        span = text.doc.char_span(*match.span("word"))
        if match["word"].lower() == match["again"] and span and not _strands(span[0]):
            yield Hit(
                *match.span(),
                f"“{match['word']}” stands twice in a row.",
                confidence=0.8,
                suggestion=match["word"],
            )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield a function word or a phrase that is repeated at once."""
    if _SPOKEN.search(text.text):
        return
    found = [*_phrases(text), *_particles(text)]
    yield from found
    end = 0
    for match in _WORD.finditer(text.text):
        if match["word"].lower() != match["again"] or match.start() < end:
            continue
        end = match.end("again")
        if not any(hit.start <= match.start() < hit.end for hit in found):
            yield Hit(
                match.start(),
                match.end("again"),
                f"“{match['word']}” stands twice in a row.",
                confidence=0.9,
                suggestion=match["word"],
            )
