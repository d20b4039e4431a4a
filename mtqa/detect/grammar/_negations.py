"""Two denials in one clause: "nobody did not come", "they did not find nobody"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit

_NOBODY = r"(?:nobody|no[ -]one|nothing|nowhere)"
_AUX = (
    r"(?:did|does|do|was|were|is|are|had|has|have|will|would|can|could|should|must|may|might)"
    r"(?: (?:not|never)|n[’']t)|cannot|won[’']t|can[’']t"
)
# words from which on a clause of its own may follow: "it does not mean nothing was done"
_TELLS = (
    r"(?!(?:mean|say|said|think|thought|believe|imply|suggest|guarantee|ensure|know|known|show"
    r"|prove|claim|understand|care|matter|hope|want|like|see|feel|assume|expect|pretend|argue"
    r"|that|because|if|as|come|take|hear|just|only|merely|simply|for|when)\b)"
)
# two denials side by side, where neither belongs to the other
_SIDE = re.compile(
    r"\b(?:[Nn]ot|[A-Za-z]+n[’']t) (?:no(?= longer\b| [a-z]+(?<! longer)[ .,])(?! more\b| less\b"
    r"| doubt\b| matter\b)|neither\b|none\b|nobody\b|nor\b|no[ -]one\b|nowhere\b)"
    r"|\b[Nn]ot nothing (?:will|would|can|could|is|was|has|had|happened|changed)\b"
    r"|\b[Tt]here (?:is|was|are|were|has been) not (?:nothing|nobody|no|none)\b"
    r"|\b[Ww]ithout (?:not|never|no|nothing|nobody|none|any no)(?= [a-z])"
    r"|\b[Nn]ever not [a-z]+ (?:nothing|nobody|no(?: one)?)\b"
    r"|\b[Nn]ever (?:nothing|none|nobody|no[ -]one|neither)\b"
    r"|\b[Nn]either (?:not|no|never|nobody)(?= [a-z])"
    r"|\b(?:[Nn]obody|[Nn]othing|[Nn]one|[Nn]o[ -]one|[Nn]or) (?:not|never not|no)(?= [a-z])"
    r"(?! to\b| even\b| if\b)"
    r"|\b(?:[Hh]ardly|[Ss]carcely|[Bb]arely) (?:not|no(?= [a-z])|never|nobody|nothing|none)\b"
    r"|\bnever (?:has|have|had|was|is|did|does|will|would|could)(?: not|n[’']t) "
)
# a word that is made of two
_TOKEN = re.compile(r"\b(?:never|not|no|nothing|cannot)n[’']t\b|\b\w+n[’']tn[’']t\b|\bnotn[’']t\b")
# who or what is nobody, and a verb that is denied
_SUBJECT = re.compile(
    r"\b(?:(?:[Nn]obody|[Nn]othing|[Nn]o[ -]one|[Nn]one of"
    r" [\w’'-]+(?: [\w’'-]+){0,2}?(?! (?:is|are) )"
    r"|(?:(?<=[.!?] )|(?<=\n)|\A)(?:None|No [a-z]+(?: of (?:the |its |his )?[a-z]+)?)"
    r"|(?:[Nn]ot (?:a single|one)) [a-z]+(?: of (?:the |its |his )?[a-z]+)?"
    r"|[Nn]either (?:(?:of )?(?:the |these |those |his |its |a )?[\w’'-]+"
    r"|[\w’'-]+(?: [\w’'-]+){0,3} nor(?: [\w’'-]+){1,4}?))"
    rf" (?:{_AUX}))(?![\w’'])"
    r"(?! (?:only|just|to|be|because|until|but|always|necessarily|merely|good|bad|have to|need)\b)"
)
# a verb that is denied, and nobody or nothing as its object, with no clause behind it
_OBJECT = re.compile(
    rf"\b(?:(?:{_AUX})|(?:has|have|had) never(?: not)?"
    r"|(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Ii]t) never)"
    r" (?:yet |even |also |really )?(?:(?:need|want|have|try|plan|intend) to )?"
    rf"{_TELLS}(?P<verb>[a-z]+)(?: (?:up|out|down|away|off))?"
    rf" (?P<none>{_NOBODY}|no [a-z]+s?)"
    r"(?=[.,;]|\s*\Z| (?:to|in|on|at|from|for|about|with|of|by|there|here|else|during|since|after"
    r"|before|near|around|behind|between|among|until|inside|outside|yesterday"
    r"|today|last|more|[a-z]+ed|bought|sold|made|known)\b)(?! (?:to be|but)\b)"
)
_KNOWN = re.compile(
    r" no (?:more|less|longer|matter|doubt|to|for|as|in|and|or|one|means|way|time|sense|other)\b"
)
_BOTH = re.compile(
    r"\b(?:[Nn]obody|[Nn]o[ -]one) (?:never|(?:has |had |have |will |would |could )?"
    r"(?:knows?|knew|known|saw|seen|said|says|say|found|find|heard|hear|told|tell|did|done|do|got"
    r"|gave|took|wanted|noticed|answered|received|learned) (?:nothing|nobody|no[ -]one))\b"
)
# what must stand in the text before a pattern is worth a search
_PARTS = {
    _TOKEN: ("nevern", "notn", "non't", "non’t", "nothingn", "n'tn", "n’tn"),
    _OBJECT: ("nobody", "no one", "no-one", "nothing", "nowhere", " no "),
    _BOTH: ("obody ", "o one ", "o-one "),
}
_WHY = "The clause is denied twice: one of the two is enough."


def _is_open(text: str, match: re.Match[str]) -> bool:
    """Return whether "no" stands with the word behind it in a usual phrase: "no longer"."""
    return bool(_KNOWN.search(text, match.start("none") - 1, match.end() + 1))


def negations(text: Annotated) -> Iterator[Hit]:
    """Yield the words with which a clause is denied for the second time."""
    prose = text.text
    for pattern in (_SIDE, _SUBJECT, _OBJECT, _BOTH, _TOKEN):
        parts = _PARTS.get(pattern)
        if parts is not None and not any(part in prose for part in parts):
            continue
        for match in pattern.finditer(prose):
            if pattern is _OBJECT and _is_open(prose, match):
                continue
            spoken = pattern in (_OBJECT, _BOTH) or not match[0].lower().startswith("n")
            if not (spoken and text.in_quotation(match.start())):
                yield Hit(*match.span(), _WHY, confidence=0.75)
