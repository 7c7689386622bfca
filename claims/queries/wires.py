"""The tripwires of a claim, with what hits them and what just misses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.weigh.tripwire import near_miss

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.models import Tripwire
    from claims.weigh import Piece
    from claims.weigh.tripwire import Condition

MISSES_SHOWN = 3


@dataclass(frozen=True)
class Wire:
    """A tripwire in words, the pieces that hit it, and those that miss by one thing, each with what that is."""

    wire: Tripwire
    words: str
    hits: list[Piece]
    near: list[tuple[Piece, str]]


def wires_shown(
    wires: Sequence[tuple[Tripwire, Condition]], pieces: Sequence[Piece], hits: Sequence[Sequence[int]]
) -> list[Wire]:
    """The tripwires with the pieces of the claim held against them; without a query."""
    hit = {(wire, link) for wire, link in hits}
    return [
        Wire(
            wire,
            asked.words,
            [piece for piece in pieces if (wire.pk, piece.link) in hit],
            [(piece, why) for piece in pieces if (why := near_miss(asked, piece))][:MISSES_SHOWN],
        )
        for wire, asked in wires
    ]
