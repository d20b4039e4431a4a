"""The values that travel between the rooms. Nothing here imports the rest of mtqa.

All offsets are half-open ranges of Unicode code points into ``Document.text``.
"""

from __future__ import annotations

from enum import StrEnum
from html import escape
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    """A value that is never changed and accepts no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Severity(StrEnum):
    """MQM severity: how much an error costs the reader."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


LEAST_CONFIDENCE = 0.4
"""What a finding must reach to be shown; a less sure one costs an editor more than it gives."""


class RuleOptions(Frozen):
    """What a user wants of one rule.

    Attributes:
        severity: the severity of its findings, where it is not the rule's own.
        min_confidence: findings that are less sure, 0–1, are left out.
    """

    severity: Severity | None = None
    min_confidence: Annotated[float, Field(ge=0, le=1)] = LEAST_CONFIDENCE


class Verdict(StrEnum):
    """What to do with a document, in an editor's words."""

    PUBLISH = "publish"
    FIX = "fix"
    REJECT = "reject"
    CANNOT_JUDGE = "cannot-judge"


class ReviewState(StrEnum):
    """What an editor has said of a finding.

    Stale means that a decision was made before the text or the rule changed, and that
    it has to be looked at again.
    """

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    STALE = "stale"


class EditorVerdict(Frozen):
    """What an editor said of a whole document.

    Attributes:
        verdict: publish, fix or reject.
        by: who said it.
        at: when, ISO 8601.
        note: the editor's remark.
        expired: the text has changed since.
    """

    verdict: Verdict
    by: str
    at: str
    note: str = ""
    expired: bool = False


class Document(Frozen):
    r"""A text as it was read.

    Attributes:
        name: the path relative to the folder given, with forward slashes.
        text: UTF-8 decoded, byte order mark dropped, line ends as ``\n``.
        prose: what the engines see: ``text`` with markup blanked out by
            spaces, of the same length; the same object where there is none.
        encoding: the encoding that the bytes were read with.
        notes: what was odd about the file and how it was handled.
    """

    name: str
    text: str
    prose: str
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _same_offsets(self) -> Self:
        if len(self.prose) != len(self.text):
            raise ValueError("prose and text must have the same length")
        return self


class Evidence(Frozen):
    """Why a finding is believed: another place in the text, or a fact from a table.

    Attributes:
        note: what this evidence says, as a full sentence.
        quote: the words of the text that it rests on; empty for a fact.
        start: offset of ``quote`` in the document, ``None`` for a fact.
        end: end of ``quote``, ``None`` for a fact.
        source: where a fact comes from; empty for a place in the text.
    """

    note: str
    quote: str = ""
    start: int | None = None
    end: int | None = None
    source: str = ""


class Finding(Frozen):
    """One artifact: the exact words, what is wrong with them, and how sure we are.

    Attributes:
        segment: index of the segment in which the span starts.
        start: first code point of the span.
        end: one past its last code point; ``text[start:end] == quote``.
        rule: the rule's id, ``NAM01``; for an engine's own checks with the
            engine's id behind a colon, ``GRA01:EN_A_VS_AN``.
        name: the rule's name, ``title-mismatch``.
        confidence: the probability, 0–1, that an editor would agree.
        mqm: dimension and error type in the MQM typology.
        message: what is wrong, as a sentence to an editor.
        suggestion: a replacement for the quote where one is safe, else ``None``.
        engine: what found it, ``rules``, ``languagetool`` or ``model``, the language model.
        state: what an editor has decided.
        reason: why it was dismissed, or what was decided before it became stale.
    """

    segment: int
    start: int
    end: int
    quote: str
    rule: str
    name: str
    severity: Severity
    confidence: float
    mqm: str
    message: str
    evidence: tuple[Evidence, ...] = ()
    suggestion: str | None = None
    engine: str = "rules"
    state: ReviewState = ReviewState.OPEN
    reason: str = ""

    @property
    def base_rule(self) -> str:
        """Return the rule's id as the catalogue has it, without an engine's own check."""
        return self.rule.partition(":")[0]


class FluencyParts(Frozen):
    """What made the learnt fluency of a segment, besides its findings.

    Attributes:
        grammar: the chance, 0–100, that twenty such words hold no fault of grammar.
        word_choice: the same for wrong, misspelt or foreign words.
        flow: the same for words missing, doubled or out of order, and for marks.
        surprise: how surprising its tokens are to a language model, in bits; less is
            better. A model of the user's own tells this alone.
    """

    grammar: float | None = None
    word_choice: float | None = None
    flow: float | None = None
    surprise: float


