"""Rows as they stood at a moment, rebuilt from facts that never change: decisions, merges, and the audit trail, whose
rows are each what stood until they were written. A constant number of queries, however many rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.db.models.expressions import RawSQL

from claims.models import Claim, LinkDecision, LinkState
from claims.queries.pieces import Microseconds
from entities.models import ActRow, Entity, Merge
from sources.models import Outlet, OutletGroup, Statement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from django.db.models import Model

# What the audit trail keeps of a claim; a merge of claims and the like are for those who read further columns.
CLAIM = ("text", "note", "topic_id", "owner_id", "speaker_id", "verdict", "work_state", "merged_into_id")
STATEMENT = (
    *("article_id", "content", "kind", "polarity", "modality", "cue", "affiliation", "struck_at"),
    *("speaker_id", "speaker_name", "speaker_type", "parent_id"),
)
ENTITY = ("name", "kind", "merged_into_id")
Row = dict[str, Any]


@dataclass(frozen=True)
class PastLink:
    """A link that was accepted at a moment, with its stance and who had decided so."""

    link: int
    claim: int
    statement: int
    stance: str
    by: str


def among(ids: Iterable[int]) -> RawSQL:
    """Ids to look for with ``__in``, as one parameter: thousands by themselves take longer to write down than to find. As
    text, for the driver looks at each number of a list three times.
    """
    return RawSQL("SELECT unnest(%s::bigint[])", (f"{{{','.join(map(str, ids))}}}",))


def past_rows(
    model: type[Model],
    ids: Iterable[int],
    columns: Collection[str],
    *,
    at: datetime,
    there: Q | None = None,
    moments: Collection[str] = (),
) -> dict[int, Row]:
    """Some columns of rows as they stood at a moment, by id: the first event after it has them, else the row itself.

    Two queries. Rows that are gone by now are not among them, nor is it said whether a row was there yet, unless
    ``there`` tells. ``moments`` are columns to be read as ``Microseconds``.
    """
    wanted = among(ids)
    counted = {f"{name}_counted": Microseconds(name) for name in moments}
    columns = (*columns, *counted)
    app = model._meta.app_label
    events = apps.get_model(app, f"{model.__name__}Event")._default_manager
    later = events.filter(pgh_obj_id__in=wanted, pgh_created_at__gt=at).annotate(**counted)
    later = later.order_by("pgh_obj_id", "pgh_id")
    now = model._default_manager.filter(there or Q(), pk__in=wanted).annotate(**counted)
    rows: dict[int, Row] = {row["pk"]: row for row in now.values("pk", *columns)}
    for row in later.distinct("pgh_obj_id").values("pgh_obj_id", *columns):
        pk = row.pop("pgh_obj_id")
        if pk in rows:
            rows[pk] = {"pk": pk, **row}
    return rows


def past_claims(ids: Iterable[int], *, at: datetime) -> dict[int, Row]:
    """Claims as they stood: wording, verdict, work state and what goes with them; those proposed later left out."""
    there = Claim.objects.filter(pk__in=list(ids), proposed_at__lte=at).values_list("pk", flat=True)
    return past_rows(Claim, there, CLAIM, at=at)


def past_links(claims: Iterable[int], *, at: datetime) -> list[PastLink]:
    """The links that stood accepted on these claims at a moment, in the order of their ids: three queries. A merge takes
    links from claim to claim; each is on the claim that it was on then.
    """
    asked = list(claims)
    later = apps.get_model("claims", "LinkEvent")._default_manager.filter(pgh_created_at__gt=at)
    left = list(later.filter(claim__in=asked).order_by().values_list("pgh_obj_id", flat=True).distinct())
    now_there, left_since = Q(link__claim__in=asked), Q(link__in=left)
    decisions = (
        LinkDecision.objects.filter(now_there | left_since if left else now_there, at__lte=at)
        .order_by("link", "-at", "-pk")
        .distinct("link")
        .values_list("link", "link__claim", "link__statement", "state", "stance", "by__username")
    )
    events = later.filter(
        Q(pgh_obj__claim__in=asked) | Q(pgh_obj__in=left) if left else Q(pgh_obj__claim__in=asked)
    )
    stood = dict(
        events.order_by("pgh_obj_id", "pgh_id").distinct("pgh_obj_id").values_list("pgh_obj_id", "claim")
    )
    return [
        PastLink(link, stood.get(link, claim), statement, stance, by)
        for link, claim, statement, state, stance, by in decisions
        if state == LinkState.ACCEPTED and stood.get(link, claim) in asked
    ]


def past_statements(ids: Iterable[int], *, at: datetime) -> dict[int, Row]:
    """Statements as they stood, those that were struck or not yet written down left out: two queries."""
    rows = past_rows(Statement, ids, STATEMENT, at=at, there=Q(added_at__lte=at), moments=["added_at"])
    return {pk: row for pk, row in rows.items() if row["struck_at"] is None}


def past_owners(outlets: Iterable[int], *, at: datetime) -> dict[int, str]:
    """The names of the groups that outlets belonged to at a moment, by outlet: the ledger has what was changed since."""
    wanted = set(outlets)
    owners = dict(Outlet.objects.filter(pk__in=wanted).values_list("pk", "group"))
    later = ActRow.objects.filter(
        model="sources.outlet", row__in=wanted, act__at__gt=at, before__has_key="group_id"
    )
    first = later.order_by("row", "act", "pk").distinct("row")
    owners |= dict(first.values_list("row", "before__group_id"))
    names = dict(OutletGroup.objects.filter(pk__in=set(owners.values()) - {None}).values_list("pk", "name"))
    return {outlet: names[group] for outlet, group in owners.items() if group in names}


class PastNames:
    """Under which name each entity was shown at a moment: three queries, whichever are asked for."""

    def __init__(self, ids: Iterable[int | None], *, at: datetime) -> None:
        merges = Merge.objects.filter(Q(undone_at=None) | Q(undone_at__gt=at), at__lte=at)
        self._into = dict(merges.values_list("gone_id", "kept_id"))
        wanted = {pk for pk in ids if pk is not None}
        self._rows = past_rows(Entity, wanted | {self.shown(pk) for pk in wanted}, ENTITY, at=at)

    def shown(self, pk: int) -> int:
        """The entity at the end of the merges that stood."""
        seen = {pk}
        while (into := self._into.get(pk)) is not None and into not in seen:
            pk = into
            seen.add(pk)
        return pk

    def named(self, pk: int | None) -> tuple[int, str, str] | None:
        """Id, name and kind of the entity that one was shown as; None where there is none any more."""
        row = self._rows.get(self.shown(pk)) if pk is not None else None
        return (row["pk"], row["name"], row["kind"]) if row else None
