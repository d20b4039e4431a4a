from __future__ import annotations

import re
from pathlib import Path

import pytest

from mtqa.errors import UsageError
from mtqa.knowledge.people import (
    People,
    Person,
    Post,
    known,
    name_words,
    packaged,
    read_people,
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Joseph R. Biden Jr.", ("joseph", "biden")),
        ("George H. W. Bush", ("george", "bush")),
        ("Ursula von der Leyen", ("ursula", "von", "der", "leyen")),
        ("Gloria Macapagal-Arroyo", ("gloria", "macapagal-arroyo")),
    ],
)
def test_name_words(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


@pytest.mark.parametrize(
    ("name", "country", "role"),
    [
        ("Mike Pompeo", "US", "foreign"),
        ("Vladimir Putin", "RU", "hog"),
        ("Vladimir V. Putin", "RU", "hos"),
        ("Recep Tayyip Erdogan", "TR", "hos"),
        ("Theresa May", "GB", "hog"),
        ("Angela Merkel", "DE", "hog"),
    ],
)
def test_known_people(name: str, country: str, role: str) -> None:
    assert any(p.country == country and role in p.roles for p in packaged().find(name))


def test_unknown_people_are_not_found() -> None:
    assert packaged().find("Fareed Ahmed Amiri") == ()


def test_near_names_sound_alike_in_one_part() -> None:
    assert ("Donald Trump", packaged().find("Donald Trump")[0]) in packaged().near("Donald Tramp")


def test_holders_of_a_post() -> None:
    names = {person.name for person in packaged().holders("US", "hos")}
    assert {"Barack Obama", "George W. Bush"} <= names
    assert packaged().holders("XX", "hos") == ()


def test_people_can_be_brought_along(tmp_path: Path) -> None:
    table = tmp_path / "people.tsv"
    table.write_text(
        "name\tcountry\taliases\tposts\n"
        "Ada Novotna\tCZ\tA. Novotna\tforeign:Envoy:2020-|other:poet\n",
        encoding="utf-8",
    )
    (ada,) = read_people(table)
    posts = (Post("foreign", "Envoy", "2020-"), Post("other", "poet"))
    assert ada == Person("Ada Novotna", "CZ", ("A. Novotna",), posts)
    assert People([ada]).find("Ada Novotná") == (ada,)
    assert known(table).find("Ada Novotna") == (ada,)
    assert known(table).find("Mike Pompeo")
    assert not known(None).find("Ada Novotna")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "this is no table of people"),
        ("person\nAda Novotna\n", "the first line names the columns, of name, country"),
        ("name\tage\nAda Novotna\t40\n", "this is no table of people"),
        ("name\tcountry\nAda Novotna CZ\n", "line 2: 1 cells under 2 columns"),
        ("name\tcountry\nAda Novotna\tCZ\n\tCZ\n", "line 3: 2 cells under 2 columns, or no"),
    ],
)
def test_a_mistake_in_the_table_is_named(tmp_path: Path, content: str, message: str) -> None:
    table = tmp_path / "people.tsv"
    table.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(message)) as raised:
        read_people(table)
    assert "people.tsv" in str(raised.value)


def test_a_column_may_be_left_out_and_a_missing_table_is_a_mistake(tmp_path: Path) -> None:
    table = tmp_path / "people.tsv"
    table.write_text("name\nAda Novotna\n", encoding="utf-8")
    assert read_people(table) == (Person("Ada Novotna", ""),)
    with pytest.raises(UsageError, match="cannot be read"):
        read_people(tmp_path / "none.tsv")


def test_words_of_a_country() -> None:
    assert "pompeo" in packaged().words_of("US")
    assert packaged().has_word("Pompeo")
    assert not packaged().has_word("Friarix")
