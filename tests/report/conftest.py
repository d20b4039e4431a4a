"""The browser and the page of the tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.report.browser import ARGUMENTS, MISSING, Report, find_browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


@pytest.fixture
def report(browser: Browser, tmp_path: Path) -> Iterator[Report]:
    report = Report(browser, tmp_path / "a report #1.html")
    yield report
    for context in browser.contexts:
        context.close()
    assert report.complaints == []
