"""Words, clauses and sentences that come back at once. Documented beside, in repetition.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading
from mtqa.detect.rule import Hit
from mtqa.model import Evidence, Severity

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SPACE, _COMMA = re.compile(r"[^\S\n]+"), re.compile(r",?[^\S\n]+")
_LONGEST = 8  # words in a phrase that comes back
_ROUNDS = 10  # are enough to be sure of a loop
_CLAUSE = 5  # words from which on it may come back behind a comma, or behind one other word
_SENTENCE = 8  # words from which on a whole sentence counts
# "again and again and again", "a lot, a lot": people do say these
_LINKS = {"and", "or", "to", "by", "after", "upon", "but", "not", "than", "lot", "little", "bit"}
_SUBJECT = re.compile(r"(?:i|you|he|she|it|we|they|that|there|this|who|what)(?:['’]\w+)?")

_DOUBLED = re.compile(r"(?<![\w'’-])([A-Za-z]+)[^\S\n]\1(?![\w'’-])")
# words that no grammar puts side by side; "that that" and "had had" are not among them
_NEVER_DOUBLE = {"the", "a", "an", "of", "and", "with", "to", "from", "at", "or", "as", "its"}
_NEVER_DOUBLE |= {"their", "our", "my", "which", "when", "if"}

Word = re.Match[str]


def _same(words: Sequence[str], first: int, second: int, length: int) -> bool:
    return words[first : first + length] == words[second : second + length]


def _joined(text: str, words: Sequence[Word], first: int, last: int, by: re.Pattern[str]) -> bool:
    """Return whether only ``by`` parts the words from ``first`` to ``last`` from each other."""
    return all(by.fullmatch(text, words[i].end(), words[i + 1].start()) for i in range(first, last))


def _rounds(lower: Sequence[str], first: int, length: int) -> int:
    """Return how often the phrase of ``length`` words at ``first`` stands in a row."""
    rounds = 1
    while rounds < _ROUNDS and _same(lower, first, first + rounds * length, length):
        rounds += 1
    return rounds


def _is_loop(phrase: Sequence[str], rounds: int) -> bool:
    """Return whether nobody says this phrase so often in a row on purpose."""
    if rounds < 2 or not any(word.isalpha() for word in phrase):
        return False
    if len(set(phrase)) == 1:  # "very, very, very", "no no no no"
        return rounds * len(phrase) > 2 and len(phrase[0]) > 5 and not phrase[0].endswith("ly")
    if len(phrase) < _CLAUSE and _LINKS & set(phrase):
        return False
    return len(phrase) > 2 or not _SUBJECT.fullmatch(phrase[0]) or rounds > 2


def _loop_at(text: str, words: Sequence[Word], lower: Sequence[str], first: int) -> int:
    """Return the index behind the loop that begins with the word ``first``, or 0."""
    for length in range(1, _LONGEST + 1):
        if first + length >= len(lower) or lower[first] != lower[first + length]:
            continue
        rounds = _rounds(lower, first, length)
        last = first + rounds * length
        by = _COMMA if length >= _CLAUSE else _SPACE
        if _is_loop(lower[first : first + length], rounds) and _joined(
            text, words, first, last - 1, by
        ):
            return last
    return 0


def _echo_at(text: str, words: Sequence[Word], lower: Sequence[str], first: int) -> int:
    """Return the index behind a phrase that comes back after one other word, or 0."""
    for length in range(_CLAUSE, _LONGEST + 1):
        second = first + length + 1
        last = second + length
        if last > len(lower) or lower[first] != lower[second] or lower[last - 1] in STOP_WORDS:
            continue  # "six came from the navy, six came from the army": a parallel, no echo
        if _same(lower, first, second, length) and _joined(text, words, first, last - 1, _COMMA):
            return last
    return 0


def _loops(text: Annotated) -> Iterator[Hit]:
    words = list(_WORD.finditer(text.text))
    lower = [word[0].lower() for word in words]
    first = 0
    while first < len(words):
        last = _loop_at(text.text, words, lower, first) or _echo_at(text.text, words, lower, first)
        if last and not text.in_quotation(words[first].start()):
            start, end = words[first].start(), words[last - 1].end()
            yield Hit(start, end, "The same words come back at once.", 0.8)
        first = last or first + 1


def _doubled(text: Annotated) -> Iterator[Hit]:
    for match in _DOUBLED.finditer(text.text):
        span = text.doc.char_span(*match.span())
        if span is None or len(span) != 2 or text.in_quotation(match.start()):
            continue
        if match[1] in _NEVER_DOUBLE or (
            match[1].islower() and {token.pos_ for token in span} in ({"NOUN"}, {"VERB"})
        ):
            message = "This word is written twice."
            start, end = match.span()
            yield Hit(start, end, message, 0.8, severity=Severity.MINOR, suggestion=match[1])


def _sentences(text: Annotated) -> Iterator[Hit]:
    seen: dict[str, tuple[int, int, int]] = {}
    for index, sentence in enumerate(text.sentences):
        key = sentence.text.strip().casefold()
        start = sentence.start_char
        end = start + len(sentence.text.rstrip())
        before = seen.get(key)
        if (
            before
            and index == before[0] + 1
            and len(key.split()) >= _SENTENCE
            and not is_heading(text.text, before[1])
        ):
            quote = text.text[before[1] : before[2]]
            note = "The same sentence stands here."
            evidence = Evidence(note=note, quote=quote, start=before[1], end=before[2])
            yield Hit(start, end, "This sentence comes twice.", 0.8, evidence=(evidence,))
        seen[key] = (index, start, end)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each phrase that loops and each sentence that comes twice."""
    loops = list(_loops(text))
    yield from loops
    for hit in _doubled(text):
        if not any(hit.start < loop.end and loop.start < hit.end for loop in loops):
            yield hit
    yield from _sentences(text)
