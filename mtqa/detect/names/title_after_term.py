"""A title given to somebody years after leaving it. Documented beside, in title_after_term.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import sentence_start
from mtqa.detect.names._mentions import NAME
from mtqa.detect.rule import Hit
from mtqa.knowledge.careers import career, kinds_with, title_kinds
from mtqa.knowledge.dates import LONG_DAY, LONG_MONTH
from mtqa.knowledge.offices import office
from mtqa.knowledge.people import Person
from mtqa.knowledge.terms import Terms, terms_of
from mtqa.model import Evidence

_TITLE = (
    r"(?P<title>(?:Prime|Foreign|Finance|Defen[cs]e|Interior|Justice) Minister|President|Premier"
    r"|Chancellor of the Exchequer|Chancellor"
    r"|(?:Foreign|Home|Defen[cs]e|Treasury) Secretary|Attorney General"
    r"|Secretary of (?:State|Defense|the Treasury|the Interior|Homeland Security)"
    r"|Minister (?:of|for) [A-Z]\w+(?:(?: and [A-Z]\w+)? Affairs)?)"
)
_YEAR = rf"(?:{LONG_MONTH} (?:\d{{1,2}}, )?)?(?P<year>(?:19|20)\d\d)"
_SEASON = r"(?:(?:the )?(?:early |late |mid-)?(?:spring|summer|autumn|fall|winter)?(?: of)? ?)"
_TOLD = r"(?:said|told|met|visited|signed|announced|ordered|presented|received|opened|flew|warned)"
_LONG_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:{LONG_MONTH} \d{{1,2}},? (?P<us>{_LONG_YEAR})"
    rf"|\d{{1,2}} {LONG_MONTH},? (?P<uk>{_LONG_YEAR}))"
)
# a date on a line of its own, or with a place before and a dash or agency behind it
_DATED = re.compile(
    rf"^(?:(?:{LONG_DAY}|Published|Updated|Date)[:,]? (?:on )?)?{_DATE}\.?$"
    rf"|^[A-Z][\w .]{{2,30}}, {_DATE.replace('us>', 'us2>').replace('uk>', 'uk2>')}"
    r" ?(?:[-–—]|\()",
    re.MULTILINE,
)
_TOP = 300  # code points in which a text says when it was written
_NOW = re.compile(rf"\b(?:on {LONG_DAY}|today|yesterday|this (?:week|morning|month)|tonight)\b")
_THEN = re.compile(r"\b(?:1[89]|20)\d\d\b|\b(?:then|former|formerly|late|ex|when|ago|been)\b")
# what every one of the dated titles has around it
_DATED_TITLE = re.compile(r"\b(?:then[- ]|when |under |during )")
_LASTING = 9999
_GRACE = 1  # years in which an article may still be about the term


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return "In 2019, German Chancellor NAME" and "Chancellor NAME met him in 2019."."""
    country = r"(?:the )?(?:[A-Z][\w.]+(?:['’]s)? )?"
    return (
        re.compile(
            rf"(?<![\w-])(?:[Ii]n|[Oo]n) {_SEASON}{_YEAR}, "
            rf"{country}{_TITLE} (?P<name>{NAME})(?= [a-z])"
        ),
        re.compile(
            rf"(?<![\w-]){_TITLE} (?P<name>{NAME}) {_TOLD}"
            rf"(?: (?!that\b|to\b|by\b|until\b)\w+){{0,5}}? (?:in|on) {_YEAR}(?=[.,;])"
        ),
    )


@cache
def _current() -> re.Pattern[str]:
    """Return "Chancellor NAME met"."""
    return re.compile(rf"(?<![\w-]){_TITLE} (?P<name>{NAME})(?= {_TOLD}\b)")


def _ended(person: Person, title: str) -> int | None:
    """Return the year in which the person left the office for good; ``None`` if unsure."""
    if title == "President" and person.country == "US":
        return None  # called so for life
    last = []
    for post in person.posts:
        found = office(person.country, post.role)
        if not found or not (found.accepts(title) or post.title.endswith(title)):
            continue
        end = post.years.partition("-")[2]
        if not end.isdigit():
            return None
        last.append(int(end))
    return max(last, default=None)


