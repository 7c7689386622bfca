"""What needs somebody first, and what a person has to do themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F
from django.utils.timezone import localdate

from claims.models import Claim, Link, WorkState
from claims.queries.board import ClaimRow, claims_listed, rows_of
from claims.queries.evidence import waiting_links
from claims.queries.facets import due_when, with_person
from sources.models import Article, Stage

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import AbstractBaseUser

    from claims.queries.waiting import Number

NAMED = 3
MINE_NAMED = 5
CLAIMS_SHOWN = 12
STRONGEST = 500
"""So many of the strongest suggestions say which claims they are for; on a smaller desk that is all of them."""


@dataclass(frozen=True)
class ForClaim:
    """How many suggestions wait for a claim."""

    claim: Claim
    n: int


@dataclass(frozen=True)
class Needs:
    """What waits, with the first few of each named; "all done" is said only where there ever was something."""

    another_look: int
    looks: list[ClaimRow]
    suggestions: Number
    by_claim: list[ForClaim]
    being_read: int
    set_aside: int
    stopped: list[Article]
    failed: int
    failed_claims: list[Claim]
    ever_suggested: bool
    ever_added: bool


def needs(suggestions: Number) -> Needs:
    """Claims that need another look, suggestions by claim, articles on their way, and what failed."""
    looks = claims_listed().filter(work_state=WorkState.ANOTHER_LOOK)
    unread = Article.objects.exclude(stage=Stage.LINKED)
    stopped = Article.objects.filter(set_aside_at__isnull=False).defer("text")
    failed = claims_listed().filter(set_aside_at__isnull=False)
    return Needs(
        another_look=looks.count(),
        looks=rows_of(list(looks.order_by("-changed_at", "-pk")[:NAMED]), columns=()),
        suggestions=suggestions,
        by_claim=_by_claim(),
        being_read=unread.filter(set_aside_at=None).count(),
        set_aside=stopped.count(),
        stopped=list(stopped.order_by("-set_aside_at", "-pk")[:NAMED]),
        failed=failed.count(),
        failed_claims=list(failed.order_by("-changed_at", "-pk")[:NAMED]),
        ever_suggested=Link.objects.exists(),
        ever_added=Article.objects.exists(),
    )


def _by_claim() -> list[ForClaim]:
    """The claims with most suggestions among the strongest, with how many wait for each: three queries."""
    strongest = waiting_links().order_by("-probability", "pk").values_list("claim_id", flat=True)
    ids = [claim for claim, _ in Counter(strongest[:STRONGEST]).most_common(NAMED)]
    counts = dict(waiting_links().filter(claim__in=ids).values_list("claim_id").annotate(n=Count("pk")))
    claims = Claim.objects.only("text").in_bulk(ids)
    return [ForClaim(claims[pk], counts[pk]) for pk in ids if pk in claims and pk in counts]


def latest_claims(columns: Collection[str]) -> list[ClaimRow]:
    """The claims that changed last."""
    return rows_of(list(claims_listed().order_by("-changed_at", "-pk")[:CLAIMS_SHOWN]), columns)


@dataclass(frozen=True)
class Mine:
    """What is with a person, or that they work on, and not settled: the first due first."""

    claims: list[Claim]
    total: int
    overdue: int


def mine(user: AbstractBaseUser) -> Mine:
    """Two queries."""
    rows = claims_listed().filter(with_person(user.pk)).exclude(work_state=WorkState.SETTLED)
    overdue = due_when(localdate())["overdue"]
    counts = rows.order_by().aggregate(total=Count("*"), overdue=Count("pk", filter=overdue))
    first = rows.order_by(F("due_on").asc(nulls_last=True), "-changed_at", "-pk")
    return Mine(list(first[:MINE_NAMED]), counts["total"], counts["overdue"])
