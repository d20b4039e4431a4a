"""One word in British and in American spelling. Documented beside, in mixed_spelling.md."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.detect.style._variants import in_house_style
from mtqa.knowledge.spelling import Spelling, pattern, spelling
from mtqa.model import Evidence


def find(text: Annotated) -> Iterator[Hit]:
    """Yield, for each word spelt in both ways, its first use in the later spelling."""
    first: dict[str, tuple[Spelling, int, int]] = {}
    reported: set[str] = set()
    for match in pattern().finditer(text.text):
        spelt = spelling(match[0], match["stem"])
        if spelt is None or spelt.stem in reported or not in_house_style(text, match.start()):
            continue
        before, start, end = first.setdefault(spelt.stem, (spelt, *match.span()))
        if before.british == spelt.british:
            continue
        reported.add(spelt.stem)
        quote = text.text[start:end]
        land = {True: "British", False: "American"}
        yield Hit(
            match.start(),
            match.end(),
            f"“{match[0]}” is {land[spelt.british]}, “{quote}” {land[before.british]} spelling: "
            "keep to one.",
            confidence=0.7,
            evidence=(Evidence(note="The other spelling.", quote=quote, start=start, end=end),),
            suggestion=spelt.other,
        )
