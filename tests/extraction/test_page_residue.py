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
        ("CORRECTION: An earlier version said that the port was shut.", "CORRECTION: An earlier version said that the port was shut.", "note"),
        ("Editor’s note: This story has been updated.", "Editor’s note: This story has been updated.", "note"),
        ("An earlier version of this article said that Anna Kovac had resigned.", "An earlier version of this article said that Anna Kovac had resigned.", "note"),
        ("-ENDS-", "-ENDS-", "note"),
        ("Media contact:", "Media contact:", "note"),
        ("###", "###", "note"),
        ("FOR IMMEDIATE RELEASE", "FOR IMMEDIATE RELEASE", "stamp"),
        ("Mayor Anna Kovac. Picture: Jan Novak/Pix", "Mayor Anna Kovac. Picture: Jan Novak/Pix", "caption"),
        ("View this post on Pixgram", "View this post on Pixgram", "share"),
        ("Home » News » Harbour", "Home » News » Harbour", "more"),
        ("NOW READ: Mayor shuts bridge", "NOW READ: Mayor shuts bridge", "more"),
        ("MOSCOW, September 9. /TASS/. The road is open.", "MOSCOW, September 9. /TASS/. ", "dateline"),
        ("KYIV. Sept 9 (Interfax-Ukraine) - The road is open.", "KYIV. Sept 9 (Interfax-Ukraine) - ", "dateline"),
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
        "Correction officers said that the gate was open.",
        "The earlier version of the plan was cheaper, Anna Kovac said.",
        "Home prices fell, the bank said.",
        "The press office said that the road was open.",
        "She took the picture: it shows the harbour.",
    ],
)
def test_sentences_of_the_story_are_no_residue(line):
    text = f"{STORY}\n\n{line}\n\nThe ferries sail again."
    assert residue(text) == []


def test_headlines_under_read_more_are_other_stories_until_a_sentence_comes():
    text = f"{STORY}\n\nREAD MORE\nMayor shuts the bridge\nFive questions about the harbour\n\nThe ferries sail again."
    assert [(text[slice(*r.span)], r.kind) for r in residue(text)] == [
        ("READ MORE", "more"),
        ("Mayor shuts the bridge", "more"),
        ("Five questions about the harbour", "more"),
    ]


def test_a_headline_under_the_buttons_above_a_story_stays_its_headline():
    text = f"More\nHarbour closed after the storm\n\n{STORY}"
    assert [r.kind for r in residue(text)] == ["more", "headline"]


def test_what_a_correction_takes_back_is_no_statement(read):
    text = f"CORRECTION: An earlier version of this article said that the mayor had resigned.\n\n{STORY}"
    assert [s.speaker for s in read(text).statements] == ["Anna Kovac"]


def test_a_day_above_the_headline_is_not_taken_for_it():
    text = f"12 May 2025\nHarbour closed after the storm\n\n{STORY}"
    assert [(text[slice(*r.span)], r.kind) for r in residue(text)] == [
        ("Harbour closed after the storm", "headline")
    ]
