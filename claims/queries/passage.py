"""A statement where it stands: the neighbourhood of its words in the article's text, in marked pieces."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sources.models import Statement

BEFORE, AFTER = 500, 400
CUT = "…"


@dataclass(frozen=True)
class Piece:
    """Some text and what it is: "said", "who", "cue", or nothing for what stands around them."""

    text: str
    role: str = ""


@dataclass(frozen=True)
class Paragraph:
    """The pieces of one paragraph, and whether any of it was said."""

    pieces: list[Piece]

    @property
    def is_said(self) -> bool:
        """Whether some of the words said stand in it."""
        return any(piece.role == "said" for piece in self.pieces)


@dataclass(frozen=True)
class Passage:
    """The paragraphs in their order, and the number of the one that the first words said stand in."""

    paragraphs: list[Paragraph]
    number: int


def passage(statement: Statement) -> Passage:
    """The words of a statement with what stands around them; where something is left out there is a "…"."""
    text = statement.article.text
    said = _inside(statement.spans, text)
    marks = [
        *(("said", start, end) for start, end in said),
        *(("who", start, end) for start, end in _inside([statement.speaker_span or []], text)),
        *(("cue", start, end) for start, end in _inside([statement.cue_span or []], text)),
    ]
    paragraphs: list[Paragraph] = []
    for start, end in _windows(text, said):
        pieces = _pieces(text, start, end, marks)
        if start > 0 and text[start - 1] != "\n":
            pieces.insert(0, Piece(f"{CUT} "))
        if end < len(text) and text[end] != "\n":
            pieces.append(Piece(f" {CUT}"))
        if paragraphs:
            paragraphs.append(Paragraph([Piece(CUT)]))
        paragraphs += _paragraphs(pieces)
    first = said[0][0] if said else 0
    return Passage(paragraphs, sum(1 for line in text[:first].split("\n")[:-1] if line.strip()) + 1)


def _paragraphs(pieces: Sequence[Piece]) -> list[Paragraph]:
    """The pieces, cut where the text begins a new line; empty lines are no paragraphs."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.role))
        lines += [[Piece(part, piece.role)] for part in others]
    kept = [[piece for piece in line if piece.text] for line in lines]
    return [Paragraph(line) for line in kept if any(piece.text.strip() for piece in line)]


def _inside(spans: Sequence[Sequence[int]], text: str) -> list[tuple[int, int]]:
    """The spans that lie in the text."""
    return sorted((start, end) for start, end in filter(None, spans) if 0 <= start < end <= len(text))


def _windows(text: str, said: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for start, end in said:
        left, right = _left(text, start), _right(text, end)
        if windows and left <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(right, windows[-1][1]))
        else:
            windows.append((left, right))
    return windows


def _left(text: str, start: int) -> int:
    """Where the neighbourhood begins: at a paragraph, else at a word."""
    furthest = start - BEFORE
    if furthest <= 0:
        return 0
    line = text.find("\n", furthest, start)
    return line + 1 if line >= 0 else text.find(" ", furthest, start) + 1 or furthest


def _right(text: str, end: int) -> int:
    furthest = end + AFTER
    if furthest >= len(text):
        return len(text)
    line = text.rfind("\n", end, furthest)
    return line if line >= 0 else max(text.rfind(" ", end, furthest), end)


def _pieces(text: str, start: int, end: int, marks: Sequence[tuple[str, int, int]]) -> list[Piece]:
    """text[start:end], cut wherever a mark begins or ends; the first mark over a place names it."""
    edges = {start, end}
    edges.update(edge for _, *span in marks for edge in span if start < edge < end)
    places = sorted(edges)
    return [
        Piece(text[left:right], next((role for role, a, b in marks if a <= left and right <= b), ""))
        for left, right in pairwise(places)
    ]
