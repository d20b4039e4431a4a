"""Full stops inside names: "Simone. Halloran", "New. Zealand", "the 4th. Battalion"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import WORD, full_names, not_in_names
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.altered_names import FUNCTION, known_names, plain
from mtqa.knowledge.bodies import body_group
from mtqa.knowledge.names import fold, is_given_name, usualness
from mtqa.knowledge.offices import countries, country_codes, title_words
from mtqa.knowledge.places import countries_with_division, is_large_city
from mtqa.knowledge.sexes import means_person, sex_of_name
from mtqa.model import Evidence

_PARTED = re.compile(rf"({WORD})(?: (of|and|de|for))?\. (?:the )?({WORD})(?![\w’'-]*\.\w)")
_STOP = re.compile(r"(?<=\w)\. (?=[^\W\d_]|the )")
_LAST = re.compile(r"(?<![\w.’'-])[^\W\d_][\w’'-]*(?: (?:of|and|de|for))?\Z")
_SHORT = frozenset({"St", "Mt", "Ft", "No", "Mr", "Mrs", "Ms", "Dr", "Jr", "Sr"})
_BEHIND = re.compile(r"(?: (?:of |and |for |the )*[^\W\d_][\w’'-]*){0,3}")
_REACH = 60  # code points before a stop in which a name may begin
_NO_INITIAL = 2  # letters
_RARE = 3.0  # Zipf
_STRANGE = 2.0
# words of places that wait for another
WAITING = frozenset({
    "New", "San", "Santa", "Santo", "São", "Saudi", "Rio", "Los", "Las", "Buenos", "Addis",
    "Kuala", "Abu", "Tel", "Hong", "Sri", "Costa", "Puerto", "El", "Burkina", "Sierra", "Papua",
    "Monte", "Phnom", "Ulan", "Baton", "Corpus", "Des", "Nova", "Porto", "Belo", "Saint", "Banda",
    "Dar", "Ho", "Nizhny",
})  # fmt: skip
_RELIGIOUS = frozenset({"Saint", "St", "Sir", "Dame", "Sister", "Brother", "Father", "Mother"})
_CROWNED = frozenset({"King", "Queen", "Prince", "Princess", "Pope", "Emperor", "Empress", "Lady"})
# what is numbered by ordinals
_NUMBERED = (
    "Section|Division|Chamber|Senate|Battalion|Regiment|Brigade|Army|Corps|Congress|Amendment|"
    "Precinct|Ward|District|Court|Circuit|Cavalry|Infantry|Fleet|Squadron|Company|Century|Floor|"
    "Avenue|Street|Edition|Symphony|Republic|Arrondissement|League|Bundesliga|Round|Stage|"
    "Anniversary|Summit|Session|Assembly|Legislature|Parliament|Conference|Festival|Olympiad|"
    "Games|Meeting|Quarter|Half|Place|Grade|Class|Article|Chapter|Paragraph|Part|Act|World|Reich"
)
# adjectives and nouns that names of bodies begin with, and nobody is called by
_HALVES = frozenset({
    "European", "Supreme", "High", "Federal", "Foreign", "Defence", "Defense", "Interior",
    "Finance", "Constitutional", "National", "International", "Central", "Criminal", "Prime",
    "African", "Arab", "World", "General", "Democratic", "Socialist", "Security", "Human", "Red",
    "Civil", "Labour", "Health", "Education", "Justice", "Transport", "Appeals", "Regional",
})  # fmt: skip
_BODIES = frozenset({
    "Bank", "Council", "Commission", "Committee", "Minister", "Assembly", "Party", "Cross",
    "Rights", "Secretary", "Prosecutor", "Police", "Guard", "University", "Museum", "Library",
})  # fmt: skip
_ORDINAL = re.compile(
    rf"(?P<before>\b\w+ |\A|\n|[.!?”\"] )?(?P<article>[Tt]he |[Hh]is |[Hh]er |[Ii]ts )"
    rf"(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th))\. (?P<noun>{_NUMBERED})\b"
)
_OPENER = (
    r"(?:The|This|That|In|On|At|It|He|She|They|An|His|Her|But|And|There|After|Before|For|By|From"
    r"|When|As|Since|Until)"
)
# abbreviations that stand before a name or number and end no sentence
_TITLE = "Mr|Mrs|Ms|Messrs|Mme|Gov|Sen|Rep|Capt|Lt|Sgt|Gen|Col|Cmdr|Adm|Maj|Prof|Msgr|Hon|Pfc|Cpl"
_BEFORE_NAME = re.compile(
    rf"(?P<before>\b[a-z][\w’'-]*,? )(?P<short>(?:{_TITLE}|St|Mt|Ft)\.) "
    rf"(?P<opener>{_OPENER}) (?=\w)"
)
_BEFORE_YEAR = re.compile(
    rf"\b(?:to|in|about|around|until|since|from|of|year|circa|by|before|after) (?:the year )?"
    rf"(?P<short>A\. ?D\.|AD\.) (?P<opener>{_OPENER}|Year) (?=\w)"
)
_AND = r"(?:The|This|In|On|At|It|They|His|Her|And|But|Or|There|After|Before|By|From|When|As|Also)"
# "Dr. And Anja Lindqvist", "St. He died in Petersburg": a sentence begins with the title;
# "Mr. He", "Ms. An" and "Dr. So" have names of their own
_LED = re.compile(
    rf"(?:(?:(?<=[.!?] )|(?<=[.!?][”\"] )|(?<=\n)|\A)|(?P<before>\b[a-z][\w’'-]*,? ))"
    rf"(?P<short>(?:(?:{_TITLE}|Dr)\.(?= {_AND} )|(?:St|Mt|Ft)\.(?! So\b))) "
    rf"(?P<opener>{_OPENER}|And|Or|Also) (?=[a-z\d]|[A-Z][\w’'-]+ [A-Z])(?!(?:Mrs?|Ms|Dr)\b)"
)
_AT = r"(?:at|by|until|till|around|about|before|after|from|to|since|between|and)"
_NUMERAL = r"(?:\d{1,2}(?:[.:]\d\d)?|noon|midnight)"
_LATER = rf"(?:{_OPENER}|And|Or|So|Then|Also|[A-Z][a-z]+)(?: [\w’'-]+){{0,6}}"
# the halves of an abbreviation: "9 a.m. And m.", "9 p. The shop m.", "the U. In the S."
_HALVED = re.compile(
    rf"\b(?:{_AT} )?{_NUMERAL} ?(?P<one>[ap]\.(?:m\.)?) {_LATER} m\.(?= [a-z]| ?[,;])"
    rf"|\b{_AT} {_NUMERAL} ?(?P<two>[ap]\.) (?:{_OPENER}|And|Or|So)(?= [a-z])"
    rf"|\b(?:[Tt]he|[Ii]n|[Oo]f|[Ff]or|[Bb]y|[Tt]o) (?P<three>[UE]\.) {_LATER} [SNKU]\.(?= [a-z])"
    rf"|\b(?P<four>(?:[Ii]\.e|[Ee]\.g|[Ii]|[Ee])\.) (?:{_OPENER}|And)"
    rf" (?:[\w’'-]+ ){{0,4}}[eg]\. [a-z]"
    rf"|\bWashington,? (?P<five>D\.) (?!C\b)(?:{_OPENER}|And)(?: [\w’'-]+){{0,6}} C\."
)
# initials and what they belong to, with a sentence's beginning between: "J. The K. Rowling"
_INITIALS = re.compile(
    rf"(?<=[a-z,] )(?P<short>[A-Z]\.(?: ?[A-Z]\.)?) (?P<opener>{_OPENER}|And)"
    rf"(?: [a-z][\w’'-]*){{0,3}} (?P<rest>[A-Z]\. [A-Z][a-z]{{2,}})"
)
_HALVES_FOUND = ("one", "two", "three", "four", "five")
# a decimal point: "grew by 3. The 5 percent"
_DECIMAL = re.compile(
    r"\b(?:by|magnitude|magnitude of) (?P<first>\d{1,3}\. (?:The|And|But|It)"
    r" \d{1,2} (?:percent|per cent|[mb]illion|trillion|points|degrees|metres|kilometres|miles))\b"
)
_PERSON_BEFORE = re.compile(r"([a-z]+),? \Z")
_NO_NOUN = frozenset({"the", "a", "an", "his", "her", "their", "our", "my", "your", "this", "that"})


@cache
def _known() -> frozenset[tuple[str, ...]]:
    """Return the names of places and bodies of more than one word, folded."""
    bodies = (name.words for names in known_names().values() for name in names)
    lands = (name for country in countries().values() for name in country.names)
    found = {tuple(word for word in words) for words in bodies}
    found |= {tuple(plain(word) for word in name.split()) for name in lands}
    return frozenset(words for words in found if len(words) > 1)


def _is_known(words: list[str]) -> bool:
    """Return whether the words are the whole name of a place or body."""
    name = " ".join(words)
    if tuple(map(plain, words)) in _known():
        return True
    return words[0].lower() not in FUNCTION and (
        bool(countries_with_division(name)) or is_large_city(name)
    )


def _whole(words: list[str]) -> bool:
    """Return whether the words before a stop are a name by themselves: "New York"."""
    name = " ".join(words)
    return (
        bool(country_codes(name))
        or bool(countries_with_division(name))
        or is_large_city(name)
        or (len(words) > 1 and _is_known(words))
    )


def _capitalised(words: list[str]) -> list[list[str]]:
    """Return the ends of ``words`` that may begin a name, the longest first.

    No other word of a name goes before them, but for "The".
    """
    return [
        words[at:]
        for at in range(len(words))
        if words[at][0].isupper()
        and (not at or words[at - 1][0].islower() or words[at - 1] == "The")
    ]


@lru_cache(maxsize=2)
def _parted(text: Annotated) -> tuple[re.Match[str], ...]:
    """Return a capitalised word, a full stop and another, of which no name's first is short."""
    found = []
    for stop in _STOP.finditer(text.text):
        begin = max(0, stop.start() - _REACH)
        last = _LAST.search(text.text[begin : stop.start()])
        if last is None or not last[0][0].isupper() or last[0] in _SHORT:
            continue
        match = _PARTED.match(text.text, begin + last.start())
        initials = match is None or min(len(match[1]), len(match[3])) < _NO_INITIAL
        if match and not initials and match.start(3) >= stop.end():
            found.append(match)
    return tuple(found)


