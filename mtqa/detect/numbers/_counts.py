"""Counted things: how many of what a text says there are, and what happened to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mtqa.detect.numbers._amounts import AMOUNT, HEDGE, Amount, named, read_amount
from mtqa.knowledge.fates import fate_before, fate_behind
from mtqa.knowledge.units import measures

_NUMBER = re.compile(named(AMOUNT, "n_"))
_WORDS_BEHIND = re.compile(r"(?:[ -](?:[A-Za-z][\w’'-]*)){1,6}")
_HEDGE_BEFORE = re.compile(rf"(?<![\w’'-]){HEDGE}\Z", re.IGNORECASE)
_TOLL = re.compile(
    r"\b(?:death toll|deaths|lives)\b[^.,;\n]{0,25}\b(?:of|to|at|is|was|reached|hit) \Z",
    re.IGNORECASE,
)
_BACK = 70  # code points before a number that say how sure it is and what happened
_MODIFIERS = 4  # words between a number and its noun
_NEAR = 0.8  # of a number is still "about" it
_FAR = 2  # times a number is more than what "at least" means
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}
_IRREGULAR |= {"policemen": "policeman", "fishermen": "fisherman", "firemen": "fireman"}
# what stands between those counted and what happened to them
_LINKS = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "be", "been", "being", "get", "got"}
    | {"reported", "confirmed", "found", "pronounced", "left", "declared", "reportedly", "also"}
    | {"who", "whom", "that", "then", "later", "lost", "lose", "loses", "their"}
)
_ENDS_NOUN = frozenset(
    {"of", "in", "on", "at", "to", "and", "or", "by", "for", "from", "with", "as", "but", "than"}
    | {"this", "its", "his", "us", "does", "says", "was", "is", "has", "the", "a", "an", "after"}
)
_PART = frozenset({"more", "other", "others", "additional", "further", "new", "extra", "another"})
FEW = "one|two|three|four|five|six|seven|eight|nine|ten"
_ADDED = re.compile(
    rf"(?:\band|\bor|(?:\d|\b(?:an?|{FEW})) [\w ]{{3,30}},) \Z",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r" and (?:an?|his|her|their|\d+|one|two|three|four|five|six)\b|,? of (?:them|whom)\b"
)
_LEAST = re.compile(r"\b(?:at least|more than|over|as (?:many|much|high) as)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|some|under|estimated"
    r"|(?:less|fewer) than)\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\bup to\b", re.IGNORECASE)
_ONE_IN = re.compile(
    r" (?:in|out of) (?:every )?(?:\d|two|three|four|five|six|seven|eight|nine|ten)"
)
_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll)(?: of)?(?: the)? \Z")


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a thing there are.

    Attributes:
        thing: what is counted: a noun's singular ("ship"), what happened ("killed"), a
            currency sign or "percent".
        amount: how many.
        hedge: ``least``, ``about`` or empty.
        part: whether it adds to another count: "three more", "two girls and a boy".
        modifiers: the words between the number and the noun, in lower case.
        definite: whether "the", "these" or "all" stands before it.
        fate: of a noun, what happened to those counted, where that is said.
    """

    thing: str
    amount: Amount
    hedge: str
    part: bool = False
    modifiers: tuple[str, ...] = ()
    definite: bool = False
    fate: str = ""

    @property
    def start(self) -> int:
        """Return the first code point of the number."""
        return self.amount.start

    @property
    def end(self) -> int:
        """Return one past its last code point."""
        return self.amount.end

    @property
    def value(self) -> float:
        """Return the number."""
        return self.amount.value

    def allows(self, other: Count) -> bool:
        """Return whether both may tell of the same number, one of them rounded."""
        low, high = sorted((self, other), key=lambda count: count.value)
        if high.value - low.value < low.amount.slack + high.amount.slack:
            return True
        if "about" in (self.hedge, other.hedge):
            return low.value >= _NEAR * high.value
        # "at least 30" where 38 are meant, but nobody says "at least 32" then
        rounded = low.value % 10 == 0 or low.value == 12
        return low.hedge == "least" and rounded and high.value <= _FAR * low.value


