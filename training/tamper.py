"""Human sentences spoilt on purpose, with the place of every fault.

A fault is marked on the words that a reader would stumble over: a word that was
put in or changed, or the word behind a gap. The kinds are those that the parts of
the fluency score are named after.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

GRAMMAR, WORDS, FLOW = 0, 1, 2
KINDS = ("grammar", "word choice", "flow")

_TOKEN = re.compile(r"\w+(?:['’\-.]\w+)*|[^\w\s]")
_ENDS = ".!?…"
_SETS = (
    ("a", "an", "the"),
    ("in", "on", "at", "of", "to", "for", "from", "by", "with", "about", "into", "over"),
    ("is", "are", "was", "were", "be", "been", "being"),
    ("has", "have", "had", "having"),
    ("do", "does", "did", "done"),
    ("he", "him", "his", "himself"),
    ("she", "her", "hers", "herself"),
    ("they", "them", "their", "themselves", "it"),
    ("i", "me", "my", "myself"),
    ("we", "us", "our", "ourselves"),
    ("it", "its", "itself", "they"),
    ("this", "these", "that", "those"),
    ("who", "whom", "whose", "which", "that", "what"),
    ("and", "but", "or", "because", "although", "so", "than", "as"),
    ("much", "many", "more", "most", "few", "little", "less"),
    ("will", "would", "can", "could", "should", "must", "may"),
    ("not", "no", "never", "none", "nor"),
    ("some", "any", "every", "each", "all"),
)


@dataclass(slots=True)
class Word:
    """A word or mark of a sentence, the space before it, and the faults marked on it."""

    space: str
    text: str
    kinds: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Tampered:
    """A spoilt sentence.

    Attributes:
        text: the sentence after the change.
        spans: (start, end, kind) of the words to stumble over, in code points of ``text``.
        change: what was done.
    """

    text: str
    spans: tuple[tuple[int, int, int], ...]
    change: str


def split_words(text: str) -> list[Word]:
    """Return the words and marks of ``text`` in order."""
    words, at = [], 0
    for match in _TOKEN.finditer(text):
        words.append(Word(text[at : match.start()], match[0]))
        at = match.end()
    return words


def joined(words: Sequence[Word], change: str) -> Tampered:
    """Return the sentence that ``words`` make, with the spans of the marked ones."""
    parts: list[str] = []
    spans: list[tuple[int, int, int]] = []
    at = 0
    for word in words:
        start = at + len(word.space)
        at = start + len(word.text)
        parts.append(word.space + word.text)
        spans.extend((start, at, kind) for kind in sorted(word.kinds))
    return Tampered("".join(parts), tuple(spans), change)


class Lexicon:
    """The words of a corpus: what follows what, which forms share a stem, foreign words.

    Args:
        texts: English sentences.
        foreign: sentences of other languages.
    """

    def __init__(self, texts: Sequence[str], foreign: Sequence[str]) -> None:
        self.next: dict[str, list[str]] = defaultdict(list)
        stems: dict[str, set[str]] = defaultdict(set)
        counts: dict[str, int] = defaultdict(int)
        for text in texts:
            before = ""
            for word in (one.text for one in split_words(text)):
                low = word.lower()
                if word.isalpha():
                    self.next[before].append(word)
                    counts[low] += 1
                before = low
        for low, count in counts.items():
            if count >= 2 and len(low) >= 4:
                stems[low[: max(4, len(low) - 4)][:6]].add(low)
        self.words = [word for word in counts if len(word) >= 4]
        self.stems = {key: sorted(group) for key, group in stems.items() if len(group) > 1}
        self.foreign = [
            one.text
            for text in foreign
            for one in split_words(text)
            if one.text.isalpha() and one.text.lower() not in counts
        ]

    def form(self, word: str, draw: random.Random) -> str | None:
        """Return another word of the same stem, or one with another ending."""
        low = word.lower()
        kin = [
            other
            for other in self.stems.get(low[: max(4, len(low) - 4)][:6], ())
            if other != low and abs(len(other) - len(low)) <= 4 and other[:4] == low[:4]
        ]
        if kin and draw.random() < 0.7:
            return draw.choice(kin)
        return _ending(low, draw)


def _ending(low: str, draw: random.Random) -> str | None:
    for end, other in (("ies", "y"), ("ing", "ed"), ("ed", ""), ("ed", "ing"), ("s", "")):
        if low.endswith(end) and len(low) > len(end) + 2 and draw.random() < 0.8:
            return low[: -len(end)] + other
    return low + draw.choice(("s", "s", "ed", "ing", "ly")) if low.isalpha() else None


def _like(model: str, word: str) -> str:
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def _plain(words: Sequence[Word]) -> list[int]:
    return [index for index, word in enumerate(words) if word.text[0].isalpha()]


Change = Callable[[list[Word], random.Random, Lexicon], bool]


def _pick(words: Sequence[Word], draw: random.Random, least: int = 1) -> int | None:
    places = [index for index in _plain(words) if len(words[index].text) >= least]
    return draw.choice(places) if places else None


def _mark_gap(words: list[Word], at: int, kind: int) -> None:
    words[min(at, len(words) - 1)].kinds.add(kind)


def drop(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Take one to three words out."""
    at = _pick(words, draw)
    count = draw.choice((1, 1, 1, 2, 3))
    if at is None or len(words) < count + 3:
        return False
    small = words[at].text.lower() in _SMALL
    del words[at : at + count]
    _mark_gap(words, at, GRAMMAR if small else FLOW)
    return True


