"""``mtqa review``: the report in a browser, its decisions written down as they are made."""

from __future__ import annotations

import webbrowser
from dataclasses import replace
from getpass import getuser
from pathlib import Path
from tempfile import TemporaryDirectory

from mtqa.cli.console import say
from mtqa.cli.report import write_page
from mtqa.errors import InputError, UsageError
from mtqa.report.run_file import RunFile
from mtqa.review.decisions import Decisions
from mtqa.review.log import read
from mtqa.serve import ReviewServer


def review(folder: Path, decisions: Path, port: int, *, browser: bool) -> None:
    """Serve the report of the run in ``folder`` until the user ends it.

    Raises:
        InputError: there is no run.
        UsageError: the port is taken.
    """
    path = folder / "run.json" if folder.is_dir() else folder
    if not path.is_file():
        raise InputError("there is no run.json", where=str(folder), remedy="run mtqa score first")
    before = set(read(decisions).events)
    with TemporaryDirectory(prefix="mtqa-review-") as scratch:
        page = Path(scratch) / "report.html"
        write_page(
            RunFile(path), page, decisions, lambda info: replace(info, live=True, by=_user())
        )
        with _server(page, decisions, port) as server:
            say(f"reviewing {path}, decisions go into {decisions}")
            say(f"open {server.address}")
            say("end with Ctrl-C")
            if browser:
                webbrowser.open(server.address)
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                held = Decisions(read(decisions).events).in_force
                made = sum(event not in before for event in held)
                say(f"\n{made} decision{'' if made == 1 else 's'} made; mtqa score honours them")


def _server(page: Path, decisions: Path, port: int) -> ReviewServer:
    try:
        return ReviewServer(page, decisions, port)
    except OSError as error:
        raise UsageError(
            f"port {port} cannot be used ({error.strerror})", remedy="leave --port out"
        ) from error


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # no such user is known, as in some containers
        return ""
