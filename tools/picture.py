"""The README's picture of a report: ``python tools/picture.py reports/report.html docs/report.png``.

Needs Playwright for Python and a Chromium or Chrome on the path, or the path
of one in ``MTQA_BROWSER``.
"""

from __future__ import annotations

import os
import shutil
import struct
import sys
import zlib
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZE = {"width": 1280, "height": 800}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def take(report: Path) -> bytes:
    """Return a picture of the report's first article with a finding in its middle chosen."""
    browser_path = os.environ.get("MTQA_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)))
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=arguments)
        context = browser.new_context(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        page = context.new_page()
        page.goto(report.resolve().as_uri())
        page.wait_for_selector("html[data-ready]")
        critical = page.locator("#article mark.critical[role=button]")
        if critical.count():
            critical.first.click()
            page.mouse.move(0, 0)
        picture = page.screenshot()
        browser.close()
    return picture


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """Return the parts of a PNG file as kinds and contents."""
    found, at = [], len(SIGNATURE)
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        found.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + size]))
        at += size + 12
    return found


def squeezed(png: bytes) -> bytes:
    """Return the same picture, its pixels compressed as well as zlib can."""
    parts = chunks(png)
    pixels = zlib.decompress(b"".join(data for kind, data in parts if kind == b"IDAT"))
    (header,) = (data for kind, data in parts if kind == b"IHDR")
    kept = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in kept
    )


def main() -> None:
    report, target = map(Path, sys.argv[1:])
    picture = take(report)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(min(picture, squeezed(picture), key=len))


if __name__ == "__main__":
    main()
