"""The README's pictures: ``python tools/picture.py reports/report.html docs``.

Needs Playwright for Python and a Chromium or Chrome on the path, or the path
of one in ``MTQA_BROWSER``.
"""

from __future__ import annotations

import base64
import os
import shutil
import struct
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

Theme = Literal["light", "dark"]

SIZE: ViewportSize = {"width": 1280, "height": 800}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]

PIXELS = """async (png) => {
  const file = await fetch(`data:image/png;base64,${png}`);
  const bitmap = await createImageBitmap(await file.blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let text = '';
  for (let at = 0; at < data.length; at += 32768) {
    text += String.fromCharCode(...data.subarray(at, at + 32768));
  }
  return btoa(text);
}"""


def opened(browser: Browser, report: Path, theme: Theme) -> Page:
    """Return the report with its first critical finding chosen."""
    context = browser.new_context(viewport=SIZE, color_scheme=theme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(report.resolve().as_uri())
    page.wait_for_selector("html[data-ready]")
    critical = page.locator("#article mark.critical[role=button]")
    if critical.count():
        critical.first.click()
        page.mouse.move(0, 0)
    return page


def as_found(browser: Browser, report: Path) -> bytes:
    """Return a PNG of the report as it opens."""
    return opened(browser, report, "light").screenshot()


def in_review(browser: Browser, report: Path) -> bytes:
    """Return a PNG of a review in progress: some findings accepted, one dismissed, a verdict."""
    page = opened(browser, report, "dark")
    for key in ("a", "a", "d", "a", "2", "t", "k"):
        page.keyboard.press(key)
    return page.screenshot()


def colours(browser: Browser, png: bytes) -> list[tuple[int, ...]]:
    """Return the picture's pixels as red, green and blue, row by row."""
    data = base64.b64decode(browser.new_page().evaluate(PIXELS, base64.b64encode(png).decode()))
    return [pixel[:3] for pixel in struct.iter_unpack("4B", data)]


def nearest(colour: tuple[int, ...], palette: list[tuple[int, ...]]) -> int:
    """Return the index of the palette's colour that differs least from ``colour``."""

    def difference(index: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, palette[index], strict=True))

    return min(range(len(palette)), key=difference)


def palette_of(counts: Counter[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return 256 colours: of each group of like ones the most frequent, so that no hue is lost."""
    groups: Counter[tuple[int, ...]] = Counter()
    chosen: dict[tuple[int, ...], tuple[int, ...]] = {}
    for colour, count in counts.most_common():
        group = tuple(value >> 4 for value in colour)
        groups[group] += count
        chosen.setdefault(group, colour)
    return [chosen[group] for group, _ in groups.most_common(256)]


def small_png(pixels: list[tuple[int, ...]]) -> bytes:
    """Return a PNG of ``pixels`` in 256 colours, well under half the size."""
    counts = Counter(pixels)
    palette = palette_of(counts)
    index = {colour: nearest(colour, palette) for colour in counts}
    flat = bytes(index[pixel] for pixel in pixels)
    width = SIZE["width"]
    rows = b"".join(b"\0" + flat[at : at + width] for at in range(0, len(flat), width))
    header = struct.pack(">IIBBBBB", width, len(flat) // width, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", b"".join(map(bytes, palette))),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def main() -> None:
    """Take the pictures into the folder that the command line names."""
    report, folder = map(Path, sys.argv[1:])
    path = os.environ.get("MTQA_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, take in (("report.png", as_found), ("review.png", in_review)):
            (folder / name).write_bytes(small_png(colours(browser, take(browser, report))))


if __name__ == "__main__":
    main()
