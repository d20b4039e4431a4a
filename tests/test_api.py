"""The Python door: a path or a text in, typed objects and data frames out."""

from __future__ import annotations

from pathlib import Path

import pytest

import mtqa
from mtqa.api import Assessments
from mtqa.errors import InputError

FAST = mtqa.Settings(languagetool=False, model=False)
TEXT = "The minister had ignored the issue. .\r\nNobody answered."


def test_a_text() -> None:
    result = mtqa.assess(TEXT, FAST)
    assert [finding.quote for finding in result.findings] == ["issue. ."]
    assert [segment.text for segment in result.segments][-1] == "Nobody answered."
    assert list(result.frames().findings.quote) == ["issue. ."]


def test_a_file_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")
    for source in (tmp_path, str(tmp_path)):
        result = mtqa.assess(source, FAST)
        assert [one.document.name for one in result.documents] == ["a.txt"]
        assert [problem.name for problem in result.problems] == ["b.txt"]
    assert len(mtqa.assess(tmp_path / "a.txt", FAST).documents) == 1


@pytest.mark.parametrize("source", ["nowhere.txt", Path("nowhere"), "", "   "])
def test_nothing_there(source: str | Path) -> None:
    with pytest.raises(InputError):
        mtqa.assess(source, FAST)


@pytest.mark.parametrize("text", ["The issue was closed. " * 20 + "Over. .", "A\0b. Over. ."])
def test_a_text_in_one_line_that_no_file_could_be_called(text: str) -> None:
    assert [finding.quote[-3:] for finding in mtqa.assess(text, FAST).findings][-1:] == [". ."]


def test_half_a_surrogate_pair_does_no_harm() -> None:
    result = mtqa.assess("Words \ud800 and the issue. .", FAST)
    assert [finding.quote for finding in result.findings][-1:] == ["issue. ."]


def test_a_notebook_shows_scores_and_findings() -> None:
    text = "The minister met <b>Mr. 58 Freericks</b> and ignored the issue. ."
    shown = mtqa.assess(text, mtqa.Settings(languagetool=False, model=False))._repr_html_()
    assert "<b>text</b> · cannot-judge · risk " in shown
    assert "<q>issue. .</q>" in shown
    assert "<b>Mr." not in shown


def test_a_notebook_shows_the_riskiest_of_many() -> None:
    one = mtqa.assess("He went home.", mtqa.Settings(languagetool=False, model=False)).documents[0]
    shown = Assessments((one,) * 12)._repr_html_()
    assert shown.count("no findings") == 10
    assert "and 2 more" in shown
