"""What counts as a translation, and what nothing is measured on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import corpora
from benchmarks.corpora import ASIDE, Text, cache_file, is_translated, texts, written_in_english

ENGLISH = "The council of the small town met on Tuesday."
CZECH = "The deputies discussed the new budget of the region."
SHORT = "He agreed."


def write(folder: Path, name: str, *documents: dict[str, Any]) -> None:
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(document) + "\n" for document in documents)


def document(name: str, *reference: str) -> dict[str, Any]:
    """Return a document as the sets of WMT18 have them, with the output of one system."""
    output = [line.upper() for line in reference]
    return {"doc": name, "year": 2018, "ref": {"A": list(reference)}, "sys": {"one": output}}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two pairs of WMT18 that share an article, and Livonian."""
    monkeypatch.setattr(corpora, "DATA", tmp_path)
    czech = (document("both", ENGLISH, SHORT), document("mixed", CZECH, ENGLISH))
    write(tmp_path, "docs_wmt18_cs-en", *czech, document("own", CZECH, SHORT))
    write(tmp_path, "docs_wmt18_tr-en", document("same", ENGLISH, SHORT))
    write(tmp_path, "docs_wmt22_liv-en", document("liv", "A text of its own."))
    write(tmp_path, "roundtrip_wmt18_multi")
    written_in_english.cache_clear()
    yield
    written_in_english.cache_clear()


@pytest.mark.usefixtures("data")
def test_lines_that_recur_in_two_pairs_were_written_in_english() -> None:
    assert written_in_english() == {ENGLISH}


@pytest.mark.usefixtures("data")
def test_a_document_with_such_a_line_is_no_translation() -> None:
    assert is_translated("docs_wmt18_cs-en", document("own", CZECH, SHORT))
    assert not is_translated("docs_wmt18_cs-en", document("mixed", CZECH, ENGLISH))
    assert not is_translated("docs_wmt22_liv-en", document("liv", "A text of its own."))


@pytest.mark.usefixtures("data")
def test_what_was_written_in_english_stands_aside_with_its_round_trips() -> None:
    translations = [text.doc for text in texts(("human-translation",), "all")]
    assert translations == ["docs_wmt18_cs-en.own"]
    aside = {(text.corpus, text.doc.partition(".")[2]) for text in texts(ASIDE, "all")}
    assert aside == {(corpus, doc) for corpus in ASIDE for doc in ("both", "mixed", "same", "liv")}


def test_what_is_kept_of_other_texts_is_not_taken_for_these() -> None:
    one, other = Text("ewt", "a", "", "A text."), Text("ewt", "b", "", "A text.")
    kept = cache_file("ewt", "build", [one], "spacy")
    assert kept == cache_file("ewt", "build", [one], "spacy")
    assert kept != cache_file("ewt", "build", [one, other], "spacy")
    assert kept != cache_file("ewt", "build", [other], "spacy")
