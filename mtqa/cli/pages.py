"""``mtqa rules`` and ``mtqa explain``."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from mtqa.cli.console import OUTPUT, say
from mtqa.config import RuleSettings
from mtqa.detect.catalog import find_rule, rules
from mtqa.detect.rule import ENGINES, Case, Measured, Rule
from mtqa.errors import UsageError
from mtqa.pipeline import chosen
from mtqa.review.decisions import decisions_in
from mtqa.review.stats import RuleStats, stats

_EXAMPLES = 3
_MEASURED = ("news", "human", "machine", "precision")


def list_rules(settings: RuleSettings, decisions: Path | None = None) -> None:
    """Print all rules as a table, which are switched off, and how often editors dismissed them.

    Raises:
        UsageError: the settings name a rule or a pack that does not exist.
    """
    used = {rule.id: rule for rule in chosen(settings)}
    decided = stats(decisions_in(decisions).latest)
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "name", "severity"):
        table.add_column(heading)
    # 80 columns have no room for all of them
    measured = ("news", "machine", "dismissed") if decided else _MEASURED
    for heading in measured:
        table.add_column(heading, justify="right")
    for rule in ({rule.id: rule for rule in rules()} | used).values():
        state = rule.severity if rule.id in used else "off"
        values = dict(zip(_MEASURED, _rates(rule), strict=True))
        values["dismissed"] = _share(decided.get(rule.id))
        table.add_row(rule.id, rule.name, state, *(values[heading] for heading in measured))
    OUTPUT.print(table)
    say("\nThe figures are findings per 1,000 words of news written in English, of all")
    say("human texts and of machine translations that no rule was built on;")
    if decided:
        say("dismissed is the share of findings that your editors dismissed, with its 95%")
        say("interval.")
    else:
        say("precision is the share of findings that readers call right, of so many that they")
        say("looked at.")
    for engine, name in ENGINES.items():
        if silent := [rule.id for rule in rules() if rule.needs == engine]:
            say(f"Without {name} nothing is found by {', '.join(silent)}.")
    say("mtqa explain ID shows what a rule finds and why.")


def _share(one: RuleStats | None) -> str:
    if one is None:
        return ""
    low, high = one.interval
    return f"{one.rate:.0%} ({100 * low:.0f}–{100 * high:.0f})"


def _rates(rule: Rule) -> tuple[str, ...]:
    if rule.measured is None:
        return ("", "", "", "")
    rates = (rule.measured.news, rule.measured.human, rule.measured.machine)
    right = rule.measured.precision
    shown = f"{right[0]:.2f} of {rule.measured.labelled}" if right else ""
    return (*(f"{rate:.3f}" for rate in rates), shown)


def explain(wanted: str) -> None:
    """Print the page of a rule with its first examples.

    Raises:
        UsageError: there is no such rule.
    """
    rule = find_rule(wanted)
    if rule is None:
        known = [key for rule in rules() for key in (rule.id, rule.name)]
        near = get_close_matches(wanted, known, n=1, cutoff=0.5)
        remedy = f"did you mean {near[0]}?" if near else "mtqa rules lists them all"
        raise UsageError(f"no rule is called {wanted}", remedy=remedy)
    OUTPUT.print(Text(f"{rule.id} {rule.name}", style="bold"), soft_wrap=True)
    needs = f" · needs {ENGINES[rule.needs]}" if rule.needs else ""
    OUTPUT.print(f"{rule.severity} · {rule.mqm} · family {rule.family}{needs}")
    if rule.measured is not None:
        OUTPUT.print(Text(described(rule.measured)), soft_wrap=False)
    say("")
    OUTPUT.print(Markdown(rule.page), soft_wrap=False)
    _examples(rule, "bad", "Found, for example")
    _examples(rule, "good", "Left alone, for example")


def described(measured: Measured) -> str:
    """Return how often a rule reports something and is right, in sentences."""
    rates = (
        f"Findings per 1,000 words: {measured.news:.3f} in news written in English, "
        f"{measured.human:.3f} in all human texts, {measured.machine:.3f} in machine translations."
    )
    if measured.precision is None:
        return f"{rates} Nobody has checked its findings on held-back texts yet."
    share, low, high = measured.precision
    return (
        f"{rates} Right on held-back texts: {measured.right} of {measured.labelled} findings, "
        f"{share:.2f} ({low:.2f}–{high:.2f})."
    )


def _examples(rule: Rule, kind: str, title: str) -> None:
    OUTPUT.print(Text(f"\n{title}", style="bold"))
    for case in [case for case in rule.cases if case.kind == kind][:_EXAMPLES]:
        OUTPUT.print(Text("  ") + _marked(case), soft_wrap=False)


def _marked(case: Case) -> Text:
    """Return the example with its spans in brackets, which colour alone would not show."""
    text, at = Text(), 0
    for start, end in case.spans:
        text.append(case.text[at:start]).append(f"[{case.text[start:end]}]", style="bold red")
        at = end
    return text.append(case.text[at:])
