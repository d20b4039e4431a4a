"""The catalogue of rules, and findings out of what the rules report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from mtqa.annotate.annotated import Annotated
from mtqa.detect.accept import NOTHING, Accepted
from mtqa.detect.overlap import merged
from mtqa.detect.pack import load_pack
from mtqa.detect.rule import Hit, Rule, load_rules
from mtqa.errors import UsageError
from mtqa.model import Finding, RuleOptions, Segment

_ROOM = Path(__file__).parent
_GROUP = "mtqa.rules"


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules in the order of their ids: ours, and those of installed packages.

    A package brings rules by an entry point of the group ``mtqa.rules`` that
    names a package with a page beside a module for each; the entry point's
    name is their family.

    Raises:
        UsageError: such a package cannot be loaded.
    """
    found = [
        rule
        for folder in sorted(_ROOM.iterdir())
        if (folder / "__init__.py").exists()
        for rule in load_rules(folder, f"mtqa.detect.{folder.name}", folder.name)
    ]
    for entry in entry_points(group=_GROUP):
        try:
            module = entry.load()
            found += load_rules(Path(module.__file__).parent, module.__name__, entry.name)
        except Exception as error:
            raise UsageError(
                f"the rules of the package {entry.value} cannot be loaded ({error})",
                remedy="mend or uninstall that package",
            ) from error
    return tuple(sorted(found, key=lambda rule: rule.id))


@cache
def choose(
    disable: tuple[str, ...],
    packs: tuple[Path, ...],
    options: tuple[tuple[str, RuleOptions], ...] = (),
) -> tuple[Rule, ...]:
    """Return the rules to use: all but the disabled ones, and those of the user's packs.

    Args:
        disable: ids, names or families.
        packs: TOML files with rules.
        options: how the findings of a rule are taken, by id, name or family; what is
            said of the rule itself goes before what is said of its family.

    Raises:
        UsageError: a rule that is named does not exist, or a pack is wrong.
    """
    every = (*rules(), *(rule for pack in packs for rule in load_pack(pack)))
    wanted = {key.casefold(): option for key, option in options}
    _must_exist(disable, every, "rules.disable")
    _must_exist((key for key, _ in options), every, "rules.options")
    off = {key.casefold() for key in disable}
    return tuple(_with_options(rule, wanted) for rule in every if not off & set(_names_of(rule)))


def _names_of(rule: Rule) -> tuple[str, str, str]:
    """Return what a setting may call a rule, the most special name first."""
    return rule.id.casefold(), rule.name.casefold(), rule.family.casefold()


def _must_exist(keys: Iterable[str], every: Sequence[Rule], where: str) -> None:
    known = {name for rule in every for name in _names_of(rule)}
    for key in keys:
        if key.casefold() not in known:
            near = get_close_matches(key.casefold(), known, n=1, cutoff=0.4)
            raise UsageError(
                f"no rule or family is called {key}",
                where=where,
                remedy=f"did you mean {near[0]}?" if near else "mtqa rules lists them all",
            )


def _with_options(rule: Rule, wanted: Mapping[str, RuleOptions]) -> Rule:
    option = next((wanted[name] for name in _names_of(rule) if name in wanted), None)
    if option is None:
        return rule
    sure = replace(rule, min_confidence=option.min_confidence)
    if option.severity is None:
        return sure

    def find(text: Annotated) -> Iterator[Hit]:
        for hit in rule.find(text):
            yield replace(hit, severity=option.severity)

    return replace(sure, severity=option.severity, find=find)


def find_rule(wanted: str) -> Rule | None:
    """Return the rule of this id or name; an engine's check finds the rule that carries it."""
    key = wanted.split(":", maxsplit=1)[0].casefold()
    return next((rule for rule in rules() if key in (rule.id.casefold(), rule.name)), None)


def _segment_of(offset: int, starts: Sequence[int]) -> int:
    return max(0, bisect_right(starts, offset) - 1)


def _finding(rule: Rule, hit: Hit, text: str, starts: Sequence[int]) -> Finding:
    return Finding(
        segment=_segment_of(hit.start, starts),
        start=hit.start,
        end=hit.end,
        quote=text[hit.start : hit.end],
        rule=f"{rule.id}:{hit.check}" if hit.check else rule.id,
        name=rule.name,
        severity=hit.severity or rule.severity,
        confidence=hit.confidence,
        mqm=hit.mqm or rule.mqm,
        message=hit.message,
        evidence=hit.evidence,
        suggestion=hit.suggestion,
        engine=hit.engine,
    )


@dataclass(frozen=True)
class Detected:
    """What the rules report of a document.

    Attributes:
        findings: in the order of the text.
        failed: a line for each rule that broke on this document.
    """

    findings: tuple[Finding, ...]
    failed: tuple[str, ...] = ()


def detect(
    annotated: Annotated,
    segments: Sequence[Segment],
    chosen: Sequence[Rule] | None = None,
    accepted: Accepted = NOTHING,
) -> Detected:
    """Return what all rules, or those ``chosen``, find in the document.

    Findings that overlap are one, see ``mtqa.detect.overlap``. A rule that breaks does
    not keep the others from being heard.
    """
    text = annotated.document.text
    starts = [segment.start for segment in segments]
    found: list[Finding] = []
    failed: list[str] = []
    for rule in rules() if chosen is None else chosen:
        try:
            found += [_finding(rule, hit, text, starts) for hit in rule.find(annotated)]
        except Exception as error:
            failed.append(f"rule {rule.id}: internal error, {type(error).__name__}: {error}")
    kept = (finding for finding in found if not accepted.covers(finding))
    return Detected(tuple(merged(kept)), tuple(failed))