def _known_name(text: Annotated, match: re.Match[str]) -> tuple[int, int] | None:
    """Return the range of a known name of a place or body that goes on behind the stop."""
    at = match.start(3)
    stop = text.text.index(".", match.end(1))
    before = text.text[max(0, stop - _REACH) : stop]
    head = re.findall(r"[^\W\d_][\w’'-]*", re.split(r"[.,;:!?\n\"“”()]", before)[-1])[-4:]
    behind = _BEHIND.match(text.text, match.end(3))
    rest = [match[3], *(behind[0].split() if behind else [])]
    for first in _capitalised(head):
        if _whole(first) and first[-1] not in WAITING:
            return None
        for count in range(len(rest), 0, -1):
            if rest[count - 1].lower() in FUNCTION:
                continue
            last = [re.sub(r"['’]s\Z", "", word) for word in rest[:count]]
            if _is_known([*first, *last]) and not _stands_by_itself(text, first, last):
                start = stop - len(" ".join(first))
                end = at + len(" ".join(rest[:count]))
                return start, end
    return None


def _stands_by_itself(text: Annotated, first: list[str], last: list[str]) -> bool:
    """Return whether the text has the first part of the name without the rest elsewhere.

    "The South" and "the Union" may end a sentence.
    """
    part, rest = " ".join(first), " ".join(last)
    alone = rf"\b{re.escape(part)}\b(?!\.? (?:the )?{re.escape(rest)})"
    led = re.search(rf"\b(?:the|The) {re.escape(part)}\. {re.escape(rest)}", text.text)
    return re.search(alone, text.text) is not None or (led is not None and len(first) == 1)


