"""Texts taken apart: words, names, states under one name."""

from hypothesis import given
from hypothesis import strategies as st

from matching.states import other_names
from matching.wording import MOST_CHARACTERS, wording


def test_stop_words_and_possessives_are_left_out():
    assert wording("The mayor's boats have been on the quay").words == ("mayor", "boats", "quay")


def test_a_state_its_people_and_its_capital_are_one_word():
    for text in ("He blamed Norway", "He blamed Norwegian boats", "He blamed Oslo", "He blamed Norwegians"):
        assert "norway" in wording(text).words
        assert "norway" in wording(text).names


def test_names_of_several_words_are_one_state():
    assert wording("the United States and South Korean boats").words[:2] == ("american", "seoul")
    assert wording("The Islamic Republic of Iran sailed").words == ("iran", "sailed")


def test_us_is_a_state_only_in_capitals():
    assert wording("a US boat").words == wording("a U.S. boat").words == ("american", "boat")
    assert wording("give us boats").words == ("give", "boats")


def test_lower_case_words_are_no_states():
    assert wording("she will polish the turkey").words == ("polish", "turkey")


def test_a_capital_inside_a_sentence_is_a_name_and_at_its_start_perhaps():
    found = wording("Boats left for Port Arvo on Monday evening. Fishermen of Arvo cheered loudly.")
    assert {"port", "arvo"} <= found.names
    assert found.perhaps == {"boats", "fishermen"}


def test_capitals_of_a_headline_are_no_names_for_sure():
    found = wording("Harbour Mayor Denies Crane Accident")
    assert not found.names
    assert "mayor" in found.perhaps


def test_words_keep_how_they_were_written():
    assert wording("Norwegian boats").shown["norway"] == "Norwegian"


def test_other_names_of_a_state():
    assert "norwegian" in other_names("norway")
    assert other_names("quay") == ()


@given(st.text())
def test_any_text_can_be_taken_apart(text):
    found = wording(text)
    assert set(found.shown) == set(found.words)
    assert not found.names & found.perhaps


def test_a_very_long_text_is_read_in_part():
    assert len(wording("boat " * 100_000).words) == MOST_CHARACTERS // 5
