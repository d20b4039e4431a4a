"""How names are spelt: folding, sound, romanisation, inflection, and how usual a name is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from jellyfish import metaphone
from rapidfuzz.distance import OSA
from wordfreq import zipf_frequency

from mtqa.knowledge.table import rows

_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th",
    "’": "'", "‘": "'", "ʼ": "'", "‐": "-",
})  # fmt: skip

# Scripts other than Latin are romanised in many ways; what stands in one line sounds alike.
_ROMANISATIONS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|sch|sh|sz", "S"),
        ("tsch|tch|ch|cz|ts|tz", "C"),
        ("dzh|dj|zh", "Z"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph|ff", "f"),
        ("ck|[qc]", "k"),
        ("x", "ks"),
        ("aw(?![aeiouy])", "au"),
        ("w", "v"),
        ("ae(?!v)", "a"),  # Tsarnaev, Tsarnayev
        ("oe(?![aiou])", "o"),
        ("ue(?![aiou])", "u"),
        ("[yij][oe]", "a"),
        ("ee|ei|ey|ie|i?[iyj]+", "i"),
        ("oo|ou|o", "u"),
        ("e", "a"),
        ("(?<=[aiu])h(?![aiu])", ""),
        (r"([^aiu])\1+", r"\1"),
        (r"[^a-zSCZ]", ""),
    )
)

_MARKED = str.maketrans({"č": "ch", "ć": "ch", "š": "sh", "ş": "sh", "ž": "zh", "ç": "ch"})

# Letters that languages spell one sound with, or that are taken for one another by ear.
_HEARD = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("[^a-z]", ""),
        (r"(?<=[^aeiou])e\Z", ""),  # "Blackmore", "Blackmur"
        ("x", "ks"),
        (r"\A(?:wh|w)", "v"),
        ("tsch|tch|sch|sh|ch|cz|zh|dzh|dj|tz|ts(?!c)", "S"),
        ("kh|gh|ck", "K"),
        ("qu", "KF"),
        ("ph|f|v", "F"),
        ("(?<=[aeiou])w(?!i)", "a"),
        ("w", "F"),
        ("[sz]|c(?=[eiy])", "S"),
        ("[kqcg]", "K"),
        ("(?<![iyj])j(?=[aeiou])", "S"),
        ("th|[dt]", "T"),
        ("[bp]", "P"),
        ("[aeiouyhj]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)

# letters that languages take for one another, of which ``_HEARD`` decides one way
_SPELT_ALIKE = tuple(map(str.maketrans, ("", "w", "j", "c"), ("", "v", "y", "k")))

# what a name may begin with for a name that begins with the other
_ONE_START = ("ckqgh", "jygiz", "wvfpu", "zsct", "td", "bpv", "aeiouh")
_MUCH_ALIKE = 0.8

# "Obamas", "Orwellian"; and by "-s", "-son" and "-er" the names of different people differ
_DERIVED = re.compile(r"e?s|i?ans?|eans?|ists?|istas?|ism|ites?|esque|ish|ers?|s[oe]n")


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Return ``name`` in lower case without diacritics: "Çavuşoğlu" as "cavusoglu"."""
    if name.isascii():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """Return the Metaphone code of ``name``, diacritics folded."""
    return str(metaphone(fold(name)))


@lru_cache(maxsize=50_000)
def romanisation(name: str) -> str:
    """Return a key that the usual romanisations of one name share.

    "Zelensky" and "Zelenskiy", "Mohammed" and "Muhammad", "Sergei" and "Sergey" share it.
    """
    key = fold(name)
    for pattern, sounds in _ROMANISATIONS:
        key = pattern.sub(sounds, key)
    return key


@lru_cache(maxsize=50_000)
def heard(name: str) -> str:
    """Return how ``name`` sounds to somebody who doesn't know its language.

    All vowels are one, as are consonants that languages spell or hear alike:
    "Kreutzfeldt" and "Kroitsfeld", "Petrovich" and "Petrowitsch" have the same.
    """
    key = fold(name.lower().translate(_MARKED))
    for pattern, sounds in _HEARD:
        key = pattern.sub(sounds, key)
    return key


def likeness(one: str, other: str) -> float:
    """Return how near two names are, 0-1, by their letters and by their sound alike.

    From .65 one may be the other spelt by ear; names of different people often
    reach .75, so this says little by itself.
    """
    return max(_likeness(one.translate(t), other.translate(t)) for t in _SPELT_ALIKE)


