"""What can be said of a group of pieces as an origin: who it is, whether it is named, and what it may rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from claims.weigh.same import NAMED, leading, party_key
from matching.names import normal_form
from matching.phrase import say
from matching.voice import rests_on, voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.weigh.piece import Piece


class Rank(IntEnum):
    """How firmly an origin stands by itself, the firmest first."""

    PERSON = 0
    ORGANISATION = 1
    STATE = 2
    UNNAMED = 3
    OUTLET = 4
    RESTS_ON_OTHERS = 5
    NOBODY = 6


RANKS = {
    "person": Rank.PERSON,
    "organisation": Rank.ORGANISATION,
    "state": Rank.STATE,
    "place": Rank.STATE,
    "group": Rank.STATE,
    "unnamed": Rank.UNNAMED,
    "outlet": Rank.OUTLET,
}


def rank_of(piece: Piece) -> Rank:
    """How firmly one piece stands."""
    if piece.speaker.is_nobody:
        return Rank.NOBODY
    if borrowed(piece):
        return Rank.RESTS_ON_OTHERS
    return RANKS.get(piece.speaker.kind, Rank.UNNAMED)


def borrowed(piece: Piece) -> str:
    """Why a piece rests on others' information, in words; "" where it does not say so."""
    words = rests_on(piece.content)
    if words:
        return say("speaks of “%(words)s”", words=words)
    return say("says only that they are aware of it") if piece.modality == "aware" else ""


def is_first_hand(piece: Piece) -> bool:
    """Whether a named person or organisation puts it forward as their own."""
    return piece.speaker.kind in NAMED and not piece.speaker.is_nobody and rank_of(piece) <= Rank.ORGANISATION


def named(piece: Piece) -> str:
    """Who it goes back to, with the outlet that has it from somebody without a name."""
    if piece.speaker.is_nobody:
        who = f"“{piece.speaker.name}”" if piece.speaker.name else say("somebody not named")
        return say("%(who)s in %(outlet)s", who=who, outlet=piece.outlet.name)
    way = leading(piece)
    if way is not None and piece.speaker.kind not in NAMED and party_key(way) != party_key(piece.speaker):
        return say("%(speaker)s, via %(way)s", speaker=piece.speaker.name, way=way.name)
    return piece.speaker.name


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A group of pieces of one origin. ``first`` is the piece that stands for it. ``keys``: what others may share with
    it; ``near``: keys of those it may be the same as.
    """

    number: int
    rank: Rank
    name: str
    first: Piece
    pieces: tuple[Piece, ...]
    because: tuple[str, ...]
    first_hand: bool

    @property
    def states(self) -> dict[str, str]:
        """The states it is a government voice of."""
        found = voice(self.first.speaker.name, self.first.affiliation, self.first.speaker.kind)
        return found.states if found.government else {}

    @property
    def keys(self) -> Iterator[object]:
        """What makes others near to it."""
        for state in self.states:
            yield ("state", state)
        if self.rank == Rank.UNNAMED:
            yield "unnamed"
        if self.rank == Rank.PERSON:
            for word in voice(self.first.affiliation).words:
                yield ("role", word)

    @property
    def near(self) -> Iterator[object]:
        """The keys of those that it may be the same as."""
        if self.rank == Rank.ORGANISATION:
            words = voice(self.first.speaker.name).words
            # The longest word of an institution's name tells most; who speaks for it has all of them.
            yield from [("role", word) for word in sorted(words, key=len)[-1:]]
        if self.rank in (Rank.STATE, Rank.UNNAMED, Rank.ORGANISATION):
            for state in self.states:
                yield ("state", state)
        if self.rank == Rank.UNNAMED:
            yield "unnamed"

    def may_be(self, other: Node) -> str:
        """Why this one and ``other`` may be one origin; "" where nothing says so."""
        if (
            self.rank == Rank.ORGANISATION
            and other.rank == Rank.PERSON
            and speaks_for(other.first, self.first)
        ):
            role = other.first.affiliation
            return say(
                "%(one)s (%(role)s) may speak for %(other)s: two voices of one institution.",
                one=other.name,
                role=role,
                other=self.name,
            )
        shared = [word for word in self.states if word in other.states]
        if shared:
            return say(
                "%(one)s and %(other)s may be one voice: both stand for one government (%(state)s).",
                one=self.name,
                other=other.name,
                state=self.states[shared[0]],
            )
        if self.rank == other.rank == Rank.UNNAMED and not _told_apart(self.first, other.first):
            return say(
                "%(one)s is not named, so it may be the same source as %(other)s.",
                one=self.name,
                other=other.name,
            )
        return ""

    def rests_on(self, other: Node) -> str:
        """Why this one, which is no origin by its own words, may go back to ``other``."""
        if self.rank == Rank.RESTS_ON_OTHERS:
            return say(
                "%(one)s %(does)s: that may come from %(other)s.",
                one=self.name,
                does=borrowed(self.first),
                other=other.name,
            )
        if self.rank == Rank.OUTLET:
            return say(
                "%(one)s names no source for it, so it may repeat %(other)s.", one=self.name, other=other.name
            )
        return say("%(one)s names nobody, so it adds no origin.", one=self.name)


def node_of(number: int, pieces: Sequence[Piece], because: tuple[str, ...]) -> Node:
    """The node of a group: the piece that stands firmest, then the one heard first, stands for it."""
    first = min(pieces, key=lambda piece: (rank_of(piece), piece.heard_at, piece.statement))
    ordered = tuple(sorted(pieces, key=lambda piece: (piece.heard_at, piece.statement)))
    return Node(
        number,
        rank_of(first),
        named(first),
        first,
        ordered,
        because,
        any(is_first_hand(piece) for piece in pieces),
    )


def speaks_for(person: Piece, institution: Piece) -> bool:
    """Whether the person's role names the institution: all words of its name."""
    name = voice(institution.speaker.name).words
    return bool(name) and name <= voice(person.affiliation).words


def _told_apart(one: Piece, other: Piece) -> bool:
    """Whether two unnamed sources are surely two: the same article has both, or they stand for different states."""
    if one.article == other.article:
        return normal_form(one.speaker.name) != normal_form(other.speaker.name)
    mine, theirs = (voice(p.speaker.name, p.affiliation, p.speaker.kind).states for p in (one, other))
    return bool(mine and theirs and not mine.keys() & theirs.keys())
