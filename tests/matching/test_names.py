"""Names compared by their normal form, and the lexemes that stand for a speaker."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.names import goes_round, normal_form, speaker_terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orlan Be’kir", "orlan BEKIR"),
        ("Mr. Orlan Bekir", "Orlan Bekir"),
        ("Zoë Müller", "Zoe Muller"),
        ("the Harbour Board's", "Harbour Board"),
    ],
)
def test_spellings_of_a_name_meet(one, other):
    assert normal_form(one) == normal_form(other)


def test_names_spelled_with_other_letters_do_not_meet():
    assert normal_form("Kanani") != normal_form("Kanaani")


def test_a_speaker_is_known_by_the_words_of_the_name():
    assert speaker_terms("Ada Falk") == ["spk:ada", "spk:falk"]


def test_roles_and_initials_are_not_the_name():
    assert speaker_terms("Former President A. Falk") == ["spk:falk"]


def test_a_speaker_with_nothing_but_a_role_keeps_it():
    assert speaker_terms("the president") == ["spk:president"]


@pytest.mark.parametrize("nobody", ["", "   "])
def test_nobody_has_no_terms(nobody):
    assert speaker_terms(nobody) == []


@pytest.mark.parametrize("name", ["Facebook posts", "Chain email", "Viral image", "bloggers", "Tweets"])
def test_posts_and_chain_emails_go_round(name):
    assert goes_round(speaker_terms(name))


@pytest.mark.parametrize("name", ["Ada Falk", "the Washington Post", "Daily Mail", "Harbour Board", ""])
def test_people_bodies_and_papers_speak(name):
    assert not goes_round(speaker_terms(name))


@given(st.text())
def test_terms_are_few_short_and_the_same_for_every_spelling(name):
    terms = speaker_terms(name)
    assert terms == sorted(set(terms))
    assert all(5 <= len(term) <= 64 for term in terms)
