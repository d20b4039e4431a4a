"""The language-model engine against its alternatives, and its share of a run.

    python -m benchmarks.engine            two threads, 60 passages
    python -m benchmarks.engine --passages 120

Each route reads the same passages in a process of its own, whose largest memory
is taken from the system. Time is given by the clock and as processor time, since
the clock depends on what else the machine does. The share of a run sets the served
route against LanguageTool with its default rules on the same passages, neither
having seen them, both with as many at a time as there are threads.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from benchmarks.corpora import DATA, texts
from benchmarks.speed import PORT, await_answer, check
from mtqa.annotate.lm.convert import Weights
from mtqa.annotate.lm.install import LAYER, install
from mtqa.annotate.lm.model import LanguageModel
from mtqa.annotate.passages import passages

ENGINES = ("languagetool", "model")

THREADS, PASSAGES = 2, 60
KINDS = ("human-translation", "mt-2018", "mt-2021")
WHOLE = 30


@dataclass(frozen=True)
class Route:
    """A way to run the model.

    Attributes:
        runtime: ``numpy`` or ``ctranslate2``.
        layer: where it ends; ``None`` for surprisal by the whole model.
        weights: of CTranslate2.
        threads: at a time.
    """

    runtime: str
    layer: int | None
    weights: Weights
    threads: int = THREADS

    @property
    def name(self) -> str:
        """Return the route in words."""
        what = "surprisal, all layers" if self.layer is None else f"states, layer {self.layer}"
        weights = "" if self.runtime == "numpy" else f" {self.weights}"
        threads = "1 thread" if self.threads == 1 else f"{self.threads} threads"
        return f"{self.runtime}{weights}, {what}, {threads}"


SERVED = Route("ctranslate2", LAYER, "int8")
ROUTES = (
    Route("numpy", LAYER, "float32", threads=1),
    Route("numpy", None, "float32", threads=1),
    Route("ctranslate2", LAYER, "float32"),
    Route("ctranslate2", None, "float32"),
    Route("ctranslate2", None, "int8"),
    Route("ctranslate2", LAYER, "int8", threads=1),
    SERVED,
)


@dataclass(frozen=True)
class Measured:
    """What a route took.

    Attributes:
        tokens: read.
        seconds: by the clock.
        processor: seconds of processor time.
        megabytes: largest memory of the process, the interpreter included.
        found: for each passage the mean state, or the surprisals.
    """

    tokens: int
    seconds: float
    processor: float
    megabytes: float
    found: tuple[NDArray[np.float32], ...]


def sample(number: int) -> list[str]:
    """Return so many passages of the sets."""
    pool = [text.text.split("\n") for text in texts(KINDS, "all")]
    random.Random(11).shuffle(pool)
    found = [run.text for lines in pool[: 2 * number] for run in passages(lines)[:1]]
    return found[:number]


def measure(route: Route, share: Sequence[str]) -> Measured:
    """Return what a route takes for the passages; it has a process to itself."""
    model = LanguageModel(install(), route.threads)
    pieces = [list(piece.ids) for piece in model._pieces(share)[1]]
    read = _reader(route, model, pieces[0])
    began, used = time.monotonic(), time.process_time()
    with ThreadPoolExecutor(route.threads) as pool:
        found = tuple(pool.map(read, pieces))
    seconds, processor = time.monotonic() - began, time.process_time() - used
    return Measured(sum(map(len, pieces)), seconds, processor, _largest(), found)


def _reader(
    route: Route, model: LanguageModel, first: list[int]
) -> Callable[[list[int]], NDArray[np.float32]]:
    """Return what reads one passage, after it has read a first one."""
    if route.runtime == "numpy":
        from benchmarks.forward import Forward

        forward = Forward.of(model.model.checkpoint(), route.layer or WHOLE)
        read = (
            forward.surprisal
            if route.layer is None
            else lambda ids: forward.states(ids)[1:].mean(0)
        )
    else:
        from ctranslate2 import Generator

        folder = str(model.model.converted(route.layer, route.weights))
        generator = Generator(
            folder, compute_type=route.weights, inter_threads=route.threads, intra_threads=1
        )

        def read(ids: list[int]) -> NDArray[np.float32]:
            if route.layer is None:
                (scored,) = generator.score_batch([[str(number) for number in ids]])
                return -np.array(scored.log_probs, np.float32)
            states = np.array(generator.forward_batch([ids], return_log_probs=False))[0]
            return np.asarray(states[1:].mean(0), np.float32)

    read(first)
    return read


def _largest() -> float:
    """Return the largest memory that this process has had, in megabytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def apart(route: Route, share: Sequence[str]) -> Measured:
    """Measure a route in a process that ends with it; matrix products get one thread each."""
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, route, share).result()


