"""Who said what when, as a picture: a line for each speaker, a mark for what they said at a time. Layout only."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.weigh.standing import named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from claims.weigh.piece import Piece

WIDTH, LEFT, RIGHT = 1000, 250, 30
TOP, STEP, BOTTOM = 26, 34, 34
MOST_SPEAKERS, MOST_TICKS, MOST_CHARACTERS = 12, 6, 34
SPREAD = 7
SLOT = 24
"""Width in which what a speaker says in one stance is one mark: marks stay apart, and their number is bounded."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a speaker said in one stance on a day, or on days too near for marks of their own: ``pieces`` of it, in
    the order of time, at (x, y).
    """

    x: float
    y: float
    stance: str
    pieces: tuple[Piece, ...]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.pieces[0].heard_at.date(), self.pieces[-1].heard_at.date()

    @property
    def title(self) -> str:
        """What the mark says when one rests on it."""
        count = "" if len(self.pieces) == 1 else f" ({len(self.pieces)} statements)"
        first, last = self.days
        when = f"{last:%-d %B %Y}" if first == last else f"{first:%-d %B %Y} to {last:%-d %B %Y}"
        return f"{self.pieces[0].speaker.name or 'nobody named'} {self.stance}, {when}{count}"


@dataclass(frozen=True, slots=True)
class Line:
    """A speaker's line."""

    name: str
    y: float
    marks: tuple[Mark, ...]

    def count(self, stance: str) -> int:
        """How many statements of a stance there are."""
        return sum(len(mark.pieces) for mark in self.marks if mark.stance == stance)

    @property
    def counts(self) -> list[int]:
        """How many statements support, deny, and are context."""
        return [self.count(stance) for stance in ("supports", "denies", "context")]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        days = [day for mark in self.marks for day in mark.days]
        return min(days), max(days)

    @property
    def label(self) -> str:
        """The name as far as it fits."""
        return (
            self.name
            if len(self.name) <= MOST_CHARACTERS
            else f"{self.name[: MOST_CHARACTERS - 1].rstrip()}…"
        )


@dataclass(frozen=True, slots=True)
class Tick:
    """A day named below the lines."""

    x: float
    day: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture. ``more``: speakers who are not in it, those with the fewest statements."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    height: int
    more: int = 0
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def bottom(self) -> int:
        """Where the names of the days stand."""
        return self.height - 8


def draw_timeline(pieces: Sequence[Piece]) -> Timeline:
    """The timeline of some evidence: the speakers with most statements, in the order in which they first spoke."""
    of: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        of[named(piece)].append(piece)
    most = sorted(of, key=lambda name: (-len(of[name]), name))[:MOST_SPEAKERS]
    shown = sorted(most, key=lambda name: (min(p.heard_at for p in of[name]), name))
    times = [piece.heard_at for name in shown for piece in of[name]]
    if not times:
        return Timeline((), (), TOP + BOTTOM)
    scale = _Scale(min(times), max(times))
    lines = tuple(_line(name, of[name], TOP + n * STEP, scale) for n, name in enumerate(shown))
    return Timeline(
        lines, scale.ticks(), TOP + len(shown) * STEP + BOTTOM - STEP // 2, more=len(of) - len(shown)
    )


class _Scale:
    """From a moment to a place across the picture."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self.first, self.last = first, last
        self.seconds = (last - first).total_seconds()

    def x(self, moment: datetime) -> float:
        room = WIDTH - RIGHT - LEFT - 40
        share = (moment - self.first).total_seconds() / self.seconds if self.seconds else 0.5
        return round(LEFT + 20 + room * share, 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Days at even distances, the first and the last among them; one where there is only one."""
        if self.first.date() == self.last.date():
            return (Tick(self.x(self.first), self.first.date()),)
        days = (self.last.date() - self.first.date()).days
        steps = min(days, MOST_TICKS - 1)
        moments = [self.first + (self.last - self.first) * n / steps for n in range(steps + 1)]
        return tuple(Tick(self.x(moment), moment.date()) for moment in moments)


def _line(name: str, pieces: Sequence[Piece], y: float, scale: _Scale) -> Line:
    slots: dict[float, dict[str, list[Piece]]] = {}
    day, slot = None, -math.inf
    for piece in sorted(pieces, key=lambda p: (p.heard_at, p.statement)):
        if piece.heard_at.date() != day:  # a day is never parted
            day, x = piece.heard_at.date(), scale.x(piece.heard_at)
            slot = x if x - slot >= SLOT else slot
        slots.setdefault(slot, {}).setdefault(piece.stance, []).append(piece)
    marks = []
    for x, stances in slots.items():
        for n, (stance, said) in enumerate(stances.items()):
            shift = SPREAD * (2 * n - len(stances) + 1)  # marks of one slot stand beside each other
            marks.append(Mark(x + shift, y, stance, tuple(said)))
    return Line(name, y, tuple(marks))
