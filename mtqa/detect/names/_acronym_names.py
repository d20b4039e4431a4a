"""Names beside well-known acronyms that they aren't the names of: "States of America United (US)".

The words of the true name, or forms of them, stand there in another order or beside others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.knowledge.acronyms import acronyms, other_names
from mtqa.model import Evidence

_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "to", "a", "an", "de", "’s", "'s"})
_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)\w+)?(?:['’]s\b)?")
_BEFORE = re.compile(r"\((?P<short>[A-Z][A-Z&]{1,6})\)")
_BEHIND = re.compile(
    r"(?<![\w.(&-])(?P<short>[A-Z][A-Z&]{1,6})(?:,? \((?P<in>[^()\n]{6,90})\)"
    r"| [-–—] (?P<dash>[^\n.!?–—]{6,80}?) [-–—](?!\w)"
    r"|, (?:or|short for|which stands for|standing for|that is) (?P<told>[^\n.,!?()]{6,80})[,.])"
)
_ANY_BEHIND = re.compile(r"[A-Z&],? (?:\([^)]{6}|[-–—] |or |short |which |standing |that is )")
_CUT = re.compile(r".*[.,;:!?\n“”\"()]", re.DOTALL)
_FARTHEST = 100  # code points that a name may take
_STEM = 4  # letters
_FEW = 3  # letters, with which several bodies may have the same
_LEAST = 2  # words


def _plain(word: str) -> str:
    """Return ``word`` without what spelling, number and case of English change."""
    word = re.sub(r"['’]s?\Z", "", word.lower()).replace("isation", "ization")
    word = word.replace("programme", "program").replace("centre", "center").replace("our", "or")
    return word.removesuffix("s") if len(word) > _STEM else word


def _content(words: Sequence[str]) -> list[str]:
    return [_plain(word) for word in words if word.lower() not in _SMALL]


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return by acronym all that it stands for."""
    known = {short: one.expansions for short, one in acronyms().items() if one.expansions}
    both = {*known, *other_names()}
    return {short: (*known.get(short, ()), *other_names().get(short, ())) for short in both}


def _kindred(one: str, other: str) -> bool:
    least = min(len(one), len(other))
    return one == other or (least >= _STEM and one[:_STEM] == other[:_STEM])


def _follows(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether the words of ``short`` stand in ``long`` in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)


def _is_name(said: Sequence[str], true: Sequence[str]) -> bool:
    """Return whether the words are the name, a part of it, or the name with others beside it."""
    same = "".join(said) == "".join(true) or "".join(said).endswith("".join(true))
    least = max(_LEAST, len(true) - _LEAST)  # "the US Centers for Disease Control"
    part = any(_follows(said[at:], true) for at in range(len(said) - least + 1))
    return same or part or _follows(true, said)


def _shared(said: Sequence[str], true: Sequence[str]) -> int:
    """Return how many words of the name stand in ``said`` in some form."""
    return sum(any(_kindred(word, one) for one in said) for word in true)


def _wrong(short: str, words: Sequence[str]) -> tuple[str, int] | None:
    """Return the true name, and how many of the last ``words`` were meant for it."""
    if any(_is_name(_content(words), _content(_WORD.findall(name))) for name in _names()[short]):
        return None
    for name in _names()[short]:
        true = _content(_WORD.findall(name))
        capital = name[0].isupper()
        tail = [w for w in words if w.lower() not in _SMALL][-len(true) - 1 :]
        said = [_plain(w) for w in tail if w[0].isupper() or w[0].isdigit() or not capital]
        shared = _shared(said, true)
        initials = "".join(word[0] for word in said[-len(true) :]).upper()
        alike = all(map(_kindred, said[-len(true) :], true))
        if initials == short and len(short) <= _FEW and not alike:
            continue  # another body of the same letters
        if shared >= _LEAST and shared * 2 >= len(true) and len(said) >= _LEAST:
            first = next(i for i, w in enumerate(tail) if any(_kindred(_plain(w), t) for t in true))
            at = len(words) - 1 - list(reversed(words)).index(tail[first])
            return name, len(words) - at
    return None


def _lacks_small_word(short: str, said: str) -> bool:
    """Return whether the name, a common noun, lacks its "of": "MP (member parliament)"."""
    names = [name for name in _names()[short] if name.islower()]
    small = [" ".join(word for word in name.split() if word not in _SMALL) for name in names]
    return said.lower() in small and said.lower() not in names


def misnamed(text: Annotated) -> Iterator[Hit]:
    """Yield what is said to be the name of a well-known body, and is its words put wrongly."""
    for match in _BEFORE.finditer(text.text):
        short = match["short"]
        if short not in _names():
            continue
        begin = max(0, match.start() - _FARTHEST)
        before = text.text[begin : match.start()].rstrip()
        cut = _CUT.match(before)
        begin += cut.end() if cut else 0
        found = list(_WORD.finditer(text.text, begin, match.start()))[-9:]
        if wrong := _wrong(short, [word[0] for word in found]) if found else None:
            yield _hit(found[-wrong[1]].start(), match.end(), short, wrong[0])
    for match in _BEHIND.finditer(text.text) if _ANY_BEHIND.search(text.text) else ():
        short, group = match["short"], match.lastgroup or "in"
        if short not in _names():
            continue
        words = _WORD.findall(match[group])
        if len(words) > len(max(_names()[short], key=len).split()) + _LEAST:
            continue
        wrong = _wrong(short, words)
        if wrong or _lacks_small_word(short, match[group]):
            yield _hit(*match.span(group), short, wrong[0] if wrong else _names()[short][0])


def _hit(start: int, end: int, short: str, name: str) -> Hit:
    note = Evidence(note=f"{short}: {name}.", source="mtqa’s table of acronyms")
    return Hit(start, end, f"“{short}” stands for “{name}”.", 0.82, (note,), None)
