"""``mtqa doctor``: what is installed, what is missing, what to do."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass

import mtqa
from mtqa.annotate import language
from mtqa.annotate.languagetool import cache_folder, installed
from mtqa.cli.console import say
from mtqa.cli.exits import INCOMPLETE, PASS
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


def doctor() -> int:
    """Print the state of every part; return 0 when nothing is missing, else 3."""
    checks = [
        Check("mtqa", f"{mtqa.__version__}, {len(rules())} rules"),
        Check("python", f"{platform.python_version()} on {platform.platform(terse=True)}"),
        _language(),
        *_grammar(),
        Check("cache folder", str(cache_folder())),
        Check("language model", "none in this version; mt_likelihood is not measured"),
    ]
    for check in checks:
        say(f"{'missing' if check.remedy else 'ok':8} {check.part}: {check.found}")
        if check.remedy:
            say(f"{'':8} → {check.remedy}")
    return INCOMPLETE if any(check.remedy for check in checks) else PASS
