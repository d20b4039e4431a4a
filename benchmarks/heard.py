"""The evaluation sets with what the token probe says of them, kept in ``.benchmarks-cache``.

    python -m benchmarks.heard [--part build] [SET …]

reads sets beforehand, some 1,500 words a second and core. Only where the language model
is installed; else rules that need it stay silent.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.corpora import HUMAN, MACHINE, TRANSLATED, Text, annotated, cache_file, texts
from benchmarks.grammar import checked
from mtqa.annotate.annotated import Annotated
from mtqa.annotate.lm import LanguageModel, installed
from mtqa.annotate.probe import KINDS, VERSION, Said
from mtqa.pipeline import Engines, read_by_model


def heard(corpus: str, part: str) -> Iterator[tuple[Text, Annotated]]:
    """Yield each text with spaCy's analysis and the probe's answers, from the caches."""
    model = installed()
    if model is None:
        yield from annotated((corpus,), part)
        return
    version = re.sub(r"\W+", "-", f"probe-{VERSION}-{model.signature}") + ".npz"
    path = cache_file(corpus, part, list(texts((corpus,), part)), version)
    if not path.exists():
        _read(corpus, part, path)
    with np.load(path) as stored:
        kinds, places, ends = stored["kinds"], stored["places"], stored["ends"]
    begin = 0
    for (text, document), end in zip(annotated((corpus,), part), ends.tolist(), strict=True):
        start, stop = places[begin:end].astype(np.int64).T
        said = Said(start, stop, kinds[begin:end].astype(np.float32))
        yield text, replace(document, answers=said)
        begin = end


def by_all_engines(corpus: str, part: str) -> Iterator[tuple[Text, Annotated]]:
    """Yield each text with LanguageTool's matches as well, from the caches."""
    both = zip(checked(corpus, part), heard(corpus, part), strict=True)
    for (text, document), (_, known) in both:
        yield text, replace(document, answers=known.answers)


def _read(corpus: str, part: str, path: Path) -> None:
    """Write what the probe says of a set's texts; half precision is enough."""
    kinds, places = [np.empty((0, len(KINDS)), np.float16)], [np.empty((0, 2), np.int32)]
    for _, document in annotated((corpus,), part):
        said = read_by_model(document, _engines())[0].said
        if said is None:
            raise RuntimeError("the language model did not read the text")
        kinds.append(said.kinds.astype(np.float16))
        places.append(np.column_stack([said.start, said.end]).astype(np.int32))
    ends = np.cumsum([len(one) for one in kinds[1:]])
    scratch = path.with_suffix(f".{os.getpid()}.npz")
    np.savez(scratch, kinds=np.concatenate(kinds), places=np.concatenate(places), ends=ends)
    scratch.replace(path)


@cache
def _engines() -> Engines:
    return Engines(model=LanguageModel.load())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="*", help="sets; all where none is given")
    parser.add_argument("--part", choices=("build", "judge"), default="build")
    options = parser.parse_args()
    for corpus in options.corpus or (*HUMAN, *TRANSLATED, *MACHINE):
        documents = sum(1 for _ in heard(corpus, options.part))
        print(f"{corpus}: {documents} documents", flush=True)


if __name__ == "__main__":
    main()
