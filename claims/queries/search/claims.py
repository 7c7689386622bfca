"""Claims with the words that are asked for, in their text, their note or their speaker's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, QuerySet

from claims.models import Claim
from claims.queries.search.passages import whole
from sources.gather import TIMELESS, Found, fits, gather, newest_of, with_rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sources.gather import Moment

NEAR = 3_000
"""Claims that are looked through first."""


def find_claims(
    spoken: str, *, after: Moment | None = None, enough: int = 0, few: int = 0, best: int = 0
) -> Found:
    """The claims that fit, the newest first, from behind ``after``; ``enough``: where more do not matter."""
    rows = Claim.objects.filter(pk__lt=after.pk) if after else Claim.objects.all()
    # Proposed one after the other, so that ids have the order of time.
    edge = after.pk - NEAR if after else newest_of(Claim, NEAR)
    rows = rows.filter(merged_into=None)
    near = rows.filter(fits(spoken, by_index=False), pk__gt=edge).order_by("-pk")
    # By a value that no index has in order: the text index is to find them.
    far = rows.filter(fits(spoken)).order_by((F("pk") + 0).desc())
    told = with_rank(Claim, spoken, TIMELESS)
    ids, all_ids = near.values_list("pk", flat=True), far.values_list("pk", flat=True)
    return gather(ids, all_ids, told, enough=enough, few=few, best=best)


def claims_found(ids: Sequence[int], query: str) -> list[Claim]:
    """The claims as results, in their order, with ``headline``. One query."""
    rows: QuerySet[Claim] = Claim.objects.filter(pk__in=ids).select_related("topic", "owner")
    found = rows.defer("search", "note").annotate(headline=whole("text", query)).in_bulk()
    return [found[pk] for pk in ids if pk in found]
