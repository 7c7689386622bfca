"""Whether a text is a claim: one full sentence that can be true or false."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.features import Said, Tracked, pair
from matching.likeness import denies_other, likeness
from matching.rarity import Vocabulary
from matching.sentence import count_words, doubts


def kinds(text):
    return [doubt.kind for doubt in doubts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Iran has delivered Fath-360 missiles to Russia",
        "The pier is open to all",
        "Norway sold 40 ferries to Port Arvo in 2023.",
        "Iran and Russia have signed a treaty",
        "Most of the harbour’s cranes don't work",
        "Crime in Port Arvo fell by a third between 2019 and 2022",
        "When the storm hit, the harbour was closed for two days",
        "Claims about the crane are false",
        "Sen. Ada Falk voted against the harbour bill and for the ferry bill",
        "Two in three children under five attend a nursery",
        "The mayor said the bridge “is safe and will stay open”",
        "Nobody was hurt when the crane fell",
        "Port Arvo spends more on ferries than any other town",
        "Smoking kills",
        "Will Falk has never paid for a ticket",
        "What the mayor paid for the crane was twice its price",
    ],
)
def test_a_sentence_is_let_through(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Is the pier open to all", "question"),
        ("The pier is open, isn't it?", "question"),
        ("Why the harbour was closed for two days", "question"),
        ("Who paid for the new crane", "question"),
        ("The new crane of the harbour", "verb"),
        ("Iran to deliver missiles to Russia", "verb"),
        ("Delivered missiles to Russia last week", "subject"),
        ("Secretly sold forty ferries to Norway", "subject"),
        ("Harbour Closes As Storm Hits Northern Coast Overnight", "headline"),
        ("Harbour: Crane collapses in storm", "headline"),
        ("The pier is open. The ferry runs again.", "two"),
        ("The pier is open; the ferry has stopped", "two"),
        ("Iran has delivered missiles and Russia has paid for them", "two"),
        ("He sold the ferry to his brother", "somebody"),
        ("They have closed the harbour for good", "somebody"),
    ],
)
def test_what_is_no_claim_is_asked_about(text, kind):
    assert kind in kinds(text)
    assert all(doubt.words.endswith((".", "?", "”.")) or doubt.words for doubt in doubts(text))


def test_the_words_say_what_to_do():
    (doubt,) = doubts("Iran to deliver missiles to Russia")
    assert doubt.words == (
        "“to deliver” says what is meant to come. Write “will deliver”, “plans to deliver”, or what happened."
    )
    (two,) = doubts("Iran has delivered missiles and Russia has paid for them")
    assert "“Russia has paid for them” could be judged by itself" in two.words


@given(st.text())
def test_any_text_can_be_looked_at(text):
    assert all(doubt.kind and doubt.words for doubt in doubts(text))


def near(one, other):
    return likeness(pair(Said(one), Tracked(other), speaker_terms=[], vocabulary=Vocabulary({}, 10)))


def test_likeness_is_of_words_by_rarity_both_ways():
    claim = "Norway has delivered patrol boats to Port Arvo"
    assert near(claim, claim) == pytest.approx(1)
    assert near("Norway delivered patrol boats to the town of Arvo", claim) > 0.6
    assert near("The choir of Arvo sang", claim) < 0.4
    assert near("Norway", claim) < 0.6, "a part of it is not the same"
    assert near("Nothing", claim) == 0


def test_another_number_is_another_claim():
    assert near("Norway has sold 15 boats to Arvo", "Norway has sold 19 boats to Arvo") <= 0.5
    assert near("Norway has sold 15 boats to Arvo", "Norway has sold 15 boats to Arvo now") > 0.6


def test_a_denial_is_told_from_what_it_denies():
    assert denies_other("Iran has not delivered missiles", "Iran has delivered missiles")
    assert denies_other("Iran hasn’t delivered missiles", "Iran has delivered missiles")
    assert not denies_other("Iran has delivered missiles", "Missiles were delivered")


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("Iran has delivered missiles", 4),
        ("伊朗已向俄罗斯交付了导弹", 6),
        ("โรงเรียนเปิดแล้ว", 9),
        ("导弹", 1),
        ("", 0),
    ],
)
def test_words_are_counted_where_no_spaces_stand_between_them(text, most):
    assert most / 2 <= count_words(text) <= most


@pytest.mark.parametrize("text", ["هل سلمت إيران صواريخ إلى روسيا؟", "伊朗向俄罗斯交付了导弹吗？"])
def test_a_question_asks_in_any_script(text):
    assert kinds(text)[0] == "question"
