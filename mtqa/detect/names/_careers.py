"""Titles that somebody never bore: "Sheriff Biden"; a mayor whom the text calls ambassador too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._mentions import NAME, full_names
from mtqa.detect.rule import Hit
from mtqa.knowledge.careers import Career, career, kinds_with, title_kinds, titles_pattern
from mtqa.knowledge.names import fold, usualness
from mtqa.knowledge.offices import countries, country_codes
from mtqa.knowledge.people import Person, name_words
from mtqa.model import Evidence

_TABLE = "mtqa’s table of careers"
_OF = r"(?: of (?:the )?[A-Z]\w+(?: [A-Z]\w+)??)?,?"
_OTHER_OFFICE = re.compile(
    r"(?:deputy|vice|shadow|assistant|under|associate|attorney|solicitor|governor|surgeon|secretary"
    r"|inspector|director|major|brigadier|lieutenant|consul|postmaster|special|next|would-be"
    r"|future|potential|prosecutor|like|as|or|and|candidate|court|supreme|lord|loud|motivational)"
    r"[ -]\Z",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:the|an?|every|any|each|no|what|which) (?:\w+ )?\Z", re.IGNORECASE)
_STARTS = re.compile(r"(?:\A|[.!?\n“\"] ?)\Z")
_GOES_ON = re.compile(r",? (?:Jr|Sr)\b| [A-Z][a-z]+(?! said)|-[A-Z]|[’']s? (?:aide|lawyer|wife)")
_BEHIND = (
    r"(?:,? who (?:is|was|has been|had been|became|served as|serves as|will be)"
    r"|, (?:who is )?(?:then|currently|now)?,?|,) (?:an? |the )?"
    r"(?:(?:new|current|outgoing|former|then|longtime|first|last) )?"
    r"(?:(?:[A-Z][\w.]+(?:['’]s)? ){1,2})?(?P<title>TITLES)(?: of (?:the )?\w+(?: \w+)?)?"
    r"(?=[,.;)]|\Z| (?:since|for|from|until|at|said|in|between)\b)"
)
_CAREER = re.compile(
    r"\b(?:former(?:ly)?|then|ex|late|future|elected|became|become|becomes|appointed|named"
    r"|nominated|nominee|sworn|promoted|term|resigned|succeed(?:ed|s)?|inaugurat\w+|deputy|vice"
    r"|acting|elect|candidate|bid|running|served|career|once|previously|later|father|son|brother"
    r"|wife|husband|sister|daughter|family)\b",
    re.IGNORECASE,
)
_REACH = 90  # code points around a title in which a word may excuse it
_COMMON = 4.5  # Zipf; of a common name there are several people
# nobody holds two of these at a time
_EXCLUSIVE = frozenset(
    {"president", "pm", "chancellor", "mayor", "ambassador", "foreign", "finance", "defence",
     "interior", "justice", "deputy", "chief", "police", "clergy", "judge", "governor", "vp"}
)  # fmt: skip
# but these may be one person's, at a time or in a career that nobody would tell
_TOGETHER = {
    "pm": {"foreign", "finance", "defence", "interior", "chief", "deputy"},
    "president": {"pm", "defence", "chancellor", "mayor", "vp", "judge", "governor", "finance"},
    "justice": {"judge", "interior", "police"},
    "foreign": {"president", "defence"},
    "finance": {"interior"},
    "chief": {"finance", "interior"},
    "ambassador": {"deputy"},
}
_PARTIES = {
    "GB": {"Conservative": "Conservative", "Tory": "Conservative", "Labour": "Labour"},
    "US": {"Republican": "Republican", "Democratic": "Democratic", "Democrat": "Democratic"},
    "IN": {"BJP": "BJP", "Congress": "Congress"},
    "DE": {"SPD": "SPD", "CDU": "CDU"},
    "AU": {"Labor": "Labor", "Liberal": "Liberal"},
    "CA": {"Conservative": "Conservative", "Liberal": "Liberal"},
}
_OF_PARTY = re.compile(
    rf"\b(?P<party>{'|'.join(sorted({p for them in _PARTIES.values() for p in them}))})"
    r"(?: [Pp]arty)?(?:['’]s)? (?:[Ll]eader|[Pp]arty|[Cc]hairman|[Pp]resident(?:ial (?:candidate"
    r"|nominee))?|Prime Minister|[Ss]enator|Sen\.|MP|[Gg]overnor|[Cc]ongress(?:wo)?man|politician"
    r"|[Cc]andidate|[Ll]awmaker) "
)
_NO_COUNTRIES = frozenset({"EU", "UN", "NATO", "SU", "YU", "CS"})
_HEADS = frozenset({"hos", "hog", "foreign", "defence", "finance", "interior"})


@dataclass(frozen=True, slots=True)
class Titled:
    """A title with the name that it is given to, of which the first words are ``name``."""

    title: str
    start: int
    end: int
    name: str
    first: int
    last: int

    @property
    def kind(self) -> str:
        """Return the kind of office that the title is one of."""
        return title_kinds()[self.title]


@cache
def _before_name() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<title>{titles_pattern()})(?P<of>{_OF}) (?P<name>{NAME})")


@cache
def _behind_name() -> re.Pattern[str]:
    """Return what matches a title in apposition; the name before it is looked for afterwards."""
    return re.compile(_BEHIND.replace("TITLES", titles_pattern()))


_NAME_BEFORE = re.compile(rf"(?<![\w’'-])(?P<name>{NAME})\Z")
_FARTHEST = 80  # code points that a name may take


def _cut(name: str) -> str:
    return re.sub(r"['’]s?\Z|,\Z", "", name)


@lru_cache(maxsize=2)
def _titled(text: Annotated) -> tuple[Titled, ...]:
    """Return the titles that stand before names, which several checks of one text look at."""
    return tuple(_before_names(text))


def _before_names(text: Annotated) -> Iterator[Titled]:
    """Yield each title that stands before a name, with the whole name."""
    for match in _before_name().finditer(text.text):
        before = text.text[max(0, match.start() - 30) : match.start()]
        comma = match["of"] == ","
        if comma or _OTHER_OFFICE.search(before):
            continue
        if match["title"] == "Judge" and _STARTS.search(before):
            continue  # the verb
        name = _cut(match["name"])
        alone = " " not in name
        follows = text.text[match.start("name") + len(name) :][:2]
        if alone and _RELATIVE.search(before) and follows not in ("'s", "’s"):
            continue  # "the general Trump dismissed"
        first = match.start("name")
        yield Titled(
            match["title"], match.start(), first + len(name), name, first, first + len(name)
        )


def _who(text: Annotated, name: str, *, behind: bool) -> tuple[Career, str] | None:
    """Return whose career begins ``name``, and the words of it up to the end of theirs.

    Where a place stands before the name, its last word may be the first of ``name``.
    """
    words = name.split(" ")
    for first in range(min(len(words) - 1, 1) + 1 if behind else 1):
        for count in range(len(words), first, -1):
            said = _cut(" ".join(words[first:count]))
            known = career(said) or _named_before(text, said)
            if known and not _has_namesake(text, said):
                return known, _cut(" ".join(words[:count]))
    return None


def _has_namesake(text: Annotated, surname: str) -> bool:
    """Return whether the text names several people of a surname that stands alone."""
    firsts = {m.words[0] for m in full_names(text) if m.words[-1] == fold(surname)}
    return " " not in surname and len(firsts) > 1


def _named_before(text: Annotated, surname: str) -> Career | None:
    """Return the career of the only person of this surname whom the text names in full."""
    if " " in surname:
        return None
    full = [m for m in full_names(text) if m.words[-1] == fold(surname)]
    known = career(text.text[full[0].start : full[0].end]) if full else None
    return known if len({m.words[0] for m in full}) == 1 else None


def _never(known: Career, title: str) -> bool:
    kind = title_kinds()[title]
    if kind == "chancellor" and known.country != "GB":  # there it may be of the Exchequer
        return kind not in known.kinds
    return kinds_with(kind).isdisjoint(known.kinds)


def _hit(start: int, end: int, message: str, note: Evidence) -> Hit:
    return Hit(start, end, message, 0.8, (note,))


def _fact(known: Career) -> Evidence:
    return Evidence(note=f"The table has all offices of {known.name}.", source=_TABLE)


def _of_careers(text: Annotated) -> Iterator[Hit]:
    for titled in _titled(text):
        of = " of " in text.text[titled.start + len(titled.title) : titled.first]
        found = _who(text, titled.name, behind=of)
        if found is None or not _never(found[0], titled.title):
            continue
        end = titled.first + len(found[1])
        rest = titled.name[len(found[1]) :]
        if rest.strip() or _GOES_ON.match(text.text, end):
            continue
        message = f"{found[0].name} was never {titled.title}."
        yield _hit(titled.start, end, message, _fact(found[0]))


def _behind(text: Annotated) -> Iterator[Hit]:
    """Yield titles in apposition: "Biden, who has been Foreign Minister since last year"."""
    for match in _behind_name().finditer(text.text):
        name = _NAME_BEFORE.search(text.text, max(0, match.start() - _FARTHEST), match.start())
        if name is None:
            continue
        words = name["name"].split(" ")
        found = next(filter(None, (career(" ".join(words[i:])) for i in range(len(words)))), None)
        title = match["title"]
        if found is None or not _never(found, title):
            continue
        # the title of another one in a list: "Biden, Prime Minister Modi and"
        if not text.in_quotation(match.start()):
            message = f"{found.name} was never {title}."
            yield _hit(match.start("title"), match.end("title"), message, _fact(found))


# a crown in jest is one all along; in earnest the text has the office elsewhere
_CROWN = re.compile(
    r"(?<![\w-])(?<![A-Z][a-z]{2} )(?<![a-z]{3}’s )(?P<title>King|Queen|Emperor|Tsar|Sultan"
    rf"|Emir|Shah|Kaiser|Pope|Prince|Princess) (?P<name>{NAME})"
)
_OFFICE = r"(?:President|Prime Minister|Chancellor|Premier|PM|Governor|Senator) (?:[A-Z]\w+ )?"


def _crowned(text: Annotated) -> Iterator[Hit]:
    """Yield "King Trump" where the text has President Trump too."""
    for match in _CROWN.finditer(text.text):
        found = _who(text, match["name"], behind=False)
        if found is None or found[0].kinds & {"king", "clergy"} or text.in_quotation(match.start()):
            continue
        end = match.start("name") + len(found[1])
        surname = re.escape(found[0].name.rsplit(" ", 1)[-1])
        if _GOES_ON.match(text.text, end) or not re.search(_OFFICE + surname, text.text):
            continue
        message = f"{found[0].name} was never {match['title']}."
        yield _hit(match.start(), end, message, _fact(found[0]))


def _of_parties(text: Annotated) -> Iterator[Hit]:
    """Yield "Conservative leader" before a name of another party."""
    for match in _OF_PARTY.finditer(text.text):
        name = re.compile(NAME).match(text.text, match.end())
        found = _who(text, name[0], behind=False) if name else None
        known = found[0] if found else None
        party = _PARTIES.get(known.country, {}).get(match["party"]) if known else None
        if known and found and party and known.party and party != known.party:
            message = f"{known.name} belongs to another party."
            yield _hit(match.start(), match.end() + len(found[1]), message, _fact(known))


def _of_another_country(text: Annotated) -> Iterator[Hit]:
    """Yield "Ukrainian President" before a Russian's name."""
    for titled in _titled(text):
        land = _country_of(text.text, titled)
        if land and (hit := _abroad(text, titled.name, land, (titled.start, titled.last))):
            yield hit
    for match in _HEAD_AND_NAME.finditer(text.text) if " of " in text.text else ():
        codes = country_codes(match["land"] or match["home"])
        name = match["name"] or match["first"]
        if len(codes) == 1 and not text.in_quotation(match.end()):
            span = match.span("role" if match["role"] else "role2")
            if hit := _abroad(text, name, next(iter(codes)), span):
                yield hit


