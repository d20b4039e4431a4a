"""Bytes of every kind become text, or a clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqa.config import InputSettings
from mtqa.errors import InputError
from mtqa.read import document, read
from mtqa.read.text import decode

LIMIT = InputSettings().max_bytes
PROSE = "Der Bürgermeister – and the “mayor” – agreed on naïve façades.\n" * 5


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        (b"plain", "plain", "utf-8"),
        (b"\xef\xbb\xbfwith a mark", "with a mark", "utf-8"),
        ("né ".encode("utf-16"), "né ", "utf-16-le"),
        (b"\xfe\xff" + "né ".encode("utf-16-be"), "né ", "utf-16-be"),
        (b"a\r\nb\rc\n", "a\nb\nc\n", "utf-8"),
        ("👍🏽 e\u0301 שלום".encode(), "👍🏽 e\u0301 שלום", "utf-8"),
    ],
)
def test_decodes(raw: bytes, text: str, encoding: str) -> None:
    assert decode(raw, "a.txt")[:2] == (text, encoding)


def test_says_which_encoding_was_guessed() -> None:
    assert decode(PROSE.encode("cp1252"), "a.txt") == (
        PROSE,
        "cp1252",
        ("not UTF-8 (byte 5): read as cp1252, a guess",),
    )


@pytest.mark.parametrize(
    "raw",
    [bytes(range(256)) * 4, b"PK\x03\x04\x00\x00", b"\x89PNG\r\n\x1a\n\x00\x00", b"a\x00" * 99],
)
def test_refuses_binary(raw: bytes) -> None:
    with pytest.raises(InputError, match="the file is not text"):
        decode(raw, "a.txt")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "", "a.txt: the file is empty"),
        ("a.txt", " \n\t\n", "a.txt: the file is empty"),
        ("a.txt", "<p><br></p>\n<!-- none -->", "no text in it but markup"),
        ("a.md", "---\ntitle: x\n---\n![picture](p.png)\n", "no text in it but markup"),
        ("a.txt", "--- *** 123 ---", "no text in it but markup"),
        ("a.docx", "words", r"files of the kind .docx are not read; save it as one of .txt, .md"),
        ("noname", "words", "files of the kind without a suffix are not read"),
    ],
)
def test_names_what_is_wrong(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(InputError, match=message):
        read(path, name, LIMIT)


def test_refuses_files_that_are_no_articles_by_size(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_bytes(b"word " * 4_000_000)
    with pytest.raises(InputError, match=r"dump.txt: the file has 20.0 MB, more than the 5.0 MB"):
        read(path, "dump.txt", LIMIT)


def test_a_text_without_markup_is_its_own_prose() -> None:
    assert document("Some words.", "x").prose == "Some words."
