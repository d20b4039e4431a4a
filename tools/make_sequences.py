"""Make the table of which kinds of words stand side by side in English.

    python -m tools.make_sequences FOLDER

FOLDER holds ``ht-vs-mt_de-en_docs`` and ``roundtrip_en-de-en_docs`` (HT-vs-MT, MIT), of
which the originals and the translations made by people are counted. Documents that share a
sentence with the judging half of the evaluation sets stay out. A kind is a function word, or
the tag that the packaged spaCy model gives a word. The words lie beside this script.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from spacy.tokens import Doc, Token

from benchmarks.corpora import HUMAN, TRANSLATED, texts
from mtqa.annotate.language import parse
from tools.make_people import HERE, write

_SETS = (
    ("ht-vs-mt_de-en_docs", "human_translation"),
    ("roundtrip_en-de-en_docs", "original"),
)
_START = 40  # characters of a sentence by which it is known again
_WORDS = frozenset((HERE / "function_words.txt").read_text(encoding="utf-8").split())


def _documents(folder: Path) -> Iterator[str]:
    judged = {
        line.strip()[:_START]
        for text in texts((*HUMAN, *TRANSLATED), "judge")
        for line in text.text.split("\n")
        if len(line.strip()) > _START
    }
    for name, field in _SETS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)[field]
                if not any(text[i : i + _START] in judged for i in range(len(text) - _START)):
                    yield text


def _kind(token: Token) -> str:
    word = token.lower_.replace("’", "'")
    word = "not" if word == "n't" else word
    own = word in _WORDS and not token.tag_.startswith("NN")
    return word if own or token.is_punct else token.tag_


def _sentences(doc: Doc) -> Iterator[list[str]]:
    for sentence in doc.sents:
        yield [_kind(token) for token in sentence if not token.is_space]


def main() -> None:
    """Write the table."""
    followers: dict[str, Counter[str]] = defaultdict(Counter)
    for text in _documents(Path(sys.argv[1])):
        for kinds in _sentences(parse(text)):
            for first, second in pairwise(kinds):
                if first[-1].isalpha() and second[-1].isalpha():
                    followers[first][second] += 1
    write(
        "sequences.tsv",
        "kind followers",
        (
            (kind, " ".join(f"{after}={times}" for after, times in sorted(counts.items())))
            for kind, counts in sorted(followers.items())
        ),
    )


if __name__ == "__main__":
    main()
