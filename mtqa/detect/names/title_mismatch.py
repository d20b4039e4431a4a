"""An office that a person or country doesn't have. Documented beside, in title_mismatch.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import sentence_start
from mtqa.detect.names._careers import never_held
from mtqa.detect.names._foreign_titles import titles_elsewhere
from mtqa.detect.names._mentions import NAME, at, full_names, mentions
from mtqa.detect.names._unnamed_offices import (
    heads_with_capital,
    heads_without_name,
    offices_of_divisions,
)
from mtqa.detect.rule import Hit
from mtqa.knowledge.careers import career
from mtqa.knowledge.dates import LONG_DAY
from mtqa.knowledge.names import is_given_name, usualness
from mtqa.knowledge.offices import (
    Office,
    countries,
    countries_by_name,
    country_codes,
    has_no,
    head_titles,
    office,
    wrong_titles,
)
from mtqa.knowledge.people import People, Person, name_words
from mtqa.knowledge.places import countries_with_city, countries_with_division, large_city
from mtqa.model import Evidence

_ROLES = (
    "hos", "hog", "vp", "deputy_hog", "foreign", "finance", "defence", "interior", "justice",
)  # fmt: skip
_NAME = re.compile(NAME)
_RARE = 2.5  # Zipf
_USUAL = 3.5
_TABLE = "mtqa’s tables of people and offices"
_HEADS = frozenset({"hos", "hog"})
# titles that nobody is given in jest, as "King" is
_NEVER_MEANT = frozenset(
    {"Federal Chancellor", "Federal President", "Supreme Leader", "Taoiseach", "Emir", "Sultan",
     "Prime Minister"}
)  # fmt: skip
# words that make another office of the title behind them
_OTHER_OFFICE = re.compile(
    r"(?:deputy|vice|shadow|assistant|under|junior|parliamentary|permanent|honorary|opposition|"
    r"associate|first|second|state|regional|provincial|chief|vice-|ex-deputy)[ -]\Z",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"(?:former|then|ex|late|future|onetime|one-time|acting)[ -]\Z", re.IGNORECASE
)
_ONE_WORD = frozenset({"President", "Chancellor", "Premier"})
# counted where the country stands beside them and the person is known
_IN_LOWER_CASE = frozenset({"president", "chancellor", "prime minister", "king", "queen"})
# titles that no lower level of a country has, and no other rank
_MINISTRY = re.compile(
    r"(?:Foreign|Finance|Defen[cs]e|Interior|Home|Justice|Treasury|War) (?:Affairs )?"
    r"(?:Minister|Secretary)|(?:Minister|Secretary) (?:of|for) "
    r"(?!(?:the )?State|Foreign Affairs\Z).+|Chancellor of the Exchequer|Prime Minister"
)
_WITH_PREMIERS = frozenset({"DE", "AT"})  # of their states, whom the press calls prime ministers
_NO_MINISTERS = frozenset({"US"})
# no post below the minister's is called so either
_NO_STATE_SECRETARIES = frozenset(
    {"RU", "CN", "JP", "KR", "IL", "IR", "IQ", "TR", "IN", "PK", "AF", "SA", "AU", "NZ", "UA", "EG"}
)
# the heads of whose civil service are secretaries of a ministry
_CIVIL_SECRETARIES = frozenset(
    {"AU", "BD", "BN", "BT", "BW", "FJ", "GH", "HK", "IE", "IN", "JM", "KE", "LK", "MM", "MV", "MW",
     "MX", "MY", "NA", "NG", "NP", "NZ", "PG", "PH", "PK", "SG", "SL", "TT", "TZ", "UG", "ZA", "ZM",
     "ZW"}
)  # fmt: skip
_COUNTRY = r"(?:the )?(?P<country>[A-Z][\w.-]+(?: (?:of )?[A-Z][\w-]+){0,2})"
_OF_COUNTRY = re.compile(rf" of {_COUNTRY}")
_COUNTRY_AND_NAME = re.compile(rf" of {_COUNTRY},? (?P<name>[A-Z])")
# what follows a title that belongs to something else
_GOES_ON = re.compile(r" (?:for|of|to the|[Gg]eneral|in the|[A-Z])|-|['’]s [A-Z]")
# titles that others bear too than those who rule the country
_ELSEWHERE = frozenset(
    {"King", "Queen", "Emperor", "Sultan", "Emir", "Crown Prince", "President", "Tsar", "Kaiser",
     "Shah", "Pharaoh", "Grand Duke", "Maharaja", "Governor-General"}
)  # fmt: skip
# who had one that books still tell of
_ONCE = {
    title: frozenset(homes.split())
    for title, homes in {
        "Emperor": "CN MX BR IN AT RU DE FR TR KR HT HU ES IT GR GB PE BG MA NG GH",
        "Sultan": "EG TR MA IN BD PK SD TZ ET LY KM TN IR IQ AF SA UZ",
        "Emir": "UZ DZ TR ES LY EG TN PK IR",
        "King": "EG IQ LY TN YE AF GR IT FR DE RS BG RO AL HU PL PT KR IN IR LA MM VN LK BI RW UG"
        " GH ZA HT HR UA MG ML ET GE AM TR SY BR SM IE CZ MX FI LT CD",
        "Queen": "FR RO GR IT PT HU MG KR IR AL IN EG DE PL KE GH NG UG",
        "Shah": "TR",
        "Tsar": "",
        "Kaiser": "",
        "Maharaja": "",
        "Grand Duke": "",
        "Governor-General": "",
    }.items()
}
_NAMED = re.compile(r" [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?")
_GOVERNING = frozenset(
    {"Prime Minister", "Taoiseach", "Federal Chancellor", "First Minister", "Chancellor",
     "Minister-President"}
)  # fmt: skip
# where somebody is called chancellor, if only the keeper of seals or the foreign minister
_WITH_CHANCELLORS = frozenset(
    {"DE", "AT", "GB", "CH", "MM", "US", "LI", "FI", "EE", "SE", "LV", "LT", "VA", "MX", "AR", "CO",
     "PE", "VE", "CL", "EC", "BO", "UY", "PY", "CU", "GT", "HN", "SV", "NI", "CR", "PA", "DO", "BR",
     "IN", "CA", "AU", "NZ", "ZA", "PL", "PH"}
)  # fmt: skip
# whose news speak of no chancellor of any kind, and whose states have no vice president
_NO_CHANCELLORS = frozenset(
    {"PL", "FR", "IT", "ES", "PT", "RU", "UA", "TR", "GR", "CZ", "SK", "HU", "RO", "BG", "RS", "HR",
     "CN", "JP", "KR", "IR", "IQ", "EG", "SA", "AE", "IL", "SY", "PK", "DK", "NO", "NL", "BE", "BY",
     "KZ", "TH", "VN", "ID"}
)  # fmt: skip
# of the whole country, not of a university or a law court in it
_CHANCELLORS_OF = frozenset(
    {"DE", "AT", "GB", "CH", "MM", "LI", "VA", "FI", "EE", "SE", "LV", "LT"}
)
_NO_VICE_PRESIDENTS = frozenset(
    {"RU", "FR", "DE", "PL", "IT", "JP", "CA", "AU", "NZ", "GB", "SE", "NO", "DK", "NL", "BE", "IE",
     "AT", "CZ", "SK", "UA", "HU", "RO", "PT", "FI", "BY", "PK", "IL", "KR", "MX"}
)  # fmt: skip
_THE = re.compile(r"(?:\A|\b)(?:[Tt]he|an?|\w+['’]s?) (?:[A-Z][\w.]*(?: [A-Z]\w+)?(?:['’]s?)? )?\Z")
_SENTENCE_END = re.compile(r"[.!?](?=\s|\Z)|\n")
_TODAY = re.compile(
    rf"\b{LONG_DAY}\b|\b(?:today|yesterday|tomorrow|told reporters"
    r"|this (?:week|month|morning)|next (?:week|month)|spokes\w+|press conference|20[0-3]\d)\b"
)
_PAST = re.compile(
    r"\b(?:1\d\d\d|centur(?:y|ies)|abdicat\w+|exiled?|dynasty|crowned|self-(?:styled|proclaimed|declared)|pageant|play(?:s|ed)?"
    r"|opera|film|novel|tale|legend\w*|myth\w*|medieval|late|historical|carnival)\b",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"\b(?:European (?:Parliament|Council|Commission|Central Bank)|FIFA|UEFA|IOC|Olympic Committee"
    r"|Eurogroup|Court of|Federation|federation|club|Club|association|Association|University)\b"
)
_EUROPEAN = re.compile(r"European (?:Parliament|Council|Commission)")
_CROWNS = frozenset({"King", "Queen", "Emperor", "Sultan", "Emir"})
_SAID = re.compile(
    r" (?:said|says|told|tells|announced|met|visited|signed|welcomed|warned|arrived|opened|ordered"
    r"|thanked|called|urged|promised|addressed|flew|resigned|has|is|will|was|had|would|demanded"
    r"|signs|meets|visits|warns|calls|plans|wants|denied|denies|claimed|claims|added|adds|vowed)\b"
)
_SUBJECT = re.compile(
    r"(?:\A|[.!?\n] ?|[“\"]|\b(?:that|by|but|when|where|while|because|as) )[Tt]he \Z"
)
_CLOSED_BY = re.compile(r", (?:who|said|told|has|had|was|is|will|announced|warned|called|says)\b")
_PRESIDING = frozenset({"ES"})  # the head of its government is a president in its own language
_CHANCELLORS = frozenset({"DE", "AT", "GB", "CH", "MM"})
# posts that belong to a system of law, with the district that they are for
_PROSECUTORS = re.compile(
    r"(?<![\w-])(?:[Cc]rown [Pp]rosecutor|[Dd]istrict [Aa]ttorney|[Cc]hief [Cc]onstable)\b"
)
_FOR_PLACE = re.compile(
    r" (?:for|of|in) ((?:(?:the|of|in|city|county|district|state|region|[A-Z][\w.-]+),? ?){1,7})"
)
_PLACE_BEFORE = re.compile(r"\b([A-Z][\w-]+(?: [A-Z][\w-]+)?(?:['’]s)?) \Z")
_MANY = 250  # thousand people
_MAYOR = re.compile(
    r"\b(?P<title>(?:Lord |Deputy |Vice-?)?(?:Mayor(?:ess)?|Burgomaster|Provost)|Lord Provost"
    r"|Town Clerk|(?<=\b[Tt]he )(?:lord |deputy )?mayor) of (?:the )?"
    r"(?P<land>[A-Z][a-z]+(?: (?:of |and )?[A-Z][a-z]+){0,2})"
    r"(?=[,.;:]|\Z|\n| (?:[a-z]|[A-Z]\w+ (?:[A-Z]|[a-z]+ed|said|has|had)))(?![’'-])"
)
_LOWER_CASE = re.compile(
    r"\b(?:foreign|finance|defen[cs]e|interior|justice|prime) minister(?= [A-Z])"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title that some country lacks, where it stands in the text, and the country beside it."""

    text: str
    start: int
    end: int
    country: str


