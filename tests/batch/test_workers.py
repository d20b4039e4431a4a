"""Many documents on several processes: in order, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from mtqa.batch.engines import Shared
from mtqa.batch.workers import Workers, assess_one
from mtqa.config import Settings
from mtqa.model import Assessment, Problem
from mtqa.read.discover import Source

SETTINGS = Settings(languagetool=False, model=False)


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"Document {number} had one issue. .\n")
    (tmp_path / "05.txt").write_bytes(b"\x00\x01\x02")
    return [Source(path, path.name) for path in sorted(tmp_path.iterdir())]


def names(results: list[Assessment | Problem]) -> list[str]:
    return [r.name if isinstance(r, Problem) else r.document.name for r in results]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_and_one_broken_file_ends_nothing(
    sources: list[Source], jobs: int
) -> None:
    with closing(Workers(jobs)) as workers:
        results = list(workers.assess(sources, Shared(), SETTINGS))
    assert names(results) == [source.name for source in sources]
    assert [type(result) for result in results].count(Problem) == 1
    assert isinstance(results[5], Problem)


def test_the_number_of_processes_changes_nothing(sources: list[Source]) -> None:
    with closing(Workers(1)) as alone, closing(Workers(2)) as two:
        assert list(alone.assess(sources, Shared(), SETTINGS)) == list(
            two.assess(sources, Shared(), SETTINGS)
        )


def test_a_lost_worker_loses_no_document(sources: list[Source]) -> None:
    def and_kill_one() -> Iterator[Source]:
        for number, source in enumerate(sources):
            if number == 4:
                workers = [
                    child
                    for child in psutil.Process().children(recursive=True)
                    if child.status() != psutil.STATUS_ZOMBIE
                    and "spawn_main" in " ".join(child.cmdline())
                ]
                workers[0].kill()
            yield source

    with closing(Workers(2)) as pool:
        results = list(pool.assess(and_kill_one(), Shared(), SETTINGS))
    assert names(results) == [source.name for source in sources]
    assert [type(result) for result in results].count(Problem) == 1


def test_a_fault_of_our_own_is_told_apart(
    sources: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("mtqa.batch.workers.assess_source", broken)
    result = assess_one(sources[0], Shared(), SETTINGS)
    assert isinstance(result, Problem)
    assert result.internal
    assert "ZeroDivisionError" in result.message


def test_an_engine_that_failed_is_said_in_every_document(sources: list[Source]) -> None:
    shared = Shared(failed="no Java")
    result = assess_one(sources[0], shared, Settings())
    assert isinstance(result, Assessment)
    assert "grammar: no Java" in result.skipped
    assert result.incomplete
    assert result.fluency.value is None
