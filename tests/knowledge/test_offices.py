from __future__ import annotations

import pytest

from mtqa.knowledge.offices import (
    Office,
    countries,
    country_codes,
    office,
    title_words,
    wrong_titles,
)


def of(country: str, role: str) -> Office:
    found = office(country, role)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("country", "role", "title"),
    [
        ("US", "foreign", "Foreign Secretary"),
        ("US", "finance", "Finance Minister"),
        ("US", "defence", "Defence Minister"),
        ("FR", "hos", "Chancellor"),
        ("DE", "foreign", "Secretary of State"),
        ("PL", "finance", "Chancellor of the Exchequer"),
    ],
)
def test_wrong_titles(country: str, role: str, title: str) -> None:
    assert of(country, role).refuses(title)
    assert not of(country, role).accepts(title)


@pytest.mark.parametrize(
    ("country", "role", "title"),
    [
        ("US", "foreign", "Secretary of State"),
        ("GB", "finance", "Chancellor of the Exchequer"),
        ("GB", "foreign", "Foreign Secretary"),
        ("DE", "hog", "Chancellor"),
        ("MX", "foreign", "Foreign Secretary"),
        ("PL", "defence", "Defence Minister"),
        ("PL", "defence", "Defense Minister"),
    ],
)
def test_right_titles(country: str, role: str, title: str) -> None:
    assert of(country, role).accepts(title)
    assert not of(country, role).refuses(title)


def test_no_title_is_both_right_and_wrong() -> None:
    roles = ("hos", "hog", "foreign", "finance", "defence", "interior", "justice")
    for code in countries():
        for role in roles:
            if found := office(code, role):
                both = [title for title in found.wrong if found.accepts(title)]
                assert not both, f"{code} {role}: {both}"


def test_an_unknown_role_has_no_office() -> None:
    assert office("US", "astrologer") is None


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("American", {"US"}),
        ("U.S.", {"US"}),
        ("French", {"FR"}),
        ("Korean", {"KR", "KP"}),
        ("Ivory Coast", {"CI"}),
        ("Narnian", set()),
    ],
)
def test_country_codes(word: str, codes: set[str]) -> None:
    assert country_codes(word) == codes


def test_spelling_varies_where_names_are_romanised() -> None:
    assert countries()["AF"].varies
    assert not countries()["DE"].varies


def test_title_words_and_wrong_titles() -> None:
    assert {"Mr.", "Mr"} <= title_words("honorific")
    assert "President" in title_words("office")
    assert "President" not in title_words("honorific", "rank")
    assert "Foreign Secretary" in wrong_titles()
