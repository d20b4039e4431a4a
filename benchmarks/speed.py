"""How long a whole run takes, against LanguageTool alone on texts of the same kind and amount.

    python -m benchmarks.speed                    two processes, three pairs of 60,000 words
    python -m benchmarks.speed --jobs 4 --words 200000 --pairs 5

In each pair the same share of the articles is checked by LanguageTool alone
(all its default rules, one request a document, as many at a time as there are
processes; its server is started for the pair, which is also shown apart) and
another share goes through ``mtqa score``. Neither has seen its articles
before, the shares change places from pair to pair, and so does the order.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import requests

from benchmarks.corpora import DATA, Text, texts
from mtqa.annotate.languagetool.install import install, java

ENGINES = ("languagetool", "model")

KINDS = ("human-translation", "mt-2018", "mt-2021", "mt-weak")
SHORTEST = 100  # words; a request or a file of a few words measures the overhead alone
JOBS, PAIRS, WORDS = 2, 3, 60_000
PORT = 18099


@dataclass(frozen=True)
class Timed:
    """What one side of a pair took.

    Attributes:
        words: how many were assessed.
        seconds: from the first command to the last result.
        start: seconds of these that went by before the server answered.
    """

    words: int
    seconds: float
    start: float = 0.0

    @property
    def rate(self) -> float:
        """Return words per second, the start included."""
        return self.words / self.seconds


def shares(words: int, count: int) -> list[list[Text]]:
    """Return ``count`` disjoint shares of ``words`` words each, or of what there is."""
    pool = [text for text in texts(KINDS, "all") if len(text.text.split()) >= SHORTEST]
    random.Random(7).shuffle(pool)
    words = min(words, sum(len(text.text.split()) for text in pool) // count - SHORTEST)
    found: list[list[Text]] = []
    for _ in range(count):
        share: list[Text] = []
        while sum(len(text.text.split()) for text in share) < words:
            share.append(pool.pop())
        found.append(share)
    return found


def count(share: Sequence[Text]) -> int:
    """Return the words of a share."""
    return sum(len(text.text.split()) for text in share)


def languagetool_alone(share: Sequence[Text], jobs: int) -> Timed:
    """Time LanguageTool with its defaults, its server's start included."""
    url = f"http://127.0.0.1:{PORT}/v2"
    path = os.pathsep.join(map(str, install()))
    command = [str(java()), "-cp", path, "org.languagetool.server.HTTPServer", "--port", str(PORT)]
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            await_answer(f"{url}/healthcheck", server)
            start = time.monotonic() - began
            with ThreadPoolExecutor(jobs) as pool:
                for _ in pool.map(lambda text: check(url, text.text), share):
                    pass
            return Timed(count(share), time.monotonic() - began, start)
        finally:
            server.kill()


def await_answer(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    while server.poll() is None:
        try:
            if requests.get(url, timeout=2, proxies={"no_proxy": "*"}).ok:
                return
        except requests.RequestException:
            time.sleep(0.05)
    raise RuntimeError(f"LanguageTool ended with status {server.returncode}; is {url} in use?")


def check(url: str, text: str) -> None:
    """Have one document checked with all default rules."""
    form = {"language": "en-US", "text": text}
    answer = requests.post(f"{url}/check", data=form, timeout=600, proxies={"no_proxy": "*"})
    answer.raise_for_status()
    answer.json()


def whole_run(share: Sequence[Text], jobs: int) -> Timed:
    """Time ``mtqa score`` on the share as files."""
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder, "articles")
        articles.mkdir()
        for number, text in enumerate(share):
            (articles / f"{number:05}.txt").write_text(text.text, encoding="utf-8")
        command = [sys.executable, "-m", "mtqa", "score", str(articles), "--quiet"]
        command += ["--out", str(Path(folder, "out")), "--jobs", str(jobs)]
        began = time.monotonic()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        seconds = time.monotonic() - began
        if not Path(folder, "out").exists():
            raise RuntimeError(f"mtqa score ended with status {done.returncode}")
    return Timed(count(share), seconds)


def measure(
    jobs: int, pairs: int, words: int, tell: Callable[[str], None]
) -> list[tuple[Timed, Timed]]:
    """Return for each pair what LanguageTool alone and the whole run took."""
    parts = shares(words, 2 * pairs)
    found = []
    for number in range(pairs):
        one, other = parts[2 * number], parts[2 * number + 1]
        if number % 2:
            run = whole_run(one, jobs)
            alone = languagetool_alone(other, jobs)
        else:
            alone = languagetool_alone(one, jobs)
            run = whole_run(other, jobs)
        found.append((alone, run))
        tell(f"pair {number + 1}: LanguageTool {alone.seconds:.1f} s, mtqa {run.seconds:.1f} s")
    return found


def spread(values: Sequence[float], form: str) -> str:
    """Return the median with the smallest and the largest value."""
    middle = statistics.median(values)
    return f"{middle:{form}} ({min(values):{form}}–{max(values):{form}})"


def lines(found: Sequence[tuple[Timed, Timed]], jobs: int) -> Iterator[str]:
    """Yield a Markdown table and the ratio, each as the median and the range over the pairs."""
    alone, runs = [pair[0] for pair in found], [pair[1] for pair in found]
    warm = [one.words / (one.seconds - one.start) for one in alone]
    ratios = [(run.seconds / run.words) / (one.seconds / one.words) for one, run in found]
    yield f"| {jobs} at a time, {len(found)} pairs, {alone[0].words:,} words each | words/s |"
    yield "|---|---|"
    yield f"| LanguageTool alone, default rules | {spread([one.rate for one in alone], ',.0f')} |"
    yield f"| the same without the start of its server | {spread(warm, ',.0f')} |"
    yield f"| a whole run of `mtqa score` | {spread([run.rate for run in runs], ',.0f')} |"
    yield ""
    yield f"Time of a whole run / time of LanguageTool alone: **{spread(ratios, '.2f')}**"


def table() -> Iterator[str]:
    """Yield the lines for the page of benchmarks."""
    yield from lines(measure(JOBS, PAIRS, WORDS, print), JOBS)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=JOBS, help="processes, and requests at a time")
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--words", type=int, default=WORDS, help="words in each share")
    options = parser.parse_args()
    if not DATA.exists():
        print(f"not measured: the evaluation sets are not at {DATA} (set MTQA_DATA)")
        return
    found = measure(options.jobs, options.pairs, options.words, print)
    print("\n".join(lines(found, options.jobs)))


if __name__ == "__main__":
    main()
