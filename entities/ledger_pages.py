"""What the ledger's pages ask the database: each a constant number of queries, however many rows are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext

from entities.images import label
from entities.ledger import KINDS, PAGES
from entities.models import Act, ActRow
from entities.undo import may_undo, may_undo_all
from entities.written import id_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User
    from django.db.models import Model

PARTS_SHOWN = 50


@dataclass(frozen=True)
class Line:
    """One act, the page that it is about, and whether the person who looks may take it back."""

    act: Act
    address: str
    label: str
    may_undo: bool
    undone_by: Act | None

    @property
    def stands(self) -> bool:
        """Whether it can be taken back at all: not yet taken back, and no undoing of something else."""
        return self.undone_by is None


def acts_listed(
    *, person: str = "", kind: str = "", model: str = "", row: int | None = None
) -> QuerySet[Act]:
    """Acts as the ledger lists them, each with the page it is about; what is asked for narrows them down.

    About one row every part of a batch is a line of its own; else a batch is one line.
    """
    acts = _with_places(Act.objects.select_related("by", "undone_by__by"))
    if row is not None:
        acts = acts.filter(Exists(ActRow.objects.filter(act=OuterRef("pk"), model=model, row=row)))
        # A part beside its whole would say the same twice.
        within = ActRow.objects.filter(act=OuterRef("part_of"), model=model, row=row)
        acts = acts.filter(Q(part_of=None) | ~Exists(within))
    else:
        acts = acts.filter(part_of=None)
    if person:
        acts = acts.filter(by__username=person)
    return acts.filter(kind=kind) if kind else acts


def lines(acts: Iterable[Act], *, by: User) -> list[Line]:
    """The acts as lines, in their order, without a query."""
    return [
        Line(
            act,
            address(getattr(act, "place", None), getattr(act, "place_row", None)),
            gettext(KINDS[act.kind].label) if act.kind in KINDS else act.kind,
            may_undo(act, by=by),
            getattr(act, "undone_by", None),
        )
        for act in acts
    ]


def address(model: str | None, row: int | None) -> str:
    """The address of a row's own page; empty where it has none."""
    return reverse(PAGES[model], args=[row]) if model in PAGES and row is not None else ""


def people_in() -> list[str]:
    """Who did anything."""
    users = get_user_model().objects.filter(Exists(Act.objects.filter(by=OuterRef("pk"))))
    return list(users.order_by("username").values_list("username", flat=True))


def asked_row(written: str) -> tuple[str, int] | None:
    """A row as an address names it ("claims.claim:12"); None for what is none."""
    model, _, row = written.partition(":")
    pk = id_in(row)
    return (model, pk) if model in PAGES and pk is not None else None


def named(row: Model) -> str:
    """A row as an address names it."""
    return f"{label(type(row))}:{row.pk}"


@dataclass(frozen=True)
class Preview:
    """What taking an act back would do: the acts that would go, itself the last; the first parts of each."""

    act: Act
    going: list[Line]
    parts: list[Act]
    part_count: int
    may: bool

    @property
    def in_the_way(self) -> list[Line]:
        """The later acts among those that would go."""
        return self.going[:-1]

    @property
    def ids(self) -> str:
        """The acts that would go, as the form carries them: it does only what the person was shown."""
        return " ".join(str(line.act.pk) for line in self.going)


def preview(act: Act, *, by: User, plan: Iterable[Act]) -> Preview:
    """The preview of taking an act back with everything in its way (see ``entities.undo.plan``)."""
    acts = Act.objects.filter(pk__in=[each.pk for each in plan]).select_related("by", "undone_by__by")
    going = lines(_with_places(acts).order_by("-pk"), by=by)
    parts = act.parts.filter(undone_by=None).select_related("by").order_by("pk")
    may = may_undo_all([line.act for line in going], by=by)
    return Preview(act, going, list(parts[:PARTS_SHOWN]), parts.count(), may)


def _with_places(acts: QuerySet[Act]) -> QuerySet[Act]:
    places = ActRow.objects.filter(act=OuterRef("pk"), model__in=list(PAGES)).order_by("pk")
    return acts.annotate(
        place=Subquery(places.values("model")[:1]), place_row=Subquery(places.values("row")[:1])
    )
