"""What the page's script reads: an index of the documents, and the articles in compressed blocks.

A small run is held by the page itself. Of a larger one the articles lie beside it, in files that
the page loads when they are needed. Memory grows with the rows of the queue, not with the texts.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from tempfile import TemporaryFile
from typing import IO, Any

from mtqa.config import GateSettings
from mtqa.model import Assessment, EditorVerdict, Finding, ReviewState, Severity, Verdict
from mtqa.report.keep import Riskiest
from mtqa.review.events import Event, Scope
from mtqa.review.fingerprint import fingerprints, key_of, text_sha

_BLOCK = 256_000  # characters of JSON in one compressed block: small enough to open at once
_FIRST = 8_000  # in the first one, which the page waits for; each may be twice the one before
_SEVERITIES = tuple(Severity)
_PLAIN = ("name", "sha", "words", "verdict", "risk", "fluency", "reasons", "block", "at")
_UNUSED: dict[str, Any] = {
    "document": {"prose", "encoding"},
    "segments": {"__all__": {"text"}},
    "findings": {"__all__": {"quote", "state", "reason"}},
    "dismissed": True,
    "editor": True,
}


@dataclass(frozen=True)
class ReviewInfo:
    """What the page knows of editors' decisions.

    Attributes:
        events: the decisions that hold, the oldest first.
        gate: name and conditions of the gate that the page shows.
        by: who is reviewing, where that is known.
        show_dismissed: the page shows what was dismissed before anybody asks for it.
        live: the page comes from ``mtqa review``, which writes decisions down at once.
    """

    events: Sequence[Event] = ()
    gate: tuple[str, GateSettings] = ("publish", GateSettings())
    by: str = ""
    show_dismissed: bool = False
    live: bool = False


@dataclass(frozen=True)
class Row:
    """A document as the queue shows it.

    Attributes:
        sha: hash of its text.
        findings: rule, severity, confidence and state of each, in the order of the text.
        fps: their fingerprints.
        keys: their hashes of rule and quote.
        reasons: why a finding has its state, by its number from 0.
        block: which block holds the article.
        at: the article's place in that block.
    """

    name: str
    sha: str
    words: int
    verdict: Verdict
    risk: float | None
    fluency: float | None
    findings: tuple[tuple[str, Severity, float, ReviewState], ...]
    fps: tuple[str, ...]
    keys: tuple[str, ...]
    reasons: dict[int, str]
    editor: EditorVerdict | None
    block: int = 0
    at: int = 0


@dataclass(frozen=True)
class _Kept:
    """A row with the place of its article in the spool."""

    row: Row
    start: int
    length: int


@dataclass
class Tally:
    """What is counted over all documents, listed or not."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    rules: dict[str, str] = field(default_factory=dict)
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, assessment: Assessment, sha: str) -> None:
        """Count one document."""
        self.verdicts[assessment.verdict] += 1
        self.digest.update(f"{assessment.document.name}\n{sha}\n".encode("utf-8", "replace"))
        for finding in (*assessment.findings, *assessment.dismissed):
            self.rules.setdefault(finding.rule, finding.name)


