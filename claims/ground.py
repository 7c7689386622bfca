"""What a verdict rests on: the claim's wording, its accepted evidence, the origins behind that, and the tripwires hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.evidence import accepted_evidence
from claims.models import Tripwire, WorkState
from claims.queries.judgements import judged
from claims.queries.pieces import accepted_pieces
from claims.queries.wires import armed, tripwires
from claims.weigh.dossier import origins_of
from claims.weigh.tripwire import hitting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.evidence import Evidence
    from claims.models import Claim, VerdictChange
    from claims.weigh import Origins, Piece

OriginCounts = dict[str, list[int]]
SIDES = ("supports", "denies")


@dataclass(frozen=True)
class Ground:
    """What a claim rests on now, as a verdict keeps it (see ``VerdictChange``)."""

    wording: str
    evidence: Evidence
    origins: OriginCounts
    hits: list[list[int]]

    def bears(self, decided: VerdictChange | None) -> bool:
        """Whether this is what the verdict rested on; without a verdict, whether there is nothing at all."""
        if decided is None:
            return not self.evidence
        if decided.wording not in ("", self.wording) or len(decided.evidence) != len(self.evidence):
            return False
        if decided.origins and decided.origins != self.origins:
            return False
        # A record from before statements were marked has no mark to compare.
        return all({**now, **was} == now for was, now in zip(decided.evidence, self.evidence, strict=True))

    def work_state(self, decided: VerdictChange | None) -> WorkState:
        """Where the desk stands: it follows from what a person decided last and what has changed since."""
        known = decided.hits if decided else []
        if any(hit not in known for hit in self.hits):
            return WorkState.ANOTHER_LOOK
        chosen = WorkState(decided.work_state) if decided else WorkState.NEW
        if chosen == WorkState.SETTLED:
            return WorkState.SETTLED if self.bears(decided) else WorkState.ANOTHER_LOOK
        if chosen == WorkState.NEW and self.evidence and not self.bears(decided):
            return WorkState.IN_REVIEW
        return chosen


def ground_of(claim: Claim, *, lightly: bool = False) -> Ground:
    """What the claim rests on now: a constant number of queries. ``lightly`` leaves the origins uncounted where no
    tripwire asks for the pieces, for a claim that no verdict has been set on.
    """
    if lightly and not Tripwire.objects.filter(claim=claim).exists():
        return Ground(claim.text, accepted_evidence(claim.pk), {}, [])
    pieces = accepted_pieces(claim.pk)
    says = judged(claim.pk)
    counts = {side: counted(origins_of(side, text=claim.text, pieces=pieces, judged=says)) for side in SIDES}
    return Ground(claim.text, accepted_evidence(claim.pk), counts, hits_of(claim, pieces))


def ground_under(decided: VerdictChange | None, *, without_evidence: bool = False) -> Ground:
    """What a verdict rested on when it was set; nothing, where there is none."""
    if decided is None:
        return Ground("", [], {}, [])
    evidence = [] if without_evidence else decided.evidence
    return Ground(decided.wording, evidence, decided.origins, decided.hits)


def counted(origins: Origins) -> list[int]:
    """Origins as a verdict keeps them: lowest number, highest, named first-hand."""
    return [origins.low, origins.high, origins.first_hand]


def hits_of(claim: Claim, pieces: Sequence[Piece]) -> list[list[int]]:
    """The tripwires that accepted evidence hits, as [tripwire, link]: only what was accepted after they were armed."""
    wires = armed(claim, tripwires(claim))
    return [[each.wire, int(piece.link or 0)] for each in wires for piece in hitting(pieces, each)]
