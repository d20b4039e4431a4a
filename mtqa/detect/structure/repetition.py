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
_SPACE, _COMMA = re.compile(r"[^\S\n]+"), re.compile(r",[^\S\n]+")
_LONGEST = 8  # words in a phrase that comes back
_ROUNDS = 10  # are enough to be sure of a loop
_CLAUSE = 5  # words from which on it may come back behind a comma, or behind one other word
_SENTENCE = 8  # words from which on a whole sentence counts
# "again and again and again", "step by step by step": people do say these
_LINKS = {"and", "or", "to", "by", "after", "upon", "but", "not", "than"}
_DOUBLED = re.compile(r"(?<![\w'’-])([a-z]+)[^\S\n]\1(?![\w'’-])")

Word = re.Match[str]


def _same(words: Sequence[str], first: int, second: int, length: int) -> bool:
    return words[first : first + length] == words[second : second + length]


def _spaced(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether only spaces part the words from ``first`` to before ``last``."""
    return all(
        _SPACE.fullmatch(text, words[i].end(), words[i + 1].start()) for i in range(first, last - 1)
    )


def _rounds(lower: Sequence[str], first: int, length: int, most: int) -> int:
    """Return how often, up to ``most``, the phrase of ``length`` words at ``first`` stands."""
    rounds = 1
    while rounds < most and _same(lower, first, first + rounds * length, length):
        rounds += 1
    return rounds


def _is_loop(phrase: Sequence[str]) -> bool:
    """Return whether nobody says this phrase three times in a row on purpose."""
    if not any(word.isalpha() for word in phrase):
        return False
    if len(set(phrase)) == 1:  # "very, very, very", "no no no no"
        return len(phrase[0]) > 5 and not phrase[0].endswith("ly")
    return len(phrase) >= _CLAUSE or _LINKS.isdisjoint(phrase)


def _loop_at(text: str, words: Sequence[Word], lower: Sequence[str], first: int) -> int:
    """Return the index behind the loop that begins with the word ``first``, or 0.

    Two rounds without a comma between are the business of GRA04.
    """
    for length in range(1, _LONGEST + 1):
        second = first + length
        if second >= len(lower) or lower[first] != lower[second]:
            continue
        rounds = _rounds(lower, first, length, 3)
        last = first + rounds * length
        if rounds > 2 and _is_loop(lower[first:second]) and _spaced(text, words, first, last):
            whole = first + _rounds(lower, first, length, _ROUNDS) * length
            return whole if _spaced(text, words, first, whole) else last
        if rounds == 2 and length >= _CLAUSE:
            gap = _COMMA.fullmatch(text, words[second - 1].end(), words[second].start())
            if gap and _spaced(text, words, first, second) and _spaced(text, words, second, last):
                return last
    return 0


def _echo_at(text: str, words: Sequence[Word], lower: Sequence[str], first: int) -> int:
    """Return the index behind a phrase that comes back after one other word, or 0."""
    for length in range(_CLAUSE, _LONGEST + 1):
        second = first + length + 1
        last = second + length
        if last > len(lower) or lower[first] != lower[second] or lower[last - 1] in STOP_WORDS:
            continue  # "six came from the navy, six came from the army": a parallel, no echo
        if _same(lower, first, second, length) and _spaced(text, words, first, last):
            return last
    return 0


def _loops(text: Annotated) -> Iterator[Hit]:
    words = list(_WORD.finditer(text.text))
    lower = [word[0].lower() for word in words]
    first = 0
    while first < len(words):
        follows = _spaced(text.text, words, first, min(first + 2, len(words)))
        last = follows and (
            _loop_at(text.text, words, lower, first) or _echo_at(text.text, words, lower, first)
        )
        if last and not text.in_quotation(words[first].start()):
            start, end = words[first].start(), words[last - 1].end()
            yield Hit(start, end, "The same words come back at once.", 0.8)
        first = last or first + 1


def _doubled(text: Annotated) -> Iterator[Hit]:
    for match in _DOUBLED.finditer(text.text):
        span = text.doc.char_span(*match.span())
        if span is None or len(span) != 2 or text.in_quotation(match.start()):
            continue
        if {token.pos_ for token in span} in ({"NOUN"}, {"VERB"}):
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
