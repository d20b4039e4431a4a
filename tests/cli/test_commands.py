"""The other commands, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import mtqa
from mtqa.cli.app import app
from mtqa.detect.catalog import rules
from mtqa.errors import UsageError

runner = CliRunner(env={"COLUMNS": "80", "TERM": "dumb"})


def test_version() -> None:
    assert runner.invoke(app, ["--version"]).output == f"mtqa {mtqa.__version__}\n"


def test_help_names_every_command() -> None:
    output = runner.invoke(app, ["--help"]).output
    assert all(name in output for name in ("score", "report", "rules", "explain", "doctor"))


def test_every_rule_is_listed_within_80_columns() -> None:
    lines = runner.invoke(app, ["rules"]).output.splitlines()
    assert all(any(line.startswith(rule.id) for line in lines) for rule in rules())
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("wanted", ["STR01", "str01", "stray-punctuation", "STR01:ANY_CHECK"])
def test_a_rule_is_explained_by_id_and_by_name(wanted: str) -> None:
    output = runner.invoke(app, ["explain", wanted]).output
    assert output.startswith("STR01 stray-punctuation")
    assert "Known false alarms" in output
    assert "[issue. .]" in output


def test_an_unknown_rule_gets_a_hint() -> None:
    result = runner.invoke(app, ["explain", "stray-punctuatoin"])
    assert isinstance(result.exception, UsageError)
    assert "did you mean stray-punctuation?" in str(result.exception)


def test_reports_are_made_again_from_the_run(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Mr. 58 Smith had ignored the issue. .\n")
    first, again = tmp_path / "first", tmp_path / "again"
    assert runner.invoke(app, ["score", str(article), "--out", str(first), "--fast"]).exit_code == 0
    again.mkdir()
    assert (
        runner.invoke(app, ["report", str(first / "run.json"), "--out", str(again)]).exit_code == 0
    )
    names = ["documents.csv", "findings.csv", "report.html", "segments.csv"]
    assert sorted(path.name for path in again.iterdir()) == names
    for name in names:
        assert (again / name).read_bytes() == (first / name).read_bytes()


def test_quiet_prints_nothing(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Some words.\n")
    result = runner.invoke(app, ["score", str(article), "--out", str(tmp_path), "--fast", "-q"])
    assert (result.exit_code, result.output) == (0, "")


def test_the_run_carries_its_settings_and_signature(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Some words.\n")
    runner.invoke(app, ["score", str(article), "--out", str(tmp_path), "--fast"])
    run = json.loads((tmp_path / "run.json").read_text())
    assert run["info"]["settings"]["languagetool"] is False
    assert run["info"]["signature"].startswith(f"mtqa:{mtqa.__version__}|rules:")
    assert run["documents"][0]["risk"]["signature"].endswith("|risk:findings|calibrated:yes")
