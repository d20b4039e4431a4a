"""Other spellings of a name, as languages and scripts on its way would leave them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

# what a spelling may become on another route; letters that are silent may go
_ROUTES: Mapping[str, tuple[str, ...]] = {
    "c(?=[aouklrt])": ("k",), "ck": ("k", "kk"), "c(?=[ei])": ("s", "ts"),
    "(?<!c)k(?!h)": ("c", "q", "ck"),
    "ph": ("f",), "f": ("ph", "ff"), "w": ("v", "u"), "v": ("w",), "sh": ("sch", "š", "s"),
    "sch": ("sh", "sk"), "s(?![hc])": ("z", "ss"), "z": ("s", "ts"),
    "ch": ("tsch", "č", "kh", "tch"),
    "tch": ("ch", "č"), "ou": ("u", "au"), "oo": ("u",), "u": ("ou", "oo"), "y": ("i", "ij"),
    "i": ("y", "ie", "ee"), "ee": ("i", "ie"), "ea": ("i", "ee"), "ei": ("ai", "ey", "i"),
    "ai": ("ei", "ay"), "ie": ("i", "ee"), "e(?=[rln])": ("a", "i"), "a(?=[rln])": ("e", "o"),
    "o(?=[rln])": ("u", "a"), "th": ("t",), "t(?=[aeiou])": ("th", "d"), "j": ("dzh", "y", "g"),
    "g(?=[ei])": ("j", "dzh"), "x": ("ks",), "qu": ("kv", "kw"), "gh": ("g",), "kh": ("h", "k"),
    "oe|ö": ("o", "oe"), "ue|ü": ("u", "ue"), r"d(?=\Z|[aeiou])": ("t",), "b(?=[aeiou])": ("p",),
    "aw": ("o", "au"), "wh": ("w", "hv"), "au": ("aw", "o"), "(?<=[aeiou])h": ("",),
    "(?<=[aeiou])([lmnrst])(?=[aeiou])": (r"\1\1",), r"([bdfglmnprst])\1": (r"\1",),
    r"e\Z": ("", "i"),
}  # fmt: skip
CASE_ENDINGS = ("ovi", "em", "a", "u", "owi", "iem", "in", "n", "lle", "t", "ile", "ovou", "ssa")


def _swaps(name: str) -> list[tuple[int, int, str]]:
    """Return every exchange that the routes allow behind the first letter."""
    return [
        (*match.span(), match.expand(new))
        for old, others in _ROUTES.items()
        for match in re.finditer(old, name)
        for new in others
        if match.start()
    ]


def _first_letter(name: str) -> str:
    other = {"C": "K", "K": "C", "W": "V", "V": "W", "Y": "J", "J": "Y", "Z": "S"}
    return other.get(name[0], name[0]) + name[1:]


def respelt(name: str, rng: Random, changes: int) -> str:
    """Return ``name`` after up to ``changes`` exchanges; the same where none is possible."""
    if changes > 1 and rng.random() < 0.2:
        name = _first_letter(name)
        changes -= 1
    for _ in range(changes):
        swaps = _swaps(name)
        if not swaps:
            break
        start, end, new = rng.choice(swaps)
        name = name[:start] + new + name[end:]
    return name


def misspelt(word: str, rng: Random) -> str:
    """Return ``word`` with two letters swapped, or one dropped, doubled or changed."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice((
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + rng.choice("aeioulnrst") + word[at + 1 :],
    ))  # fmt: skip
