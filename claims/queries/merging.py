"""What a preview of a merge shows of each of two claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from claims.models import Claim, Link, LinkState, VerdictChange

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Holdings:
    """A claim with its numbers of links by state, and of steps in its history."""

    claim: Claim
    accepted: int
    rejected: int
    suggested: int
    steps: int


def holdings(claims: Sequence[Claim]) -> list[Holdings]:
    """Two queries, however many claims."""
    links = Link.objects.filter(claim__in=claims).order_by()
    counts = {
        (claim, state): n
        for claim, state, n in links.values_list("claim_id", "state").annotate(n=Count("pk"))
    }
    steps = dict(
        VerdictChange.objects.filter(claim__in=claims)
        .order_by()
        .values_list("claim_id")
        .annotate(n=Count("pk"))
    )
    return [
        Holdings(
            claim,
            counts.get((claim.pk, LinkState.ACCEPTED), 0),
            counts.get((claim.pk, LinkState.REJECTED), 0),
            counts.get((claim.pk, LinkState.SUGGESTED), 0),
            steps.get(claim.pk, 0),
        )
        for claim in claims
    ]