def _abroad(text: Annotated, name: str, land: str, span: tuple[int, int]) -> Hit | None:
    """Return a finding where the person named is a politician, but of another country."""
    if " " in name:
        people = _people(text, name)
        homes = {person.country for person in people}
        heads = all(person.roles & _HEADS for person in people)
    else:
        known = career(name)
        homes, heads = ({known.country} if known else set()), known is not None
    if len(homes) != 1 or not heads or land in homes | _NO_COUNTRIES or homes & _NO_COUNTRIES:
        return None
    home = countries()[homes.pop()].names[0]
    note = Evidence(note=f"{name} is from {home}.", source="mtqa’s people")
    return _hit(*span, f"{name} held no office of {countries()[land].names[0]}.", note)


_HEADING = (
    r"(?:[Hh]ead|[Ll]eader|[Rr]uler|[Pp]resident|[Pp]rime [Mm]inister|[Pp]remier|[Cc]hancellor"
    r"|(?:[Ff]oreign|[Ff]inance|[Dd]efen[cs]e|[Ii]nterior|[Jj]ustice) [Mm]inister|[Kk]ing"
    r"|[Ss]ecretary of [Ss]tate)"
)
_LAND = r"(?:the )?[A-Z]\w+(?: [A-Z]\w+)?"
# "The head of Iran, Jair Bolsonaro, called", "Angela Merkel, who is the foreign minister of Iran,"
_HEAD_AND_NAME = re.compile(
    rf"(?:(?:\A|[.!?\n“\"] ?|\b(?:by|that|but|[Tt]o) )[Tt]he (?P<role>{_HEADING} of "
    rf"(?P<land>{_LAND})), (?P<name>{NAME}),? (?!and\b|or\b)[a-z]+"
    rf"|(?<![\w-])(?P<first>{NAME}),? (?:who )?(?:is|was) "
    rf"(?:the )?(?P<role2>{_HEADING} of (?P<home>{_LAND})))"
)