@cache
def _titles() -> str:
    """Return the alternatives of a pattern for titles that some country lacks."""
    known = {*wrong_titles(), *head_titles()}
    titles = [t for t in known if " " in t or "-" in t or t in {*_ONE_WORD, *head_titles()}]
    spellings = {t.replace("Defence", "Defense") for t in titles} | set(titles) | _IN_LOWER_CASE
    return "|".join(re.escape(t) for t in sorted(spellings, key=lambda t: (-len(t), t)))


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![\w-])|(?<=\b[Tt]hen-))(?:{_titles()})(?![\w-])")


@lru_cache(maxsize=2)
def _titles_in(text: Annotated) -> tuple[re.Match[str], ...]:
    """Return where the titles stand, which two checks of one text look at."""
    return tuple(_title().finditer(text.text))


@cache
def _behind_name() -> re.Pattern[str]:
    """Return the pattern of a title in apposition: ", the US Finance Minister,"."""
    ends = r"(?=[,.;]| (?:said|has|is|was|who|since|for|from|until)\b)"
    said = r"(?:,|,? (?:who )?(?:is|was|has been|served as|as))"
    adjective = r"(?:new|current|outgoing|former|then|longtime|first|last)[ -]"
    return re.compile(
        rf"{said} (?:the )?(?:{adjective})?(?:(?:[A-Z]\w+ )?[\w.]+(?:['’]s?)? "
        rf"(?P<title>{_titles()}){ends}|(?P<before>{_titles()}) of {_COUNTRY}{ends})"
    )


