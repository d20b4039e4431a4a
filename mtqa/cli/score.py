"""``mtqa score``: from paths to a folder of reports."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import mtqa
from mtqa.batch.engines import shared_engines
from mtqa.batch.workers import Workers
from mtqa.cli.console import Reporter, reporter, say
from mtqa.cli.exits import FAILED, INCOMPLETE, INTERNAL, PASS
from mtqa.cli.gate import DEFAULT, Gate, conditions
from mtqa.cli.report import PAGE, write_reports
from mtqa.compare.reference import Corpus
from mtqa.config import Settings, digest
from mtqa.errors import UsageError
from mtqa.model import Assessment, Problem, Severity, Verdict
from mtqa.pipeline import chosen
from mtqa.read.discover import Source, discover
from mtqa.report.csv import NAMES
from mtqa.report.run_file import RunFile, RunInfo, RunWriter, run_writer
from mtqa.review.decisions import decisions_in
from mtqa.review.log import read
from mtqa.signature import signature

_RISKIEST = 5


@dataclass
class Tally:
    """What a run adds up while its documents go by."""

    problems: list[Problem]
    notes: list[str] = field(default_factory=list)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    riskiest: list[tuple[float, str, str]] = field(default_factory=list)
    corpus: Corpus = field(default_factory=Corpus)
    unmeasured: int = 0
    gate: Gate | None = None

    def add(self, assessment: Assessment) -> None:
        """Count one document."""
        self.verdicts[assessment.verdict] += 1
        self.corpus.add(assessment)
        self.unmeasured += assessment.incomplete
        if self.gate is not None:
            self.gate.add(assessment)
        row = (assessment.risk.value or 0.0, assessment.document.name, _summary(assessment))
        self.riskiest = heapq.nlargest(_RISKIEST, [*self.riskiest, row])

    @property
    def code(self) -> int:
        """Return the exit code of the run."""
        if any(problem.internal for problem in self.problems):
            return INTERNAL
        if self.problems or self.notes or self.unmeasured:
            return INCOMPLETE
        return FAILED if self.gate is not None and self.gate.failed else PASS


def _summary(assessment: Assessment) -> str:
    counts = ", ".join(f"{assessment.count(s)} {s}" for s in reversed(Severity))
    return f"{assessment.verdict}  {counts}"


def score(
    paths: Sequence[Path],
    out: Path,
    settings: Settings,
    jobs: int,
    *,
    gate: str | None = None,
    quiet: bool,
) -> int:
    """Assess the articles under ``paths``, write the reports into ``out``, return the exit code.

    Raises:
        UsageError: there is nothing to assess, no folder of references, or no such gate.
        OutputError: nothing can be written into ``out``.
    """
    sources, problems = discover(paths)
    for problem in problems:
        say(f"error: {problem}", error=True)
    if not sources:
        raise UsageError("nothing to score", remedy="give files or folders with .txt or .md files")
    if settings.reference is not None and not settings.reference.is_dir():
        raise UsageError(
            "no such folder of references", where=str(settings.reference), remedy="check the path"
        )
    chosen(settings.rules)  # says now what is wrong with them
    tally = Tally(problems, gate=Gate(gate, conditions(settings, gate)) if gate else None)
    decisions_in(settings.decisions)
    with run_writer(out / "run.json") as writer:
        with reporter(len(sources), quiet=quiet) as shown:
            how = _assess(sources, Workers(min(jobs, len(sources))), settings, writer, tally, shown)
        writer.finish(_info(how, settings, tally))
    write_reports(RunFile(out / "run.json"), out)
    if not quiet:
        _close(tally, out)
        _tell_decisions(settings)
    if tally.gate is not None and (tally.gate.failed or not quiet):
        tally.gate.tell()
    return tally.code


def _assess(
    sources: Sequence[Source],
    workers: Workers,
    settings: Settings,
    writer: RunWriter,
    tally: Tally,
    shown: Reporter,
) -> str:
    """Assess all sources into ``writer`` and ``tally``; return the run's signature."""
    with closing(workers), shared_engines(settings, shown.tell, workers.warm_up) as shared:
        if shared.failed:
            tally.notes.append(f"the grammar was not checked: {shared.failed}")
        if shared.model_failed:
            tally.notes.append(f"the language model was not used: {shared.model_failed}")
        try:
            for result in workers.assess(sources, shared, settings):
                shown.advance()
                if isinstance(result, Problem):
                    tally.problems.append(result)
                    shown.tell(f"error: {result}")
                else:
                    tally.add(result)
                    writer.add(result)
                    for note in result.document.notes:
                        shown.tell(f"{result.document.name}: {note}")
        except KeyboardInterrupt:
            tally.notes.append(f"interrupted after {writer.count} of {len(sources)} documents")
            shown.tell(f"{tally.notes[-1]}; writing what is there")
        model = shared.model.signature if shared.model else ""
        return signature(shared.version, digest(settings), model)


def _info(how: str, settings: Settings, tally: Tally) -> RunInfo:
    return RunInfo(
        version=mtqa.__version__,
        signature=how,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        settings=settings,
        notes=tuple(tally.notes),
        problems=tuple(tally.problems),
        corpus=tally.corpus.scores(),
        gate=tally.gate.name if tally.gate else DEFAULT,
    )


def _close(tally: Tally, out: Path) -> None:
    counts = ", ".join(f"{tally.verdicts[verdict]} {verdict}" for verdict in Verdict)
    total = sum(tally.verdicts.values())
    say(f"{total} document{'' if total == 1 else 's'}: {counts}")
    for danger, name, summary in sorted(tally.riskiest, reverse=True):
        say(f"  {danger:.2f}  {name}  {summary}")
    if tally.problems:
        say(f"not assessed: {len(tally.problems)} (see run.json or the report)")
    if tally.unmeasured:
        say(f"only in part measured: {tally.unmeasured} (see the column skipped)")
    for note in tally.notes:
        say(f"note: {note}")
    say(f"{out / PAGE}  and beside it {', '.join((*NAMES, 'run.json'))}")


def _tell_decisions(settings: Settings) -> None:
    """Say which decisions were honoured, and what of them could not be read."""
    path = settings.decisions
    if path is None or not path.exists():
        return
    log = read(path)
    count = len(log.events)
    say(f"{count} decision{'' if count == 1 else 's'} in {path} honoured")
    if log.unreadable:
        say(f"note: {log.unreadable} of its lines cannot be read", error=True)
