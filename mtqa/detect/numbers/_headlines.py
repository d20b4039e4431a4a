"""What a headline says of who, where, how old and how many goals, and the story does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import subject_of
from mtqa.detect.numbers._wholes import is_person
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import fold
from mtqa.knowledge.offices import countries_by_adjective, countries_by_name, country_codes
from mtqa.knowledge.opposites import nouns
from mtqa.knowledge.places import large_cities
from mtqa.model import Evidence

_LEAST = 200  # thousand people: smaller towns may be suburbs of the other one
_SPOT = r"(?:in|at|near|outside|off|around|across)"
_TITLES = (
    "President|Minister|Senator|Sen\\.|Governor|Gov\\.|Mayor|Judge|Justice|Professor|Prof\\.|Dr"
    "|Dr\\."
    "|Bishop|Archbishop|Cardinal|Pope|King|Queen|Prince|Princess|General|Gen\\.|Colonel|Captain"
    "|Coach|Sheriff|Chancellor|Councillor|Rep\\.|Congressman|Congresswoman|Ambassador|Sir|Lord|Lady"
    "|Dame|Admiral|Commissioner|Sheikh|Rabbi|Imam|Premier|Inspector|Sergeant|Sister|Father|Baroness"
)
_TITLED = re.compile(
    rf"\b(?P<title>{_TITLES}) "
    r"(?P<first>[A-Z][\w’'-]+ )?(?P<name>[A-Z][\w’-]{2,})"
    r"(?![\w’'-]* of\b)"
)
SHARED = 2  # stems that make two sentences tell of one thing
STEM = 5  # letters that two forms of one word share
_WORD = re.compile(r"[^\W\d_]{4,}")


def place_of(start: int, quote: str) -> tuple[Evidence, ...]:
    """Return ``quote``, which the story has from ``start`` on, as evidence."""
    end = start + len(quote)
    return (Evidence(note="The story says this.", quote=quote, start=start, end=end),)


def stems(text: str) -> set[str]:
    """Return how the longer words of ``text`` begin, by which forms of one word are known."""
    return {word[0].lower()[:STEM] for word in _WORD.finditer(text)}


def titles(text: Annotated, head: Words, story: str) -> Iterator[Hit]:
    """Yield "Senator Miller quits" above a story on Senator Joan Hartley."""
    below = len(text.text) - len(story)
    for match in _TITLED.finditer(head.text):
        name = match["name"].removesuffix("’s")
        if fold(name) in fold(story):
            continue
        others = [one for one in _TITLED.finditer(story) if one["title"] == match["title"]]
        names = {one["name"] for one in others}
        if len(names) != 1 or fold(others[0]["name"]) in fold(head.text):
            continue
        if match["first"] and match["first"].strip() in story:
            continue  # the last word may be no part of the name
        spot = below + others[0].start("name")
        of_both = {match["title"].lower()[:STEM], "said", "says"}
        if not (stems(head.text) & stems(text.sentence_at(spot))) - of_both:
            continue
        start = head.start_char + match.start("name")
        place = place_of(spot, others[0]["name"])
        message = f"The story calls this person {others[0]['name']}."
        yield Hit(start, start + len(name), message, 0.7, place)


@cache
def _large() -> dict[str, frozenset[str]]:
    """Return by city with many people the codes of the countries that have one of the name."""
    cities = (city for city in large_cities() if city.people >= _LEAST)
    return {city.name: frozenset(city.countries) for city in cities}


@cache
def _cities_of(code: str) -> frozenset[str]:
    return frozenset(city.name for city in large_cities() if code in city.countries)


_IN = re.compile(rf"\b{_SPOT} (?:[a-z]+ )?(?P<name>[A-Z][\w’-]+(?: [A-Z][\w-]+)?)")
_LONGEST_STORY = 3000  # code points


def _spots(said: str) -> list[tuple[str, int]]:
    """Return the words behind "in" and the like, and where each of them starts."""
    return [(match["name"].removesuffix("’s"), match.start("name")) for match in _IN.finditer(said)]


def places(text: Annotated, head: Words, lead: list[Words], story: str) -> Iterator[Hit]:
    """Yield "Bridge in Porto to close" above a story on a bridge in Lisbon."""
    if len(text.text) > _LONGEST_STORY:
        return  # a portrait or an essay comes to its place late
    told = [(name, one.start_char + at) for one in lead for name, at in _spots(one.text)]
    nations = countries_by_name()
    for name, at in _spots(head.text):
        if fold(name)[:-1] in fold(story):
            continue
        if name in _large():
            other = next(((two, spot) for two, spot in told if two in _large()), None)
            near = other is not None and _one_country(name, other[0])
        elif name in nations:
            nation = nations[name]
            known = any(word in story for word in nation.words | _cities_of(nation.code))
            other = next(((two, spot) for two, spot in told if two in nations), None)
            near = other is not None and not known and nations[other[0]].code != nation.code
        else:
            continue
        if other is None or not near or other[0] in head.text:
            continue
        start = head.start_char + at
        message = f"The story does not name this place, but {other[0]}."
        yield Hit(start, start + len(name), message, 0.65, place_of(other[1], other[0]))


def _one_country(one: str, other: str) -> bool:
    """Return whether two cities may be in one country, so that one may be given for the other."""
    return bool(_large()[one] & _large()[other])


_FROM_PEOPLE = re.compile(
    r"(?:\A|\b[Aa]n? |\b[Tt]he )(?:[a-z-]+ )?(?P<people>[A-Z][a-z]+)"
    r" (?P<noun>[a-z]+)(?: (?P<next>[a-z]+))?\b"
)


def peoples(text: Annotated, head: Words, lead: list[Words], story: str) -> Iterator[Hit]:
    """Yield "Norwegian climber completes …" above "A Slovak mountaineer has completed …"."""
    first = _of_people(head.text.strip())
    opening = lead[0] if lead else None
    other = _of_people(opening.text) if opening is not None else None
    if first is None or other is None or opening is None or other.start() > 0:
        return
    people, another = first["people"], other["people"]
    about = stems(head.text) & stems(opening.text)
    if len(about) < SHARED or other["noun"] in head.text.replace(first[0], ""):
        return  # the story begins with somebody else
    nation = countries_by_adjective()[people]
    same = countries_by_adjective()[another].code == nation.code
    if same or any(word in story for word in nation.words):
        return
    start = head.start_char + head.text.find(people)
    place = place_of(opening.start_char + other.start("people"), another)
    message = "The story is about somebody from another country."
    yield Hit(start, start + len(people), message, 0.7, place)


def _of_people(said: str) -> re.Match[str] | None:
    """Return where ``said`` first has a people before a noun for a person."""
    for match in _FROM_PEOPLE.finditer(said):
        person = any(match[word] and is_person(match[word]) for word in ("noun", "next"))
        if match["people"] in countries_by_adjective() and person:
            return match
    return None


_AGE_ABOVE = re.compile(
    r"\b(?:dies|dead|died|killed) (?:at|aged|at age) (?P<age>\d{1,3})\b"
    r"|\b(?P<old>\d{1,3})-year-old\b"
)
_AGE_BELOW = re.compile(
    r"\b(?:aged|at the age of|at age) (?P<age>\d{1,3})\b(?! to\b)|\b(?P<old>\d{1,3})-year-old\b"
    r"|\b(?:[Hh]e|[Ss]he) (?:is|was) (?P<was>\d{1,3})\."
)


def ages(text: Annotated, head: Words, story: str) -> Iterator[Hit]:
    """Yield "dies at 94" above "at the age of 92"."""
    found = list(_AGE_ABOVE.finditer(head.text))
    told = list(_AGE_BELOW.finditer(story))
    if len(found) != 1 or not told:
        return
    above = found[0].lastgroup or ""
    years = {match[match.lastgroup or ""] for match in told}
    stands = re.search(rf"\b{found[0][above]}\b", story)
    about = text.sentence_at(len(text.text) - len(story) + told[0].start())
    if above == "old" and len(stems(head.text) & stems(about)) < SHARED:
        return
    if len(years) == 1 and not stands and not re.search(r"birthday|(?:first|last) time", story):
        start = head.start_char + found[0].start(above)
        below = len(text.text) - len(story) + told[0].start(told[0].lastgroup or "")
        place = place_of(below, told[0][told[0].lastgroup or ""])
        message = "The story gives another age."
        yield Hit(start, start + len(found[0][above]), message, 0.7, place)


_PART_OF_GAME = re.compile(
    r"\b(?:half-time|break|interval|minutes?|led|leads?|level|trail\w*|aggregate|leg|last|earlier"
    r"|season|penalt\w+|previous|extra time|had been)\b"
)
_SCORE = re.compile(r"(?<![\w.,:/–-])(\d{1,2})[-–](\d{1,2})(?![\w:/–-]|[.,]\d)")


def scores(text: Annotated, head: Words, story: str) -> Iterator[Hit]:
    """Yield "Ajax win 3-1" above a story whose only score is 2-1."""
    above = list(_SCORE.finditer(head.text))
    below = list(_SCORE.finditer(story))
    if len(above) != 1 or not below:
        return
    first = sorted(above[0].groups())
    told = {tuple(sorted(match.groups())) for match in below}
    spot = len(text.text) - len(story) + below[0].start()
    whole = not _PART_OF_GAME.search(text.sentence_at(spot))
    if len(told) == 1 and tuple(first) not in told and whole:
        start = head.start_char + above[0].start()
        place = place_of(spot, below[0][0])
        message = "The story gives another score."
        yield Hit(start, start + len(above[0][0]), message, 0.65, place)


_SEXED = re.compile(r"\b(?:he|she|his|her|him|hers)\b", re.IGNORECASE)


def pairs(text: Annotated, head: Words, lead: list[Words], story: str) -> Iterator[Hit]:
    """Yield "Fire in northern Chile" above "a fire in the south of Chile"."""
    for said, opposite, sex in nouns():
        found = said.search(head.text)
        if found is None or said.search(story) or opposite.search(head.text):
            continue
        if country_codes(" ".join(head.text[found.start() :].split()[:2])):
            continue  # North Korea is no part of one
        pronouns = {one[0].lower() for one in _SEXED.finditer(story)}
        own = {"m": {"he", "his", "him"}, "f": {"she", "her", "hers"}}.get(sex, set())
        if pronouns & own:
            continue
        about = stems(head.text) - {found[0].lower()[:STEM]}
        for sentence in lead:
            other = opposite.search(sentence.text)
            if other and len(about & stems(sentence.text)) >= SHARED:
                start = head.start_char + found.start()
                place = place_of(sentence.start_char + other.start(), other[0])
                message = "The story says another thing than the headline."
                yield Hit(start, start + len(found[0]), message, 0.65, place)
                return


# what undoes the news of a headline, and how a story would tell of it
_UNDONE = tuple(
    (re.compile(rf"\b(?:{said})\b", re.IGNORECASE), re.compile(told, re.IGNORECASE))
    for said, told in (
        (
            r"(?:is |was |were |been |gets? )?(?:postponed|put off|adjourned|deferred)",
            r"postpon|delay|reschedul|put(?:ting)? off|push|defer|suspend|cancel|later|mov(?:e|ing)"
            r"|adjourn|halt|shelv|wait|paus|new date|call\w* off|hold|held",
        ),
        (
            r"(?:is |was |were |been |gets? )?(?:cancel+ed|called off|scrapped|abandoned)"
            r"|(?:did|does|will|do)(?: not|n[’']t) (?:take place|happen|occur)|never (?:took place"
            r"|happened)",
            r"cancel|call\w* off|scrap|abandon|not (?:\w+ )?(?:take|be|go|happen|occur)|drop"
            r"|ax(?:e|ing)"
            r"|postpon|suspend|halt|withdr|pull|paus|no longer|ban|scuttl|stop|clos|delay|shelv"
            r"|never|without|revok|overturn|end",
        ),
        (
            r"(?:was|is|were|as|turns out|proves?|proved)(?: to be)?(?: all| just| only)?(?: a"
            r"| an)?"
            r" (?:false alarm|hoax|untrue|fake|invention|fabricat(?:ed|ion)|misunderstanding|lie)",
            r"alarm|hoax|untrue|false|fake|fabricat|mis\w|error|rumou?r|not true|incorrect|prank"
            r"|no evidence|conspir|myth|debunk|claim|invent|lie|bogus|fraud|unfounded|baseless",
        ),
        (
            r"(?:is|was|were|are|been) (?:denied|rejected|refuted|disproved|revoked|withdrawn"
            r"|annulled) by(?: all| both| every| the)",
            r"den(?:y|ied|ies|ial)|reject|dismiss|refus|refut|disput|rebut|turn\w* down|disprov"
            r"|revok"
            r"|withdr|annul|oppos|vot|against|block|court|judge|disagree",
        ),
    )
)
_WHOLE_STORY = 300  # code points in which a story would have told of it


def undone(head: Words, story: str) -> Iterator[Hit]:
    """Yield "Council opens bridge: everything was a false alarm" above a story that knows none."""
    if len(story) < _WHOLE_STORY:
        return
    for said, told in _UNDONE:
        found = said.search(head.text)
        if found is not None and not told.search(story):
            start = head.start_char + found.start()
            message = "The story does not tell of this."
            yield Hit(start, start + len(found[0]), message, 0.65)
            return


_NAMED = ("ORG", "PERSON")
_NOT_ONE = re.compile(r"s\Z|\A[A-Z]+\Z")  # a team, a party or the letters of a name


def _named_subject(verb: Token) -> Token | None:
    """Return the verb's subject where it is a name."""
    subject = subject_of(verb)
    named = subject is not None and subject.pos_ == "PROPN" and subject.ent_type_ in _NAMED
    return subject if named else None


