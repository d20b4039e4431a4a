"""Many documents on several processes: in order, in bounded memory, surviving a lost worker."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from mtqa.batch.engines import Shared, connect, load_language
from mtqa.config import Settings
from mtqa.errors import InputError
from mtqa.model import Assessment, Problem
from mtqa.pipeline import assess_source
from mtqa.read.discover import Source

Result = Assessment | Problem

_AHEAD = 4  # documents in hand for each worker: enough to keep it busy


def assess_one(source: Source, shared: Shared, settings: Settings) -> Result:
    """Return the assessment of a file, or what is wrong with it; other errors are bugs, named."""
    try:
        return assess_source(source, connect(shared), settings)
    except InputError as error:
        return Problem(name=source.name, message=error.what, remedy=error.remedy)
    except Exception as error:  # one document must not end the batch
        return Problem(
            name=source.name,
            message=f"internal error: {type(error).__name__}: {error}",
            remedy="please report it with the file",
            internal=True,
        )


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    load_language()


def _end_with_parent() -> None:
    """End this process when its parent is gone; a pool's workers would wait for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Workers:
    """A pool of processes that assess documents.

    Args:
        jobs: how many processes; with 1 the work is done in this process.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def warm_up(self) -> None:
        """Start the processes, so that they load their models while the server starts."""
        if self._jobs == 1:
            load_language()
            return
        self._pool = ProcessPoolExecutor(
            self._jobs, mp_context=get_context("spawn"), initializer=_start_worker
        )
        for _ in range(self._jobs):
            self._pool.submit(load_language)

    def assess(
        self, sources: Iterable[Source], shared: Shared, settings: Settings
    ) -> Iterator[Result]:
        """Yield the result of each source, in the order given."""
        if self._jobs == 1:
            yield from (assess_one(source, shared, settings) for source in sources)
            return
        waiting: deque[tuple[Source, Future[Result]]] = deque()
        for source in sources:
            waiting.append((source, self._submit(source, shared, settings)))
            if len(waiting) >= _AHEAD * self._jobs:
                yield self._next(waiting, shared, settings)
        while waiting:
            yield self._next(waiting, shared, settings)

    def close(self) -> None:
        """End the processes without waiting for work that nobody asks for any more."""
        if self._pool is not None:
            # a worker may wait long for an engine that has ended; Python 3.14 has kill_workers()
            processes = list((self._pool._processes or {}).values())
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()
            self._pool = None

    def _submit(self, source: Source, shared: Shared, settings: Settings) -> Future[Result]:
        if self._pool is None:
            self.warm_up()
        assert self._pool is not None
        try:
            return self._pool.submit(assess_one, source, shared, settings)
        except BrokenProcessPool as error:
            lost: Future[Result] = Future()
            lost.set_exception(error)
            return lost

    def _next(
        self, waiting: deque[tuple[Source, Future[Result]]], shared: Shared, settings: Settings
    ) -> Result:
        source, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(source, waiting, shared, settings)

    def _alone(
        self,
        source: Source,
        waiting: deque[tuple[Source, Future[Result]]],
        shared: Shared,
        settings: Settings,
    ) -> Result:
        """Assess ``source`` with nothing beside it, to tell whether it is what ends workers."""
        self.close()
        try:
            result = self._submit(source, shared, settings).result()
        except BrokenProcessPool:
            self.close()
            result = Problem(
                name=source.name,
                message="the worker process ended while assessing this file",
                remedy="it may need more memory than there is: try fewer --jobs",
            )
        for index, (other, future) in enumerate(waiting):
            if not future.done() or future.exception() is not None:
                waiting[index] = (other, self._submit(other, shared, settings))
        return result
