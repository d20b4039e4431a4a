"""The server of ``mtqa review`` answers its own page and nobody else."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from mtqa.review.log import read
from mtqa.serve import ReviewServer
from tests.report.samples import found
from tests.review.events import decision

TEXT = "He met Mr. 58 Freericks on Monday."
LINE = decision(TEXT, found(TEXT, "58")).line()
JSON_LINES = "application/x-ndjson"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    page = tmp_path / "report.html"
    page.write_text("the page")
    (tmp_path / "report-data").mkdir()
    (tmp_path / "report-data" / "data-0.js").write_text("data")
    (tmp_path / "secret.txt").write_text("secret")
    with ReviewServer(page, tmp_path / "d.jsonl") as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask(
    server: ReviewServer, path: str = "", body: str | None = None, **headers: str
) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if body is not None:
        named = {"Origin": f"http://{server.hosts[0]}", "Content-Type": JSON_LINES, **named}
    whole = path if path.startswith("/") else f"/{server.token}/{path}"
    connection.request("GET" if body is None else "POST", whole, body, named)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_the_page_and_its_data(server: ReviewServer) -> None:
    assert ask(server) == (200, "the page")
    assert ask(server, "report-data/data-0.js") == (200, "data")


@pytest.mark.parametrize(
    "path", ["/", "/guess/", "/guess/decisions", "secret.txt", "../secret.txt", "%2e%2e/secret.txt"]
)
def test_nothing_else(server: ReviewServer, path: str) -> None:
    assert ask(server, path)[0] == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_no_other_page_gets_an_answer(server: ReviewServer, headers: dict[str, str]) -> None:
    assert ask(server, **headers)[0] == 403
    assert ask(server, "decisions", f"{LINE}\n", **headers)[0] == 403
    assert not server.decisions.exists()


def test_decisions_are_written_once(server: ReviewServer) -> None:
    assert ask(server, "decisions", f"{LINE}\n")[0] == 200
    assert ask(server, "decisions", f"{LINE}\n")[0] == 200
    assert ask(server, "decisions") == (200, f"{LINE}\n")
    assert len(read(server.decisions).lines) == 1


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("no decision", JSON_LINES, 400),
        (f"{LINE}\n{{}}\n", JSON_LINES, 400),
        ("", JSON_LINES, 400),
        (LINE, "text/plain", 415),
    ],
)
def test_what_is_no_decision_is_refused(
    server: ReviewServer, body: str, kind: str, status: int
) -> None:
    assert ask(server, "decisions", body, Content_Type=kind)[0] == status
    assert not server.decisions.exists()


def test_addresses_cannot_be_guessed(server: ReviewServer, tmp_path: Path) -> None:
    with ReviewServer(server.page, server.decisions) as other:
        assert len(other.token) >= 32
        assert other.token != server.token
