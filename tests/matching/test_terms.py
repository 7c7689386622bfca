"""Words that meet whatever their ending, and words for one act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.numbers import numbers
from matching.terms import stem, term_of, terms
from matching.voice import rests_on, voice


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("delivery", "delivered"),
        ("missile", "missiles"),
        ("shipment", "shipped"),
        ("supplies", "supplied"),
        ("training", "trained"),
        ("transferred", "transfers"),
        ("programme", "programmes"),
    ],
)
def test_endings_make_no_difference(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("missile", "mission"), ("drone", "drought"), ("port", "part")])
def test_other_words_stay_others(one, other):
    assert stem(one) != stem(other)


def test_a_name_with_a_number_is_both():
    assert term_of("HK-40") == ("hk", "40")


def test_words_for_one_act_stand_for_each_other():
    assert terms("Sweden has received the boats").has(stem("delivered"))
    assert not terms("Sweden has painted the boats").has(stem("delivered"))


def test_numbers_are_compared_as_numbers():
    assert terms("two dozen boats").has_number(numbers("24"))
    assert not terms("two dozen boats").has_number(numbers("25"))


@given(st.text(max_size=60))
def test_any_word_has_a_stem_that_stays(text):
    assert stem(stem(text)) == stem(text)
    terms(text)


def test_a_voice_of_a_government_is_told_from_a_citizen():
    assert voice("Ida Brandt", "Norwegian water minister").government
    assert voice("Norway", kind="state").government
    assert not voice("Ida Brandt", "former Norwegian water minister").government
    assert not voice("Ida Brandt", "Norwegian novelist").government


def test_a_text_says_what_it_rests_on():
    assert (
        rests_on("We have seen the solid evidence shared by partners about the dam")
        == "solid evidence shared by partners"
    )
    assert rests_on("We are alarmed by these reports") == ""


@pytest.mark.parametrize("name", ["Norway's water ministry", "The Norwegian Water Ministry"])
@pytest.mark.parametrize(
    "role", ["Norwegian water ministry spokesperson", "Norwegian Water Ministry Spokesperson"]
)
def test_a_house_is_the_same_in_capitals(name, role):
    assert voice(name).words <= voice("", role).words
