"""Who a speaker is: titles, surnames, pronouns, roles, organisations, the unnamed."""

from __future__ import annotations

import pytest


def speakers(read, text):
    return [s.speaker for s in read(text).statements]


@pytest.mark.parametrize(
    ("text", "name", "affiliation"),
    [
        ("EU spokesman Peter Stern said the bloc was ready.", "Peter Stern", "EU spokesman"),
        (
            "Anna Kovac, head of the Port Authority, said that the harbour was closed.",
            "Anna Kovac",
            "head of the Port Authority",
        ),
        (
            "The mayor of Lisbon, Carlos Moura, said the trams were late.",
            "Carlos Moura",
            "The mayor of Lisbon",
        ),
        (
            "“We have no plans,” the Kremlin’s spokesman, Dmitry Orlov, said.",
            "Dmitry Orlov",
            "the Kremlin’s spokesman",
        ),
        ("Former MP Jane Roe said the vote was fair.", "Jane Roe", "Former MP"),
    ],
)
def test_titles_and_appositives_are_not_the_name(only, text, name, affiliation):
    statement = only(text)
    assert (statement.speaker, statement.affiliation, statement.speaker_type) == (name, affiliation, "person")


def test_a_surname_is_traced_back(read):
    text = "Anna Kovac said that the harbour was closed. “It is empty,” Kovac said."
    assert speakers(read, text) == ["Anna Kovac", "Anna Kovac"]


def test_a_surname_before_the_full_name_is_traced_forward(read):
    text = "Kovac said the harbour was closed.\n\nAnna Kovac said it was empty."
    assert speakers(read, text) == ["Anna Kovac", "Anna Kovac"]


def test_pronouns_agree(read):
    text = "John Miller met Anna Kovac on Tuesday. She said the deal was dead. He said it was not."
    assert speakers(read, text) == ["Anna Kovac", "John Miller"]


def test_a_pronoun_passes_over_somebody_only_talked_about(read):
    text = "Maria Lopez said that Robert Hall was wrong. “I am sure,” she said."
    assert speakers(read, text) == ["Maria Lopez", "Maria Lopez"]


def test_it_is_the_organisation(read):
    text = "The foreign ministry said that talks had failed. “We regret it,” it said."
    assert speakers(read, text) == ["foreign ministry", "foreign ministry"]


def test_they_are_the_group(read):
    text = "Residents said they heard explosions. They said the power went out."
    assert speakers(read, text) == ["Residents", "Residents"]


def test_the_mission_is_the_mission_named_before(read):
    text = "Norway's mission to the United Nations said on Friday that nothing had changed. “Thus it is,” the mission said."
    first, second = read(text).statements
    assert first.speaker == second.speaker == "Norway's mission to the United Nations"
    assert second.speaker_mention == "the mission"
    assert second.speaker_type == "organisation"


def test_the_mayor_is_the_person_with_that_title(read):
    text = "The mayor of Lisbon, Carlos Moura, said the trams were late. The mayor promised to pay."
    assert speakers(read, text) == ["Carlos Moura", "Carlos Moura"]


def test_unnamed_officials_are_kept_apart(read):
    text = "An unnamed US official said the ship had left port. Another US official said it had not."
    first, second = read(text).statements
    assert first.speaker == "unnamed US official"
    assert second.speaker not in (None, first.speaker)
    assert first.speaker_type == second.speaker_type == "unnamed"


def test_an_unnamed_official_referred_to_again_is_the_same(read):
    text = "A US official said the ship had left port. The official said it was empty."
    assert len(set(speakers(read, text))) == 1


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The United States said the ship was safe.", "United States", "state"),
        ("Tehran argues that the canal would harm trade.", "Tehran", "place"),
        ("Reuters reported that the ship had sunk.", "Reuters", "outlet"),
        ("Residents said the power went out.", "Residents", "group"),
    ],
)
def test_kinds_of_speakers(only, text, name, kind):
    statement = only(text)
    assert (statement.speaker, statement.speaker_type) == (name, kind)


def test_apostrophes_in_a_name_do_not_matter(read):
    text = "Spokesperson Nasser Kan'ani said that talks had failed. “We regret it,” Kan’ani said."
    assert len(set(speakers(read, text))) == 1
