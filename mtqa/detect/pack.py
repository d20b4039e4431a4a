"""Rule packs: rules of the user's own in TOML, without code; see docs/configuration.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated as Constrained

from pydantic import Field, ValidationError, model_validator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit, Rule, parse_case
from mtqa.errors import UsageError
from mtqa.model import Frozen, Severity


class _PackRule(Frozen):
    """A rule as a pack writes it: words to find, or a regular expression."""

    id: Constrained[str, Field(pattern=r"^[A-Z]{3,}\d*$")]
    name: str
    message: str
    words: tuple[str, ...] = ()
    pattern: str = ""
    suggestion: str | None = None
    severity: Severity = Severity.MINOR
    confidence: Constrained[float, Field(ge=0, le=1)] = 0.8
    mqm: str = "style/organizational-style"
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_what_to_find(self) -> _PackRule:
        if bool(self.words) == bool(self.pattern):
            raise ValueError("give either words or a pattern")
        try:
            self.regex()
        except re.error as error:
            raise ValueError(f"the pattern is no regular expression ({error})") from error
        return self

    def regex(self) -> re.Pattern[str]:
        """Return what finds the rule's spans: whole words, case apart, or the pattern."""
        if self.pattern:
            return re.compile(self.pattern)
        either = "|".join(map(re.escape, sorted(self.words, key=len, reverse=True)))
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


class _Pack(Frozen):
    """A file of rules."""

    rule: tuple[_PackRule, ...]


def load_pack(path: Path) -> tuple[Rule, ...]:
    """Return the rules in the file ``path``, whose family is the file's name.

    Raises:
        UsageError: the file cannot be read or is no rule pack, or a rule does
            not do what its own examples say.
    """
    try:
        pack = _Pack.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"cannot be read ({error})", where=str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(
            f"{place}: {first['msg']}", where=str(path), remedy="see docs/configuration.md"
        ) from error
    for rule in pack.rule:
        _try_examples(rule, path)
    return tuple(_rule(rule, path.stem) for rule in pack.rule)


def _try_examples(rule: _PackRule, path: Path) -> None:
    for kind, examples in (("bad", rule.bad), ("good", rule.good)):
        for example in examples:
            case = parse_case(kind, example)
            if tuple(match.span() for match in rule.regex().finditer(case.text)) != case.spans:
                raise UsageError(
                    f"{rule.id} does not find what its {kind} example says: {example}",
                    where=str(path),
                    remedy="mend the rule, or mark the words to find with [[ ]]",
                )


def _rule(rule: _PackRule, family: str) -> Rule:
    return Rule(
        id=rule.id,
        name=rule.name,
        family=family,
        severity=rule.severity,
        mqm=rule.mqm,
        page=f"## What it finds\n{rule.message}",
        cases=tuple(
            parse_case(kind, example)
            for kind, examples in (("bad", rule.bad), ("good", rule.good))
            for example in examples
        ),
        find=_finder(rule),
    )


def _finder(rule: _PackRule) -> Callable[[Annotated], Iterator[Hit]]:
    pattern = rule.regex()

    def find(text: Annotated) -> Iterator[Hit]:
        for match in pattern.finditer(text.text):
            if match.group():
                yield Hit(
                    *match.span(),
                    rule.message,
                    rule.confidence,
                    suggestion=match.expand(rule.suggestion) if rule.suggestion else None,
                )

    return find
