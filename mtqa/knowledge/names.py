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

# How a language's letters, or the ways in which its script is romanised, are read; what is the
# same for ``_HEARD`` is left out.
_READINGS = tuple(
    tuple((re.compile(pattern), read) for pattern, read in reading)
    for reading in (
        # Ukrainian, Belarusian and Czech g is h; Russian writes g for foreign h
        ((r"(?<![kgsczptw])h(?=[aeiouylrn])", "g"),),
        # Russian and Bulgarian kh is h, as is its g in some names
        (("kh", "h"), (r"(?<![kgsczpt])h(?=[aeiouy])", "k")),
        # Polish
        (("rz", "zh"), ("ch", "kh"), ("ł", "w"), ("c(?![hz])", "ts"), ("w", "v"), ("j", "y")),
        (("[ąę](?=[bp])", "om"), ("[ąę]", "on"), ("rz", "zh"), ("j", "y"), ("w", "v")),
        # German, and Slavic names as it writes them
        (("ch(?=[st])", "k"), ("(?<!s)ch", "kh"), ("j", "y"), ("z", "ts"), ("qu", "kv"),
         ("w", "v")),
        # French, and names of other scripts as it writes them
        (("tch", "ch"), ("dj", "j"), ("oui", "vi"), ("gu(?=[ei])", "g"), ("eau|au", "o"),
         ("(?<=[a-z])(?:[tdsxz]|e|es)$", "")),
        # Hungarian
        (("cs", "ch"), ("zs", "zh"), ("gy", "d"), ("ly", "y"), ("ty", "t"), ("j", "y"),
         ("c(?![hk])", "ts")),
        # Czech, Slovak, Croatian, Serbian, Latvian
        (("ř", "rzh"), ("ch", "kh"), ("đ|dj", "j"), ("lj", "l"), ("nj", "n"),
         ("(?<![d])j", "y"), ("c(?![hk])", "ts"), ("w", "v")),
        # Turkish and Azerbaijani
        (("c(?!h)", "j"), ("ğ", ""), ("x", "kh"), ("q", "g"), ("ə", "a")),
        # Arabic and Persian
        (("^(?:al|el|ul|as|ash|az|ad|an|ar)[ -]", ""), ("dh", "z"), ("th", "s"), ("q", "g"),
         ("ou", "u"), ("w", "v")),
        (("^(?:al|el|ul|as|ash|az|ad|an|ar)[ -]", ""), ("[kg]h", "h"), ("dj", "j"), ("ou", "v")),
        # Chinese: Pinyin, Wade-Giles, and what Russian makes of it
        (("chzh", "zh"), ("tsz", "j"), ("^v", "w"), ("x|hs", "sh"), ("q", "ch"), ("kh", "h"),
         ("n$|ng$", "n"), ("ng(?=[^aeiou])", "n")),
        # Korean and Japanese
        (("yeo|eo|ŏ|oe", "o"), ("^[rl]", "l"), ("^(?:g|k)", "k"), ("(?<=[aeiou])h$", "")),
        (("sy(?=[aou])", "sh"), ("zy(?=[aou])", "j"), ("ty(?=[aou])", "ch"), ("^hu", "fu"),
         ("tu(?![aeiou])", "tsu"), ("si", "shi"), ("m(?=[bp])", "n"), ("oh(?![aeiou])", "o")),
        # Georgian and Armenian
        (("tskh|zch", "ts"), ("kh|ch(?=[aeiou])", "k"), ("dz|ds", "z"), ("ian$|yan$|jan$", "an")),
        # Greek
        (("mp", "b"), ("nt", "d"), ("g?gk", "g"), ("^y|gi|^gh?e", "y"),
         ("[ea]u(?=[aeioubdglmnrvz])", "ev"), ("[ea]u", "ef"), ("ch(?![r])", "h"), ("x", "ks")),
        # Spanish, Portuguese, Italian, Romanian
        (("j|x", "h"), ("ll", "y"), ("ñ|nh", "n"), ("^h", ""), ("lh", "l"), ("v", "b")),
        (("ch", "k"), ("gh", "g"), ("gli", "li"), ("gn", "ny"), ("sc(?=[ei])", "sh"),
         ("gi(?=[aou])", "j"), ("ci(?=[aou])", "ch"), ("ț|z", "ts"), ("ș", "sh")),
        # English names as Japanese and Chinese hear them, without r or l of their own
        (("[lr]+", "r"), ("gh(?=[aeiou])|(?<=[aeiou])h(?=[aeiou])", "h"), ("v", "b"), ("th", "s"),
         ("f(?=[ou])", "h"), ("si(?=[aeiou])", "sh")),
        # Scots and Irish ones
        (("^(?:mc|mac|mag|m[’'])g?[uw]+(?=[aeiou])", "makw"), ("^(?:mc|mac|mag|m[’'])g?", "mak")),
        # English ones back from Cyrillic
        (("dzh", "j"), ("^u(?=[aeio])", "w"), ("ks", "x"), ("^kh", "h"), ("ey$", "y")),
        # Albanian, Dutch, Scandinavian
        (("xh", "j"), ("q", "ch"), ("x", "dz"), ("dh", "d")),
        (("sch", "sk"), ("sj|skj|stj|kj|tj", "sh"), ("j", "y"), ("aa|å", "o"), ("ij", "y"),
         ("w", "v")),
    )
)  # fmt: skip

