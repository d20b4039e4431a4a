from __future__ import annotations

import pytest

from mtqa.knowledge.names import (
    alike,
    derived,
    distance,
    fold,
    heard,
    inflected_in,
    is_given_name,
    likeness,
    romanisation,
    usualness,
)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Çavuşoğlu", "cavusoglu"),
        ("Łukasz", "lukasz"),
        ("Sørensen", "sorensen"),
        ("Yıldırım", "yildirim"),
        ("O’Neill", "o'neill"),
        ("Groß", "gross"),
        ("SMITH", "smith"),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskiy"),
        ("Zelensky", "Zelenskyy"),
        ("Mohammed", "Muhammad"),
        ("Sergei", "Sergey"),
        ("Gadhafi", "Gaddafi"),
        ("Yanukovych", "Yanukovich"),
        ("Tsyplenkov", "Tsyplyonkov"),
        ("Alexei", "Aleksey"),
        ("Soleimani", "Suleimani"),
        ("Köhler", "Koehler"),
        ("Grünwald", "Gruenwald"),
        ("Tsarnaev", "Tsarnayev"),
    ],
)
def test_romanisations_of_one_name_share_a_key(one: str, other: str) -> None:
    assert romanisation(one) == romanisation(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Trump", "Tramp"), ("Kuofi", "Koofi"), ("Karzai", "Kerry"), ("Merkel", "Merkle")],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert romanisation(one) != romanisation(other)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Trumpi", "Trump"),
        ("Hoganovi", "Hogan"),
        ("Malcolmová", "Malcolm"),
        ("Lampeniusta", "Lampenius"),
    ],
)
def test_inflected(form: str, name: str) -> None:
    assert inflected_in(form, name)


@pytest.mark.parametrize(
    ("form", "name"), [("Johnston", "Johnson"), ("Smiths", "Smith"), ("Ann", "Ann")]
)
def test_not_inflected(form: str, name: str) -> None:
    assert not inflected_in(form, name)


def test_a_language_is_named_for_its_ending() -> None:
    assert "Estonian" in inflected_in("Trumpile", "Trump")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Lomachenko", "Lomochenko", True),
        ("Minniti", "Minnitt", True),
        ("Klimas", "Climas", True),
        ("Johnson", "Johnsons", False),
        ("Peter", "Petersen", False),
        ("Wang", "Wong", False),
        ("Smith", "Smith", False),
    ],
)
def test_alike(one: str, other: str, expected: bool) -> None:
    assert alike(one, other) is expected
    assert alike(other, one) is expected


def test_derived() -> None:
    assert derived("Orwell", "Orwellian")
    assert not derived("Orwell", "Owell")


def test_distance_counts_a_swap_once_and_folds() -> None:
    assert distance("Müller", "muller") == 0
    assert distance("Masuda", "Mausda") == 1


def test_usual_names_are_told_from_garbled_ones() -> None:
    assert usualness("Johnson") > 3 > usualness("Freericks")


def test_given_names() -> None:
    assert is_given_name("Joseph")
    assert not is_given_name("Vitamin")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kreutzfeldt", "Kroitsfeld"),
        ("Petrovich", "Petrowitsch"),
        ("Al-Raschedi", "al-Rashidi"),
        ("Whitmore", "Vhitmoore"),
        ("Bowen", "Bouin"),
    ],
)
def test_names_spelt_by_ear_are_heard_alike(one: str, other: str) -> None:
    assert heard(one) == heard(other)
    assert likeness(one, other) > 0.7


@pytest.mark.parametrize(
    ("one", "other"), [("Petrov", "Marchetti"), ("Okafor", "Lindqvist"), ("Novotny", "Novak")]
)
def test_names_of_different_people_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) < 0.65


def test_likeness_is_symmetric_and_one_for_the_same_name() -> None:
    assert likeness("Hogan", "Hojan") == likeness("Hojan", "Hogan")
    assert likeness("Müller", "Muller") == 1