@cache
def _strict() -> tuple[re.Pattern[str], ...]:
    """Return patterns of titles that the words around date: "in 2019 under Chancellor NAME"."""
    land = r"(?:the )?(?:[A-Z][\w.]+(?:['’]s)? )?"
    month = rf"(?:{LONG_MONTH} )?(?P<year>(?:19|20)\d\d)"
    named = rf"{land}{_TITLE} (?P<name>{NAME})"
    then = rf"(?:the )?then[- ]{named}"
    return (
        re.compile(rf"(?<![\w-])[Ii]n {_SEASON}{month},? {then}"),
        re.compile(rf"(?<![\w-]){then} [^.;\n]{{0,60}}?\bin {month}(?=[.,;])"),
        re.compile(rf"\bin {_SEASON}{month},? (?:under|during the (?:term|presidency) of) {named}"),
        re.compile(rf"\b{month},? when {then}"),
        re.compile(rf"\b{month},? (?:when|under) {named},? (?:was in|held|ruled|governed|led)"),
        re.compile(
            rf"\b{month},? when (?P<name>{NAME}), (?:then )?{land}{_TITLE}(?: at the time|,? then)"
        ),
        re.compile(
            rf"\b{month},? when (?P<name>{NAME}) was (?:still |already )?{land}{_TITLE}(?=[.,;])"
        ),
    )


def _terms(person: Person, title: str) -> list[tuple[int, int]]:
    """Return the first and last years of all terms in the office; none if unsure."""
    if (known := career(person.name)) and title in title_kinds():
        kinds = kinds_with(title_kinds()[title])
        if found := [(a, b) for kind, a, b in known.terms if kind in kinds]:
            return found
        if known.terms and not known.kinds.isdisjoint(kinds):
            return []
    terms = []
    for post in person.posts:
        found_office = office(person.country, post.role)
        if found_office and (found_office.accepts(title) or post.title.endswith(title)):
            first, _, last = post.years.partition("-")
            if not first.isdigit():
                return []
            terms.append((int(first), int(last) if last.isdigit() else _LASTING))
    return terms


def _outside(text: Annotated, match: re.Match[str]) -> Hit | None:
    """Return a title that its bearer did not have in the year that the words give it to."""
    name = match["name"].removesuffix("’s").removesuffix("'s")
    known = text.people.find(name) if " " in name else ()
    terms = _terms(known[0], match["title"]) if len(known) == 1 else []
    year = int(match["year"])
    if not terms or any(first <= year <= last for first, last in terms):
        return None
    said = " and ".join(f"{a}–{b}" if b < _LASTING else f"since {a}" for a, b in terms)
    note = f"{known[0].name} was {match['title']} {said}."
    evidence = (Evidence(note=note, source="mtqa’s table of people"),)
    message = f"{known[0].name} was not {match['title']} in {year}."
    start, end = sorted((match.span("title"), match.span("name")))
    return Hit(start[0], end[1], message, 0.75, evidence)


def _hit(text: Annotated, match: re.Match[str], year: int) -> Hit | None:
    """Return the title where its bearer had left the office by ``year``."""
    name = match["name"].removesuffix("’s").removesuffix("'s")
    known = text.people.find(name) if " " in name else ()
    ended = _ended(known[0], match["title"]) if len(known) == 1 else None
    before = text.text[: match.start("title")].rstrip().rsplit(None, 1)[-1:]
    if ended is None or year <= ended + _GRACE or before == ["then"]:
        return None
    note = f"{known[0].name} was {match['title']} until {ended}."
    evidence = (Evidence(note=note, source="mtqa’s table of people"),)
    message = f"{known[0].name} was no longer {match['title']} in {year}."
    return Hit(match.start("title"), match.end("name"), message, 0.75, evidence)