def singular(word: str) -> str:
    """Return the singular of a plural noun as English forms most of them, in lower case."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    long = lower.endswith(("sses", "ches", "shes", "xes"))
    return lower[:-2] if long else lower.removesuffix("s")


def _is_counted(word: str) -> bool:
    """Return whether ``word`` may be the noun behind a number."""
    lower = word.lower()
    plural = len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "’s", "'s"))
    kind = measures(lower)
    return kind == "people" or (kind is None and (plural or lower in _IRREGULAR))


def _noun(words: list[str]) -> int | None:
    """Return the index of the noun that a number before ``words`` counts, ``None`` without one."""
    for index, word in enumerate(words[:_MODIFIERS]):
        unit = measures(word) not in (None, "people")
        if unit or fate_behind(word) or word.lower() in _ENDS_NOUN:
            return None
        if _is_counted(word):
            return index
    return None


def _fate_behind(words: list[str]) -> str | None:
    """Return what happened to those whom ``words`` follow."""
    for word in words:
        if fate := fate_behind(word):
            return fate
        if word.lower() not in _LINKS and not word.endswith("ly"):
            return None
    return None


def _fate_before(before: str, words: list[str], noun: int | None) -> str | None:
    """Return what ``before`` says of those counted, who stand without a noun or with one."""
    if noun is None and words and words[0].lower() not in _ENDS_NOUN:
        return None
    if _TOLL.search(before):
        return "killed"
    last = before.split()
    return fate_before(last[-1]) if last else None


def _is_part(text: str, before: str, hedge: str, words: list[str], behind: int) -> bool:
    """Return whether the number of ``words`` adds to another one, or only bounds it."""
    return (
        not _PART.isdisjoint(map(str.lower, words))
        or _UP_TO.search(hedge) is not None
        or _ADDED.search(before) is not None
        or _JOINED.match(text, behind) is not None
    )


@lru_cache(maxsize=4)
def amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts in ``text``, in order."""
    found = (read_amount(match, "n_") for match in _NUMBER.finditer(text))
    return tuple(amount for amount in found if amount is not None)


def _counts_at(text: str, amount: Amount) -> Iterator[Count]:
    if amount.may_be_year or amount.points or _ONE_IN.match(text, amount.end):
        return
    line = text.rfind("\n", 0, amount.start) + 1
    before = text[max(line, amount.start - _BACK) : amount.start]
    lead = _HEDGE_BEFORE.search(before)
    hedge = lead[0] if lead else ""
    sure = "least" if _LEAST.search(hedge) else "about" if _ABOUT.search(hedge) else ""
    if amount.share or amount.sign:
        yield Count("percent" if amount.share else amount.sign, amount, sure)
        return
    found = _WORDS_BEHIND.match(text, amount.end)
    words = re.split("[ -]", found[0])[1:] if found else []
    noun = _noun(words)
    end = 0 if noun is None else noun + 1
    behind = amount.end + sum(len(word) + 1 for word in words[:end])
    part = _is_part(text, before, hedge, words[: end + 1], behind)
    modifiers = tuple(word.lower() for word in words[: max(0, end - 1)])
    definite = _DEFINITE.search(before) is not None
    verb = before[: len(before) - len(hedge)]
    fate = _fate_behind(words[end:]) or _fate_before(verb, words, noun)
    if fate:
        yield Count(fate, amount, sure, part, modifiers, definite)
    if noun is not None:
        yield Count(singular(words[noun]), amount, sure, part, modifiers, definite, fate or "")


@lru_cache(maxsize=4)
def counts(text: str) -> tuple[Count, ...]:
    """Return what ``text`` counts, in order."""
    return tuple(count for amount in amounts(text) for count in _counts_at(text, amount))