class WordScore(Frozen):
    """A word of the document that a person may well mark or change.

    Attributes:
        start: first code point of the word.
        end: one past its last code point.
        score: the probability, 0–1.
    """

    start: int
    end: int
    score: float


class Segment(Frozen):
    """A sentence, or a line where the document is compared with a reference.

    Attributes:
        fluency: 0–100, higher is better; ``None`` where it was not measured.
        parts: what made it, where the language model read the segment.
        words: those that the language model doubts, in order.
        chrf: sentence chrF against the reference, 0–100.
        ter: sentence TER against the reference, 0 and up, lower is better.
    """

    index: int
    start: int
    end: int
    text: str
    fluency: float | None = None
    parts: FluencyParts | None = None
    words: tuple[WordScore, ...] = ()
    chrf: float | None = None
    ter: float | None = None


class Paragraph(Frozen):
    """A line of the text that holds sentences.

    Attributes:
        mt_likelihood: 0–1; ``None`` where it is too short or was not measured.
    """

    start: int
    end: int
    mt_likelihood: float | None = None


class Score(Frozen):
    """A number and how it came about; ``None`` where it could not be measured.

    Attributes:
        low: lower end of the 95 % interval, ``None`` where there is none.
        high: its upper end.
    """

    value: float | None
    signature: str
    low: float | None = None
    high: float | None = None


class ReferenceScores(Frozen):
    """BLEU, chrF and TER of a document against its reference, by sacrebleu."""

    bleu: Score
    chrf: Score
    ter: Score


class CorpusScores(Frozen):
    """Scores over all documents of a run that have a reference."""

    documents: int
    segments: int
    scores: ReferenceScores


class Assessment(Frozen):
    """Everything that mtqa says of one document.

    Attributes:
        words: tokens of the prose that hold a letter or a digit.
        fluency: 0–100, higher is better.
        mt_likelihood: 0–1, that a machine wrote it, with an interval.
        translated: 0–1, that it was translated, by people or by a machine.
        paragraphs: in order, each with its own likelihood.
        risk: 0–1; orders the queue.
        skipped: what was not measured, and why.
        incomplete: something that was asked for could not be measured.
        reference: scores against the reference, where there is one.
        reference_lines: the reference, one line a segment.
        dismissed: findings that an editor dismissed; no score counts them.
        editor: the editor's own verdict, where there is one.
    """

    document: Document
    words: int
    segments: tuple[Segment, ...]
    findings: tuple[Finding, ...]
    fluency: Score
    mt_likelihood: Score
    risk: Score
    verdict: Verdict
    skipped: tuple[str, ...] = ()
    incomplete: bool = False
    reference: ReferenceScores | None = None
    reference_lines: tuple[str, ...] | None = None
    dismissed: tuple[Finding, ...] = ()
    editor: EditorVerdict | None = None
    translated: Score = Score(value=None, signature="")
    paragraphs: tuple[Paragraph, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return the number of findings of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def _repr_html_(self) -> str:
        """Return the scores and findings as a notebook shows them."""
        scores = (("risk", self.risk), ("fluency", self.fluency), ("MT", self.mt_likelihood))
        told = [f"{name} {score.value:g}" for name, score in scores if score.value is not None]
        head = " · ".join([f"<b>{escape(self.document.name)}</b>", self.verdict, *told])
        rows = "".join(
            f"<tr><td>{f.start}–{f.end}</td><td><q>{escape(f.quote)}</q></td><td>{f.severity}</td>"
            f"<td>{escape(f.rule)} {escape(f.name)}</td><td>{escape(f.message)}</td>"
            f"<td>{escape(f.suggestion or '')}</td></tr>"
            for f in self.findings
        )
        names = ("at", "words", "severity", "rule", "why", "instead")
        heads = "".join(f"<th>{name}</th>" for name in names)
        table = f"<table><tr>{heads}</tr>{rows}</table>" if rows else "<p>no findings</p>"
        return f"<p>{head}</p>{table}"


class Problem(Frozen):
    """An input that could not be assessed, and what to do about it.

    Attributes:
        internal: the fault is mtqa's, not the input's.
    """

    name: str
    message: str
    remedy: str = ""
    internal: bool = False

    def __str__(self) -> str:
        return f"{self.name}: {self.message}{'; ' if self.remedy else ''}{self.remedy}"
