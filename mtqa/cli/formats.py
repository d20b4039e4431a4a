"""What a run can be written as, see ``mtqa report --format``."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """An output format."""

    HTML = "html"
    CSV = "csv"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"
    MQM = "mqm"
    AUTHOR = "author"
