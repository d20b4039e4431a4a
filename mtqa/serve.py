"""The report's page served on this machine alone, which writes decisions down as they are made.

Only a browser that was given the address, with its random token, gets an answer: requests of
other pages (by their origin) and of other names for this machine (by the host) are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import token_urlsafe

from mtqa.errors import MtqaError
from mtqa.review import log

MOST_BYTES = 20_000_000  # of decisions in one request

_DATA = re.compile(r"[\w-]+-data/data-\d+\.js")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves a page and its decisions file.

    Args:
        page: the page; the files that belong to it lie beside it.
        decisions: the file that decisions are added to.
        port: where to listen; 0 for any that is free.

    Attributes:
        token: the part of the address that nobody else knows.
    """

    daemon_threads = True

    def __init__(self, page: Path, decisions: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.page = page
        self.decisions = decisions
        self.token = token_urlsafe(24)

    @property
    def hosts(self) -> tuple[str, str]:
        """Return what a browser may call this server."""
        return f"127.0.0.1:{self.server_port}", f"localhost:{self.server_port}"

    @property
    def address(self) -> str:
        """Return the address to open."""
        return f"http://{self.hosts[0]}/{self.token}/"


class _RefusedError(Exception):
    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "mtqa"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal for people."""

    def _answer(self, act: Callable[[str], tuple[str, bytes]]) -> None:
        try:
            kind, data = act(self._asked())
        except _RefusedError as refusal:
            self._send(refusal.status, "text/plain; charset=utf-8", str(refusal).encode())
        except MtqaError as error:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            self._send(status, "text/plain; charset=utf-8", str(error).encode())
        else:
            self._send(HTTPStatus.OK, kind, data)

    def _asked(self) -> str:
        """Return the path behind the token, once it is clear that our own page asks."""
        if self.headers.get("Host") not in self.server.hosts:
            raise _RefusedError(HTTPStatus.FORBIDDEN, "this is no name of this server")
        if self.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            raise _RefusedError(HTTPStatus.FORBIDDEN, "another page may not ask")
        origin = self.headers.get("Origin")
        if origin is not None and origin not in [f"http://{host}" for host in self.server.hosts]:
            raise _RefusedError(HTTPStatus.FORBIDDEN, "another page may not ask")
        _, token, *rest = [*self.path.split("?")[0].split("/", maxsplit=2), ""][:3]
        if not compare_digest(token.encode(), self.server.token.encode()):
            raise _RefusedError(HTTPStatus.NOT_FOUND, "open the address that mtqa review printed")
        return rest[0]

    def _get(self, asked: str) -> tuple[str, bytes]:
        if asked == "decisions":
            lines = log.read(self.server.decisions).lines
            return "application/x-ndjson", "".join(f"{line.text}\n" for line in lines).encode()
        if asked == "":
            return "text/html; charset=utf-8", self.server.page.read_bytes()
        path = self.server.page.parent / asked
        if _DATA.fullmatch(asked) and path.is_file():
            return "text/javascript; charset=utf-8", path.read_bytes()
        raise _RefusedError(HTTPStatus.NOT_FOUND, "there is nothing here")

    def _post(self, asked: str) -> tuple[str, bytes]:
        if asked != "decisions":
            raise _RefusedError(HTTPStatus.NOT_FOUND, "there is nothing here")
        if self.headers.get("Origin") is None:
            raise _RefusedError(HTTPStatus.FORBIDDEN, "only the page itself may decide")
        if self.headers.get("Content-Type") != "application/x-ndjson":
            raise _RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "decisions are lines of JSON")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too much at once")
        sent = log.parse(self.rfile.read(int(length)).decode("utf-8", "replace"))
        if sent.unreadable or not sent.lines:
            raise _RefusedError(HTTPStatus.BAD_REQUEST, "not all of this is a decision")
        known = {line.text for line in log.read(self.server.decisions).lines}
        log.append(
            self.server.decisions, [line.text for line in sent.lines if line.text not in known]
        )
        return "text/plain; charset=utf-8", b""

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": kind}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