def subjects(text: Annotated, head: Words, lead: list[Words], story: str) -> Iterator[Hit]:
    """Yield "Volvo recalls vans" above "Renault is recalling 3,000 vans"."""
    verb = head.root
    name = _named_subject(verb) if verb.pos_ == "VERB" and lead else None
    if name is None or _NOT_ONE.search(name.text) or fold(name.text) in fold(story):
        return
    if name.i and name.nbor(-1).text in story:
        return  # "Wang Yang" and "Wang Huning" are two people in two items of news
    about = stems(head.text) - {verb.text.lower()[:STEM]}
    for word in lead[0]:
        other = _named_subject(word) if word.lemma_ == verb.lemma_ else None
        if other is None or other.ent_type_ != name.ent_type_ or other.text in head.text:
            continue
        if len(about & stems(lead[0].text)) >= SHARED:
            message = f"The story says this of {other.text}."
            place = place_of(other.idx, other.text)
            yield Hit(name.idx, name.idx + len(name), message, 0.65, place)
        return


def find_others(text: Annotated, head: Words, lead: list[Words], story: str) -> Iterator[Hit]:
    """Yield each word of the headline for which the story has another one."""
    yield from titles(text, head, story)
    yield from ages(text, head, story)
    yield from scores(text, head, story)
    yield from undone(head, story)
    for part in (places, peoples, pairs, subjects):
        yield from part(text, head, lead, story)
