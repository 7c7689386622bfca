"""What people say of pairs of a claim's evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from claims.models import Judgement, JudgementSay
from claims.weigh import Judged

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def standing_judgements(claim_id: int, *, until: datetime | None = None) -> QuerySet[Judgement]:
    """The judgements that nobody took back, in their order; as they stood at ``until``, if given."""
    # What was said on claims that were merged into this one is said of this one's evidence.
    of_it = Q(claim=claim_id) | Q(claim__merged_into=claim_id) | Q(claim__merged_into__merged_into=claim_id)
    rows = Judgement.objects.filter(of_it).exclude(says=JudgementSay.TAKEN_BACK)
    undone = Q(undone_by=None)
    if until is not None:
        rows, undone = rows.filter(at__lte=until), undone | Q(undone_by__at__gt=until)
    return rows.filter(undone).select_related("by").order_by("pk")


def judged(claim_id: int, *, until: datetime | None = None) -> list[Judged]:
    """What stands of each pair: the last that was said of its origins, and whether a contradiction was dismissed."""
    last: dict[tuple[int, int, str], Judged] = {}
    for row in standing_judgements(claim_id, until=until):
        last[row.one_id, row.other_id, row.matter] = Judged(
            row.one_id, row.other_id, row.says, row.by.get_username(), row.pk
        )
    return list(last.values())
