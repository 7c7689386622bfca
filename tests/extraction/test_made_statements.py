"""The ordinary forms in which words are reported, in sentences of our own."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker", "content", "kind"),
    [
        ("“The bridge is safe,” Maria Lopez said.", "Maria Lopez", "The bridge is safe", "direct"),
        ('"The bridge is safe," said Maria Lopez.', "Maria Lopez", "The bridge is safe", "direct"),
        (
            "“We won,” Petra Novak said, “and we will win again.”",
            "Petra Novak",
            "We won … and we will win again.",
            "direct",
        ),
        ("Anna Kovac said that the harbour was closed.", "Anna Kovac", "the harbour was closed", "indirect"),
        ("Anna Kovac said the harbour was closed.", "Anna Kovac", "the harbour was closed", "indirect"),
        ("The ship sank, the coast guard said.", "coast guard", "The ship sank", "indirect"),
        ("The ship sank, according to the coast guard.", "coast guard", "The ship sank", "indirect"),
        ('"They’re lying" — Tom Becker', "Tom Becker", "They’re lying", "direct"),
        (
            "“He told me ‘go home’ and I went,” Anna Kovac said.",
            "Anna Kovac",
            "He told me ‘go home’ and I went",
            "direct",
        ),
    ],
)
def test_forms(only, text, speaker, content, kind):
    statement = only(text)
    assert (statement.speaker, statement.content, statement.kind) == (speaker, content, kind)


def test_mixed(only):
    statement = only("Anna Kovac said that the plan was a “grave mistake” for the port.")
    assert statement.kind == "mixed"
    assert statement.content == "the plan was a “grave mistake” for the port"


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “iron fist” operation ended in March.",
        "She read “War and Peace” in prison.",
        "Russia did not condemn the raid.",
        "The ministry never said that the dam had failed.",
        "The prisoners were released without charge.",
        "The army retreated from the town.",
        "Iran uses its allies to threaten its neighbours.",
    ],
)
def test_nothing_was_said(read, text):
    assert read(text).statements == ()


def test_a_quotation_over_several_paragraphs_is_one_statement(read):
    text = (
        'Smith said: "We were told to leave.\n\n"We left at dawn.\n\n"Nobody was hurt."\n\nThe road is open.'
    )
    (statement,) = read(text).statements
    assert statement.speaker == "Smith"
    assert len(statement.content_spans) == 3
    assert statement.content.endswith("Nobody was hurt.")


def test_a_floating_paragraph_carries_the_speaker_over(read):
    text = '"The dam is safe and it will hold," said Maria Lopez.\n\n"The dam has stood for a hundred years."'
    first, second = read(text).statements
    assert (first.speaker, second.speaker) == ("Maria Lopez", "Maria Lopez")
    assert second.content == "The dam has stood for a hundred years."
    assert second.confidence < first.confidence


def test_an_unquoted_paragraph_does_not_float(read):
    text = '"The dam is safe and it will hold," said Maria Lopez.\n\nThe dam has stood for a hundred years.'
    assert len(read(text).statements) == 1


def test_participles_share_the_subject(read):
    found = read("Kyiv urged the release of the sailors, accusing Moscow of stalling.").statements
    assert [(s.speaker, s.cue) for s in found] == [("Kyiv", "urged"), ("Kyiv", "accusing")]


def test_a_stray_curly_mark_at_the_end_is_no_part_of_the_content(read):
    text = 'Maria Lopez said, "We never closed the dam," the engineer stressed, adding that it was safe.”'
    found = read(text).statements
    assert found
    assert not any(mark in s.content for s in found for mark in '“”"')


def test_confidence_is_a_probability(read):
    found = read("Anna Kovac said that the harbour was closed. “It is,” said Petra Novak.").statements
    assert len(found) == 2
    assert all(0 < s.confidence <= 1 for s in found)
