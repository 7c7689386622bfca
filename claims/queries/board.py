"""Claims as rows of a list, with the evidence for and against each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from claims.models import Claim, Link, Stance, VerdictChange, WorkState
from claims.queries.evidence import standing_links, waiting_links, with_heard_at

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Bar:
    """One part of a balance, from ``start`` on, in percent."""

    stance: str
    start: float
    width: float


@dataclass(frozen=True)
class ClaimRow:
    """One claim with its counts of statements by stance, the one heard last, and what waits."""

    claim: Claim
    counts: dict[str, int]
    waiting: int
    last: Link | None
    news: str

    @property
    def bars(self) -> list[Bar]:
        """The balance of the evidence: a part for each stance that anybody took."""
        total, start, bars = sum(self.counts.values()), 0.0, []
        for stance, count in self.counts.items():
            if count:
                bars.append(Bar(stance, round(start, 2), round(100 * count / total, 2)))
                start += 100 * count / total
        return bars


def claims_listed() -> QuerySet[Claim]:
    """Claims with what a row of a list shows; those that were merged into another are none of the desk's any more."""
    return Claim.objects.filter(merged_into=None).select_related("owner", "topic").defer("search", "note")


def rows_of(claims: Sequence[Claim]) -> list[ClaimRow]:
    """The claims as rows, in their order: four queries, however many there are."""
    ids = [claim.pk for claim in claims]
    counts, waiting, last, news = _counts(ids), _waiting(ids), _last_heard(ids), _news(ids)
    return [
        ClaimRow(
            claim,
            counts[claim.pk],
            waiting.get(claim.pk, 0),
            last.get(claim.pk),
            news.get(claim.pk, "") if claim.work_state == WorkState.ANOTHER_LOOK else "",
        )
        for claim in claims
    ]


def _counts(ids: list[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Stance.values, 0))
    links = standing_links().filter(claim__in=ids).values_list("claim_id", "stance").annotate(n=Count("pk"))
    for claim, stance, n in links:
        found[claim][stance] = n
    return found


def _waiting(ids: list[int]) -> dict[int, int]:
    return dict(waiting_links().filter(claim__in=ids).values_list("claim_id").annotate(n=Count("pk")))


def _last_heard(ids: list[int]) -> dict[int, Link]:
    links = with_heard_at(standing_links().filter(claim__in=ids)).select_related(
        "statement__speaker__canonical"
    )
    latest = links.defer("statement__search").order_by("claim_id", "-heard_at", "-pk").distinct("claim_id")
    return {link.claim_id: link for link in latest}


def _news(ids: list[int]) -> dict[int, str]:
    """Why the system asks for another look at each claim: the last such reason."""
    changes = VerdictChange.objects.filter(claim__in=ids, work_state=WorkState.ANOTHER_LOOK)
    latest = changes.order_by("claim_id", "-version").distinct("claim_id")
    return dict(latest.values_list("claim_id", "reason"))