def _likeness(one: str, other: str) -> float:
    letters = float(OSA.normalized_similarity(fold(one), fold(other)))
    return (letters + float(OSA.normalized_similarity(heard(one), heard(other)))) / 2


def same_start(one: str, other: str) -> bool:
    """Return whether two names may begin alike for one who hears them.

    Letters that only some languages take for one another need names that are
    much alike in the rest.
    """
    if sound(one)[:1] == sound(other)[:1] or heard(one)[:1] == heard(other)[:1]:
        return True
    first, second = fold(one)[0], fold(other)[0]
    if first == second:
        return True
    near = any(first in letters and second in letters for letters in _ONE_START)
    return near and (heard_alike(one, other) or likeness(one, other) >= _MUCH_ALIKE)


def heard_alike(one: str, other: str) -> bool:
    """Return whether two different words sound so much alike that they can be one name.

    This says little by itself: so may the names of two people.
    """
    if min(len(one), len(other)) < 4 or derived(one, other):
        return False
    readings = ((heard(one.translate(t)), heard(other.translate(t))) for t in _SPELT_ALIKE)
    return any(len(a) > 3 and a == b for a, b in readings)


def distance(one: str, other: str) -> int:
    """Return how many letters to change, add, drop or swap between two names, folded."""
    return int(OSA.distance(fold(one), fold(other)))


def derived(one: str, other: str) -> bool:
    """Return whether one word is the other with an ending that English names have."""
    short, long = sorted((fold(one), fold(other)), key=len)
    ending = long[len(short) :] if long.startswith(short) else ""
    if ending == "s" and short.endswith("s"):
        return False  # "Rhodess" is no plural
    return _DERIVED.fullmatch(ending) is not None


def alike(one: str, other: str) -> bool:
    """Return whether two different words of five letters and more look like one name misspelt."""
    one, other = fold(one), fold(other)
    if one == other or min(len(one), len(other)) < 5 or derived(one, other):
        return False
    if romanisation(one) == romanisation(other):
        return True
    if "-" in one + other:
        return _one_part_alike(one, other)
    apart, longest = distance(one, other), max(len(one), len(other))
    if sound(one) == sound(other):
        return apart <= 2
    return one[0] == other[0] and (apart == 1 or (apart == 2 and longest > 8))


def _one_part_alike(one: str, other: str) -> bool:
    """Return whether two names with hyphens differ in one part, which looks like one name.

    Those of Kim Yong-ho and Kim Yong-chol do not.
    """
    parts = (one.split("-"), other.split("-"))
    if len(parts[0]) != len(parts[1]):
        return False
    apart = [(a, b) for a, b in zip(*parts, strict=True) if a != b]
    return len(apart) == 1 and (alike(*apart[0]) or heard_alike(*apart[0]))


@lru_cache(maxsize=50_000)
def usualness(word: str) -> float:
    """Return the Zipf frequency (0–8) of ``word`` in English text; 0 where it is unknown."""
    plain = max(zipf_frequency(word.lower(), "en"), zipf_frequency(fold(word), "en"))
    return float(plain)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name for (name,) in rows("given_names.tsv"))


def is_given_name(word: str) -> bool:
    """Return whether ``word`` is a first name that people in the United States bear."""
    return fold(word) in _given_names()


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = {}
    for language, endings in rows("case_endings.tsv"):
        for ending in endings.split("|"):
            languages.setdefault(fold(ending), []).append(language)
    return {ending: tuple(names) for ending, names in languages.items()}


def inflected_in(form: str, name: str) -> tuple[str, ...]:
    """Return the languages that inflect ``name`` as ``form``: "Trumpi" is Estonian for "Trump's".

    A final vowel of the name may give way: "Putina", "Obamou".
    """
    word, base = fold(form), fold(name)
    found = _endings().get(word[len(base) :], ()) if word.startswith(base) and word != base else ()
    stem = base[:-1]
    if not found and base[-1:] in "aeiouy" and word.startswith(stem) and len(word) > len(base):
        found = _endings().get(word[len(stem) :], ())
    return found


@cache
def _pinyin() -> re.Pattern[str]:
    syllables = (
        ("" if initial == "-" else initial) + f"(?:{finals})"
        for initial, finals in rows("pinyin.tsv")
    )
    return re.compile(rf"(?:(?:{'|'.join(syllables)})['-]?)+")


def is_pinyin(name: str) -> bool:
    """Return whether ``name`` can be read as syllables of Mandarin as China writes them."""
    return _pinyin().fullmatch(fold(name)) is not None
