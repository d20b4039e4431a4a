"""Segments: sentences, or lines where a reference is aligned by line."""

from __future__ import annotations

from mtqa.annotate.annotated import Annotated
from mtqa.model import Document, Segment


def sentences(annotated: Annotated) -> tuple[Segment, ...]:
    """Return the sentences as segments, without the white space around them."""
    text = annotated.document.text
    spans = [_trim(annotated.text, s.start_char, s.end_char) for s in annotated.sentences]
    return tuple(
        Segment(index=index, start=start, end=end, text=text[start:end])
        for index, (start, end) in enumerate(spans)
    )


def lines(document: Document) -> tuple[Segment, ...]:
    """Return each line as a segment, empty ones too; a last line end opens no line."""
    segments, start = [], 0
    for index, line in enumerate(document.text.removesuffix("\n").split("\n")):
        segments.append(Segment(index=index, start=start, end=start + len(line), text=line))
        start += len(line) + 1
    return tuple(segments)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    quote = text[start:end]
    return start + len(quote) - len(quote.lstrip()), end - (len(quote) - len(quote.rstrip()))
