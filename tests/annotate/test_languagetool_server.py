"""The server: with a script in Java's place, and, where marked, with LanguageTool itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from mtqa.annotate.annotated import GrammarMatch
from mtqa.annotate.languagetool import Address, Client, Server, install, request, server
from mtqa.annotate.languagetool.guard import answers
from mtqa.errors import EngineError
from mtqa.knowledge.languagetool import rules_by_name, shown_categories

linux = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks processes up in /proc")
posix = pytest.mark.skipif(os.name != "posix", reason="starts a script in Java's place")


def wait_until(true: Callable[[], bool], seconds: float = 30.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def programs(port: int) -> list[int]:
    """Return the processes that were told to listen on ``port``."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"--port" in words and str(port).encode() in words:
            found.append(int(path.parent.name))
    return found


def port_of(address: Address) -> int:
    return int(address.url.rstrip("/").rpartition(":")[2])


# ------------------------------------------------------------ with a script in Java's place


SCRIPT = """#!{python}
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
{before}
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    do_POST = do_GET
    def log_message(self, *args): pass
HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Handler).serve_forever()
"""


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def write(before: str = "") -> None:
        path = tmp_path / "java"
        path.write_text(SCRIPT.format(python=sys.executable, before=before))
        path.chmod(0o755)
        monkeypatch.setattr(server, "java", lambda: path)
        monkeypatch.setattr(server, "install", lambda _: (tmp_path / "a.jar",))
        monkeypatch.setattr(server, "damaged", tuple)

    return write


@posix
def test_a_server_answers_until_it_is_closed(script: Callable[..., None]) -> None:
    script()
    with Server.start() as running:
        port = port_of(running.address)
        assert running.address == Address(f"http://127.0.0.1:{port}/", restarts=True)
        assert running.version == f"LanguageTool {install.VERSION}"
        assert answers(port, "/", 5.0)
    assert not answers(port, "/", 1.0)
    running.close()  # a second time does no harm


@posix
@pytest.mark.parametrize(
    ("said", "what", "remedy"),
    [
        ("Error: Could not reserve enough space for object heap", "of memory", "more memory"),
        ("Invalid maximum heap size: -Xmx1g", "of memory", "more memory"),
        ("Error: Could not find or load main class X", "does not start .*main class", "doctor"),
        ("", "does not start .*said nothing", "doctor"),
    ],
)
def test_a_server_that_does_not_start_is_an_error_with_a_way_out(
    script: Callable[..., None], said: str, what: str, remedy: str
) -> None:
    script(before=f"print({said!r}); sys.exit(1)")
    with pytest.raises(EngineError, match=what) as caught:
        Server.start()
    assert remedy in caught.value.remedy


@posix
def test_a_damaged_jar_is_named(
    script: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script(before="print('java.util.zip.ZipException'); sys.exit(1)")
    monkeypatch.setattr(server, "damaged", lambda: (tmp_path / "bad.jar",))
    with pytest.raises(EngineError, match="damaged") as caught:
        Server.start()
    assert caught.value.where == str(tmp_path / "bad.jar")
    assert str(tmp_path) in caught.value.remedy


def test_java_that_cannot_be_run_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "java").write_bytes(b"\x7fnot a program")
    monkeypatch.setattr(server, "java", lambda: tmp_path / "java")
    monkeypatch.setattr(server, "install", lambda _: ())
    monkeypatch.setattr(server, "damaged", tuple)
    with pytest.raises(EngineError, match="does not start"):
        Server.start()


def test_all_that_is_shown_is_asked_for() -> None:
    assert not shown_categories() & set(request.CATEGORIES_OFF)
    assert set(request.RULES_ON) <= rules_by_name()


# ------------------------------------------------------------------ with LanguageTool itself


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    try:
        started = Server.start()
    except EngineError as error:
        pytest.skip(f"needs LanguageTool: {error}")
    with started:
        yield started


@pytest.fixture
def own() -> Iterator[Server]:
    try:
        started = Server.start()
    except EngineError as error:
        pytest.skip(f"needs LanguageTool: {error}")
    with started:
        yield started


def quotes(address: Address, text: str, rule: str) -> list[str]:
    found = Client(address).check(text)
    return [text[match.start : match.end] for match in found if match.rule == rule]


def check_elsewhere(address: Address, text: str) -> tuple[GrammarMatch, ...]:
    return Client(address).check(text)


@pytest.mark.languagetool
def test_finds_slips_of_grammar(running: Server) -> None:
    (match,) = Client(running.address).check("This is a apple.")
    assert (match.start, match.end, match.rule) == (8, 9, "EN_A_VS_AN")
    assert match.replacements == ("an",)
    assert match.message


