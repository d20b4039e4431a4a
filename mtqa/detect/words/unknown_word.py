"""Words that are not English. Documented beside, in unknown_word.md."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from spacy.lang.en.stop_words import STOP_WORDS

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.foreign import language_of
from mtqa.knowledge.words import broken, is_english, meant, run_together, without_echo, zipf

# a word in lower case, not part of a name, an address, a number or a longer word
_WORD = re.compile(r"(?<![\w@#/.\\’'&_*$+=<>~-])[^\W\d_]{4,}(?![\w@/\\_*=<>(+~-]|[-’'.:]\w|\.+@)")
# a word in lower case, and behind it another one
_PAIR = re.compile(
    r"(?<![\w@#/.\\’'&_*$+=<>~-])([^\W\d_A-Z]+)"
    r"(?=[^\S\n]([^\W\d_A-Z]+)(?![\w@/\\_*=<>(+~-]|[-’'.:]\w))"
)
# Greek to Ethiopic, Japanese and Chinese, Korean
_SPACED = r"\u0370-\u139f\u1f00-\u1fff"
_OTHER = rf"{_SPACED}\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_SCRIPT = re.compile(  # outside addresses: "https://премия.рф/"
    rf"(?<![/.@{_OTHER}])[{_OTHER}]{{2,}}(?:[^\S\n][{_SPACED}]{{2,}})*(?![/@{_OTHER}]|\.\w)"
)
_PHONETIC = re.compile(r"[\u0250-\u02ff]")  # /ˈvɔːrʒɑːk/
_LABEL = re.compile(r"(?<!\w)[A-Z][a-z]+:[^\S\n]?\Z")  # "Greek: "
_FOREIGN = 5  # characters of a text for each one in another script, below which it isn't English
_BEGINS = re.compile(r"(?:\A|[.!?][\"”’)]*\s+|\n)[\"“‘(]*([^\W\d_])")
_ANY_WORD = re.compile(r"[^\W\d_]+")
_ORDINARY = 4.2  # Zipf
_ODD_SHARE = 0.4  # of the words of a quotation that is in no standard English
_CAPITALISED = re.compile(r"\b[A-Z]\w+")
_PARENTHESIS = re.compile(r"[(\[][^()\[\]\n]{1,80}[)\]]")
# a word that is named, explained or quoted need not be English
_NAMED = re.compile(
    r"(?:[\"“”‘'«»„*_(\[]|\b(?:called|known as|named|dubbed|termed|word|words|term|or|i\.e\.|Latin|"
    r"spelled|spelt|meaning|means|(?:account|login|password|user ?name) (?:is|was))"
    r"[ ,:]+(?:(?:the|an?) )?)\Z"
)
_PARTICLE = re.compile(r"[A-ZÀ-ÖØ-Þ]\w+[^\S\n]\Z")
_GENUS = re.compile(r"([A-Z]\w+)[^\S\n]\Z")
_LATIN = re.compile(r"\A[a-z]+(?:us|um|is|[aeio]|ae|ii|x|ns|or|er|ceps)\Z")  # of a species
_OPENED = re.compile(r"([A-ZÀ-ÖØ-Þ]\w+)((?:[^\S\n][^\W\d_A-Z]{1,5}){1,2})[^\S\n]\Z")
_ACRONYM = re.compile(r"[^\S\n]\([A-Z]{2,6}\)")
# what follows a word that the text explains: "(Czech Television)", "is also known as"
_EXPLAINED = re.compile(
    r"[^.!?()\n]{0,40}?[\"”’]?[^\S\n]\((?:[A-Z“\"]|\d{4}\))"
    r"|,?[^\S\n](?:(?:which|is|are|was|were|also)[^\S\n]){0,3}(?:known as|called|means?|meaning)\b"
)
_CLOSES = ("”", "’", "'", '"', "»", "*", "_", ")", "]")
# distinct unknown words for each further time that one may stand without being a term of the text
_FULL = 4
_MOST = 4
_RARE = 3.0  # Zipf below which a word that English lists have may still be another language's
_LISTED_NAME = 2.5  # Zipf from which a capitalised word is taken for an ordinary one


def _is_named(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    if _NAMED.search(before) or text[match.end() : match.end() + 1] in _CLOSES:
        return True
    if _PARTICLE.search(before) and text[match.end() : match.end() + 2].strip().istitle():
        return True  # Daniel arap Moi
    if (language := language_of(match[0])) is not None and language in before:
        return True  # in German
    if _is_foreign_name(before) or _ACRONYM.match(text, match.end()):
        return True  # Ärzte ohne Grenzen
    return _EXPLAINED.match(text, match.end()) is not None or _is_species(before, match[0])


def _is_species(before: str, word: str) -> bool:
    genus = _GENUS.search(before)
    if genus is None or _LATIN.search(word) is None:
        return False
    return zipf(genus[1].lower()) < _LISTED_NAME


def _is_foreign_name(before: str) -> bool:
    """Return whether a word no English text begins a sentence with opens a name here."""
    opened = _OPENED.search(before)
    if opened is None or not STOP_WORDS.isdisjoint(opened[2].split()):
        return False
    return zipf(opened[1].lower()) < _LISTED_NAME


def _is_strange(word: str) -> bool:
    if not word.islower() or _PHONETIC.search(word):
        return False
    if is_english(word):
        return zipf(word) < _RARE and language_of(word) is not None
    return word.isascii() or not is_english(_folded(word))


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()


def _asides(prose: str) -> list[tuple[int, int]]:
    return [match.span() for match in _PARENTHESIS.finditer(prose)]


def _foreign_speech(text: Annotated) -> Iterator[tuple[int, int]]:
    """Yield the quotations in a dialect or another language."""
    for start, end in text.quotations:
        words = [word[0].lower() for word in _ANY_WORD.finditer(text.text, start, end)]
        odd = sum(zipf(word) < _ORDINARY for word in words)
        if odd >= max(_ODD_SHARE * len(words), 2):
            yield start, end


def _inside(match: re.Match[str], ranges: list[tuple[int, int]]) -> bool:
    return any(start < match.start() < end for start, end in ranges)


def _unknown(text: Annotated) -> Iterator[re.Match[str]]:
    """Yield the words that no list has, used once and by no name of the text."""
    prose = text.text
    strange = [match for match in _WORD.finditer(prose) if _is_strange(match[0])]
    if not strange:
        return
    names = {name.lower() for name in _CAPITALISED.findall(prose)}
    asides = [*_asides(prose), *_foreign_speech(text)]
    count = Counter(match[0] for match in strange)
    once = sum(1 for word, times in count.items() if times == 1 and word not in names)
    most = min(_MOST, 1 + once // _FULL)
    for match in strange:
        word = match[0]
        if count[word] > most or word in names or word.removesuffix("s") in names:
            continue  # a term or name of this text
        if not _inside(match, asides) and not _is_named(prose, match):
            yield match


def _runs(prose: str, words: Iterator[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield unknown words that follow one another together."""
    run: list[re.Match[str]] = []
    for match in words:
        if run and prose[run[-1].end() : match.start()] != " ":
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _single(match: re.Match[str]) -> Hit:
    word = match[0]
    if (language := language_of(word)) is not None:
        why = f"“{word}” is {language}; it may have been left untranslated."
        return Hit(*match.span(), why, 0.8)
    if (both := run_together(word)) is not None:
        why = f"Two words are run together: “{both}”."
        mqm = "linguistic-conventions/spelling"
        return Hit(*match.span(), why, 0.85, suggestion=both, mqm=mqm)
    if (right := without_echo(word) or meant(word)) is not None:
        why = f"“{word}” is no English word; “{right}” may be meant."
        mqm = "linguistic-conventions/spelling"
        return Hit(*match.span(), why, 0.85, suggestion=right, mqm=mqm)
    return Hit(
        *match.span(), f"“{word}” is no English word; it may have been left untranslated.", 0.7
    )