_MANDARIN = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        ("hs", "x"), ("zh|ch|q|j", "j"), ("ts|tz|z|c", "z"), ("b", "p"), ("d", "t"),
        ("(?<!n)g", "k"), ("ong", "ung"), ("ien", "ian"), ("[iy]eh(?![aeiou])", "ie"),
        ("ye(?=[^a-z]|$)", "ie"), ("uei", "ui"), ("oo", "u"), ("[iu]h(?![aeiou])", "i"),
        ("ng(?![aeiou])", "n"),
    )
)  # fmt: skip

# what a name may begin with for a name that begins with the other
_ONE_START = ("ckqgh", "jygiz", "wvfpu", "zsct", "td", "bpv", "aeiouh")
_MUCH_ALIKE = 0.8
_LONG_KEY = 4  # sounds

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


def spelt_out(name: str) -> str:
    """Return ``name`` folded, with the letters that marks of other languages stand for.

    "Kovač" as "kovach", where ``fold`` has "kovac".
    """
    return fold(name.lower().translate(_MARKED))


def likeness(one: str, other: str) -> float:
    """Return how near two names are, 0-1, by their letters and by their sound alike.

    From .65 one may be the other spelt by ear; names of different people often
    reach .75, so this says little by itself.
    """
    return max(_likeness(one.translate(t), other.translate(t)) for t in _SPELT_ALIKE)


def _likeness(one: str, other: str) -> float:
    letters = float(OSA.normalized_similarity(fold(one), fold(other)))
    return (letters + float(OSA.normalized_similarity(heard(one), heard(other)))) / 2


@lru_cache(maxsize=65536)
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


def read_alike(one: str, other: str) -> bool:
    """Return whether two different words are one name as some languages read or romanise it.

    "Hnatyuk" and "Gnatiouk", "Rzepecki" and "Zhepetsky" are; this says as
    little by itself as that two sound alike.
    """
    if heard_alike(one, other):
        return True
    if min(len(one), len(other)) < _LONG_KEY or derived(one, other) or "-" in one + other:
        return False  # "Jong-un" and "Yeoncheon" have little in common
    return any(len(key) > _LONG_KEY for key in _read(one) & _read(other))


@lru_cache(maxsize=50_000)
def _read(name: str) -> frozenset[str]:
    """Return how the name sounds as it stands, and as each of some languages reads it."""
    read = {heard(name)}
    for reading in _READINGS:
        word = name.lower()
        for pattern, sounds in reading:
            word = pattern.sub(sounds, word)
        read.add(heard(word))
    return frozenset(read)


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
    """Return languages by what they add to a name, or by the ending and what they put for it."""
    languages: dict[str, dict[str, None]] = {}
    for language, endings in rows("case_endings.tsv"):
        for ending in endings.split("|"):
            languages.setdefault(fold(ending), {})[language] = None
    return {ending: tuple(names) for ending, names in languages.items()}


_LONGEST_ENDING = 6
_SHORTEST_STEM = 3


def inflected_in(form: str, name: str) -> tuple[str, ...]:
    """Return the languages that inflect ``name`` as ``form``: "Trumpi" is Estonian for "Trump's".

    A final vowel of the name may give way: "Putina", "Obamou"; or its own ending: "Petrulio".
    """
    word, base = fold(form), fold(name)
    if word == base:
        return ()
    found = _endings().get(word[len(base) :], ()) if word.startswith(base) else ()
    stem = base[:-1]
    if not found and base[-1:] in "aeiouy" and word.startswith(stem) and len(word) > len(base):
        found = _endings().get(word[len(stem) :], ())
    for cut in range(1, min(_LONGEST_ENDING, len(base) - _SHORTEST_STEM) + 1):
        if not found and word.startswith(base[:-cut]):
            found = _endings().get(f"{base[-cut:]}>{word[len(base) - cut :]}", ())
    return found


@cache
def _pinyin() -> re.Pattern[str]:
    syllables = (
        ("" if initial == "-" else initial) + f"(?:{finals})"
        for initial, finals in rows("pinyin.tsv")
    )
    return re.compile(rf"(?:(?:{'|'.join(syllables)})['-]?)+")


@lru_cache(maxsize=10_000)
def mandarin(name: str) -> str:
    """Return a key that a name in Pinyin and in Wade-Giles share: "Xie" and "Hsieh"."""
    key = fold(name).replace("-", "")
    for pattern, sounds in _MANDARIN:
        key = pattern.sub(sounds, key)
    return key


def is_pinyin(name: str) -> bool:
    """Return whether ``name`` can be read as syllables of Mandarin as China writes them."""
    return _pinyin().fullmatch(fold(name)) is not None
