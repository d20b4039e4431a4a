"""Ages that nobody has, however they are written: "the 460-year-old lawyer", "18-18-year-old"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.rule import Hit
from mtqa.knowledge.sexes import means_person
from mtqa.knowledge.units import measures

_OLDEST = 123
_LATEST, _EARLIEST = 2030, 1990  # years in which a text may have been written
# "the 460-year-old lawyer", "a 1300-year-old egg seller", "400-year-old Jo Lee, who"
_OLD = re.compile(
    r"(?<![\d.,-])(?P<age>1(?:2[3-9]|[3-9]\d)|[2-9]\d\d|[1-9]\d{3,})(?P<old>[- ]years?[- ]olds?)"
    r"(?: (?P<words>[a-z]+(?: [a-z]+){0,2})(?![\w’'-])"
    r"|(?P<named>(?: [A-Z][\w-]+){1,3}, who\b)|(?P<alone>,? (?:who|said|says|told)\b))"
)
_I_AM = re.compile(
    r"\b(?:I|you|he|she|[Hh]e|[Ss]he|who|(?:children|people|persons|men|women|adults|teenagers"
    r"|patients|citizens|residents)(?: who| that)?)(?:[’']m| am| is| are| was| were| turn(?:s|ed)?)"
    r" (?:at least |only |just |now |already |about |over |under |almost |nearly )?"
    r"(?P<age>\d{3,5}) years? (?:old|of age)\b"
)
_AGED = re.compile(
    r"\b(?:[Aa]ged|[Aa]t (?:the )?age(?: of)?) (?P<age>1(?:2[3-9]|[3-9]\d)|[2-9]\d\d)(?![\w:%-]"
    r"|[.,]\d)"
    r"(?! (?:days|weeks|months|hours|minutes|million|billion|to)\b)"
)
# "Bipa Lee, 520, of Kirkland", "Daniel Lee, 1199, a member"
_NAMED = re.compile(
    r"(?:[A-Z][\w’'.-]+ ){1,2}[A-Z][a-zA-Z’'-]{2,}, (?:aged )?(?P<age>\d{3,4}), (?:of (?=[A-Z])"
    r"|an? (?=[a-z])"
    r"|who|said|says|told|the (?=[a-z])|(?:is|was|has|had) )"
)
_THINGS = re.compile(
    r"\b(?:Boeing|Airbus|Flight|Route|Highway|Radio|FM|Room|Building|Street|Avenue|Road|Studio"
    r"|Hotel"
    r"|Model|Type|Class|Squadron|Unit|Local|Division|Article|Section|Psalm|Symphony|Op|Peugeot"
    r"|Ferrari|Porsche|Mercedes|BMW|Audi|Fiat|Nokia|Area|Channel|Gate)\b"
)
# one age twice, or an ordinal of it
_MADE = re.compile(
    r"(?<![\d.,-])(?P<one>\d{1,3})-(?P=one)[- ](?:years?|months?)[- ]old\b"
    r"|(?<![\d,])\d{1,3}(?:\.\d)?[- ]?(?:st|nd|rd|th)[- ]years?[- ]olds?\b"
    r"|\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Aa]nother) \d{1,3} years? (?:boy|girl|man"
    r"|woman|child"
    r"|baby|teenager|lady|pensioner|patient|student|driver|resident|citizen|person)\b"
    r"|(?<![\d.,-])\d{1,3}[- ]years?[- ]aged? (?:boy|girl|man|woman|child|person)\b"
)
# what a child or an old person is called, and how old they are at least and at most
_STAGES = {
    "baby": (0, 3), "babies": (0, 3), "minor": (0, 20), "newborn": (0, 1), "infant": (0, 3),
    "toddler": (0, 5), "child": (0, 20), "kid": (0, 22), "boy": (0, 40), "girl": (0, 40),
    "schoolboy": (4, 21), "schoolgirl": (4, 21), "pupil": (3, 25), "adolescent": (9, 21),
    "youngster": (1, 30), "pensioner": (35, 122), "retiree": (30, 122), "grandmother": (26, 122),
    "grandfather": (26, 122), "adult": (15, 122), "orphan": (0, 25), "kindergartner": (2, 8),
    "preschooler": (1, 7), "teenager": (12, 19), "centenarian": (100, 122), "juvenile": (5, 21),
}  # fmt: skip
_STAGE = re.compile(
    rf"(?<![\d.,-])(?P<age>\d{{1,3}})[- ]years?[- ]old (?:(?!and|or|whose|with)[a-z]+ )?"
    rf"(?P<stage>{'|'.join(sorted(_STAGES, key=len, reverse=True))})(?:s\b)?(?![\w’'-])"
    r"(?= (?:from|of|in|was|is|has|had|were|who|and|among|at|on|to|said|died|told|with|named"
    r"|[A-Z])|[,.;)]|\Z|\n)"
)
_BORN = re.compile(
    r", (?P<age>\d{1,3}), (?:who )?(?:was|is"
    r"|were) born (?:on [^.;!?\n]{3,20} )?(?:in (?:[A-Z][\w-]+,? (?:in )?)?)?"
    r"(?P<born>1[5-9]\d\d|20\d\d)\b"
)
_THEN = re.compile(
    r"\b(?:who|[Hh]e|[Ss]he) (?:turn(?:s|ed)|is|will turn|will be|was) (?P<now>\d{1,2})"
    r"(?: years old| years)? ?(?:last|this|next) (?:year|month|week),?"
    r"(?P<between>[^.;!?\n\d“”]{3,60}?)(?:at (?:the )?age(?: of)?|aged|when (?:he"
    r"|she) was) (?P<then>\d{1,3})"
    r"(?=[,.;)]|\Z| (?:and|in|with)\b)"
)
_OTHERS = re.compile(
    r"\b(?:his|her|their|whose|will|would|wants?|plans?|hopes?|oldest|youngest|of)\b"
)
_COUNTED = re.compile(r"\d-?(?:st|nd|rd|th)?[- ](?:years?|months?)\b")
_THREE = re.compile(r"\d{3} years? (?:old|of)|(?:[Aa]ged|[Aa]ge(?: of)?) \d{3}")
_BEHIND_NAME = re.compile(r", (?:aged )?\d{3,4}, [a-z]")


def _people(words: str) -> bool:
    """Return whether one of the first words names a person and no thing stands behind it."""
    found = words.split()
    for word, behind in zip(found, [*found[1:], ""], strict=True):
        if measures(word) == "people" or means_person(word):
            return not (behind.endswith("ing") or behind in ("bones", "skeleton", "remains"))
    return False


def _too_old(text: str) -> Iterator[Hit]:
    message = "Nobody gets this old."
    for match in _OLD.finditer(text) if "old" in text else ():
        if match["named"] or match["alone"] or _people(match["words"]):
            yield Hit(match.start("age"), match.end("old"), message, 0.75)
    for pattern in (_I_AM, _AGED) if _THREE.search(text) else ():
        for match in pattern.finditer(text):
            if int(match["age"]) >= _OLDEST:
                yield Hit(match.start("age"), match.end(), message, 0.75)
    for match in _NAMED.finditer(text) if _BEHIND_NAME.search(text) else ():
        year = re.fullmatch(r"1[5-9]\d\d|20\d\d", match["age"])
        if int(match["age"]) >= _OLDEST and not (year or _THINGS.search(match[0])):
            yield Hit(*match.span("age"), message, 0.7)


def _against(text: str) -> Iterator[Hit]:
    """Yield ages that the word for the person, a birth or another age contradicts."""
    for match in _STAGE.finditer(text) if "old" in text else ():
        low, high = _STAGES[match["stage"]]
        if not low <= int(match["age"]) <= high:
            message = f"“{match['stage']}” is said of people from {low} to {high}."
            yield Hit(match.start(), match.end(), message, 0.75)
    for match in _BORN.finditer(text) if "born" in text else ():
        born, age = int(match["born"]), int(match["age"])
        if not _EARLIEST - born - 1 <= age <= _LATEST - born:
            yield Hit(*match.span("age"), f"Nobody born in {born} is {age} now.", 0.7)
    for match in _THEN.finditer(text) if " last " in text or "year" in text else ():
        if int(match["then"]) > int(match["now"]) + 1 and not _OTHERS.search(match["between"]):
            yield Hit(match.start(), match.end(), "The earlier age is the higher one.", 0.75)


def find_no_ages(text: str) -> Iterator[Hit]:
    """Yield each age that cannot be one, or not that of the person."""
    yield from _too_old(text)
    for match in _MADE.finditer(text) if _COUNTED.search(text) else ():
        yield Hit(*match.span(), "English does not write an age like this.", 0.75)
    yield from _against(text)
