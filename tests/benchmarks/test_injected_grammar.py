"""What is injected as wrong grammar is wrong, and marked where it is."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.injection import grammar, wording
from benchmarks.injection.edits import Edit, Propose
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.model import Document

KINDS = {kind.name: kind.propose for kind in (*grammar.KINDS, *wording.KINDS)}


def article(text: str) -> Annotated:
    return Annotated(Document(name="a", text=text, prose=text), parse(text))


def edited(propose: Propose, text: str) -> list[str]:
    """Return the text after each edit, with the wrong words marked."""
    edits = propose(article(text), Random(1), "build")
    return [shown(text, edit) for edit in edits]


def shown(text: str, edit: Edit) -> str:
    first, last = edit.wrong
    inside = f"{edit.text[:first]}[[{edit.text[first:last]}]]{edit.text[last:]}"
    return text[: edit.start] + inside + text[edit.end :]


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        (
            "wrong-pronoun",
            "On Monday Angela Merkel said that she would soon leave the city.",
            "On Monday Angela Merkel said that [[he]] would soon leave the city.",
        ),
        (
            "time-phrase",
            "The treaty was signed on March 4, two days after the vote in the house.",
            "The treaty was signed [[in March 4]], two days after the vote in the house.",
        ),
        (
            "time-phrase",
            "She has worked there for six years and likes it.",
            "She has worked there [[since six years]] and likes it.",
        ),
        (
            "double-marking",
            "Although the road is long, the guides walk it every day.",
            "Although the road is long, [[but]] the guides walk it every day.",
        ),
        (
            "double-marking",
            "The new bridge is longer than the old one was.",
            "The new bridge is [[more longer]] than the old one was.",
        ),
        (
            "missing-subject",
            "It was found by two farmers in the hills near the old mill.",
            "[[Was found]] by two farmers in the hills near the old mill.",
        ),
        (
            "disagreement",
            "Last night the farmers were told to leave the valley.",
            "Last night the [[farmers was]] told to leave the valley.",
        ),
        (
            "dropped-noun",
            "Yesterday he met the owner of that large house again.",
            "Yesterday he met [[the of]] that large house again.",
        ),
        (
            "lower-case-country",
            "Two years ago the Spanish firm bought the port.",
            "Two years ago the [[spanish]] firm bought the port.",
        ),
        (
            "foreign-order",
            "On Friday, the match was cancelled by the club after heavy rain.",
            "On Friday [[was cancelled the match]] by the club after heavy rain.",
        ),
        (
            "lost-apostrophe",
            "Nobody has seen the mayor's car since the storm.",
            "Nobody has seen the [[mayor s]] car since the storm.",
        ),
        (
            "doubled-word",
            "Yesterday he walked to school again with his dog.",
            "Yesterday he walked [[to to]] school again with his dog.",
        ),
    ],
)
def test_the_artifact_is_made_and_marked(kind: str, text: str, wrong: str) -> None:
    assert wrong in edited(KINDS[kind], text)


@pytest.mark.parametrize("kind", sorted(kind.name for kind in grammar.KINDS))
def test_quotations_are_left_alone(kind: str) -> None:
    text = (
        "“It was found on March 4, Angela Merkel said she met the owner of these Spanish farms."
        " The farmers were there for six years, and they are older.”"
    )
    assert edited(KINDS[kind], text) == []


def test_a_name_of_several_words_keeps_its_capitals() -> None:
    text = "The old bridge leads from there to South Korea and not to the sea."
    assert edited(KINDS["lower-case-country"], text) == []


def test_a_pronoun_is_only_changed_where_one_person_is_named_before_it() -> None:
    text = "Yesterday Peter Hall met the crew after Anna Berg said that she was late."
    assert edited(KINDS["wrong-pronoun"], text) == []
