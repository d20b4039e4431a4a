"""Sentences that were left in another language. Documented beside, in foreign_passage.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Span, Token
from wordfreq import available_languages, zipf_frequency

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.identify import language
from mtqa.detect.rule import Hit
from mtqa.knowledge.foreign import function_words
from mtqa.knowledge.words import zipf

_FEWEST = 5  # words that say which language they are
_ENGLISH = 0.15  # share of English function words; every English sentence has more
_ENGLISH_SENTENCE = 0.3  # and every sentence that holds no foreign clause still more
_SURE = 0.6
_KNOWN = 2.5  # Zipf frequency in English from which on a word may be an English one
_STRANGE = 0.4  # share of words that English does not have
_NAMES = 0.6  # share of capitalised words: a list of names or a title
_BETTER = 0.8  # mean Zipf frequency that the words have in their language over English
_LONGEST_SHORT = 14  # tokens of a sentence that is too short to say which language it is in
_FEWEST_SHORT = 4
_KNOWN_SHORT = 3.0  # Zipf frequency in English of its words
_SIGNS = 2  # words with accents, and small words, that say that it isn't English
_ENGLISH_WORDS = frozenset(
    {"the", "of", "to", "and", "a", "is", "was", "for", "with", "that", "are", "were", "said", "by"}
    | {"has", "have", "had", "be", "it", "he", "she", "they", "you", "we", "from", "will", "this"}
)
_CLAUSE_END = re.compile(r"[.;:!?()\n]|[,–—](?=\s)")
_WORD = re.compile(r"[^\W\d_]+")
_MANY = 6  # such passages: the text is in two languages on purpose
# function words of English that are words of other languages as well
_SHARED = frozenset(
    {"a", "am", "an", "as", "at", "do", "had", "he", "her", "i", "in", "is", "made", "me", "most"}
    | {"no", "of", "on", "or", "over", "per", "so", "to", "van", "was", "we"}
)
# a small word and its neighbours, nothing but a space between
_SMALL = re.compile(
    r"(?<![\w@#/.-])([^\W\d_]+)[^\S\n](?=([a-zà-ž]{1,8})[^\S\n]([a-z]+)(?![\w’'/@-]))"
)
_ARTICLES = {"la", "le", "les", "el", "los", "las", "il", "der", "die", "das", "den", "dem"}
_NEXT = re.compile(r"[^\S\n]([a-z]+)[^\S\n]?(\w*)")
_ORDINARY = 3.7  # Zipf frequency of the English words around one of another language
_FEW = 6  # such words: the writer likes them
_EXPLAINED = re.compile(
    r"\b(?:words?|term|prefix|suffix|article|called|named?|means?|preposition|known as|titled?"
    r"|entitled|conjunction|particle)\b[^.\n]{0,30}\Z"
)
_NAMED = {
    "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "es": "Spanish", "et": "Estonian", "fi": "Finnish", "fr": "French", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "lt": "Lithuanian",
    "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "sk": "Slovak", "sl": "Slovene", "sq": "Albanian",
    "sv": "Swedish", "sw": "Swahili", "tr": "Turkish", "vi": "Vietnamese",
}  # fmt: skip


def _is_strange(word: Token) -> bool:
    return word.is_lower and zipf_frequency(word.lower_, "en") < _KNOWN


def _foreign(words: list[Token]) -> bool:
    """Return whether these are words of a text, and few of them English."""
    small = [word for word in words if word.is_lower]
    if len(words) < _FEWEST or len(small) < len(words) * (1 - _NAMES):
        return False
    english = sum(word.is_stop and word.lower_ not in _SHARED for word in small)
    return english <= _ENGLISH * len(words) and (
        sum(map(_is_strange, small)) >= _STRANGE * len(small)
    )


def _stretches(sentence: Span) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the clauses of a sentence in which English words are rare."""
    if sum(word.is_stop for word in sentence) > _ENGLISH_SENTENCE * len(sentence):
        return
    text, first = sentence.text, 0
    ends = [match.end() for match in _CLAUSE_END.finditer(text)]
    for end in [*ends, len(text)]:
        if end > first:
            yield sentence.start_char + first, sentence.start_char + end
        first = end


