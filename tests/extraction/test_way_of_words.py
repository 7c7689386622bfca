"""Relays, nesting, polarity and modality."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "The plan is dead, the BBC reported, citing three people familiar with the matter.",
            "three unnamed people familiar with the matter",
            ("BBC",),
        ),
        ("TASS quoted Defence Minister Ivan Petrov as saying the base was safe.", "Ivan Petrov", ("TASS",)),
        (
            "Prime Minister Olaf Berg was quoted by TASS as saying the bridge was open.",
            "Olaf Berg",
            ("TASS",),
        ),
        ("“We are ready,” EU spokesman Peter Stern said, according to reports.", "Peter Stern", ("reports",)),
        ("Anna Kovac told Reuters that the harbour was closed.", "Anna Kovac", ("Reuters",)),
        ("“We are ready,” Anna Kovac told the BBC.", "Anna Kovac", ("BBC",)),
    ],
)
def test_an_outlet_that_only_carries_is_a_relay(only, text, speaker, via):
    statement = only(text)
    assert (statement.speaker, statement.via) == (speaker, via)


def test_an_outlet_speaks_for_its_own_report(only):
    statement = only("Reuters reported that the ship had sunk.")
    assert (statement.speaker, statement.via) == ("Reuters", ())


def test_a_document_does_not_speak(read):
    found = read("Citing a leaked memo, the BBC said the plan was dead.").statements
    assert [(s.speaker, s.content) for s in found] == [("BBC", "the plan was dead")]


def test_a_report_of_a_report_is_nested(read):
    text = "The Daily Herald reported that Health Minister Jane Roe told lawmakers that masks were no longer needed."
    outer, inner = read(text).statements
    assert (outer.speaker, outer.parent, outer.via) == ("Daily Herald", None, ())
    assert (inner.speaker, inner.parent, inner.via) == ("Jane Roe", 0, ("Daily Herald",))
    assert inner.content == "masks were no longer needed"


def test_a_person_s_quotation_is_not_searched_for_others(read):
    (statement,) = read("“My doctor told me that I should rest for a week,” Anna Kovac said.").statements
    assert statement.speaker == "Anna Kovac"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The ministry denied that its planes had crossed the border.", "denied"),
        ("Iran's foreign ministry has denied the claims.", "denied"),
        ("The company rejected the claims.", "denied"),
        ("The ministry said that its planes had not crossed the border.", "asserted"),
        ("The ministry confirmed that its planes had crossed the border.", "asserted"),
    ],
)
def test_polarity(only, text, polarity):
    assert only(text).polarity == polarity


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Anna Kovac said that the harbour was closed.", "asserts"),
        ("Any strike on the plant would be a crime, the agency warned.", "conditional"),
        ("“If the dyke breaks, the town is lost,” Anna Kovac said.", "conditional"),
        ("“We are aware of the reports,” Anna Kovac said.", "aware"),
        ("Reuters reported that the port was expecting the delivery of a new crane.", "expects"),
        ("The spokesman declined to say whether talks had failed.", "declines"),
        ("Anna Kovac would not say whether the harbour was closed.", "declines"),
        ("“Who paid for the bridge?” asked Anna Kovac.", "asks"),
    ],
)
def test_modality(only, text, modality):
    assert only(text).modality == modality
