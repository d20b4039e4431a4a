"""``mtqa report``: the outputs of a run, made from its ``run.json``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from mtqa.cli.console import say
from mtqa.cli.formats import Format
from mtqa.cli.gate import conditions
from mtqa.cli.pages import described
from mtqa.detect.rule import Rule
from mtqa.pipeline import chosen
from mtqa.report.author import write_author
from mtqa.report.csv import write_csv
from mtqa.report.files import atomic_write
from mtqa.report.github import write_github
from mtqa.report.html import ReportHeader, ReportSettings, RulePage, write_html
from mtqa.report.junit import write_junit
from mtqa.report.mqm import write_mqm
from mtqa.report.payload import ReviewInfo
from mtqa.report.run_file import RunFile, RunInfo
from mtqa.report.sarif import SarifInfo, write_sarif
from mtqa.review.decisions import decisions_in
from mtqa.review.stats import RuleStats, stats

PAGE = "report.html"


def write_reports(run: RunFile, out: Path) -> None:
    """Write the CSV and HTML files of a run into ``out``.

    Raises:
        InputError: the run cannot be read.
        OutputError: a file cannot be written.
    """
    write_tables(run, out)
    write_page(run, out / PAGE)


def write_tables(run: RunFile, out: Path) -> None:
    """Write the CSV files of a run into ``out``.

    Raises:
        InputError: the run cannot be read.
        OutputError: a file cannot be written.
    """
    settings = run.info().settings
    reference = settings.reference is not None
    write_csv(out, run.documents(), reference=reference, dismissed=settings.show_dismissed)


def write_page(
    run: RunFile,
    path: Path,
    decisions: Path | None = None,
    change: Callable[[ReviewInfo], ReviewInfo] = lambda info: info,
) -> None:
    """Write the page of a run to ``path``.

    Args:
        run: the run.
        path: where the page goes.
        decisions: the decisions file, else the one that the run used.
        change: what is different about this page's review.

    Raises:
        InputError: the run or the decisions cannot be read.
        OutputError: a file cannot be written.
    """
    info = run.info()
    known = decisions_in(decisions or info.settings.decisions)
    review = change(
        ReviewInfo(
            events=known.latest,
            gate=(info.gate, conditions(info.settings, info.gate)),
            show_dismissed=info.settings.show_dismissed,
        )
    )
    write_html(
        path,
        run.documents(),
        info.problems,
        _header(info),
        _pages(chosen(info.settings.rules), stats(known.latest)),
        ReportSettings(review=review),
    )


def _header(info: RunInfo) -> ReportHeader:
    scores = info.corpus.scores if info.corpus else None
    named = (("BLEU", scores.bleu), ("chrF", scores.chrf), ("TER", scores.ter)) if scores else ()
    return ReportHeader(
        version=info.version,
        signature=info.signature,
        created=f"{datetime.fromisoformat(info.created):%d %B %Y, %H:%M} UTC".lstrip("0"),
        notes=info.notes,
        corpus=tuple((name, f"{score.value} ({score.signature})") for name, score in named),
    )


def _pages(used: Sequence[Rule], decided: Mapping[str, RuleStats]) -> dict[str, RulePage]:
    return {
        rule.id: RulePage(
            id=rule.id,
            name=rule.name,
            what=rule.section("What it finds"),
            why=rule.section("Why it points to machine translation"),
            false_alarms=rule.section("Known false alarms"),
            measured=described(rule.measured) if rule.measured else "",
            reviewed=decided[rule.id].sentence() if rule.id in decided else "",
        )
        for rule in used
    }


def _sarif(run: RunFile, file: TextIO, prefix: str) -> None:
    info = run.info()
    facts = SarifInfo(
        version=info.version,
        signature=info.signature,
        prefix=prefix,
        pages=_pages(chosen(info.settings.rules), {}),
        problems=tuple(map(str, info.problems)),
    )
    write_sarif(file, run.documents(), facts)


def _junit(run: RunFile, file: TextIO, _prefix: str) -> None:
    info = run.info()
    gate = (info.gate, conditions(info.settings, info.gate))
    write_junit(file, run.documents(), info.problems, gate)


def _author(run: RunFile, file: TextIO, _prefix: str) -> None:
    write_author(file, run.documents(), _header(run.info()).created)


_FILES: Mapping[Format, tuple[str, Callable[[RunFile, TextIO, str], None]]] = {
    Format.SARIF: ("findings.sarif", _sarif),
    Format.JUNIT: ("junit.xml", _junit),
    Format.MQM: ("mqm.tsv", lambda run, file, _: write_mqm(file, run.documents())),
    Format.AUTHOR: ("author.html", _author),
}


def report(
    run: Path, out: Path, formats: Sequence[Format] = (), prefix: str = "", *, quiet: bool
) -> None:
    """Write the reports of an earlier run again.

    Args:
        run: its ``run.json``.
        out: the folder to write to; annotations for GitHub go to the standard output.
        formats: what to write, else CSV and HTML.
        prefix: the folder in which the documents lie, where a format names files.
        quiet: do not say what was written.

    Raises:
        InputError: ``run`` is no run of mtqa.
        OutputError: a file cannot be written.
    """
    source = RunFile(run)
    written = []
    for each in dict.fromkeys(formats or (Format.CSV, Format.HTML)):
        if each is Format.GITHUB:
            write_github(sys.stdout, source.documents(), prefix)
        elif each is Format.CSV:
            write_tables(source, out)
        elif each is Format.HTML:
            write_page(source, out / PAGE)
            written.append(PAGE)
        else:
            name, write = _FILES[each]
            with atomic_write(out / name) as file:
                write(source, file, prefix)
            written.append(name)
    if not quiet and written:
        say("  ".join(str(out / name) for name in written))
