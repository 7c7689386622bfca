"""What is written where the desk wants a number, an id, a line of words or JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.written import LARGEST_ID, id_in, ids_in, line_in, number_in, read_json, without_nul


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        (str(LARGEST_ID), LARGEST_ID),
        *((odd, None) for odd in ("", "x", "-1", "+1", " 1", "1.0", "1e3", "²", "١", "1_000", "1\x00")),
        (str(LARGEST_ID + 1), None),
        ("9" * 10_000, None),
    ],
)
def test_an_id_is_plain_digits_that_a_column_can_hold(text, number):
    assert id_in(text) == number


def test_a_number_may_be_bounded_further():
    assert number_in("50", most=50) == 50
    assert number_in("51", most=50) is None


def test_ids_are_those_that_can_be_each_once_in_order():
    assert ids_in(["7", "x", "3", "07", "", str(LARGEST_ID + 1)]) == [3, 7]


def test_words_come_as_one_line_that_can_be_stored():
    assert line_in(" The\x00pier\r\n is \t open ") == "The pier is open"


@given(st.text(alphabet="%0a=&\x00"))
def test_no_query_brings_a_nul_character_however_it_is_written(query):
    assert "%00" not in without_nul(query)
    assert "\x00" not in without_nul(query)
    if "%00" not in query and "\x00" not in query:
        assert without_nul(query) == query


def test_json_cannot_spell_what_cannot_be_stored():
    written = r'{"a\u0000b": ["c\ud800", {"d": "\ud83d\ude00\u0000"}], "n": [1, null, true, 0.5], "\\u0000": "\\ud800"}'
    assert read_json(written) == {
        "ab": ["c", {"d": "😀"}],
        "n": [1, None, True, 0.5],
        r"\u0000": r"\ud800",
    }
    with pytest.raises(json.JSONDecodeError):
        read_json("{")
