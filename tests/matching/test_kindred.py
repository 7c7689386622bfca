"""Words that belong together without a stem in common, texts made ready for comparing, names the desk knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.features import Said
from matching.kindred import groups, one_form, opposite, same_word
from matching.known import KnownNames, Name
from matching.pointing import points_back
from matching.rarity import Vocabulary
from matching.weighed import likeness

NAMES = KnownNames(
    [
        Name(1, "Mola-360", "Mola-360"),
        Name(1, "Mola-360", "BX-120"),
        Name(1, "Mola-360", "patrol boat", wider=True),
        Name(2, "Ada Falk", "Ada Falk"),
        Name(2, "Ada Falk", "Falk"),
    ]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sold", "sell"),
        ("delivered", "delivers"),
        ("delivery", "deliver"),
        ("stopping", "stop"),
        ("died", "dead"),
    ],
)
def test_forms_of_one_word(one, other):
    assert same_word(one, other)
    assert same_word(other, one)


def test_other_words_are_not_forms_of_it():
    assert not same_word("shooter", "shot")
    assert not same_word("boat", "boast")


def test_synonyms_share_a_group_whatever_their_form():
    assert groups("supplied") & groups("delivered")
    assert not groups("supplied") & groups("closed")


def test_opposites_by_any_form():
    assert opposite("alive", "died")
    assert opposite("rose", "fell")
    assert not opposite("rose", "grew")


@given(st.text())
def test_any_word_has_a_form(word):
    assert isinstance(one_form(word), str)
    assert isinstance(groups(word), frozenset)


def test_like_stems_begin_alike():
    assert likeness("immigr", "immigrant") > 0.5
    assert likeness("boat", "boast") == 0
    assert likeness("commun", "communist") > likeness("commun", "commerc")


def subject(text):
    vocabulary = Vocabulary({}, 10)
    return vocabulary.subject(tuple(text.split())), vocabulary


def test_what_kin_words_cover_besides_the_same_ones():
    held, vocabulary = subject("norway supplied boats")
    claim, note = vocabulary.weighed(("norway", "delivered", "boats")), vocabulary.weighed(())
    theirs, mine = held.kindred(claim, note)
    assert theirs == pytest.approx(1 / 6)
    assert mine == pytest.approx(1 / 6)
    assert held.kindred(vocabulary.weighed(("norway", "boats")), note) == (0, 0)


def test_order_counts_words_that_follow_each_other_nearby():
    held, vocabulary = subject("norway sent boats")
    assert held.order(vocabulary.weighed(("norway", "gave", "boats"))) > 0
    assert held.order(vocabulary.weighed(("boats", "left", "norway"))) == 0
    assert held.phrases(vocabulary.weighed(("norway", "gave", "boats"))) == 0
    assert held.phrases(vocabulary.weighed(("norway", "sent"))) > 0


@pytest.mark.parametrize(
    "text", ["the claims", "It denied the allegations", "They rejected the reports outright"]
)
def test_a_text_that_only_points_back_means_what_is_around_it(text):
    assert points_back(text)
    assert "boats" in Said(text, context="Norway sent boats.").meant
    assert Said(text).meant == text


@pytest.mark.parametrize(
    "text", ["it", "Norway denied the claims", "The boats were delivered", "40 claims", ""]
)
def test_a_text_with_words_of_its_own_means_itself(text):
    assert not points_back(text)
    assert Said(text, context="Norway sent boats.").meant == text


def test_a_thing_is_found_under_any_of_its_names():
    (found,) = NAMES.meant_by("They sent the BX-120 to Arvo")
    assert (found.said, found.shown, found.spellings, found.wider) == (
        "BX-120",
        "Mola-360",
        ("Mola-360",),
        False,
    )


def test_a_wider_term_may_mean_it_and_its_own_name_is_better():
    (found,) = NAMES.meant_by("Norwegian patrol boats")
    assert found.wider
    assert set(found.spellings) == {"Mola-360", "BX-120"}
    (found,) = NAMES.meant_by("Patrol boats such as the Mola-360")
    assert not found.wider


def test_a_name_is_found_only_as_a_name():
    assert NAMES.meant_by("Falk said so")[0].shown == "Ada Falk"
    assert NAMES.meant_by("a falk") == ()
