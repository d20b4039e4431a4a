"""Decisions at the next run: what stays out, what comes back to be looked at again."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqa.config import Settings
from mtqa.model import Finding, ReviewState, Verdict
from mtqa.pipeline import Engines, assess_document
from mtqa.read import document as read_document
from mtqa.review import fingerprint
from mtqa.review.apply import Reviewed, reviewed
from mtqa.review.decisions import Decisions
from mtqa.review.events import Act, Event, Reason, Scope
from mtqa.review.log import append
from tests.report.samples import found
from tests.review.events import decision, document, verdict

TEXT = "The minister met Mr. 58 Freericks on Monday.\nHe said that the issue. . was over by then."
AGE = found(TEXT, "58", rule="NAM02")
STOP = found(TEXT, "issue. .")


def after(
    events: list[Event], text: str = TEXT, *findings: Finding, name: str = "a.txt"
) -> Reviewed:
    return reviewed(document(text, name), findings or (AGE, STOP), Decisions(events))


def states(known: Reviewed) -> list[ReviewState]:
    return [finding.state for finding in known.findings]


def test_without_decisions_all_is_open() -> None:
    assert states(after([])) == [ReviewState.OPEN] * 2


def test_a_dismissed_finding_stays_out_and_says_why() -> None:
    known = after([decision(TEXT, AGE, reason=Reason.NAME)])
    assert [finding.quote for finding in known.findings] == ["issue. ."]
    assert [(f.quote, f.reason) for f in known.dismissed] == [("58", "name")]


def test_an_accepted_one_says_so() -> None:
    known = after([decision(TEXT, AGE, Act.ACCEPT)])
    assert states(known) == [ReviewState.ACCEPTED, ReviewState.OPEN]


def test_a_decision_taken_back_is_none() -> None:
    events = [decision(TEXT, AGE), decision(TEXT, AGE, Act.OPEN, minute=1)]
    assert states(after(events)) == [ReviewState.OPEN] * 2


def test_an_edit_elsewhere_does_not_matter() -> None:
    edited = TEXT.replace("He said that", "Then, on the stairs, he said that")
    known = after([decision(TEXT, AGE)], edited, found(edited, "58", rule="NAM02"))
    assert known.findings == ()


@pytest.mark.parametrize(
    ("edited", "quote"),
    [
        (TEXT.replace("met Mr.", "saw Mr."), "58"),
        (TEXT.replace("on Monday", "late on Sunday"), "58"),
        (TEXT, "Mr. 58 Freericks"),
        (f"Yesterday 58 men came. {TEXT.replace('Mr. 58', 'Mr.')}", "58"),
    ],
    ids=["before", "behind", "longer span", "moved"],
)
def test_an_edit_close_by_brings_it_back_as_stale(edited: str, quote: str) -> None:
    finding = found(edited, quote, rule="NAM02")
    known = after([decision(TEXT, AGE, reason=Reason.NAME)], edited, finding)
    if quote == "Mr. 58 Freericks":  # a span that differs this much is another finding
        assert states(known) in ([ReviewState.STALE], [ReviewState.OPEN])
        return
    assert states(known) == [ReviewState.STALE]
    assert known.findings[0].reason == "was dismissed: name"


def test_a_stale_decision_marks_only_one_finding_of_the_same_rule() -> None:
    edited = "Some 58 men met Mr. 58 Freericks on Tuesday. ."
    first = found(edited, "58", rule="NAM02")
    at = edited.rindex("58")
    second = first.model_copy(update={"start": at, "end": at + 2})
    known = after([decision(TEXT, AGE)], edited, first, second, found(edited, "Tuesday. ."))
    assert states(known) == [ReviewState.OPEN, ReviewState.STALE, ReviewState.OPEN]


def test_the_same_words_in_one_document_and_everywhere() -> None:
    other = "Elsewhere Mr. 58 Smith spoke."
    finding = found(other, "58", rule="NAM02")
    here = [decision(TEXT, AGE, scope=Scope.DOC)]
    everywhere = [decision(TEXT, AGE, scope=Scope.EVERYWHERE)]
    assert after(here, other, finding).findings == ()
    assert len(after(here, other, finding, name="b.txt").findings) == 1
    assert after(everywhere, other, finding, name="b.txt").findings == ()
    taken_back = decision(TEXT, AGE, Act.OPEN, scope=Scope.EVERYWHERE, minute=1)
    assert len(after([*everywhere, taken_back], other, finding, name="b.txt").findings) == 1


def test_everywhere_never_turns_off_a_rule() -> None:
    other = "Elsewhere Mr. 61 Smith spoke."
    known = after(
        [decision(TEXT, AGE, scope=Scope.EVERYWHERE)], other, found(other, "61", rule="NAM02")
    )
    assert states(known) == [ReviewState.OPEN]


def test_a_file_that_was_only_moved_keeps_its_decisions() -> None:
    known = after([decision(TEXT, AGE), verdict(TEXT, Verdict.FIX)], name="moved/a.txt")
    assert len(known.findings) == 1
    assert known.editor is not None
    assert not known.editor.expired


@pytest.mark.parametrize("name", ["a.txt", "news/a.txt", "content/news/a.txt"])
def test_a_document_is_the_same_from_another_folder(name: str) -> None:
    edited = f"{TEXT} And more."
    events = [decision(TEXT, AGE, doc="news/a.txt"), decision(TEXT, STOP, doc="news/ba.txt")]
    known = after(events, edited, found(edited, "58", rule="NAM02"), name=name)
    assert known.findings == ()


def test_two_documents_of_one_name_are_not_mixed_up() -> None:
    edited = f"{TEXT} And more."
    events = [decision(TEXT, AGE, doc=f"{folder}/a.txt") for folder in ("x", "y")]
    assert len(after(events, edited, found(edited, "58", rule="NAM02")).findings) == 1


def test_a_renamed_rule_keeps_its_decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    events = [decision(TEXT, AGE)]
    monkeypatch.setattr(fingerprint, "_renamed", lambda: {"NAM77": "NAM02"})
    renamed = AGE.model_copy(update={"rule": "NAM77", "name": "age-in-name"})
    assert after(events, TEXT, renamed).findings == ()


def test_a_verdict_expires_when_the_text_changes() -> None:
    events = [verdict(TEXT, Verdict.PUBLISH)]
    now, later = after(events).editor, after(events, f"{TEXT} More.").editor
    assert now is not None and not now.expired
    assert later is not None and later.expired
    taken_back = verdict(TEXT, None, minute=1)
    assert after([*events, taken_back]).editor is None


def test_scores_are_counted_without_what_was_dismissed(tmp_path: Path) -> None:
    text = "The minister met Mr. 58 Freericks and ignored the issue. .\n" + "He went home. " * 15
    read = read_document(text, "a.txt")
    settings = Settings(languagetool=False, model=False)
    before = assess_document(read, Engines(), settings)
    assert before.findings
    path = tmp_path / "d.jsonl"
    append(path, [decision(text, finding).line() for finding in before.findings])
    known = assess_document(read, Engines(), settings.model_copy(update={"decisions": path}))
    assert (known.findings, known.dismissed[0].quote) == ((), before.findings[0].quote)
    assert known.risk.value is not None
    assert known.risk.value < (before.risk.value or 0)
    assert f"|dismissed:{len(before.findings)}|" in known.risk.signature
