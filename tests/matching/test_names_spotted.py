"""Where names may stand in a text: any few words, as the text has them, by their normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.names import normal_form
from matching.names.spot import AT_ONCE, LONGEST, POSSESSIVE, WORD, agrees, spots


def found(text):
    return {key: surfaces for part in spots(text) for key, surfaces in part.items()}


def test_runs_of_words_are_found_as_the_text_spells_them():
    keys = found("Spokesman Nasser Kan’ani’s word; the Fath-360, the U.S. and the Wall Street Journal.")
    assert keys["nasser kanani"] == ["Nasser Kan’ani"]
    assert keys["fath 360"] == ["Fath-360"]
    assert keys["u s"] == ["U.S"]
    assert keys["wall street journal"] == ["Wall Street Journal"]


def test_a_run_never_goes_over_the_end_of_a_line():
    assert "falk harbour" not in found("Ines Falk\nHarbour closed")


def test_every_spelling_in_the_text_is_told_once():
    assert found("Kan'ani and Kan’ani and Kanani and Kan'ani")["kanani"] == ["Kan'ani", "Kan’ani", "Kanani"]


@pytest.mark.parametrize(
    ("surface", "name", "may_be"),
    [
        ("May", "May", True),
        ("may", "May", False),
        ("WHO", "WHO", True),
        ("Who", "WHO", False),
        ("NASSER KANANI", "Nasser Kan'ani", True),
        ("al-Qaida", "al-Qaida", True),
        ("كنعاني", "كنعاني", True),
    ],
)
def test_capitals_tell_a_name_from_a_word(surface, name, may_be):
    assert agrees(surface, name) is may_be


@given(
    st.lists(st.sampled_from(["Ines", "Falk’s", "a-b", "U.S.", "كنعاني", "\u0301", "—", "1"]), max_size=20)
)
def test_whatever_the_text_every_run_stands_in_it(words):
    text = " ".join(words)
    for key, surfaces in found(text).items():
        assert 1 <= len(key.split()) <= LONGEST
        assert all(surface in text for surface in surfaces)
        assert key.split()[0] == normal_form(POSSESSIVE.sub("", WORD.findall(surfaces[0])[0]))


def test_a_long_text_comes_in_pieces():
    text = "\n".join(["word " * 100] * (AT_ONCE // 50))
    assert len(list(spots(text))) == 2
