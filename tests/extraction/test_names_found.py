"""Names: the pipeline's, the desk's own, and designations."""

from __future__ import annotations


def names(reader, text, known=()):
    return {n.text: n.kind for n in reader.read(text, known_names=known).names}


def test_titles_are_not_part_of_a_name(reader):
    found = names(reader, "Spokesperson Nasser Kan'ani met Minister Jane Roe in Berlin.")
    assert "Nasser Kan'ani" in found
    assert not any("Spokesperson" in name or "Minister" in name for name in found)


def test_designations_are_things(reader):
    assert names(reader, "It has Fath-360 and 9М723 missiles.") == {"Fath-360": "thing", "9М723": "thing"}


def test_the_desk_s_names_come_first_with_their_kind(reader):
    text = "The Quux Institute said that Fath-360 was old."
    found = names(reader, text, [("Quux Institute", "organisation"), ("Fath-360", "weapon")])
    assert found["Quux Institute"] == "organisation"
    assert found["Fath-360"] == "weapon"


def test_the_desk_s_names_decide_who_speaks(reader):
    text = "Blue Harbour said that the port was closed."
    (statement,) = reader.read(text, known_names=[("Blue Harbour", "outlet")]).statements
    assert (statement.speaker, statement.speaker_type) == ("Blue Harbour", "outlet")


def test_a_known_name_inside_a_word_is_none(reader):
    assert "Roe" not in names(reader, "The roebuck left. Roebuck left.", [("Roe", "person")])


def test_spans_point_at_the_names(reader):
    text = "Reuters asked Anna Kovac about Norway."
    for name in reader.read(text).names:
        assert text[slice(*name.span)] == name.text
