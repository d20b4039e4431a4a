"""LanguageTool's server: started once for a run, on the loopback interface, ended with it."""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

import requests

from mtqa.annotate.cache import Tell, cache_folder
from mtqa.annotate.languagetool import guard
from mtqa.annotate.languagetool.install import VERSION, damaged, install, java
from mtqa.annotate.languagetool.request import LANGUAGE, OPTIONS
from mtqa.errors import EngineError

_HERE = Path(__file__).parent
_HEAP = "1g"  # 390 MB resident after 220,000 words; a lack of it ends Java, which is restarted
_PATIENCE = 90.0  # seconds that a start may take on a slow machine
_GOODBYE = 10.0  # seconds that the guard has for ending Java

# compiling for peak speed pays off after minutes only: 42 instead of 48 seconds of CPU
# for the first 220,000 words, 17 instead of 21 for the first 55,000
_LATE_COMPILATION = (
    "-XX:Tier4InvocationThreshold=80000",
    "-XX:Tier4MinInvocationThreshold=9600",
    "-XX:Tier4CompileThreshold=240000",
    "-XX:Tier4BackEdgeThreshold=640000",
)
_WARM_UP = "This sentence has the rules loaded. It is checked for nothing else."


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server answers; can be sent to other processes.

    Attributes:
        url: of the server, with a slash at the end and without ``v2``.
        restarts: whether somebody restarts it when it dies.
    """

    url: str
    restarts: bool


class Server:
    """A LanguageTool server for a whole run, to be closed at its end.

    Attributes:
        address: what clients need.
        version: name and version of what answers, ``LanguageTool 6.8``.
    """

    def __init__(
        self, address: Address, version: str, process: subprocess.Popen[bytes] | None = None
    ) -> None:
        self.address = address
        self.version = version
        self._guard = process
        if process is not None:
            atexit.register(self.close)

    @classmethod
    def start(cls, tell: Tell = lambda _: None) -> Self:
        """Return a server of our own that answers; it is downloaded where it is not there yet.

        Args:
            tell: is given a line of progress where something takes long.

        Raises:
            EngineError: it cannot be downloaded or started.
        """
        process = _start_guard(_command(java(), install(tell)))
        assert process.stdout is not None
        line = process.stdout.readline()
        answer = json.loads(line) if line else {"failed": "the guard process ended"}
        if "failed" in answer:
            _end_guard(process)
            raise _no_start(answer["failed"])
        address = Address(f"http://{guard.HOST}:{answer['port']}/", restarts=True)
        return cls(address, f"LanguageTool {VERSION}", process)

    @classmethod
    def connect(cls, url: str) -> Self:
        """Return the running server at ``url``, which ``close`` will leave alone.

        Raises:
            EngineError: no LanguageTool answers there.
        """
        base = _base(url)
        try:
            response = requests.post(
                f"{base}v2/check",
                data={"language": LANGUAGE, "text": "Test."},
                timeout=30,
                proxies=direct(base),
                allow_redirects=False,  # texts go where the user said and nowhere else
            )
            response.raise_for_status()
            software = response.json()["software"]
            version = f"{software['name']} {software['version']}"
        except (requests.RequestException, ValueError, TypeError, KeyError) as error:
            raise EngineError(
                f"no LanguageTool server answers ({_reason(error)})",
                where=url,
                remedy="start that server, or leave out --languagetool to have one started",
            ) from error
        return cls(Address(base, restarts=False), version)

    def close(self) -> None:
        """End the server, if it is ours, and wait until it is gone."""
        if self._guard is not None:
            atexit.unregister(self.close)
            _end_guard(self._guard)
            self._guard = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def direct(url: str) -> dict[str, str]:
    """Return the proxies to use for ``url``: none on this machine, else those of the user."""
    host = urlsplit(url).hostname or ""
    here = host == "localhost" or host.startswith("127.") or host == "::1"
    return {"no_proxy": host} if here else {}


def _base(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EngineError(
            "that is no address of a LanguageTool server",
            where=url,
            remedy="write it like http://localhost:8081",
        )
    return url.rstrip("/").removesuffix("/v2") + "/"


def _reason(error: Exception) -> str:
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"HTTP status {error.response.status_code}"
    if isinstance(error, requests.RequestException):
        return type(error).__name__
    return "the answer is not LanguageTool's"


def _command(program: Path, jars: Iterable[Path]) -> list[str]:
    separator = ";" if sys.platform == "win32" else ":"
    return [
        str(program),
        f"-Xmx{_HEAP}",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        *_LATE_COMPILATION,
        "-Djava.awt.headless=true",
        f"-Dlogback.configurationFile={_HERE / 'logback.xml'}",
        "-cp",
        separator.join(map(str, jars)),
        "org.languagetool.server.HTTPServer",
        "--config",
        str(_HERE / "server.properties"),
        "--port",
        "{port}",
    ]


def _start_guard(command: list[str]) -> subprocess.Popen[bytes]:
    order = {
        "command": command,
        "path": "/v2/healthcheck",
        "first": ("/v2/check", urlencode({"language": LANGUAGE, "text": _WARM_UP, **OPTIONS})),
        "patience": _PATIENCE,
    }
    own_group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    process = subprocess.Popen(
        [sys.executable, "-I", guard.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C ends us in good order, and the guard follows
        creationflags=own_group | no_window,
    )
    assert process.stdin is not None
    with contextlib.suppress(OSError):  # then it says nothing, which is noticed
        process.stdin.write(json.dumps(order).encode() + b"\n")
        process.stdin.flush()
    return process


def _end_guard(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    try:
        process.wait(_GOODBYE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _no_start(said: str) -> EngineError:
    """Return the error for what Java or the guard said when the start failed."""
    spoilt = damaged()
    if spoilt:
        return EngineError(
            "a file of LanguageTool is damaged",
            where=str(spoilt[0]),
            remedy=f"delete the folder {spoilt[0].parent} and run mtqa again",
        )
    if any(word in said.lower() for word in ("heap", "memory", "reserve", "allocate")):
        return EngineError(
            f"Java cannot have the {_HEAP} of memory that LanguageTool needs ({_brief(said)})",
            remedy="close other programs, allow more memory, or leave out the grammar check",
        )
    return EngineError(
        f"LanguageTool's server does not start ({_brief(said)})",
        remedy=f"run mtqa doctor; deleting {cache_folder()} has everything downloaded again",
    )


def _brief(said: str) -> str:
    return " ".join(said.split())[:200] or "Java said nothing"