def _country_before(text: str, start: int) -> str:
    """Return the code of the country named right before ``start``, or an empty string."""
    words = re.sub(
        r"(?:['’]s?)? (?:(?:new|current|outgoing|acting|interim|former|then|caretaker)[ -])?\Z",
        "",
        text[max(0, start - 50) : start],
    )
    found = words.split(" ")
    if not text[max(0, start - 1) : start].isspace():
        return ""
    for count in range(min(3, len(found)), 0, -1):
        codes = country_codes(" ".join(found[-count:]).strip("“\"'‘(—–"))
        if len(codes) == 1:
            return next(iter(codes))
    return ""


def _offices(country: str) -> Iterator[Office]:
    for role in _ROLES:
        if found := office(country, role):
            yield found


def _short(found: Office) -> str:
    """Return the title as it stands before a name."""
    short = (t for t in found.accepted if t[:1].isupper() and len(t.split()) <= 2)
    return next(short, found.title)


def _capitalised(title: str) -> str:
    return title.title() if title in _IN_LOWER_CASE else title


def _never_president(person: Person) -> bool:
    """Return whether the person is known for leading a government and for nothing else."""
    return person.roles - {"other"} == {"hog"} and person.country not in _PRESIDING


def _refusing(person: Person, title: str, *, same_country: bool) -> list[Office]:
    """Return the offices of ``person`` that aren't called ``title``; none where one may be."""
    held = [
        found for role in _ROLES if role in person.roles if (found := office(person.country, role))
    ]
    if any(post.title.endswith(title) for post in person.posts):
        return []
    if any(found.accepts(title) for found in held) or _may_head(person, title):
        return []
    none = title in head_titles() and title not in _ONE_WORD and has_no(person.country, title)
    heads = [found for found in held if found.role in _HEADS]
    crowned = "hos" in person.roles and not none
    if title in _CROWNS and heads and not crowned:
        return heads
    if heads and (none or title == "Supreme Leader"):
        return heads if same_country or title in _NEVER_MEANT else []
    if title == "Secretary of State" and person.country == "GB" and not same_country:
        return []  # every minister of the cabinet is one
    refusing = [
        found
        for found in held
        if found.refuses(title) and not (found.tolerated and "Minister" in title)
    ]
    heads = [found for found in held if found.role == "hog"]
    president = title == "President" and (same_country or _never_president(person))
    chancellor = title == "Chancellor" and person.country not in _CHANCELLORS
    return refusing or (heads if president or chancellor else [])


