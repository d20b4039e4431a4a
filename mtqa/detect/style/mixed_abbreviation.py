"""One abbreviation in two notations. Documented beside, in mixed_abbreviation.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.detect.style._variants import Use, in_house_style, mixed
from mtqa.knowledge.style import offices_after_country
from mtqa.model import Evidence

_PLACE = re.compile(
    r"(?<![\w.$£€&/’'-])(?<![A-Z]{2} )"
    r"(?:U\.S\.A\.?|USA|U\.S\.|US|U\.K\.|UK|U\.N\.|UN|E\.U\.|EU|D\.C\.|DC|Ph\.D\.|PhD)"
    r"(?![\w$£€&/-]|\.\w)"
)
_CLOCK = re.compile(r"(?<=\d)\s?([ap]\.m\.|[AP]\.M\.|[ap]m|[AP]M)(?!\w)")
_PERCENT = re.compile(r"(?<=\d)\s?(percent|per cent)\b(?!-)")
# the last full stop left out, or a space after the first: nobody's notation
_BROKEN = re.compile(
    r"(?<![\w.])(?:(?:U\.[SKN]|E\.U)(?![\w.])|(?<!these )(?:U\. [SKN]|E\. U)\.(?!\w)"
    r"|(?:USA?|UK|EU|UN)\.(?= [a-z])|U\.S\.A(?![\w.]))"
)
# "the Uk", "from the Us": the letters of a country are all capitals
_HALF_SMALL = re.compile(
    r"(?<![\w.@/-])(?:Uk|(?<=[a-z] the )Us|(?<=UK, )Us|(?<=UK and )Us)(?![\w@/-]|\.\w)"
)
# "KOVID-19", "Corvid-19": one letter of it is another
_OTHER_VIRUS = re.compile(
    r"(?<![\w-])(?!covid)[ck][a-z]{3,5}(?: |-)19(?![\w%.,]\d|\w)", re.IGNORECASE
)
_LIKE_COVID = re.compile(
    r"(?i:kovid|covit|covod|cofid|cowid|kowid|corvid|covide|covido|kovit|coved|covd)"
)
_WHOLE_OR_DOTTED = re.compile(r"(?<![\w.$-])(?:U\.[SKN]\.|E\.U\.|U[SKN]\b|EU\b)")
# letters of an acronym with a full stop behind each, "B. J. P." or "N.A.T.O."
_STOPPED = re.compile(r"[A-Z](?<![\w.][A-Z])(?:\. ?[A-Z]){2,5}\.?(?![\w.])")
# a capital within a word: "CoronaVirus"
_HUMP = re.compile(r"[A-Z](?<![\w@#/.-][A-Z])[a-z]{3,}+[A-Z][a-z]{3,}(?![\w@/.-])")
_PARTED = re.compile(r"([Cc]orona)(?:-| |-? )([Vv]irus(?:es)?)\b")
_VIRUS = re.compile(r"\b(COVID|Covid|covid)(?:-19)?\b")
# "the USA" beside "U.S. troops" is usual, "the USA consulate" is not
_AS_ADJECTIVE = re.compile(
    r"\bUSA(?:['’]s)? ((?!and|or|to|is|was|for|in|on|at|has|had|will)[a-z]{4,})\b"
)
_WHOLE = re.compile(r"(?<![\w.$-])(?:US|UK|UN)(?![\w$.])")
_DOTTED = re.compile(r"(?<![\w.])(?:U\.[KN]\.|E\.U\.)")
_NEXT_WORD = re.compile(r"\s+(?:([A-Z][\w’'&-]*)|[$€£])")


def _in_name(text: str, end: int) -> bool:
    """Return whether the abbreviation begins a name, which keeps its own spelling."""
    follower = _NEXT_WORD.match(text, end)
    return follower is not None and (follower[1] or "").casefold() not in offices_after_country()


def _places(text: str) -> Iterator[Use]:
    for match in _PLACE.finditer(text):
        if not _in_name(text, match.end()):
            yield Use(match[0].replace(".", ""), match[0], match.start(), match.end())


def _clocks(text: str) -> Iterator[Use]:
    for match in _CLOCK.finditer(text):
        yield Use("clock", "~" + match[1][1:], match.start(1), match.end(1), match[1][0])


def _percents(text: str) -> Iterator[Use]:
    for match in _PERCENT.finditer(text):
        yield Use("percent", match[1], match.start(1), match.end(1))


def _stopped(text: Annotated) -> Iterator[Hit]:
    """Yield "B. J. P." in a text that has "BJP", which stands more often."""
    prose = text.text
    found: dict[str, list[re.Match[str]]] = {}
    for match in _STOPPED.finditer(prose):
        if in_house_style(text, match.start()):
            found.setdefault(re.sub(r"[. ]", "", match[0]), []).append(match)
    for whole, places in found.items():
        plain = list(re.finditer(rf"(?<![\w.&-]){whole}(?![\w&-]|\.\w)", prose))
        if len(plain) >= len(places):
            end = places[0].end()  # a full stop there may be the sentence's as well
            closes = prose[end - 1] == "." and not prose[end : end + 2].strip()[:1].islower()
            suggestion = None if closes else whole
            why = f"“{places[0][0]}” has full stops here and none elsewhere: “{whole}”."
            place = Evidence(
                note="Without.", quote=whole, start=plain[0].start(), end=plain[0].end()
            )
            yield Hit(places[0].start(), end, why, 0.75, (place,), suggestion=suggestion)


def _one_word(text: Annotated) -> Iterator[Hit]:
    """Yield "CoronaVirus" or "corona virus" in a text that writes it as one plain word."""
    prose = text.text
    for match in chain(_HUMP.finditer(prose), _PARTED.finditer(prose)):
        whole = re.sub(r"[ -]", "", match[0]).lower()
        if not in_house_style(text, match.start()):
            continue
        if (usual := re.search(rf"\b{whole}\b", prose)) is not None:
            place = Evidence(note="Whole.", quote=whole, start=usual.start(), end=usual.end())
            why = f"“{match[0]}” is “{whole}” elsewhere in the text."
            yield Hit(*match.span(), why, 0.75, (place,), suggestion=whole)


def _viruses(text: str) -> Iterator[Use]:
    for match in _VIRUS.finditer(text):
        yield Use("Covid", match[1], match.start(), match.end(1))


def _broken(text: str) -> Iterator[Hit]:
    """Yield "U.S" and "US. troops", and the one "U. S." in a text that writes it otherwise."""
    found = list(_BROKEN.finditer(text))
    spaced = sum(" " in match[0] for match in found)
    for match in found:
        plain = match[0].replace(" ", "").replace(".", "")
        whole = "".join(f"{letter}." for letter in plain)
        if " " not in match[0] or (spaced == 1 and _WHOLE_OR_DOTTED.search(text)):
            why = f"“{match[0]}” is half an abbreviation: “{whole}” or “{plain}”."
            yield Hit(*match.span(), why, 0.75)


def _misspelt(text: str) -> Iterator[Hit]:
    """Yield "the Uk" and "KOVID-19", which are nobody's notation."""
    for match in _HALF_SMALL.finditer(text) if "Uk" in text or "Us" in text else ():
        right = match[0].upper()
        yield Hit(*match.span(), f"The abbreviation is “{right}”.", 0.75, suggestion=right)
    for match in _OTHER_VIRUS.finditer(text) if "19" in text else ():
        if _LIKE_COVID.match(match[0]):
            yield Hit(*match.span(), "The disease is “Covid-19”.", 0.8, suggestion="Covid-19")


