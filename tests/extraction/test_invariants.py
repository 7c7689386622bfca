"""Whatever is written, in whatever script: offsets are right, parents come first, relays are well-formed, all is repeatable."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.made import cases
from extraction import GAP

MADE = [case.text for case in cases()]
# Astral, combining, right to left, ligatures, letters that change their length with their case, marks of several kinds.
STRANGE = [
    "𝒳",
    "e\u0301",
    "שלום",
    "مرحبا",
    "ﬁ",
    "ß",
    "İ",
    "👩‍👩‍👧",
    "\u200f",
    "\u2067",
    "\ufeff",
    "\u00ad",
    "Å",
    "𐍈",
    "한글",
    "“",
    "”",
    "‘",
]
QUICK = settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))


def with_strange(text: str, puts: list[tuple[int, str]]) -> str:
    for place, piece in puts:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at:]
    return text


puts = st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(STRANGE)), max_size=6)
texts = st.builds(
    lambda chosen, puts, end: with_strange(end.join(chosen), puts),
    st.lists(st.sampled_from(MADE), min_size=1, max_size=4),
    puts,
    st.sampled_from(["\n\n", "\r\n", " ", "\u2028"]),
)


@QUICK
@given(texts)
def test_offsets_are_right_whatever_stands_between(reader, text):
    reading = reader.read(text)
    for s in reading.statements:
        assert s.content == GAP.join(text[a:b] for a, b in s.content_spans)
        assert all(0 <= a < b <= len(text) for a, b in s.content_spans)
        assert all(x[1] <= y[0] for x, y in pairwise(s.content_spans))
        assert s.speaker_mention == (text[slice(*s.speaker_span)] if s.speaker_span else None)
        assert s.cue == (text[slice(*s.cue_span)] if s.cue_span else None)
    assert all(text[slice(*name.span)] == name.text for name in reading.names)
    pieces = [r.span for r in reading.residue]
    assert all(a < b for a, b in pieces)
    assert all(x[1] <= y[0] for x, y in pairwise(pieces))
    assert "".join(text[slice(*section.span)] for section in reading.sections) == text


@QUICK
@given(texts)
def test_parents_stand_before_their_children_and_hold_them(reader, text):
    statements = reader.read(text).statements
    for n, s in enumerate(statements):
        if s.parent is None:
            continue
        assert 0 <= s.parent < n
        held = statements[s.parent].content_spans
        assert all(any(a <= x and y <= b for a, b in held) for x, y in s.content_spans)


@QUICK
@given(texts)
def test_relays_are_well_formed(reader, text):
    for s in reader.read(text).statements:
        assert all(name and name == name.strip() for name in s.via)
        assert len(set(s.via)) == len(s.via)
        assert s.speaker not in s.via


@QUICK
@given(texts)
def test_the_same_text_gives_the_same_reading(reader, text):
    assert reader.read(text) == reader.read(text)


@QUICK
@given(st.sampled_from(MADE), st.integers(1, 3))
def test_what_stands_before_moves_offsets_and_nothing_else(reader, text, lines):
    before = "The road to the port is long.\n\n" * lines
    alone, later = reader.read(f"{before[:31]}{text}"), reader.read(f"{before}{text}")
    by = len(before) - 31
    assert [s.content for s in alone.statements] == [s.content for s in later.statements]
    assert [tuple((a + by, b + by) for a, b in s.content_spans) for s in alone.statements] == [
        s.content_spans for s in later.statements
    ]
