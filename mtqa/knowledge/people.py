"""People whose names and posts are known, and those whose names come near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mtqa.errors import UsageError
from mtqa.knowledge.names import fold, same_start, sound
from mtqa.knowledge.table import rows

_COLUMNS = ("name", "country", "aliases", "posts")
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Post:
    """A post that somebody holds or held.

    Attributes:
        role: as in ``Office``, or ``other``.
        title: what it is called; empty where the role says enough.
        years: "2018-2021", "2018-" while it lasts; empty where it isn't known.
    """

    role: str
    title: str = ""
    years: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known; ``country`` is ISO 3166-1 alpha-2, or EU, UN, NATO, XK, or empty."""

    name: str
    country: str
    aliases: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name and all aliases."""
        return (self.name, *self.aliases)

    @property
    def roles(self) -> frozenset[str]:
        """Return the roles of all posts."""
        return frozenset(post.role for post in self.posts)


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of ``name``, folded, without initials and "Jr."."""
    words = fold(name.replace(",", " ")).split()
    return tuple(word for word in words if word not in _SUFFIXES and len(word.strip(".")) > 1)


def _first_and_last(name: str) -> tuple[str, str]:
    words = name_words(name) or (fold(name),)
    return words[0], words[-1]


class People:
    """A collection of people that can be searched by name."""

    def __init__(self, people: Iterable[Person]) -> None:
        """Index ``people`` by first and last name."""
        self._exact: dict[tuple[str, str], dict[Person, None]] = defaultdict(dict)
        self._surnames: dict[str, dict[tuple[str, Person], None]] = defaultdict(dict)
        self._firsts: dict[str, list[tuple[str, tuple[str, Person]]]] = defaultdict(list)
        self._words: set[str] = set()
        self._posts: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self._countries: dict[str, set[str]] = defaultdict(set)
        for person in people:
            self._countries[person.country].update(*map(name_words, person.names))
            for role in person.roles:
                self._posts[person.country, role].append(person)
            for name in person.names:
                first, last = _first_and_last(name)
                self._exact[first, last][person] = None
                self._words.update(name_words(name))
                self._firsts[first].append((last, (name, person)))
                for key in _keys(first, last):
                    self._surnames[key][name, person] = None

    def find(self, name: str) -> tuple[Person, ...]:
        """Return the people of this first and last name, middle names left aside."""
        return tuple(self._exact.get(_first_and_last(name), ()))

    def near(self, name: str) -> Iterator[tuple[str, Person]]:
        """Yield the names, and who bears them, that sound like ``name`` in one part at least."""
        first, last = _first_and_last(name)
        seen = set()
        for key in _keys(first, last):
            for found in self._surnames.get(key, ()):
                if found not in seen:
                    seen.add(found)
                    yield found
        for known, found in self._firsts.get(first, ()):
            if found not in seen and same_start(last, known):
                yield found

    def holders(self, country: str, role: str) -> tuple[Person, ...]:
        """Return who holds or held the post of this role in the country."""
        return tuple(self._posts.get((country, role), ()))

    def words_of(self, country: str) -> Set[str]:
        """Return the words of all names of the country's people, folded."""
        return self._countries.get(country, set())

    def has_word(self, word: str) -> bool:
        """Return whether ``word`` is part of anybody's name."""
        return fold(word) in self._words


def _keys(first: str, last: str) -> tuple[str, str]:
    return f"{sound(first)[:3]} {last[:2]}", f"{first[:1]} {sound(last)}"


def _person(name: str, country: str, aliases: str, posts: str) -> Person:
    return Person(
        name,
        country,
        tuple(filter(None, aliases.split("|"))),
        tuple(Post(*post.split(":", 2)) for post in posts.split("|") if post),
    )


def read_people(table: Path) -> tuple[Person, ...]:
    """Return the people of a user's own table, in UTF-8, tab-separated, with a header.

    Of the columns name, country, aliases and posts all but the first may be
    left out. Aliases and posts are separated by ``|``; a post is
    ``role:title:years`` or less.

    Raises:
        UsageError: the table cannot be read or is none.
    """
    try:
        lines = table.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read ({error})", where=str(table)) from error
    header = lines[0].split("\t") if lines else []
    if header[:1] != ["name"] or not set(header) <= set(_COLUMNS):
        raise UsageError(
            "this is no table of people",
            where=str(table),
            remedy=f"the first line names the columns, of {', '.join(_COLUMNS)}",
        )
    return tuple(_row(table, header, number, line) for number, line in enumerate(lines[1:], 2))


def _row(table: Path, header: Sequence[str], number: int, line: str) -> Person:
    cells = line.split("\t")
    if len(cells) != len(header) or not cells[0].strip():
        raise UsageError(
            f"line {number}: {len(cells)} cells under {len(header)} columns, or no name",
            where=str(table),
            remedy="separate the cells by tabs",
        )
    found = dict(zip(header, cells, strict=True))
    return _person(*(found.get(column, "") for column in _COLUMNS))


@cache
def packaged() -> People:
    """Return the people of the packaged table."""
    return People(_person(*row) for row in rows("people.tsv"))


@cache
def known(table: Path | None) -> People:
    """Return the packaged people, and those of the user's own table.

    Raises:
        UsageError: the table cannot be read or is none.
    """
    if table is None:
        return packaged()
    return People([*(_person(*row) for row in rows("people.tsv")), *read_people(table)])
