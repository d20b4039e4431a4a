"""The guard with a small Python server in the place of Java's: fast, and without a network."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mtqa.annotate.languagetool import guard

posix = pytest.mark.skipif(os.name != "posix", reason="sends signals")

PROGRAM = """
import os, sys, time
from http.server import BaseHTTPRequestHandler, HTTPServer
port, folder = int(sys.argv[1]), sys.argv[2]
with open(folder + "/starts", "a") as starts:
    starts.write(f"{os.getpid()} {port}\\n")
starts = open(folder + "/starts").read().splitlines()
BEFORE
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with open(folder + "/warm", "a") as warm:
            warm.write(self.path + " " + body)
        self.send_response(200); self.end_headers()
    def log_message(self, *args): pass
server = HTTPServer(("127.0.0.1", port), Handler)
AFTER
server.serve_forever()
"""


def wait_until(true: Callable[[], bool], seconds: float = 15.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def lives(pid: int) -> bool:
    """Return whether the process runs; one that only waits to be buried does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def answers(port: int) -> bool:
    return guard.answers(port, "/", 5.0)


class Guarded:
    """A guard that was started with a program of its own."""

    def __init__(self, folder: Path, before: str = "", after: str = "") -> None:
        self.folder = folder
        program = folder / "program.py"
        program.write_text(PROGRAM.replace("BEFORE", before).replace("AFTER", after))
        self.order = {
            "command": [sys.executable, str(program), "{port}", str(folder)],
            "path": "/",
            "first": ("/warm", "text=first"),
            "patience": 10.0,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-I", guard.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(self.order).encode() + b"\n")
        self.process.stdin.flush()
        self.said = json.loads(self.process.stdout.readline() or "{}")

    @property
    def starts(self) -> list[tuple[int, int]]:
        lines = (self.folder / "starts").read_text().splitlines()
        return [(int(pid), int(port)) for pid, port in (line.split() for line in lines)]

    def release(self) -> None:
        """Do what happens when mtqa ends in whatever way: its end of the pipe is closed."""
        assert self.process.stdin
        self.process.stdin.close()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Callable[..., Guarded]]:
    made: list[Guarded] = []

    def start(before: str = "", after: str = "") -> Guarded:
        made.append(Guarded(tmp_path, before, after))
        return made[-1]

    yield start
    for one in made:
        one.end()


def test_tells_the_port_and_has_the_rules_loaded(guarded: Callable[..., Guarded]) -> None:
    one = guarded()
    assert answers(one.said["port"])
    warm = one.folder / "warm"
    assert wait_until(warm.exists)
    assert wait_until(lambda: warm.read_text() == "/warm text=first")


@posix
def test_ends_the_program_when_mtqa_ends(guarded: Callable[..., Guarded]) -> None:
    one = guarded()
    ((pid, port),) = one.starts
    assert lives(pid)
    one.release()
    assert one.process.wait(10) == 0
    assert not lives(pid)
    assert not answers(port)


@posix
def test_restarts_a_program_that_dies_on_the_same_port(guarded: Callable[..., Guarded]) -> None:
    one = guarded()
    port = one.said["port"]
    for count in (1, 2, 3):
        os.kill(one.starts[-1][0], signal.SIGKILL)
        assert wait_until(lambda count=count: len(one.starts) > count and answers(port))  # type: ignore[misc]
    assert {used for _, used in one.starts} == {port}
    assert one.process.poll() is None


def test_gives_up_a_program_that_keeps_dying(guarded: Callable[..., Guarded]) -> None:
    one = guarded(after="import threading; threading.Timer(0.3, os._exit, (1,)).start()")
    assert "port" in one.said
    assert one.process.wait(60) == 1
    assert len(one.starts) == guard.STARTS_IN_A_ROW


def test_tells_what_a_program_said_that_does_not_start(guarded: Callable[..., Guarded]) -> None:
    one = guarded(before="print('Error: no heap'); print('bye', file=sys.stderr); sys.exit(1)")
    assert "Error: no heap" in one.said["failed"]
    assert "bye" in one.said["failed"]
    assert one.process.wait(10) == 1
    assert len(one.starts) == 1


