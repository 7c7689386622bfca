"""Adding and removing a name that an entity goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.db import transaction

from entities.models import Alias, Entity
from entities.refused import Refused
from matching.names import normal_form

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def add_alias(*, entity: Entity, name: str, by: AbstractBaseUser) -> Alias:
    """Adds a name. Later articles that use it find the entity. Raises Refused for an empty name or one already there."""
    name = " ".join(name.split())
    if not normal_form(name):
        raise Refused("Type the other name first.", field="name")
    with pghistory.context(user=by.pk):
        alias, new = Alias.objects.get_or_create(entity=entity, name=name[:300])
    if not new:
        raise Refused(f"{entity.name} already goes by “{name}”.", field="name")
    return alias


@transaction.atomic
def remove_alias(*, alias: Alias, by: AbstractBaseUser) -> None:
    """Removes a name. Raises Refused for the name the entity is shown under: rename it first."""
    if alias.name == alias.entity.name:
        raise Refused("This is the name it is shown under. Give it another name first.", field="name")
    with pghistory.context(user=by.pk):
        alias.delete()
