"""The engines of a run: one LanguageTool for all workers, a language model in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import parent_process
from typing import TYPE_CHECKING, TypeVar

from mtqa.annotate import language
from mtqa.batch.processors import cpus
from mtqa.config import Settings
from mtqa.errors import EngineError
from mtqa.pipeline import Engines

if TYPE_CHECKING:
    from mtqa.annotate.languagetool import Address, Server
    from mtqa.annotate.lm import Model

Engine = TypeVar("Engine")


@dataclass(frozen=True)
class Shared:
    """What a worker needs to know of the run's engines; it can be sent to other processes.

    Attributes:
        address: where LanguageTool answers, ``None`` where it does not run.
        version: what answers there.
        failed: why it does not run although it was asked for; else empty.
        model: the language model, ready to be loaded, ``None`` where there is none.
        model_failed: why there is none although it was asked for; else empty.
    """

    address: Address | None = None
    version: str = ""
    failed: str = ""
    model: Model | None = None
    model_failed: str = ""


@lru_cache(maxsize=1)
def connect(shared: Shared) -> Engines:
    """Return this process's own clients of the shared engines, and its own language model."""
    grammar, model, without = None, None, shared.model_failed
    if shared.address is not None:
        from mtqa.annotate.languagetool import Client

        grammar = Client(shared.address)
    if shared.model is not None:
        from mtqa.annotate.lm import LanguageModel

        try:
            alone = parent_process() is None
            model = LanguageModel(shared.model, threads=cpus() if alone else 1)
        except EngineError as error:
            without = str(error)
    return Engines(
        grammar=grammar,
        grammar_version=shared.version,
        grammar_skipped=f"grammar: {shared.failed or 'switched off'}",
        model=model,
        model_skipped=f"mt_likelihood: {without or 'switched off'}",
    )


def _server(settings: Settings, tell: Callable[[str], None]) -> Server:
    from mtqa.annotate.languagetool import Server

    if settings.languagetool_url is not None:
        return Server.connect(settings.languagetool_url)
    tell("starting LanguageTool")
    return Server.start(tell)


def _model(settings: Settings, tell: Callable[[str], None]) -> Model:
    from mtqa.annotate.lm.install import install

    return install(settings.model_path, tell)


@contextmanager
def shared_engines(
    settings: Settings, tell: Callable[[str], None], meanwhile: Callable[[], None]
) -> Iterator[Shared]:
    """Start what ``settings`` ask for, run ``meanwhile``, and stop all at the end.

    An engine that cannot be had is no reason to stop: what is yielded then says why.
    """
    with ThreadPoolExecutor(2) as beside:
        grammar = beside.submit(_server, settings, tell) if settings.languagetool else None
        ready = beside.submit(_model, settings, tell) if settings.model else None
        meanwhile()
    model, model_failed = _had(ready.result, "language model", tell) if ready else (None, "")
    server, failed = _had(grammar.result, "grammar check", tell) if grammar else (None, "")
    try:
        yield Shared(
            address=server.address if server else None,
            version=server.version if server else "",
            failed=failed,
            model=model,
            model_failed=model_failed,
        )
    finally:
        if server:
            server.close()


def _had(
    result: Callable[[], Engine], what: str, tell: Callable[[str], None]
) -> tuple[Engine | None, str]:
    """Return what was started, or ``None`` and why it cannot be had."""
    try:
        return result(), ""
    except EngineError as error:
        tell(f"going on without the {what}: {error}")
        return None, str(error)


def load_language() -> None:
    """Load the spaCy model now rather than with the first document."""
    language.signature()