class Payload:
    """The data of a page.

    Args:
        documents: are read once.
        max_rows: how many documents are listed, those of the highest risk.

    Attributes:
        tally: what was counted.
        size: about how many characters the articles need.
    """

    def __init__(self, documents: Iterable[Assessment], max_rows: int) -> None:
        self.tally = Tally()
        self._spool: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed with the payload
        rows: Riskiest[_Kept] = Riskiest(max_rows)
        for order, assessment in enumerate(documents):
            sha = text_sha(assessment.document.text)
            self.tally.add(assessment, sha)
            risk = -1.0 if assessment.risk.value is None else assessment.risk.value
            if rows.wants(risk):
                rows.add(risk, order, 1, self._keep(assessment, sha))
        self._kept = rows.entries()
        self.size = sum(kept.length for kept in self._kept) * 4 // 3

    def close(self) -> None:
        """Forget the articles."""
        self._spool.close()

    @property
    def run(self) -> str:
        """Return what tells this run's documents from others."""
        return str(self.tally.digest.hexdigest()[:12])

    def _keep(self, assessment: Assessment, sha: str) -> _Kept:
        findings = _in_order(assessment)
        row = Row(
            name=_sound(assessment.document.name),
            sha=sha,
            words=assessment.words,
            verdict=assessment.verdict,
            risk=assessment.risk.value,
            fluency=assessment.fluency.value,
            findings=tuple((f.rule, f.severity, f.confidence, f.state) for f in findings),
            fps=fingerprints(assessment.document.text, findings),
            keys=tuple(key_of(f.rule, f.quote) for f in findings),
            reasons={at: f.reason for at, f in enumerate(findings) if f.reason},
            editor=assessment.editor,
        )
        article = assessment.model_copy(update={"findings": findings})
        data = zlib.compress(_json(article.model_dump(exclude=_UNUSED)))
        start = self._spool.tell()
        self._spool.write(data)
        return _Kept(row, start, len(data))

    def blocks(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """Yield the articles in the order of the queue, a block at a time, with their rows."""
        block: list[bytes] = []
        rows: list[Row] = []
        room, number = _FIRST, 0
        for kept in self._kept:
            self._spool.seek(kept.start)
            text = zlib.decompress(self._spool.read(kept.length))
            if block and room < len(text):
                yield _squeeze(b"[" + b",".join(block) + b"]"), tuple(rows)
                block, rows, number = [], [], number + 1
                room = min(_BLOCK, _FIRST << min(number, 9))
            room -= len(text)
            rows.append(replace(kept.row, block=number, at=len(block)))
            block.append(text)
        if block:
            yield _squeeze(b"[" + b",".join(block) + b"]"), tuple(rows)

    def index(self, rows: Sequence[Row], review: ReviewInfo, shards: Sequence[int]) -> str:
        """Return what the page reads first.

        Args:
            rows: as the blocks came with them.
            review: what was decided.
            shards: how many blocks each file beside the page holds; empty where it holds them.
        """
        names = {row.name for row in rows}
        numbers = _Numbers()
        listed = [numbers.row(row) for row in rows]
        name, gate = review.gate
        index = {
            "run": self.run,
            "total": self.tally.verdicts.total(),
            "verdicts": self.tally.verdicts,
            "rules": self.tally.rules,
            "ids": list(numbers.rules),
            "keys": list(numbers.keys),
            "rows": listed,
            "events": [
                event.line()
                for event in review.events
                if event.doc in names or event.scope is Scope.EVERYWHERE
            ],
            "gate": {"name": name, **gate.model_dump()},
            "by": review.by,
            "live": review.live,
            "dismissed": review.show_dismissed,
            "shards": list(shards),
        }
        return _squeeze(_json(index))


@dataclass
class _Numbers:
    """What the index writes once and refers to by number."""

    rules: dict[str, int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    def row(self, row: Row) -> dict[str, Any]:
        """Return a row as the page reads it."""
        findings = [
            (
                self.rules.setdefault(rule, len(self.rules)),
                _SEVERITIES.index(severity),
                round(confidence, 3),
                self.keys.setdefault(key, len(self.keys)),
                "" if state is ReviewState.OPEN else state,
            )
            for (rule, severity, confidence, state), key in zip(row.findings, row.keys, strict=True)
        ]
        plain = {name: getattr(row, name) for name in _PLAIN}
        editor = row.editor and row.editor.model_dump()
        return {**plain, "findings": findings, "fps": "".join(row.fps), "editor": editor}


def gathered(documents: Iterable[Assessment], max_rows: int) -> closing[Payload]:
    """Return the payload of the documents, to be closed at the end of a ``with`` block."""
    return closing(Payload(documents, max_rows))


def _in_order(assessment: Assessment) -> tuple[Finding, ...]:
    """Return all findings, dismissed ones among them, in the order of the text."""
    found = (*assessment.findings, *assessment.dismissed)
    return tuple(sorted(found, key=lambda f: (f.start, -f.end)) if assessment.dismissed else found)


def _json(value: Mapping[str, Any]) -> bytes:
    # Plain json, since it alone writes stray surrogates (from file names) as escapes
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _squeeze(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 9)).decode("ascii")


def _sound(text: str) -> str:
    """Return ``text`` without stray surrogates, which no address can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
