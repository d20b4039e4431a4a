"""Nothing that was decided is lost: not by a crash, two tabs, or two editors' files merged."""

from __future__ import annotations

import json
import multiprocessing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mtqa.model import Verdict
from mtqa.review.decisions import Decisions
from mtqa.review.events import Act, Event
from mtqa.review.log import Log, append, merge, parse, read
from tests.report.samples import found
from tests.review.events import NOON, decision, verdict

TEXT = "He met Mr. 58 Freericks on Monday."
FINDING = found(TEXT, "58")
DISMISSED = decision(TEXT, FINDING)
ACCEPTED = decision(TEXT, FINDING, Act.ACCEPT, minute=1)

EVENTS = st.builds(
    lambda minute, act, by, doc: decision(TEXT, FINDING, act, minute=minute, by=by, doc=doc),
    st.integers(0, 3),
    st.sampled_from([Act.ACCEPT, Act.DISMISS, Act.OPEN]),
    st.sampled_from(["ann", "bob"]),
    st.sampled_from(["a.txt", "b.txt"]),
)
FILES = st.lists(
    st.one_of(EVENTS.map(Event.line), st.text(st.characters(exclude_characters="\n"), max_size=9)),
    max_size=6,
).map(lambda lines: parse("\n".join(lines)))


def test_a_line_says_everything_and_can_be_read_by_people() -> None:
    line = json.loads(DISMISSED.line())
    assert line["v"] == 1
    assert list(line)[:7] == ["v", "t", "by", "doc", "sha", "act", "fp"]
    assert line["t"] == "2026-03-01T12:00:00Z"
    assert line["quote"] == "58"
    assert Event.model_validate(line) == DISMISSED


def test_a_decision_without_a_finding_and_a_strange_verdict_are_refused() -> None:
    with pytest.raises(ValidationError):
        Event(t=NOON, doc="a", sha="b", act=Act.DISMISS)
    with pytest.raises(ValidationError):
        verdict(TEXT, Verdict.CANNOT_JUDGE)


def test_what_is_appended_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "d.jsonl"
    append(path, [DISMISSED.line()])
    append(path, [ACCEPTED.line()])
    assert read(path).events == (DISMISSED, ACCEPTED)
    assert read(tmp_path / "none.jsonl").events == ()


@pytest.mark.parametrize("kept", [1, 40, -1])
def test_a_crash_costs_only_the_torn_line(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "d.jsonl"
    append(path, [DISMISSED.line()])
    with path.open("a") as file:
        file.write(ACCEPTED.line()[:kept])
    assert read(path).events == (DISMISSED,)
    assert read(path).unreadable == 1
    append(path, [ACCEPTED.line()])
    assert read(path).events == (DISMISSED, ACCEPTED)


def _append_many(path: Path, by: str) -> None:
    for minute in range(60):
        append(path, [decision(TEXT, FINDING, minute=minute, by=by, note="x" * 3000).line()])


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_append_many, args=(path, by)) for by in ("ann", "bob")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    log = read(path)
    assert (len(log.events), log.unreadable) == (120, 0)


@given(FILES, FILES, FILES)
def test_merging_loses_nothing_and_knows_no_order(a: Log, b: Log, c: Log) -> None:
    assert merge([a, b]) == merge([b, a])
    assert merge([merge([a, b]), c]) == merge([a, merge([b, c])])
    assert merge([a, a]) == a
    assert {line.text for line in merge([a, b]).lines} == {
        line.text for log in (a, b) for line in log.lines
    }


@given(st.lists(EVENTS, max_size=8), st.randoms())
def test_the_order_of_lines_does_not_matter(events: list[Event], random: Random) -> None:
    lines = [event.line() for event in events]
    shuffled = random.sample(lines, len(lines))
    one, other = (Decisions(parse("\n".join(each)).events) for each in (lines, shuffled))
    assert one.latest == other.latest


def test_the_later_of_two_editors_wins_and_both_stay() -> None:
    ann = parse(DISMISSED.line())
    bob = parse(decision(TEXT, FINDING, Act.ACCEPT, minute=1, by="bob").line())
    both = merge([bob, ann])
    assert len(both.events) == 2
    (latest,) = Decisions(both.events).latest
    assert (latest.by, latest.act) == ("bob", Act.ACCEPT)


def test_lines_of_a_later_version_are_kept_as_they_are() -> None:
    later = '{"v":2,"act":"sing"}'
    assert later in [line.text for line in merge([parse(later), parse(DISMISSED.line())]).lines]


def test_times_are_compared_whatever_their_zone() -> None:
    east = DISMISSED.model_copy(update={"t": NOON.astimezone() + timedelta(seconds=1)})
    log = parse(f"{east.line()}\n{DISMISSED.line()}")
    assert log.events[-1].t == NOON + timedelta(seconds=1)
