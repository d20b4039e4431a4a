"""LanguageTool's client: text in, matches in code points out, in bounded time.

language-tool-python does the talking. It counts offsets in code points but
lengths in UTF-16 units, asks twice after a timeout and keeps state in a class,
so that only one thread may use it at a time; all of that ends here.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal

import requests
from language_tool_python import LanguageTool, Match
from language_tool_python.exceptions import LanguageToolError

from mtqa.annotate.annotated import GrammarMatch
from mtqa.annotate.language import unwrap
from mtqa.annotate.languagetool.request import CATEGORIES_OFF, LANGUAGE, RULES_ON
from mtqa.annotate.languagetool.server import Address, direct
from mtqa.errors import EngineError

PIECE = 8000  # code points a request: some 1,300 words, a tenth of a second

_PATIENCE = 40.0  # seconds in which a server that died has to be back
_LOST_ANSWERS = 2  # a text that ends the server so often is the cause
_PAUSE = 0.5

_one_at_a_time = Lock()


class _Tool(LanguageTool):
    """The library's client, which asks once and gives up when we want it to."""

    def __init__(self, address: Address, timeout: float) -> None:
        self._TIMEOUT = timeout  # type: ignore[assignment]  # declared as the literal 300
        super().__init__(LANGUAGE, remote_server=address.url, proxies=direct(address.url))
        self.disabled_categories = set(CATEGORIES_OFF)
        self.enabled_rules = set(RULES_ON)

    def _query_server(
        self,
        url: str,
        params: dict[str, str] | None = None,
        num_tries: int = 1,
        method: Literal["get", "post"] = "get",
    ) -> Any:
        return super()._query_server(url, params, 1, method)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the text as it is sent, in which each line end is a paragraph's end.

    Attributes:
        start: where it begins in the whole text.
        added: offsets in ``sent`` of the line ends that the text does not have.
    """

    start: int
    sent: str
    added: tuple[int, ...]

    def place(self, offset: int) -> int:
        """Return the place in the whole text of an offset in ``sent``."""
        return self.start + offset - bisect_left(self.added, offset)


class Client:
    """A client for one process; calls from several threads wait for each other.

    Args:
        address: of the server.
        timeout: seconds after which an unanswered request is given up.
    """

    def __init__(self, address: Address, timeout: float = 60.0) -> None:
        self._address = address
        self._timeout = timeout
        self._tool: _Tool | None = None
        self._gone = False

    def check(self, text: str) -> tuple[GrammarMatch, ...]:
        """Return the grammar engine's matches in ``text``, in order.

        Raises:
            EngineError: the server cannot be reached, does not answer in time,
                or answers something else than matches.
        """
        with _one_at_a_time:
            return tuple(match for piece in _pieces(text) for match in self._matches(piece))

    def _matches(self, piece: _Piece) -> Iterator[GrammarMatch]:
        if not piece.sent.strip():
            return
        for match in self._ask(piece.sent):
            end = _end(piece.sent, match.offset, match.error_length)
            yield GrammarMatch(
                start=piece.place(match.offset),
                end=piece.place(end - 1) + 1 if end > match.offset else piece.place(end),
                rule=match.rule_id,
                category=match.category,
                message=match.message,
                replacements=tuple(match.replacements),
            )

    def _ask(self, text: str) -> list[Match]:
        """Return what the server says, waiting for it to come back where it died."""
        lost, end = 0, time.monotonic() + (0 if self._gone else _PATIENCE)
        while True:
            try:
                self._tool = self._tool or _Tool(self._address, self._timeout)
                matches: list[Match] = self._tool.check(text)
            except (LanguageToolError, OSError, ValueError, KeyError, TypeError) as error:
                died = _died(error)
                lost += died == "answer"
                again = self._address.restarts and lost < _LOST_ANSWERS and time.monotonic() < end
                if died and again:
                    time.sleep(_PAUSE)
                    continue
                self._gone = died == "server"
                raise self._failure(error) from error
            self._gone = False
            return matches

    def _failure(self, error: Exception) -> EngineError:
        cause = error.__cause__ or error
        if isinstance(cause, requests.Timeout):
            what = f"LanguageTool did not answer in {self._timeout:g} seconds"
        elif isinstance(cause, requests.exceptions.JSONDecodeError):
            what = f"LanguageTool refused the text ({' '.join(str(error).split())[:200]})"
        elif isinstance(cause, requests.RequestException):
            what = f"LanguageTool cannot be reached ({type(cause).__name__})"
        else:
            what = "what answers is not LanguageTool"
        return EngineError(what, where=self._address.url, remedy=_REMEDY)


_REMEDY = "assess the document again, or leave out the grammar check"


def _died(error: Exception) -> Literal["", "server", "answer"]:
    """Return whether there was no server to ask, or one that ended instead of answering."""
    cause = error.__cause__ or error
    broken = isinstance(cause, requests.ConnectionError | requests.exceptions.ChunkedEncodingError)
    if not broken or isinstance(cause, requests.Timeout):
        return ""
    refused = "refused" in str(cause) or "NewConnectionError" in str(cause)
    return "server" if refused else "answer"


def _end(text: str, start: int, units: int) -> int:
    """Return the end of ``units`` UTF-16 units of ``text`` from ``start``, in code points."""
    end = start
    while units > 0 and end < len(text):
        units -= 2 if ord(text[end]) > 0xFFFF else 1
        end += 1
    return end


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield ``text`` cut into pieces, at a paragraph's end wherever there is one."""
    lines, start = unwrap(text), 0
    while start < len(lines):
        end = min(len(lines), start + PIECE)
        if end < len(lines):
            end = _cut(lines, start, end)
        yield _piece(lines[start:end], start)
        start = end


def _cut(text: str, start: int, limit: int) -> int:
    """Return where to cut before ``limit``: behind a paragraph, a sentence, a word, or there."""
    for mark in ("\n", ". ", " "):
        at = text.rfind(mark, start, limit)
        if at > start:
            return at + len(mark)
    return limit


def _piece(part: str, start: int) -> _Piece:
    sent = part.replace("\n", "\n\n")
    added, at = [], sent.find("\n\n")
    while at >= 0:
        added.append(at + 1)
        at = sent.find("\n\n", at + 2)
    return _Piece(start, sent, tuple(added))
