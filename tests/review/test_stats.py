"""What decisions say of the rules."""

from __future__ import annotations

from mtqa.review.events import Act, Event, Reason
from mtqa.review.stats import proposals, stats
from tests.report.samples import found
from tests.review.events import decision

TEXT = "He met Mr. 58 Freericks on Monday."


def decided(
    act: Act, count: int, confidence: float, doc: str = "a", rule: str = "NAM02"
) -> list[Event]:
    finding = found(TEXT, "58", rule=rule, confidence=confidence)
    return [
        decision(TEXT, finding, act, doc=f"{doc}{number}", reason=Reason.NAME)
        for number in range(count)
    ]


def test_rates_count_the_latest_decision_of_each_finding() -> None:
    events = [
        *decided(Act.DISMISS, 3, 0.7),
        *decided(Act.ACCEPT, 1, 0.7),  # overtakes the first
        *decided(Act.ACCEPT, 1, 0.7, doc="b", rule="GRA01:CHECK"),
    ]
    found = stats(events)
    assert (found["NAM02"].accepted, found["NAM02"].dismissed) == (1, 2)
    assert found["NAM02"].reasons == {Reason.NAME: 2}
    assert found["GRA01"].accepted == 1


def test_a_share_is_told_from_five_decisions_on() -> None:
    few, enough = decided(Act.DISMISS, 4, 0.7), decided(Act.DISMISS, 5, 0.7)
    assert stats(few)["NAM02"].sentence() == ""
    assert "dismissed 5 of 5" in stats(enough)["NAM02"].sentence()


def test_a_threshold_is_proposed_where_surer_findings_are_accepted() -> None:
    events = [*decided(Act.DISMISS, 40, 0.65), *decided(Act.ACCEPT, 15, 0.9, doc="b")]
    (proposal,) = proposals(events)
    assert (proposal.rule, proposal.min_confidence) == ("NAM02", 0.7)


def test_a_rule_that_is_always_dismissed_is_to_be_switched_off() -> None:
    (proposal,) = proposals(decided(Act.DISMISS, 20, 0.9))
    assert proposal.min_confidence is None


def test_few_decisions_propose_nothing() -> None:
    assert proposals(decided(Act.DISMISS, 5, 0.9)) == []
    assert proposals([*decided(Act.DISMISS, 12, 0.9), *decided(Act.ACCEPT, 10, 0.9, doc="b")]) == []
