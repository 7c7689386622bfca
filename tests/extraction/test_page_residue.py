"""Captions, buttons and repeated headlines give no statements; the story beside them still does."""

from __future__ import annotations

import pytest

from extraction.residue import stretches

STORY = "Anna Kovac said that the harbour was closed."


@pytest.mark.parametrize(
    "line",
    [
        "FILE PHOTO: The minister says farewell at the port, June 25, 2019. REUTERS/Jan Novak/File Photo",
        "Subscribe to our newsletter and we promise to write to you.",
        "Click here to read what the minister said.",
        "(Photo by Jan Novak, who says it is old)",
    ],
)
def test_residue_is_passed_over(read, line):
    found = read(f"{STORY}\n\n{line}\n\nThe road is open.").statements
    assert [s.content for s in found] == ["the harbour was closed"]


def test_a_headline_printed_twice_is_passed_over(read):
    headline = "Minister Says Port Will Close"
    found = read(f"{headline}\n\n{headline}\n\n{STORY}").statements
    assert [s.speaker for s in found] == ["Anna Kovac"]


def test_a_story_pasted_twice_is_read_once(read):
    assert len(read(f"{STORY}\n\n{STORY}").statements) == 1


def test_the_sentence_before_a_credit_is_its_caption_and_no_more():
    text = "The port is open. A ship is seen in the bay. (credit: JAN NOVAK/AGENCY)"
    ((start, end),) = stretches(text)
    assert text[start:end] == "A ship is seen in the bay. (credit: JAN NOVAK/AGENCY)"


def test_a_sentence_about_subscribers_is_none():
    assert stretches("The company said that many subscribe to the paper.") == []


@pytest.mark.parametrize(
    "title",
    [
        "Mayor says bridge is safe",
        "Lopez: The bridge is safe",
        "Mayor Rejects Claims That the Bridge Is Unsafe",
        "‘The bridge is safe’, says mayor",
        "Bridge safe, mayor tells council",
    ],
)
def test_the_title_line_says_nothing_that_the_story_does_not(reader, title):
    text = f"{title}\n\nThe bridge is safe, Maria Lopez said on Monday."
    assert [s.content for s in reader.read(text).statements] == ["The bridge is safe"]


@pytest.mark.parametrize(
    "first",
    ["“The bridge is safe,” Maria Lopez said.", "Maria Lopez said:", "The bridge is safe, Maria Lopez said."],
)
def test_a_first_line_that_is_a_sentence_or_leads_to_one_is_no_title(reader, first):
    assert "bridge is safe" in reader.read(f"{first}\n\n“The bridge is safe.”").statements[0].content
