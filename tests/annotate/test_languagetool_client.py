"""The client against a stand-in for LanguageTool's server, which answers as it is told."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtqa.annotate.languagetool import Address, Client, Server, client
from mtqa.errors import EngineError

Answer = Callable[[str], "str | bytes | int | None"]
MARKED = re.compile("<[^<>]*>")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def answer(*spans: tuple[int, int]) -> str:
    matches = [
        {
            "message": "Wrong.",
            "replacements": [{"value": "right"}],
            "offset": start,
            "length": length,
            "context": {"text": "", "offset": 0, "length": length},
            "sentence": "",
            "rule": {"id": "SOME_RULE", "issueType": "grammar", "category": {"id": "GRAMMAR"}},
        }
        for start, length in spans
    ]
    software = {"name": "LanguageTool", "version": "9.9"}
    return json.dumps({"software": software, "matches": matches})


def marked(text: str) -> str:
    """Answer as LanguageTool would if all that stands in angle brackets were wrong."""
    return answer(*((units(text[: m.start()]), units(m[0])) for m in MARKED.finditer(text)))


class StandIn(ThreadingHTTPServer):
    """Answers with what ``say`` returns: a body, a status, or ``None`` to hang up."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, say: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.say = say
        self.asked: list[dict[str, list[str]]] = []
        self.elsewhere = ""

    @property
    def address(self) -> Address:
        return Address(f"http://127.0.0.1:{self.server_address[1]}/", restarts=True)


class Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_GET(self) -> None:
        self.reply(200, b'[{"code": "en", "longCode": "en-US", "name": "English"}]')

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), True)
        self.server.asked.append(form)
        said = self.server.say(form["text"][0])
        if isinstance(said, int):
            self.reply(said, b"Error: something broke")
        elif said is not None:
            self.reply(200, said.encode() if isinstance(said, str) else said)

    def reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if status == 307:
            self.send_header("Location", f"{self.server.elsewhere}v2/check")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def stand_in() -> Iterator[Callable[[Answer], StandIn]]:
    servers: list[StandIn] = []

    def start(say: Answer) -> StandIn:
        server = StandIn(say)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def quotes(client: Client, text: str) -> list[str]:
    return [text[match.start : match.end] for match in client.check(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A <word> here.",
        "😀😀 <after> two",
        "<😀 inside 👩‍👩‍👧> and <then>",
        "e\u0301 <combining e\u0301\u0301> n\u0303 <x>",
        "שלום <עולם> 😀 العربية <ثم>",
        "𝔘𝔫𝔦 <c>\n<𝔬𝔡𝔢>\n\n<😀>\n",
        "\n\n<first>\n<second>\nand\n<third>",
        "<>",
    ],
)
def test_matches_are_counted_in_code_points(
    stand_in: Callable[[Answer], StandIn], text: str
) -> None:
    server = stand_in(marked)
    found = Client(server.address).check(text)
    assert [(match.start, match.end) for match in found] == [
        match.span() for match in MARKED.finditer(text)
    ]


@pytest.fixture(scope="module")
def echo() -> Iterator[StandIn]:
    server = StandIn(marked)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.text(st.sampled_from("ab .\n\t<>é\u0301ש😀𝔘\u200d\u00ad\u00a0"), max_size=30),
        max_size=40,
    )
)
def test_any_text_keeps_its_offsets(
    echo: StandIn, monkeypatch: pytest.MonkeyPatch, parts: list[str]
) -> None:
    """Line ends are doubled on the way and long texts cut; neither may shift a match."""
    text = "\n".join(parts)
    monkeypatch.setattr(client, "PIECE", 64)
    within = [part for piece in client._pieces(text) for part in MARKED.findall(piece.sent)]
    whole = [quote.replace("\n", "\n\n") for quote in quotes(Client(echo.address), text)]
    assert whole == within


def test_a_line_end_is_sent_as_the_end_of_a_paragraph(
    stand_in: Callable[[Answer], StandIn],
) -> None:
    server = stand_in(marked)
    Client(server.address).check("A headline\nThe first sentence.")
    assert [form["text"][0] for form in server.asked] == ["A headline\n\nThe first sentence."]
    (form,) = server.asked
    assert form["language"] == ["en-US"]
    assert "TYPOS" in form["disabledCategories"][0].split(",")
    assert "EN_A_VS_AN" in form["enabledRules"][0].split(",")


def test_long_texts_are_cut_where_paragraphs_end(stand_in: Callable[[Answer], StandIn]) -> None:
    server = stand_in(marked)
    paragraph = "The cat sat on the mat. " * 20 + "<Here> it ends 😀."
    text = "\n".join([paragraph] * 60)
    assert quotes(Client(server.address), text) == ["<Here>"] * 60
    sent = [form["text"][0] for form in server.asked]
    assert len(sent) > 2
    assert all(len(piece) <= 2 * client.PIECE for piece in sent)
    assert all(piece.rstrip("\n").endswith("ends 😀.") for piece in sent)


def test_a_paragraph_without_end_is_cut_between_words(
    stand_in: Callable[[Answer], StandIn],
) -> None:
    server = stand_in(marked)
    Client(server.address).check("word " * 4000)
    sent = [form["text"][0] for form in server.asked]
    assert len(sent) == 3
    assert {word for piece in sent for word in piece.split()} == {"word"}


def test_blank_text_is_not_sent(stand_in: Callable[[Answer], StandIn]) -> None:
    server = stand_in(marked)
    assert Client(server.address).check(" \n\n ") == ()
    assert server.asked == []


