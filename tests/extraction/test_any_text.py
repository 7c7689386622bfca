"""Whatever the text: spans lie in it, contents agree with them, nothing breaks, and time and memory stay bounded."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction import GAP, Reading, Unreadable

ROOT = Path(__file__).resolve().parents[2]
PIECES = [
    "Anna Kovac", "the minister", "Reuters", "said", " told ", "denied", "according to", "that", '"', "“", "”", "‘", "’", "'",
    ", ", ". ", "\n\n", "\r\n", "\u2028", ": ", " — ", "he", "it", "did not", "citing", "an official", "(", ")", "The port is closed",
    "Солдат", "部长说", "\u0300", "\U0001f600", "would", "if", "?", "Mr ", "'s ", "date 2024-01-01 ", "FILE PHOTO: ", " ",
]  # fmt: skip
QUICK = settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))


def check(text: str, reading: Reading) -> None:
    for n, s in enumerate(reading.statements):
        assert s.content_spans
        assert s.content == GAP.join(text[a:b] for a, b in s.content_spans)
        assert list(s.content_spans) == sorted(s.content_spans)
        for a, b in [*s.content_spans, *(x for x in (s.speaker_span, s.cue_span) if x)]:
            assert 0 <= a < b <= len(text)
        assert s.speaker_mention == (text[slice(*s.speaker_span)] if s.speaker_span else None)
        assert s.cue == (text[slice(*s.cue_span)] if s.cue_span else None)
        assert 0 <= s.confidence <= 1
        assert s.parent is None or (s.parent != n and 0 <= s.parent < len(reading.statements))
    for name in reading.names:
        assert text[slice(*name.span)] == name.text


@QUICK
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_characters(reader, text):
    check(text, reader.read(text))


@QUICK
@given(text=st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_mixture_of_what_matters(reader, text):
    check(text, reader.read(text))


@QUICK
@given(text=st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_mixture_of_words(reader, text):
    check(text, reader.read(text))


def test_lone_surrogates_and_nul_are_tolerated(reader):
    text = "Anna Kovac said that the \ud800 harbour\0 was closed."
    reading = reader.read(text)
    check(text, reading)
    assert [s.speaker for s in reading.statements] == ["Anna Kovac"]


@pytest.mark.parametrize("text", [None, b"bytes", 7, ["a list"]])
def test_what_is_no_text_is_unreadable_with_a_reason(reader, text):
    with pytest.raises(Unreadable, match="no text"):
        reader.read(text)


def test_what_is_far_too_long_is_unreadable_with_a_reason(reader):
    with pytest.raises(Unreadable, match="cannot be one article"):
        reader.read("a " * 2_600_000)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "word", "123", "…"])
def test_next_to_nothing_holds_nothing(reader, text):
    assert reader.read(text).statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "قالت الوزارة إن الصواريخ لم تسلم. " * 300,
        "Министр сказал, что «ракеты» не переданы. " * 300,
        "部长说：“导弹没有交付。”" * 300,
    ],
)
def test_other_scripts_end_without_statements_by_somebody(reader, text):
    reading = reader.read(text)
    check(text, reading)
    assert all(s.confidence < 0.9 for s in reading.statements)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        '"word ' * 8_000,
        "“" * 8_000,
        "‘a " * 8_000,
        "Smith: " * 2_000,
        "he said, " * 2_000,
        "Mr Smith said John Smith was Jane Smith. " * 400,
        "date 2024-01-01 " * 2_000,
        "(photo " * 5_000,
    ],
    ids=[
        "one token",
        "open marks",
        "curly marks",
        "single marks",
        "colons",
        "cues",
        "names",
        "stamps",
        "credits",
    ],
)
def test_time_is_bounded(reader, text):
    start = time.process_time()  # the processor's own time: a busy machine is no fault of the text
    check(text, reader.read(text))
    assert time.process_time() - start < 20


def test_memory_is_bounded():
    """A fresh process reads an unbroken run and a long article, and stays under a gigabyte."""
    code = """
        import resource
        from extraction import load
        reader = load("en_news_ud_xs")
        reader.read("a" * 900_000)
        reader.read("Anna Kovac said that the harbour of the town was closed on Monday.\\n\\n" * 3_000)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 1_000_000


def test_a_long_article_is_read_to_its_end(reader):
    filler = "The road to the port is long and the weather was fair.\n\n" * 600
    (statement,) = reader.read(filler + "Anna Kovac said that the harbour was closed.").statements
    assert statement.content == "the harbour was closed"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('"word ' * 150_000, "quotation marks"),
        ("“a ‘b " * 150_000, "quotation marks"),
        (". " * 500_000, "single characters"),
        ("".join(f"word{n}," for n in range(100_000)), "no spaces"),
        ("he said, " * 110_000, "same few words"),
    ],
    ids=["marks", "nested", "points", "no spaces", "cues"],
)
def test_a_megabyte_that_is_no_writing_is_refused_with_a_reason(reader, text, reason):
    with pytest.raises(Unreadable, match=reason):
        reader.read(text)