def _of_halves(text: Annotated) -> Iterator[Hit]:
    """Yield an adjective of bodies' names, a stop and the bare noun: "the European. Union sent"."""
    for match in _parted(text):
        noun = body_group(match[3]) or match[3] in _BODIES
        before = text.text[max(0, match.start() - 4) : match.start()].lower()
        if not noun or match[2] or match[1] not in _HALVES or before != "the ":
            continue
        behind = text.doc.char_span(*match.span(3), alignment_mode="expand")
        bare = text.text[match.start(3) - 1 - len("the ") : match.start(3)].strip() != "the"
        if behind is not None and bare and behind[-1].dep_ != "compound":
            name = f"{match[1]} {match[3]}"
            yield _hit(match.span(), f"A full stop stands inside the name “{name}”.", 0.8, name)


def _of_bodies(text: Annotated) -> Iterator[Hit]:
    for match in _parted(text):
        if found := _known_name(text, match):
            name = text.text[found[0] : found[1]].replace(". ", " ", 1)
            yield _hit(found, f"A full stop stands inside the name “{name}”.", 0.88, name)


def _ends_as_sentence(token: Token) -> bool:
    """Return whether what begins with the surname is told of it, as in a sentence of its own."""
    return token.dep_ in ("nsubj", "nsubjpass", "poss")


