"""The passages written for the benchmark say where they are wrong, and none is in both parts."""

from __future__ import annotations

import json

import pytest

from benchmarks.written import CLEAN, HERE


def rows(part: str) -> list[dict[str, object]]:
    lines = (HERE / f"written-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("part", ["build", "judge"])
def test_what_is_wrong_stands_in_the_text(part: str) -> None:
    for row in rows(part):
        quotes = row["bad"]
        assert isinstance(quotes, list)
        assert bool(quotes) == (row["kind"] != CLEAN)
        assert all(quote in str(row["text"]) for quote in quotes)


def test_no_passage_is_in_both_parts() -> None:
    build, judge = ({row["text"] for row in rows(part)} for part in ("build", "judge"))
    assert not build & judge
