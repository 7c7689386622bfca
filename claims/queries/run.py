"""What one person has answered in one go at the review."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.models import LinkDecision, LinkState, Rejection, Stance
from entities.images import label
from entities.models import Act, ActRow

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

SHOWN = 200
"""The latest answers that are listed, and taken back as one."""
NOT_RELATED = "not related"


@dataclass(frozen=True)
class Run:
    """What was answered: the latest first, how many alike ("supports", "not related: nobody said this"), how many in all."""

    answers: list[LinkDecision]
    counts: list[tuple[str, int]]
    total: int

    @property
    def until(self) -> int:
        """The latest answer: what comes in after it is not meant by whoever saw this."""
        return self.answers[0].pk if self.answers else 0


def last_decision() -> int:
    """The id of the latest decision of all, where a run begins."""
    return LinkDecision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def answered(*, by: AbstractBaseUser, since: int) -> QuerySet[LinkDecision]:
    """This person's answers after the decision ``since`` that stand, the latest first."""
    given = LinkDecision.objects.filter(by=by.pk, pk__gt=since, undone_by=None)
    return given.filter(state__in=[LinkState.ACCEPTED, LinkState.REJECTED]).order_by("-pk")


def run_of(*, by: AbstractBaseUser, since: int) -> Run:
    """Everything answered after ``since``: two queries."""
    given = answered(by=by, since=since)
    counts = Counter(_alike(*row) for row in given.values_list("stance", "reason"))
    shown = given.select_related("link__claim", "link__statement__speaker__canonical")
    shown = shown.defer("link__claim__search", "link__statement__search")
    kinds = [*Stance.values, *sorted(counts.keys() - set(Stance.values))]
    return Run(list(shown[:SHOWN]), [(kind, counts[kind]) for kind in kinds if counts[kind]], counts.total())


def acts_of(*, by: AbstractBaseUser, since: int, until: int) -> list[Act]:
    """The lines of the ledger by which these answers can be taken back, the latest SHOWN of them."""
    ids = list(answered(by=by, since=since).filter(pk__lte=until).values_list("pk", flat=True)[:SHOWN])
    rows = ActRow.objects.filter(model=label(LinkDecision), row__in=ids)
    return list(Act.objects.standing().filter(pk__in=rows.values("act")).order_by("pk"))


def _alike(stance: str, reason: str) -> str:
    if stance:
        return stance
    return NOT_RELATED if reason in ("", Rejection.OTHER) else f"{NOT_RELATED}: {Rejection(reason).label}"
