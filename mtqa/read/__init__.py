"""Files in, documents out: one module per input format, chosen by suffix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mtqa.errors import InputError
from mtqa.model import Document
from mtqa.read.markdown import blank_markup
from mtqa.read.text import decode, has_words, load

_BLANKS: dict[str, Callable[[str], str]] = {".txt": lambda text: text, ".md": blank_markup}
SUFFIXES = tuple(_BLANKS)


def read(path: Path, name: str, max_bytes: int) -> Document:
    """Return the document in the file ``path`` under the name ``name``.

    Raises:
        InputError: the file is missing, unreadable, larger than ``max_bytes``,
            of an unknown format, binary, empty, or holds no words.
    """
    blank = _BLANKS.get(path.suffix.lower())
    if blank is None:
        raise InputError(
            f"files of the kind {path.suffix or 'without a suffix'} are not read",
            where=name,
            remedy=f"save it as one of {', '.join(SUFFIXES)} (UTF-8)",
        )
    text, encoding, notes = decode(load(path, name, max_bytes), name)
    return document(text, name, blank(text), encoding=encoding, notes=notes)


def document(
    text: str,
    name: str,
    prose: str | None = None,
    *,
    encoding: str = "utf-8",
    notes: tuple[str, ...] = (),
) -> Document:
    """Return ``text`` as a document.

    Raises:
        InputError: there is not one word in it.
    """
    seen = text if prose is None else prose
    if not has_words(seen):
        what = "the file is empty" if not text.strip() else "no text in it but markup or symbols"
        raise InputError(what, where=name, remedy="give a file that holds an article")
    return Document(name=name, text=text, prose=seen, encoding=encoding, notes=notes)
