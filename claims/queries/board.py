"""Claims as rows of a list, with the evidence for and against each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext_lazy

from claims.models import Assignment, Claim, Link, LinkState, PersonalDesk, Stance, VerdictChange, WorkState
from claims.queries.evidence import standing_links, with_heard_at
from entities.images import label
from entities.models import ActRow
from entities.said import told

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.contrib.auth.models import AbstractBaseUser

COLUMNS = {
    "verdict": gettext_lazy("Verdict"),
    "evidence": gettext_lazy("Evidence"),
    "heard": gettext_lazy("Last heard"),
    "with": gettext_lazy("With"),
    "due": gettext_lazy("Due"),
    "topic": gettext_lazy("Topic"),
    "waiting": gettext_lazy("To review"),
    "changed": gettext_lazy("Changed"),
    "proposed": gettext_lazy("Proposed"),
}
"""What a list of claims can show beside the claim itself."""
BY_ITSELF = ("verdict", "evidence", "heard", "with", "due")
SPEAKER = ("statement__speaker__name", "statement__speaker__canonical__name")
LOOKING_BACK = ("verdict", "evidence")


@dataclass(frozen=True)
class Bar:
    """One part of a balance, from ``start`` on, in percent."""

    stance: str
    start: float
    width: float


def bars_of(counts: Mapping[str, int]) -> list[Bar]:
    """The balance of evidence: a part for each stance that anybody took."""
    total, start, bars = sum(counts.values()), 0.0, []
    for stance, count in counts.items():
        if count:
            bars.append(Bar(stance, round(start, 2), round(100 * count / total, 2)))
            start += 100 * count / total
    return bars


@dataclass(frozen=True)
class ClaimRow:
    """One claim with its counts of statements by stance, the one heard last, what waits, and who works on it."""

    claim: Claim
    counts: dict[str, int]
    waiting: int
    last: Link | None
    news: str
    working: list[str] = field(default_factory=list)

    @property
    def bars(self) -> list[Bar]:
        """The balance of the evidence."""
        return bars_of(self.counts)


def claims_listed() -> QuerySet[Claim]:
    """Claims with what a row of a list shows; those that were merged into another are none of the desk's any more."""
    return Claim.objects.filter(merged_into=None).select_related("owner", "topic").defer("search", "note")


def columns_of(user: AbstractBaseUser) -> tuple[str, ...]:
    """The columns that this person wants, in the desk's order."""
    kept = PersonalDesk.objects.filter(user=user.pk).values_list("columns", flat=True).first()
    return tuple(name for name in COLUMNS if name in kept) if kept else BY_ITSELF


def rows_of(claims: Sequence[Claim], columns: Collection[str] = BY_ITSELF) -> list[ClaimRow]:
    """The claims as rows, in their order, with what the columns need: four queries at most, however many there are."""
    ids = [claim.pk for claim in claims]
    counts, waiting = _counts(ids)
    last = _last_heard(ids) if "heard" in columns else {}
    working = _working(ids) if "with" in columns else {}
    news = _news([claim.pk for claim in claims if claim.work_state == WorkState.ANOTHER_LOOK])
    return [
        ClaimRow(
            claim,
            counts.get(claim.pk) or dict.fromkeys(Stance.values, 0),
            waiting.get(claim.pk, 0),
            last.get(claim.pk),
            news.get(claim.pk, ""),
            working.get(claim.pk, []),
        )
        for claim in claims
    ]


def seen_of(ids: Sequence[int]) -> dict[int, int]:
    """The last line of the ledger that changed each claim, as ``entities.ledger.seen`` has it of one; 0 for none."""
    rows = ActRow.objects.filter(model=label(Claim), row__in=ids).exclude(before={}, after={})
    found = dict(rows.order_by().values_list("row").annotate(last=Max("act_id")))
    return {pk: found.get(pk, 0) for pk in ids}


def _counts(ids: list[int]) -> tuple[dict[int, dict[str, int]], dict[int, int]]:
    """By claim: standing statements by stance, and suggestions that wait. One query."""
    standing: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Stance.values, 0))
    waiting: dict[int, int] = {}
    states = [LinkState.ACCEPTED, LinkState.SUGGESTED]
    links = Link.objects.filter(claim__in=ids, state__in=states, statement__struck_at=None).order_by()
    for claim, state, stance, n in links.values_list("claim_id", "state", "stance").annotate(n=Count("pk")):
        if state == LinkState.ACCEPTED:
            standing[claim][stance] = n
        else:
            waiting[claim] = n
    return standing, waiting


def _last_heard(ids: list[int]) -> dict[int, Link]:
    links = with_heard_at(standing_links().filter(claim__in=ids)).select_related(
        "statement__speaker__canonical"
    )
    latest = (
        links.only("claim", "statement__speaker_name", *SPEAKER)
        .order_by("claim_id", "-heard_at", "-pk")
        .distinct("claim_id")
    )
    return {link.claim_id: link for link in latest}


def _news(ids: list[int]) -> dict[int, str]:
    """Why the system asks for another look at each claim: the last such reason."""
    changes = VerdictChange.objects.filter(claim__in=ids, work_state=WorkState.ANOTHER_LOOK)
    latest = changes.order_by("claim_id", "-version").distinct("claim_id")
    rows = latest.values_list("claim_id", "reason", "said")
    return {claim: told(reason, said) if said else reason for claim, reason, said in rows}


def _working(ids: list[int]) -> dict[int, list[str]]:
    found = defaultdict(list)
    rows = Assignment.objects.filter(claim__in=ids).order_by("user__username")
    for claim, name in rows.values_list("claim_id", "user__username"):
        found[claim].append(name)
    return found
