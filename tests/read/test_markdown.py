"""Markup vanishes, words and offsets stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.read.markdown import blank_markup


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("# A *big* headline", "A big headline"),
        ("A [link text](https://x.example/y) here", "A link text here"),
        ("A [link](https://x.example/a_(b)) here", "A link here"),
        ("A [reference][1] here\n\n[1]: https://x.example", "A reference here"),
        ("![a picture](p.png)\nWords.", "Words."),
        ("> quoted\n> words", "quoted words"),
        ("- one\n- two\n\n1. three", "one two three"),
        ("```\ncode\n```\nWords.", "Words."),
        ("Use `code` here.", "Use here."),
        ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
        ("Title\n=====\nWords.", "Title Words."),
        ("---\ntitle: x\n---\nWords.", "Words."),
        ("<div>\nraw\n</div>\n\nWords<br>.", "Words ."),
        ("snake_case and 2 * 3 * 4 stay", "snake_case and 2 * 3 * 4 stay"),
        ("Mr. [58] Smith [sic] said", "Mr. [58] Smith [sic] said"),
        ("**Bold**, ~~gone~~ and __strong__", "Bold , gone and strong"),
    ],
)
def test_keeps_the_words(markdown: str, words: str) -> None:
    prose = blank_markup(markdown)
    assert prose.split() == words.split()


@given(
    st.text(alphabet=st.sampled_from("ab \n\r\t#*_`[]()!<>-|:=~\\1.&é👍\u2028\x0b"), max_size=80)
)
def test_keeps_the_length_and_every_line_end(markdown: str) -> None:
    prose = blank_markup(markdown)
    assert len(prose) == len(markdown)
    assert [i for i, c in enumerate(prose) if c == "\n"] == [
        i for i, c in enumerate(markdown) if c == "\n"
    ]
