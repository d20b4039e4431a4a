"""One honorific with and without its full stop. Documented beside, in mixed_honorific.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.detect.style._variants import Use, in_house_style, mixed
from mtqa.knowledge.style import fixed_titles

_TITLE = re.compile(
    r"(?<![\w.&-])(Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Cpl|Maj|Sen|Rep|Gov|Rev|St)"
    r"(\.?) (?=([A-Z][\w’'-]*))"
)
_NOT_TITLES = {"Gen Z", "Gen X", "Gen Y"}
_SENTENCE_START = {"The", "He", "She", "It", "They", "We", "In", "On", "At", "But", "And", "A", "I"}
_STREET = re.compile(r"\b[A-Z\d][\w’'-]* \Z")


def _is_title(text: str, match: re.Match[str]) -> bool:
    title, follower = match[1], match[3]
    if follower in _SENTENCE_START or f"{title} {follower}" in _NOT_TITLES:
        return False
    if title == "St" and _STREET.search(text[max(0, match.start() - 30) : match.start()]):
        return False
    return f"{title} {follower}".casefold() not in fixed_titles()


def _uses(text: Annotated) -> Iterator[Use]:
    for match in _TITLE.finditer(text.text):
        if _is_title(text.text, match) and in_house_style(text, match.start()):
            # each place spells its saint in its own way, so compare one saint with itself
            thing = f"St {match[3]}" if match[1] == "St" else match[1]
            yield Use(thing, match[1] + match[2], match.start(), match.end() - 1)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield, for each honorific written both ways, its first use in the later form."""
    yield from mixed(text, _uses(text), confidence=0.85, may_end=False)