def _in_dated_text(text: Annotated) -> Iterator[Hit]:
    """Yield titles in sentences about the days of the date that stands above the text."""
    dateline = _DATED.search(text.text[:_TOP])
    if dateline is None:
        return
    year = int(next(year for year in dateline.groups() if year))
    for match in _current().finditer(text.text, dateline.end()):
        sentence = text.sentence_at(match.start("name"))
        said = sentence[sentence.find(match["title"]) :]
        if text.in_quotation(match.start()) or _THEN.search(said) or not _NOW.search(said):
            continue
        if (hit := _hit(text, match, year)) is not None:
            yield hit


# titles of which all holders' terms are known
_HELD = re.compile(
    r"(?<![\w.’'-])(?P<title>Prime Minister|PM|Vice[- ]President|President|Premier"
    r"|(?:Federal )?Chancellor|Secretary of State|Secretary[- ]General|Secretary of Defense"
    rf"|Defense Secretary|Treasury Secretary|Secretary of the Treasury) (?P<name>{NAME})"
)
# what stands before a title: "the then ", "then-British ", "US "
_LAND = re.compile(
    r"(?P<then>\b[Tt]hen[- ])?"
    r"(?P<land>\b(?:(?:New|South|North|United) )?(?:[A-Z][A-Za-z]+|U\.[SKN]\.)(?:['’]s)? )?\Z"
)
_DATES = rf"(?:{LONG_MONTH}(?: \d{{1,2}},?)?|\d{{1,2}} {LONG_MONTH}|{LONG_DAY},?)"
_WHEN = (
    rf"(?:(?:early|late|mid|spring|summer|autumn|fall|winter|of|the|{_DATES})[ -])*"
    r"(?P<year>(?:19|20)\d\d)"
)
# "Back in 2010, ", "Since May 2008 this has been demanded by "
_FRONTED = re.compile(
    rf"\A[“\"]?(?:(?:Back|Already|Later|Only|Also|Even|Early|Late|As early as|As late as) )?"
    rf"(?:[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring) {_WHEN},? (?P<between>[^.;:“”]{{0,70}})\Z"
)
_ACTING = (
    r"(?:said|told|met|visited|signed|announced|ordered|presented|received|opened|flew|warned|called"
    r"|demanded|approved|rejected|pledged|promised|expressed|condemned|welcomed|praised|urged|spoke"
    r"|declared|confirmed|denied|travel+ed|arrived|unveiled|launched|vetoed|appointed|nominated"
    r"|thanked|attended|inaugurated|proposed|criticised|criticized|stressed|agreed|took part)"
)
_ACTS = re.compile(rf",? (?:has |had |also |then |again )?{_ACTING}\b")
_PASSIVE = re.compile(
    rf"\b(?:{_ACTING}|demanded|made|given|backed|supported|requested|decided|issued|introduced)"
    r" (?:\w+ )?by (?:the )?\Z"
)
_BEHIND_DATE = re.compile(
    rf"(?P<said>[^.;:“”]{{0,70}}?)\b(?:[Ii]n|[Oo]n) {_WHEN}(?=[,.;)]|\Z| and\b)"
)
_DATE_OF_PASSIVE = re.compile(rf" (?:in|on|back in) {_WHEN}(?=[,.;)]|\Z)")
_WHO_DID = re.compile(rf", who [^.;:“”]{{0,60}}\b(?:in|on) {_WHEN},")
_WHEN_HE = re.compile(rf"\b(?:in|on) {_WHEN},? when (?:the )?\Z")
# a clause of its own, to which a date may belong, or a life before and after an office
_OTHER_CLAUSE = re.compile(
    r"\b(?:who|which|that|whose|when|while|where|since|until|before|after|if|to|as|former|ex|for"
    r"|his|her|their|plans?|would|will)\b"
)
_LIFE = re.compile(
    r"\b(?:former(?:ly)?|ex|late|later|future|born|elected|became|become|candidate|senator|campaign"
    r"|running|ran|memoirs?|years? (?:ago|earlier|later)|wax|statue|named after|film|novel|series"
    r"|portrait|died|death|funeral|retired|old|young|husband|wife|biograph\w+)\b",
    re.IGNORECASE,
)