def _other_house(text: Annotated) -> Iterator[Hit]:
    """Yield "U.K." where the text writes "US" without full stops."""
    dotted = _DOTTED.search(text.text)
    if dotted is None or not in_house_style(text, dotted.start()):
        return
    plain = [m for m in _WHOLE.finditer(text.text) if in_house_style(text, m.start())]
    same = dotted[0].replace(".", "")
    if plain and "U.S." not in text.text and all(match[0] != same for match in plain):
        first = plain[0]
        place = Evidence(note="Without.", quote=first[0], start=first.start(), end=first.end())
        why = f"“{dotted[0]}” has full stops, “{first[0]}” has none: keep to one notation."
        yield Hit(*dotted.span(), why, 0.7, (place,), suggestion=same)


def _as_adjective(text: Annotated) -> Iterator[Hit]:
    """Yield "the USA consulate" where the text writes "US" elsewhere."""
    found = _AS_ADJECTIVE.search(text.text)
    usual = found and re.search(r"(?<![\w.])(?:U\.S\.|US)(?![\w.]| Open)", text.text)
    if found and usual and in_house_style(text, found.start()):
        place = Evidence(note="As usual.", quote=usual[0], start=usual.start(), end=usual.end())
        why = f"“USA” does not stand before a noun like “{found[1]}”; elsewhere it is “{usual[0]}”."
        yield Hit(found.start(), found.start() + 3, why, 0.65, (place,), suggestion=usual[0])


def find(text: Annotated) -> Iterator[Hit]:
    """Yield, for each thing abbreviated in two ways, its first use in the later form."""
    prose = text.text
    uses = chain(_places(prose), _clocks(prose), _percents(prose), _viruses(prose))
    yield from mixed(text, (u for u in uses if in_house_style(text, u.start)), confidence=0.75)
    yield from _broken(text.text)
    yield from _misspelt(text.text)
    yield from _other_house(text)
    yield from _as_adjective(text)
    yield from _stopped(text)
    yield from _one_word(text)
