"""A text cut at every place where a mark begins or ends. Pure, and linear in the text and its marks.

Statements overlap, nest and have several spans, which HTML's elements cannot. So the text is cut into segments, each
of which knows the marks that cover it; a segment is then one element, and the page is well-formed whatever overlaps.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# A segment names so many of the statements that cover it; hostile spans could otherwise make a page quadratic.
NAMED_AT_MOST = 8


@dataclass(frozen=True)
class Mark:
    """One span of a text: a statement's words (``statement`` is its id), or a speaker's name (None)."""

    start: int
    end: int
    statement: int | None = None


@dataclass(frozen=True)
class Segment:
    """A piece of the text, covered by the same marks from its first to its last character.

    ``statements`` are the statements that cover it, ``begin`` those whose first words these are: each statement
    begins exactly once, in the first segment that it covers at all.
    """

    start: int
    text: str
    statements: tuple[int, ...] = ()
    begin: tuple[int, ...] = ()
    is_who: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A line of the text with words in it."""

    start: int
    segments: tuple[Segment, ...] = ()

    @property
    def begin(self) -> tuple[int, ...]:
        """The statements that begin in this paragraph, in order."""
        return tuple(pk for segment in self.segments for pk in segment.begin)


@dataclass
class _Covering:
    """The marks that cover the present place."""

    statements: dict[int, int] = field(default_factory=dict)
    who: int = 0

    def change(self, mark: Mark, step: int) -> None:
        if mark.statement is None:
            self.who += step
            return
        count = self.statements.get(mark.statement, 0) + step
        if count:
            self.statements[mark.statement] = count
        else:
            self.statements.pop(mark.statement, None)

    def named(self) -> tuple[int, ...]:
        first = (pk for pk, _ in zip(self.statements, range(NAMED_AT_MOST), strict=False))
        return tuple(first)


def segments(
    text: str, marks: Iterable[Mark], *, start: int = 0, end: int | None = None
) -> Iterator[Segment]:
    """The text from ``start`` to ``end``, each character once and in order, cut where a mark begins or ends.

    Marks that lie outside are left out, those that reach over an end are cut there; an empty mark marks nothing.
    """
    end = len(text) if end is None else min(end, len(text))
    inside = [m for m in marks if max(m.start, start) < min(m.end, end)]
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(max(mark.start, start), []).append(mark)
        closing.setdefault(min(mark.end, end), []).append(mark)
    covering, begun, fresh = _Covering(), set[int](), list[int]()
    places = sorted({start, end, *opening, *closing})
    for here, there in pairwise(places):
        for mark in closing.get(here, ()):
            covering.change(mark, -1)
        for mark in opening.get(here, ()):
            covering.change(mark, 1)
            if mark.statement is not None and mark.statement not in begun:
                begun.add(mark.statement)
                fresh.append(mark.statement)
        yield Segment(here, text[here:there], covering.named(), tuple(fresh), is_who=covering.who > 0)
        fresh.clear()


def paragraphs(
    text: str, marks: Sequence[Mark], *, start: int = 0, end: int | None = None
) -> list[Paragraph]:
    """The lines with words between ``start`` and ``end``, each with its segments; line breaks stand in none.

    A statement that begins in a line break or an empty line begins in the first paragraph behind it, or in the last.
    """
    made: list[Paragraph] = []
    line: list[Segment] = []
    waiting: tuple[int, ...] = ()

    def close() -> None:
        if any(segment.text.strip() for segment in line):
            made.append(Paragraph(line[0].start, tuple(line)))
        line.clear()

    for segment in segments(text, marks, start=start, end=end):
        waiting += segment.begin
        at = segment.start
        for number, piece in enumerate(segment.text.split("\n")):
            if number:
                close()
                at += 1
            if piece:
                begin = waiting if piece.strip() else ()
                waiting = () if piece.strip() else waiting
                line.append(Segment(at, piece, segment.statements, begin, is_who=segment.is_who))
            at += len(piece)
    close()
    if waiting and made:
        made[-1] = _also_beginning(made[-1], waiting)
    return made


def _also_beginning(paragraph: Paragraph, late: tuple[int, ...]) -> Paragraph:
    *before, last = paragraph.segments
    return replace(paragraph, segments=(*before, replace(last, begin=last.begin + late)))