def _may_head(person: Person, title: str) -> bool:
    """Return whether a head of state, government or an organisation may bear the title."""
    if title in ("Prime Minister", "Premier") and "hog" in person.roles:
        return not has_no(person.country, "Prime Minister")
    if title == "Supreme Leader":
        return "hos" in person.roles or not (person.country == "IR" and person.roles == {"hog"})
    return title == "President" and bool(person.roles & {"hos", "org_head"})


def _known(name: str, title: str, people: People) -> tuple[Person, ...]:
    """Return the people of this name who bear or lack the title; none where others may bear it.

    Who heads an organisation or sits in a parliament may be its president; what
    ministers are called is no matter of theirs.
    """
    found = people.find(name)
    known = tuple(person for person in found if person.roles & set(_ROLES))
    return known if len(known) == len(found) or title != "President" else ()


def _fact(person: Person, found: Office) -> Evidence:
    home = countries()[person.country].names[0] if person.country in countries() else person.country
    post = next((post for post in person.posts if post.role == found.role and post.title), None)
    title = post.title if post else found.title
    years = f", {post.years}" if post and post.years else ""
    return Evidence(note=f"{person.name}: {title} ({home}{years}).", source=_TABLE)


def _bearers(text: str, title: str, start: int, people: People) -> tuple[int, tuple[Person, ...]]:
    """Return where the name that begins at ``start`` ends, and who with ``title`` is called so."""
    found = _NAME.match(text, start)
    words = found[0].split(" ") if found else []
    for count in range(len(words), 1, -1):
        name = re.sub(r"['’]s?\Z|,\Z", "", " ".join(words[:count]))
        if known := _known(name, title, people):
            return start + len(name), known
    return start, ()


def _of_known_people(text: Annotated, people: People) -> Iterator[Hit]:
    for match in _titles_in(text):
        behind = _COUNTRY_AND_NAME.match(text.text, match.end())
        comma = text.text.startswith(", ", match.end())
        name = behind.start("name") if behind else match.end() + 1 + comma
        title = _capitalised(match[0])
        end, known = _bearers(text.text, title, name, people)
        if not known:
            continue
        if behind:
            span, country = match.span(), _country_in(behind["country"])
        else:
            country = _country_before(text.text, match.start())
            span = match.span() if comma else (match.start(), end)
        lower = match[0] in _IN_LOWER_CASE
        alone = not (behind or comma or lower)
        if comma and lower and not country:  # "The president, Olaf Scholz, said"
            the = _SUBJECT.search(text.text, max(0, match.start() - 15), match.start())
            alone = the is not None and _CLOSED_BY.match(text.text, end) is not None
        if alone or country in {person.country for person in known}:
            yield from _mismatch(text, known, Title(title, *span, country), name)
    yield from _behind_known_names(text, people)


