"""A claim's history: verdicts and decisions about its links in one line of time, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from django.db.models import F, Func, IntegerField, OuterRef, Q, Subquery
from django.utils.dateparse import parse_datetime

from claims.models import Claim, LinkDecision, LinkState, VerdictChange
from entities.images import label
from entities.models import ActRow
from entities.written import id_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

SHOWN = 20
VERDICT, DECISION = "verdict", "decision"
SPEAKER = "link__statement__speaker"
OF_DECISIONS = (
    *("state", "stance", "reason", "note", "at", "by__username", "undoes__state", "undoes__stance"),
    *("link__statement__content", "link__statement__article", "link__statement__struck_at"),
    *("link__statement__speaker_name", f"{SPEAKER}__name", f"{SPEAKER}__canonical__name"),
)


@dataclass(frozen=True)
class Entry:
    """One step: a verdict or work state that was set, or what somebody did with a link. ``act`` is the line of the ledger
    by which a verdict is taken back; none where it was, or where the ledger does not know of it.
    """

    kind: str
    step: VerdictChange | LinkDecision
    act: int | None = None

    @property
    def key(self) -> tuple[datetime, str, int]:
        """Where it stands in time; of one moment, by kind and id."""
        return self.step.at, self.kind, self.step.pk

    @property
    def can_be_taken_back(self) -> bool:
        """Whether this is the last decision about its link, and not itself an undoing."""
        step = self.step
        return (
            isinstance(step, LinkDecision)
            and step.state not in (LinkState.SUGGESTED, LinkState.WITHDRAWN)
            and getattr(step, "last_of_link", None) == step.pk
        )


@dataclass(frozen=True)
class History:
    """Some of the steps, and ``next``: the key to ask for earlier ones with, empty where there are none."""

    entries: list[Entry]
    next: str


def history(
    claim: Claim, *, before: str = "", until: datetime | None = None, group: Sequence[int] = ()
) -> History:
    """The steps before the key ``before``, and not after ``until``; a key that makes no sense gives the latest. ``group``:
    its ``merged_group``, where that is at hand.
    """
    key = _read(before)
    last = LinkDecision.objects.filter(link=OuterRef("link")).order_by("-at", "-pk").values("pk")[:1]
    of_both = group or merged_group(claim)
    verdicts = (
        VerdictChange.objects.filter(_before(VERDICT, key), claim__in=of_both)
        .select_related("by")
        # Only how much there is: the evidence under a verdict may be thousands of rows long.
        .annotate(rested_on=Func("evidence", function="jsonb_array_length", output_field=IntegerField()))
        .annotate(on_claim=F("claim__text"))
        .defer("evidence")
    )
    decisions = LinkDecision.objects.filter(_before(DECISION, key), link__claim__in=of_both)
    if until is not None:
        verdicts, decisions = verdicts.filter(at__lte=until), decisions.filter(at__lte=until)
    shown = list(verdicts.order_by("-at", "-pk")[: SHOWN + 1])
    acts = _acts(shown)
    entries = [Entry(VERDICT, step, acts.get(step.pk)) for step in shown]
    # Of thousands of decisions first which are the last: sorting them with everything that is shown of each takes longer.
    latest = decisions.order_by("-at", "-pk").values("pk")[: SHOWN + 1]
    steps = (
        LinkDecision.objects.filter(pk__in=latest)
        .select_related("by", "link__statement__speaker__canonical", "undoes")
        .only(*OF_DECISIONS)
        .annotate(last_of_link=Subquery(last))
    )
    entries += [Entry(DECISION, step) for step in steps.order_by()]
    entries.sort(key=lambda entry: entry.key, reverse=True)
    more = len(entries) > SHOWN
    entries = entries[:SHOWN]
    return History(entries, _write(entries[-1]) if more else "")


def _acts(changes: Sequence[VerdictChange]) -> dict[int, int]:
    """By which act each change can be taken back, for those that stand."""
    rows = ActRow.objects.filter(model=label(VerdictChange), row__in=[change.pk for change in changes])
    standing = rows.filter(act__undone_by=None, act__is_undoing=False)
    return dict(standing.values_list("row", "act"))


def merged_group(claim: Claim) -> list[int]:
    """The claim's id and those of all that were merged into it, by steps: one query a step."""
    found = level = [claim.pk]
    while level:
        level = list(Claim.objects.filter(merged_into__in=level).order_by("pk").values_list("pk", flat=True))
        found = [*found, *level]
    return found


def _before(kind: str, key: tuple[datetime, str, int] | None) -> Q:
    """(at, kind, pk) < key, for the rows of one kind."""
    if key is None:
        return Q()
    at, last_kind, pk = key
    if kind == last_kind:
        return Q(at__lt=at) | Q(at=at, pk__lt=pk)
    return Q(at__lte=at) if kind < last_kind else Q(at__lt=at)


def _write(entry: Entry) -> str:
    at, kind, pk = entry.key
    return f"{at.isoformat()},{kind},{pk}"


def _read(text: str) -> tuple[datetime, str, int] | None:
    try:
        when, kind, pk = text.split(",")
        at = parse_datetime(when)
        at = at.astimezone(UTC) if at and at.tzinfo else None  # overflows at the ends of the calendar
    except (ValueError, OverflowError):
        return None
    number = id_in(pk)
    if at is None or kind not in {VERDICT, DECISION} or number is None:
        return None
    return at, kind, number
