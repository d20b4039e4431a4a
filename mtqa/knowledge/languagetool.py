"""Which of LanguageTool's rules are shown, as what, and how far they can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from mtqa.knowledge.table import rows

_CATEGORY = "category:"


@dataclass(frozen=True, slots=True)
class Shown:
    """How a match of a rule is reported.

    Attributes:
        mqm: dimension and error type in the MQM typology.
        confidence: the probability, 0–1, that an editor would agree.
        names: whether the rule may be right about words with capital letters.
        suggestion: whether its replacement can be offered where there is only one.
    """

    mqm: str
    confidence: float
    names: bool
    suggestion: bool


@cache
def shown(rule: str, category: str) -> Shown | None:
    """Return how LanguageTool's ``rule`` is reported, ``None`` where it is not.

    The row with the rule's own id decides, else the first whose pattern
    matches it (rows that switch rules off come first), else its category's.
    """
    table = _table()
    if rule in table:
        return table[rule]
    patterns = sorted((p for p in table if "*" in p), key=lambda p: table[p] is not None)
    found = next((p for p in patterns if fnmatchcase(rule, p)), _CATEGORY + category)
    return table.get(found)


def rules_by_name() -> frozenset[str]:
    """Return the ids of rules that the table shows by name, without patterns."""
    return frozenset(rule for rule, how in _table().items() if how and not _is_pattern(rule))


def shown_categories() -> frozenset[str]:
    """Return the categories whose rules are shown unless the table says otherwise."""
    return frozenset(r.removeprefix(_CATEGORY) for r in _table() if r.startswith(_CATEGORY))


def _is_pattern(rule: str) -> bool:
    return "*" in rule or rule.startswith(_CATEGORY)


@cache
def _table() -> dict[str, Shown | None]:
    found: dict[str, Shown | None] = {}
    for rule, mqm, confidence, allows, _ in rows("languagetool.tsv"):
        flags = allows.split("|")
        found[rule] = (
            Shown(mqm, float(confidence), "names" in flags, "suggestion" in flags) if mqm else None
        )
    return found