def test_a_hanging_request_is_given_up_and_the_next_one_made(
    stand_in: Callable[[Answer], StandIn],
) -> None:
    release = threading.Event()

    def hang(text: str) -> str:
        if "slow" in text:
            release.wait(20)
        return marked(text)

    server = stand_in(hang)
    patient = Client(server.address, timeout=0.3)
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"did not answer in 0\.3 seconds"):
        patient.check("so slow")
    assert time.monotonic() - began < 5
    assert len(server.asked) == 1  # what hung once is not asked again
    assert quotes(patient, "<fast>") == ["<fast>"]
    release.set()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (500, "refused the text .*something broke"),
        (413, "refused the text"),
        (b"<html>not JSON", "refused the text"),
        (b"{}", "what answers is not LanguageTool"),
        (b"[]", "what answers is not LanguageTool"),
        (b'{"matches": [{"offset": 1}]}', "what answers is not LanguageTool"),
        (b"null", "what answers is not LanguageTool"),
    ],
)
def test_a_bad_answer_is_an_error_of_the_document(
    stand_in: Callable[[Answer], StandIn], said: bytes | int, message: str
) -> None:
    server = stand_in(lambda _: said)
    with pytest.raises(EngineError, match=message) as caught:
        Client(server.address).check("Text.")
    assert caught.value.where == server.address.url
    assert caught.value.remedy
    server.say = marked
    assert quotes(Client(server.address), "<fine>") == ["<fine>"]


def test_a_server_that_nobody_restarts_is_not_waited_for() -> None:
    gone = StandIn(marked)
    gone.server_close()
    address = Address(gone.address.url, restarts=False)
    began = time.monotonic()
    with pytest.raises(EngineError, match="cannot be reached"):
        Client(address).check("Text.")
    assert time.monotonic() - began < 5


def test_a_server_that_died_is_waited_for(stand_in: Callable[[Answer], StandIn]) -> None:
    server = stand_in(marked)
    address = server.address
    reaching = Client(address)
    assert quotes(reaching, "<one>") == ["<one>"]
    server.shutdown()
    server.server_close()
    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(quotes, reaching, "<two>")
        time.sleep(0.8)
        again = StandIn.__new__(StandIn)
        ThreadingHTTPServer.__init__(again, server.server_address, Handler)
        again.say, again.asked = marked, []
        threading.Thread(target=again.serve_forever, args=(0.05,), daemon=True).start()
        assert asked.result(timeout=20) == ["<two>"]
    again.shutdown()
    again.server_close()


def test_waiting_ends_and_is_not_repeated_for_each_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "_PATIENCE", 1.0)
    monkeypatch.setattr(client, "_PAUSE", 0.1)
    gone = StandIn(marked)
    gone.server_close()
    lost, times = Client(gone.address), []
    for _ in range(2):
        began = time.monotonic()
        with pytest.raises(EngineError, match="cannot be reached"):
            lost.check("Text.")
        times.append(time.monotonic() - began)
    assert times[0] >= 0.9
    assert times[1] < 0.5


def test_a_text_that_ends_the_server_is_not_sent_for_ever(
    stand_in: Callable[[Answer], StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_PAUSE", 0.05)
    server = stand_in(lambda text: None if "poison" in text else marked(text))
    lost = Client(server.address)
    with pytest.raises(EngineError, match="cannot be reached"):
        lost.check("poison")
    assert len(server.asked) == 2
    assert quotes(lost, "<fine>") == ["<fine>"]


def test_the_users_proxy_is_not_used_on_this_machine(
    stand_in: Callable[[Answer], StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    server = stand_in(marked)
    assert quotes(Client(server.address), "<here>") == ["<here>"]
    assert Server.connect(server.address.url).version == "LanguageTool 9.9"


def test_threads_do_not_mix_up_each_others_offsets(
    stand_in: Callable[[Answer], StandIn],
) -> None:
    server = stand_in(marked)
    texts = ["😀" * 30 + "<😀>", "plain text with <something>", "é 𝔘 <𝔘𝔘>"] * 10
    with ThreadPoolExecutor(6) as many:
        found = list(many.map(lambda text: quotes(Client(server.address), text), texts))
    assert found == [MARKED.findall(text) for text in texts]


def test_connect_finds_a_server_with_and_without_the_api_path(
    stand_in: Callable[[Answer], StandIn],
) -> None:
    server = stand_in(marked)
    bare = server.address.url.rstrip("/")
    for url in (bare, f"{bare}/", f"{bare}/v2", f"{bare}/v2/"):
        with Server.connect(url) as connected:
            assert connected.address == Address(f"{bare}/", restarts=False)
            assert quotes(Client(connected.address), "<one>") == ["<one>"]


@pytest.mark.parametrize("said", [500, b"<html>", b"{}", b"[]", b'{"software": 1}'])
def test_connect_to_something_else_is_an_error_that_names_it(
    stand_in: Callable[[Answer], StandIn], said: bytes | int
) -> None:
    server = stand_in(lambda _: said)
    with pytest.raises(EngineError) as caught:
        Server.connect(server.address.url)
    assert caught.value.where == server.address.url
    assert caught.value.remedy


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "localhost:8081", "ftp://x", "", "http://"])
def test_connect_to_nothing_is_an_error_that_names_it(url: str) -> None:
    with pytest.raises(EngineError) as caught:
        Server.connect(url)
    assert caught.value.where == url
    assert caught.value.remedy


def test_connect_does_not_follow_a_server_that_points_elsewhere(
    stand_in: Callable[[Answer], StandIn],
) -> None:
    other, first = stand_in(marked), stand_in(lambda _: 307)
    first.elsewhere = other.address.url
    with pytest.raises(EngineError):
        Server.connect(first.address.url)
    assert other.asked == []
