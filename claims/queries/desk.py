"""What needs somebody first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from django.db.models import Count

from claims.models import Link, WorkState
from claims.queries.board import ClaimRow, claims_listed, rows_of
from claims.queries.evidence import waiting_links
from sources.models import Article, Stage

NAMED = 3
CLAIMS_SHOWN = 12


class ForClaim(TypedDict):
    """How many suggestions wait for a claim."""

    claim_id: int
    claim__text: str
    n: int


@dataclass(frozen=True)
class Needs:
    """What waits, with the first few of each named; "all done" is said only where there ever was something."""

    another_look: int
    looks: list[ClaimRow]
    suggestions: int
    by_claim: list[ForClaim]
    being_read: int
    set_aside: int
    stopped: list[Article]
    ever_suggested: bool
    ever_added: bool


def needs() -> Needs:
    """Claims that need another look, suggestions by claim, articles on their way and set aside."""
    looks = claims_listed().filter(work_state=WorkState.ANOTHER_LOOK)
    by_claim = (
        waiting_links().values("claim_id", "claim__text").annotate(n=Count("pk")).order_by("-n", "-claim_id")
    )
    unread = Article.objects.exclude(stage=Stage.LINKED)
    stopped = Article.objects.filter(set_aside_at__isnull=False).defer("text")
    return Needs(
        another_look=looks.count(),
        looks=rows_of(list(looks.order_by("-changed_at", "-pk")[:NAMED])),
        suggestions=waiting_links().count(),
        by_claim=list(by_claim[:NAMED]),
        being_read=unread.filter(set_aside_at=None).count(),
        set_aside=stopped.count(),
        stopped=list(stopped.order_by("-set_aside_at", "-pk")[:NAMED]),
        ever_suggested=Link.objects.exists(),
        ever_added=Article.objects.exists(),
    )


def latest_claims() -> list[ClaimRow]:
    """The claims that changed last."""
    return rows_of(list(claims_listed().order_by("-changed_at", "-pk")[:CLAIMS_SHOWN]))
