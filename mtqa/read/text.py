"""Bytes to text: size, encoding, line ends."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from mtqa.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = "cp1252"
_SAMPLE = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TAG = re.compile(r"<!--.*?-->|<[/!?a-zA-Z][^<>]*>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2}")


def load(path: Path, name: str, max_bytes: int) -> bytes:
    """Return the bytes of the file.

    Raises:
        InputError: it cannot be read, or is larger than ``max_bytes``.
    """
    try:
        size = path.stat().st_size
        if size <= max_bytes:
            return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            "the file is not there (any more)", where=name, remedy="check the path and run again"
        ) from error
    except PermissionError as error:
        raise InputError(
            "no permission to read the file", where=name, remedy="allow reading it (chmod u+r)"
        ) from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=name) from error
    raise InputError(
        f"the file has {size / 1e6:.1f} MB, more than the {max_bytes / 1e6:.1f} MB of an article",
        where=name,
        remedy="split it into one file per article",
    )


def decode(raw: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    r"""Return the text, the encoding it was read with, and notes on what was guessed.

    UTF-8 is expected; a byte order mark decides otherwise, and only bytes that
    are not UTF-8 are guessed at. The mark is dropped, line ends become ``\n``.

    Raises:
        InputError: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(encoding, errors="replace")
            known = encoding == "utf-8"
            return (
                _tidy(text, name),
                encoding,
                () if known else (f"read as {encoding} by its mark",),
            )
    text, encoding, notes = _decode_unmarked(raw, name)
    return _tidy(text, name), encoding, notes


def _tidy(text: str, name: str) -> str:
    if len(_CONTROL.findall(text[:_SAMPLE])) * 100 > len(text[:_SAMPLE]):
        raise _binary(name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_unmarked(raw: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        return raw.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        first_bad = error.start
    if b"\x00" in raw[:_SAMPLE]:
        raise _binary(name)
    guesses = from_bytes(raw[max(0, first_bad - _SAMPLE // 2) : first_bad + _SAMPLE // 2])
    best = guesses.best()
    if best is None:
        raise _binary(name)
    # of the encodings that fit, Windows' western one is by far the likeliest for English
    fitting = {encoding for guess in guesses for encoding in guess.could_be_from_charset}
    encoding = _WESTERN if _WESTERN in fitting else best.encoding
    text = raw.decode(encoding, errors="replace")
    return text, encoding, (f"not UTF-8 (byte {first_bad}): read as {encoding}, a guess",)


def _binary(name: str) -> InputError:
    return InputError("the file is not text", where=name, remedy="give UTF-8 text or Markdown")


def has_words(prose: str) -> bool:
    """Return whether anything is left to read once tags are taken away."""
    return _WORD.search(_TAG.sub(" ", prose)) is not None
