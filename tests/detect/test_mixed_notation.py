"""Of two notations in a text the one that stands more often is proposed."""

from __future__ import annotations

import pytest

import mtqa
from mtqa.config import Settings
from mtqa.model import Finding

BARE = Settings(languagetool=False, model=False)


def mixed(text: str) -> Finding:
    (found,) = [f for f in mtqa.assess(text, BARE).findings if f.rule.startswith("STY")]
    return found


@pytest.mark.parametrize(
    ("text", "quote", "suggestion"),
    [
        ("Mr. Hale came. Mr. Hale sat. Later Mr Hale left.", "Mr", "Mr."),
        ("Mr Hale came. Mr Hale sat. Later Mr. Hale left.", "Mr.", "Mr"),
        ("Mr. Hale came. Later Mr Hale sat, and Mr Hale left.", "Mr", None),
        ("The colour was red, the colour of rust; he saw no color.", "color", "colour"),
        ("The color was red. The colour of rust is another colour.", "colour", None),
        ("He left on March 3. She came on 9 August and stayed to 12 August.", "9 August", None),
    ],
)
def test_the_notation_that_stands_more_often_is_proposed(
    text: str, quote: str, suggestion: str | None
) -> None:
    found = mixed(text)
    assert (found.quote, found.suggestion) == (quote, suggestion)


def test_the_places_of_the_rarer_notation_are_listed() -> None:
    text = "Mr. Hale came. Mr Hale sat, and Mr Hale slept. Mr. Hale left, and Mr Ito too."
    places = [each.start for each in mixed(text).evidence]
    assert places == [0, text.rindex("Mr. Hale")]
