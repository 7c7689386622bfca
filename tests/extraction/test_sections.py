"""Several stories in one paste: noticed by sure signs only, each read by itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.sections import sections

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = (
    "Anna Kovac said that the harbour was closed. The ferries lay at the quay for the third day, and the last lorries "
    "were sent back over the pass. Nobody was hurt when the crane fell on Monday evening.\n\n"
    "The port has had three cranes since the war, and none of them was ever replaced."
)
BRIDGE = (
    "The mayor told the council that the bridge was safe. Engineers had looked at its piers after the flood and found "
    "two cracks in the stone, which were filled before the winter.\n\n"
    "“It will stand for another century,” she said, and the council voted for the repair."
)
ONE, TWO = "Port closed after crane falls", "Bridge will be mended by spring"


def titles(text):
    return [s.title for s in sections(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n\n{ONE}\n\n{HARBOUR}\n\n{TWO}\n\nTT\n\n{TWO}\n\n{BRIDGE}",
        f"{ONE}\n\n{HARBOUR}\n\n* * *\n\n{TWO}\n\n{BRIDGE}",
        f"{ONE}\n\n{HARBOUR}\n\n(Reporting by Jan Novak)\n\n{TWO}\n\n{BRIDGE}",
        f"{ONE}\n\n{HARBOUR}\n\n{TWO}\n\nBy Ivo Babic\n\n{BRIDGE}",
        f"{ONE}\n\n{HARBOUR}\n\n{TWO}\n\nPublished: 3 March 2024\n\n{BRIDGE}",
        f"{ONE}\n\n{HARBOUR}\n\n{TWO}\n\nLISBON, March 3 (Reuters) - {BRIDGE}",
        f"Title: {ONE}\n{HARBOUR}\nTitle: {TWO}\n{BRIDGE}",
    ],
    ids=["printed twice", "rule", "sign-off", "byline", "day", "dateline", "label"],
)
def test_two_stories_are_noticed(text):
    assert titles(text) == [ONE, TWO]
    first, second = (text[slice(*s.span)] for s in sections(text))
    assert first + second == text
    assert "harbour" in first
    assert "bridge" in second


def test_a_stamp_in_front_of_the_words_begins_a_story():
    text = f"date 2024-03-03 {HARBOUR}\n\ndate 2024-03-04 {BRIDGE}"
    assert [text[s.span[0] : s.span[0] + 15] for s in sections(text)] == [
        "date 2024-03-03",
        "date 2024-03-04",
    ]


def test_the_dateline_is_told():
    (section,) = sections(f"{ONE}\n\nLISBON, March 3 (Reuters) - {HARBOUR}")
    assert (section.title, section.dateline) == (ONE, "LISBON, March 3 (Reuters)")


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n\n{HARBOUR}\n\n{TWO}\n\n{BRIDGE}",
        f"{HARBOUR}\n\n{BRIDGE}",
        f"{ONE}\n\n{HARBOUR}\n\n* * *\n\n{BRIDGE}",
        f"{ONE}\n\n{HARBOUR}\n\n{TWO}\n\nPublished: 3 March 2024",
        f"{ONE}\n\n{ONE}\n\n{HARBOUR}\n\n{ONE}\n\nRead more",
        ONE,
        "",
    ],
    ids=[
        "a heading within",
        "no heading",
        "a rule without a headline",
        "a link to another",
        "the headline again below",
        "one line",
        "nothing",
    ],
)
def test_one_story_stays_one(text):
    assert len(sections(text)) == 1


def test_each_story_is_read_by_itself(read):
    text = f"{ONE}\n\n{HARBOUR}\n\n* * *\n\n{TWO}\n\nThe company said that the piers were sound. {BRIDGE}"
    reading = read(text)
    assert [s.title for s in reading.sections] == [ONE, TWO]
    company = next(s for s in reading.statements if s.speaker_mention == "The company")
    assert company.content == text[slice(*company.content_spans[0])] == "the piers were sound"
    assert any(text[slice(*r.span)] == TWO and r.kind == "headline" for r in reading.residue)


PIECES = [ONE, TWO, HARBOUR, BRIDGE, "***", "TT", "By Ivo Babic", "Published: 3 March 2024", "Title: A new day", "(Reporting by X)",
          "date 2024-03-04 He left.", "LISBON, March 3 (Reuters) - He left."]  # fmt: skip


@settings(deadline=None, max_examples=80, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]))
def test_the_sections_are_the_whole_text_in_order(pieces, end):
    text = end.join(pieces)
    found = sections(text)
    assert "".join(text[slice(*s.span)] for s in found) == text
    for section in found:
        for span in (section.title_span, section.dateline_span):
            assert span is None or section.span[0] <= span[0] < span[1] <= section.span[1]


def test_finding_stories_and_residue_needs_no_spacy():
    code = "import sys, extraction.sections, extraction.residue; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