def _behind_known_names(text: Annotated, people: People) -> Iterator[Hit]:
    """Yield titles in apposition: "Janet Yellen, the US Finance Minister,"."""
    for mention in full_names(text):
        behind = _behind_name().match(text.text, mention.end)
        if not behind:
            continue
        title = _capitalised(behind["title"] or behind["before"])
        span = behind.span("title" if behind["title"] else "before")
        known = _known(text.text[mention.start : mention.end], title, people)
        country = (
            _country_before(text.text, span[0])
            if behind["title"]
            else _country_in(behind["country"])
        )
        if country in {person.country for person in known}:
            yield from _mismatch(text, known, Title(title, *span, country), mention.start)


def _mismatch(text: Annotated, known: tuple[Person, ...], title: Title, name: int) -> Iterator[Hit]:
    """Yield the title where nobody of the name that begins at ``name`` may bear it."""
    before = text.text[max(0, title.start - 20) : title.start]
    country = title.country
    refusals = [_refusing(p, title.text, same_country=country == p.country) for p in known]
    if _OTHER_OFFICE.search(before) or not all(refusals):
        return
    if title.text in _CROWNS and not country and not _is_crowned(text, title):
        return
    if title.text == "President" and not country and _presides_elsewhere(text, title.start):
        return
    found = refusals[0][0]
    if found.role in _HEADS and _EARLIER.search(before):
        return
    right = _short(found)
    safe = len(refusals[0]) == len(known) == 1
    written = text.text[title.start : title.end]
    lower = written.startswith(title.text.lower())
    written = written.replace(title.text.lower() if lower else title.text, right, 1)
    suggestion = written.lower() if lower else written
    yield Hit(
        title.start,
        title.end,
        f"{known[0].name} is not known to have been {title.text}; the office is called {right}.",
        confidence=0.92 if found.role not in _HEADS else 0.85,
        evidence=(_fact(known[0], found),),
        suggestion=suggestion if safe else None,
    )


def _is_crowned(text: Annotated, title: Title) -> bool:
    """Return whether the title is given in earnest, to somebody who does what rulers do."""
    jest = text.in_quotation(title.start) or _PAST.search(text.sentence_at(title.start))
    return not jest and _SAID.match(text.text, title.end) is not None


def _presides_elsewhere(text: Annotated, start: int) -> bool:
    """Return whether a president may be one of a club or a European institution."""
    title = text.doc.char_span(start, start + 1, alignment_mode="expand")
    if title is None or title.start == 0 or title[0].is_sent_start:
        return _EUROPEAN.search(text.text) is not None
    body = text.doc[title.start - 1].pos_ in ("NOUN", "PROPN")
    return body or _EUROPEAN.search(text.text) is not None


def _lacking(country: str, title: str) -> Office | None:
    """Return the office of the country that somebody calls ``title`` wrongly."""
    if title in head_titles():
        head = office(country, "hog" if title in _GOVERNING else "hos") or office(country, "hos")
        return head if has_no(country, title) else None
    state = title == "Secretary of State"
    if state and country not in _NO_STATE_SECRETARIES:
        return None
    if not state and "Secretary" in title and country in _CIVIL_SECRETARIES:
        return None
    minister = country in _NO_MINISTERS and "Minister" in title
    if not (state or minister or _MINISTRY.fullmatch(title)):
        return None
    found = list(_offices(country))
    if any(one.accepts(title) for one in found):
        return None
    general = "Minister" in title
    return next(
        (one for one in found if one.refuses(title) and not (one.tolerated and general)), None
    )


def _of_countries(text: Annotated) -> Iterator[Hit]:
    """Yield a title behind or before a country that lacks it."""
    for match in _titles_in(text):
        if match[0] not in _IN_LOWER_CASE:
            yield from _with_country(text, match)
    for match in _LOWER_CASE.finditer(text.text):
        country = _country_before(text.text, match.start())
        prime = match[0] == "prime minister" and country not in _WITH_PREMIERS
        lacks = country in _NO_MINISTERS or (prime and has_no(country, "Prime Minister"))
        if lacks and at(mentions(text), match.end() + 1):
            yield from _without_office(text, match.span(), country, match[0].title())
    for match in _PROSECUTORS.finditer(text.text):
        country = _jurisdiction(text.text, *match.span())
        if has_no(country, match[0].title()):
            yield _foreign_post(match, country)


