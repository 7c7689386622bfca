"""A marked text as HTML: every character escaped, every id once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from sources.views.segments import Mark, Paragraph, Segment, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

    from sources.models import Statement


@dataclass(frozen=True)
class Note:
    """A statement's note in the margin, with the number that its words bear too."""

    number: int
    statement: Statement


@dataclass(frozen=True)
class MarkedParagraph:
    """A paragraph as the page shows it, with the notes on the statements that begin in it."""

    start: int
    html: SafeString
    notes: Sequence[Note]


def marks_of(statements: Iterable[Statement]) -> list[Mark]:
    """The marks of statements: their words, and the names of their speakers."""
    marks = []
    for statement in statements:
        marks += [Mark(start, end, statement.pk) for start, end in statement.spans]
        if statement.speaker_span:
            marks.append(Mark(*statement.speaker_span))
    return marks


def marked(
    text: str, statements: Sequence[Statement], *, start: int = 0, end: int | None = None
) -> list[MarkedParagraph]:
    """The paragraphs of a part of the text, marked, each with the notes on the statements that begin there."""
    known = {statement.pk: statement for statement in statements}
    numbers = {statement.pk: number for number, statement in enumerate(statements, start=1)}
    return [
        MarkedParagraph(p.start, _paragraph(p, numbers), [Note(numbers[pk], known[pk]) for pk in p.begin])
        for p in paragraphs(text, marks_of(statements), start=start, end=end)
    ]


def _paragraph(paragraph: Paragraph, numbers: dict[int, int]) -> SafeString:
    return format_html_join("", "{}", ((_segment(segment, numbers),) for segment in paragraph.segments))


def _segment(segment: Segment, numbers: dict[int, int]) -> SafeString:
    words: str = segment.text
    if segment.is_who:
        words = format_html('<mark class="who">{}</mark>', words)
    # Of several that begin at the same word one gives the mark its id, the others stand before it, empty.
    first = segment.begin[:1] if segment.statements else ()
    others = segment.begin[len(first) :]
    anchors = format_html_join("", '<span id="statement-{}"></span>', ((pk,) for pk in others))
    if not segment.statements:
        return format_html("{}{}", anchors, words)
    every = "·".join(str(numbers[pk]) for pk in segment.begin)
    opened = format_html(' id="statement-{}" data-number="{}"', first[0], every) if first else ""
    listed = " ".join(str(pk) for pk in segment.statements)
    # Words within words are marked deeper, so that one sees where the inner statement begins and ends.
    deep = mark_safe(' data-deep=""') if len(segment.statements) > 1 else ""
    return format_html(
        '{}<mark class="said" data-statements="{}"{}{}>{}</mark>', anchors, listed, deep, opened, words
    )
