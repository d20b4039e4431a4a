"""What the generator of artifacts puts into a text: names, titles, offices and places."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.injection import names, offices
from benchmarks.injection.edits import Edit, Kind, inserted
from benchmarks.injection.frames import fill, frames
from benchmarks.injection.respelling import CASE_ENDINGS, respelt
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.knowledge.people import packaged
from mtqa.knowledge.places import countries_with_division
from mtqa.knowledge.sexes import sex_of_name, sex_of_title
from mtqa.model import Document

KINDS = (*names.KINDS, *offices.KINDS)
PARTS = ("build", "judge")
TEXT = """Angela Merkel met the engineer Thomas Halvorsen in Berlin on Friday.
Thomas Halvorsen said that the bridge would be ready in May, as Merkel had hoped.
According to Mr. Halvorsen, the city has the money. Halvorsen denied that it was late.
“Halvorsen knows nothing,” a neighbor said. Maria Lindqvist, 41, wept in the first row.
Lindqvist had lived under the bridge for years and left the town in the spring."""


@pytest.fixture(scope="module")
def article() -> Annotated:
    return Annotated(Document(name="article", text=TEXT, prose=TEXT), parse(TEXT))


def edits(kind: Kind, article: Annotated, seed: int = 1) -> list[Edit]:
    return list(kind.propose(article, Random(seed), "build"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_edit_changes_the_text_and_marks_a_part_of_it(kind: Kind, article: Annotated) -> None:
    for seed in range(10):
        for edit in edits(kind, article, seed):
            assert 0 <= edit.start <= edit.end <= len(TEXT)
            assert 0 <= edit.wrong[0] < edit.wrong[1] <= len(edit.text)
            assert "[[" not in edit.text


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_frame_is_filled_and_marks_one_span(kind: Kind, part: str) -> None:
    for number, frame in enumerate(frames(kind.name, part)):
        rng = Random(number)
        edit = inserted(0, fill(frame, rng, part, kind.values(rng, part)))
        assert edit.wrong[1] > edit.wrong[0]
        assert not set("[]{}") & set(edit.text)


def test_each_kind_has_a_way_to_be_made(article: Annotated) -> None:
    for kind in KINDS:
        made = [edit for seed in range(5) for edit in edits(kind, article, seed)]
        assert made or all(frames(kind.name, part) for part in PARTS), kind.name


def test_the_same_seed_makes_the_same_artifacts_and_others_vary(article: Annotated) -> None:
    for kind in KINDS:
        made = {tuple(edits(kind, article, seed)) for seed in range(8)}
        assert edits(kind, article) == edits(kind, article)
        assert len(made) > 1 or not any(made) or kind.name == "known-name-garbled", kind.name


def test_no_frame_and_no_holder_is_in_both_halves() -> None:
    for kind in KINDS:
        assert not set(frames(kind.name, "build")) & set(frames(kind.name, "judge"))
    assert not set(offices._holders("build")) & set(offices._holders("judge"))


def test_only_a_name_that_stands_twice_is_respelt(article: Annotated) -> None:
    for seed in range(20):
        for edit in names.respelling(1, 2)(article, Random(seed), "build"):
            assert TEXT[edit.start : edit.end] in ("Merkel", "Halvorsen", "Lindqvist")
            assert TEXT.count(TEXT[edit.start : edit.end]) > 1


def test_a_first_name_that_opens_a_sentence_is_part_of_the_name(article: Annotated) -> None:
    bare = list(names.bare(article, "Halvorsen"))
    assert bare
    assert not any(TEXT[:start].endswith("Thomas ") for start, _ in bare)


def test_names_in_quotations_are_left_alone(article: Annotated) -> None:
    said = TEXT.index("“Halvorsen knows") + 1
    assert all(start != said for start, _ in names.bare(article, "Halvorsen"))


def test_a_respelling_keeps_to_the_routes_between_languages() -> None:
    made = {respelt("Halvorsen", Random(seed), 2) for seed in range(40)}
    assert len(made) > 10
    assert all(word[0] == "H" and abs(len(word) - 9) < 5 for word in made)
    assert respelt("Ng", Random(1), 1) == "Ng"


def test_case_endings_are_put_behind_surnames(article: Annotated) -> None:
    for seed in range(20):
        for edit in names.inflected(article, Random(seed), "build"):
            name = TEXT[edit.start : edit.end]
            assert edit.text.removeprefix(name) in CASE_ENDINGS


def test_a_title_of_the_other_sex_contradicts_the_first_name(article: Annotated) -> None:
    made = [e for seed in range(9) for e in names.retitled_sex(article, Random(seed), "build")]
    assert made
    for edit in made:
        title, first, _ = edit.text.split(" ", 2)
        assert {sex_of_title(title), sex_of_name(first)} == {"m", "f"}


@pytest.mark.parametrize("part", PARTS)
def test_a_wrong_title_is_nobodys_of_that_name(part: str) -> None:
    for seed in range(60):
        values = offices._holder_values(Random(seed), part)
        (holder,) = packaged().find(values["holder"])
        assert all(post.title != values["title"] for post in holder.posts)


def test_a_garbled_division_is_none(article: Annotated) -> None:
    made = {
        offices._division_values(Random(seed), "build")["garbled_division"] for seed in range(40)
    }
    assert len(made) > 30
    assert sum(bool(countries_with_division(name)) for name in made) < 3


@pytest.mark.parametrize("part", PARTS)
def test_titles_after_a_term_are_years_late(part: str) -> None:
    for seed in range(40):
        values = offices._left_values(Random(seed), part)
        (holder,) = packaged().find(values["holder"])
        ended = [int(post.years[-4:]) for post in holder.posts if post.years]
        assert all(int(values["late_year"]) > end + 1 for end in ended)
