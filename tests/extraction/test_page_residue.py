"""Captions, buttons and repeated headlines give no statements; the story beside them still does."""

from __future__ import annotations

import pytest

from extraction.residue import residue, stretches

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


@pytest.mark.parametrize(
    ("line", "cut", "kind"),
    [
        ("TT", "TT", "share"),
        ("Share this article", "Share this article", "share"),
        ("Advertisement", "Advertisement", "advertisement"),
        ("Related stories:", "Related stories:", "more"),
        ("Read more: Mayor says the bridge is safe", "Read more: Mayor says the bridge is safe", "more"),
        ("By Jan Novak", "By Jan Novak", "byline"),
        ("Published: 3 March 2024, 10:15", "Published: 3 March 2024, 10:15", "stamp"),
        ("5 min read", "5 min read", "stamp"),
        ("(Reporting by Jan Novak; Editing by Eva Lund)", "(Reporting by Jan Novak; Editing by Eva Lund)", "sign-off"),
        ("The road is open. Reporting by Jan Novak in Split", "Reporting by Jan Novak in Split", "sign-off"),
        ("KYIV (AP) — The road is open.", "KYIV (AP) — ", "dateline"),
        ("LISBON, March 3 (Reuters) - The road is open.", "LISBON, March 3 (Reuters) - ", "dateline"),
        ("Image source, Getty Images", "Image source, Getty Images", "caption"),
        ("Photo: Jan Novak/AFP", "Photo: Jan Novak/AFP", "caption"),
        ("A ship in the bay on Monday. Jan Novak/Getty Images", "A ship in the bay on Monday. Jan Novak/Getty Images", "caption"),
        ("The road is open. Sign up for our newsletter.", "Sign up for our newsletter.", "newsletter"),
    ],
)  # fmt: skip
def test_residue_has_its_place_and_kind(line, cut, kind):
    text = f"{STORY}\n\n{line}\n\nThe ferries sail again."
    assert [(text[slice(*r.span)].strip(), r.kind) for r in residue(text)] == [(cut.strip(), kind)]


@pytest.mark.parametrize(
    "line",
    [
        "The photo shows that the bridge was open, the inspector said.",
        "Reporting by night is dangerous, Anna Kovac said.",
        "NATO — the alliance of the West — said that it was ready.",
        "By Monday the road was open again, and the ferries sailed.",
        "Advertisement of tobacco is banned in the port, the judge said.",
        "Share prices fell, the bank said.",
        "Image makers met in Lisbon, the paper said.",
        "Follow the money, the inspector said.",
        "US and UK officials said that talks had failed.",
    ],
)
def test_sentences_of_the_story_are_no_residue(line):
    text = f"{STORY}\n\n{line}\n\nThe ferries sail again."
    assert residue(text) == []
