"""Evidence that contradicts itself: one speaker over time, or two voices of one government at one time. Suggestions."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.weigh.facts import NOT_A_FACT
from claims.weigh.same import speaker_key
from claims.weigh.standing import named
from matching.phrase import say
from matching.voice import voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from claims.weigh.piece import Judged, Piece

AT_ONE_TIME = timedelta(days=14)
"""So close together two voices of one government speak of the same state of things."""
MOST = 50
MOST_RECENT = 5
SPEAKER, AFFILIATION = "speaker", "affiliation"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two pieces on opposite sides, the earlier first; ``government`` is the one they both speak for, or empty."""

    kind: str
    earlier: Piece
    later: Piece
    government: str = ""

    @property
    def reason(self) -> str:
        """Why they are put side by side."""
        earlier, later = self.earlier, self.later
        if self.kind == SPEAKER:
            return say(
                "%(who)s %(first)s and then %(then)s.",
                who=named(later),
                first=_takes(earlier),
                then=_takes(later),
            )
        return say(
            "Two voices of one government (%(state)s): %(one)s %(first)s, %(other)s %(then)s.",
            state=self.government,
            one=named(earlier),
            first=_takes(earlier),
            other=named(later),
            then=_takes(later),
        )

    @property
    def pair(self) -> tuple[int, int]:
        """The two statements, the lower id first."""
        one, other = sorted((self.earlier.statement, self.later.statement))
        return one, other


def find_contradictions(
    pieces: Sequence[Piece], *, judged: Collection[Judged] = ()
) -> tuple[list[Contradiction], list[Contradiction]]:
    """Those that stand, and those that people dismissed ("no_contradiction"); at most MOST in all."""
    sides = sorted(
        (p for p in pieces if p.stance in {"supports", "denies"} and p.modality not in NOT_A_FACT),
        key=lambda piece: (piece.heard_at, piece.statement),
    )
    found = {c.pair: c for c in [*_by_affiliation(sides), *_by_speaker(sides)]}
    ordered = sorted(found.values(), key=lambda c: (c.kind != SPEAKER, c.later.heard_at, c.pair))[:MOST]
    dismissed = {tuple(sorted((j.one, j.other))) for j in judged if j.says == "no_contradiction"}
    return [c for c in ordered if c.pair not in dismissed], [c for c in ordered if c.pair in dismissed]


def _by_speaker(sides: Sequence[Piece]) -> Iterator[Contradiction]:
    """A speaker's change from one side to the other."""
    of: dict[object, list[Piece]] = defaultdict(list)
    for piece in sides:
        key = speaker_key(piece)
        if key is not None:
            of[key].append(piece)
    for said in of.values():
        for earlier, later in pairwise(said):
            if earlier.stance != later.stance:
                yield Contradiction(SPEAKER, earlier, later)


def _by_affiliation(sides: Sequence[Piece]) -> Iterator[Contradiction]:
    """Voices of one government on two sides within AT_ONE_TIME: for each the one of the other side nearest before it."""
    before: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    seen: set[frozenset[object]] = set()
    for piece in sides:
        speaking = voice(piece.speaker.name, piece.affiliation, piece.speaker.kind)
        states = speaking.states if speaking.government else {}
        other_side = "denies" if piece.stance == "supports" else "supports"
        for state, name in states.items():
            for earlier in _recent(before[state, other_side], piece):
                pair = frozenset({speaker_key(earlier), speaker_key(piece)})
                if speaker_key(earlier) != speaker_key(piece) and pair not in seen:
                    seen.add(pair)
                    yield Contradiction(AFFILIATION, earlier, piece, name)
                    break
            before[state, piece.stance].append(piece)


def _recent(pieces: Sequence[Piece], piece: Piece) -> Iterator[Piece]:
    """The last few of them that were heard within AT_ONE_TIME before a piece, the latest first."""
    first = bisect_left(pieces, piece.heard_at - AT_ONE_TIME, key=lambda p: p.heard_at)
    yield from reversed(pieces[max(first, len(pieces) - MOST_RECENT) :])


def _takes(piece: Piece) -> str:
    day = piece.heard_at.date()
    if piece.stance == "supports":
        return say("supports it (%(day)s)", day=day)
    return say("denies it (%(day)s)", day=day)
