"""The process between mtqa and Java: restarts Java when it dies and ends it when mtqa does.

It is started as a script of its own, by path and without the rest of mtqa, so
that it is there at once. It reads one line from standard input, a JSON object
with the fields of ``Order``, and answers with one line on standard output:
``{"port": …}`` when the server answers requests, or ``{"failed": …}`` with
what Java said. After that it only waits for the end of standard input, which
comes when mtqa ends, however it ends.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import RawIOBase
from typing import Any

HOST = "127.0.0.1"
STARTS_IN_A_ROW = 5

_SETTLED = 60.0  # a server that lived this many seconds was no failed start
_BEAT = 0.5  # seconds between looks at Java
_PROBE_EVERY = 10.0
_PROBE_TIMEOUT = 30.0  # a machine with too much to do is no reason to kill the server
_SILENT_PROBES = 2
_TAIL = 4000  # characters of Java's last words
_JAVA_OPTIONS = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")


@dataclass(frozen=True)
class Order:
    """What to keep running.

    Attributes:
        command: the program and its arguments; ``{port}`` is filled in.
        path: of a request that a server in order answers at once.
        first: path and body of a request that makes the server load its rules.
        patience: seconds that a start may take.
    """

    command: list[str]
    path: str
    first: tuple[str, str]
    patience: float


class StartError(Exception):
    """Java ended, or did not answer in time; the text is what it said."""


class Guard:
    """Keeps the ordered server running until ``stop`` is set."""

    def __init__(self, order: Order, stop: threading.Event) -> None:
        self._order = order
        self._stop = stop
        self._parent = os.getppid()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the guard
        self._java: subprocess.Popen[bytes] | None = None

    def start(self) -> int:
        """Return the port on which the server answers.

        Raises:
            StartError: it does not.
        """
        while True:
            port = free_port()
            try:
                self._launch(port)
            except StartError as error:
                if "BindException" not in str(error) and "already in use" not in str(error):
                    raise
            else:
                return port

    def keep(self, port: int) -> None:
        """Restart the server whenever it dies or falls silent, but not for ever."""
        failures, born = 0, time.monotonic()
        while not self._stopped():
            if self._ends(port):
                failures = 0 if time.monotonic() - born > _SETTLED else failures + 1
                if failures >= STARTS_IN_A_ROW:
                    return
                with contextlib.suppress(StartError):
                    born = time.monotonic()
                    self._launch(port)

    def end(self) -> None:
        """End Java and wait until it is gone."""
        if self._java is not None:
            self._java.kill()
            self._java.wait()

    def _stopped(self) -> bool:
        """Return whether mtqa is gone; a forked child of it may still hold our input open."""
        return self._stop.is_set() or (os.name == "posix" and os.getppid() != self._parent)

    def _ends(self, port: int) -> bool:
        """Watch Java; return ``True`` when it ended or is silent, ``False`` to stop."""
        assert self._java is not None
        silent, probe = 0, time.monotonic() + _PROBE_EVERY
        while not self._stopped():
            if self._java.poll() is not None:
                return True
            if time.monotonic() >= probe:
                silent = 0 if answers(port, self._order.path, _PROBE_TIMEOUT) else silent + 1
                if silent >= _SILENT_PROBES:
                    self.end()
                    return True
                probe = time.monotonic() + _PROBE_EVERY
            self._stop.wait(_BEAT)
        return False

    def _launch(self, port: int) -> None:
        self._log.seek(0)
        self._log.truncate()
        command = [part.replace("{port}", str(port)) for part in self._order.command]
        try:
            self._java = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=subprocess.STDOUT,
                env=environment(os.environ),
                preexec_fn=end_with_this_process(),  # noqa: PLW1509 - no lock can be held yet
            )
        except OSError as error:
            raise StartError(f"{command[0]}: {error.strerror}") from error
        self._await(port)
        threading.Thread(target=self._load, args=(port,), daemon=True).start()

    def _await(self, port: int) -> None:
        assert self._java is not None
        end = time.monotonic() + self._order.patience
        while not self._stopped():
            if self._java.poll() is not None:
                raise StartError(self._last_words())
            if answers(port, self._order.path, 2.0):
                return
            if time.monotonic() > end:
                self.end()
                raise StartError(f"no answer in {self._order.patience:.0f} seconds")
            self._stop.wait(0.05)

    def _load(self, port: int) -> None:
        """Have the rules loaded while mtqa still loads its own models."""
        path, body = self._order.first
        with contextlib.suppress(OSError, http.client.HTTPException):
            post(port, path, body)

    def _last_words(self) -> str:
        self._log.seek(0)
        return self._log.read().decode(errors="replace").strip()[-_TAIL:]


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what would change the options of Java."""
    return {name: value for name, value in given.items() if name not in _JAVA_OPTIONS}


def end_with_this_process() -> Callable[[], None] | None:
    """Return what a new child has to call so that it ends when this process is killed."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    prctl, set_death_signal, kill = ctypes.CDLL(None).prctl, 1, int(signal.SIGKILL)
    return lambda: prctl(set_death_signal, kill)


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int, path: str, timeout: float) -> bool:
    """Return whether the server answers ``path`` in ``timeout`` seconds."""
    connection = http.client.HTTPConnection(HOST, port, timeout=timeout)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def post(port: int, path: str, body: str) -> None:
    """Send a form and wait for the answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, body, headers)
        connection.getresponse().read()
    finally:
        connection.close()


def await_end(stream: RawIOBase, stop: threading.Event) -> None:
    """Set ``stop`` when the other end of ``stream`` is closed."""
    with contextlib.suppress(OSError):
        while stream.read(1):
            pass
    stop.set()


def tell(message: dict[str, Any]) -> None:
    """Write one line to whoever started the guard."""
    with contextlib.suppress(OSError):
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


def main() -> int:
    """Run the guard; return 1 when the server could not be kept running."""
    stop = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for mtqa, whose end ends us
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    # unbuffered, since a buffer's lock would be held by the waiting thread at the end
    stream = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115
    line = stream.readline()
    if not line:
        return 0
    guard = Guard(Order(**json.loads(line)), stop)
    threading.Thread(target=await_end, args=(stream, stop), daemon=True).start()
    try:
        try:
            port = guard.start()
        except StartError as error:
            tell({"failed": str(error)})
            return 1
        tell({"port": port})
        guard.keep(port)
        return 0 if stop.is_set() else 1
    finally:
        guard.end()


if __name__ == "__main__":
    raise SystemExit(main())
