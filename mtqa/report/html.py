"""The HTML report: one file for an editor, which needs no network and trusts no article."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from mtqa.model import Assessment, Frozen, Problem, Severity, Verdict
from mtqa.report.files import atomic_write
from mtqa.report.keep import Riskiest

_SCRIPTS = (
    "dom.js",
    "data.js",
    "spans.js",
    "queue.js",
    "article.js",
    "card.js",
    "print.js",
    "main.js",
    "keys.js",
    "start.js",
)
_BLOCK = 256_000  # characters of JSON in one compressed block: small enough to open at once
_UNUSED: Mapping[str, set[str] | Mapping[str, set[str]]] = {
    "document": {"prose", "encoding"},
    "segments": {"__all__": {"text"}},
    "findings": {"__all__": {"quote"}},
}


@dataclass(frozen=True)
class ReportSettings:
    """How much the page holds.

    Attributes:
        max_bytes: about how large the file may become; full articles are kept
            for the riskiest documents until it is reached.
        max_rows: how many documents the queue lists.
        max_problems: how many inputs that could not be assessed are listed.
    """

    max_bytes: int = 8_000_000
    max_rows: int = 5_000
    max_problems: int = 500


@dataclass(frozen=True)
class ReportHeader:
    """What is said of the run as a whole.

    Attributes:
        version: the version of mtqa.
        signature: the engines and settings that the numbers depend on.
        created: when the run was made, as a reader should see it.
        notes: what a reader must know before believing anything below.
        corpus: labels and values for all documents together.
    """

    version: str
    signature: str
    created: str
    notes: tuple[str, ...] = ()
    corpus: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RulePage:
    """A rule's page, its texts in Markdown.

    Attributes:
        id: the rule's id without an engine's check behind it, ``GRA01``.
        measured: how often it reports something in human and in machine text,
            as a sentence; empty where that was not measured.
    """

    id: str
    name: str
    what: str
    why: str
    false_alarms: str
    measured: str = ""


class _Row(Frozen):
    """A document as the queue shows it.

    Attributes:
        findings: rule, severity and confidence of each, for the filters.
        block: which compressed block holds the article, ``None`` where it is not kept.
        at: the article's place in that block.
    """

    name: str
    verdict: Verdict
    risk: float | None
    fluency: float | None
    findings: tuple[tuple[str, Severity, float], ...]
    block: int | None = None
    at: int | None = None


@dataclass
class _Tally:
    """What is counted over all documents, kept or not."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    rules: dict[str, str] = field(default_factory=dict)

    def add(self, assessment: Assessment) -> None:
        self.verdicts[assessment.verdict] += 1
        self.rules.update((finding.rule, finding.name) for finding in assessment.findings)


@dataclass(frozen=True)
class _Payload:
    """What the page's script reads: an index and the articles, compressed in blocks."""

    index: str
    blocks: tuple[str, ...]


def write_html(
    path: Path,
    documents: Iterable[Assessment],
    problems: Sequence[Problem],
    header: ReportHeader,
    pages: Mapping[str, RulePage],
    settings: ReportSettings | None = None,
) -> None:
    """Write the report page of ``documents`` to ``path``.

    ``documents`` is read once and may be long: memory grows with
    ``settings``, not with it. ``pages`` maps rule ids to their pages; those
    of rules that found something go into the file.

    Raises:
        OutputError: the file cannot be written.
    """
    settings = settings or ReportSettings()
    tally, payload = _gather(documents, settings)
    found = {rule.split(":", maxsplit=1)[0] for rule in tally.rules}
    page = _environment().get_template("page.html")
    with atomic_write(path) as file:
        text = page.generate(
            title=_title(tally.verdicts),
            style=_style(),
            script=_script(),
            policy=_policy(_style(), _script()),
            header=header,
            problems=problems[: settings.max_problems],
            more_problems=max(0, len(problems) - settings.max_problems),
            pages=[pages[rule] for rule in sorted(found & pages.keys())],
            payload=payload,
        )
        file.writelines(text)


