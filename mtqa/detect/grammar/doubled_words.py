"""Words that stand twice. Documented beside, in doubled_words.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit
from mtqa.knowledge.verbs import words

# not "that", "had", "is", "in" and others that good sentences do have twice
_WORD = re.compile(
    r"(?<![\w'’-])(?P<word>[Tt]he|[Aa]n?|[Oo]f|[Aa]nd|[Tt]o|[Ff]or|[Ff]rom|[Ww]ith|[Bb]y|[Oo]r|be|have|has|"
    r"[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Hh]is|[Tt]heir|[Ii]ts|[Oo]ur|[Tt]his|[Aa]s|would|should|could|[Bb]ut|"
    r"[Bb]ecause|than|into|[Ww]hen|also) (?=(?P<again>[a-z]+)(?![\w'’-]))"
)
# "came in in June", "the year he was born in in Rome", "held on on Monday"
_PARTICLE = re.compile(r"(?<![\w’'-])(?P<word>[Ii]n|[Oo]n|[Aa]t) (?P<again>in|on|at)(?![\w’'-])")
_BACK = 6  # tokens in which the verb of a particle stands, or the word that strands a preposition
_STRANDS = {"who", "whom", "which", "that", "what", "where", "how", "whatever", "to"}
_VERBAL = {"VERB", "AUX"}
# both are verbs only behind a clause that is a subject: "what it is is a shame"
_COPULA = re.compile(r"(?<![\w'’-])(?P<word>is|are|was|were) (?P<again>is|are|was|were)(?![\w'’-])")
_CLEFT = re.compile(
    r"\b(?:what\w*|who\w*|all|how|where|when|why|way|thing|problem|point|one|I|whether"
    r"|truth|issue|fact|question|reality|that)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:–—]\s?|\s-\s")
_PHRASE = re.compile(r"(?<![\w'’-])(?P<once>[\w’'-]+(?: [\w’'-]+){1,6}) (?P=once)(?![\w'’-])")
_LEAST = 6  # letters of a phrase
_JOINING = {"and", "or", "to", "by", "after", "upon", "for"}


def _is_meant(phrase: str) -> bool:
    """Return whether good sentences have the phrase twice: "again and again and"."""
    parts = phrase.split(" ")
    return (
        sum(map(str.isalpha, phrase)) < _LEAST
        or len(set(parts)) == 1
        or (len(parts) == 2 and (phrase.istitle() or not _JOINING.isdisjoint(parts)))
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
    if first.nbor(-1).is_punct:
        return False
    near = list(first.doc[max(first.sent.start, first.i - _BACK) : first.i])
    verbs = [token for token in near if token.pos_ in _VERBAL]
    phrasal = words(f"ends-in-{first.lower_}")
    if any(t.lemma_.lower() in phrasal and not _adpositions(t, first) for t in verbs):
        return True
    if first.lower_ != "in" and first.nbor(-1).lemma_ == "be":
        return True  # "the party is on on Monday"
    # "the room that he slept in": a verb stands between the pronoun and the preposition
    opened = next((token.i for token in near if token.lower_ in _STRANDS), first.i)
    return any(t.i > opened or t.dep_ == "relcl" for t in verbs)


def _adpositions(verb: Token, particle: Token) -> bool:
    """Return whether a preposition stands between: then the verb has ended before it."""
    return any(token.pos_ == "ADP" for token in verb.doc[verb.i + 1 : particle.i])


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


def _copulas(text: Annotated) -> Iterator[Hit]:
    for match in _COPULA.finditer(text.text):
        span = text.doc.char_span(*match.span())
        if match["word"] != match["again"] or span is None:
            continue
        clause = _CLAUSE_END.split(text.text[span.sent.start_char : match.start()])[-1]
        if not _CLEFT.search(clause):
            message = f"“{match['word']}” stands twice in a row."
            yield Hit(*match.span(), message, confidence=0.85, suggestion=match["word"])


def find(text: Annotated) -> Iterator[Hit]:
    """Yield a function word or a phrase that is repeated at once."""
    if is_talk(text):
        return
    found = [*_phrases(text), *_particles(text), *_copulas(text)]
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
