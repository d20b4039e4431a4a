"""What decisions say of the rules: how often each is dismissed, and what to set because of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mtqa.review.decisions import Decisions
from mtqa.review.events import Act, Event, Reason
from mtqa.share import interval

LEAST = 10  # decisions under which nothing is proposed
_LEAST_SAID = 5  # under which a share says nothing
_STEPS = tuple(step / 20 for step in range(12, 20))


@dataclass(frozen=True)
class RuleStats:
    """The decisions about one rule.

    Attributes:
        rule: its id, without an engine's check.
        reasons: how many were dismissed for which reason.
    """

    rule: str
    accepted: int = 0
    dismissed: int = 0
    reasons: Counter[Reason] = field(default_factory=Counter)

    @property
    def decided(self) -> int:
        """Return the number of decisions."""
        return self.accepted + self.dismissed

    @property
    def rate(self) -> float:
        """Return the share of findings that were dismissed, 0–1."""
        return self.dismissed / self.decided if self.decided else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the share that was dismissed."""
        return interval(self.dismissed, self.decided)

    def sentence(self) -> str:
        """Return the figures as a sentence; empty where too little was decided to say anything."""
        if self.decided < _LEAST_SAID:
            return ""
        low, high = self.interval
        return (
            f"Editors dismissed {self.dismissed} of {self.decided} findings of this rule "
            f"({self.rate:.0%}, 95% interval {low:.0%} to {high:.0%})."
        )


@dataclass(frozen=True)
class Proposal:
    """A setting that the decisions speak for.

    Attributes:
        min_confidence: findings under it are to be left out; ``None`` to switch the rule off.
        why: the figures behind it, as a sentence.
    """

    rule: str
    min_confidence: float | None
    why: str


def _by_rule(events: Iterable[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in Decisions(events).latest:
        if event.act in (Act.ACCEPT, Act.DISMISS):
            found[event.rule.partition(":")[0]].append(event)
    return found


def stats(events: Iterable[Event]) -> dict[str, RuleStats]:
    """Return the figures of each rule that was decided about, by its id.

    Decisions that were taken back or overtaken do not count.
    """
    return {rule: _stats(rule, known) for rule, known in sorted(_by_rule(events).items())}


def _stats(rule: str, events: Sequence[Event]) -> RuleStats:
    dismissed = [event for event in events if event.act is Act.DISMISS]
    reasons = Counter(event.reason or Reason.OTHER for event in dismissed)
    return RuleStats(rule, len(events) - len(dismissed), len(dismissed), reasons)


def proposals(events: Iterable[Event]) -> list[Proposal]:
    """Return the settings that the decisions speak for, where they speak clearly.

    A rule is named when, by the 95 % interval, more than half of its findings are dismissed.
    The proposed confidence is the lowest from which on the interval no longer says so and at
    least half were accepted; where there is none, the rule is to be switched off.
    """
    return [
        proposal
        for rule, known in sorted(_by_rule(events).items())
        if (proposal := _proposal(rule, known)) is not None
    ]


def _proposal(rule: str, events: Sequence[Event]) -> Proposal | None:
    whole = _stats(rule, events)
    if whole.decided < LEAST or whole.interval[0] <= 0.5:
        return None
    for step in _STEPS:
        sure = _stats(
            rule, [e for e in events if e.confidence is not None and e.confidence >= step]
        )
        if sure.decided >= LEAST and sure.rate <= 0.5:
            why = f"{whole.sentence()} From {step:.2f} on: {sure.dismissed} of {sure.decided}."
            return Proposal(rule, step, why)
    return Proposal(rule, None, whole.sentence())
