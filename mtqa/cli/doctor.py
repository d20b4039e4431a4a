"""``mtqa doctor``: what is installed, what is missing, what to do."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import mtqa
from mtqa.annotate import language, lm
from mtqa.annotate.cache import cache_folder
from mtqa.annotate.languagetool import installed
from mtqa.cli.console import say
from mtqa.cli.exits import INCOMPLETE, PASS
from mtqa.config import Settings
from mtqa.detect.catalog import rules
from mtqa.errors import EngineError


@dataclass(frozen=True)
class Check:
    """One line of the examination; ``remedy`` is empty where all is well."""

    part: str
    found: str
    remedy: str = ""


def _language() -> Check:
    try:
        return Check("words and names", language.signature())
    except EngineError as error:
        return Check("words and names", error.what, error.remedy)


def _grammar() -> Iterator[Check]:
    try:
        found = installed()
    except EngineError as error:
        yield Check("grammar", error.what, error.remedy)
        return
    yield Check("java", found.java)
    size = f"LanguageTool {found.version}, {found.megabytes:.0f} MB"
    if found.jars is None:
        remedy = "the first mtqa score downloads it, or leave it out with --no-languagetool"
        yield Check("grammar", f"{size}, is not downloaded yet", remedy)
    else:
        yield Check("grammar", size)


def _model(path: Path | None) -> Check:
    try:
        found = lm.installed(path)
    except EngineError as error:
        return Check("language model", f"{error.where}: {error.what}", error.remedy)
    if found is None:
        remedy = "the first mtqa score fetches it, or leave it out with --no-model"
        size = f"{lm.MEGABYTES} MB to fetch, {lm.MEGABYTES_STORED} MB on the disk"
        return Check("language model", f"{lm.NAME}, {size}, is not fetched yet", remedy)
    what = "" if found.calibrated else "; nothing is calibrated for it"
    return Check("language model", f"{found.signature}, {found.path}{what}")


def doctor(settings: Settings) -> int:
    """Print the state of every part; return 0 when nothing is missing, else 3."""
    checks = [
        Check("mtqa", f"{mtqa.__version__}, {len(rules())} rules"),
        Check("python", f"{platform.python_version()} on {platform.platform(terse=True)}"),
        _language(),
        *_grammar(),
        _model(settings.model_path),
        Check("cache folder", str(cache_folder())),
    ]
    for check in checks:
        say(f"{'missing' if check.remedy else 'ok':8} {check.part}: {check.found}")
        if check.remedy:
            say(f"{'':8} → {check.remedy}")
    return INCOMPLETE if any(check.remedy for check in checks) else PASS
