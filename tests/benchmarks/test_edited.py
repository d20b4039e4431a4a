"""Edits lie inside what is read of an article, and no article is in both parts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.corpora import DATA
from benchmarks.edited import HERE, edited
from benchmarks.kinds import PARTS

LONGEST_COPY = 24


def rows(part: str) -> list[dict[str, Any]]:
    lines = (HERE / f"edits-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("part", PARTS)
def test_what_is_replaced_lies_in_the_stretch_that_is_read(part: str) -> None:
    for row in rows(part):
        (first, last), (start, end) = row["cut"], row["replaced"]
        assert 0 <= first <= start <= end <= last


def test_no_article_is_in_both_parts() -> None:
    build, judge = ({(row["corpus"], row["doc"]) for row in rows(part)} for part in PARTS)
    assert not build & judge


@pytest.mark.data
@pytest.mark.parametrize("part", PARTS)
def test_the_articles_take_the_edits(part: str) -> None:
    if not DATA.exists():
        pytest.skip("the evaluation sets are not here")
    every = list(edited(part))
    assert len(every) == len(rows(part))
    for one in every:
        assert 0 <= one.start <= one.end <= len(one.text)
