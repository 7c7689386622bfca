"""Whom a person speaks or works for: saying so, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, register
from entities.models import Affiliation, Entity
from entities.refused import Refused
from matching.phrase import say

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AbstractBaseUser

AFFILIATED = register(
    "affiliation.add", label=gettext_noop("added an affiliation"), permission="entities.curate"
)
CHANGED = register(
    "affiliation.change", label=gettext_noop("changed an affiliation"), permission="entities.curate"
)
REMOVED = register(
    "affiliation.remove", label=gettext_noop("removed an affiliation"), permission="entities.curate"
)


@transaction.atomic
def affiliate(
    *,
    entity: Entity,
    of: Entity,
    by: AbstractBaseUser,
    role: str = "",
    since: date | None = None,
    until: date | None = None,
    source: str = "",
) -> Affiliation:
    """Says that ``entity`` is ``role`` of ``of``, from one day until another, both included; empty days are unknown.

    Raises Refused for an entity and itself, days the wrong way round, or what is there already.
    """
    role = " ".join(role.split())[:200]
    _check(entity, of, since, until)
    held = Affiliation.objects.filter(entity=entity, of=of, role=role, since=since)
    words = say("made %(entity)s %(role)s of %(of)s", entity=entity.name, role=_role(role), of=of.name)
    with act(AFFILIATED, by=by, words=words, about=[entity, of]) as doing:
        if held.exists():
            raise Refused(gettext("This is there already. Put its days right instead."), field="role")
        row = Affiliation.objects.create(
            entity=entity, of=of, role=role, since=since, until=until, source=source[:200]
        )
        doing.made(row)
    return row


@transaction.atomic
def change_affiliation(
    *, affiliation: Affiliation, by: AbstractBaseUser, role: str, since: date | None, until: date | None
) -> Affiliation:
    """Puts the role and the days right. Raises Refused as ``affiliate`` does, or where it was removed meanwhile."""
    entity, of = affiliation.entity, affiliation.of
    role = " ".join(role.split())[:200]
    _check(entity, of, since, until)
    with act(
        CHANGED,
        by=by,
        words=say("changed what %(entity)s is to %(of)s", entity=entity.name, of=of.name),
        about=[entity, of],
        watch=[affiliation],
    ):
        same = Affiliation.objects.filter(entity=entity, of=of, role=role, since=since)
        if same.exclude(pk=affiliation.pk).exists():
            raise Refused(gettext("This is there already. Put its days right instead."), field="role")
        rows = Affiliation.objects.filter(pk=affiliation.pk)
        if not rows.update(role=role, since=since, until=until):
            raise Refused(gettext("This was removed in the meantime."))
    return rows.get()


@transaction.atomic
def remove_affiliation(*, affiliation: Affiliation, by: AbstractBaseUser) -> None:
    """Removes it, as one that never was; one that ended has an ``until``. Raises Refused where it is gone already."""
    entity, of = affiliation.entity, affiliation.of
    role = _role(affiliation.role)
    words = say("removed that %(entity)s is %(role)s of %(of)s", entity=entity.name, role=role, of=of.name)
    with act(REMOVED, by=by, words=words, about=[entity, of], watch=[affiliation]):
        if not Affiliation.objects.filter(pk=affiliation.pk).delete()[0]:
            raise Refused(gettext("This was removed already."))


def _role(role: str) -> str:
    return role or say("a member")


def _check(entity: Entity, of: Entity, since: date | None, until: date | None) -> None:
    if entity.pk == of.pk:
        raise Refused(gettext("Choose two different entries."), field="of")
    if since and until and until < since:
        raise Refused(gettext("The last day is before the first."), field="until")