def _dated(sentence: str, match: re.Match[str], start: int) -> tuple[int, bool] | None:
    """Return the year that the sentence gives to what the holder of a title did.

    Also returned is whether the words leave no other reading than that the title was held then.
    """
    before, behind = sentence[: match.start() - start], sentence[match.end() - start :]
    said = _LAND.search(before)
    before = before[: said.start()] if said else before
    fronted = _FRONTED.search(before.lstrip())
    passive = _PASSIVE.search(before) is not None
    acts = _ACTS.match(behind) is not None
    if found := _WHEN_HE.search(before):
        return int(found["year"]), True
    if fronted and not _OTHER_CLAUSE.search(fronted["between"]) and (acts or passive):
        return int(fronted["year"]), True
    if passive and (found := _DATE_OF_PASSIVE.match(behind)):
        return int(found["year"]), True
    if found := _WHO_DID.match(behind):
        return int(found["year"]), False
    if acts and (found := _BEHIND_DATE.match(behind)) and not _OTHER_CLAUSE.search(found["said"]):
        return int(found["year"]), False
    return None


def _in_sentences(text: Annotated) -> Iterator[Hit]:
    """Yield titles that sentences give to what somebody did before or after having them."""
    for match in _HELD.finditer(text.text):
        name = re.sub(r"['’]s?\Z|,\Z", "", match["name"])
        terms = terms_of(name, match["title"].replace("-P", " P"))
        if not terms or text.in_quotation(match.start()):
            continue
        start = sentence_start(text.text, match.start())
        end = _ENDS.search(text.text, match.end())
        sentence = text.text[start : end.start() + 1 if end else None]
        dated = None if _LIFE.search(sentence) else _dated(sentence, match, start)
        if dated is None or any(first <= dated[0] <= last for first, last in terms):
            continue
        if _may_say_so(text, match, *dated, terms):
            yield _not_then(match, name, dated[0], terms)


_BEFORE = 40  # code points in which a country stands before a title
_ENDS = re.compile(r"[.!?](?=\s|\Z)|\n")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


def _may_say_so(text: Annotated, match: re.Match[str], year: int, sure: bool, terms: Terms) -> bool:
    """Return whether the title is wrong even if the text should use it out of courtesy.

    Presidents of the United States keep theirs for life, and of somebody in office papers
    say what he did before under the title of today.
    """
    said = _LAND.search(text.text, max(0, match.start() - _BEFORE), match.start())
    if said and said["then"]:
        return True
    after = year > max(last for _, last in terms)
    if after or any(last < year for _, last in terms):
        return bool(said and said["land"]) or "President" not in match["title"]
    held = (
        first <= int(found) <= last for found in _YEARS.findall(text.text) for first, last in terms
    )
    return sure and not any(held)


def _not_then(match: re.Match[str], name: str, year: int, terms: Terms) -> Hit:
    said = " and ".join(f"{a}–{b}" if b < _LASTING else f"since {a}" for a, b in terms)
    note = Evidence(note=f"{name} was {match['title']} {said}.", source="mtqa’s table of terms")
    message = f"{name} was not {match['title']} in {year}."
    end = match.start("name") + len(name)
    return Hit(match.start("title"), end, message, 0.75, (note,))


def _all(text: Annotated) -> Iterator[Hit | None]:
    for pattern in _patterns():
        for match in pattern.finditer(text.text):
            yield _hit(text, match, int(match["year"]))
    for pattern in _strict() if _DATED_TITLE.search(text.text) else ():
        for match in pattern.finditer(text.text):
            yield _outside(text, match)
    yield from _in_sentences(text)
    yield from _in_dated_text(text)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the title of somebody who did not have the office when the sentence is set."""
    seen: set[int] = set()
    for hit in _all(text):
        if hit is not None and hit.start not in seen:
            seen.add(hit.start)
            yield hit