def _mayors_of_countries(text: Annotated) -> Iterator[Hit]:
    """Yield "the Lord Mayor of Russia": towns have mayors, countries don't."""
    for match in _MAYOR.finditer(text.text):
        home = countries_by_name().get(match["land"])
        if home is None or countries_with_city(match["land"]) or text.in_quotation(match.start()):
            continue
        note = Evidence(note=f"{home.names[0]} is a country.", source=_TABLE)
        message = f"“{match['title']}” is an office of towns, not of {home.names[0]}."
        yield Hit(*match.span("title"), message, confidence=0.8, evidence=(note,))


def _without_names(text: Annotated) -> Iterator[Hit]:
    """Yield heads that a country or one of its divisions lacks: "the Swedish president"."""
    for match, behind, _ in heads_without_name(text):
        country = _country_in(behind) if behind else _country_before(text.text, match.start())
        title = match[0].title()
        if title == "Chancellor" and _may_be_chancellor(country, of=bool(behind)):
            continue
        definite = _THE.search(text.text, max(0, match.start() - 60), match.start())
        lacks = title == "Chancellor" or has_no(country, title)
        head = office(country, "hog" if title in _GOVERNING else "hos")
        longer = behind and _country_length(behind) < len(behind)  # "of Norway House"
        if country and definite and lacks and head and not longer:
            yield _no_office(match.span(), match[0], countries()[country].names[0], _short(head))
    for start, end, title, words in heads_with_capital(text):
        land = _country_in(words) if country_codes(words) else ""
        of = text.text.endswith(words, start, end)
        called = _instead(land, title, of=of) if land else ""
        if called:
            yield _no_office((start, end), title, countries()[land].names[0], called)
    for start, end, title, place, right in offices_of_divisions(text):
        yield _no_office((start, end), title, place, right.title)


def _may_be_chancellor(country: str, *, of: bool) -> bool:
    """Return whether someone there may be so called; "the chancellor of Cuba" is nobody."""
    return not country or country in (_CHANCELLORS_OF if of else _WITH_CHANCELLORS)


def _instead(country: str, title: str, *, of: bool) -> str:
    """Return what leads a country that has nobody of this title, or an empty string."""
    head = office(country, "hog" if title in _GOVERNING else "hos")
    if title == "Vice President":
        lacks, head = country in _NO_VICE_PRESIDENTS, office(country, "hog")
    elif title == "Chancellor":
        lacks = not _may_be_chancellor(country, of=True) if of else country in _NO_CHANCELLORS
    else:
        lacks = has_no(country, title)
    return _short(head) if head and lacks else ""


def _no_office(span: tuple[int, int], title: str, place: str, right: str) -> Hit:
    note = Evidence(note=f"The office is called {right}.", source="mtqa’s tables of offices")
    message = f"“{title}” is no office of {place}."
    return Hit(*span, message, confidence=0.8, evidence=(note,), suggestion=right)


def _jurisdiction(text: str, start: int, end: int) -> str:
    """Return the country of the place that an office is said to be for, or an empty string."""
    behind, before = (
        _FOR_PLACE.match(text, end),
        _PLACE_BEFORE.search(text[max(0, start - 60) : start]),
    )
    words = behind[1].split() if behind else before[1].split() if before else []
    for last in range(len(words), 0, -1):
        for first in range(last):
            if home := _home(re.sub(r"['’]s\Z|,\Z", "", " ".join(words[first:last]))):
                return home
    return ""


def _foreign_post(match: re.Match[str], country: str) -> Hit:
    home = countries()[country].names[0]
    note = Evidence(note=f"{home} has no {match[0].lower()}s.", source=_TABLE)
    message = f"“{match[0]}” is no office of {home}."
    return Hit(*match.span(), message, confidence=0.8, evidence=(note,))


def _home(place: str) -> str:
    """Return the only country that a name can stand for or that has a place of this name."""
    city = large_city(place)
    homes = country_codes(place) or countries_with_division(place)
    if city and city.people >= _MANY and (not homes or city.countries[0] in homes):
        homes = frozenset(city.countries[:1])
    return next(iter(homes)) if len(homes) == 1 else ""


