"""Lines that are not running prose, where other habits of writing hold."""

from __future__ import annotations

import re

_CLOSED = re.compile(r"[.!?…][”\"’')\]]*\Z|[:;,]\Z")
_LONGEST_HEADING = 25  # words; longer lines are paragraphs that lost their full stop


def line_around(text: str, offset: int) -> tuple[int, int]:
    """Return the range of the line of ``text`` that holds ``offset``, without its line end."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def sentence_start(text: str, offset: int) -> int:
    """Return where the sentence around ``offset`` begins by its marks, 0 in the first one.

    Behind a mark that is the blank before the sentence.
    """
    return max(text.rfind(mark, 0, offset) for mark in (". ", "! ", "? ", "\n")) + 1


def is_heading(text: str, offset: int) -> bool:
    """Return whether the line that holds ``offset`` looks like a heading, caption or list item.

    Such a line is short and ends without the mark that ends a sentence. A
    text of one line has no heading.
    """
    start, end = line_around(text, offset)
    line = text[start:end].strip()
    if len(line) == len(text.strip()):
        return False
    return line.isupper() or (not _CLOSED.search(line) and len(line.split()) <= _LONGEST_HEADING)
