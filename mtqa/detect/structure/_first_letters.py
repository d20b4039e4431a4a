"""First letters of paragraphs that a page sets large, and a copy of it loses or misplaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit
from mtqa.knowledge.words import is_english, zipf

# "W. hile", "A-ny", "H / ealth"
_APART = re.compile(
    r"^(?P<first>[A-Z])(?:\. ?|-| ?\n| )(?P<rest>[a-z]{1,20})(?=[ ,’'])", re.MULTILINE
)
# "hey T could"
_BEHIND = re.compile(r"^(?P<rest>[a-z]{1,20}) (?P<first>[A-Z])(?= [a-z])", re.MULTILINE)
# "I If you", "T The"
_AGAIN = re.compile(r"^(?P<first>[A-Z])[ .]{1,2}(?P<word>(?P=first)[a-z]+)(?= [a-z])", re.MULTILINE)
# "IFYOU would", "AWITNESS, who"
_GLUED = re.compile(r"^(?P<word>[A-Z]{5,24})(?=,? [a-z]|, [A-Z]| [A-Z][a-z]+ [a-z])", re.MULTILINE)
# "MANYeconomies", "Ihope"
_MIXED = re.compile(r"^(?P<one>[A-Z]{2,}|[AI])(?P<two>[a-z]{2,20})(?=,? [a-z])", re.MULTILINE)
# "he boy had", "ut the"
_LOST = re.compile(r"(?:\A|(?<=[.!?”\"\w]\n))(?P<rest>[a-z]{1,20})(?=[ ,’'])")
# "I_t", "T.he", "W|e": a mark between the letter and the rest
_MARKED = re.compile(
    r"^(?P<first>[A-Z])(?:[_*|~`´^=:;,/\\<>·•–—]|\. ?|-) ?(?P<rest>[a-z]{1,20})(?=[ ,’'])", re.M
)
# "S he", "T his", where the rest is a word too
_TWO_WORDS = re.compile(
    r"^(?P<first>[B-DF-HJ-NP-Z]) {1,2}(?P<rest>[a-z]{2,12})(?=[ ,])"
    r"|^(?P<one>[A-Z]) {1,2}(?P<other>[b-hj-z])(?= [a-zA-Z])",
    re.M,
)
# "TThe", "Oother", "T The", "W we", "B.But"
_TWICE = re.compile(
    r"^(?P<first>[A-Z])(?P<gap>[ .]{0,2})(?P<word>(?i:(?P=first))[a-z]+)(?=[ ,’'])", re.M
)
# "tHe", "THe": capitals in the wrong place
_TURNED = re.compile(r"^(?P<word>[a-z][A-Z][a-z]+|[A-Z]{2}[a-z]+|[a-z][A-Z])(?= [a-zA-Z])", re.M)
# "Aftervisa": a word that many sentences begin with, and the next one
_RUN_ON = re.compile(
    r"^(?P<one>The|This|That|These|Those|There|They|When|While|After|Before|With|From|Many|Most|Some"
    r"|What|Although|Because|During|According|However|Over|More|Under|About|Since|Every|Several"
    r"|Each|Both|Another|In|On|At|By|To|If|As|His|Her|Their|Its|Our|For|And|But)"
    r"(?P<two>[a-z]{2,20})(?=,? [\w“\"])",
    re.M,
)
_SMALL_WORDS = frozenset({"In", "On", "At", "By", "To", "If", "As"})
_ARTICLES = frozenset({"the", "this", "his", "her", "their", "its"})
_SMALL_LINE = re.compile(r"^[^\S\n]*[a-z]", re.MULTILINE)
_CAPITAL_LINE = re.compile(r"^[^\S\n]*[“\"]?[A-Z]", re.MULTILINE)
_CAPITALS = "TWIABHMSFOLCDEGNPRUVYJKQ"
_COMMON = 4.0  # Zipf of words that everybody knows
_OPENING = 5.5  # and of those that sentences begin with
_PART = 4.0  # and of a part of two words written as one
_RUNS_ON = 4.5  # and of the second word where the first one is small
_NO_WORD = 1.5
_LONG = 3.5  # the same of long words
_UNKNOWN = 2.5  # below it a word is a slip, above it maybe a brand
_ACRONYM = 3.3  # and capitals an acronym
_NAME = 4  # letters left of a name or a long word
# what is left of the word that most paragraphs begin with, where the rest is a word as well
_RESTS = {"he": "The", "his": "This", "hey": "They", "hen": "When", "here": "There"}
_I_DO = frozenset(
    {"am", "was", "have", "had", "will", "would", "can", "could", "do", "did", "don", "didn", "won"}
    | {"think", "thought", "know", "knew", "hope", "believe", "want", "wanted", "understand", "see"}
    | {"saw", "said", "told", "went", "feel", "felt", "love", "like", "need", "never", "always"}
)
_FUNCTION = frozenset(
    {"a", "i", "it", "if", "in", "on", "at", "the", "he", "she", "we", "they", "you", "this"}
    | {"that", "these", "those", "there", "when", "while", "after", "before", "for", "from", "to"}
    | {"of", "by", "with", "as", "and", "but", "so", "what", "many", "most", "some", "all", "is"}
    | {"was", "has", "his", "her", "its", "their", "our", "my", "no", "not", "one", "two"}
)


def _joins(first: str, rest: str) -> bool:
    """Return whether the letter and the rest make a common word, and the rest by itself none."""
    whole, alone = zipf((first + rest).lower()), zipf(rest)
    return whole >= _COMMON and (not is_english(rest) or whole > alone + 1)


def _hit(match: re.Match[str], message: str, fixed: str) -> Hit:
    return Hit(match.start(), match.end(), message, 0.8, suggestion=fixed)


def _apart(text: str) -> Iterator[Hit]:
    message = "The first letter is torn off its word."
    for match in _APART.finditer(text):
        first, rest = match["first"], match["rest"]
        plain = match[0] == f"{first} {rest}"
        if first == "I" and not plain and rest in _I_DO and match[0][1] != "-":
            yield _hit(match, "The first word stands apart.", f"I {rest}")
        elif len(rest) > 1 or first in "IOA":
            known = is_english(rest) and zipf(rest) > _UNKNOWN
            whole = zipf((first + rest).lower())
            hyphen = match[0][1] == "-" and (first == "E" or (known and whole < _OPENING))
            if _joins(first, rest) and not (hyphen or (plain and first in "AIO" and known)):
                yield _hit(match, message, first + rest)
    for match in _BEHIND.finditer(text):
        if zipf((match["first"] + match["rest"]).lower()) >= _COMMON:
            fixed = match["first"] + match["rest"]
            yield _hit(match, "The first letter stands behind its word.", fixed)
    for match in _AGAIN.finditer(text):
        if zipf(match["word"].lower()) >= _OPENING:
            yield _hit(match, "The first letter is written twice.", match["word"])


def _parts(word: str) -> tuple[str, str] | None:
    """Return the two common words that ``word`` is made of, one of them a function word."""
    lower = word.lower()
    if zipf(lower) >= _ACRONYM:
        return None
    for cut in range(1, len(lower) - 1):
        one, two = lower[:cut], lower[cut:]
        first, second = one in _FUNCTION, two in _FUNCTION
        if (first and zipf(two) >= _PART) or (second and zipf(one) >= _PART and len(one) > 2):
            return one, two
    return None


def _glued(text: str) -> Iterator[Hit]:
    message = "Two words are glued together."
    for match in _GLUED.finditer(text):
        parts = _parts(match["word"])
        if parts and text.count(match["word"]) == 1:
            yield _hit(match, message, " ".join(parts).capitalize())
    for match in _MIXED.finditer(text):
        one, two, word = match["one"], match["two"], match[0]
        known = zipf(one.lower()) >= _COMMON and zipf(two) >= _LONG
        if len(two) < 3:  # "QUESTIONis"
            known = len(one) > 3 and two in _FUNCTION and zipf(one.lower()) >= _COMMON
        verb = two in _I_DO if one == "I" else known
        if verb and zipf(word.lower()) < _UNKNOWN and text.count(word) == 1:
            yield _hit(match, message, f"{one.capitalize()} {two}")


def _marked(text: str) -> Iterator[Hit]:
    """Yield first letters that stand apart, twice, or in small."""
    for match in chain(_MARKED.finditer(text), _TWO_WORDS.finditer(text)):
        first, rest = (part for part in match.groups() if part)
        mail = first == "E" and "-" in match[0]
        least = _OPENING if is_english(rest) or len(rest) < 2 else _COMMON
        if zipf((first + rest).lower()) >= least and not mail:
            fixed = first + rest
            yield _hit(match, "The first letter is torn off its word.", fixed)
    for match in _TWICE.finditer(text):
        word, gap = match["word"], match["gap"]
        rare = _UNKNOWN if zipf(word.lower()) >= _OPENING else _NO_WORD
        alone = gap or zipf(match[0].lower()) < rare
        kept = gap and (match["first"] in "AI" and word[0].islower())
        if alone and not kept and len(word) > 1 and zipf(word.lower()) >= _COMMON:
            yield _hit(match, "The first letter is written twice.", word.capitalize())
    for match in _TURNED.finditer(text):
        word = match["word"]
        inner = zipf(word.lower()) >= _OPENING and text.count(word) == 1
        if inner and word.lower() not in ("ids", "ios", "mps", "pcs", "tvs"):
            yield _hit(match, "The capital stands in the wrong place.", word.capitalize())


def _run_on(text: str) -> Iterator[Hit]:
    """Yield first words that the next one is glued to: "Whilethe"."""
    for match in _RUN_ON.finditer(text):
        two = match["two"]
        if match["one"] in _SMALL_WORDS and two not in _ARTICLES:
            continue
        known = zipf(two) >= (_RUNS_ON if len(two) < _NAME else _COMMON) and is_english(two)
        rare = _UNKNOWN if two in _FUNCTION else _NO_WORD
        if known and zipf(match[0].lower()) < rare and text.count(match[0]) == 1:
            yield _hit(match, "Two words are glued together.", f"{match['one']} {two}")


def _lost(text: Annotated) -> Iterator[Hit]:
    """Yield the one paragraph of a text that begins with what is left of a word."""
    prose = text.text
    if len(list(islice(_SMALL_LINE.finditer(prose), 2))) != 1 or is_talk(text):
        return
    if len(list(islice(_CAPITAL_LINE.finditer(prose), 3))) < 3:
        return
    for match in _LOST.finditer(prose):
        rest = match["rest"]
        word = _RESTS.get(rest) if is_english(rest) else _whole(rest, prose)
        if word and (rest != "he" or _is_article(text, match.end())):
            yield _hit(match, "The first letter of this paragraph is missing.", word)


def _is_article(text: Annotated, end: int) -> bool:
    """Return whether a noun or an adjective follows, and no verb, as behind "he"."""
    behind = text.doc.char_span(end + 1, end + 2, alignment_mode="expand")
    return behind is not None and behind[0].tag_ in ("NN", "NNS", "NNP", "JJ", "JJS", "CD")


def _whole(rest: str, text: str) -> str | None:
    """Return the word that ``rest`` is the end of: a common one, or a name of the text."""
    for first in _CAPITALS:
        least = _COMMON if len(rest) < _NAME else _LONG
        if zipf((first + rest).lower()) >= least and len(rest) > 1:
            return first + rest
        if len(rest) >= _NAME and f" {first}{rest}" in text:
            return first + rest
    return None


def first_letters(text: Annotated) -> Iterator[Hit]:
    """Yield the paragraphs whose first letter is lost, doubled, torn off or glued."""
    yield from _apart(text.text)
    yield from _glued(text.text)
    yield from _marked(text.text)
    yield from _run_on(text.text)
    yield from _lost(text)