@pytest.mark.languagetool
@pytest.mark.parametrize(
    "before",
    [
        "😀😀 👩‍👩‍👧 ",
        "He said cafe\u0301 n\u0303 ",
        "שלום עולם ",
        "العربية ",
        "Soft\u00adhy\u00adphens ",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ",
        "A line.\nAnd one more.\n\n",
        "Tabs\tand\u00a0spaces\u2009here ",
    ],
)
def test_offsets_are_right_behind_anything(running: Server, before: str) -> None:
    text = f"{before}I have a apple 😀 and a orange."
    assert quotes(running.address, text, "EN_A_VS_AN") == ["a", "a"]
    offsets = [m.start for m in Client(running.address).check(text) if m.rule == "EN_A_VS_AN"]
    assert offsets == [text.index("a apple"), text.index("a orange")]


@pytest.mark.languagetool
def test_names_and_spelling_variants_are_not_matched(running: Server) -> None:
    british = "The colour of the theatre’s grey programme was criticised by Mr Szczęsny of Łódź."
    assert Client(running.address).check(british) == ()


@pytest.mark.languagetool
def test_a_long_text_is_checked_to_its_end(running: Server) -> None:
    text = "\n".join(["The minister spoke for a long time about the budget."] * 400 + ["A apple."])
    assert quotes(running.address, text, "EN_A_VS_AN") == ["A"]


@pytest.mark.languagetool
@pytest.mark.parametrize(
    "text", ["(\"'" * 5000, "x" * 30_000, "word, " * 3000, "\u0000\ufeff a \ud7ff"]
)
def test_odd_texts_do_no_harm(running: Server, text: str) -> None:
    Client(running.address).check(text)
    assert quotes(running.address, "I have a apple.", "EN_A_VS_AN") == ["a"]


@pytest.mark.languagetool
def test_processes_share_the_server(running: Server) -> None:
    texts = ["This is a apple.", "It is an horse 😀."] * 4
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(check_elsewhere, [running.address] * len(texts), texts))
    assert [match[0].rule for match in found] == ["EN_A_VS_AN"] * len(texts)
    assert [match[0].start for match in found] == [8, 6] * 4


@pytest.mark.languagetool
def test_two_at_once_do_not_meet() -> None:
    with ThreadPoolExecutor(2) as both:
        starting = [both.submit(Server.start) for _ in range(2)]
        try:
            servers = [each.result(120) for each in starting]
        except EngineError as error:
            pytest.skip(f"needs LanguageTool: {error}")
    with servers[0], servers[1]:
        assert port_of(servers[0].address) != port_of(servers[1].address)
        for each in servers:
            assert quotes(each.address, "This is a apple.", "EN_A_VS_AN") == ["a"]


@pytest.mark.languagetool
def test_nothing_is_downloaded_twice(running: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    told: list[str] = []
    with Server.start(told.append) as again:
        assert quotes(again.address, "This is a apple.", "EN_A_VS_AN") == ["a"]
    assert told == []
    code = "import sys; from mtqa.annotate.languagetool.install import install; install(); "
    code += "raise SystemExit('jgo' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


@linux
@pytest.mark.languagetool
def test_a_server_that_is_killed_comes_back(own: Server) -> None:
    asking = Client(own.address)
    port = port_of(own.address)
    assert asking.check("This is a apple.")
    (first,) = programs(port)
    os.kill(first, signal.SIGKILL)
    assert asking.check("This is a apple.")
    (second,) = programs(port)
    assert first != second


@linux
@pytest.mark.languagetool
def test_a_server_that_hangs_costs_one_document(own: Server) -> None:
    patient = Client(own.address, timeout=2.0)
    assert Client(own.address).check("This is a apple.")  # rules are loaded
    (pid,) = programs(port_of(own.address))
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(EngineError, match="did not answer in 2 seconds"):
            patient.check("This is a apple.")
    finally:
        os.kill(pid, signal.SIGCONT)
    assert patient.check("This is a apple.")


@linux
@pytest.mark.languagetool
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_java_is_gone_when_mtqa_is(running: Server, number: int) -> None:
    code = textwrap.dedent("""
        import time
        from mtqa.annotate.languagetool import Server
        with Server.start() as server:
            print(server.address.url, flush=True)
            time.sleep(60)
    """)
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )
    assert parent.stdout is not None
    port = port_of(Address(parent.stdout.readline().strip(), restarts=True))
    assert len(programs(port)) == 1
    os.killpg(parent.pid, number)  # as a terminal does with Ctrl-C
    parent.wait(30)
    parent.stdout.close()
    assert wait_until(lambda: not programs(port))
