"""Dates as texts say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.dates import dates
from matching.numbers import numbers


@pytest.mark.parametrize(
    ("text", "month", "day", "year"),
    [
        ("on 6 September 2024", 9, 6, 2024),
        ("on September 6", 9, 6, None),
        ("on September 6th, 2024", 9, 6, 2024),
        ("the 3rd of May", 5, 3, None),
        ("in May", 5, None, None),
        ("Sept 2024", 9, None, 2024),
        ("since March", 3, None, None),
    ],
)
def test_a_date_is_read(text, month, day, year):
    (found,) = dates(text)
    assert (found.month, found.day, found.year) == (month, day, year)


@pytest.mark.parametrize("text", ["May said so", "they may march", "March on!", "12 boats", ""])
def test_what_is_no_date(text):
    assert dates(text) == ()


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("6 September 2024", "September 6", True),
        ("in September", "6 September", True),
        ("6 September", "9 September", False),
        ("September 2023", "September 2024", False),
        ("in May", "in June", False),
    ],
)
def test_dates_agree_where_nothing_both_say_differs(one, other, agree):
    assert dates(one)[0].agrees(dates(other)[0]) is agree


def test_the_day_of_a_date_is_no_number_and_its_year_is():
    assert [n.value for n in numbers("on 6 September 2024 he saw 7 boats")] == [2024, 7]


@given(st.text())
def test_any_text_has_dates_or_none(text):
    assert all(text[date.start : date.end].strip() == date.text for date in dates(text))
