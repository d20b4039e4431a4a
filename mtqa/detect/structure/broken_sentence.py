"""Sentences cut where none can end. Documented beside, in broken_sentence.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import unwrap
from mtqa.detect.rule import Hit

# no sentence and no line of prose ends with these
_OPEN = r"(?:the|an|their|our|your|my|every|its)"
_STOPPED = re.compile(rf"(?<=[\w,] ){_OPEN}\.(?!\.)(?:\s+([a-z][\w’'-]*))?(?=\s|[.,;]|\Z)")
_LINE = re.compile(rf"(?<=[a-z,] )(?:{_OPEN}|a|of)\n([a-z][\w’'-]*)")


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each place where a sentence breaks off and goes on."""
    message = "The sentence breaks off in the middle of a phrase."
    for match in _STOPPED.finditer(text.text):
        if not text.in_quotation(match.start()):
            yield Hit(match.start(), match.end(), message, 0.8)
    if unwrap(text.text) == text.text:
        for match in _LINE.finditer(text.text):
            yield Hit(match.start(), match.end(), message, 0.8)
