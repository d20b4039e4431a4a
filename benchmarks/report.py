"""How large the page becomes, how soon it can be used, and how soon a key answers.

    python -m benchmarks.report

Articles are made of random words, so that they compress worse than real ones; each has 600
words and 15 findings. The browser is headless Chromium, the page comes from the disk, and each
page is opened five times (the median is shown, by the page's own clock).
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from mtqa.model import Assessment, Document, Finding, Score, Segment, Severity, Verdict
from mtqa.report.html import ReportHeader, data_folder, write_html

SIZES = (500, 5_000)
FINDINGS, WORDS, VOCABULARY = 15, 600, 20_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
KEYS = ("j", "k", "a", "d", "z", "1", "t", "]", "J", "K")
TIMES = 5

WATCH = """new MutationObserver(() => {
  if ('ready' in document.documentElement.dataset) window.readyAfter ??= performance.now();
}).observe(document, { attributes: true, subtree: true });"""
PRESS = """async (key) => {
  const start = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


def articles(count: int) -> Iterator[Assessment]:
    """Yield articles with findings, the same for the same ``count``."""
    draw = random.Random(count)
    letters = "etaoinshrdlucmfw"
    words = ["".join(draw.choices(letters, k=draw.randint(2, 9))) for _ in range(VOCABULARY)]
    score = Score(value=0.5, signature="none")
    for number in range(count):
        text = " ".join(draw.choices(words, k=WORDS))
        starts = sorted(draw.sample(range(len(text) - 30), FINDINGS))
        yield Assessment(
            document=Document(name=f"news/{number:05}.txt", text=text, prose=text),
            words=WORDS,
            segments=(Segment(index=0, start=0, end=len(text), text=text, fluency=80.0),),
            findings=tuple(_finding(draw, text, start) for start in starts),
            fluency=score.model_copy(update={"value": 80.0}),
            mt_likelihood=score,
            risk=score.model_copy(update={"value": round(draw.random(), 4)}),
            verdict=Verdict.FIX,
        )


def _finding(draw: random.Random, text: str, start: int) -> Finding:
    end = start + draw.randint(3, 25)
    return Finding(
        segment=0,
        start=start,
        end=end,
        quote=text[start:end],
        rule=f"NAM{draw.randint(1, 12):02}",
        name="some-rule",
        severity=draw.choice(list(Severity)),
        confidence=round(draw.uniform(0.6, 0.99), 2),
        mqm="accuracy/entity",
        message=f"“{text[start:end]}” does not fit what stands elsewhere in the text.",
    )


def browser_path() -> str | None:
    """Return the browser to measure with, ``None`` where there is none."""
    named = os.environ.get("MTQA_BROWSER")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def ready(browser: Browser, report: Path) -> tuple[float, Page]:
    """Return how many seconds after it was asked for the page can be used, and the page."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(WATCH)
    page.goto(report.as_uri(), wait_until="commit")
    page.wait_for_selector("html[data-ready]")
    return page.evaluate("readyAfter") / 1000, page


def answers(page: Page) -> dict[str, float]:
    """Return for each key the median of its milliseconds until the page is painted again."""
    page.wait_for_timeout(4_000)
    return {key: statistics.median(page.evaluate(PRESS, key) for _ in range(TIMES)) for key in KEYS}


def measure(browser: Browser, count: int, folder: Path) -> str:
    """Return a row of the table for a run of ``count`` articles."""
    report = folder / f"{count}.html"
    header = ReportHeader(version="0", signature="benchmark", created="today")
    write_html(report, articles(count), (), header, {})
    beside = sum(path.stat().st_size for path in data_folder(report).glob("*.js"))
    seconds, pages = zip(*(ready(browser, report) for _ in range(5)), strict=True)
    times = answers(pages[-1])
    slowest = max(times, key=lambda key: times[key])
    size = f"{report.stat().st_size / 1e6:.1f} MB"
    size += f" + {beside / 1e6:.1f} MB beside it" if beside else ""
    for page in pages:
        page.context.close()
    return (
        f"| {count:,} | {size} | {statistics.median(seconds):.2f} s | "
        f"{statistics.median(times.values()):.0f} ms | {times[slowest]:.0f} ms (`{slowest}`) |"
    )


def table() -> Iterator[str]:
    """Yield the lines for the page of benchmarks."""
    path = browser_path()
    if path is None:
        yield "not measured: no browser (install Chromium, or set MTQA_BROWSER)"
        return
    yield "| articles | size | ready after | key, median | slowest key |"
    yield "|---|---|---|---|---|"
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for count in SIZES:
            yield measure(browser, count, Path(folder))


def main() -> None:
    print("\n".join(table()))


if __name__ == "__main__":
    main()
