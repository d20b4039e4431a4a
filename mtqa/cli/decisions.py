"""``mtqa decisions``: what editors decided, as a file that is read, joined and learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from mtqa.cli.console import OUTPUT, say
from mtqa.detect.catalog import find_rule
from mtqa.errors import InputError
from mtqa.report.files import atomic_write
from mtqa.report.run_file import RunFile
from mtqa.review.decisions import Decisions
from mtqa.review.events import Reason, Scope
from mtqa.review.log import Log, append, locked, merge, read
from mtqa.review.stats import Proposal, RuleStats, proposals, stats


def _some(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _given(path: Path) -> Log:
    """Return the log in a file that must hold decisions."""
    if not path.exists():
        raise InputError("no such file", where=str(path), remedy="check the path")
    log = read(path)
    if log.lines and not log.events:
        raise InputError(
            "there are no decisions in this file",
            where=str(path),
            remedy="give the mtqa-decisions.jsonl that the report has exported",
        )
    return log


def import_files(files: Sequence[Path], target: Path) -> None:
    """Add the decisions in ``files`` to those in ``target``, each once.

    Raises:
        InputError: a file cannot be read or holds no decisions.
        OutputError: ``target`` cannot be written.
    """
    new = merge(map(_given, files))
    here = read(target)
    known = {line.event or line.text for line in here.lines}
    fresh = [line for line in new.lines if (line.event or line.text) not in known]
    append(target, [line.text for line in fresh])
    added = {line.event for line in fresh}
    held = Decisions(new.events).in_force
    count = sum(event in added for event in held)
    say(f"{_some(count, 'new decision')} in {target}, {len(held) - count:,} known before")
    _tell_unreadable(new)


def merge_files(files: Sequence[Path], out: Path) -> None:
    """Write what stands in any of ``files`` into ``out``, each line once, in the order of time.

    Raises:
        InputError: a file cannot be read or holds no decisions.
        OutputError: ``out`` cannot be written.
    """
    whole = merge(map(_given, files))
    _write(out, whole)
    say(f"{_some(len(Decisions(whole.events).in_force), 'decision')} in {out}")
    _tell_unreadable(whole)


def prune(path: Path, run: Path | None) -> None:
    """Leave out decisions that later ones have overtaken; with ``run`` those on other documents.

    Lines that cannot be read stay, and so does what was decided everywhere.

    Raises:
        InputError: a file cannot be read.
        OutputError: it cannot be written.
    """
    names = {_file(each.document.name) for each in RunFile(run).documents()} if run else None
    with locked(path):
        log = _given(path)
        latest = set(Decisions(log.events).latest)
        kept = tuple(
            line
            for line in log.lines
            if line.event is None
            or (
                line.event in latest
                and (
                    names is None
                    or line.event.scope is Scope.EVERYWHERE
                    or _file(line.event.doc) in names
                )
            )
        )
        _write(path, Log(kept))
    say(f"{_some(len(log.lines) - len(kept), 'line')} left out, {len(kept):,} kept in {path}")


def _file(name: str) -> str:
    """Return the last part of a path: a document may be called by more or less of it."""
    return name.rpartition("/")[2]


def show_stats(path: Path, *, suggest: bool) -> None:
    """Print how often the findings of each rule were dismissed, or the settings that follow.

    Raises:
        InputError: the file cannot be read.
    """
    log = _given(path)
    if suggest:
        _suggest(log)
        return
    found = stats(log.events)
    table = Table(box=None, pad_edge=False)
    for heading in ("rule", "name"):
        table.add_column(heading)
    for heading in ("accepted", "dismissed", "share", "95%"):
        table.add_column(heading, justify="right")
    table.add_column("reason")
    for one in sorted(found.values(), key=lambda one: -one.dismissed):
        table.add_row(*_row(one))
    OUTPUT.print(table)
    _tell_unreadable(log)


def _row(one: RuleStats) -> tuple[str, ...]:
    rule = find_rule(one.rule)
    low, high = one.interval
    reasons = one.reasons.most_common(1)
    return (
        one.rule,
        rule.name if rule else "(no such rule now)",
        str(one.accepted),
        str(one.dismissed),
        f"{one.rate:.0%}",
        f"{low:.0%}–{high:.0%}",
        str(reasons[0][0]) if reasons else "",
    )


def _suggest(log: Log) -> None:
    """Print lines for the configuration, with the figures behind them as comments."""
    found = proposals(log.events)
    words = _accepted_everywhere(log)
    if not found and not words:
        say("nothing to propose: no rule is dismissed clearly more often than accepted")
        return
    off = [proposal.rule for proposal in found if proposal.min_confidence is None]
    if off:
        say("[rules]")
        _comments([proposal for proposal in found if proposal.min_confidence is None])
        say(f"disable = [{', '.join(map(_toml, off))}]")
    surer = [proposal for proposal in found if proposal.min_confidence is not None]
    if surer:
        say("[rules.options]")
        for proposal in surer:
            _comments([proposal])
            say(f"{proposal.rule} = {{ min_confidence = {proposal.min_confidence:.2f} }}")
    if words:
        say("[accept]")
        say("# dismissed everywhere; in the configuration they hold for all rules")
        say(f"terms = [{', '.join(map(_toml, words))}]")


def _comments(found: Sequence[Proposal]) -> None:
    for proposal in found:
        say(f"# {proposal.rule}: {proposal.why}")


def _accepted_everywhere(log: Log) -> list[str]:
    """Return the words that editors dismissed everywhere, as they wrote them."""
    return sorted(
        {
            event.quote
            for event in Decisions(log.events).latest
            if event.scope is Scope.EVERYWHERE
            and event.act == "dismiss"
            and event.quote
            and event.reason in (Reason.NAME, Reason.STYLE)
        }
    )


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _write(path: Path, log: Log) -> None:
    with atomic_write(path) as file:
        file.writelines(f"{line.text}\n" for line in log.lines)


def _tell_unreadable(log: Log) -> None:
    if log.unreadable:
        say(f"note: {_some(log.unreadable, 'line')} cannot be read and changed nothing", error=True)