def _gather(documents: Iterable[Assessment], settings: ReportSettings) -> tuple[_Tally, _Payload]:
    tally = _Tally()
    rows: Riskiest[tuple[int, _Row]] = Riskiest(settings.max_rows)
    articles: Riskiest[tuple[int, bytes]] = Riskiest(settings.max_bytes * 3 // 4)  # base64
    for order, assessment in enumerate(documents):
        tally.add(assessment)
        risk = -1.0 if assessment.risk.value is None else assessment.risk.value
        if rows.wants(risk):
            rows.add(risk, order, 1, (order, _row(assessment)))
        if articles.wants(risk):
            article = zlib.compress(_json(assessment.model_dump(exclude=_UNUSED)))
            articles.add(risk, order, len(article), (order, article))
    return tally, _pack(tally, rows.entries(), dict(articles.entries()))


def _row(assessment: Assessment) -> _Row:
    return _Row(
        name=_sound(assessment.document.name),
        verdict=assessment.verdict,
        risk=assessment.risk.value,
        fluency=assessment.fluency.value,
        findings=tuple((f.rule, f.severity, f.confidence) for f in assessment.findings),
    )


def _pack(tally: _Tally, rows: Sequence[tuple[int, _Row]], articles: dict[int, bytes]) -> _Payload:
    """Return the payload, the articles in the order of the queue."""
    blocks: list[list[bytes]] = []
    room = 0
    placed = []
    for order, row in rows:
        article = articles.get(order)
        if article is None:
            placed.append(row)
            continue
        text = zlib.decompress(article)
        if room < len(text):
            blocks.append([])
            room = _BLOCK
        room -= len(text)
        placed.append(row.model_copy(update={"block": len(blocks) - 1, "at": len(blocks[-1])}))
        blocks[-1].append(text)
    index = {
        "total": tally.verdicts.total(),
        "verdicts": tally.verdicts,
        "rules": tally.rules,
        "rows": [row.model_dump() for row in placed],
    }
    return _Payload(_squeeze(_json(index)), tuple(_squeeze(_array(block)) for block in blocks))


def _json(value: Mapping[str, Any]) -> bytes:
    # Plain json, since it alone writes stray surrogates (from file names) as escapes
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _array(values: Iterable[bytes]) -> bytes:
    return b"[" + b",".join(values) + b"]"


def _squeeze(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 9)).decode("ascii")


def _sound(text: str) -> str:
    """Return ``text`` without stray surrogates, which no address can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _title(verdicts: Counter[Verdict]) -> str:
    total = verdicts.total()
    if not total:
        return "mtqa: no documents"
    counts = ", ".join(
        f"{count} {verdict.replace('-', ' ')}"
        for verdict in Verdict
        if (count := verdicts[verdict])
    )
    return f"mtqa: {total} {'document' if total == 1 else 'documents'} ({counts})"


def _page_files(*names: str) -> Iterator[str]:
    folder = files("mtqa.report") / "page"
    return ((folder / name).read_text(encoding="utf-8") for name in names)


def _style() -> Markup:
    return Markup("\n".join(_page_files("page.css")))  # noqa: S704 (our own file)


def _script() -> Markup:
    return Markup("\n".join(_page_files(*_SCRIPTS)))  # noqa: S704 (our own files)


def _policy(style: str, script: str) -> str:
    """Return the page's Content-Security-Policy: these two texts and nothing else."""

    def source(text: str) -> str:
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest())
        return f"'sha256-{digest.decode('ascii')}'"

    return (
        f"default-src 'none'; script-src {source(script)}; style-src {source(style)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _environment() -> Environment:
    markdown = MarkdownIt("commonmark", {"html": False})
    environment = Environment(
        loader=PackageLoader("mtqa.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["markdown"] = lambda text: Markup(markdown.render(text))  # noqa: S704 (escaped by markdown-it)
    return environment
