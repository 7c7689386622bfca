"""Numbers as texts say them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.numbers import MOST_NUMBERS, Number, numbers


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("4,300 crates", 4300, ""),
        ("two dozen crates", 24, ""),
        ("a dozen crates", 12, ""),
        ("1.5 million crates", 1.5e6, ""),
        ("a hundred thousand crates", 1e5, ""),
        ("twenty-five crates", 25, ""),
        ("10% of crates", 10, "%"),
        ("10 per cent of crates", 10, "%"),
        ("£2bn for crates", 2e9, "$"),
        ("$4 million for crates", 4e6, "$"),
        ("in 2015.", 2015, "year"),
        ("2000 boats", 2000, ""),
        ("40 dollars", 40, "$"),
        ("(7)", 7, ""),
    ],
)
def test_a_number_is_read(text, value, unit):
    (found,) = numbers(text)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["the Mola-360 boat", "K9 units", "one of them", "version 1.2.3", "nothing", ""]
)
def test_what_counts_nothing_is_no_number(text):
    assert numbers(text) == ()


def test_words_that_contain_a_number_are_none():
    assert numbers("someone often tends the seventh weight") == ()


def test_numbers_agree_by_value_and_unit():
    assert Number(4300, "", "4,300").agrees(Number(4300.0, "", "4300"))
    assert Number(10, "%", "10%").agrees(Number(10, "", "ten"))
    assert not Number(10, "%", "10%").agrees(Number(10, "$", "£10"))
    assert not Number(23, "", "23").agrees(Number(32, "", "32"))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("a thousand boats", "1,000 boats", True),
        ("15 million watches", "15m watches", True),
        ("15 million watches", "19 million watches", False),
        ("15 million watches", "30 million watches", False),
        ("4.3 million crates", "4,312,000 crates", True),
        ("a tip of 2,000", "a tip of 2,084", True),
        ("some 40 boats", "43 boats", True),
        ("40 boats", "43 boats", False),
        ("24 years", "25 years", False),
        ("in 2023", "in 2024", False),
        ("7%", "7 per cent", True),
        ("7%", "$7", False),
    ],
)
def test_numbers_agree_as_roughly_as_they_are_said(one, other, agree):
    assert numbers(one)[0].agrees(numbers(other)[0]) is agree
    assert numbers(other)[0].agrees(numbers(one)[0]) is agree


@pytest.mark.parametrize(
    ("one", "other", "compare"),
    [
        ("15 million watches", "19 million watches", True),
        ("15 patrol boats", "19 new boats", True),
        ("15 boats", "19 people", False),
        ("in 2023", "in 2024", True),
        ("in 2023", "23 boats", False),
        ("7%", "9 per cent", True),
    ],
)
def test_only_numbers_of_one_kind_can_differ(one, other, compare):
    assert numbers(one)[0].compares(numbers(other)[0]) is compare


@given(st.integers(0, 10**9))
def test_a_number_with_commas_is_the_number(value):
    (found,) = numbers(f"about {value:,} boats")
    assert found.value == value


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(number.text in text for number in numbers(text))


@pytest.mark.parametrize(
    "text", ["1," * 20_000, "1 " * 20_000, "1" * 40_000, "twenty-" * 5_000, "a dozen " * 5_000]
)
def test_long_lists_of_numbers_take_no_time_to_speak_of(text):
    start = time.process_time()
    assert len(numbers(text)) <= MOST_NUMBERS
    assert time.process_time() - start < 2
