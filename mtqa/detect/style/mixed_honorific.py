"""One honorific with and without its full stop. Documented beside, in mixed_honorific.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.rule import Hit
from mtqa.detect.style._variants import Use, in_house_style, mixed
from mtqa.knowledge.names import is_given_name, usualness
from mtqa.knowledge.style import fixed_titles
from mtqa.model import Evidence

_TITLE = re.compile(
    r"(?<![\w.&-])(Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Cpl|Maj|Sen|Rep|Gov|Rev|St)"
    r"(\.?) (?=([A-Z][\w’'-]*))"
)
_NOT_TITLES = {"Gen Z", "Gen X", "Gen Y"}
_SENTENCE_START = {"The", "He", "She", "It", "They", "We", "In", "On", "At", "But", "And", "A", "I"}
_STREET = re.compile(r"\b[A-Z\d][\w’'-]* \Z")
_NAME = r"[^\W\d_][\w’'-]*\w"
# those of other languages, or of none: news in English has "Mr" in their place
_FOREIGN = (
    r"Herr|Frau|Fräulein|Señora?|Senora?|Señorita|Senhora?|Monsieur|Mademoiselle|Signora?|Signorina"
    r"|Don|Doña|Pani?|Gospodin|Gospodar|Gospodja|Gospozha|Tovarish|Tovarishch|Kyrios|Kyria|Mister"
    r"|Missus|Mistress|Sayın|Meneer|Mevrouw|Comrade|Mme|Mlle|Sra|Srta|Snr|Dhr|Mevr|Hr|Fru|Sig"
    r"|Sig\.ra|Effendi|Bey|Citoyen|Genosse|Kamerad|Tov|(?:(?<![A-Z]\. )M|Sr)(?=\. )"
    r"|(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bfellow )(?<!\bformer )(?<!['’]s )(?<!\ba )comrade"
)
_ODD = re.compile(rf"(?<![\w.&’'-])({_FOREIGN}|MR|MRS|MS|DR|PROF|Sir|Dame)\.? ({_NAME})(?![\w-])")
# "mr. Hale" in the middle of a sentence; "20 ms Delay" is a time
_SMALL = re.compile(r"(?<=[a-z,;] )(?<!\d )(?:(mr|mrs|ms|dr|prof)\.?|(sir)) (?=[A-Z][a-z’'-]+\b)")
_PLAIN = re.compile(rf"(?<![\w.&’'-])(Mr|Mrs|Ms|Miss)\.? ({_NAME})(?![\w-])")
_TWO = re.compile(
    r"(?<![\w.&’'-])(?:(Sir|Dame|Lord|Lady|Mister|Herr|Frau|Señora?|Monsieur|Signora?)|Mrs?|Ms|Miss)"
    rf"\.? (?:Mrs?|Ms|Miss|Mister|Herr|Señora?|Monsieur|(?(1)(?!)|(?:Sir|Dame)))\.? (?={_NAME})"
)
# "Mr.Mr. Hale", "the Mr Hale", "Mr.- Hale", "Mss Hale": no text has them
_BROKEN = re.compile(
    r"(?<![\w.&’'-])(?:(?P<same>Mrs?|Ms|Dr|Prof)\.? ?(?P=same)\b\.?|(?:Mrs?|Ms|Dr|Prof)\.? ?[-–]\.?"
    r"|(?:Mss|Msr|Mistr|Mss\.)|(?<=[a-z,] )the (?:Mrs?|Ms)\.?) (?=[A-Z][a-z])"
)
_NAMED = re.compile(r"[A-Z][a-z’'-]+")
_MAY_BREAK = re.compile(
    r"M[rs]s?\.? ?-|the M[rs]|M[rs]+\.? ?M|Mss|Msr|Mistr|Dr\.? ?[D-]|Prof\.? ?[P-]"
)
# "gentleman Hale" in a text that has "Mr Hale"
_COMMON = re.compile(
    r"(?<![\w’'-])(?<!\bthe )(?<!\ba )(mister|gentleman|sir|lord|madam|lady|señor|herr"
    r"|monsieur) ([A-Z][a-z’'-]+)\b"
)
_OPENING = re.compile(r"(?:\A|\n|[.!?][”\"’)]?\s+)\Z")
_MIDDLE = re.compile(r"[A-Z][\w.’'-]* \Z")
_CAPITALS = {"MR", "MRS"}  # letters that stand for nothing else before a name
_NAMES_AS_WELL = {"Don", "Pan", "Pani", "Bey"}
_KNIGHTS = {"Sir", "Dame"}  # said before a given name alone
_TITLES = {
    "Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir", "Dame", "Lord", "Lady", "MR", "MRS", "MS", "DR",
}  # fmt: skip
_UNUSUAL = 3.5  # Zipf; a word that is rarer and has a capital is a name
_BARE = 2  # places without an honorific that show the style of the text


def _is_title(text: str, match: re.Match[str]) -> bool:
    title, follower = match[1], match[3]
    if follower in _SENTENCE_START or f"{title} {follower}" in _NOT_TITLES:
        return False
    if title == "St" and _STREET.search(text[max(0, match.start() - 30) : match.start()]):
        return False
    return f"{title} {follower}".casefold() not in fixed_titles()


def _uses(text: Annotated) -> Iterator[Use]:
    for match in _TITLE.finditer(text.text):
        if _is_title(text.text, match) and in_house_style(text, match.start()):
            # each place spells its saint in its own way, so compare one saint with itself
            thing = f"St {match[3]}" if match[1] == "St" else match[1]
            yield Use(thing, match[1] + match[2], match.start(), match.end() - 1)


def _surname(match: re.Match[str]) -> str:
    """Return the last name behind an honorific: "Cruz" of "Señor Cruz's"."""
    return re.sub(r"['’]s\Z", "", match[2])


def _is_named_on(text: str, match: re.Match[str]) -> bool:
    """Return whether more of a name follows: "Sir Keir Starmer"."""
    return re.match(r" (?:[A-Z]|de |van |von |al-|bin )", text[match.end() :]) is not None


def _elsewhere(text: Annotated, match: re.Match[str]) -> tuple[list[int], list[re.Match[str]]]:
    """Return where the person stands by the last name alone, and by the full name."""
    name = _surname(match)
    pattern = re.compile(rf"(?:(?<![\w.’'-])({_NAME}\.?) )?(?<![\w.-])({re.escape(name)})(?![\w-])")
    bare, full = [], []
    for found in pattern.finditer(text.text):
        before = (found[1] or "").rstrip(".")
        if match.start() <= found.start(2) < match.end() or before in _TITLES:
            continue
        if (
            before[:1].isupper()
            and before != match[1]
            and not _opens(text.text, found.start(), before)
        ):
            full.append(found)
        elif before != match[1] and in_house_style(text, found.start(2)):
            bare.append(found.start(2))
    return bare, full


def _opens(text: str, at: int, word: str) -> bool:
    """Return whether ``word`` has its capital from the sentence: "Later Cruz said"."""
    return _OPENING.search(text[max(0, at - 4) : at]) is not None and not (
        is_given_name(word) or usualness(word) < _UNUSUAL
    )


def _is_odd(match: re.Match[str], bare: list[int], full: list[re.Match[str]]) -> bool:
    """Return whether a title is none that the text would have: "Sir" and last name."""
    if match[1] in _KNIGHTS and is_given_name(_surname(match)):
        return any(found[1] not in _TITLES for found in full)
    if match[1] in _NAMES_AS_WELL:
        return any(_is_called(found[1], match[1]) for found in full)
    if match[1] == "M":  # may be an initial
        return any(_is_called(found[1], match[1]) for found in full)
    return bool(full) or (len(bare) >= _BARE and not match[1].isupper())  # "DR Congo"


def _is_called(word: str, title: str) -> bool:
    """Return whether ``word`` is a given name, and none that ``title`` may be short for."""
    name = is_given_name(word) or usualness(word) < _UNUSUAL
    return name and not word.startswith(title)


def _hit(match: re.Match[str], at: int, name: str, why: str, confidence: float) -> Hit:
    place = Evidence(note="Here without it.", quote=name, start=at, end=at + len(name))
    end = match.end(2) - (len(match[2]) - len(name))
    return Hit(match.start(), end, why, confidence, (place,), suggestion=name)


def _is_foreign(text: str, match: re.Match[str]) -> bool:
    """Return whether a title of another language stands once, where everybody else is "Mr"."""
    if match[1] in _KNIGHTS or match[1].isupper():
        return False
    if match[1] in _NAMES_AS_WELL:
        return any(other[2] == match[2] for other in _PLAIN.finditer(text))
    once = len(re.findall(rf"\b{match[1]}\b", text)) == 1
    return once and len(_PLAIN.findall(text)) >= _BARE


def _odd(text: Annotated) -> Iterator[Hit]:
    """Yield honorifics that English news doesn't have before the name of somebody in the text."""
    for match in _ODD.finditer(text.text):
        name = _surname(match)
        fixed = f"{match[1]} {name}".casefold() in fixed_titles()
        if match[1] == "M" and _MIDDLE.search(text.text, max(0, match.start() - 30), match.start()):
            continue  # "Ann M. Doe"
        if fixed or not name[0].isupper() or name.isupper() or _is_named_on(text.text, match):
            continue
        if not in_house_style(text, match.start()):
            continue
        if match[1] in _CAPITALS or _is_foreign(text.text, match):
            why = f"News in English has another form of “{match[1]}” before a name."
            yield Hit(match.start(), match.end(1), why, 0.7)
            continue
        said = len(re.findall(rf"\b{match[1]}\.? {re.escape(name)}\b", text.text))
        bare, full = _elsewhere(text, match)
        if said <= len(bare) + len(full) and _is_odd(match, bare, full):
            at = full[0].start(2) if full else bare[0]
            why = f"“{match[1]}” is no title that “{name}” has elsewhere in the text."
            yield _hit(match, at, name, why, 0.8)


