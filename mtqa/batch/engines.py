"""The engines of a run: LanguageTool is started once and shared by all workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mtqa.annotate import language
from mtqa.config import Settings
from mtqa.errors import EngineError
from mtqa.pipeline import Engines

if TYPE_CHECKING:
    from mtqa.annotate.languagetool import Address, Server


@dataclass(frozen=True)
class Shared:
    """What a worker needs to know of the run's engines; it can be sent to other processes.

    Attributes:
        address: where LanguageTool answers, ``None`` where it does not run.
        version: what answers there.
        failed: why it does not run although it was asked for; else empty.
    """

    address: Address | None = None
    version: str = ""
    failed: str = ""


@lru_cache(maxsize=1)
def connect(shared: Shared) -> Engines:
    """Return this process's own clients of the shared engines."""
    if shared.address is not None:
        from mtqa.annotate.languagetool import Client

        return Engines(Client(shared.address), shared.version, "")
    if shared.failed:
        return Engines(grammar_skipped=f"grammar: {shared.failed}")
    return Engines()


def _server(settings: Settings, tell: Callable[[str], None]) -> Server:
    from mtqa.annotate.languagetool import Server

    if settings.languagetool_url is not None:
        return Server.connect(settings.languagetool_url)
    tell("starting LanguageTool")
    return Server.start(tell)


@contextmanager
def shared_engines(
    settings: Settings, tell: Callable[[str], None], meanwhile: Callable[[], None]
) -> Iterator[Shared]:
    """Start what ``settings`` ask for, run ``meanwhile``, and stop all at the end.

    A grammar server that cannot be had is no reason to stop: what is yielded
    then says why.
    """
    if not settings.languagetool:
        meanwhile()
        yield Shared()
        return
    with ThreadPoolExecutor(1) as beside:
        starting = beside.submit(_server, settings, tell)
        try:
            meanwhile()
        finally:
            failure = starting.exception()
    if isinstance(failure, EngineError):
        tell(f"going on without the grammar check: {failure}")
        yield Shared(failed=str(failure))
        return
    server = starting.result()
    try:
        yield Shared(server.address, server.version)
    finally:
        server.close()


def load_language() -> None:
    """Load the spaCy model now rather than with the first document."""
    language.signature()
