"""By which way the words reached us, as a picture: from the outlets that printed them to the origins. Layout only."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.weigh.origins import INDEPENDENT
from matching.phrase import say, say_counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.weigh.origins import Origin, Origins
    from claims.weigh.piece import Piece

WIDTH, BOX, HIGH = 1000, 230, 30
TOP, STEP, BOTTOM = 34, 44, 10
PASSING = "\0"
"""Begins the key of a room by which a way passes a column: no name does."""
MOST_NODES, MOST_RELAYS, MOST_CHARACTERS = 10, 2, 29
OUTLET, RELAY, ORIGIN, THROUGH = "outlet", "relay", "origin", "through"


@dataclass(frozen=True, slots=True)
class Box:
    """An outlet, a relay or an origin at (x, y); or the room by which a way passes a column that it has no step in
    (THROUGH). ``sure``: an origin that is independent of the others; ``statement`` in ``article`` is the first of it.
    """

    name: str
    role: str
    x: float
    y: float
    sure: bool = True
    statement: int | None = None
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """``count`` reports that came from the right to the left."""

    to: Box
    source: Box
    count: int

    @property
    def path(self) -> str:
        """The curve, from the edge of one box to that of the other; through the room of a way that passes."""
        x1, y1 = self.to.x + BOX, self.to.y + HIGH / 2
        x2, y2 = self.source.x, self.source.y + HIGH / 2
        middle = round((x1 + x2) / 2, 1)
        through = f"h{BOX}" if self.source.role == THROUGH else ""
        return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}{through}"

    @property
    def title(self) -> str:
        """What the arrow says when one rests on it."""
        to, source = self.to.name, self.source.name
        if self.count == 1:
            return say("%(outlet)s has it from %(source)s", outlet=to, source=source)
        return say_counted(
            "%(outlet)s has it from %(source)s, %(n)s time",
            "%(outlet)s has it from %(source)s, %(n)s times",
            self.count,
            outlet=to,
            source=source,
        )


@dataclass(frozen=True, slots=True)
class Way:
    """One row of the table behind the picture: who printed it, by way of whom, from which origin, how often. ``certainty``
    is the origin's, ``statement`` in ``article`` the first of it.
    """

    steps: tuple[str, ...]
    origin: str
    certainty: str
    count: int
    statement: int
    article: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """The picture, and the ways behind it, the most used first. ``more``: ways that are not in the picture."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    ways: tuple[Way, ...]
    height: int
    more: int = 0
    width: int = WIDTH
    box: int = BOX
    high: int = HIGH

    @property
    def letters(self) -> int:
        """How much of a name fits into a box."""
        return MOST_CHARACTERS

    @property
    def drawn(self) -> list[Box]:
        """The boxes one sees."""
        return [box for box in self.boxes if box.role != THROUGH]


def draw_provenance(origins: Iterable[Origins]) -> Provenance:
    """The ways behind some origins: the most used, as far as MOST_NODES fit into a column."""
    ways = [
        _way(steps, origin, n)
        for each in origins
        for origin in each.origins
        for steps, n in Counter(map(_steps, origin.pieces)).items()
    ]
    ways.sort(key=lambda way: (-way.count, way.steps, way.origin))
    shown = _that_fit(ways)
    columns = _columns(shown)
    boxes = _boxes(columns, shown)
    arrows: Counter[tuple[tuple[int, str], tuple[int, str]]] = Counter()
    depth = len(columns) - 1
    for way in shown:
        places = _places(way, depth)
        for to, source in pairwise(places):
            arrows[to, source] += way.count
    height = TOP + max((len(column) for column in columns), default=0) * STEP + BOTTOM
    drawn = tuple(Arrow(boxes[to], boxes[source], n) for (to, source), n in arrows.items())
    return Provenance(tuple(boxes.values()), drawn, tuple(ways), height, more=len(ways) - len(shown))


def _way(steps: tuple[str, ...], origin: Origin, count: int) -> Way:
    first = origin.pieces[0]
    return Way(steps, origin.name, origin.certainty, count, first.statement, first.article)


def _steps(piece: Piece) -> tuple[str, ...]:
    """Who printed it, and by way of whom: the relays nearest to the article."""
    relays = [relay.name for relay in piece.relays if relay.name != piece.outlet.name]
    return (piece.outlet.name, *relays[:MOST_RELAYS])


def _that_fit(ways: Sequence[Way]) -> list[Way]:
    """The ways whose boxes fit into the columns, taken in order."""
    shown: list[Way] = []
    columns: dict[int, set[str]] = defaultdict(set)
    depth = max((len(way.steps) for way in ways), default=0)
    for way in ways:
        new = _places(way, depth)
        if all(name in columns[place] or len(columns[place]) < MOST_NODES for place, name in new):
            shown.append(way)
            for place, name in new:
                columns[place].add(name)
    return shown


def _columns(ways: Sequence[Way]) -> list[list[str]]:
    """The names in each column, from the outlets to the origins, in the order of the ways."""
    depth = max((len(way.steps) for way in ways), default=0)
    columns: list[dict[str, None]] = [{} for _ in range(depth + 1)] if ways else []
    for way in ways:
        for place, name in _places(way, depth):
            columns[place][name] = None
    return [list(column) for column in columns]


def _places(way: Way, depth: int) -> list[tuple[int, str]]:
    """Where a way stands in each column; past those that it has no step in it goes in a room of its origin's own."""
    passed = range(len(way.steps), depth)
    return [
        *enumerate(way.steps),
        *((n, PASSING + way.origin) for n in passed),
        (depth, way.origin),
    ]


def _boxes(columns: Sequence[Sequence[str]], ways: Sequence[Way]) -> dict[tuple[int, str], Box]:
    origins = {way.origin: way for way in ways}
    last = len(columns) - 1
    gap = (WIDTH - BOX) / last if last else 0
    boxes = {}
    for place, column in enumerate(columns):
        for n, name in enumerate(column):
            passing = name.startswith(PASSING)
            role = ORIGIN if place == last else OUTLET if place == 0 else THROUGH if passing else RELAY
            origin = origins.get(name) if role == ORIGIN else None
            boxes[place, name] = Box(
                origins[name.removeprefix(PASSING)].origin if passing else name,
                role,
                round(place * gap, 1),
                TOP + n * STEP,
                sure=origin is None or origin.certainty == INDEPENDENT,
                statement=origin.statement if origin else None,
                article=origin.article if origin else None,
            )
    return boxes
