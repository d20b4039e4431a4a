"""The rules on names with people whom the user brings along."""

from __future__ import annotations

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.detect.names.garbled_name import find_with
from mtqa.knowledge.people import Person, with_others
from mtqa.model import Document


def annotated(text: str) -> Annotated:
    return Annotated(Document(name="case", text=text, prose=text), parse(text), grammar=())


def test_a_person_brought_along_is_recognised_when_misspelt() -> None:
    text = annotated("In Prague, Zdenek Hrubezz won the Czech literary prize for the third time.")
    assert not list(find_with(text, with_others([])))
    (hit,) = find_with(text, with_others([Person("Zdeněk Hrubeš", "CZ")]))
    assert text.text[hit.start : hit.end] == "Zdenek Hrubezz"
    assert hit.suggestion == "Zdeněk Hrubeš"
