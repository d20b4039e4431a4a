"""Months, weekdays and the calendars beside ours."""

from __future__ import annotations

import re

import pytest

from mtqa.knowledge.dates import (
    CLEAR_MONTH,
    LONG_MONTH,
    calendar_months,
    eras,
    longest,
    month_number,
    weekday,
)


@pytest.mark.parametrize(("name", "number"), [("January", 1), ("Sept", 9), ("dec", 12), ("May", 5)])
def test_months_are_known_by_their_first_letters(name: str, number: int) -> None:
    assert month_number(name) == number


def test_a_word_that_is_no_month_is_refused() -> None:
    with pytest.raises(ValueError, match="not in list"):
        month_number("Monday")


def test_weekdays_follow_the_calendar() -> None:
    assert weekday(2017, 11, 14) == "Tuesday"
    assert weekday(2021, 2, 29) is None
    assert longest(2) == 29


def test_may_is_a_month_that_is_not_clear() -> None:
    assert re.fullmatch(LONG_MONTH, "May")
    assert not re.fullmatch(CLEAR_MONTH, "May")


def test_other_calendars_name_none_of_our_months() -> None:
    assert calendar_months()["Sha'ban"] == "Islamic"
    assert eras()["Heisei"] == "Japanese"
    assert not [name for name in calendar_months() if re.fullmatch(LONG_MONTH, name)]
