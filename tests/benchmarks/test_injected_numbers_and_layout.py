"""What the generator of artifacts puts into a text: wrong dates and amounts, marks, leftovers."""

from __future__ import annotations

import re
from random import Random

import pytest

from benchmarks.injection import layout, numbers
from benchmarks.injection.edits import Edit, Kind, inserted
from benchmarks.injection.frames import fill, frames
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.knowledge.dates import longest, month_number, weekday
from mtqa.model import Document

KINDS = (*numbers.KINDS, *layout.KINDS)
PARTS = ("build", "judge")
TEXT = """The council met on March 14, 2018 in the old town hall, and the mayor said it was late.
About 12 of the 40 members left at 9 p.m. because the heating had failed in all of the rooms.
The dam, which cost $3.5 million, rose from 20 to 35 meters between the two world wars.
Mr. Novak said 30 percent of voters had asked for it, and the U.S. envoy agreed with them.
“Nobody knows what it will cost,” he told the paper, and 24,500 people signed the letter."""


@pytest.fixture(scope="module")
def article() -> Annotated:
    return Annotated(Document(name="article", text=TEXT, prose=TEXT), parse(TEXT))


def edits(kind: Kind, article: Annotated) -> list[Edit]:
    return list(kind.propose(article, Random(1), "build"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_edit_changes_the_text_and_marks_a_part_of_it(kind: Kind, article: Annotated) -> None:
    for edit in edits(kind, article):
        assert 0 <= edit.start <= edit.end <= len(TEXT)
        assert edit.text != TEXT[edit.start : edit.end]
        assert 0 <= edit.wrong[0] < edit.wrong[1] <= len(edit.text)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_frame_is_filled_and_marks_one_span(kind: Kind, part: str) -> None:
    for number, frame in enumerate(frames(kind.name, part)):
        rng = Random(number)
        values = {**kind.values(rng, part), "other": "Mr.", "digit": "3"}
        edit = inserted(0, fill(frame, rng, part, values), alone=kind.alone)
        assert edit.wrong[1] > edit.wrong[0]
        assert "[[" not in edit.text


def test_no_frame_is_in_both_halves() -> None:
    for kind in KINDS:
        assert not set(frames(kind.name, "build")) & set(frames(kind.name, "judge"))


def test_the_same_seed_makes_the_same_artifacts(article: Annotated) -> None:
    for kind in KINDS:
        assert edits(kind, article) == edits(kind, article)


def test_impossible_dates_name_a_day_that_their_month_lacks(article: Annotated) -> None:
    found = list(numbers.impossible_date(article, Random(3), "build"))
    assert found
    for edit in found:
        month = re.search(r"[A-Z][a-z]{2,}", edit.text)
        day = re.search(r"\d+", edit.text)
        assert month and day
        assert int(day[0]) > longest(month_number(month[0]))


@pytest.mark.parametrize("part", PARTS)
def test_a_headline_counts_other_people_than_the_lead(article: Annotated, part: str) -> None:
    found = list(numbers.headline_count(article, Random(7), part))
    assert found
    for edit in found:
        headline, lead, rest = edit.text.split("\n")
        counted = edit.text[slice(*edit.wrong)]
        assert edit.start == edit.end == 0
        assert edit.wrong[1] <= len(headline)
        assert not rest
        assert counted.casefold() not in re.findall(r"\w+", lead.casefold())
        assert counted.casefold() not in re.findall(r"\w+", TEXT.casefold())


def test_wrong_weekdays_are_wrong(article: Annotated) -> None:
    for edit in numbers.wrong_weekday(article, Random(5), "build"):
        name, _, written = edit.text.partition(", ")
        assert written == "March 14, 2018"
        assert name != weekday(2018, 3, 14) == "Wednesday"


def test_parts_are_larger_than_their_whole(article: Annotated) -> None:
    texts = [edit.text for edit in numbers.impossible_part(article, Random(7), "build")]
    assert "40 of the 12" in texts
    assert any(text.isdigit() and int(text) > 100 for text in texts)


def test_what_people_say_is_no_artifact(article: Annotated) -> None:
    for seed in range(20):
        for edit in numbers.redundant(article, Random(seed), "build"):
            assert "around about" not in edit.text


def test_a_cut_paragraph_loses_its_end(article: Annotated) -> None:
    found = list(layout.cut_paragraph(article, Random(1), "build"))
    assert found
    for edit in found:
        assert TEXT[edit.end : edit.end + 1] in ("\n", "")
        assert not edit.text.endswith(".")


def test_a_sentence_that_comes_back_is_in_the_article(article: Annotated) -> None:
    for edit in layout.sentence_again(article, Random(1), "build"):
        assert edit.text[slice(*edit.wrong)] in TEXT