def drop_small(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Take an article, a preposition, an auxiliary … out."""
    places = [index for index, word in enumerate(words) if word.text.lower() in _SMALL]
    if not places or len(words) < 4:
        return False
    at = draw.choice(places)
    del words[at]
    _mark_gap(words, at, GRAMMAR)
    return True


def double(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Say a word, or a few, again."""
    at = _pick(words, draw)
    if at is None:
        return False
    if draw.random() < 0.4:
        at = _plain(words)[-1]
    length = draw.choice((1, 1, 1, 2, 3))
    again = [word for word in words[at : at + length] if word.text[0].isalnum()]
    copies = [
        Word(one.space or " ", one.text, {FLOW})
        for _ in range(draw.choice((1, 1, 2, 4)))
        for one in again
    ]
    words[at + len(again) : at + len(again)] = copies
    return True


def swap(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Change the places of two neighbours."""
    places = [
        index
        for index in _plain(words)
        if index + 1 < len(words) and words[index + 1].text[0].isalpha()
    ]
    if not places:
        return False
    at = draw.choice(places)
    left, right = words[at], words[at + 1]
    left.text, right.text = right.text, left.text
    if at == 0 and draw.random() < 0.5:
        left.text, right.text = _like("X", left.text), right.text.lower()
    left.kinds.add(FLOW)
    right.kinds.add(FLOW)
    return True


def move(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Put a phrase somewhere else."""
    length = draw.choice((1, 1, 2, 3))
    if len(words) < length + 5:
        return False
    at = draw.randrange(len(words) - length)
    taken = words[at : at + length]
    del words[at : at + length]
    to = min(len(words) - 1, max(1, at + draw.choice((-6, -4, -3, -2, 2, 3, 4, 6))))
    for word in taken:
        word.space = " "
        word.kinds.add(FLOW)
    words[to:to] = taken
    words[to + length].kinds.add(FLOW)
    return True


def shuffle(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Mix up a stretch of words, or all of them."""
    places = _plain(words)
    if len(places) < 5:
        return False
    length = draw.choice((3, 4, 6, len(places)))
    start = draw.randrange(max(1, len(places) - length + 1))
    window = places[start : start + length]
    texts = [words[index].text for index in window]
    draw.shuffle(texts)
    for index, text in zip(window, texts, strict=True):
        if words[index].text != text:
            words[index].text = text
            words[index].kinds.add(FLOW)
    return True


def small_word(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Put another small word of the same class."""
    places = [index for index, word in enumerate(words) if word.text.lower() in _SMALL]
    if not places:
        return False
    word = words[draw.choice(places)]
    group = draw.choice(_SMALL[word.text.lower()])
    other = draw.choice([one for one in group if one != word.text.lower()])
    word.text = _like(word.text, other)
    word.kinds.add(GRAMMAR)
    return True


def extra_small(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Put in a small word that nothing asks for."""
    at = _pick(words, draw)
    if at is None or at == 0:
        return False
    word = draw.choice(("the", "a", "of", "to", "is", "be", "in", "that", "it", "for", "been"))
    words.insert(at, Word(" ", word, {GRAMMAR}))
    return True


def inflect(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Put another form or part of speech of the same stem."""
    at = _pick(words, draw, 4)
    if at is None:
        return False
    word = words[at]
    form = lexicon.form(word.text, draw)
    if form is None or form == word.text.lower():
        return False
    word.text = _like(word.text, form)
    word.kinds.add(GRAMMAR)
    return True


def replace(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Put a word that may follow the one before, or any word."""
    at = _pick(words, draw, 3)
    if at is None:
        return False
    before = words[at - 1].text.lower() if at else ""
    choices = lexicon.next.get(before) if draw.random() < 0.7 else lexicon.words
    other = draw.choice(choices or lexicon.words)
    if other.lower() == words[at].text.lower():
        return False
    words[at].text = _like(words[at].text, other)
    words[at].kinds.add(WORDS)
    return True


def misspell(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Leave out, double, swap or replace a letter."""
    at = _pick(words, draw, 5)
    if at is None:
        return False
    text = words[at].text
    place = draw.randrange(1, len(text) - 1)
    letter = draw.choice("abcdefghiklmnoprstuvwy")
    words[at].text = draw.choice(
        (
            text[:place] + text[place + 1 :],
            text[:place] + text[place] + text[place:],
            text[:place] + text[place + 1] + text[place] + text[place + 2 :],
            text[:place] + letter + text[place + 1 :],
        )
    )
    if words[at].text == text:
        return False
    words[at].kinds.add(WORDS)
    return True


def foreign(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Put a word of another language."""
    at = _pick(words, draw, 3)
    if at is None or not lexicon.foreign:
        return False
    words[at].text = draw.choice(lexicon.foreign)
    words[at].kinds.add(WORDS)
    return True


def no_end(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Take away the mark that ends the sentence."""
    places = [index for index, word in enumerate(words) if word.text in _ENDS]
    if not places or len(words) < 4:
        return False
    del words[places[-1]]
    words[-1].kinds.add(FLOW)
    return True


def stray_mark(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Put in a mark that nothing asks for."""
    at = _pick(words, draw)
    if at is None or at == 0:
        return False
    words.insert(at, Word("", draw.choice(",,,;:.!?-"), {FLOW}))
    return True


def loose_marks(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Put a space before every mark, as a tokeniser does."""
    changed = False
    for index, word in enumerate(words[1:], 1):
        if word.text in ",.;:!?)" and not word.space:
            words[index].space = " "
            words[index].kinds.add(FLOW)
            changed = True
    return changed


def low_first(words: list[Word], draw: random.Random, lexicon: Lexicon) -> bool:
    """Begin with a small letter, or write everything so."""
    whole = draw.random() < 0.3
    changed = False
    for word in words if whole else words[:1]:
        if word.text != word.text.lower():
            word.text = word.text.lower()
            word.kinds.add(FLOW)
            changed = True
    return changed


_SMALL: dict[str, list[tuple[str, ...]]] = defaultdict(list)
for _group in _SETS:
    for _word in _group:
        _SMALL[_word].append(_group)
_SMALL = dict(_SMALL)

CHANGES: tuple[tuple[Change, float], ...] = (
    (drop, 1.5),
    (drop_small, 1.5),
    (double, 0.8),
    (swap, 1.0),
    (move, 1.0),
    (shuffle, 0.5),
    (small_word, 2.0),
    (extra_small, 0.7),
    (inflect, 2.2),
    (replace, 2.0),
    (misspell, 1.2),
    (foreign, 0.5),
    (no_end, 0.4),
    (stray_mark, 0.8),
    (loose_marks, 0.3),
    (low_first, 0.4),
)


def tamper(text: str, draw: random.Random, lexicon: Lexicon, times: int = 1) -> Tampered | None:
    """Return ``text`` with ``times`` faults, ``None`` where none could be put in."""
    words, done = split_words(text), []
    if len(words) < 3:
        return None
    changes, weights = [one for one, _ in CHANGES], [weight for _, weight in CHANGES]
    for change in draw.choices(changes, weights, k=times):
        if change(words, draw, lexicon):
            done.append(change.__name__)
    return joined(words, "+".join(done)) if done else None
