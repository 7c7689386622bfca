"""What would change our mind: whether a piece of evidence meets a condition and, where it just misses, what by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from claims.weigh.same import NAMED
from claims.weigh.standing import borrowed, is_first_hand

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from claims.weigh.piece import Piece

SHOWN = 3

MODALITIES = {
    "asserts": "asserts it",
    "conditional": "speaks of a condition",
    "expects": "expects it",
    "aware": "is aware of it from others",
    "declines": "declines to say",
    "asks": "asks",
}
DOES = {"supports": "supports the claim", "denies": "denies the claim", "context": "is context"}


@dataclass(frozen=True, slots=True)
class Condition:
    """What a tripwire asks for; what is empty or false is not asked for. ``speaker`` is an entity as shown."""

    stance: str
    named: bool = False
    first_hand: bool = False
    speaker: int | None = None
    speaker_name: str = ""
    speaker_kind: str = ""
    modality: str = ""

    @property
    def words(self) -> str:
        """ "a named person supports the claim first-hand and asserts it"."""
        who = self.speaker_name or f"{'a named' if self.named else 'some'} {self.speaker_kind or 'speaker'}"
        first = " first-hand" if self.first_hand else ""
        how = f" and {MODALITIES[self.modality]}" if self.modality else ""
        return f"{who} {DOES[self.stance]}{first}{how}"


def misses(condition: Condition, piece: Piece) -> list[str]:
    """Why the piece does not meet the condition, each reason in words; empty where it does."""
    speaker = piece.speaker
    found = []
    if piece.stance != condition.stance:
        found.append(f"it {DOES[piece.stance]}")
    if condition.speaker is not None and speaker.id != condition.speaker:
        found.append(f"the speaker is {speaker.name or 'nobody named'}, not {condition.speaker_name}")
    unnamed = speaker.is_nobody or speaker.kind not in NAMED
    if condition.named and unnamed:
        found.append(
            "the speaker is unnamed"
            if speaker.is_nobody or speaker.kind == "unnamed"
            else f"the speaker is a {speaker.kind}, no named person or organisation"
        )
    # That somebody unnamed is no person of a name, and speaks for nobody, has been said by then.
    told = condition.named and unnamed
    if condition.speaker_kind and speaker.kind != condition.speaker_kind and not told:
        found.append(f"the speaker is no {condition.speaker_kind}")
    if condition.modality and piece.modality != condition.modality:
        found.append(f"the speaker {MODALITIES.get(piece.modality, piece.modality)}")
    if condition.first_hand and not is_first_hand(piece) and not told:
        found.append(
            f"it is not first-hand: {borrowed(piece) or 'the speaker is no named person or organisation'}"
        )
    return found


def near_miss(condition: Condition, piece: Piece) -> str:
    """Why a piece that meets all but one of what is asked misses, in words; "" for a hit and for one further off."""
    found = misses(condition, piece)
    return f"{found[0]}; everything else fits" if len(found) == 1 and piece.stance == condition.stance else ""


@dataclass(frozen=True, slots=True)
class Armed:
    """A tripwire: its id, what it asks for, and the links that were accepted after it was armed."""

    wire: int
    condition: Condition
    since: Collection[int]


@dataclass(frozen=True, slots=True)
class Held:
    """What evidence does to a tripwire: the first statements that hit it, how many do, and the first that miss it by one
    thing, each with what that is.
    """

    wire: int
    hits: tuple[int, ...]
    count: int
    near: tuple[tuple[int, str], ...]


def hold_against(pieces: Sequence[Piece], wires: Sequence[Armed]) -> list[Held]:
    """Each tripwire with what hits it and what just misses."""
    found = []
    for armed in wires:
        hits = [piece.statement for piece in hitting(pieces, armed)]
        near = ((piece.statement, near_miss(armed.condition, piece)) for piece in pieces)
        first = tuple(islice(((statement, why) for statement, why in near if why), SHOWN))
        found.append(Held(armed.wire, tuple(hits[:SHOWN]), len(hits), first))
    return found


def hitting(pieces: Sequence[Piece], armed: Armed) -> list[Piece]:
    """The pieces accepted since a tripwire was armed that meet its condition."""
    return [piece for piece in pieces if piece.link in armed.since and not misses(armed.condition, piece)]
