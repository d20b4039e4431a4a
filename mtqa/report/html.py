"""The HTML report: one file for an editor, which needs no network and trusts no article."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from mtqa.model import Assessment, Problem, Verdict
from mtqa.report.files import atomic_write
from mtqa.report.payload import Payload, ReviewInfo, Row, gathered

_SCRIPTS = (
    "dom.js",
    "data.js",
    "spans.js",
    "decisions.js",
    "keep.js",
    "diff.js",
    "queue.js",
    "article.js",
    "card.js",
    "print.js",
    "main.js",
    "decide.js",
    "keys.js",
    "start.js",
)
_SHARD = 1_500_000  # characters in a file beside the page: loaded in the blink of an eye


@dataclass(frozen=True)
class ReportSettings:
    """How much the page holds.

    Attributes:
        max_bytes: about how large the file may become; the articles of a larger run
            lie in files beside it.
        max_rows: how many documents the queue lists, those of the highest risk.
        max_problems: how many inputs that could not be assessed are listed.
        review: what was decided so far, and the gate.
    """

    max_bytes: int = 8_000_000
    max_rows: int = 10_000
    max_problems: int = 500
    review: ReviewInfo = field(default_factory=ReviewInfo)


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
        reviewed: how often editors dismissed what it reports, as a sentence.
    """

    id: str
    name: str
    what: str
    why: str
    false_alarms: str
    measured: str = ""
    reviewed: str = ""


@dataclass(frozen=True)
class _Data:
    """What the page holds: its index, and the articles if they are not beside it."""

    index: str
    blocks: tuple[str, ...] = ()


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
    of rules that found something go into the file. Where the articles would
    make the page too large, they go into a folder beside it, ``report-data``
    for ``report.html``.

    Raises:
        OutputError: a file cannot be written.
    """
    settings = settings or ReportSettings()
    review = settings.review
    with gathered(documents, settings.max_rows) as payload:
        beside = payload.size > settings.max_bytes
        data = _beside(path, payload, review) if beside else _inside(payload, review)
    if not beside:
        _clear(data_folder(path))
    policy = _policy(page_style(), _script(), beside=beside, live=review.live)
    found = {rule.split(":", maxsplit=1)[0] for rule in payload.tally.rules}
    with atomic_write(path) as file:
        text = (
            page_environment()
            .get_template("page.html")
            .generate(
                title=_title(payload.tally.verdicts),
                style=page_style(),
                script=_script(),
                policy=policy,
                header=header,
                problems=problems[: settings.max_problems],
                more_problems=max(0, len(problems) - settings.max_problems),
                pages=[pages[rule] for rule in sorted(found & pages.keys())],
                payload=data,
                folder=data_folder(path).name if beside else "",
            )
        )
        file.writelines(text)


def data_folder(path: Path) -> Path:
    """Return where the articles of the page ``path`` lie when it cannot hold them."""
    return path.with_name(f"{path.stem}-data")


def _inside(payload: Payload, review: ReviewInfo) -> _Data:
    blocks = list(payload.blocks())
    rows = [row for _, some in blocks for row in some]
    return _Data(payload.index(rows, review, ()), tuple(text for text, _ in blocks))


def _beside(path: Path, payload: Payload, review: ReviewInfo) -> _Data:
    """Write the articles into files beside the page, a few blocks in each."""
    folder = data_folder(path)
    _clear(folder)
    rows: list[Row] = []
    shards: list[int] = []
    waiting: list[str] = []

    def write() -> None:
        name = f"data-{len(shards)}.js"
        with atomic_write(folder / name) as file:
            file.write(f"mtqaData({json.dumps([payload.run, len(shards), *waiting])});\n")
        shards.append(len(waiting))
        waiting.clear()

    for text, some in payload.blocks():
        rows += some
        waiting.append(text)
        if sum(map(len, waiting)) >= _SHARD:
            write()
    if waiting:
        write()
    return _Data(payload.index(rows, review, shards))


def _clear(folder: Path) -> None:
    """Remove the data of an earlier page, and nothing else that may lie there."""
    for path in folder.glob("data-*.js"):
        path.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


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


def page_style(name: str = "page.css") -> Markup:
    """Return a style sheet of ours."""
    return Markup("\n".join(_page_files(name)))  # noqa: S704 (our own file)


def _script() -> Markup:
    return Markup("\n".join(_page_files(*_SCRIPTS)))  # noqa: S704 (our own files)


def _policy(style: str, script: str, *, beside: bool, live: bool) -> str:
    """Return the page's Content-Security-Policy: these two texts and nothing else.

    With ``beside`` the script may load the articles, which hashes cannot name beforehand;
    with ``live`` it may talk to the server that the page came from.
    """
    parts = [
        "default-src 'none'",
        f"script-src {source_of(script)}" + (" 'strict-dynamic'" if beside else ""),
        f"style-src {source_of(style)}",
        *(["connect-src 'self'"] if live else []),
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types mtqa" if beside else "trusted-types 'none'",
    ]
    return "; ".join(parts)


def source_of(text: str) -> str:
    """Return what names this very text in a Content-Security-Policy."""
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest())
    return f"'sha256-{digest.decode('ascii')}'"


def page_environment() -> Environment:
    """Return what fills in the templates; whatever it fills in is escaped."""
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
