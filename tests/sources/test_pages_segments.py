"""The marked text: whatever overlaps, the page holds every character once and every statement's id once."""

import re
import sys
from html import unescape
from html.parser import HTMLParser
from types import FrameType
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.models import Statement
from sources.views.marked_text import marked
from sources.views.parts import PART_CHARACTERS, SLACK, part_of, starts
from sources.views.segments import NAMED_AT_MOST, Mark, paragraphs, segments

# Letters of one and two UTF-16 units, marks, hostile characters, and every kind of break.
TEXTS = st.text(alphabet="ab<>&\"'“”é𝒳😀 \t\n", max_size=80)
HOSTILE = "He said <script>alert(1)</script> & \"so\" 'it' is </mark></p> 😀 done"


@st.composite
def marked_texts(draw):
    text = draw(TEXTS)
    places = st.integers(0, len(text) + 3)
    spans = st.tuples(places, places, st.one_of(st.none(), st.integers(1, 5)))
    return text, [Mark(min(a, b), max(a, b), pk) for a, b, pk in draw(st.lists(spans, max_size=12))]


@given(marked_texts(), st.data())
@settings(max_examples=300, deadline=None)
def test_segments_give_the_text_once_and_cover_every_span(case, data):
    text, marks = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = list(segments(text, marks, start=start, end=end))
    assert "".join(segment.text for segment in found) == text[start:end]
    for segment in found:
        for place in range(segment.start, segment.start + len(segment.text)):
            over = {m.statement for m in marks if m.start <= place < m.end}
            assert set(segment.statements) == over - {None}
            assert segment.is_who == (None in over)
    begun = [pk for segment in found for pk in segment.begin]
    covering = {m.statement for m in marks if max(m.start, start) < min(m.end, end)} - {None}
    assert sorted(begun) == sorted(covering), "each statement begins exactly once"


@given(marked_texts())
@settings(max_examples=300, deadline=None)
def test_paragraphs_hold_every_line_with_words_and_every_statement(case):
    text, marks = case
    found = paragraphs(text, marks)
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(s.text for s in paragraph.segments) for paragraph in found] == lines
    for paragraph in found:
        for segment in paragraph.segments:
            assert text[segment.start : segment.start + len(segment.text)] == segment.text
    begun = [pk for paragraph in found for pk in paragraph.begin]
    covering = {m.statement for m in marks if m.start < min(m.end, len(text))} - {None}
    assert sorted(begun) == (sorted(covering) if lines else [])


class Balanced(HTMLParser):
    """Reads HTML and fails where an element is not closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.ids: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@given(marked_texts())
@settings(max_examples=200, deadline=None)
def test_the_html_is_well_formed_escaped_and_has_each_id_once(case):
    text, marks = case
    by_id: dict[int, list[list[int]]] = {}
    for mark in marks:
        if mark.statement is not None and mark.start < mark.end:
            by_id.setdefault(mark.statement, []).append([mark.start, mark.end])
    statements = [Statement(pk=pk, spans=spans) for pk, spans in by_id.items()]
    shown = marked(text, statements)
    page = Balanced()
    page.feed("".join(paragraph.html for paragraph in shown))
    page.close()
    assert not page.open
    assert page.text == "".join(line for line in text.split("\n") if line.strip())
    assert page.tags <= {"mark", "span"}
    assert sorted(page.ids) == sorted(f"statement-{note.statement.pk}" for p in shown for note in p.notes)


def test_hostile_words_stay_words():
    whole = Statement(pk=1, spans=[[0, len(HOSTILE)]], speaker_span=[8, 16])
    inner = Statement(pk=2, spans=[[8, 33], [60, len(HOSTILE)]])
    html = marked(HOSTILE, [whole, inner])[0].html
    assert "<script" not in html
    assert html.count("</p>") == 0
    assert unescape(re.sub(r"</?(?:mark|span)[^>]*>", "", html)) == HOSTILE


def test_a_segment_under_very_many_statements_names_only_a_few():
    marks = [Mark(0, 10, pk) for pk in range(1, 1001)]
    (only,) = segments("ten letter", marks)
    assert len(only.statements) == NAMED_AT_MOST
    assert len(only.begin) == 1000


def test_ten_times_the_text_and_marks_take_ten_times_the_work():
    def lines_run(lines: int) -> int:
        text = ("word " * 19 + "end.\n") * lines
        marks = [Mark(at, at + 60, at + 1) for at in range(0, len(text) - 60, 100)]
        run = 0

        def count(_frame: FrameType, event: str, _argument: object) -> Any:
            nonlocal run
            run += event == "line"
            return count

        before = sys.gettrace()
        sys.settrace(count)
        try:
            found = paragraphs(text, marks)
        finally:
            sys.settrace(before)
        assert len(found) == lines
        return run

    few = lines_run(100)
    assert few > 1000, "there was work to count"
    assert lines_run(1000) < 11 * few


@given(st.integers(0, 400), st.sampled_from(["\n", " ", "x"]))
@settings(max_examples=60, deadline=None)
def test_parts_join_to_the_text_and_are_no_larger_than_promised(lines, ending):
    text = ("y" * 700 + ending) * lines
    begins = starts(text)
    ends = [*begins[1:], len(text)]
    assert begins[0] == 0
    assert all(end - begin <= PART_CHARACTERS + SLACK for begin, end in zip(begins, ends, strict=True))
    if ending != "x":
        assert all(text[begin - 1] == ending for begin in begins[1:])
    for offset in (0, len(text) // 2, max(len(text) - 1, 0)):
        part = part_of(text, offset=offset)
        assert part.start <= offset <= part.end


def test_a_part_number_that_makes_no_sense_gives_a_part_that_is_there():
    text = ("y" * 700 + "\n") * 200
    count = len(starts(text))
    asked = {None: 1, 0: 1, 2: 2, count + 1: count, 9999999999: count}
    assert {number: part_of(text, number=number).number for number in asked} == asked