def _lone(text: Annotated) -> Iterator[Hit]:
    """Yield the one honorific in a text that has none elsewhere, not even for the same person."""
    found = list(_PLAIN.finditer(text.text))
    own = [match for match in found if in_house_style(text, match.start())]
    if len(own) != 1 or _is_named_on(text.text, own[0]):
        return
    name = _surname(own[0])
    bare, _ = _elsewhere(text, own[0])
    if len(bare) >= _BARE and f"{own[0][1]} {name}".casefold() not in fixed_titles():
        why = f"“{name}” has no honorific elsewhere in the text, nor has anybody else."
        yield _hit(own[0], bare[0], name, why, 0.7)


def _small(text: Annotated) -> Iterator[Hit]:
    """Yield "mr. Hale", whose honorific has no capital."""
    for match in _SMALL.finditer(text.text):
        if in_house_style(text, match.start()):
            title = match[1] or match[2]
            right = title.capitalize()
            why = f"“{title}” has a capital before a name: “{right}”."
            yield Hit(match.start(), match.start() + len(title), why, 0.75, suggestion=right)


def _broken(text: Annotated) -> Iterator[Hit]:
    """Yield "Mr.Mr. Hale" or "Mr.- Hale", and "gentleman Hale" beside "Mr Hale"."""
    for match in _BROKEN.finditer(text.text) if _MAY_BREAK.search(text.text) else ():
        # "the Mr Men" is no person, who would stand without "the" as well
        named = _NAMED.match(text.text, match.end())
        if match[0][:3] != "the" or (named and text.text.count(named[0]) > 1):
            yield Hit(match.start(), match.end() - 1, "No honorific is written like this.", 0.75)
    for match in _COMMON.finditer(text.text):
        if re.search(rf"\b(?:Mrs?|Ms|Miss)\.? {re.escape(_surname(match))}\b", text.text):
            why = f"“{match[1]}” stands for “Mr” or “Ms”, which “{match[2]}” has elsewhere."
            yield Hit(match.start(), match.end(1), why, 0.75)


def _two(text: Annotated) -> Iterator[Hit]:
    """Yield an honorific before another: "Lord Mr Hale"."""
    for match in _TWO.finditer(text.text):
        if in_house_style(text, match.start()):
            why = "Two honorifics stand before one name."
            yield Hit(match.start(), match.end(), why, 0.8)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield honorifics that the text writes otherwise elsewhere.

    For each one written with and without its full stop, that is its first use in the later form;
    also what English has not before a last name, what only one mention of somebody has, and two
    before one name.
    """
    yield from mixed(text, _uses(text), confidence=0.85, may_end=False)
    yield from _odd(text)
    yield from _two(text)
    yield from _broken(text)
    yield from _small(text)
    yield from _lone(text)
