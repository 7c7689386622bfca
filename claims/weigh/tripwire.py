"""What would change our mind: whether a piece of evidence meets a condition and, where it just misses, what by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from claims.weigh.same import NAMED
from claims.weigh.standing import borrowed, is_first_hand
from matching.phrase import gettext_noop, say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from claims.weigh.piece import Piece

SHOWN = 3

MODALITIES = {
    "asserts": gettext_noop("asserts it"),
    "conditional": gettext_noop("speaks of a condition"),
    "expects": gettext_noop("expects it"),
    "aware": gettext_noop("is aware of it from others"),
    "declines": gettext_noop("declines to say"),
    "asks": gettext_noop("asks"),
}
DOES = {
    "supports": gettext_noop("supports the claim"),
    "denies": gettext_noop("denies the claim"),
    "context": gettext_noop("is context"),
}
KINDS = {
    "": gettext_noop("speaker"),
    "person": gettext_noop("person"),
    "organisation": gettext_noop("organisation"),
    "state": gettext_noop("state"),
    "place": gettext_noop("place"),
    "outlet": gettext_noop("outlet"),
    "item": gettext_noop("weapon or other item"),
    "group": gettext_noop("group"),
    "unnamed": gettext_noop("unnamed source"),
}


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
        told = say("%(who)s %(does)s", who=self._who, does=say(DOES[self.stance]))
        if self.first_hand:
            told = say("%(told)s first-hand", told=told)
        if self.modality:
            told = say("%(told)s and %(how)s", told=told, how=say(MODALITIES[self.modality]))
        return told

    @property
    def _who(self) -> str:
        if self.speaker_name:
            return self.speaker_name
        kind = say(KINDS[self.speaker_kind])
        return say("a named %(kind)s", kind=kind) if self.named else say("some %(kind)s", kind=kind)


def misses(condition: Condition, piece: Piece) -> list[str]:
    """Why the piece does not meet the condition, each reason in words; empty where it does."""
    speaker = piece.speaker
    found: list[str] = []
    if piece.stance != condition.stance:
        found.append(say("it %(does)s", does=say(DOES[piece.stance])))
    if condition.speaker is not None and speaker.id != condition.speaker:
        found.append(
            say(
                "the speaker is %(who)s, not %(speaker)s",
                who=speaker.name or say("nobody named"),
                speaker=condition.speaker_name,
            )
        )
    unnamed = speaker.is_nobody or speaker.kind not in NAMED
    if condition.named and unnamed:
        found.append(
            say("the speaker is unnamed")
            if speaker.is_nobody or speaker.kind == "unnamed"
            else say(
                "the speaker is a %(kind)s, no named person or organisation", kind=say(KINDS[speaker.kind])
            )
        )
    # That somebody unnamed is no person of a name, and speaks for nobody, has been said by then.
    told = condition.named and unnamed
    if condition.speaker_kind and speaker.kind != condition.speaker_kind and not told:
        found.append(say("the speaker is no %(kind)s", kind=say(KINDS[condition.speaker_kind])))
    if condition.modality and piece.modality != condition.modality:
        found.append(say("the speaker %(does)s", does=say(MODALITIES.get(piece.modality, piece.modality))))
    if condition.first_hand and not is_first_hand(piece) and not told:
        found.append(
            say(
                "it is not first-hand: %(why)s",
                why=borrowed(piece) or say("the speaker is no named person or organisation"),
            )
        )
    return found


def near_miss(condition: Condition, piece: Piece) -> str:
    """Why a piece that meets all but one of what is asked misses, in words; "" for a hit and for one further off."""
    found = misses(condition, piece)
    return (
        say("%(why)s; everything else fits", why=found[0])
        if len(found) == 1 and piece.stance == condition.stance
        else ""
    )


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
