"""Magnitudes of another language: "300 ten thousand". Documented beside, in odd_magnitude.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.model import Severity

_SIZES = {"ten": 1e1, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_NUMBER = r"(?<![\w.,$€£:/-])(?P<number>\d+(?:,\d+)*(?:\.\d+)?)"
_STACKED = re.compile(
    rf"{_NUMBER}[ -](?P<first>tens?|hundreds?|thousands?)(?: of)?[ -]"
    r"(?P<second>thousand|million|billion)s?\b"
)
_PLURAL = re.compile(rf"{_NUMBER} (?P<size>hundred|thousand|million|billion|trillion)s\b")


def _written(value: float) -> str:
    for size in ("billion", "million"):
        if value >= _SIZES[size]:
            return f"{value / _SIZES[size]:.4g} {size}"
    return f"{value:,.0f}"


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each number with a magnitude that English does not give it."""
    for match in _STACKED.finditer(text.text):
        sizes = _SIZES[match["first"].rstrip("s")] * _SIZES[match["second"]]
        fixed = _written(float(match["number"].replace(",", "")) * sizes)
        message = "English does not combine these magnitudes."
        yield Hit(match.start(), match.end(), message, 0.85, suggestion=fixed)
    for match in _PLURAL.finditer(text.text):
        if _STACKED.match(text.text, match.start()):
            continue
        message = "Behind a number a magnitude has no plural."
        fixed = f"{match['number']} {match['size']}"
        yield Hit(
            match.start(), match.end(), message, 0.75, severity=Severity.MINOR, suggestion=fixed
        )