def _people(text: Annotated, name: str) -> tuple[Person, ...]:
    words = name.split(" ")
    for count in range(len(words), 1, -1):
        if found := text.people.find(" ".join(words[:count])):
            return found if count == len(words) else ()
    return ()


def _country_of(text: str, titled: Titled) -> str:
    """Return the only country before a title or behind its "of", or an empty string."""
    inside = re.search(r" of (?:the )?(.+)", text[titled.start : titled.first].rstrip(" ,"))
    inside = inside if inside and not titled.title.endswith(inside[1]) else None
    before = text[max(0, titled.start - 40) : titled.start].split()
    tries = [inside[1]] if inside else [" ".join(before[-n:]) for n in (2, 1)]
    for words in tries:
        codes = country_codes(re.sub(r"['’]s?\Z", "", words.strip("“\"'(")))
        if len(codes) == 1:
            return next(iter(codes))
    return ""


def _of_two_offices(text: Annotated) -> Iterator[Hit]:
    """Yield a surname's title that excludes the one that the full name has in the text."""
    by_surname: dict[str, list[Titled]] = defaultdict(list)
    for titled in _titled(text):
        if titled.kind in _EXCLUSIVE and (words := name_words(titled.name)):
            by_surname[words[-1]].append(titled)
    for surname, them in by_surname.items():
        if len({one.kind for one in them}) < 2 or usualness(surname) >= _COMMON:
            continue
        firsts = {m.words[0] for m in full_names(text) if m.words[-1] == surname}
        full = [one for one in them if len(name_words(one.name)) > 1]
        if len(firsts) != 1 or not full or any(_CAREER.search(_around(text, one)) for one in them):
            continue
        yield from _odd_ones(text, full[0], them)


def _around(text: Annotated, titled: Titled) -> str:
    return text.text[max(0, titled.start - _REACH) : titled.last + _REACH]


def _odd_ones(text: Annotated, full: Titled, them: list[Titled]) -> Iterator[Hit]:
    for one in them:
        if one is full or one.kind == full.kind or len(name_words(one.name)) > 1:
            continue
        pair = (one.kind, full.kind)
        if not any(b in _TOGETHER.get(a, ()) for a, b in (pair, pair[::-1])):
            quote = text.text[full.start : full.last]
            note = Evidence(
                note="The text calls the person so.", quote=quote, start=full.start, end=full.last
            )
            message = f"The person is {full.title} elsewhere, {one.title} here."
            yield _hit(one.start, one.last, message, note)


def never_held(text: Annotated) -> Iterator[Hit]:
    """Yield titles, countries and parties that the person named never had."""
    yield from _of_careers(text)
    yield from _behind(text)
    yield from _crowned(text)
    yield from _of_parties(text)
    yield from _of_another_country(text)
    yield from _of_two_offices(text)
