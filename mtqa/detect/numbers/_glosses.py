"""A number explained by another one beside it: "21 people (total: 10)", "half, i.e. 80 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.layout import sentence_start
from mtqa.detect.numbers._amounts import AMOUNT, HEDGE, Amount, named, read_amount
from mtqa.detect.numbers._wholes import is_person
from mtqa.detect.rule import Hit
from mtqa.knowledge.units import measures

_ONE, _TWO = named(AMOUNT, "one_"), named(AMOUNT, "two_")
_NOUN = r"(?P<noun>(?:[a-z-]+ ){0,2}?[a-z]+)"
_OPENS = r"(?P<mark>,| ?\(| [-–—]| ?—|:|;) ?"
_CLOSES = (
    r"(?= ?(?:[,.;:)–—]|- |-\n|\Z|\n)| (?:worldwide|nationwide|so far|in|of|from|on|since|who|by|at"
    r"|were|was|are|have|had|has)\b)"
)
_SAME = (
    r"i\.e\.,?|that is(?: to say)?,?|that means|namely|to be (?:exact|precise),?|or rather|viz\.?"
    r"|(?:written )?in (?:words|figures|numbers|letters)[:,]?|in other words,?|meaning|which is"
    r"|respectively|precisely|exactly|equal to|equals|=|and thus|thus|therefore"
)
_GLOSS_KEYS = (
    *("i.e", "that is", "that means", "amely", "to be exact", "to be precise", "or rather", "viz"),
    *("n words", "n figures", "n numbers", "n letters", "n other words", "in number", "otal"),
    *("in all", "altogether", "xactly", "recisely", "eaning", "=", "thus", "equal"),
)
# "11,000 signatures (total: 4,000)", "38 employees - 114 in number -"
_GLOSS = re.compile(
    rf"{_ONE} {_NOUN}{_OPENS}(?P<label>(?:(?:{_SAME}|(?:in )?(?:the )?total(?: number)?(?: of)?:?"
    rf"|number:|altogether:?|in all:) )*){HEDGE}{_TWO}(?: (?P=noun))?"
    rf"(?P<behind> (?:in number|in total|in all|altogether|exactly|precisely))?{_CLOSES}",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"total|in all|altogether", re.IGNORECASE)
_MORE = re.compile(r"\b(?:new|more|another|further|additional|fresh|extra|latest|other)\b", re.I)
_LEAD = 24  # code points before a number in which its hedge stands
_HEDGED = re.compile(r"\b(?:about|around|some|nearly|almost|over|than|least|up to|roughly)\b", re.I)
_FEW = 11  # fewer may be more at another time without any slip of a digit

_PART_QUICK = re.compile(
    r"(?:f (?:which|whom|them|these|those)|mong(?:st)? (?:which|whom|them)|hereof|ncluding)\b"
    r"|\d of (?:them|whom|which)"
)
_OF_WHICH = r"(?:of|among|amongst|out of) (?:which|whom|them|these|those)"
_SOME = (
    r"(?:an? |the |some )?(?:half|third|quarter|part|most|some|majority|minority|portion|fraction)"
)
_PART = re.compile(
    rf"{_ONE} {_NOUN}(?P<told>[^.,;:!?()\n\d“”]{{0,40}}?){_OPENS}(?:and )?"
    rf"(?:(?:{_OF_WHICH}|thereof|whereof|including)[,:]? (?:there (?:are|were) )?"
    rf"|{_SOME} of (?:which|whom|them|these)[,:]? ?(?:\(|[-–—] )?(?:(?:i\.e\.|that is|namely)"
    rf",? )?|(?P<behind>))"
    rf"{HEDGE}{_TWO}(?P<of> of (?:them|whom|which|these|those)\b)?(?: (?P<other>[a-z-]+))?",
)

_SHARE = r"(?P<share>\d{1,3}(?:\.\d+)?) ?(?:%|percent|per cent|pct\.?)"
# a word for a part of all, and the percent that it can be
_WORDS: dict[str, tuple[float, float]] = {
    "almost all": (80, 100), "nearly all": (80, 100), "practically all": (80, 100),
    "almost everyone": (80, 100), "nearly everyone": (80, 100), "almost everybody": (80, 100),
    "almost none": (0, 20), "almost no one": (0, 20), "almost nobody": (0, 20),
    "almost half": (38, 50.5), "nearly half": (38, 50.5), "more than half": (50, 80),
    "over half": (50, 80), "less than half": (20, 50), "half": (44, 56), "one half": (44, 56),
    "a half": (44, 56), "a third": (28, 39), "one third": (28, 39), "one-third": (28, 39),
    "two thirds": (60, 73), "two-thirds": (60, 73), "a quarter": (19, 31), "one quarter": (19, 31),
    "one in four": (19, 31), "three quarters": (69, 81), "three-quarters": (69, 81),
    "a fifth": (15, 26), "one fifth": (15, 26), "one in five": (15, 26), "one in three": (28, 39),
    "every second": (44, 56), "one in two": (44, 56), "a tenth": (7, 14), "one in ten": (7, 14),
    "most": (45, 100), "a majority": (45, 100), "the majority": (45, 100),
    "the vast majority": (60, 100), "a vast majority": (60, 100), "a minority": (0, 50),
    "the overwhelming majority": (60, 100), "an overwhelming majority": (60, 100),
    "a small minority": (0, 35), "a large majority": (55, 100), "a clear majority": (50, 100),
    "a tiny minority": (0, 20), "a narrow majority": (49, 65),
}  # fmt: skip
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?<!than )(?<!and )\b(?P<word>{_WORD})\b(?P<noun>(?: of)?(?: (?:the|those|all|its|their))?"
    rf"(?: [a-z]+){{0,3}}?)(?:,? \(|, | [-–—] )(?:i\.e\.,? |that is,? |namely |or |only |just "
    rf"|exactly |about |some |precisely )*{_SHARE}(?=[),;]| [-–—] )",
    re.IGNORECASE,
)
# "A majority of 38 percent voted yes": a margin has no verb, and stands behind "by"
_SIDE = re.compile(
    rf"(?<!by )(?<!than )\b[Aa] (?:[a-z]+ )?(?P<side>majority|minority) of (?:only |just "
    rf"|about )?{_SHARE}"
    r"(?= (?:vot\w+|of (?:the )?(?:people|respondents|voters|votes|those|all)|said|say|were|are"
    r"|want\w*|agree\w*|support\w*|back\w*|oppos\w+|reject\w*|think|believ\w+|yes|no|for|against)"
    r"\b)"
)
_THEIR_SHARE = re.compile(
    r"\b[Tt]he (?:share|proportion|percentage"
    r"|portion) of (?P<what>[^.,;:!?\n\d]{3,40}?) (?:amounts?"
    r"|amounted|comes?|came|equals|equalled|is|was|stands?|stood|reache[sd]|makes up|made up)"
    rf"(?: to| at)? (?:already |about |only |now )?{_SHARE}(?! (?:of|more|higher|above))"
)
_THREE = re.compile(
    r"\b(?:hold|held|own|owned|won|win|received?|got|have|had|control(?:led)?|took|take|make up"
    r"|made up|account(?:ed)? for) (?P<list>\d{1,2}(?:(?:, | and |, and |,)\d{1,2}){1,5}) ?"
    r"(?:%|percent|per cent) of (?:the|all|its) (?:(?:whole|total|votes?|seats?|shares?|market"
    r"|company|population|capital|land|territory|stock|electorate|ballots)\b)"
)


_SHARE_BEHIND = re.compile(
    r"(?:[,(] ?|[-–—] )(?:[a-z.]+,? ){0,2}\d{1,3}(?:\.\d+)? ?(?:%|percent|per cent"
    r"|pct\.?)(?:[),;]| [-–—])"
)
_SHARE_KEYS = ("%", "percent", "per cent", "pct")
_EARLIER = re.compile(named(AMOUNT, "one_"))


def _larger_before(text: str, start: int, value: float) -> bool:
    """Return whether the sentence gives as large a number before ``start``, the whole perhaps."""
    sentence = sentence_start(text, start)
    found = (read_amount(match, "one_") for match in _EARLIER.finditer(text, sentence, start))
    return any(one is not None and one.value >= value for one in found)


def _bare(amount: Amount | None) -> bool:
    return amount is not None and not (amount.share or amount.sign or amount.may_be_year)


def other_numbers(text: str) -> Iterator[Hit]:
    """Yield each number that explains the one before it, and is not the same."""
    if not any(key in text for key in _GLOSS_KEYS):
        return
    for match in _GLOSS.finditer(text):
        one, two = read_amount(match, "one_"), read_amount(match, "two_")
        said = f"{match['label']}{match['behind'] or ''}".strip()
        if one is None or two is None or not said or not (_bare(one) and _bare(two)):
            continue
        hedge = _HEDGED.search(text, max(0, match.start() - _LEAD), match.start())
        slip = one.value >= _FEW and two.value / one.value in (10, 100, 1000)
        if _TOTAL.search(said):  # of more there may be a part so far: "2 goals (18 in total)"
            clear = two.value < one.value or (slip and not _MORE.search(match["noun"]))
        else:
            near = one.value and 0.7 <= two.value / one.value <= 1.5
            clear = not (hedge and near) and measures(match["noun"].split()[-1]) in (None, "people")
        if one.value != two.value and clear:
            message = "This is said to be the number before, and is another one."
            yield Hit(two.start, two.end, message, 0.7)


def larger_parts(text: str) -> Iterator[Hit]:
    """Yield each part, told behind the whole, that is more than it: "23 licenses, of which 42"."""
    if not _PART_QUICK.search(text):
        return
    for match in _PART.finditer(text):
        whole, part = read_amount(match, "one_"), read_amount(match, "two_")
        behind = match["behind"] is not None
        if whole is None or part is None or (behind and not match["of"]):
            continue
        words = [*match["noun"].split(), *match["told"].split()[:2]]
        noun = next((word for word in words if word.endswith("s")), words[-1])
        other = match["other"] or ""
        kind = measures(noun)
        plural = noun.endswith("s") or kind == "people"
        counted = plural and kind in (None, "people")
        # "three ships, including 250 sailors" counts other things
        things = other.endswith("s") or measures(other) == "people"
        apart = things and other != noun and not (is_person(other) and is_person(noun))
        loose = "ncluding" in match[0] and (apart or not things)
        larger = _bare(whole) and _bare(part) and part.value > whole.value
        above = behind and _larger_before(text, whole.start, part.value)
        if counted and larger and not (loose or above):
            yield Hit(whole.start, part.end, "The part is larger than the whole.", 0.75)


def said_shares(text: str) -> Iterator[Hit]:
    """Yield each percentage that the word for it contradicts: "almost all (12 percent)"."""
    if not any(key in text for key in _SHARE_KEYS):
        return
    for match in _QUANTITY.finditer(text) if _SHARE_BEHIND.search(text) else ():
        low, high = _WORDS[match["word"].lower()]
        if not low <= float(match["share"]) <= high:
            message = f"“{match['word']}” is {low:g} to {high:g} percent."
            yield Hit(match.start(), match.end(), message, 0.75)
    for match in _SIDE.finditer(text):
        share = float(match["share"])
        if share < 50 if match["side"] == "majority" else share > 50:
            yield Hit(match.start(), match.end(), f"This is no {match['side']}.", 0.7)
    for match in _THEIR_SHARE.finditer(text):
        if float(match["share"]) > 100:
            yield Hit(match.start(), match.end(), "No share exceeds 100 percent.", 0.7)
    for match in _THREE.finditer(text):
        total = sum(map(int, re.findall(r"\d+", match["list"])))
        if total > 102:
            message = f"These shares of one whole are {total} percent together."
            yield Hit(match.start("list"), match.end(), message, 0.75)
