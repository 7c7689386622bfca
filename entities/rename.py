"""Changing what an entity is called and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, overtaken, register
from entities.models import Alias, Entity, Kind
from entities.refused import Overtaken, Refused
from matching.names import normal_form
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


RENAMED = register("entity.rename", label=gettext_noop("changed an entry"), permission="entities.curate")


@transaction.atomic
def rename_entity(
    *,
    entity: Entity,
    by: AbstractBaseUser,
    name: str,
    kind: str,
    description: str = "",
    notes: str = "",
    seen: int | None = None,
) -> Entity:
    """Gives an entity another name, kind, description or notes. The old name stays as an alias.

    Raises Refused for an empty name, an unknown kind, or an outlet that still publishes articles becoming another
    kind. ``seen`` is the last line of the ledger on it when the person looked (``entities.ledger.seen``); raises
    Overtaken where somebody changed it since.
    """
    entity = Entity.objects.select_for_update(of=("self",)).get(pk=entity.pk)
    if seen is not None and (later := overtaken(entity, since=seen)):
        raise Overtaken(later)
    name = " ".join(name.split())
    if not normal_form(name):
        raise Refused(gettext("An entity needs a name."), field="name")
    if kind not in Kind.values:
        raise Refused(gettext("“%(kind)s” is not a kind of entity.") % {"kind": kind}, field="kind")
    if kind != Kind.OUTLET and hasattr(entity, "outlet"):
        raise Refused(gettext("This outlet has articles, so it stays an outlet."), field="kind")
    words = (
        say("renamed %(entity)s to %(name)s", entity=entity.name, name=name)
        if name != entity.name
        else say("changed what is said of %(name)s", name=name)
    )
    with act(RENAMED, by=by, words=words, watch=[entity]) as renaming:
        entity.name, entity.kind = name, kind
        entity.description, entity.notes = description, notes
        entity.save()
        if not entity.aliases.filter(name=name).exists():
            renaming.made(Alias.objects.create(entity=entity, name=name))
    return entity