def _of_people(text: Annotated) -> Iterator[Hit]:
    """Yield a first name with a stop and a surname behind that nobody else bears."""
    full = {(m.words[0], m.words[-1]) for m in full_names(text)}
    known = {m.words[-1] for m in full_names(text)}
    titles = title_words("honorific", "rank", "office")
    for match in _parted(text):
        first, last = match[1], match[3]
        if (
            match[2]
            or f"{first}." in titles
            or fold(last) in not_in_names()
            or fold(first) in not_in_names()
        ):
            continue
        given = is_given_name(first) or sex_of_name(first) or _titled(text, match)
        if not given and not _begins_no_sentence(text, match):
            continue
        whole = (fold(first), fold(last)) in full or bool(text.people.find(f"{first} {last}"))
        if not _goes_on(text, match, whole=whole, known=known):
            continue
        name = f"{first} {last}"
        sure = 0.9 if whole else 0.8
        yield _hit(match.span(), f"A full stop stands inside the name “{name}”.", sure, name)


def _begins_no_sentence(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether a rare word behind the stop is no subject, and says who it is."""
    token = text.doc.char_span(*match.span(3), alignment_mode="expand")
    return (
        token is not None
        and token[-1].dep_ == "ROOT"
        and token[-1].tag_ == "NNP"
        and usualness(match[3]) < _STRANGE
        and re.match(r", (?:an?|the|who|whose|\d\d)\b", text.text[match.end() :]) is not None
    )


def _title_before(text: Annotated, match: re.Match[str]) -> str:
    """Return the title or other word right before the first name."""
    before = text.text[max(0, match.start() - _REACH) : match.start()]
    found = re.search(r"(\S+) \Z", before)
    return found[1] if found else ""


def _titled(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether a title stands before the name that belongs to full names."""
    title = _title_before(text, match)
    titles = title_words("honorific", "rank", "office")
    return (
        title in titles
        and title.rstrip(".") not in _RELIGIOUS | _CROWNED
        and usualness(match[3]) < _STRANGE
    )


def _goes_on(text: Annotated, match: re.Match[str], *, whole: bool, known: set[str]) -> bool:
    """Return whether the surname behind the stop belongs to the first name before it.

    "… and his son, Edward. Gardner said" is about a Gardner whom the text has named,
    and a first name that stands by itself elsewhere is what somebody is called.
    """
    first, last = match[1], match[3]
    title = _title_before(text, match)
    if title.rstrip(".") in _RELIGIOUS | _CROWNED:
        return False
    elsewhere = re.findall(rf"(?<![\w-]){re.escape(first)}\b(?!\. {re.escape(last)})", text.text)
    if any(elsewhere) and not whole:
        return False
    led = title[:1].isupper() and title not in title_words("honorific", "rank", "office")
    if led and not text.text[: match.start() - len(title) - 1].rstrip().endswith((".", "!", "?")):
        return False  # "Olivia Rose. Gardner"
    if whole:
        return (fold(first), fold(last)) in {
            (m.words[0], m.words[-1]) for m in full_names(text)
        } or usualness(last) < _RARE
    if usualness(last) < _RARE + 1:
        return not (fold(last) in known or country_codes(last)) and _is_surname(text, match)
    return title.islower() and sex_of_name(first) is not None and _is_first_use(text, match)


def _is_first_use(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether a usual surname is explained and new: "the death of Karl. Rowe, a guard"."""
    if country_codes(match[3]) or re.search(
        rf"\b{re.escape(match[3])}\b", text.text[: match.end(1)]
    ):
        return False
    return re.match(r", (?:an?|who|\d\d)\b", text.text[match.end() :]) is not None


def _is_surname(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the word behind the stop can only be the rest of a name."""
    token = text.doc.char_span(*match.span(3), alignment_mode="expand")
    if token is None or token[-1].pos_ not in ("PROPN", "NOUN"):
        return False
    word = token[-1]
    again = len(re.findall(rf"(?<![\w-]){re.escape(match[3])}\b", text.text)) > 1
    titled = _titled(text, match)
    if word.dep_ == "ROOT" and word.tag_ in ("NNP", "NN"):
        return True  # no clause begins here
    loose = not _ends_as_sentence(word) or text.text[match.end() : match.end() + 1] == ","
    return (titled or loose) and (titled or again or usualness(match[3]) < _RARE)


def _of_ordinals(text: Annotated) -> Iterator[Hit]:
    for match in _ORDINAL.finditer(text.text):
        if (match["before"] or "").strip().lower() in ("on", "until", "by", "since", "from"):
            continue  # "closed on the 1st. Section heads …"
        start = match.start("article")
        if match["article"][0].islower() or _opens(text, start):
            name = text.text[start : match.end()].replace(". ", " ", 1)
            message = f"A full stop parts the number from “{match['noun']}”."
            yield _hit((start, match.end()), message, 0.78, name)


def _opens(text: Annotated, start: int) -> bool:
    return (
        re.search(r"(?:[.!?]|\A|\n)[”\"’]?\s*\Z", text.text[max(0, start - 4) : start]) is not None
    )


def _of_abbreviations(text: Annotated) -> Iterator[Hit]:
    for match in _BEFORE_NAME.finditer(text.text):
        if match["opener"] in ("He", "An") and match["short"][0] not in "SF":
            continue  # names of Chinese: "Mr. He"
        if match["before"].strip(" ,") not in _NO_NOUN:
            message = f"A name must follow “{match['short']}”; a sentence begins instead."
            yield _hit((match.start("short"), match.end("opener")), message, 0.8, None)
    for match in _BEFORE_YEAR.finditer(text.text):
        message = f"A year must stand beside “{match['short']}”; a sentence begins instead."
        yield _hit((match.start("short"), match.end("opener")), message, 0.8, None)


def _of_halved(text: Annotated) -> Iterator[Hit]:
    """Yield titles, times and initials that a sentence's beginning parts from the rest."""
    for match in _LED.finditer(text.text):
        if (match["before"] or "").strip(" ,") not in _NO_NOUN:
            message = f"A name must follow “{match['short']}”; a sentence begins instead."
            yield _hit((match.start("short"), match.end("opener")), message, 0.8, None)
    for match in _HALVED.finditer(text.text):
        start = next(match.start(name) for name in _HALVES_FOUND if match[name])
        message = "A sentence begins inside an abbreviation."
        yield _hit((start, match.end()), message, 0.8, None)
    for match in _DECIMAL.finditer(text.text):
        yield _hit(match.span("first"), "A sentence begins inside a number.", 0.8, None)
    for match in _INITIALS.finditer(text.text):
        before = _PERSON_BEFORE.search(text.text[max(0, match.start() - 30) : match.start()])
        if before and means_person(before[1]):
            message = "A sentence begins inside a name, behind an initial."
            yield _hit((match.start("short"), match.end("rest")), message, 0.8, None)


def _hit(span: tuple[int, int], message: str, sure: float, name: str | None) -> Hit:
    note = Evidence(note="What stands behind it belongs to what stands before.")
    return Hit(*span, message, sure, (note,), name)


def stops_inside(text: Annotated) -> Iterator[Hit]:
    """Yield full stops inside names, and where a name or number must follow an abbreviation."""
    yield from first_come((
        *_of_bodies(text), *_of_halves(text), *_of_people(text), *_of_ordinals(text),
        *_of_abbreviations(text), *_of_halved(text),
    ))  # fmt: skip
