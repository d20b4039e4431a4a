"""Errors that a user can act on: each names what failed, where, and what to do next."""

from __future__ import annotations


class MtqaError(Exception):
    """The base of every error that mtqa raises on purpose.

    Args:
        what: what went wrong, without a full stop.
        where: the file, row or address concerned; empty where there is none.
        remedy: what the reader can do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class UsageError(MtqaError):
    """The command line or the configuration asks for something that cannot be done."""


class InputError(MtqaError):
    """One input cannot be assessed; the rest of the batch goes on."""


class EngineError(MtqaError):
    """An engine (LanguageTool, the spaCy model) is missing, broken or does not answer."""


class OutputError(MtqaError):
    """Results cannot be written where they were asked for."""
