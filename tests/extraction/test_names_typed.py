"""What a name stands for: persons without titles, states, cities, peoples, outlets, bodies, weapons."""

from __future__ import annotations

import pytest

from extraction.kinds import kind_of
from extraction.listed import find_peoples, find_places, find_weapons, is_nationality


def names(reader, text):
    return {n.text: n.kind for n in reader.read(text).names}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Iranian President Masoud Pezeshkian spoke in Tehran.", "Masoud Pezeshkian"),
        ("Foreign Ministry spokesman Nasser Kan'ani denied it.", "Nasser Kan'ani"),
        ("US Secretary of State Antony Blinken left for London.", "Antony Blinken"),
        ("They met Prime Minister Petr Fiala on Monday.", "Petr Fiala"),
    ],
)
def test_a_person_s_name_has_no_title(reader, text, name):
    assert names(reader, text).get(name) == "person"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Troops entered Khan Younis at dawn.", "Khan Younis", "place"),
        ("A train left Odesa for Lviv.", "Lviv", "place"),
        ("The ship sailed from Saudi Arabia to Egypt.", "Saudi Arabia", "state"),
        ("Talks with the UK and the U.S. went on.", "UK", "state"),
        ("Talks with the UK and the U.S. went on.", "U.S.", "state"),
        ("Many Iranians stayed at home.", "Iranians", "group"),
        ("The Ukrainian delegation left.", "Ukrainian", "group"),
        ("Kurdish parties were not invited.", "Kurdish", "group"),
        ("According to Reuters, the port is closed.", "Reuters", "outlet"),
        ("The Wall Street Journal saw the letter.", "Wall Street Journal", "outlet"),
        ("The Kremlin was silent.", "Kremlin", "organisation"),
        ("Hezbollah was silent.", "Hezbollah", "organisation"),
        ("They fired a Shahed-136 at the port.", "Shahed-136", "thing"),
        ("They fired a Fath 360 at the port.", "Fath 360", "thing"),
        ("Six Leopard 2A6 tanks arrived.", "Leopard 2A6", "thing"),
        ("Two Patriot missiles missed.", "Patriot missiles", "thing"),
        ("Storm Shadow was used again.", "Storm Shadow", "thing"),
    ],
)
def test_listed_names_have_their_kind(reader, text, name, kind):
    assert names(reader, text).get(name) == kind


def test_a_longer_name_stands_before_a_listed_part(reader):
    found = names(reader, "The Iranian Foreign Ministry summoned the envoy. Fateh Karimi disagreed.")
    assert found.get("Iranian Foreign Ministry") == "organisation"
    assert "Fateh" not in found


def test_a_state_speaks_as_a_state_and_a_city_as_a_place(reader):
    text = "Qatar said that talks would go on.\n\nBritons said that they were tired."
    assert [(s.speaker, s.speaker_type) for s in reader.read(text).statements] == [
        ("Qatar", "state"),
        ("Britons", "group"),
    ]


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("Odesa", "PERSON", "place"),
        ("Israeli", "ORG", "group"),
        ("Iran", "GPE", "state"),
        ("Norwegians", "NORP", "group"),
        ("12 May", "DATE", None),
    ],
)
def test_lists_put_labels_right(name, label, kind):
    assert kind_of(name, label) == kind


def test_lists_are_read_as_they_are_spelt():
    text = "The US, not us; Bosnia and Herzegovina; the UAE; Chad. A turkey in Turkey."
    assert [n.text for n in find_places(text)] == ["US", "Bosnia and Herzegovina", "UAE", "Chad", "Turkey"]
    assert [n.text for n in find_peoples("French fries, Frenchmen, polish, Poles")] == [
        "French",
        "Frenchmen",
        "Poles",
    ]
    assert [n.text for n in find_weapons("an Iskander-M, Scuds and a Kh-101")] == ["Iskander"]
    assert is_nationality("Iranians")
    assert not is_nationality("US")


def test_spans_are_the_text(reader):
    text = "In Mashhad, Iranians saw a Shahed 136. Qatar’s emir saw none."
    assert all(text[slice(*n.span)] == n.text for n in reader.read(text).names)
