"""CSV files: the columns that users count on, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from mtqa.model import Assessment
from mtqa.report.csv import write_csv

COLUMNS = {
    "documents.csv": "doc,words,segments,fluency,mt_likelihood,mt_likelihood_low,"
    "mt_likelihood_high,translated,risk,verdict,editor,findings,critical,major,minor,skipped",
    "segments.csv": "doc,segment,start,end,text,fluency",
    "findings.csv": "doc,segment,start,end,quote,rule,name,severity,confidence,mqm,"
    "message,evidence,suggestion,engine,state,reason,fingerprint",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns(tmp_path: Path, name: str) -> None:
    write_csv(tmp_path, [], reference=False)
    assert (tmp_path / name).read_text() == COLUMNS[name] + "\n"


def test_not_measured_is_empty(tmp_path: Path, assess: Callable[[str], Assessment]) -> None:
    write_csv(tmp_path, [assess("A short text.")], reference=False)
    row = pd.read_csv(tmp_path / "documents.csv").iloc[0]
    assert pd.isna(row.fluency)
    assert row.verdict == "cannot-judge"
    assert "fluency: needs" in row.skipped
    assert "verdict: fewer than 40 words" in row.skipped


@pytest.mark.parametrize("line", ["=1+1", "+1", "-1 is cold", "@SUM(A1)", "\t=1"])
def test_no_cell_runs_as_a_formula(
    tmp_path: Path, assess: Callable[[str], Assessment], line: str
) -> None:
    write_csv(tmp_path, [assess(f"Words come first.\n{line} then more words.")], reference=False)
    with (tmp_path / "segments.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert any(line.strip()[:3] in cell for cell in cells)


def test_text_survives_the_round_trip(tmp_path: Path, assess: Callable[[str], Assessment]) -> None:
    assessment = assess('He said "yes, no", and 👍🏽 left.\nשלום, world; "x"\n')
    write_csv(tmp_path, [assessment], reference=False)
    table = pd.read_csv(tmp_path / "segments.csv")
    assert list(table.text) == [segment.text for segment in assessment.segments]
