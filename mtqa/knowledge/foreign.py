"""Words of other languages that an English frequency list has too, since texts quote them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from wordfreq import available_languages, get_frequency_dict, read_cBpack

from mtqa.knowledge.table import rows

LANGUAGES: Mapping[str, str] = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "tr": "Turkish", "pl": "Polish", "cs": "Czech", "ro": "Romanian",
    "sv": "Swedish", "fi": "Finnish", "hu": "Hungarian",
}  # fmt: skip
_FREQUENT = 480  # centibels below certainty: 4.2 on the Zipf scale
_TIMES = 100.0  # more frequent than in English
_RARE = 10 ** (3.0 - 9)  # in English
_SHORTEST = 4


def frequent() -> dict[str, str]:
    """Return frequent words of other languages that are rare in English, with the language."""
    english = get_frequency_dict("en", "best")
    lists = available_languages("small")
    found: dict[str, str] = {}
    for language, name in LANGUAGES.items():
        # read here and not by wordfreq's own calls, which keep the whole lists in memory
        for centibels, words in enumerate(read_cBpack(lists[language])[:_FREQUENT]):
            most = min(_RARE, 10 ** (-centibels / 100) / _TIMES)
            for word in words:
                if len(word) >= _SHORTEST and word.isalpha() and english.get(word, 0.0) < most:
                    found.setdefault(word, name)
    return found


@cache
def _frequent() -> Mapping[str, str]:
    borrowed = {word for (word,) in rows("borrowed_words.tsv")}
    return {word: name for word, name in frequent().items() if word not in borrowed}


def language_of(word: str) -> str | None:
    """Return the language that ``word``, in lower case, is a frequent word of, not of English.

    The first call reads the frequency lists of these languages.
    """
    return _frequent().get(word)


@cache
def function_words() -> Mapping[str, str]:
    """Return small words of other languages that mean nothing in English, with the language."""
    return {row[0]: row[1] for row in rows("foreign_function_words.tsv")}
