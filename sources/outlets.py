"""Finding an outlet by name, or making it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from entities.create import create_entity
from entities.hold import hold
from entities.lookup import look_up, only
from entities.models import Kind
from entities.refused import Refused
from matching.names import normal_form
from sources.models import Outlet

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def find_or_make_outlet(*, name: str, by: AbstractBaseUser | None, demo: bool = False) -> Outlet:
    """The outlet that goes by ``name``, made with its entity where there is none. Raises Refused for an empty name."""
    name = " ".join(name.split())
    if not normal_form(name):
        raise Refused("Which outlet printed it?", field="outlet")
    if len(name) > 300:  # noqa: PLR2004 - the column's length
        raise Refused("An outlet’s name has at most 300 characters.", field="outlet")
    hold([normal_form(name)])
    found = only(look_up([name])[name], kinds=[Kind.OUTLET])
    if found is None:
        found = create_entity(name=name, kind=Kind.OUTLET, by=by, demo=demo)
    outlet, _ = Outlet.objects.get_or_create(entity=found.shown)
    return outlet
