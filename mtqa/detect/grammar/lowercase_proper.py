"""Countries and peoples in lower case. Documented beside, in lowercase_proper.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit
from mtqa.knowledge.peoples import proper_words

# not in an address, a tag, a compound or a quoted foreign word
_WORD = re.compile(
    r"(?<![\w/@.#&_’'-])(?<!\b(?:de|la|du|en|di|da) )(?<!\bchez )[a-z]{4,}(?![\w/@&_-]|\.\w)"
)
# "french fries", "german shepherd": many dictionaries write these small
_THINGS = re.compile(
    r" (?:fr(?:y|ies)|toast|dressing|cheese|pastr|coffee|delight|bath|roulette|salad|door|window"
    r"|press|bulldog|shepherd|terrier|leather|numeral|letter|horn|leave|kiss|knot|breakfast"
    r"|muffin|oak|elm|rose|lily|hamster|pig|sprout|beetle|blue|red|ink|cut|braid|bean|nut)"
)
_INFORMAL = re.compile(r"(?<![\w.’'&-])i(?![\w.’')&-])|^[a-z][a-z]+ [a-z]+ [a-z]+ ", re.MULTILINE)
_FEW = 2


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "scottish athletes", "the prime minister of russia"."""
    prose, proper = text.text, proper_words()
    found = [
        m for m in _WORD.finditer(prose) if m[0] in proper and not _THINGS.match(prose, m.end())
    ]
    if not found or is_talk(text) or len(_INFORMAL.findall(prose)) > _FEW:
        return
    for match in found:
        yield Hit(
            match.start(),
            match.end(),
            f"English writes “{match[0].capitalize()}” with a capital letter.",
            confidence=0.9,
            suggestion=match[0].capitalize(),
        )