def _scripts(prose: str) -> Iterator[Hit]:
    """Yield words in another script that nobody quotes or explains."""
    found = list(_SCRIPT.finditer(prose))
    if not found or sum(len(match[0]) for match in found) * _FOREIGN > len(prose):
        return
    asides = _asides(prose)
    for match in found:
        labelled = _LABEL.search(prose, max(0, match.start() - 24), match.start())
        if not labelled and not _inside(match, asides) and not _is_named(prose, match):
            why = f"“{match[0]}” is left in another script."
            yield Hit(*match.span(), why, 0.85)


def _is_typed_small(prose: str) -> bool:
    """Return whether most sentences begin in lower case, so that names may stand so too."""
    begins = [str(match[1]).islower() for match in _BEGINS.finditer(prose)]
    return 2 * sum(begins) > len(begins)


def _broken(prose: str) -> Iterator[Hit]:
    """Yield the two pieces of a word that stand apart."""
    for match in _PAIR.finditer(prose):
        if (whole := broken(match[1], match[2])) is not None:
            why = f"A word stands in two pieces: “{whole}”."
            mqm = "linguistic-conventions/spelling"
            yield Hit(match.start(), match.end(2), why, 0.85, suggestion=whole, mqm=mqm)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield words that are neither in a word list nor made of words that are."""
    yield from _scripts(text.text)
    pieces = list(_broken(text.text))
    yield from pieces
    taken = [(hit.start - 1, hit.end) for hit in pieces]
    unknown = (match for match in _unknown(text) if not _inside(match, taken))
    runs = list(_runs(text.text, unknown))
    small = bool(runs) and _is_typed_small(text.text)
    for run in runs:
        if len(run) > 1:
            why = "These words are not English; they may have been left untranslated."
            yield Hit(run[0].start(), run[-1].end(), why, 0.9)
        elif (hit := _single(run[0])).suggestion or not small:
            yield hit