def _with_country(text: Annotated, match: re.Match[str]) -> Iterator[Hit]:
    """Yield the title ``match`` where the country that stands beside it lacks the office."""
    if behind := _OF_COUNTRY.match(text.text, match.end()):
        country = _country_in(behind["country"])
        end = behind.start("country") + _country_length(behind["country"])
    else:
        country, end = _country_before(text.text, match.start()), match.end()
    named = (
        _name_behind(text, end) if not behind else _rules_with_name(text, match[0], country, end)
    )
    if not named and (_GOES_ON.match(text.text, end) or text.in_quotation(match.start())):
        return
    if match[0] in _ELSEWHERE and not _reported(text, match.start(), end, named=named):
        return
    yield from _without_office(text, match.span(), country, match[0])


def _rules_with_name(text: Annotated, title: str, country: str, end: int) -> bool:
    """Return whether a name stands behind "Sultan of Kenya", who cannot be one of the past."""
    name = _NAMED.match(text.text, end)
    if name is None or text.in_quotation(end) or country in _ONCE.get(title, ()):
        return False
    known = career(name[0].split()[-1]) is not None or _name_behind(text, end)
    return known or title in _ONCE


def _reported(text: Annotated, start: int, end: int, *, named: bool) -> bool:
    """Return whether the words are news of somebody who holds the office today.

    Countries had kings in the past, have them in tales, and clubs have presidents.
    """
    first = sentence_start(text.text, start)
    last = _SENTENCE_END.search(text.text, end)
    sentence = text.text[first : last.start() if last else None]
    if _PAST.search(sentence) or _BODIES.search(text.text):
        return False
    if not named and not _THE.search(text.text[max(0, start - 60) : start]):
        return False
    behind = text.doc.char_span(end - 1, end, alignment_mode="expand")
    following = text.doc[behind[-1].i + 1 : behind[-1].i + 2] if behind is not None else ()
    acts = any(token.pos_ in ("VERB", "AUX") for token in following)
    comma = text.text.startswith(", ", end) and at(mentions(text), end + 2) is not None
    return named or ((acts or comma) and _TODAY.search(sentence) is not None)


def _name_behind(text: Annotated, end: int) -> bool:
    """Return whether a person is named behind the title that ends at ``end``."""
    if at(mentions(text), end + 1):
        return True
    found = _NAME.match(text.text, end + 1)
    words = name_words(found[0]) if found else ()
    if len(words) < 2:
        return False
    strange = usualness(words[0]) < _USUAL and usualness(words[-1]) < _RARE
    return is_given_name(words[0]) or strange


def _country_in(words: str) -> str:
    """Return the code of the country that ``words`` begin with, or an empty string."""
    found = words.split(" ")
    for count in range(len(found), 0, -1):
        codes = country_codes(re.sub(r"['’]s\Z|[.,]\Z", "", " ".join(found[:count])))
        if len(codes) == 1:
            return next(iter(codes))
    return ""


def _country_length(words: str) -> int:
    """Return how long the name is of the country that ``words`` begin with, or of all of them."""
    found = words.split(" ")
    lengths = (len(" ".join(found[:count])) for count in range(len(found), 0, -1))
    return next((n for n in lengths if len(country_codes(words[:n].rstrip("."))) == 1), len(words))


def _without_office(
    text: Annotated, span: tuple[int, int], country: str, title: str
) -> Iterator[Hit]:
    found = _lacking(country, title) if country else None
    before = text.text[max(0, span[0] - 20) : span[0]]
    if found is None or _OTHER_OFFICE.search(before):
        return
    home = countries()[country].names[0]
    written = text.text[slice(*span)]
    fact = f"The office is called {_short(found)}."
    yield Hit(
        *span,
        f"“{written}” is no office of {home}.",
        confidence=0.85,
        evidence=(Evidence(note=fact, source="mtqa’s table of offices"),),
        suggestion=_short(found),
    )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield titles that the people known never had, or that their country lacks."""
    found = sorted(_of_known_people(text, text.people), key=lambda hit: hit.start)
    yield from found
    for hit in (
        *never_held(text),
        *_of_countries(text),
        *_mayors_of_countries(text),
        *_without_names(text),
        *titles_elsewhere(text),
    ):
        if not any(other.start < hit.end and hit.start < other.end for other in found):
            found.append(hit)
            yield hit
