"""BLEU, chrF and TER of documents whose lines are aligned with a reference (sacrebleu)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sacrebleu.metrics.base import Metric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from mtqa.errors import InputError
from mtqa.model import Assessment, CorpusScores, ReferenceScores, Score, Segment
from mtqa.read.text import decode, load

_MAX_BYTES = 50_000_000


def reference_for(name: str, folder: Path) -> tuple[str, ...]:
    """Return the lines of the reference of the document ``name``.

    Raises:
        InputError: there is no such file in ``folder``, or it cannot be read.
    """
    path = folder / name
    if not path.is_file():
        raise InputError(
            "no reference", where=str(path), remedy="references have the names of the documents"
        )
    text, _, _ = decode(load(path, str(path), _MAX_BYTES), str(path))
    return tuple(text.removesuffix("\n").split("\n"))


def compare(assessment: Assessment, reference: Sequence[str]) -> Assessment:
    """Return the assessment with the scores of its lines against ``reference``.

    Lines that are empty on both sides divide paragraphs and are not scored.

    Raises:
        InputError: the numbers of lines differ.
    """
    if len(assessment.segments) != len(reference):
        raise InputError(
            f"{len(assessment.segments)} lines here, {len(reference)} in the reference",
            where=assessment.document.name,
            remedy="give both one line for each segment",
        )
    pairs = list(zip(assessment.segments, reference, strict=True))
    scored = [(segment.text, line) for segment, line in pairs if segment.text or line]
    return assessment.model_copy(
        update={
            "segments": tuple(_score_segment(segment, line) for segment, line in pairs),
            "reference": _score_lines(scored),
            "reference_lines": tuple(reference),
        }
    )


def _score_segment(segment: Segment, line: str) -> Segment:
    if not (segment.text or line):
        return segment
    chrf = CHRF().sentence_score(segment.text, [line]).score
    ter = TER().sentence_score(segment.text, [line]).score
    return segment.model_copy(update={"chrf": round(chrf, 2), "ter": round(ter, 2)})


def _measure(metric: Metric, pairs: Sequence[tuple[str, str]]) -> Score:
    hypotheses = [hypothesis for hypothesis, _ in pairs]
    score = metric.corpus_score(hypotheses, [[reference for _, reference in pairs]])
    return Score(value=round(score.score, 2), signature=str(metric.get_signature()))


def _score_lines(pairs: Sequence[tuple[str, str]]) -> ReferenceScores | None:
    if not pairs:
        return None
    return ReferenceScores(
        bleu=_measure(BLEU(), pairs), chrf=_measure(CHRF(), pairs), ter=_measure(TER(), pairs)
    )


class Corpus:
    """Collects the lines of documents and their references for scores over all of them."""

    def __init__(self) -> None:
        self._documents = 0
        self._pairs: list[tuple[str, str]] = []

    def add(self, assessment: Assessment) -> None:
        """Take the lines of the document in, where it has a reference."""
        if assessment.reference_lines is None:
            return
        self._documents += 1
        pairs = zip(assessment.segments, assessment.reference_lines, strict=True)
        self._pairs += [(s.text, line) for s, line in pairs if s.text or line]

    def scores(self) -> CorpusScores | None:
        """Return BLEU, chrF and TER over all lines, ``None`` where there are none."""
        scores = _score_lines(self._pairs)
        if scores is None:
            return None
        return CorpusScores(documents=self._documents, segments=len(self._pairs), scores=scores)
