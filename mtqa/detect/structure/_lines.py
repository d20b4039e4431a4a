"""Lines that belong to no article: of the page around it, or of the engine that translated it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.table import rows

_FEWEST = 3  # lines of an article that one line may not belong to
_LONGEST = 30  # words of such a line
_COLUMN = 200  # code points of a line or sentence of another column
_TOPIC = 2  # words of a topic that say what a line is about
_SPEECH = re.compile(r"[\"“”]|\b(?:said|says|told|wrote|added|asked|explained)\b")
# what only they speak about who translate
_ENGINE = re.compile(
    r"[Tt]ranslat(?:ed?|es|ing|ion|or)\b(?! (?:in)?to (?:an?|the|more|less|better|real"
    r"|[a-z]+ing)\b)"
    r"|\b(?:source|input|given|provided|original|target|submitted) "
    r"(?:text|sentence|language|passage|paragraph|document|segment|content|message|string)\b"
    r"|\b(?:more|less) (?:formal|literal|natural|informal|concise|idiomatic|fluent)\b"
    r"|\bDeepL\b|\bChatGPT\b|\blanguage model\b|\bcharacters? limit|\blimit (?:of )?\d+ characters"
    r"|\b[Tt]oken limit|\b(?:rest|remainder|beginning|part) of the (?:text|article|message) "
    r"|\bText too long\b|\b[Pp]roofread|\b[Pp]araphras|\b[Rr]ephras"
)
# and how they speak of it
_SPEAKS = re.compile(
    r"\bI(?:['’]m| am|['’]ll|['’]ve| have| can| will| hope)\b"
    r"|\b(?:[Ll]et me know|[Pp]lease|[Ss]orry|[Ww]ould you|[Ff]eel free|[Ii]f you)\b"
    r"|\b(?:[Ee]rror|failed|limit(?: exceeded)?|exceeded|unavailable|not available|incomplete"
    r"|truncated|timed out|too long|cut off|omitted|not supported|unsupported|could not be"
    r"|may (?:contain|have|include) (?:errors|mistakes)"
    r"|original (?:article|text|news) is (?:here|below|at|available))\b"
    r"|^\s*[\[(<*#=-]"
)
_STATES = re.compile(
    r"\bcontinue[sd]?\b|\b(?:is|reads|follows|below|version|output|result)\s?:\s*$"
    r"|\bof the (?:given|provided|source|input|above|following)\b"
    r"|\b[Tt]ranslat(?:ed|ion) from (?:the )?[A-Z]\w+(?: (?:original|language|text|source))?"
    r"(?: (?:by|with|using|via|through)\b|[.:]?$)"
)
_LABELLED = re.compile(r"[A-Z][^.!?:\n]{2,40}:|(?:Today|Now|Tomorrow)\b")
_BEGINS = re.compile(r"(?<=[.!?”\"]) (?=[A-Z])")
_NOTED = re.compile(r"\[\w{1,4}\] ")  # the mark of a footnote
_SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?! [A-Z\[(]))*[.!?]?")
# nobody speaks of a translation who writes none of these
_KEYS = (
    "ranslat", "DeepL", "ChatGPT", "language model", "limit", "too long", "roofread", "araphras",
    "ephras", "source ", "input ", "given ", "provided ", "original ", "target ", "submitted ",
    "formal", "literal", "natural", "concise", "idiomatic", "fluent", "of the ",
)  # fmt: skip
_TALK = 2  # lines of a text that speak of translating: it is its subject


@dataclass(frozen=True, slots=True)
class _Topic:
    """A column beside an article: how its lines begin, their words, and those of its subject."""

    name: str
    shape: re.Pattern[str]
    words: re.Pattern[str]
    subject: re.Pattern[str]


def _either(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?i:{words})(?![\w-])")


@cache
def _topics() -> tuple[_Topic, ...]:
    return tuple(
        _Topic(name, re.compile(shape), _either(words), _either(subject))
        for name, shape, words, subject in rows("side_topics.tsv")
    )


@cache
def _any_topic() -> re.Pattern[str]:
    """Return what a line of any of the topics begins with or looks like."""
    return re.compile(
        "|".join(f"(?:{shape.pattern})" for shape in (topic.shape for topic in _topics()))
    )


def _lines(text: str) -> list[tuple[int, str]]:
    """Return offset and text of each line that holds something."""
    found, start = [], 0
    for line in text.split("\n"):
        if bare := line.strip():
            found.append((start + line.index(bare[0]), bare))
        start += len(line) + 1
    return found


def _columns(lines: list[tuple[int, str]]) -> Iterator[Hit]:
    """Yield the lines of a horoscope, recipe, advertisement … in a text on something else."""
    for at, (start, line) in enumerate(lines):
        for first, said in _candidates(line):
            topic = next((one for one in _topics() if _is_of(one, said)), None)
            rest = (line[:first], *(other for i, (_, other) in enumerate(lines) if i != at))
            if topic and not any(topic.subject.search(other) for other in rest):
                message = f"This line belongs to another part of the page ({topic.name})."
                yield Hit(start + first, start + first + len(said), message, 0.75)


def _candidates(line: str) -> Iterator[tuple[int, str]]:
    """Yield a short line that may be of such a column, or the last sentence of it with a label."""
    if len(line) <= _COLUMN and _any_topic().match(line):
        yield 0, line
        return
    for begins in _BEGINS.finditer(line, max(0, len(line) - _COLUMN)):
        if _LABELLED.match(line, begins.end()) and _any_topic().match(line, begins.end()):
            yield begins.end(), line[begins.end() :]
            return


def _is_of(topic: _Topic, line: str) -> bool:
    said = {word.lower() for word in topic.words.findall(line)}
    return topic.shape.match(line) is not None and len(said) >= _TOPIC


def _engine(lines: list[tuple[int, str]]) -> Iterator[Hit]:
    """Yield the line or sentence that speaks of a translation, in a text that doesn't."""
    speaking = [(start, line) for start, line in lines if _ENGINE.search(line)]
    for start, line in speaking if len(speaking) <= _TALK else ():
        for match in _SENTENCE.finditer(line):
            said = match[0]
            if len(said.split()) > _LONGEST or _SPEECH.search(said) or _NOTED.match(said):
                continue
            if _ENGINE.search(said) and (
                _SPEAKS.search(said) or (len(said) == len(line) and _STATES.search(said))
            ):
                message = "A tool speaks here about its own work."
                yield Hit(start + match.start(), start + match.end(), message, 0.75)


def loose_lines(text: Annotated) -> Iterator[Hit]:
    """Yield the lines that a page or an engine added to an article."""
    lines = _lines(text.text)
    if len(lines) < _FEWEST:
        return
    yield from _columns(lines)
    if any(key in text.text for key in _KEYS):
        yield from _engine(lines)
