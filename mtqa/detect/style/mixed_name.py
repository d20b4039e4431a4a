"""One body, law or treaty under two names. Documented beside, in mixed_name.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading
from mtqa.detect.rule import Hit
from mtqa.knowledge.bodies import body_group
from mtqa.model import Evidence

_LINK = r" (?:(?:of|for|and|on|in|to) )?(?:the )?"
_NAME = re.compile(rf"(?<![\w’'.-])[A-Z][\w-]+(?:{_LINK}[A-Z][\w-]+)+(?![\w-])")
_WORD = re.compile(r"[A-Z][\w-]+")
_LEAST = 2  # words that two names must share
_SPELT = 7  # letters; "Program" and "Programme" are one word


@dataclass(frozen=True, slots=True)
class _Name:
    noun: str
    start: int
    end: int


def _read(match: re.Match[str]) -> tuple[tuple[str, frozenset[str]], _Name] | None:
    """Return what two names of one body share, and the name; ``None`` for other names."""
    words = list(_WORD.finditer(match.string, *match.span()))
    while words and (words[0][0].lower() in STOP_WORDS or words[0][0] == "According"):
        words = words[1:]
    nouns = [word[0] for word in words if body_group(word[0])]
    others = frozenset(word[0].lower().removesuffix("s") for word in words if word[0] not in nouns)
    group = body_group(nouns[0]) if len(nouns) == 1 else None
    if group is None or len(others) < _LEAST:
        return None
    return (group, others), _Name(nouns[0], words[0].start(), match.end())


def _names(text: Annotated) -> dict[tuple[str, frozenset[str]], list[_Name]]:
    found: dict[tuple[str, frozenset[str]], list[_Name]] = defaultdict(list)
    for match in _NAME.finditer(text.text):
        read = _read(match)
        if read and not is_heading(text.text, match.start()):
            found[read[0]].append(read[1])
    return found


def _in_one_sentence(text: Annotated, first: _Name, other: _Name) -> bool:
    """Return whether one sentence names both, as it names two bodies: a union and a league."""
    return any(
        one.start_char <= first.start and other.end <= one.end_char for one in text.sentences
    )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield, for each body that is named in two ways, its first mention by the later name."""
    for names in _names(text).values():
        first = names[0]
        others = (name for name in names if name.noun[:_SPELT] != first.noun[:_SPELT])
        other = next(others, None)
        if other is None or _in_one_sentence(text, first, other):
            continue
        quote = text.text[first.start : first.end]
        place = Evidence(note="The other name.", quote=quote, start=first.start, end=first.end)
        written = text.text[other.start : other.end]
        message = f"“{quote}” elsewhere, “{written}” here: one body has one name."
        yield Hit(other.start, other.end, message, 0.7, evidence=(place,))