def test_tells_that_there_is_no_program(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-I", guard.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    order = {
        "command": [str(tmp_path / "none")],
        "path": "/",
        "first": ("/", ""),
        "patience": 5.0,
    }
    said, _ = process.communicate(json.dumps(order).encode() + b"\n", timeout=20)
    assert str(tmp_path / "none") in json.loads(said)["failed"]
    assert process.returncode == 1


def test_takes_another_port_where_one_is_taken(guarded: Callable[..., Guarded]) -> None:
    taken = "java.net.BindException: Address already in use"
    one = guarded(before=f"if len(starts) == 1: print({taken!r}); sys.exit(1)")
    (_, first), (_, second) = one.starts
    assert first != second
    assert one.said == {"port": second}


@posix
def test_ignores_ctrl_c(guarded: Callable[..., Guarded]) -> None:
    one = guarded()
    os.killpg(one.process.pid, signal.SIGINT)
    time.sleep(0.3)
    assert one.process.poll() is None
    assert wait_until(lambda: answers(one.said["port"]))


@posix
def test_ends_the_program_when_it_is_told_to_end(guarded: Callable[..., Guarded]) -> None:
    one = guarded()
    one.process.terminate()
    assert one.process.wait(10) == 0
    assert not lives(one.starts[0][0])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can do that")
def test_the_program_does_not_outlive_a_killed_guard(guarded: Callable[..., Guarded]) -> None:
    one = guarded()
    one.process.kill()
    assert wait_until(lambda: not lives(one.starts[0][0]))


@posix
def test_ends_when_a_forked_child_still_holds_the_pipe(tmp_path: Path) -> None:
    """A process pool that forks inherits the pipe: its end never comes, but the parent is gone."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.replace("BEFORE", "").replace("AFTER", ""))
    command = [sys.executable, str(program), "{port}", str(tmp_path)]
    order = {"command": command, "path": "/", "first": ("/", ""), "patience": 10.0}
    parent = textwrap.dedent(f"""
        import json, os, subprocess, sys, time
        guard = subprocess.Popen(
            [sys.executable, "-I", {guard.__file__!r}],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )
        guard.stdin.write({json.dumps(order)!r}.encode() + b"\\n")
        guard.stdin.flush()
        guard.stdout.readline()
        child = os.fork()
        if child == 0:
            os.close(1)
            time.sleep(60)
            os._exit(0)
        print(guard.pid, child, flush=True)
        os._exit(0)
    """)
    said = subprocess.run(
        [sys.executable, "-c", parent], stdout=subprocess.PIPE, check=True, timeout=30
    ).stdout
    guard_pid, child = map(int, said.split())
    try:
        pid = int((tmp_path / "starts").read_text().split()[0])
        assert wait_until(lambda: not lives(pid) and not lives(guard_pid))
        assert lives(child)
    finally:
        os.kill(child, signal.SIGKILL)


@posix
def test_restarts_a_program_that_falls_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_PROBE_EVERY", 0.1)
    monkeypatch.setattr(guard, "_PROBE_TIMEOUT", 0.3)
    monkeypatch.setattr(guard, "_BEAT", 0.05)
    program, stop = tmp_path / "program.py", threading.Event()
    program.write_text(PROGRAM.replace("BEFORE", "").replace("AFTER", ""))
    command = [sys.executable, str(program), "{port}", str(tmp_path)]
    one = guard.Guard(guard.Order(command, "/", ("/", ""), 10.0), stop)
    ports: list[int] = []

    def run() -> None:
        ports.append(one.start())
        one.keep(ports[0])
        one.end()

    keeping = threading.Thread(target=run)
    keeping.start()
    starts = tmp_path / "starts"
    try:
        assert wait_until(lambda: bool(ports))
        os.kill(int(starts.read_text().split()[0]), signal.SIGSTOP)
        assert wait_until(lambda: len(starts.read_text().splitlines()) == 2)
        assert wait_until(lambda: answers(ports[0]))
    finally:
        stop.set()
        keeping.join(10)
    assert not keeping.is_alive()


def test_java_is_started_without_options_from_outside() -> None:
    given = {"PATH": "/bin", "JAVA_TOOL_OPTIONS": "-Xmx1m", "_JAVA_OPTIONS": "x", "CLASSPATH": "y"}
    assert guard.environment(given) == {"PATH": "/bin"}


def test_a_closed_port_does_not_answer() -> None:
    assert not guard.answers(guard.free_port(), "/", 1.0)
