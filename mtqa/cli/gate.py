"""The gate of a run: which documents do not pass, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from mtqa.cli.console import say
from mtqa.config import GateSettings, Settings
from mtqa.errors import UsageError
from mtqa.model import Assessment
from mtqa.review.gate import failures

DEFAULT = "publish"
_MOST = 20  # documents that are named on the terminal


def conditions(settings: Settings, name: str) -> GateSettings:
    """Return the conditions of the gate ``name``.

    Raises:
        UsageError: the configuration has no such gate.
    """
    if name in settings.gate:
        return settings.gate[name]
    if name == DEFAULT:
        return GateSettings()
    near = get_close_matches(name, [DEFAULT, *settings.gate], n=1, cutoff=0.4)
    remedy = f"did you mean {near[0]}?" if near else f"write its conditions under [gate.{name}]"
    raise UsageError(f"no gate is called {name}", remedy=remedy)


@dataclass
class Gate:
    """What a gate says of the documents that go by.

    Attributes:
        failed: names of the documents that do not pass, each with what is missing.
    """

    name: str
    conditions: GateSettings
    count: int = 0
    failed: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def add(self, assessment: Assessment) -> None:
        """Judge one document."""
        self.count += 1
        why = failures(assessment, self.conditions)
        if why:
            self.failed.append((assessment.document.name, why))

    def tell(self) -> None:
        """Print which documents do not pass."""
        if not self.failed:
            say(f"gate {self.name}: passed ({self.count})")
            return
        say(f"gate {self.name}: {len(self.failed)} of {self.count} do not pass", error=True)
        for name, why in self.failed[:_MOST]:
            say(f"  {name}: {'; '.join(why)}", error=True)
        if len(self.failed) > _MOST:
            say(f"  and {len(self.failed) - _MOST} more: see the report", error=True)
