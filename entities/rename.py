"""Changing what an entity is called and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.db import transaction

from entities.models import Alias, Entity, Kind
from entities.refused import Refused
from matching.names import normal_form

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def rename_entity(
    *, entity: Entity, by: AbstractBaseUser, name: str, kind: str, description: str = "", notes: str = ""
) -> Entity:
    """Gives an entity another name, kind, description or notes. The old name stays as an alias.

    Raises Refused for an empty name, an unknown kind, or an outlet that still publishes articles becoming another
    kind. The audit trail records ``by`` and what stood before.
    """
    entity = Entity.objects.select_for_update(of=("self",)).get(pk=entity.pk)
    name = " ".join(name.split())
    if not normal_form(name):
        raise Refused("An entity needs a name.", field="name")
    if kind not in Kind.values:
        raise Refused(f"“{kind}” is not a kind of entity.", field="kind")
    if kind != Kind.OUTLET and hasattr(entity, "outlet"):
        raise Refused("This outlet has articles, so it stays an outlet.", field="kind")
    entity.name, entity.kind = name, kind
    entity.description, entity.notes = description, notes
    with pghistory.context(user=by.pk):
        entity.save()
    if not entity.aliases.filter(name=name).exists():
        Alias.objects.create(entity=entity, name=name)
    return entity
