"""What a claim's page says of all its evidence, in values so plain that they can be written down and read again.

A page shows numbers, pictures and a few utterances at a time. The outline has the first two, and says of every utterance
which statements it is and how it counts; whatever else is shown of it follows from the few pieces on the page.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.weigh.contradictions import find_contradictions
from claims.weigh.coverage import find_coverage
from claims.weigh.dossier import origins_of
from claims.weigh.origins import Counts
from claims.weigh.provenance import Provenance, draw_provenance
from claims.weigh.remarks import WHOSE
from claims.weigh.timeline import Timeline, draw_timeline
from claims.weigh.tripwire import Held, hold_against
from claims.weigh.utterance import by_utterance, speakers_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from claims.weigh.contradictions import Contradiction
    from claims.weigh.coverage import Coverage
    from claims.weigh.origins import Origin, Origins
    from claims.weigh.parts import Part
    from claims.weigh.piece import Judged, Piece
    from claims.weigh.tripwire import Armed
    from claims.weigh.utterance import Utterance

STANCES = ("supports", "denies", "context")
ON_A_PAGE = 6
"""Utterances of one stance on a page."""
REPORTS = 3
"""Further reports of an utterance that are shown with their differences; the others are counted."""
READ_CLOSELY = 200
"""Utterances of one stance, the last heard, of which coverage is worked out."""
ORIGINS_LISTED, WAYS_LISTED, CONTRADICTIONS_SHOWN = 8, 20, 3


@dataclass(frozen=True, slots=True)
class OriginLine:
    """An origin as the list of them has it; ``statement`` is its first. See ``Origin``."""

    name: str
    certainty: str
    reason: str
    because: tuple[str, ...]
    first_hand: bool
    count: int
    statement: int
    beside: int | None


@dataclass(frozen=True, slots=True)
class Side(Counts):
    """The origins for or against, in numbers, with the first of them; ``more`` are not listed."""

    low: int
    high: int
    reports: int
    first_hand: int
    origins: tuple[OriginLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Heap:
    """How much there is of one stance."""

    stance: str
    count: int
    utterances: int
    speakers: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that may contradict each other, the earlier first."""

    reason: str
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class Covering:
    """What the evidence covers of the wording: how many sources support all of it, what no source covers, and the widest
    wording (empty where there is none) that one ``source`` covers. ``closely``: of how many statements it was worked out.
    """

    whole: int
    gaps: tuple[str, ...]
    narrower: str
    source: str
    closely: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page says of all the evidence."""

    supports: Side
    denies: Side
    heaps: tuple[Heap, ...]
    speakers: int
    covering: Covering
    contradictions: tuple[Pair, ...]
    more_contradictions: int
    timeline: Timeline
    provenance: Provenance
    wires: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An utterance in its place on a page: its fullest report, the next ones, how many there are in all, and how it counts
    as an origin. ``quotes``: what the fullest report's article quotes on the same side, where that report is no quote.
    """

    fullest: int
    reports: tuple[int, ...]
    count: int
    quotes: tuple[int, ...]
    certainty: str
    reason: str
    first_hand: bool
    uncounted: str


Pages = dict[str, list[list[Entry]]]


def outline_of(
    text: str,
    *,
    parts: Sequence[Part],
    pieces: Sequence[Piece],
    judged: Collection[Judged] = (),
    wires: Sequence[Armed] = (),
) -> tuple[Outline, Pages]:
    """The outline of the evidence of the claim ``text``, and every utterance by stance in pages of ON_A_PAGE, the last
    heard first. By the same rules as ``weigh``.
    """
    groups = {stance: by_utterance([p for p in pieces if p.stance == stance]) for stance in STANCES}
    closely = [p for group in groups.values() for u in group[:READ_CLOSELY] for p in u.pieces[: REPORTS + 1]]
    sides = {side: origins_of(side, text=text, pieces=pieces, judged=judged) for side in STANCES[:2]}
    standing, _ = find_contradictions(pieces, judged=judged)
    ways = draw_provenance(sides.values())
    outline = Outline(
        _side(sides["supports"]),
        _side(sides["denies"]),
        tuple(_heap(stance, group) for stance, group in groups.items()),
        speakers_of(pieces),
        _covering(find_coverage(text, parts, closely), len(closely)),
        tuple(_pair(found) for found in standing[:CONTRADICTIONS_SHOWN]),
        max(0, len(standing) - CONTRADICTIONS_SHOWN),
        draw_timeline(pieces),
        Provenance(ways.boxes, ways.arrows, ways.ways[:WAYS_LISTED], ways.height, ways.more),
        tuple(hold_against(pieces, wires)),
    )
    return outline, _pages(groups, sides, pieces)


def _side(origins: Origins) -> Side:
    listed = tuple(_line(origin) for origin in origins.origins[:ORIGINS_LISTED])
    more = len(origins.origins) - len(listed)
    return Side(origins.low, origins.high, origins.reports, origins.first_hand, listed, more)


def _line(origin: Origin) -> OriginLine:
    return OriginLine(
        origin.name,
        origin.certainty,
        origin.reason,
        origin.because,
        origin.first_hand,
        len(origin.pieces),
        origin.pieces[0].statement,
        origin.beside,
    )


def _heap(stance: str, groups: Sequence[Utterance]) -> Heap:
    pieces = [piece for group in groups for piece in group.pieces]
    return Heap(stance, len(pieces), len(groups), speakers_of(pieces))


def _pair(found: Contradiction) -> Pair:
    return Pair(found.reason, found.earlier.statement, found.later.statement)


def _covering(coverage: Coverage, closely: int) -> Covering:
    narrower = coverage.narrower
    return Covering(
        len(coverage.whole),
        coverage.gaps,
        narrower.text if narrower else "",
        narrower.source if narrower else "",
        closely,
    )


def _pages(
    groups: Mapping[str, Sequence[Utterance]], sides: Mapping[str, Origins], pieces: Sequence[Piece]
) -> Pages:
    quotes: dict[tuple[int, str], list[int]] = defaultdict(list)
    for piece in pieces:
        if piece.kind in WHOSE:
            quotes[piece.article, piece.stance].append(piece.statement)
    pages: Pages = {}
    for stance, group in groups.items():
        side = sides.get(stance)
        origin_of = {p.statement: origin for origin in side.origins for p in origin.pieces} if side else {}
        uncounted = side.uncounted if side else {}
        entries = [_entry(u, origin_of.get(u.fullest.statement), uncounted, quotes) for u in group]
        pages[stance] = [entries[at : at + ON_A_PAGE] for at in range(0, len(entries), ON_A_PAGE)]
    return pages


def _entry(
    utterance: Utterance,
    origin: Origin | None,
    uncounted: Mapping[int, str],
    quotes: Mapping[tuple[int, str], list[int]],
) -> Entry:
    fullest = utterance.fullest
    is_report = fullest.kind not in WHOSE and fullest.stance != "context"
    return Entry(
        fullest.statement,
        tuple(piece.statement for piece in utterance.others[:REPORTS]),
        len(utterance.pieces),
        tuple(quotes.get((fullest.article, fullest.stance), ())) if is_report else (),
        origin.certainty if origin else "",
        origin.reason if origin else "",
        origin.first_hand if origin else False,
        uncounted.get(fullest.statement, ""),
    )