def grammar(share: Sequence[str]) -> tuple[float, float]:
    """Return the seconds and processor seconds of LanguageTool's default rules, warmed up."""
    from mtqa.annotate.languagetool.install import install as jars
    from mtqa.annotate.languagetool.install import java

    url = f"http://127.0.0.1:{PORT}/v2"
    command = [str(java()), "-cp", os.pathsep.join(map(str, jars()))]
    command += ["org.languagetool.server.HTTPServer", "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            await_answer(f"{url}/healthcheck", server)
            with ThreadPoolExecutor(THREADS) as pool:
                warm, cold = share[: len(share) // 2], share[len(share) // 2 :]
                list(pool.map(lambda text: check(url, text), warm))
                times = psutil.Process(server.pid).cpu_times()
                began, used = time.monotonic(), times.user + times.system
                list(pool.map(lambda text: check(url, text), cold))
                times = psutil.Process(server.pid).cpu_times()
            return time.monotonic() - began, times.user + times.system - used
        finally:
            server.kill()


def routes(share: Sequence[str]) -> Iterator[str]:
    """Yield the table of routes; agreement is with numpy."""
    yield "| route | tokens/s | tokens/s of processor time | peak memory, MB | agrees with numpy |"
    yield "|---|---|---|---|---|"
    exact: dict[bool, Measured] = {}
    for route in ROUTES:
        took = apart(route, share)
        surprise = route.layer is None
        same = _agreement(took, exact.setdefault(surprise, took), surprise)
        name = f"**{route.name}** (served)" if route == SERVED else route.name
        yield (
            f"| {name} | {took.tokens / took.seconds:,.0f} | {took.tokens / took.processor:,.0f} "
            f"| {took.megabytes:,.0f} | {same} |"
        )


def _agreement(took: Measured, exact: Measured, surprise: bool) -> str:
    if took is exact:
        return "–"
    pairs = list(zip(took.found, exact.found, strict=True))
    if surprise:
        apart = np.concatenate([np.abs(one - other) for one, other in pairs]).mean()
        return f"{apart:.4f} nats apart"
    likeness = np.mean([np.corrcoef(one, other)[0, 1] for one, other in pairs])
    return f"r = {likeness:.5f} of means"


def share_of_run(share: Sequence[str]) -> Iterator[str]:
    """Yield the served route's time against LanguageTool's on texts new to both."""
    fresh = share[len(share) // 2 :]
    words = sum(len(text.split()) for text in fresh)
    alone, used = grammar(share)
    took = apart(SERVED, fresh)
    yield f"| {THREADS} at a time, {len(fresh)} passages, {words:,} words | words/s | processor s |"
    yield "|---|---|---|"
    yield f"| LanguageTool, default rules, warmed up | {words / alone:,.0f} | {used:.1f} |"
    yield f"| the model as served | {words / took.seconds:,.0f} | {took.processor:.1f} |"
    yield ""
    yield (
        f"Time of the model / time of LanguageTool: **{took.seconds / alone:.2f}** by the clock, "
        f"**{took.processor / used:.2f}** of processor time. The goal is at most 1.0."
    )


def table(number: int = PASSAGES) -> Iterator[str]:
    """Yield the lines for the page of benchmarks."""
    share = sample(number)
    yield from routes(share)
    yield ""
    yield from share_of_run(sample(5 * number))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=PASSAGES)
    options = parser.parse_args()
    if not DATA.exists():
        print(f"not measured: the evaluation sets are not at {DATA} (set MTQA_DATA)")
        return
    print("\n".join(table(options.passages)))


if __name__ == "__main__":
    main()
