"""Rules on the human texts of the evaluation sets: what they report may only become less."""

from __future__ import annotations

from pathlib import Path

import pytest

import benchmarks.ceilings
from benchmarks.ceilings import ceilings, counted, excess, write
from benchmarks.corpora import DATA, HUMAN
from mtqa.detect.catalog import rules


@pytest.mark.data
def test_no_rule_reports_more_on_human_text_than_it_did() -> None:
    if not DATA.exists():
        pytest.skip(f"needs the evaluation sets, which are not at {DATA} (set MTQA_DATA)")
    assert excess(counted()) == []


def test_every_rule_has_its_ceiling() -> None:
    assert {rule.id for rule in rules()} <= set(ceilings())


def test_a_ceiling_is_only_lowered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmarks.ceilings, "FILE", tmp_path / "ceilings.tsv")
    first = {"NAM01": dict.fromkeys(HUMAN, 2)}
    write(first, new=True)
    assert excess({"NAM01": dict.fromkeys(HUMAN, 3)})[0] == "NAM01 on wmt21: 3 findings, 2 allowed"
    write({"NAM01": dict.fromkeys(HUMAN, 3)}, new=False)
    assert ceilings() == first
    write({"NAM01": dict.fromkeys(HUMAN, 1), "NAM99": dict.fromkeys(HUMAN, 1)}, new=False)
    assert ceilings() == {"NAM01": dict.fromkeys(HUMAN, 1)}
