"""A headless browser for the tests of the page, and the page in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from mtqa.model import Assessment, Problem
from mtqa.report.html import ReportHeader, ReportSettings, RulePage, data_folder, write_html
from tests.report.samples import HEADER, PAGES

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
WIDE = {"width": 1440, "height": 900}
MISSING = (
    "no browser, so the tests of the page (test_page.py, test_review_page.py) were left out: "
    "install Chromium (apt-get install chromium) or Chrome, or name one in MTQA_BROWSER"
)


def find_browser() -> str | None:
    named = os.environ.get("MTQA_BROWSER")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def until_usable(page: Page) -> None:
    """Wait until the page stands and was painted; keys pressed before that may be lost."""
    page.wait_for_selector("html[data-ready]")
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")


class Report:
    """Writes a report and opens it; remembers what the page complained of."""

    def __init__(self, browser: Browser, path: Path) -> None:
        self._browser = browser
        self._path = path
        self.complaints: list[str] = []
        self.loaded: set[str] = set()

    @property
    def folder(self) -> Path:
        """Return where the articles lie that the page does not hold."""
        return data_folder(self._path)

    @property
    def path(self) -> Path:
        """Return where the page lies."""
        return self._path

    def write(
        self,
        *documents: Assessment,
        header: ReportHeader = HEADER,
        problems: tuple[Problem, ...] = (),
        pages: Mapping[str, RulePage] = PAGES,
        settings: ReportSettings | None = None,
    ) -> None:
        write_html(self._path, documents, problems, header, pages, settings)

    def open(self, address: str = "", *, script: str = "", **context: Any) -> Page:
        """Open the page in a fresh profile; ``script`` runs before its own."""
        return self.visit(self._path.as_uri() + address, script=script, **context)

    def ready(self, address: str = "", **context: Any) -> Page:
        """Open the page and wait until it can be used."""
        page = self.open(address, **context)
        until_usable(page)
        return page

    def visit(self, url: str, *, script: str = "", **context: Any) -> Page:
        """Open any address in a fresh profile."""
        context.setdefault("viewport", WIDE)
        context.setdefault("reduced_motion", "reduce")
        page = self._browser.new_context(**context).new_page()
        page.set_default_timeout(10_000)
        page.add_init_script(script)
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if url.startswith("file:"):
            page.on("request", self._only_the_file)
        page.goto(url)
        return page

    def _only_the_file(self, request: Any) -> None:
        if request.url.startswith(self.folder.as_uri()):
            self.loaded.add(request.url)
        elif not request.url.startswith((self._path.as_uri(), "blob:")):
            self.complaints.append(f"asks for {request.url}")

    def show(self, *documents: Assessment, address: str = "", **context: Any) -> Page:
        self.write(*documents)
        return self.ready(address, **context)
