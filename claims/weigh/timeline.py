"""Who said what when, as a picture: a line for each speaker, a mark for what they said at a time. Layout only."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date  # noqa: TC003 - read at run time, by claims.weigh.written
from typing import TYPE_CHECKING

from claims.weigh.standing import named
from matching.phrase import say, say_counted, say_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from claims.weigh.piece import Piece

WIDTH, LEFT, RIGHT = 1000, 250, 30
TOP, STEP, BOTTOM = 26, 34, 34
MOST_SPEAKERS, MOST_TICKS, MOST_CHARACTERS = 12, 6, 34
MOST_MARKS = 80
SPREAD = 7
SLOT = 24
"""Width in which what a speaker says in one stance is one mark, or wider where there would be too many: marks stay apart."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``count`` things that a speaker said in one stance on a day, or on days too near for marks of their own, at (x, y).
    ``statement`` in ``article`` is the first of them.
    """

    x: float
    y: float
    stance: str
    name: str
    count: int
    first: date
    last: date
    statement: int
    article: int

    @property
    def title(self) -> str:
        """What the mark says when one rests on it."""
        first, last = self.first, self.last
        told = say(
            "%(who)s %(stance)s, %(when)s",
            who=self.name or say("nobody named"),
            stance=say(self.stance),
            when=say_day(last) if first == last else say("%(first)s to %(last)s", first=first, last=last),
        )
        if self.count == 1:
            return told
        many = f"{self.count:,}"
        return say_counted(
            "%(told)s (%(n)s statement)", "%(told)s (%(n)s statements)", self.count, n=many, told=told
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A speaker's line."""

    name: str
    y: float
    marks: tuple[Mark, ...]

    def count(self, stance: str) -> int:
        """How many statements of a stance there are."""
        return sum(mark.count for mark in self.marks if mark.stance == stance)

    @property
    def counts(self) -> list[int]:
        """How many statements support, deny, and are context."""
        return [self.count(stance) for stance in ("supports", "denies", "context")]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return min(mark.first for mark in self.marks), max(mark.last for mark in self.marks)


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
    def letters(self) -> int:
        """How much of a name fits beside its line."""
        return MOST_CHARACTERS

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
    return Timeline(
        _lines({name: of[name] for name in shown}, scale),
        scale.ticks(),
        TOP + len(shown) * STEP + BOTTOM - STEP // 2,
        more=len(of) - len(shown),
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


def _lines(of: Mapping[str, Sequence[Piece]], scale: _Scale) -> tuple[Line, ...]:
    """A line for each speaker; of many marks those that stand near to each other become one, until few enough are left."""
    width = float(SLOT)
    while True:
        lines = tuple(
            _line(name, pieces, TOP + n * STEP, scale, width) for n, (name, pieces) in enumerate(of.items())
        )
        if sum(len(line.marks) for line in lines) <= MOST_MARKS or width > WIDTH:
            return lines
        width *= 1.5


def _line(name: str, pieces: Sequence[Piece], y: float, scale: _Scale, width: float) -> Line:
    slots: dict[float, dict[str, list[Piece]]] = {}
    day, slot = None, -math.inf
    for piece in sorted(pieces, key=lambda p: (p.heard_at, p.statement)):
        if piece.heard_at.date() != day:  # a day is never parted
            day, x = piece.heard_at.date(), scale.x(piece.heard_at)
            slot = x if x - slot >= width else slot
        slots.setdefault(slot, {}).setdefault(piece.stance, []).append(piece)
    marks = []
    for x, stances in slots.items():
        for n, (stance, said) in enumerate(stances.items()):
            shift = SPREAD * (2 * n - len(stances) + 1)  # marks of one slot stand beside each other
            marks.append(_mark(round(x + shift, 1), y, stance, said))
    return Line(name, y, tuple(marks))


def _mark(x: float, y: float, stance: str, said: Sequence[Piece]) -> Mark:
    first, last = said[0], said[-1]
    days = first.heard_at.date(), last.heard_at.date()
    return Mark(x, y, stance, first.speaker.name, len(said), *days, first.statement, first.article)
