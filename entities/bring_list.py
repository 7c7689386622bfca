"""A list of people and organisations comes in: a dry run first, then all that it adds as one act, taken back as one."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from entities.hold import hold
from entities.hold_list import hold_against_desk
from entities.ledger import act, register
from entities.lists.entry import Unreadable
from entities.models import Affiliation, Alias, Entity, ExternalId, Kind, ListForm, NameList
from entities.planned import Planned
from entities.refused import Refused
from entities.said import told
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

BROUGHT = register("list.bring", label=gettext_noop("brought in a list"), permission="entities.curate")
MOST_BYTES = 20_000_000
BATCH = 1_000


@transaction.atomic
def store_list(*, by: AbstractBaseUser, name: str, data: bytes, form: str, kind: str = "") -> NameList:
    """Keeps a file, for a dry run to show what it would change. ``kind`` is that of entries which name none.

    Raises Refused for an unknown form or kind, a file that is too large, no UTF-8, or none of its form.
    """
    if form not in ListForm.values:
        raise Refused(gettext("Say what the file is."), field="form")
    if kind and kind not in Kind.values:
        raise Refused(gettext("“%(kind)s” is not a kind of entity.") % {"kind": kind}, field="kind")
    if len(data) > MOST_BYTES:
        raise Refused(
            gettext("This file is larger than %(most_bytes)s MB. Split it.")
            % {"most_bytes": MOST_BYTES // 1000000},
            field="file",
        )
    try:
        text = data.decode("utf-8-sig").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise Refused(gettext("This file is not written in UTF-8."), field="file") from None
    called = PurePath(name.replace("\\", "/")).name[-300:] or "list"
    brought = NameList(name=called, form=form, kind=kind, text=text, by_id=by.pk)
    try:
        plan = hold_against_desk(brought)
    except Unreadable as unreadable:
        raise Refused(told(unreadable.args[0]), field="file") from unreadable
    if not plan:
        raise Refused(gettext("There is no entry in this file."), field="file")
    brought.save()
    return brought


@transaction.atomic
def bring_list(*, brought: NameList, by: AbstractBaseUser) -> NameList:
    """Adds what a list adds: new entities; names, ids, affiliations and what was empty to those it means. Nothing that is
    there is overwritten. One act.

    Raises Refused where somebody brought it in already, or it adds nothing.
    """
    hold(["bringing lists"])
    brought = NameList.objects.select_for_update(of=("self",)).select_related("brought_by").get(pk=brought.pk)
    if brought.brought_by is not None:
        raise Refused(
            gettext("%(brought_by)s has brought this list in already.")
            % {"brought_by": brought.brought_by.get_username()}
        )
    plan = hold_against_desk(brought)
    taken = [planned for planned in plan if planned.outcome in ("new", "more")]
    if not taken:
        raise Refused(gettext("This list adds nothing to what the desk knows."))
    new = [planned for planned in taken if planned.entity is None]
    report = [planned.told() for planned in plan]
    words = say(
        "brought in the list “%(brought)s”: %(new)s new, %(taken)s added to",
        brought=brought.name,
        new=len(new),
        taken=len(taken) - len(new),
    )
    changed = [planned.entity for planned in taken if planned.entity is not None and planned.columns]
    with act(BROUGHT, by=by, words=words, watch=[brought, *changed]) as doing:
        for planned in taken:
            if planned.entity is not None and planned.columns:
                Entity.objects.filter(pk=planned.entity.pk).update(**planned.columns)
        doing.made(_make(new, by_id=by.pk))
        for line, planned in zip(report, plan, strict=True):
            line["entity"] = planned.entity.pk if planned.entity else None
        # In this order, so that they go the other way round when it is taken back.
        doing.made(Alias.objects.bulk_create(_aliases(taken, new), batch_size=BATCH))
        doing.made(
            ExternalId.objects.bulk_create(
                ExternalId(entity=_of(planned), scheme=scheme, value=value)
                for planned in taken
                for scheme, value in planned.ids.items()
            )
        )
        doing.made(Affiliation.objects.bulk_create(_affiliations(taken, brought.name), batch_size=BATCH))
        NameList.objects.filter(pk=brought.pk).update(brought_at=Now(), brought_by=by.pk, report=report)
    brought.refresh_from_db()
    return brought


def _make(new: list[Planned], *, by_id: int) -> list[Entity]:
    made = Entity.objects.bulk_create(
        (
            Entity(
                name=planned.entry.name,
                kind=planned.entry.kind,
                description=planned.entry.description,
                notes=planned.entry.notes,
                made_by_id=by_id,
            )
            for planned in new
        ),
        batch_size=BATCH,
    )
    for planned, entity in zip(new, made, strict=True):
        planned.entity = entity
    return made


def _aliases(taken: list[Planned], new: list[Planned]) -> list[Alias]:
    own = [Alias(entity=_of(planned), name=planned.entry.name) for planned in new]
    further = [
        Alias(entity=_of(planned), name=named.name, form=named.form, source=named.source)
        for planned in taken
        for named in planned.names
    ]
    return [alias.take_apart() for alias in (*own, *further)]


def _affiliations(taken: list[Planned], source: str) -> list[Affiliation]:
    return [
        Affiliation(
            entity=_of(planned),
            of=_of(of) if isinstance(of, Planned) else of,
            role=held.role,
            since=held.since,
            until=held.until,
            source=source[:200],
        )
        for planned in taken
        for of, held in planned.held
        if not isinstance(of, Planned) or of.entity is not None
    ]


def _of(planned: Planned) -> Entity:
    assert planned.entity is not None, "entities are made first"
    return planned.entity
