"""One abbreviation in two notations. Documented beside, in mixed_abbreviation.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.detect.style._variants import Use, in_house_style, mixed
from mtqa.knowledge.style import offices_after_country

_PLACE = re.compile(
    r"(?<![\w.$£€&/’'-])(?<![A-Z]{2} )"
    r"(?:U\.S\.A\.?|USA|U\.S\.|US|U\.K\.|UK|U\.N\.|UN|E\.U\.|EU|D\.C\.|DC|Ph\.D\.|PhD)"
    r"(?![\w$£€&/-]|\.\w)"
)
_CLOCK = re.compile(r"(?<=\d)\s?([ap]\.m\.|[AP]\.M\.|[ap]m|[AP]M)(?!\w)")
_PERCENT = re.compile(r"(?<=\d)\s?(percent|per cent)\b(?!-)")
_NEXT_WORD = re.compile(r"\s+(?:([A-Z][\w’'&-]*)|[$€£])")


def _in_name(text: str, end: int) -> bool:
    """Return whether the abbreviation begins a name, which keeps its own spelling."""
    follower = _NEXT_WORD.match(text, end)
    return follower is not None and (follower[1] or "").casefold() not in offices_after_country()


def _places(text: str) -> Iterator[Use]:
    for match in _PLACE.finditer(text):
        if not _in_name(text, match.end()):
            yield Use(match[0].replace(".", ""), match[0], match.start(), match.end())


def _clocks(text: str) -> Iterator[Use]:
    for match in _CLOCK.finditer(text):
        yield Use("clock", "~" + match[1][1:], match.start(1), match.end(1), match[1][0])


def _percents(text: str) -> Iterator[Use]:
    for match in _PERCENT.finditer(text):
        yield Use("percent", match[1], match.start(1), match.end(1))


def find(text: Annotated) -> Iterator[Hit]:
    """Yield, for each thing abbreviated in two ways, its first use in the later form."""
    uses = chain(_places(text.text), _clocks(text.text), _percents(text.text))
    yield from mixed(text, (u for u in uses if in_house_style(text, u.start)), confidence=0.75)
