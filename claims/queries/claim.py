"""Everything that a claim's page shows."""

from __future__ import annotations

from claims.models import Claim, Link, VerdictChange, WorkState
from claims.queries.evidence import waiting_links, with_heard_at

WAITING_SHOWN = 5


def claim_shown(claim_id: int) -> Claim | None:
    """A claim with what its page says of it."""
    people = ("owner", "topic", "proposed_by", "speaker__canonical", "merged_into")
    return (
        Claim.objects.select_related(*people)
        .defer("search", "merged_into__search")
        .filter(pk=claim_id)
        .first()
    )


def waiting(claim: Claim) -> tuple[int, list[Link]]:
    """How many suggestions wait for a claim, and the strongest of them."""
    links = waiting_links().filter(claim=claim)
    strongest = (
        with_heard_at(links).select_related("statement__speaker__canonical").defer("statement__search")
    )
    return links.count(), list(strongest.order_by("-probability", "pk")[:WAITING_SHOWN])


def alarm(claim: Claim) -> VerdictChange | None:
    """The change by which the system asks for another look, which is the last; None where it does not ask."""
    if claim.work_state != WorkState.ANOTHER_LOOK:
        return None
    changes = claim.verdict_changes.filter(work_state=WorkState.ANOTHER_LOOK).defer("evidence")
    return changes.order_by("-version").first()
