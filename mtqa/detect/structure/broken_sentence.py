"""Sentences cut where none can end. Documented beside, in broken_sentence.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import unwrap
from mtqa.detect.rule import Hit
from mtqa.model import Severity

# no sentence and no line of prose ends with these
_OPEN = r"(?:the|an|their|our|your|my|every|its)"
_STOPPED = re.compile(rf"(?<=[\w,] ){_OPEN}\.(?!\.)(?:\s+([a-z][\w’'-]*))?(?=\s|[.,;]|\Z)")
_LINE = re.compile(rf"(?<=[a-z,] )(?:{_OPEN}|a|of)\n([a-z][\w’'-]*)")
_CAPITAL = re.compile(
    r"(?<=[a-z]), (The|This|That|These|Those|He|She|It|They|We|But|And|Is|Was|Were|Has|Have|Which"
    r"|Who|When|Where|While|With|From)(?= [a-z]+ [a-z])"
)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each place where a sentence breaks off and goes on."""
    message = "The sentence breaks off in the middle of a phrase."
    for match in _STOPPED.finditer(text.text):
        if not text.in_quotation(match.start()):
            yield Hit(match.start(), match.end(), message, 0.8)
    if unwrap(text.text) == text.text:
        for match in _LINE.finditer(text.text):
            yield Hit(match.start(), match.end(), message, 0.8)
    for match in _CAPITAL.finditer(text.text):
        if not text.in_quotation(match.start()):
            message = "A capital begins a sentence here, but the one before has not ended."
            fixed = match[1].lower()
            severity = Severity.MINOR
            yield Hit(*match.span(1), message, 0.7, severity=severity, suggestion=fixed)
