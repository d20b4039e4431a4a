from __future__ import annotations

import pytest

from mtqa.knowledge.people import (
    People,
    Person,
    Post,
    name_words,
    packaged,
    read_people,
    with_others,
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


def test_people_can_be_brought_along() -> None:
    lines = [
        "name\tcountry\taliases\tposts\n",
        "Ada Novotna\tCZ\tA. Novotna\tforeign:Envoy:2020-\n",
    ]
    (ada,) = read_people(lines)
    assert ada == Person("Ada Novotna", "CZ", ("A. Novotna",), (Post("foreign", "Envoy", "2020-"),))
    assert People([ada]).find("Ada Novotná") == (ada,)
    more = with_others([ada])
    assert more.find("Ada Novotna") == (ada,)
    assert more.find("Mike Pompeo")


def test_words_of_a_country() -> None:
    assert "pompeo" in packaged().words_of("US")
    assert packaged().has_word("Pompeo")
    assert not packaged().has_word("Friarix")
