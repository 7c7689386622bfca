"""Everything that a claim's page shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Coalesce

from claims.models import Claim, Link, LinkState, Stance, VerdictChange, WorkState
from claims.queries.evidence import (
    standing_links,
    waiting_links,
    with_heard_at,
    with_last_decision,
    with_statements,
)

EVIDENCE_SHOWN = 300
WAITING_SHOWN = 5


@dataclass(frozen=True)
class Column:
    """The statements that bear on a claim in one way, the last heard first; of very many only the first are shown."""

    stance: str
    links: list[Link]
    count: int
    speakers: int


@dataclass(frozen=True)
class Evidence:
    """A claim's accepted evidence, and how many accepted statements were struck since."""

    columns: list[Column]
    speakers: int
    struck: int

    @property
    def total(self) -> int:
        """How many statements there are."""
        return sum(column.count for column in self.columns)

    @property
    def shown(self) -> int:
        """How many of them are shown."""
        return sum(len(column.links) for column in self.columns)


def claim_shown(claim_id: int) -> Claim | None:
    """A claim with what its page says of it."""
    people = ("owner", "topic", "proposed_by", "speaker__canonical")
    return Claim.objects.select_related(*people).defer("search").filter(pk=claim_id).first()


def evidence(claim: Claim) -> Evidence:
    """The claim's accepted statements by stance; those that were struck since only as a number."""
    of_claim = standing_links().filter(claim=claim)
    links = with_heard_at(with_last_decision(with_statements(of_claim))).order_by("-heard_at", "-pk")
    shown = list(links[:EVIDENCE_SHOWN])
    who = Coalesce("statement__speaker__canonical", "statement__speaker")
    counts = list(of_claim.values_list("stance", who).annotate(n=Count("pk")))
    struck = Link.objects.filter(
        claim=claim, state=LinkState.ACCEPTED, statement__struck_at__isnull=False
    ).count()
    columns = [
        Column(
            stance,
            [link for link in shown if link.stance == stance],
            sum(n for of, _, n in counts if of == stance),
            len({speaker for of, speaker, _ in counts if of == stance and speaker}),
        )
        for stance in Stance.values
    ]
    return Evidence(columns, len({speaker for _, speaker, _ in counts if speaker}), struck)


def waiting(claim: Claim) -> tuple[int, list[Link]]:
    """How many suggestions wait for a claim, and the strongest of them."""
    links = waiting_links().filter(claim=claim)
    strongest = with_heard_at(with_statements(links)).order_by("-probability", "pk")
    return links.count(), list(strongest[:WAITING_SHOWN])


def alarm(claim: Claim) -> VerdictChange | None:
    """Why the system asks for another look; None where it does not."""
    if claim.work_state != WorkState.ANOTHER_LOOK:
        return None
    return claim.verdict_changes.filter(work_state=WorkState.ANOTHER_LOOK).order_by("-version").first()
