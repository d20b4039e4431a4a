"""What a rule is: a function beside a page, read from two files of one name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from mtqa.annotate.annotated import Annotated
from mtqa.model import LEAST_CONFIDENCE, Evidence, Severity
from mtqa.share import interval

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_FENCE = re.compile(r"^```(bad|good|todo)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
_KEYS = {"id", "name", "severity", "mqm"}
ENGINES = {"model": "the language model", "languagetool": "the grammar check"}
"""What a page may say that its rule needs, and without which the rule finds nothing."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule reports; the catalogue turns it into a ``Finding``.

    Attributes:
        start: first code point of the span in the document's text.
        end: one past the last.
        message: what is wrong, as a sentence to an editor.
        confidence: the probability, 0–1, that an editor would agree.
        evidence: the places and facts that contradict the span.
        suggestion: a replacement for the span where one is safe.
        severity: where it differs from the rule's own.
        check: an engine's own id for the finding, where an engine made it.
        mqm: where it differs from the rule's own.
        engine: what found it.
    """

    start: int
    end: int
    message: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    suggestion: str | None = None
    severity: Severity | None = None
    check: str | None = None
    mqm: str | None = None
    engine: str = "rules"


@dataclass(frozen=True, slots=True)
class Case:
    """An example on a rule's page.

    Attributes:
        kind: ``bad`` must be found, ``good`` must not, ``todo`` is not found yet.
        text: the example without the marks.
        spans: the ranges in ``text`` that ``[[`` and ``]]`` enclosed.
    """

    kind: str
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """How often a rule reports something, and is right, on texts that it was not built on.

    Attributes:
        news: findings per 1,000 words of news written in English.
        human: the same of all texts written in English by people, of 20 genres.
        machine: the same of machine translations and round trips.
        right: findings that readers agree with, of those ``labelled``.
        labelled: findings, drawn by chance from human and machine texts, that
            readers looked at and could decide.
    """

    news: float
    human: float
    machine: float
    right: int = 0
    labelled: int = 0

    @property
    def precision(self) -> tuple[float, float, float] | None:
        """Return the share of right findings with its 95 % interval, 0–1 each.

        ``None`` where none was labelled.
        """
        if not self.labelled:
            return None
        return (self.right / self.labelled, *interval(self.right, self.labelled))


@cache
def _measured() -> dict[str, Measured]:
    """Return the figures that ``python -m benchmarks rules`` wrote, by rule."""
    table = Path(__file__).with_name("measured.tsv")
    measured = {}
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        rule, news, human, machine, *people = line.split("\t")
        measured[rule] = Measured(float(news), float(human), float(machine), *map(int, people))
    return measured


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue.

    Attributes:
        id: family and number, ``NAM03``.
        family: the folder that it lives in, ``names``.
        page: its documentation in Markdown, without front matter and cases.
        needs: the engine without which it finds nothing, one of ``ENGINES``, or ``""``.
        min_confidence: what a finding must reach to be shown, 0–1.
    """

    id: str
    name: str
    family: str
    severity: Severity
    mqm: str
    page: str
    cases: tuple[Case, ...] = field(repr=False)
    find: Callable[[Annotated], Iterator[Hit]] = field(repr=False)
    needs: str = ""
    min_confidence: float = LEAST_CONFIDENCE

    @property
    def measured(self) -> Measured | None:
        """Return its measured rates, ``None`` for a rule that was not measured yet."""
        return _measured().get(self.id)

    def section(self, title: str) -> str:
        """Return the text under the heading ``title`` of the page, or ``""``."""
        parts = _SECTION.split(self.page)
        return dict(zip(parts[1::2], parts[2::2], strict=True)).get(title, "").strip()


def parse_case(kind: str, marked: str) -> Case:
    """Return the case written as ``marked``, in which ``[[…]]`` enclose the spans."""
    text, spans, opened = "", [], 0
    for piece in re.split(r"(\[\[|\]\])", marked.strip("\n")):
        if piece == "[[":
            opened = len(text)
        elif piece == "]]":
            spans.append((opened, len(text)))
        else:
            text += piece
    return Case(kind, text, tuple(spans))


def _front_matter(page: Path) -> tuple[dict[str, Any], str]:
    match = _FRONT_MATTER.match(page.read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{page}: must begin with front matter between two lines of ---")
    meta = yaml.safe_load(match[1])
    if set(meta) - {"needs"} != _KEYS:
        raise ValueError(f"{page}: front matter must have the keys {sorted(_KEYS)}, or needs too")
    if meta.setdefault("needs", "") not in ("", *ENGINES):
        raise ValueError(f"{page}: needs must be one of {sorted(ENGINES)}")
    return meta, match[2]


def load_rules(folder: Path, package: str, family: str) -> Iterator[Rule]:
    """Yield the rules in a folder: every page that has a module beside it.

    Raises:
        ValueError: a page lacks its front matter or a key of it.
    """
    for page in sorted(folder.glob("*.md")):
        if page.with_suffix(".py").exists():
            yield load_rule(page, package, family)


def load_rule(page: Path, package: str, family: str) -> Rule:
    """Return the rule whose page is ``page`` and whose function stands beside it in ``package``.

    The page's fenced blocks ``bad``, ``good`` and ``todo`` are its cases; a
    line ``---`` inside a block separates one case from the next.

    Raises:
        ValueError: the page lacks its front matter or a key of it.
    """
    meta, body = _front_matter(page)
    module = import_module(f"{package}.{page.stem}")
    cases = tuple(
        parse_case(block[1], case)
        for block in _FENCE.finditer(body)
        for case in re.split(r"^---\n", block[2], flags=re.MULTILINE)
    )
    return Rule(
        id=meta["id"],
        name=meta["name"],
        family=family,
        severity=Severity(meta["severity"]),
        mqm=meta["mqm"],
        page=re.sub(r"\n{3,}", "\n\n", _FENCE.sub("", body)).strip(),
        cases=cases,
        find=module.find,
        needs=meta["needs"],
    )
