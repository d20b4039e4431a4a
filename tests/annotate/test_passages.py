"""Passages: whole sentences in even runs, with typewriter marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtqa.annotate.passages import passages, plain

SENTENCES = st.lists(
    st.lists(st.sampled_from(["word", "another", "“quoted”"]), min_size=1, max_size=60).map(
        " ".join
    ),
    max_size=30,
)


def test_marks_of_a_house_are_made_plain() -> None:
    assert plain("“It’s\u00a0here” –\tnow") == '"It\'s here" - now'


@given(SENTENCES)
def test_no_sentence_is_lost_or_cut(sentences: list[str]) -> None:
    runs = passages(sentences)
    assert " ".join(run.text for run in runs) == " ".join(map(plain, sentences))
    assert sum(len(run.ends) for run in runs) == len(sentences)
    assert [run.first for run in runs] == sorted({run.first for run in runs})


@given(SENTENCES)
def test_a_run_is_no_longer_than_asked_by_more_than_a_sentence(sentences: list[str]) -> None:
    longest = max((len(sentence.split()) for sentence in sentences), default=0)
    assert all(len(run.text.split()) <= 160 + longest for run in passages(sentences))


def test_sentence_ends_point_behind_the_blank() -> None:
    (run,) = passages(["One here.", "Two there."])
    assert [run.text[a:b] for a, b in zip((0, *run.ends), run.ends, strict=False)] == [
        "One here. ",
        "Two there.",
    ]
