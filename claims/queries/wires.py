"""The tripwires of a claim, with what hits them and what just misses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.models import Link
from claims.weigh.tripwire import Armed, Condition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.models import Claim, Tripwire
    from claims.weigh import Piece
    from claims.weigh.tripwire import Held


@dataclass(frozen=True)
class Wire:
    """A tripwire in words; the first pieces that hit it, and how many more do; the first that miss by one thing, each with
    what that is.
    """

    wire: Tripwire
    words: str
    hits: list[Piece]
    more: int
    near: list[tuple[Piece, str]]


def tripwires(claim: Claim) -> list[Tripwire]:
    """The claim's tripwires, with whom they ask for and who set them."""
    return list(claim.tripwires.select_related("speaker__canonical", "set_by"))


def armed(claim: Claim, wires: Sequence[Tripwire]) -> list[Armed]:
    """Tripwires with the links that were accepted after each was armed; without tripwires, no query."""
    if not wires:
        return []
    since = min(wire.armed_at for wire in wires)
    links = Link.objects.filter(claim=claim, decided_at__gt=since).order_by()
    accepted = list(links.values_list("pk", "decided_at"))
    return [
        Armed(wire.pk, condition_of(wire), {pk for pk, at in accepted if at and at > wire.armed_at})
        for wire in wires
    ]


def wires_shown(wires: Sequence[Tripwire], held: Sequence[Held], pieces: Mapping[int, Piece]) -> list[Wire]:
    """Tripwires with what evidence does to them, and the pieces of that at hand; without a query."""
    of = {each.wire: each for each in held}
    return [_shown(wire, of[wire.pk], pieces) for wire in wires if wire.pk in of]


def _shown(wire: Tripwire, held: Held, pieces: Mapping[int, Piece]) -> Wire:
    hits = [pieces[statement] for statement in held.hits if statement in pieces]
    near = [(pieces[statement], why) for statement, why in held.near if statement in pieces]
    return Wire(wire, condition_of(wire).words, hits, held.count - len(held.hits), near)


def condition_of(wire: Tripwire) -> Condition:
    """A tripwire as the condition that evidence is held against."""
    shown = wire.speaker.shown if wire.speaker else None
    return Condition(
        stance=wire.stance,
        named=wire.named,
        first_hand=wire.first_hand,
        speaker=shown.pk if shown else None,
        speaker_name=shown.name if shown else "",
        speaker_kind=wire.speaker_kind,
        modality=wire.modality,
    )
