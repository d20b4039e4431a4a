"""One decision of an editor, as a line of the decisions file."""

from __future__ import annotations

from datetime import UTC
from enum import StrEnum
from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from mtqa.model import Frozen, Verdict


class Act(StrEnum):
    """What was done; ``open`` takes a decision back."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    OPEN = "open"
    VERDICT = "verdict"


class Scope(StrEnum):
    """How far a decision reaches: one finding, or the same words of the same rule."""

    THIS = "this"
    DOC = "doc"
    EVERYWHERE = "everywhere"


class Reason(StrEnum):
    """Why a finding was dismissed."""

    NAME = "name"
    QUOTE = "quote"
    STYLE = "style"
    FALSE_ALARM = "false-alarm"
    OTHER = "other"


class Event(Frozen):
    """A decision.

    Attributes:
        v: version of this format.
        t: when, with a time zone.
        by: who.
        doc: name of the document.
        sha: hash of its text, see ``text_sha``.
        fp: the finding's fingerprint.
        key: hash of its rule and quote, which ``scope`` extends over.
        rule: the rule's id at that time.
        verdict: for a verdict: ``publish``, ``fix`` or ``reject``; ``None`` takes it back.
        note: the editor's remark.
        quote: the words, so that a person can read the file, and a moved finding is known again.
        before: what stood before them, some words.
        after: what stood behind them.
        confidence: how sure the finding was.
    """

    v: Literal[1] = 1
    t: AwareDatetime
    by: str = ""
    doc: str
    sha: str
    act: Act
    fp: str = ""
    key: str = ""
    rule: str = ""
    reason: Reason | None = None
    scope: Scope = Scope.THIS
    verdict: Verdict | None = None
    note: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""
    confidence: float | None = Field(default=None, ge=0, le=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.act is Act.VERDICT:
            if self.verdict is Verdict.CANNOT_JUDGE:
                raise ValueError("an editor's verdict is publish, fix or reject")
        elif not (self.fp and self.key and self.rule):
            raise ValueError("a decision about a finding needs fp, key and rule")
        return self

    @property
    def decides(self) -> bool:
        """Return whether the event says something, rather than take back what was said."""
        if self.act is Act.VERDICT:
            return self.verdict is not None or bool(self.note)
        return self.act is not Act.OPEN

    def line(self) -> str:
        """Return the event as one line of JSON, without its end."""
        return (
            self.model_copy(update={"t": self.t.astimezone(UTC)})
            .model_dump_json(exclude_defaults=True, exclude={"v"})
            .replace("{", '{"v":1,', 1)
        )
