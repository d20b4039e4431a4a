"""Talk that was written down is told from prose."""

from __future__ import annotations

import pytest

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.annotate.register import is_talk
from mtqa.model import Document


def told(text: str) -> bool:
    return is_talk(Annotated(Document(name="a", text=text, prose=text), parse(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Well, um, we went there on Monday.",
        "Dont worry!! It works.",
        "Yeah, we are gonna leave at noon.",
        "Best place ever :) I love it!!!",
    ],
)
def test_talk(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister resigned on Monday.",
        "“Um, yeah, I’m gonna leave,” the singer said.",
        "What a goal! And what a match!",
        "The ratio was 3:(4 + 1), and the file u:// was empty.",
        "He waited ... and then he left.",
    ],
)
def test_prose(text: str) -> None:
    assert not told(text)
