"""Documents against references: sacrebleu's numbers, aligned by line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from mtqa.config import Settings
from mtqa.errors import InputError
from mtqa.model import Assessment
from mtqa.pipeline import Engines, assess_document
from mtqa.read import document

HYPOTHESIS = "The cat sat on a mat.\n\nIt slept there all day."
REFERENCE = "The cat sat on the mat.\n\nIt slept there the whole day."


@pytest.fixture
def against(tmp_path: Path) -> Callable[[str, str], Assessment]:
    def run(hypothesis: str, reference: str) -> Assessment:
        (tmp_path / "a.txt").write_text(reference, encoding="utf-8")
        settings = Settings(languagetool=False, model=False, reference=tmp_path)
        return assess_document(document(hypothesis, "a.txt"), Engines(), settings)

    return run


def test_scores_are_those_of_sacrebleu(against: Callable[[str, str], Assessment]) -> None:
    scores = against(HYPOTHESIS, REFERENCE).reference
    hypotheses = [line for line in HYPOTHESIS.split("\n") if line]
    references = [[line for line in REFERENCE.split("\n") if line]]
    assert scores is not None
    for metric, score in ((BLEU(), scores.bleu), (CHRF(), scores.chrf), (TER(), scores.ter)):
        expected = metric.corpus_score(hypotheses, references)
        assert score.value == round(expected.score, 2)
        assert score.signature == str(metric.get_signature())


def test_segments_are_lines_and_blank_ones_are_not_scored(
    against: Callable[[str, str], Assessment],
) -> None:
    segments = against(HYPOTHESIS, REFERENCE + "\n").segments
    assert [segment.text for segment in segments] == HYPOTHESIS.split("\n")
    assert [segment.chrf is None for segment in segments] == [False, True, False]
    assert all(segment.ter is not None for segment in segments if segment.text)


def test_a_line_that_was_not_translated_scores_zero(
    against: Callable[[str, str], Assessment],
) -> None:
    segment = against("The cat sat.\n\nIt slept.", "The cat sat.\nIt ate.\nIt slept.").segments[1]
    assert (segment.chrf, segment.ter) == (0.0, 100.0)


def test_different_counts_are_an_error_with_both_numbers(
    against: Callable[[str, str], Assessment],
) -> None:
    assessment = against("One line.\nTwo lines.", "One line.\nTwo.\nThree.")
    assert assessment.reference is None
    assert assessment.incomplete
    assert any("2 lines here, 3 in the reference" in why for why in assessment.skipped)


def test_a_missing_reference_is_named(tmp_path: Path) -> None:
    from mtqa.compare.reference import reference_for

    with pytest.raises(InputError, match=r"b\.txt: no reference"):
        reference_for("b.txt", tmp_path)