def _passages(text: Annotated) -> Iterator[tuple[int, int, str]]:
    """Yield range and language of each stretch of clauses that are not in English."""
    first = last = 0
    for sentence in text.sentences:
        for start, end in _stretches(sentence):
            clause = text.doc.char_span(start, end, alignment_mode="contract")
            words = [word for word in clause or () if word.is_alpha]
            titled = text.text[end - 1] == "(" or text.text[end : end + 1] == ")"
            if titled or not _foreign(words) or text.in_quotation(words[0].idx):
                continue
            if text.text[last:start].strip():
                yield from _named(text, first, last)
                first = next(word.idx for word in words if not word.is_stop)
            last = end
    yield from _named(text, first, last)


def _at_home(passage: str, code: str) -> bool:
    """Return whether the words are much more frequent in the language than in English."""
    words = [word.casefold() for word in _WORD.findall(passage)]
    if code not in available_languages():
        return code in _NAMED
    more = sum(zipf_frequency(word, code) - zipf_frequency(word, "en") for word in words)
    return more >= _BETTER * len(words)


def _named(text: Annotated, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    passage = text.text[start:end]
    if passage.strip():
        code, probability = language(passage.casefold())
        if code != "en" and probability >= _SURE and _at_home(passage, code):
            first = start + len(passage) - len(passage.lstrip())
            yield first, start + len(passage.rstrip()), _NAMED.get(code, "another language")


def _between(first: str, last: str) -> bool:
    """Return whether two words, in front of and behind another, are English."""
    foreign = function_words()
    plain = first.islower() or (first.istitle() and len(first) > 1)
    return (
        plain
        and first not in foreign
        and last not in foreign
        and zipf(last) >= _ORDINARY
        and (zipf(first.lower()) >= _ORDINARY or first.istitle())
    )


def _is_title(text: str, match: re.Match[str], foreign: Mapping[str, str]) -> bool:
    """Return whether the words are part of a foreign title: "Etudes sur la Phonologie"."""
    behind = _NEXT.match(text, match.end(2))
    return (
        match[1].istitle()
        and behind is not None
        and (behind[1] in foreign or behind[1] in _ARTICLES or behind[2][:1].isupper())
    )


def _single(text: Annotated) -> Iterator[Hit]:
    """Yield the small words of other languages that stand between English ones."""
    foreign = function_words()
    found = [
        match
        for match in _SMALL.finditer(text.text)
        if match[2] in foreign
        and _between(match[1], match[3])
        and not _is_title(text.text, match, foreign)
    ]
    for match in found if len(found) < _FEW else ():
        start = match.start(2)
        explained = _EXPLAINED.search(text.text, max(0, start - 60), start)
        if not explained and not text.in_quotation(start):
            why = f"“{match[2]}” is {foreign[match[2]]}: it was left untranslated."
            yield Hit(start, match.end(2), why, 0.8)


def _is_foreign(sentence: Span) -> bool:
    """Return whether a sentence of a few words has signs of another language, none of English."""
    if len(sentence) > _LONGEST_SHORT or any(word.lower_ in _ENGLISH_WORDS for word in sentence):
        return False
    found = [word for word in _WORD.findall(sentence.text) if word[1:]]
    small = sum(word.islower() for word in found)
    if len(found) < _FEWEST_SHORT or small * 2 < len(found):
        return False
    words = [word.lower() for word in found]
    signs = sum(word in function_words() or not word.isascii() for word in words)
    known = sum(zipf(word) >= _KNOWN_SHORT and word not in function_words() for word in words)
    few = known * 2 < len(words) if signs >= _SIGNS else known * 3 <= len(words)
    return few and (signs >= _SIGNS or (signs == 1 and not known))


def _short(text: Annotated) -> Iterator[Hit]:
    """Yield the sentences of a few words, most of them words of another language."""
    for sentence in text.sentences:
        first = sentence.start_char
        if _is_foreign(sentence) and not text.in_quotation(first):
            yield Hit(first, sentence.end_char, "This sentence is in another language.", 0.75)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each clause or sentence in another language that the text doesn't quote."""
    found = list(_passages(text))
    for start, end, name in found if len(found) < _MANY else ():
        yield Hit(start, end, f"These words were left in {name}.", 0.8)
    passages = [(start, end) for start, end, _ in found]
    short = [h for h in _short(text) if not any(s < h.end and h.start < e for s, e in passages)]
    yield from short if len(short) < _MANY else ()
    taken = passages + [(hit.start, hit.end) for hit in short]
    for hit in _single(text):
        if not any(start <= hit.start < end for start, end in taken):
            yield hit
