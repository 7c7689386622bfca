"""One piece of evidence as plain values: a statement that bears on a claim, and how its words came to us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

Says = Literal["same_origin", "independent", "no_contradiction"]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who speaks, prints or carries. ``id`` is the entity as shown (after merges), None where nobody was
    resolved; ``kind`` is the entity's kind, or what the reader took it for.
    """

    id: int | None
    name: str
    kind: str = ""

    @property
    def is_nobody(self) -> bool:
        """Whether this names nobody: nothing at all, or “reports”, “local media”, which is no outlet's name."""
        return not self.name or (self.kind == "outlet" and self.name == self.name.lower())


NOBODY = Party(None, "")


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement that bears on a claim.

    ``relays`` are nearest to the article first. ``published_at`` is None where it is not known; ``learned_at`` is when
    the desk had it. ``utterance`` is a key shared by statements that are one act of speaking, None for one that stands
    alone. ``parent`` is the statement whose words hold this one. ``copies`` is a key shared by articles that are copies of one
    text (syndication), ``owner`` one shared by outlets of one group; None where nothing is known.
    """

    statement: int
    stance: str
    article: int
    outlet: Party
    speaker: Party
    learned_at: datetime
    content: str
    affiliation: str = ""
    relays: tuple[Party, ...] = ()
    kind: str = "indirect"
    polarity: str = "asserted"
    modality: str = "asserts"
    cue: str = ""
    published_at: datetime | None = None
    utterance: str | None = None
    parent: int | None = None
    copies: int | str | None = None
    owner: int | str | None = None
    link: int | None = None

    @property
    def heard_at(self) -> datetime:
        """When it was printed or, where that is not known, when the desk had it."""
        return self.published_at or self.learned_at


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person said of two statements. Of several about one pair the last stands; the caller leaves out those
    taken back.
    """

    one: int
    other: int
    says: str
    by: str = ""
    id: int | None = None
